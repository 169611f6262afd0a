"""The tables of the catalogue, and the values of `model` that a row holds.

A passage is kept as two offsets, so that it is a slice of its document by construction.
"""

from __future__ import annotations

from dataclasses import asdict, astuple
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, MetaData, RowMapping, String, Table, Text, func

from ctgbot.model import Correction, Document, DocumentCard, Identity, Passage, Period, Section, Signataire
from ctgbot.stores import Entry

TABLES = MetaData()
META = Table("meta", TABLES, Column("key", String, primary_key=True), Column("value", String, nullable=False))
DOCUMENTS = Table(
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
    Column("signataires", JSON, nullable=False),
    Column("date", String, nullable=False),
    Column("numero", Integer),
    Column("modifie", Text, nullable=False),
    Column("convention_id", String, nullable=False),
    Column("pages", Integer),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("reading", String, nullable=False),
    Column("page_spans", JSON, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("to_fill", JSON, nullable=False),
    Column("text", Text, nullable=False),
)
SECTIONS = Table(
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
PASSAGES = Table(
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
    Column("context", Text, nullable=False),
    Column("ocr", Boolean, nullable=False),
)
# Files that a folder holds and that were taken out of the index on purpose: the fictional examples.
SET_ASIDE = Table("set_aside", TABLES, Column("sha256", String, primary_key=True))
# What a person has put right: it stays when the document is read again, and goes when it is erased.
CORRECTIONS = Table(
    "corrections",
    TABLES,
    Column("document_id", String, primary_key=True),
    Column("fields", JSON, nullable=False),
)
CARD_COLUMNS = [
    column for column in DOCUMENTS.c if column.name not in ("text", "page_spans", "headings", "to_fill", "reading")
]
PASSAGE_COLUMNS = [
    *PASSAGES.c,
    DOCUMENTS.c.title.label("document_title"),
    func.substr(DOCUMENTS.c.text, PASSAGES.c.start_at + 1, PASSAGES.c.end_at - PASSAGES.c.start_at).label("text"),
]


def document_row(entry: Entry) -> dict[str, Any]:
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
        "signataires": [astuple(signataire) for signataire in identity.signataires],
        "date": identity.date,
        "numero": identity.numero,
        "modifie": identity.modifie,
        "convention_id": identity.convention_id,
        "pages": card.pages,
        "path": card.path,
        "sha256": card.sha256,
        "passages": len(entry.passages),
        "warnings": list(card.warnings),
        "reading": entry.reading,
        "page_spans": [list(astuple(page)) for page in entry.document.pages],
        "headings": [list(astuple(heading)) for heading in entry.document.headings],
        "to_fill": [list(span) for span in entry.document.to_fill],
        "text": entry.document.text,
    }


def section_rows(document: Document) -> list[dict[str, Any]]:
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


def passage_rows(entry: Entry) -> list[dict[str, Any]]:
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
            "context": passage.context,
            "ocr": passage.ocr,
        }
        for place, (passage, key) in enumerate(zip(entry.passages, entry.vector_keys, strict=True))
    ]


def card_of(row: RowMapping) -> DocumentCard:
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
            signataires=tuple(Signataire(*fields) for fields in row["signataires"]),
            date=row["date"],
            numero=row["numero"],
            modifie=row["modifie"],
            convention_id=row["convention_id"],
        ),
        pages=row["pages"],
        path=row["path"],
        sha256=row["sha256"],
        passages=row["passages"],
        warnings=tuple(row["warnings"]),
    )


def section_of(row: RowMapping) -> Section:
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


def passage_of(row: RowMapping | dict[str, Any]) -> Passage:
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
        context=row["context"],
        ocr=row["ocr"],
    )


def correction_row(document_id: str, correction: Correction) -> dict[str, Any]:
    return {"document_id": document_id, "fields": asdict(correction)}


def correction_of(fields: dict[str, Any]) -> Correction:
    periode, signataires = fields["periode"], fields["signataires"]
    return Correction(
        **fields
        | {
            "periode": periode and Period(**periode),
            "signataires": None if signataires is None else tuple(Signataire(**one) for one in signataires),
        }
    )
