"""The drafts that agents work on, in a database of their own beside the catalogue (index/redactions.sqlite).

Apart from the catalogue, because an index is rebuilt and an agent's words cannot be. A draft that quotes an erased
document goes with it, to the byte.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
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
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from ctgbot.errors import CtgbotError, IndexBusy

FILE = "redactions.sqlite"
_PATIENCE = 30.0  # seconds to wait for a write of another tab to end
_TABLES = MetaData()
_DRAFTS = Table(
    "drafts",
    _TABLES,
    Column("number", Integer, primary_key=True),  # a draft that is kept again gets a new one: the last is the newest
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("title", String, nullable=False),
    Column("body", JSON, nullable=False),
)
_MENTIONS = Table(
    "mentions",
    _TABLES,
    Column("draft", ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String, primary_key=True, index=True),
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as a list shows it; `at`: the time of its last change, ISO 8601."""

    id: str
    title: str
    at: str


class SqlDrafts:
    """The file is made at the first write. Raises IndexBusy, CtgbotError."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def in_folder(cls, index: Path) -> SqlDrafts:
        """`redactions.sqlite` in the index folder."""
        return cls(index / FILE)

    def keep(self, line: DraftLine, body: dict[str, Any], documents: Collection[str]) -> None:
        """Replaces what was kept under this id; `documents` are those that the draft quotes or is made for."""
        row = {"id": line.id, "title": line.title, "at": line.at, "body": body}
        with self._writing() as connection:
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.id == line.id))
            connection.execute(insert(_DRAFTS), row)
            mentions = [{"draft": line.id, "document_id": document} for document in sorted(documents)]
            if mentions:
                connection.execute(insert(_MENTIONS), mentions)

    def lines(self, most: int = 20) -> tuple[DraftLine, ...]:
        """The last changed first."""
        if not self._path.exists():
            return ()
        query = select(_DRAFTS.c.id, _DRAFTS.c.title, _DRAFTS.c.at).order_by(_DRAFTS.c.number.desc()).limit(most)
        with self._writing() as connection:
            return tuple(DraftLine(*row) for row in connection.execute(query))

    def body(self, draft_id: str) -> dict[str, Any] | None:
        """None when it is kept no longer."""
        if not self._path.exists():
            return None
        with self._writing() as connection:
            found = connection.execute(select(_DRAFTS.c.body).where(_DRAFTS.c.id == draft_id)).scalar_one_or_none()
        return None if found is None else dict(found)

    def delete(self, draft_id: str) -> None:
        """To the byte."""
        if not self._path.exists():
            return
        with self._writing() as connection:
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.id == draft_id))
        self._scrub()

    def forget(self, document_ids: Collection[str]) -> None:
        """No byte remains of the drafts that quote these documents or were made for them."""
        if not self._path.exists():
            return
        mentioned = select(_MENTIONS.c.draft).where(_MENTIONS.c.document_id.in_(document_ids))
        with self._writing() as connection:
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.id.in_(mentioned)))
        self._scrub()

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _scrub(self) -> None:
        alone = {"isolation_level": "AUTOCOMMIT"}
        with self._translating(), self._engine.connect().execution_options(**alone) as connection:
            connection.exec_driver_sql("VACUUM")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._translating(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as exc:
            if "locked" in str(exc.orig):
                raise IndexBusy("Les rédactions sont occupées par une autre opération. Recommencez.") from exc
            raise CtgbotError(
                f"Le fichier des rédactions « {self._path} » ne peut pas être ouvert ({exc.orig}). "
                "Vérifiez les droits sur le dossier et la place sur le disque."
            ) from exc
        except DatabaseError as exc:
            raise CtgbotError(
                f"Le fichier des rédactions « {self._path} » est illisible ({exc.orig}). "
                "Renommez-le : les rédactions suivantes en commenceront un autre."
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


def _on_connect(connection: Any, _record: Any) -> None:
    """Deleted text is overwritten with zeros; no log of writes is left beside the file."""
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "journal_mode=DELETE"):
        connection.execute(f"PRAGMA {pragma}").close()
