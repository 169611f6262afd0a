"""The clause registry as a table: one row per document and parameter, which a question over all of them reads.

A proof is kept as two offsets, so that its quote is a slice of the document by construction. `value` is one canonical
JSON text, so that equal values are counted by the database; `size` orders them (months, times a year, years).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, RowMapping, String, Table, Text, func

from ctgbot.adapters.catalogue_tables import DOCUMENTS, TABLES
from ctgbot.model import AnnexeRef, Clause, ClauseValue, Period, Proof, Signataire
from ctgbot.text.sizes import size_of

CLAUSES = Table(
    "clauses",
    TABLES,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("parameter", String, nullable=False),
    Column("status", String, nullable=False),
    Column("value", Text),
    Column("size", Float),
    Column("start_at", Integer),
    Column("end_at", Integer),
    Column("reference", String),
    Column("article", Integer),
    Column("page", Integer),
    Column("others", JSON, nullable=False),
    Column("superseded_by", String),
    Index("clauses_by_parameter", "parameter", "document_id"),
    # All that a count over every convention reads: it never goes to the rows.
    Index("clauses_by_value", "parameter", "superseded_by", "status", "value", "document_id"),
)
CLAUSE_COLUMNS = [
    *CLAUSES.c,
    func.substr(DOCUMENTS.c.text, CLAUSES.c.start_at + 1, CLAUSES.c.end_at - CLAUSES.c.start_at).label("quote"),
]
_KINDS = {"periode": Period, "signataire": Signataire, "annexe": AnnexeRef}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def clause_rows(clauses: Sequence[Clause]) -> list[dict[str, Any]]:
    """What is inserted for one document."""
    return [_row(place, clause) for place, clause in enumerate(clauses)]


def _row(place: int, clause: Clause) -> dict[str, Any]:
    proof = clause.proof
    return {
        "document_id": clause.document_id,
        "place": place,
        "parameter": clause.parameter,
        "status": clause.status,
        "value": None if clause.value is None else _written(clause.value),
        "size": size_of(clause.value),
        "start_at": proof.start if proof else None,
        "end_at": proof.end if proof else None,
        "reference": proof.reference if proof else None,
        "article": proof.article if proof else None,
        "page": proof.page if proof else None,
        "others": [[_written(value), asdict(other)] for value, other in clause.others],
        "superseded_by": clause.superseded_by,
    }


def clause_of(row: RowMapping) -> Clause:
    """The clause of a row of CLAUSE_COLUMNS."""
    proof = None
    if row["start_at"] is not None:
        place = (row["reference"], row["article"], row["page"], row["start_at"], row["end_at"])
        proof = Proof(row["quote"], *place)
    return Clause(
        document_id=row["document_id"],
        parameter=row["parameter"],
        status=row["status"],
        value=None if row["value"] is None else value_of(row["value"]),
        proof=proof,
        others=tuple((value_of(value), Proof(**other)) for value, other in row["others"]),
        superseded_by=row["superseded_by"],
    )


def _written(value: ClauseValue) -> str:
    return json.dumps(_tagged(value), ensure_ascii=False, sort_keys=True)


def _tagged(value: Any) -> Any:
    if type(value) in _NAMES:
        return {"kind": _NAMES[type(value)], **asdict(value)}
    return [_tagged(item) for item in value] if isinstance(value, tuple) else value


def value_of(written: str) -> ClauseValue:
    """The value that a canonical JSON text stands for."""
    value: ClauseValue = _untagged(json.loads(written))
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_untagged(item) for item in value)
    if isinstance(value, dict):
        fields = {name: inner for name, inner in value.items() if name != "kind"}
        return _KINDS[value["kind"]](**fields)
    return value
