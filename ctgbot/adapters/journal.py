"""What was asked, what was answered, what people think of it: `journal.sqlite`, beside the catalogue.

Several tabs and processes write in it: each call is one short transaction. Nothing rebuilds it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Select,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from ctgbot.adapters.journal_tables import EXCHANGES, MENTIONS, OF_OPINION, OPINIONS, TABLES, opinion_of, opinion_row
from ctgbot.errors import CtgbotError, IndexBusy
from ctgbot.exchanges import ConversationLine, Kept, Opinion, Trace, documents_of
from ctgbot.model import Answer

_PATIENCE = 30.0  # seconds to wait for a write of another tab to end
Written = Callable[[Answer], dict[str, Any]]
Read = Callable[[dict[str, Any]], Answer]


class SqlJournal:
    """The file is opened, and made when it is not there, at the first use. Raises IndexBusy, CtgbotError."""

    def __init__(self, path: Path, written: Written, read: Read, patience: float = _PATIENCE) -> None:
        self._path, self._written, self._read, self._patience = path, written, read, patience

    def keep(self, kept: Kept) -> None:
        """Adds one exchange, with its opinion if it has one."""
        with self._writing() as connection:
            connection.execute(insert(EXCHANGES), self._row(kept))
            mentioned = sorted(documents_of(kept.answer, kept.documents))
            if mentioned:
                rows = [{"exchange_id": kept.id, "document_id": document} for document in mentioned]
                connection.execute(insert(MENTIONS), rows)
            if kept.opinion:
                _set_opinion(connection, kept.id, kept.opinion)

    def conversations(self, most: int = 20) -> tuple[ConversationLine, ...]:
        """The last ones first."""
        exchange = EXCHANGES.c
        first, last = func.min(exchange.number).label("first"), func.max(exchange.number).label("last")
        grouped = select(exchange.conversation, first, last, func.count().label("exchanges"))
        spans = grouped.group_by(exchange.conversation).order_by(last.desc()).limit(most).subquery()
        ending = EXCHANGES.alias("ending")
        query = (
            select(exchange.conversation, exchange.question, ending.c.at, spans.c.exchanges)
            .join(spans, spans.c.first == exchange.number)
            .join(ending, ending.c.number == spans.c.last)
            .order_by(spans.c.last.desc())
        )
        with self._reading() as connection:
            return tuple(ConversationLine(*row) for row in connection.execute(query))

    def conversation(self, conversation: str) -> tuple[Kept, ...]:
        """Its exchanges, oldest first; none when it was deleted."""
        return self._kept(select(EXCHANGES, *OF_OPINION).where(EXCHANGES.c.conversation == conversation))

    def opinions(self) -> tuple[tuple[Kept, tuple[Kept, ...]], ...]:
        """Each exchange that somebody judged, oldest first, and what was said before it in its conversation."""
        judged = self._kept(select(EXCHANGES, *OF_OPINION).where(OPINIONS.c.rating.is_not(None)))
        whole = {one.conversation: self.conversation(one.conversation) for one in judged}
        return tuple((one, _before(one, whole[one.conversation])) for one in judged)

    def judge(self, exchange_id: str, opinion: Opinion | None) -> bool:
        """Replaces what was thought of it (None: nothing any more). False when the exchange is kept no longer."""
        with self._writing() as connection:
            query = select(EXCHANGES.c.number).where(EXCHANGES.c.id == exchange_id)
            if connection.execute(query).first() is None:
                return False
            if opinion is None:
                connection.execute(delete(OPINIONS).where(OPINIONS.c.exchange_id == exchange_id))
            else:
                _set_opinion(connection, exchange_id, opinion)
            return True

    def delete(self, conversation: str) -> None:
        """The whole conversation, to the byte."""
        with self._writing() as connection:
            connection.execute(delete(EXCHANGES).where(EXCHANGES.c.conversation == conversation))
        self._scrub()

    def forget(self, document_ids: Collection[str]) -> None:
        """No byte remains of the exchanges that show a passage of these documents, or were asked of them.

        The others keep no id of their passages. Nothing is made when there is no journal.
        """
        if not self._path.exists():
            return
        mentioned = select(MENTIONS.c.exchange_id).where(MENTIONS.c.document_id.in_(document_ids))
        with self._writing() as connection:
            connection.execute(delete(EXCHANGES).where(EXCHANGES.c.id.in_(mentioned)))
            for row in connection.execute(select(EXCHANGES.c.number, EXCHANGES.c.passages)).all():
                others = [passage for passage in row.passages if passage.rpartition(":")[0] not in document_ids]
                if len(others) < len(row.passages):
                    query = update(EXCHANGES).where(EXCHANGES.c.number == row.number)
                    connection.execute(query.values(passages=others))
        self._scrub()

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _kept(self, query: Select[Any]) -> tuple[Kept, ...]:
        query = query.outerjoin(OPINIONS).order_by(EXCHANGES.c.number)
        with self._reading() as connection:
            return tuple(self._kept_of(row) for row in connection.execute(query).mappings())

    def _kept_of(self, row: RowMapping) -> Kept:
        return Kept(
            row["id"],
            row["conversation"],
            row["at"],
            tuple(row["documents"]),
            self._read(row["answer"]),
            Trace(row["generation"], row["program"], row["prompt_version"], tuple(row["passages"])),
            opinion_of(row),
        )

    def _row(self, kept: Kept) -> dict[str, Any]:
        return {
            "id": kept.id,
            "conversation": kept.conversation,
            "at": kept.at,
            "question": kept.answer.question,
            "understood": kept.answer.understood,
            "documents": list(kept.documents),
            "answer": self._written(kept.answer),
            "generation": kept.trace.generation,
            "program": kept.trace.program,
            "prompt_version": kept.trace.prompt_version,
            "passages": list(kept.trace.passages),
        }

    def _scrub(self) -> None:
        """Freed pages, then the log of writes: nothing of what was deleted is left in the files."""
        alone = {"isolation_level": "AUTOCOMMIT"}
        with self._translating(), self._engine.connect().execution_options(**alone) as connection:
            connection.exec_driver_sql("VACUUM")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise IndexBusy(
                "Une lecture en cours empêche la fin de l'effacement de l'historique. Recommencez dans un instant."
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._translating(), self._engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._translating(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as exc:
            if "locked" in str(exc.orig) or "busy" in str(exc.orig):
                raise IndexBusy("L'historique est occupé par une autre opération. Recommencez.") from exc
            raise _unusable(self._path, exc.orig) from exc
        except OSError as exc:
            raise _unusable(self._path, exc.strerror or exc) from exc
        except IntegrityError:
            raise  # a fault of the program, not of the file
        except DatabaseError as exc:
            raise _unusable(self._path, exc.orig) from exc

    @cached_property
    def _engine(self) -> Engine:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{self._path.absolute()}", connect_args={"timeout": self._patience})
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        with engine.begin() as connection:
            for table in TABLES.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
        return engine


def now() -> str:
    """ISO 8601, to the second, UTC."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds")


def _on_connect(connection: Any, _record: Any) -> None:
    """Readers and a writer together, cascades, deleted text overwritten with zeros."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    """A write waits for the one of another tab from its start: a read that turns into a write would be refused.

    Not for VACUUM, which stands outside of any transaction.
    """
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _set_opinion(connection: Connection, exchange_id: str, opinion: Opinion) -> None:
    connection.execute(delete(OPINIONS).where(OPINIONS.c.exchange_id == exchange_id))
    connection.execute(insert(OPINIONS), opinion_row(exchange_id, opinion))


def _before(one: Kept, whole: Sequence[Kept]) -> tuple[Kept, ...]:
    ids = [other.id for other in whole]
    return tuple(whole[: ids.index(one.id)]) if one.id in ids else ()


def _unusable(path: Path, reason: object) -> CtgbotError:
    return CtgbotError(
        f"L'historique ({path}) ne peut pas être ouvert ({reason}). Vérifiez les droits sur le dossier, ou réglez "
        "CTGBOT_JOURNAL=off pour ne rien garder."
    )
