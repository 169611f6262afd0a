"""The truth: documents, sections, passages, in one SQL database (index/catalogue.sqlite).

Plain SQLAlchemy Core; what is SQLite's own stands in `_on_connect` and `scrub`. A passage is kept as two offsets, so
that it is a slice of its document by construction. Readers see the last committed state and wait for nobody (WAL).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from ctgbot.errors import CtgbotError, IndexBusy, IndexMismatch, UnknownDocument
from ctgbot.model import Document, DocumentCard, Identity, PageSpan, Passage, Period, Section
from ctgbot.stores import Entry, Placement

SCHEMA = "2"
PATIENCE = 30.0  # seconds to wait for a write of another process to end
_IDS_AT_ONCE = 500  # SQLite takes 32 766 parameters, older ones 999

TABLES = MetaData()
_meta = Table("meta", TABLES, Column("key", String, primary_key=True), Column("value", String, nullable=False))
_documents = Table(
    "documents",
    TABLES,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("nature", String, nullable=False),
    Column("territoire", String, nullable=False),
    Column("periode_start", Integer),
    Column("periode_end", Integer),
    Column("statut", String, nullable=False),
    Column("exemple", Boolean, nullable=False),
    Column("pages", Integer),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("reading", String, nullable=False),
    Column("page_spans", JSON, nullable=False),
    Column("text", Text, nullable=False),
)
_sections = Table(
    "sections",
    TABLES,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Integer),
    Column("title", String, nullable=False),
    Column("trail", JSON, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("page", Integer),
)
_passages = Table(
    "passages",
    TABLES,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("section_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("trail", JSON, nullable=False),
    Column("article", Integer),
    Column("page", Integer),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("vector_key", String, nullable=False),
)
_card_columns = [column for column in _documents.c if column.name not in ("text", "page_spans", "reading")]
_passage_columns = [
    *_passages.c,
    _documents.c.title.label("document_title"),
    func.substr(_documents.c.text, _passages.c.start_at + 1, _passages.c.end_at - _passages.c.start_at).label("text"),
]


class SqlCatalogue:
    """`stores.CatalogueStore`. The database is opened, and made when it is not there, at the first use."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._url = url
        self._patience = patience

    @classmethod
    def in_folder(cls, index: Path) -> SqlCatalogue:
        """`catalogue.sqlite` in the index folder."""
        return cls(f"sqlite:///{(index / 'catalogue.sqlite').absolute()}")

    def generation(self) -> int:
        """Grows by one with every change of content."""
        return int(self._value("generation") or 0)

    def cards(self) -> tuple[DocumentCard, ...]:
        """Every document, by title then id."""
        query = select(*_card_columns).order_by(_documents.c.title, _documents.c.id)
        with self._reading() as connection:
            return tuple(_card(row) for row in connection.execute(query).mappings())

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        sections = select(_sections).where(_sections.c.document_id == document_id).order_by(_sections.c.place)
        with self._reading() as connection:
            row = connection.execute(select(_documents).where(_documents.c.id == document_id)).mappings().first()
            if row is None:
                raise UnknownDocument(document_id)
            return Document(
                card=_card(row),
                text=row["text"],
                sections=tuple(_section(section) for section in connection.execute(sections).mappings()),
                pages=tuple(PageSpan(*span) for span in row["page_spans"]),
            )

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist among these ids, in the order of the ids."""
        wanted = tuple(dict.fromkeys(passage_ids))
        found: dict[str, Passage] = {}
        with self._reading() as connection:
            for start in range(0, len(wanted), _IDS_AT_ONCE):
                query = select(*_passage_columns).join(_documents)
                query = query.where(_passages.c.id.in_(wanted[start : start + _IDS_AT_ONCE]))
                found |= {row["id"]: _passage(row) for row in connection.execute(query).mappings()}
        return {passage_id: found[passage_id] for passage_id in wanted if passage_id in found}

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """In the order of the text; none for an unknown document."""
        query = select(_passages, _documents.c.title.label("document_title")).join(_documents)
        query = query.where(_passages.c.document_id == document_id).order_by(_passages.c.place)
        with self._reading() as connection:
            body = select(_documents.c.text).where(_documents.c.id == document_id)
            text = connection.execute(body).scalar_one_or_none() or ""
            rows = connection.execute(query).mappings().all()
        return tuple(_passage({**row, "text": text[row["start_at"] : row["end_at"]]}) for row in rows)

    def placements(self) -> tuple[Placement, ...]:
        """The vector of every passage, by document then place in the text."""
        query = select(_passages.c.id, _passages.c.document_id, _passages.c.vector_key)
        query = query.order_by(_passages.c.document_id, _passages.c.place)
        with self._reading() as connection:
            return tuple(Placement(*row) for row in connection.execute(query))

    def readings(self) -> dict[str, str]:
        """Which version of the program read each document."""
        with self._reading() as connection:
            rows = connection.execute(select(_documents.c.id, _documents.c.reading))
            return {row.id: row.reading for row in rows}

    def save(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds or replaces a document without vectors: `doctor` will ask for them."""
        self.save_all([Entry(document, tuple(passages), ("",) * len(passages))])

    def save_all(self, entries: Sequence[Entry]) -> None:
        """Adds or replaces documents, all or none."""
        with self._writing() as connection:
            for entry in entries:
                connection.execute(delete(_documents).where(_documents.c.id == entry.document.card.id))
                connection.execute(insert(_documents), _document_row(entry))
                _insert_many(connection, _sections, _section_rows(entry.document))
                _insert_many(connection, _passages, _passage_rows(entry))
            _grow(connection)

    def delete(self, document_id: str) -> None:
        """Raises UnknownDocument."""
        with self._writing() as connection:
            if not connection.execute(delete(_documents).where(_documents.c.id == document_id)).rowcount:
                raise UnknownDocument(document_id)
            _grow(connection)

    def move(self, document_id: str, path: str, reading: str) -> None:
        """The same bytes are now at this path."""
        with self._writing() as connection:
            query = update(_documents).where(_documents.c.id == document_id).values(path=path, reading=reading)
            connection.execute(query)

    def fingerprint(self) -> str:
        """Of the embedder that made the vectors; empty before the first ingest."""
        return self._value("fingerprint")

    def set_fingerprint(self, fingerprint: str) -> None:
        self._set("fingerprint", fingerprint)

    def is_pending(self) -> bool:
        """True from the first write of an ingest to its end."""
        return self._value("pending") == "1"

    def set_pending(self, pending: bool) -> None:
        self._set("pending", "1" if pending else "")

    def scrub(self) -> None:
        """Leaves no byte of what was deleted in the files: freed pages, then the log of writes."""
        with self._translating():
            if self._engine.dialect.name != "sqlite":
                return
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise IndexBusy(
                "Une lecture en cours empêche la fin de l'effacement. "
                "Terminez-le dans un instant : ctgbot doctor --repair"
            )

    def close(self) -> None:
        """Gives the files back."""
        self._engine.dispose()

    def _value(self, key: str) -> str:
        with self._reading() as connection:
            return connection.execute(select(_meta.c.value).where(_meta.c.key == key)).scalar_one_or_none() or ""

    def _set(self, key: str, value: str) -> None:
        with self._writing() as connection:
            _set(connection, key, value)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._translating(), self._engine.connect() as connection:
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
            reason = str(exc.orig)
            if "locked" in reason or "busy" in reason:
                raise IndexBusy("L'index est occupé par une autre opération. Recommencez dans un instant.") from exc
            raise CtgbotError(
                f"Le catalogue de l'index ne peut pas être ouvert ({reason}). "
                "Vérifiez les droits sur le dossier et la place sur le disque."
            ) from exc
        except OSError as exc:
            raise CtgbotError(
                f"Le dossier de l'index ne peut pas être créé ({exc.strerror or exc}). "
                "Vérifiez ses droits ou choisissez-en un autre : CTGBOT_INDEX."
            ) from exc
        except IntegrityError:
            raise  # a fault of the program, not of the file
        except DatabaseError as exc:
            raise IndexMismatch(
                f"Le catalogue de l'index est illisible ({exc.orig}). L'index se reconstruit : supprimez son dossier, "
                "puis ctgbot ingest corpus"
            ) from exc

    @cached_property
    def _engine(self) -> Engine:
        url = make_url(self._url)
        is_sqlite = url.get_backend_name() == "sqlite"
        if is_sqlite and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": self._patience} if is_sqlite else {})
        if is_sqlite:
            event.listen(engine, "connect", _on_connect)
            event.listen(engine, "begin", _on_begin)
        with engine.begin() as connection:
            for table in TABLES.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
            known = connection.execute(select(_meta.c.value).where(_meta.c.key == "schema")).scalar_one_or_none()
            if known is None:
                _set(connection, "schema", SCHEMA)
        if known not in (None, SCHEMA):
            raise IndexMismatch(
                f"L'index a été construit par une autre version du programme (schéma {known}, attendu {SCHEMA}). "
                "Supprimez le dossier de l'index, puis ctgbot ingest corpus"
            )
        return engine


