"""Households by band of quotient familial → those under 800 euros, and those whose quotient is known; sums only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ctgbot.drafting.french import whole
from ctgbot.drafting.indicators import indicators
from ctgbot.model import Fact
from ctgbot.text.normalise import level

# « Moins de 400 euros », « Entre 400 et 799 euros »: the two bands under 800 euros (data.caf.fr, qf_400)
_UNDER_800 = (re.compile(r"^moins de 400\b"), re.compile(r"^(?:entre |de )?400 (?:et|a) 799\b"))
_UNKNOWN = re.compile(r"^(?:inconnu|non connu|indetermine)")
_MARK = "foyers_qf:"


def summed(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, their bands replaced by two sums; a sum with a secret or a missing band has no value."""
    bands = [fact for fact in facts if fact.key.startswith(_MARK)]
    groups: dict[tuple[int | None, str], list[Fact]] = {}
    for fact in bands:
        groups.setdefault((fact.year, fact.scale), []).append(fact)
    sums = [one for group in groups.values() for one in _sums(group)]
    return (*(fact for fact in facts if not fact.key.startswith(_MARK)), *sums)


def _sums(bands: Sequence[Fact]) -> tuple[Fact, ...]:
    named = [(level(fact.key.removeprefix(_MARK)), fact) for fact in bands]
    under = [fact for name, fact in named if any(pattern.search(name) for pattern in _UNDER_800)]
    known = [fact for name, fact in named if not _UNKNOWN.search(name)]
    whole_under = under if len(under) == len(_UNDER_800) else []
    return (_sum("foyers_qf_moins_800", whole_under, bands[0]), _sum("foyers_qf_connu", known, bands[0]))


def _sum(key: str, parts: Sequence[Fact], like: Fact) -> Fact:
    values = [fact.value for fact in parts if fact.value is not None]
    label, unit = indicators()[key].label, indicators()[key].unit
    if not parts or len(values) != len(parts):
        return replace(like, key=key, value=None, display="", label=label, unit=unit, formula=None, rounded=False)
    total = sum(values, Decimal(0))
    formula = " + ".join(whole(value) for value in values)
    return replace(
        like, key=key, value=total, display=whole(total), label=label, unit=unit, formula=formula, rounded=True
    )
