"""Article 2, « les champs d'intervention de la Caf »: who is served, what is financed (brief, 4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.drafting.french import at
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import Ledger, share
from ctgbot.drafting.lines import Line, blank, gap_of
from ctgbot.drafting.profile import profile
from ctgbot.drafting.telling import AROUND, as_percent, counted, opened, sources_of, when
from ctgbot.model import Fact, Gap, Scale

_Line = tuple[Line, ...]


def article2(ledger: Ledger, territoire: str, *, short: bool = False) -> tuple[_Line, ...]:
    """The paragraphs: scale and households; their profile when it is known; the offer financed and its cost; the
    reference to the diagnosis and where the figures come from. `short` leaves the profile out."""
    described = () if short else (*profile(ledger),)
    told = [(*_households(ledger, territoire),), described, (*_offer(ledger),)]
    paragraphs = [paragraph for paragraph in told if paragraph]
    used = tuple(fact for paragraph in paragraphs for line in paragraph for fact in line.facts)
    return (*paragraphs, (_diagnostic(), *sources_of(used)))


def _households(ledger: Ledger, territoire: str) -> Iterator[Line]:
    key = "foyers_allocataires"
    fact = ledger.own(key)
    like = "Caf accompagnent foyers allocataires"
    gap = _part_gap(key, "des foyers allocataires")
    if fact is None:
        own = _gap(ledger, key)
        text = f"{at(territoire)}, les services de la Caf accompagnent {blank(own)}, soit {blank(gap)}."
        yield Line(opened(text), (), (own, gap), like)
    else:
        parts = _shares(ledger, key, fact)
        said = [f"{part.display} des foyers allocataires {whose}" for part, _, whose in parts]
        used = (fact, *(one for part, around, _ in parts for one in (part, around)))
        start, gaps = when(fact)
        tail = f"soit {' et '.join(said) if said else blank(gap)}"
        text = f"{start} les services de la Caf accompagnent {counted(fact)} {at(territoire)}, {tail}."
        yield Line(opened(text), used, (*gaps, *(() if said else (gap,))), like)
    yield from _people(ledger, fact)


def _people(ledger: Ledger, base: Fact | None) -> Iterator[Line]:
    """Beside the population of another year, both years are said, and no share."""
    people = ledger.own("personnes_couvertes", base.year if base else None)
    if people is None:
        return
    population = ledger.own("population_municipale", people.year) or ledger.own("population_municipale")
    if population is None:
        yield Line(f"Ces foyers représentent {counted(people)}.", (people,))
        return
    part = share(people, population, "part_personnes_couvertes", "part des personnes couvertes dans la population")
    if part and people.year is not None:
        text = f"Ces foyers représentent {counted(people)}, soit {part.display} de la population municipale"
        yield Line(f"{text} ({counted(population)}).", (people, part, population))
    elif population.year and people.year and population.year != people.year:
        text = f"Ces foyers représentent {counted(people)} en {people.year}, pour une population municipale de"
        yield Line(f"{text} {counted(population)} en {population.year}.", (people, population))
    else:
        yield Line(f"Ces foyers représentent {counted(people)}.", (people,))


def _offer(ledger: Ledger) -> Iterator[Line]:
    equipements = ledger.own("equipements_finances")
    gestionnaires = ledger.own("gestionnaires_finances", equipements.year) if equipements else None
    gestionnaires = gestionnaires or ledger.own("gestionnaires_finances")
    gaps: list[Gap] = []
    who = counted(gestionnaires) if gestionnaires else _left(ledger, "gestionnaires_finances", gaps)
    if gestionnaires and equipements and gestionnaires.year != equipements.year:
        who += f" (en {gestionnaires.year})" if gestionnaires.year else ""
    what = counted(equipements) if equipements else _left(ledger, "equipements_finances", gaps)
    parts = _shares(ledger, "equipements_finances", equipements) if equipements else []
    if not parts:
        gaps.append(_part_gap("equipements_finances", "des équipements financés"))
    tail = " et ".join(f"{part.display} des équipements financés {whose}" for part, _, whose in parts)
    dated = equipements or gestionnaires
    start, undated = when(dated) if dated else ("Par ailleurs,", ())
    one = gestionnaires is not None and gestionnaires.value is not None and gestionnaires.value < 2
    verb = "est financé" if one else "sont financés"
    text = f"{start} {who} représentant {what} {verb} au titre de l'action sociale, soit {tail or blank(gaps[-1])}."
    known = (gestionnaires, equipements, *(one for part, around, _ in parts for one in (part, around)))
    like = "gestionnaires représentant équipements financés action sociale"
    yield Line(opened(text), tuple(fact for fact in known if fact), (*undated, *gaps), like)
    yield _budget(ledger)


def _budget(ledger: Ledger) -> Line:
    fact = ledger.own("part_budget_action_sociale")
    like = "Caf investit budget action sociale territoire"
    if fact is None or fact.value is None:
        gap = _gap(ledger, "part_budget_action_sociale")
        return Line(f"La Caf y consacre {blank(gap)} de son budget d'action sociale.", (), (gap,), like)
    year = f" de {fact.year}" if fact.year else ""
    said = as_percent(fact)
    text = f"La Caf y consacre {said.display} de son budget d'action sociale{year}."
    return Line(text, (said,), (), like)


def _diagnostic() -> Line:
    text = "Ces éléments sont détaillés dans le diagnostic partagé annexé à la présente convention."
    return Line(text, like="diagnostic partagé figurant annexe", is_formula=True, needs_source=True)


def _shares(ledger: Ledger, key: str, fact: Fact) -> list[tuple[Fact, Fact, str]]:
    """The share of the territory in those around it, of the same year: (share, whole, whose)."""
    found = []
    for scale, whose in AROUND:
        around = ledger.one(key, scale, fact.year) if fact.year else _undated(ledger, key, scale)
        label = f"part des {indicators()[key].many} {whose}"
        part = share(fact, around, f"part_{key}_{scale}", label) if around else None
        if part and around:
            found.append((part, around, whose))
    return found


def _undated(ledger: Ledger, key: str, scale: Scale) -> Fact | None:
    """`one` takes None for any year: of a figure without a year, only another without one is of the same."""
    around = ledger.one(key, scale)
    return around if around and around.year is None else None


def _gap(ledger: Ledger, key: str) -> Gap:
    if ledger.disputed(key):
        return gap_of(key, "valeurs contradictoires à départager")
    return gap_of(key, "couvert par le secret statistique" if ledger.withheld(key) else "")


def _part_gap(key: str, of_what: str) -> Gap:
    return Gap(f"part_{key}", f"part {of_what} du département ou de l'intercommunalité", indicators()[key].where)


def _left(ledger: Ledger, key: str, gaps: list[Gap]) -> str:
    gaps.append(_gap(ledger, key))
    return blank(gaps[-1])