def _on_connect(connection: Any, _record: Any) -> None:
    """SQLite: readers and a writer together, cascades, deleted text overwritten with zeros.

    The driver would begin a transaction before a write only: two reads of one method must see one state.
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    """Not for VACUUM, which stands outside of any transaction."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN")


def _set(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(_meta).where(_meta.c.key == key))
    connection.execute(insert(_meta), {"key": key, "value": value})


def _grow(connection: Connection) -> None:
    now = connection.execute(select(_meta.c.value).where(_meta.c.key == "generation")).scalar_one_or_none()
    _set(connection, "generation", str(int(now or 0) + 1))


def _insert_many(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _document_row(entry: Entry) -> dict[str, Any]:
    card = entry.document.card
    identity = card.identity
    return {
        "id": card.id,
        "title": identity.title,
        "nature": identity.nature,
        "territoire": identity.territoire,
        "periode_start": identity.periode.start if identity.periode else None,
        "periode_end": identity.periode.end if identity.periode else None,
        "statut": identity.statut,
        "exemple": identity.exemple,
        "pages": card.pages,
        "path": card.path,
        "sha256": card.sha256,
        "passages": len(entry.passages),
        "warnings": list(card.warnings),
        "reading": entry.reading,
        "page_spans": [list(astuple(page)) for page in entry.document.pages],
        "text": entry.document.text,
    }


def _section_rows(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "document_id": document.card.id,
            "place": place,
            "id": section.id,
            "kind": section.kind,
            "number": section.number,
            "title": section.title,
            "trail": list(section.trail),
            "start_at": section.start,
            "end_at": section.end,
            "page": section.page,
        }
        for place, section in enumerate(document.sections)
    ]


