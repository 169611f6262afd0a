"""The facts of one territory: each figure with its source, year and scale; shares are computed here only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

    def disputed(self, key: str, scale: Scale = "territoire") -> bool:
        """Whether two values of one year stand against each other."""
        values: dict[int | None, set[Decimal]] = {}
        for fact in self.facts:
            if fact.key == key and fact.scale == scale and fact.value is not None:
                values.setdefault(fact.year, set()).add(fact.value)
        return any(len(rivals) > 1 for rivals in values.values())

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


def total(parts: Sequence[Fact], key: str, label: str, unit: str) -> Fact | None:
    """The sum of figures of one year and one perimeter; None when one is unknown, or they are of several."""
    values = [part.value for part in parts if part.value is not None]
    if len(values) != len(parts) or len({(part.year, part.scale, part.perimeter) for part in parts}) != 1:
        return None
    value, formula = sum(values, Decimal(0)), " + ".join(whole(value) for value in values)
    return replace(parts[0], key=key, value=value, unit=unit, display=whole(value), formula=formula, label=label)


def shown(fact: Fact) -> str:
    """As a sentence writes it."""
    return fact.display or (whole(fact.value) if fact.value is not None else "")
