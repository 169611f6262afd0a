"""The facts of one territory: each figure with its source, year and scale; shares are computed here only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ctgbot.drafting.french import percent, whole
from ctgbot.model import Fact, Scale

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ledger:
    """`facts` of the territory, at its own scale and at those around it."""

    facts: tuple[Fact, ...]

    def one(self, key: str, scale: Scale | None = None, year: int | None = None) -> Fact | None:
        """The newest fact of this key (at this scale, of this year where given) that has a value; None as well when
        two sources disagree on it: choosing between them is not the program's affair."""
        known = [
            fact
            for fact in self.facts
            if fact.key == key and fact.value is not None and scale in (None, fact.scale) and year in (None, fact.year)
        ]
        if not known:
            return None
        newest = max(known, key=lambda fact: fact.year or 0)
        rivals = {fact.value for fact in known if (fact.year, fact.scale) == (newest.year, newest.scale)}
        return newest if len(rivals) == 1 else None

    def own(self, key: str, year: int | None = None) -> Fact | None:
        """Of the territory itself."""
        return self.one(key, "territoire", year)

    def withheld(self, key: str) -> bool:
        """Whether the source keeps the figure secret (« c », « nd »)."""
        return any(fact.key == key and fact.value is None for fact in self.facts)


def share(part: Fact, of: Fact, key: str, label: str) -> Fact | None:
    """`part` in percent of `of`; None when it would be over 100 %, divided by nothing, or across two years."""
    if part.value is None or not of.value or part.value > of.value or part.year != of.year:
        return None
    value = part.value / of.value * _HUNDRED
    formula = f"{whole(part.value)} / {whole(of.value)} × 100"
    sources = " ; ".join(dict.fromkeys(filter(None, (part.source, of.source))))
    return Fact(key, value, "%", sources, part.year, of.scale, part.territoire, percent(value), formula, label)


def shown(fact: Fact) -> str:
    """As a sentence writes it."""
    return fact.display or (whole(fact.value) if fact.value is not None else "")
