"""A working copy of a draft as JSON and back, for the store that keeps it between two sittings."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

from ctgbot.contract import Json
from ctgbot.draft_work import Filled, Piece, Request, Work
from ctgbot.model import Citation, Draft, DraftSentence, Fact, Gap

__all__ = ["title_of", "work_json", "work_of"]


def title_of(work: Work) -> str:
    """« Article 2, Lys-lez-Lannoy »."""
    return f"Article {work.request.article}, {work.request.territoire}"


def work_json(work: Work) -> Json:
    """Decimals as strings: SQLite's JSON has floats only."""
    return {name: _plain(value) for name, value in asdict(work).items()}


def work_of(written: Json) -> Work:
    """The inverse of `work_json`."""
    asked = written["request"]
    request = Request(
        asked["article"],
        asked["territoire"],
        asked["document_id"],
        tuple(asked["fields"]),
        tuple(_fact(fact) for fact in asked["facts"]),
        asked["short"],
    )
    pieces = tuple(tuple(_piece(piece) for piece in row) for row in written["paragraphs"])
    filled = tuple(Filled(**{**one, "gap": Gap(**one["gap"])}) for one in written["filled"])
    return Work(request, _draft(written["draft"]), pieces, filled)


def _plain(value: object) -> object:
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal():
            return str(value)
    return value


def _draft(written: Json) -> Draft:
    return Draft(
        written["article"],
        written["territoire"],
        tuple(tuple(_sentence(one) for one in row) for row in written["paragraphs"]),
        tuple(Citation(**citation) for citation in written["citations"]),
        tuple(_fact(fact) for fact in written["facts"]),
        tuple(Gap(**gap) for gap in written["gaps"]),
        tuple(written["warnings"]),
    )


def _piece(written: Json) -> Piece:
    drafted = _sentence(written["drafted"])
    return Piece(drafted, written["text"], written["author"], written["state"], tuple(written["doubts"]))


def _sentence(written: Json) -> DraftSentence:
    return DraftSentence(**{**written, "citations": tuple(written["citations"]), "facts": tuple(written["facts"])})


def _fact(written: Json) -> Fact:
    value = written["value"]
    return Fact(**{**written, "value": None if value is None else Decimal(value)})
