"""The tables of the journal, and the opinion that a row holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, RowMapping, String, Table, Text

from ctgbot.exchanges import Opinion

TABLES = MetaData()
EXCHANGES = Table(
    "exchanges",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("conversation", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("understood", Text, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("program", String, nullable=False),
    Column("prompt_version", String, nullable=False),
    Column("passages", JSON, nullable=False),
)
MENTIONS = Table(
    "mentions",
    TABLES,
    Column("exchange_id", ForeignKey("exchanges.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String, primary_key=True, index=True),
)
OPINIONS = Table(
    "opinions",
    TABLES,
    Column("exchange_id", ForeignKey("exchanges.id", ondelete="CASCADE"), primary_key=True),
    Column("rating", String, nullable=False),
    Column("faults", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("articles", JSON, nullable=False),
    Column("at", String, nullable=False),
)
OF_OPINION = [column.label(f"opinion_{column.name}") for column in OPINIONS.c if column.name != "exchange_id"]


def opinion_row(exchange_id: str, opinion: Opinion) -> dict[str, Any]:
    return {
        "exchange_id": exchange_id,
        "rating": opinion.rating,
        "faults": list(opinion.faults),
        "comment": opinion.comment,
        "articles": list(opinion.articles),
        "at": opinion.at,
    }


def opinion_of(row: RowMapping) -> Opinion | None:
    if row["opinion_rating"] is None:
        return None
    return Opinion(
        row["opinion_rating"],
        tuple(row["opinion_faults"]),
        row["opinion_comment"],
        tuple(row["opinion_articles"]),
        row["opinion_at"],
    )
