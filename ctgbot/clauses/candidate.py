"""What a family of parameters finds in a text, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from ctgbot.model import ClauseValue


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text[start:end]` of the document says `value` of `parameter`; None where it leaves it blank.

    `rank` is 0 for the clause that is about it, more for weaker places (a title, a table of another subject): a
    weaker place speaks only when no surer one does, and only places of one rank can contradict each other. Of places
    that agree, the one with the lowest `order` is quoted, then the first.
    """

    parameter: str
    value: ClauseValue | None
    start: int
    end: int
    rank: int = 0
    order: int = 0
