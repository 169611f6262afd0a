"""The truth: documents, sections, passages, in one SQL database (index/catalogue.sqlite).

Plain SQLAlchemy Core; what is SQLite's own stands in `_on_connect` and `scrub`. Readers see the last committed state
and wait for nobody (WAL).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from ctgbot.adapters import clause_tally
from ctgbot.adapters.catalogue_tables import (
    CARD_COLUMNS,
    CORRECTIONS,
    DOCUMENTS,
    META,
    PASSAGE_COLUMNS,
    PASSAGES,
    SECTIONS,
    SET_ASIDE,
    TABLES,
    card_of,
    correction_of,
    correction_row,
    document_row,
    passage_of,
    passage_rows,
    section_of,
    section_rows,
)
from ctgbot.adapters.clause_rows import CLAUSE_COLUMNS, CLAUSES, clause_of, clause_rows
from ctgbot.errors import CtgbotError, IndexBusy, IndexMismatch, UnknownDocument
from ctgbot.model import Clause, Correction, Document, DocumentCard, HeadingSpan, PageSpan, Passage, SourceText
from ctgbot.stores import Entry, Placement
from ctgbot.text.survey_counts import Tally

SCHEMA = "3"
PATIENCE = 30.0  # seconds to wait for a write of another process to end
_IDS_AT_ONCE = 500  # SQLite takes 32 766 parameters, older ones 999


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
        query = select(*CARD_COLUMNS).order_by(DOCUMENTS.c.title, DOCUMENTS.c.id)
        with self._reading() as connection:
            return tuple(card_of(row) for row in connection.execute(query).mappings())

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        sections = select(SECTIONS).where(SECTIONS.c.document_id == document_id).order_by(SECTIONS.c.place)
        with self._reading() as connection:
            row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).mappings().first()
            if row is None:
                raise UnknownDocument(document_id)
            return Document(
                card=card_of(row),
                text=row["text"],
                sections=tuple(section_of(section) for section in connection.execute(sections).mappings()),
                pages=tuple(PageSpan(*span) for span in row["page_spans"]),
                headings=tuple(HeadingSpan(*heading) for heading in row["headings"]),
                to_fill=tuple((start, end) for start, end in row["to_fill"]),
            )

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist among these ids, in the order of the ids."""
        wanted = tuple(dict.fromkeys(passage_ids))
        found: dict[str, Passage] = {}
        with self._reading() as connection:
            for start in range(0, len(wanted), _IDS_AT_ONCE):
                query = select(*PASSAGE_COLUMNS).join(DOCUMENTS)
                query = query.where(PASSAGES.c.id.in_(wanted[start : start + _IDS_AT_ONCE]))
                found |= {row["id"]: passage_of(row) for row in connection.execute(query).mappings()}
        return {passage_id: found[passage_id] for passage_id in wanted if passage_id in found}

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """In the order of the text; none for an unknown document."""
        query = select(PASSAGES, DOCUMENTS.c.title.label("document_title")).join(DOCUMENTS)
        query = query.where(PASSAGES.c.document_id == document_id).order_by(PASSAGES.c.place)
        with self._reading() as connection:
            body = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document_id)
            text = connection.execute(body).scalar_one_or_none() or ""
            rows = connection.execute(query).mappings().all()
        return tuple(passage_of({**row, "text": text[row["start_at"] : row["end_at"]]}) for row in rows)

    def placements(self) -> tuple[Placement, ...]:
        """The vector of every passage, by document then place in the text."""
        query = select(PASSAGES.c.id, PASSAGES.c.document_id, PASSAGES.c.vector_key, PASSAGES.c.section_id)
        query = query.order_by(PASSAGES.c.document_id, PASSAGES.c.place)
        with self._reading() as connection:
            return tuple(Placement(*row) for row in connection.execute(query))

    def clauses(
        self, documents: Collection[str] | None = None, parameters: Collection[str] | None = None
    ) -> tuple[Clause, ...]:
        """The registry: of these documents and parameters (all when None), by document then in the contract's order."""
        query = select(*CLAUSE_COLUMNS).join(DOCUMENTS).order_by(CLAUSES.c.document_id, CLAUSES.c.place)
        if documents is not None:
            query = query.where(CLAUSES.c.document_id.in_(documents))
        if parameters is not None:
            query = query.where(CLAUSES.c.parameter.in_(parameters))
        with self._reading() as connection:
            return tuple(clause_of(row) for row in connection.execute(query).mappings())

    def consolidate(self, clauses: Mapping[str, Sequence[Clause]], marks: Mapping[tuple[str, str], str]) -> None:
        """Replaces the clauses of these documents; `marks[document, parameter]` names the avenant that changed that
        clause, every other one is in force."""
        with self._writing() as connection:
            for document_id, read in clauses.items():
                connection.execute(delete(CLAUSES).where(CLAUSES.c.document_id == document_id))
                _insert_many(connection, CLAUSES, clause_rows(read))
            connection.execute(update(CLAUSES).where(CLAUSES.c.superseded_by.is_not(None)).values(superseded_by=None))
            for (document_id, parameter), avenant in marks.items():
                query = update(CLAUSES).where(CLAUSES.c.document_id == document_id, CLAUSES.c.parameter == parameter)
                connection.execute(query.values(superseded_by=avenant))

    def tally(self, parameter: str) -> tuple[Tally, ...]:
        """The documents by status and value of this parameter, of the clauses that no avenant has changed."""
        with self._reading() as connection:
            return clause_tally.tally(connection, parameter)

    def conventions(self) -> tuple[tuple[str, bool], ...]:
        """The id of every convention, by title, and whether it is a fictional example."""
        with self._reading() as connection:
            return clause_tally.conventions(connection)

    def unread(self) -> frozenset[str]:
        """The documents that have a page which is an image nobody has read."""
        with self._reading() as connection:
            return clause_tally.unread(connection)

    def cards_of(self, documents: Collection[str]) -> tuple[DocumentCard, ...]:
        """The cards of these documents, those that exist."""
        with self._reading() as connection:
            return clause_tally.cards_of(connection, documents)

    def texts_of(self, documents: Collection[str]) -> dict[str, SourceText]:
        """The text and the pages of these documents."""
        with self._reading() as connection:
            return clause_tally.texts_of(connection, documents)

    def readings(self) -> dict[str, str]:
        """Which version of the program read each document."""
        with self._reading() as connection:
            rows = connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.reading))
            return {row.id: row.reading for row in rows}

    def save(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds or replaces a document without vectors: `doctor` will ask for them."""
        self.save_all([Entry(document, tuple(passages), ("",) * len(passages))])

    def save_all(self, entries: Sequence[Entry]) -> None:
        """Adds or replaces documents, all or none."""
        with self._writing() as connection:
            for entry in entries:
                connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == entry.document.card.id))
                connection.execute(insert(DOCUMENTS), document_row(entry))
                _insert_many(connection, SECTIONS, section_rows(entry.document))
                _insert_many(connection, PASSAGES, passage_rows(entry))
                _insert_many(connection, CLAUSES, clause_rows(entry.clauses))
            _grow(connection)

    def delete(self, document_id: str) -> None:
        """Raises UnknownDocument."""
        with self._writing() as connection:
            if not connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).rowcount:
                raise UnknownDocument(document_id)
            connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.document_id == document_id))
            _untie(connection, document_id)
            _grow(connection)

    def correction(self, document_id: str) -> Correction:
        """What a person has put right; nothing for most documents."""
        query = select(CORRECTIONS.c.fields).where(CORRECTIONS.c.document_id == document_id)
        with self._reading() as connection:
            fields = connection.execute(query).scalar_one_or_none()
        return correction_of(fields) if fields else Correction()

    def set_correction(self, document_id: str, correction: Correction) -> None:
        """Replaces what had been put right."""
        with self._writing() as connection:
            connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.document_id == document_id))
            if correction != Correction():
                connection.execute(insert(CORRECTIONS), correction_row(document_id, correction))

    def set_aside(self) -> frozenset[str]:
        """SHA-256 of the files that a folder no longer brings in."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(SET_ASIDE.c.sha256)).scalars())

    def keep_aside(self, hashes: Collection[str]) -> None:
        """Replaces that list."""
        with self._writing() as connection:
            connection.execute(delete(SET_ASIDE))
            _insert_many(connection, SET_ASIDE, [{"sha256": digest} for digest in sorted(hashes)])

    def move(self, document_id: str, path: str, reading: str) -> None:
        """The same bytes are now at this path."""
        with self._writing() as connection:
            query = update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(path=path, reading=reading)
            connection.execute(query)

    def read_again(self, entry: Entry) -> None:
        """The same text, read by a newer version: its path, its version and its clauses."""
        card = entry.document.card
        with self._writing() as connection:
            query = update(DOCUMENTS).where(DOCUMENTS.c.id == card.id)
            connection.execute(query.values(path=card.path, reading=entry.reading))
            connection.execute(delete(CLAUSES).where(CLAUSES.c.document_id == card.id))
            _insert_many(connection, CLAUSES, clause_rows(entry.clauses))

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
            return connection.execute(select(META.c.value).where(META.c.key == key)).scalar_one_or_none() or ""

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
            known = connection.execute(select(META.c.value).where(META.c.key == "schema")).scalar_one_or_none()
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
    connection.execute(delete(META).where(META.c.key == key))
    connection.execute(insert(META), {"key": key, "value": value})


def _grow(connection: Connection) -> None:
    now = connection.execute(select(META.c.value).where(META.c.key == "generation")).scalar_one_or_none()
    _set(connection, "generation", str(int(now or 0) + 1))


def _untie(connection: Connection, convention_id: str) -> None:
    """An avenant that a person had tied to this convention is tied to nothing: its name is gone too."""
    tied = DOCUMENTS.c.convention_id == convention_id
    connection.execute(update(DOCUMENTS).where(tied).values(convention_id=""))
    for row in connection.execute(select(CORRECTIONS)).all():
        if row.fields["convention_id"] == convention_id:
            fields = row.fields | {"convention_id": None}
            query = update(CORRECTIONS).where(CORRECTIONS.c.document_id == row.document_id).values(fields=fields)
            connection.execute(query)


def _insert_many(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
