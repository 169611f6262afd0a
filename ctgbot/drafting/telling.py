"""How a figure is said: when, about how many, from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ctgbot.drafting.french import percent, some
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.lines import Line, blank
from ctgbot.drafting.typed import TYPED
from ctgbot.model import Fact, Gap, Scale

AROUND: tuple[tuple[Scale, str], ...] = (
    ("departement", "du département"),
    ("epci", "de l'intercommunalité"),
)
YEAR = Gap("annee", "année", "source du chiffre")
_LONGEST_SOURCE = 90


def when(fact: Fact) -> tuple[str, tuple[Gap, ...]]:
    """« En décembre 2024, » (the files of the Cnaf are of December), « En 2022, »; a blank where no year is given."""
    if fact.year is None:
        return f"En {blank(YEAR)},", (YEAR,)
    return f"En {'décembre ' if 'décembre' in fact.perimeter else ''}{fact.year},", ()


def counted(fact: Fact) -> str:
    """« 14 équipements », « environ 1 385 foyers allocataires » where the source rounds."""
    indicator = indicators()[fact.key]
    said = some(fact.value, indicator.one, indicator.many) if fact.value is not None else ""
    return f"environ {said}" if fact.rounded else said


def as_percent(fact: Fact) -> Fact:
    """The same, displayed as a sentence says it: « 18,5 % »."""
    return replace(fact, display=percent(fact.value)) if fact.value is not None else fact


def sources_of(facts: Sequence[Fact]) -> tuple[Line, ...]:
    """« Sources : Cnaf, 2024 ; Insee, 2022. »; of typed figures nobody has said a source."""
    read = [fact for fact in facts if (fact.formula is None or fact.file) and fact.source and fact.source != TYPED]
    named = {" ".join(fact.source.split())[:_LONGEST_SOURCE]: fact for fact in read}
    if not named:
        return ()
    years = {name: sorted({fact.year for fact in read if _name(fact) == name and fact.year}) for name in named}
    said = " ; ".join(", ".join((name, *map(str, years[name]))) for name in named)
    return (Line(f"{'Sources' if len(named) > 1 else 'Source'} : {said}.", tuple(read)),)


def _name(fact: Fact) -> str:
    return " ".join(fact.source.split())[:_LONGEST_SOURCE]


def opened(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]