def _passage_rows(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "id": passage.id,
            "document_id": passage.document_id,
            "place": place,
            "section_id": passage.section_id,
            "kind": passage.kind,
            "reference": passage.reference,
            "trail": list(passage.trail),
            "article": passage.article,
            "page": passage.page,
            "start_at": passage.start,
            "end_at": passage.end,
            "vector_key": key,
        }
        for place, (passage, key) in enumerate(zip(entry.passages, entry.vector_keys, strict=True))
    ]


def _card(row: RowMapping) -> DocumentCard:
    start, end = row["periode_start"], row["periode_end"]
    return DocumentCard(
        id=row["id"],
        identity=Identity(
            title=row["title"],
            nature=row["nature"],
            territoire=row["territoire"],
            periode=None if start is None or end is None else Period(start, end),
            statut=row["statut"],
            exemple=row["exemple"],
        ),
        pages=row["pages"],
        path=row["path"],
        sha256=row["sha256"],
        passages=row["passages"],
        warnings=tuple(row["warnings"]),
    )


def _section(row: RowMapping) -> Section:
    return Section(
        id=row["id"],
        kind=row["kind"],
        number=row["number"],
        title=row["title"],
        trail=tuple(row["trail"]),
        start=row["start_at"],
        end=row["end_at"],
        page=row["page"],
    )


def _passage(row: RowMapping | dict[str, Any]) -> Passage:
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        document_title=row["document_title"],
        section_id=row["section_id"],
        kind=row["kind"],
        reference=row["reference"],
        trail=tuple(row["trail"]),
        article=row["article"],
        page=row["page"],
        start=row["start_at"],
        end=row["end_at"],
        text=row["text"],
    )
