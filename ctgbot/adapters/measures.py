"""The measures of the answers, in a database of their own beside the catalogue (index/mesures.sqlite).

Apart from the catalogue, because an index is rebuilt and measures cannot be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from ctgbot.errors import CtgbotError, IndexBusy
from ctgbot.measured import Cited, Item, Outcome, Run, Terms
from ctgbot.model import Turn
from ctgbot.text.normalise import match_form

FILE = "mesures.sqlite"
_PATIENCE = 30.0  # seconds to wait for a write of another process to end
_AT_ONCE = 500  # SQLite takes 32 766 parameters, older ones 999
_TABLES = MetaData()
_RUNS = Table(
    "runs",
    _TABLES,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("terms", JSON, nullable=False),
    Column("totals", JSON, nullable=False),
)
_ROWS = Table(
    "rows",
    _TABLES,
    Column("run", ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("body", JSON, nullable=False),
)
_QUESTIONS = Table(
    "questions", _TABLES, Column("place", Integer, primary_key=True), Column("body", JSON, nullable=False)
)


class SqlMeasures:
    """`measure.Measures`, and the questions that agents have written. The file is made at the first write."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def in_folder(cls, index: Path) -> SqlMeasures:
        """`mesures.sqlite` in the index folder."""
        return cls(index / FILE)

    def add(self, when: str, terms: Terms, figures: dict[str, float], outcomes: Sequence[Outcome]) -> Run:
        """Keeps a run, whole or not at all."""
        written = asdict(terms) | {"documents": sorted(terms.documents)}
        with self._transaction() as connection:
            row = {"at": when, "source": terms.source, "terms": written, "totals": figures}
            number = connection.execute(insert(_RUNS).returning(_RUNS.c.number), row).scalar_one()
            bodies = [
                {"run": number, "place": place, "key": key_of(outcome.item), "body": asdict(outcome)}
                for place, outcome in enumerate(outcomes)
            ]
            if bodies:
                connection.execute(insert(_ROWS), bodies)
        return Run(number, when, terms, figures)

    def runs(self, source: str | None = None) -> tuple[Run, ...]:
        """Newest first."""
        query = select(_RUNS).order_by(_RUNS.c.number.desc())
        if source is not None:
            query = query.where(_RUNS.c.source == source)
        with self._transaction() as connection:
            return tuple(_run_of(row) for row in connection.execute(query).mappings())

    def last(self, source: str) -> Run | None:
        """The newest run of these questions."""
        return next(iter(self.runs(source)), None)

    def outcomes(self, number: int) -> tuple[Outcome, ...]:
        """Of one run, in the order of its questions."""
        query = select(_ROWS.c.body).where(_ROWS.c.run == number).order_by(_ROWS.c.place)
        with self._transaction() as connection:
            return tuple(_outcome_of(body) for body in connection.execute(query).scalars())

    def last_outcomes(self, items: Iterable[Item], before: int | None = None) -> dict[Item, Outcome]:
        """The newest outcome of each question that was asked, in a run older than `before` where it is given."""
        keys = {key_of(item): item for item in items}
        wanted = list(keys)
        found: dict[Item, Outcome] = {}
        with self._transaction() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                newest = select(func.max(_ROWS.c.run)).where(_ROWS.c.key.in_(wanted[start : start + _AT_ONCE]))
                if before is not None:
                    newest = newest.where(_ROWS.c.run < before)
                pairs = newest.add_columns(_ROWS.c.key).group_by(_ROWS.c.key).subquery()
                last, key = pairs.c
                query = select(_ROWS.c.key, _ROWS.c.body).join(pairs, (_ROWS.c.run == last) & (_ROWS.c.key == key))
                found |= {keys[row.key]: _outcome_of(row.body) for row in connection.execute(query)}
        return found

    def questions(self) -> tuple[Item, ...]:
        """Those that agents have written, in their order."""
        with self._transaction() as connection:
            bodies = connection.execute(select(_QUESTIONS.c.body).order_by(_QUESTIONS.c.place)).scalars()
            return tuple(_item_of(body) for body in bodies)

    def set_questions(self, items: Sequence[Item]) -> None:
        """Replaces them; what was removed leaves no byte in the file."""
        with self._transaction() as connection:
            connection.execute(delete(_QUESTIONS))
            if items:
                connection.execute(insert(_QUESTIONS), [{"body": asdict(item)} for item in items])
        self._scrub()

    def forget(self, erased: Mapping[str, str]) -> None:
        """After it no text of these documents (text by id) is left in the runs nor in the questions.

        An answer without citation may repeat a document in its own words: its text goes too.
        """
        if not self._path.exists():
            return
        gone = frozenset(erased)
        texts = tuple(match_form(text).text for text in erased.values())
        with self._transaction() as connection:
            for row in connection.execute(select(_ROWS)).mappings().all():
                kept = _without(_outcome_of(row["body"]), gone, texts)
                place = (_ROWS.c.run == row["run"]) & (_ROWS.c.place == row["place"])
                connection.execute(update(_ROWS).where(place).values(body=asdict(kept)))
            for row in connection.execute(select(_QUESTIONS)).mappings().all():
                item = _item_without(_item_of(row["body"]), gone, texts)
                query = update(_QUESTIONS).where(_QUESTIONS.c.place == row["place"])
                connection.execute(query.values(body=asdict(item)))
        self._scrub()

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _scrub(self) -> None:
        with self._translating(), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._translating(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as exc:
            if "locked" in str(exc.orig):
                raise IndexBusy("Les mesures sont occupées par une autre opération. Recommencez.") from exc
            raise CtgbotError(
                f"Le fichier des mesures « {self._path} » ne peut pas être ouvert ({exc.orig}). "
                "Vérifiez les droits sur le dossier et la place sur le disque."
            ) from exc
        except DatabaseError as exc:
            raise CtgbotError(
                f"Le fichier des mesures « {self._path} » est illisible ({exc.orig}). "
                "Renommez-le : les mesures suivantes en commenceront un autre."
            ) from exc
        except OSError as exc:
            raise CtgbotError(
                f"Le dossier de l'index ne peut pas être créé ({exc.strerror or exc}). Vérifiez ses droits."
            ) from exc

    @cached_property
    def _engine(self) -> Engine:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            f"sqlite:///{self._path.absolute()}",
            connect_args={"timeout": _PATIENCE},
            json_serializer=partial(json.dumps, ensure_ascii=False),  # erased text is looked for as it was written
        )
        event.listen(engine, "connect", _on_connect)
        _TABLES.create_all(engine)
        return engine


