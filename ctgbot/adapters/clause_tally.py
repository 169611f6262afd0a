"""What a question over all the conventions reads of the registry: counted by the database, not row by row in Python."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from ctgbot.adapters.catalogue_tables import CARD_COLUMNS, DOCUMENTS, card_of
from ctgbot.adapters.clause_rows import CLAUSES, value_of
from ctgbot.model import DocumentCard, PageSpan, SourceText
from ctgbot.text.survey_counts import Tally

_BETWEEN = "\x1f"  # no id holds it: ids are made of the file's name, control characters taken out


def tally(connection: Connection, parameter: str) -> tuple[Tally, ...]:
    """The documents by status and value of this parameter, of the clauses that no avenant has changed."""
    columns = (CLAUSES.c.status, CLAUSES.c.value)
    query = select(*columns, func.aggregate_strings(CLAUSES.c.document_id, _BETWEEN))
    query = query.where(CLAUSES.c.parameter == parameter, CLAUSES.c.superseded_by.is_(None)).group_by(*columns)
    return tuple(
        Tally(status, None if value is None else value_of(value), tuple(ids.split(_BETWEEN)))
        for status, value, ids in connection.execute(query)
    )


def conventions(connection: Connection) -> tuple[tuple[str, bool], ...]:
    """The id of every convention, by title, and whether it is a fictional example."""
    query = select(DOCUMENTS.c.id, DOCUMENTS.c.exemple).where(DOCUMENTS.c.nature == "convention")
    return tuple(connection.execute(query.order_by(DOCUMENTS.c.title, DOCUMENTS.c.id)).all())


def unread(connection: Connection) -> frozenset[str]:
    """The documents that have a page which is an image nobody has read."""
    query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.page_spans.cast(DOCUMENTS.c.text.type).contains("a_oceriser"))
    return frozenset(connection.execute(query).scalars())


def cards_of(connection: Connection, documents: Collection[str]) -> tuple[DocumentCard, ...]:
    """The cards of these documents, those that exist."""
    query = select(*CARD_COLUMNS).where(DOCUMENTS.c.id.in_(documents))
    return tuple(card_of(row) for row in connection.execute(query).mappings())


def texts_of(connection: Connection, documents: Collection[str]) -> dict[str, SourceText]:
    """The text and the pages of these documents."""
    query = select(DOCUMENTS.c.id, DOCUMENTS.c.text, DOCUMENTS.c.page_spans).where(DOCUMENTS.c.id.in_(documents))
    return {
        row.id: SourceText(row.text, tuple(PageSpan(*span) for span in row.page_spans))
        for row in connection.execute(query)
    }
