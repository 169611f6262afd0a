"""Candidates → one clause per parameter: what the surest places say, and whether they agree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.parameters import Parameter
from ctgbot.clauses.statements import Statements
from ctgbot.model import Clause, ClauseValue, Document, Proof
from ctgbot.text.normalise import match_form
from ctgbot.text.references import article_of, reference_of

_ONE_OF_MANY = ("texte", "liste")  # two clauses of text that differ both hold: neither contradicts the other

_DURATION = re.compile(r"P(?:\d+[YMWD])+")


def decide(parameter: Parameter, candidates: Sequence[Candidate], statements: Statements) -> Clause:
    """The clause of one parameter. A value that stands on a blank or in an example to replace is a blank."""
    document = statements.document
    if not candidates:
        return Clause(document.card.id, parameter.key, "absent")
    seen = [_emptied(candidate, statements) for candidate in candidates]
    surest = min(candidate.rank for candidate in seen)
    seen = sorted((c for c in seen if c.rank == surest), key=lambda c: (c.order, c.start))
    filled = [candidate for candidate in seen if candidate.value is not None]
    if not filled:
        return Clause(document.card.id, parameter.key, "a_completer", None, proof_of(document, seen[0]))
    values = _distinct(parameter, filled)
    best = values[0]
    if len(values) == 1 or parameter.kind in _ONE_OF_MANY:
        return Clause(document.card.id, parameter.key, "rempli", best.value, proof_of(document, best))
    others = tuple((other.value, proof_of(document, other)) for other in values[1:] if other.value is not None)
    return Clause(document.card.id, parameter.key, "contradictoire", best.value, proof_of(document, best), others)


def _emptied(candidate: Candidate, statements: Statements) -> Candidate:
    if candidate.value is None or not statements.is_template(candidate.start):
        return candidate
    return replace(candidate, value=None)


def _distinct(parameter: Parameter, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The first place of each value, in the order of the text."""
    out: list[Candidate] = []
    for candidate in candidates:
        if not any(same_value(parameter, candidate.value, other.value) for other in out):
            out.append(candidate)
    return out


def same_value(parameter: Parameter, one: ClauseValue | None, other: ClauseValue | None) -> bool:
    """Whether two values say the same: « un an » and « douze mois », a list in another order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(value in other for value in one)
    if parameter.kind == "duree" and isinstance(one, str) and isinstance(other, str):
        return _in_small_units(one) == _in_small_units(other)
    if parameter.kind == "texte" and isinstance(one, str) and isinstance(other, str):
        return match_form(one).text.casefold() == match_form(other).text.casefold()
    return one == other


def _in_small_units(iso: str) -> tuple[int, int] | str:
    """Months and days of a duration; the word itself (« N+4 ») when it is none."""
    if not _DURATION.fullmatch(iso):
        return iso
    parts = {unit: int(count) for count, unit in re.findall(r"(\d+)([YMWD])", iso)}
    return parts.get("Y", 0) * 12 + parts.get("M", 0), parts.get("W", 0) * 7 + parts.get("D", 0)


def proof_of(document: Document, candidate: Candidate) -> Proof:
    """Where a candidate stands, its quote to the character."""
    starts = [section.start for section in document.sections]
    section = document.sections[max(0, bisect_right(starts, candidate.start) - 1)]
    pages = document.pages
    at = bisect_right([page.start for page in pages], candidate.start) - 1
    page = pages[at].number if at >= 0 else section.page
    quote = document.text[candidate.start : candidate.end]
    return Proof(quote, reference_of(section), article_of(section), page, candidate.start, candidate.end)
