"""One clause that stands in several places: « une évaluation à mi-parcours … Un bilan final … »."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.clauses.statements import Statement
from ctgbot.text.spans import Span

_LONGEST = 900  # characters: more is no quote


def whole_span(statements: Sequence[tuple[Statement, frozenset[str]]]) -> Span:
    """From the first place to the last one of the section that says most, when that is short; else the place itself."""
    said: dict[str, set[str]] = {}
    for statement, names in statements:
        said.setdefault(statement.section.id, set()).update(names)
    section = max(said, key=lambda name: len(said[name]))
    inside = [pair for pair in statements if pair[0].section.id == section]
    best = max(inside, key=lambda pair: len(pair[1]))
    if best[1] >= said[section]:
        return best[0].start, best[0].end
    start, end = inside[0][0].start, inside[-1][0].end
    return (start, end) if end - start <= _LONGEST else (best[0].start, best[0].end)
