"""One sentence of a draft before it is proven, and the blanks that it shows instead of what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from ctgbot.drafting.indicators import indicators
from ctgbot.model import Citation, Fact, Gap


@dataclass(frozen=True, slots=True)
class Line:
    """`like`: words of the sentence of the convention that this one fills in or follows, empty when there is none;
    `sources`: what it quotes or refers to.

    `is_formula`: nothing in it is about this territory. `needs_source`: left out where the
    convention says no such thing.
    """

    text: str
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    like: str = ""
    is_formula: bool = False
    needs_source: bool = False
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What the documents hold of one field: `said` by the convention or by texts before it, `diagnosed` by the
    diagnosis, `planned` by the scheme of the département (its axis, then its fiche). `period` of the scheme."""

    said: Citation | None = None
    diagnosed: Citation | None = None
    planned: tuple[Citation, ...] = ()
    period: str = ""


def blank(gap: Gap) -> str:
    """« [à compléter : part du budget – Caf, données internes] »."""
    return f"[à compléter : {gap.label} – {gap.where_to_find}]"


def gap_of(key: str, note: str = "") -> Gap:
    """The blank of an indicator; `note` says why it is one, when it is known."""
    indicator = indicators()[key]
    return Gap(key, f"{indicator.label}, {note}" if note else indicator.label, indicator.where)