def key_of(item: Item) -> str:
    """The same question, whatever file it stands in; another history or choice of documents makes another one."""
    told = [item.id, item.question, [asdict(turn) for turn in item.history], list(item.documents)]
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _on_connect(connection: Any, _record: Any) -> None:
    """Deleted text is overwritten with zeros; no log of writes is left beside the file."""
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "journal_mode=DELETE"):
        connection.execute(f"PRAGMA {pragma}").close()


def _without(outcome: Outcome, gone: frozenset[str], texts: tuple[str, ...]) -> Outcome:
    """The outcome without what those documents say; as it was when it owes them nothing."""
    item = _item_without(outcome.item, gone, texts)
    held = {citation.document_id for citation in outcome.citations}
    if held and not held & gone and item == outcome.item:
        return outcome
    if outcome.citations and not held & gone:
        return replace(outcome, item=item, failures=_unquoted(outcome.failures), erased=True)
    bare = replace(item, history=())
    return replace(outcome, item=bare, text="", citations=(), failures=_unquoted(outcome.failures), erased=True)


def _item_without(item: Item, gone: frozenset[str], texts: tuple[str, ...]) -> Item:
    quotes = tuple(quote for quote in item.must_quote if not any(match_form(quote).text in text for text in texts))
    said = () if gone & set(item.documents) else item.history
    return replace(item, must_quote=quotes, history=said)


def _unquoted(failures: tuple[str, ...]) -> tuple[str, ...]:
    """« L'extrait attendu n'est pas montré : « un délai de 6 mois ». » without the quote."""
    return tuple(dict.fromkeys(words.partition(" : «")[0].rstrip(".") + "." for words in failures))


def _run_of(row: RowMapping) -> Run:
    terms = Terms(**row["terms"] | {"documents": frozenset(row["terms"]["documents"])})
    return Run(row["number"], row["at"], terms, row["totals"])


def _outcome_of(body: dict[str, Any]) -> Outcome:
    return Outcome(
        **body
        | {
            "item": _item_of(body["item"]),
            "citations": tuple(Cited(**cited) for cited in body["citations"]),
            "failures": tuple(body["failures"]),
        }
    )


def _item_of(body: dict[str, Any]) -> Item:
    return Item(
        **body
        | {
            "must_cite": tuple(body["must_cite"]),
            "must_quote": tuple(body["must_quote"]),
            "history": tuple(Turn(**turn) for turn in body["history"]),
            "documents": tuple(body["documents"]),
        }
    )
