"""Article 2, « les champs d'intervention de la Caf »: who is served, who they are, what is financed (brief, 4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.drafting.french import at, percent, some
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import Ledger, share, shown
from ctgbot.drafting.lines import Line, blank, gap_of
from ctgbot.model import Fact, Gap, Scale

_AROUND: tuple[tuple[Scale, str], ...] = (
    ("departement", "du département"),
    ("epci", "de l'intercommunalité"),
)
_PROFILE = ("foyers_monoparentaux", "foyers_rsa", "foyers_aah", "foyers_qf_moins_800")
_ROUNDED = ("cnaf", "caf.fr")  # whose counts are rounded to the nearest 5 (secret statistique)


def article2(ledger: Ledger, territoire: str) -> tuple[tuple[Line, ...], ...]:
    """The paragraphs: scale and households; their profile when it is known; the offer financed and its cost."""
    paragraphs = [(*_households(ledger, territoire),), (*_profile(ledger),), (*_offer(ledger),)]
    return (*(paragraph for paragraph in paragraphs if paragraph), (_diagnostic(),))


def _households(ledger: Ledger, territoire: str) -> Iterator[Line]:
    fact = ledger.own("foyers_allocataires")
    like = "services Caf accompagnent allocataires"
    if fact is None:
        gap, part = gap_of("foyers_allocataires"), _part_gap("foyers_allocataires", "des foyers allocataires")
        text = f"{at(territoire)}, les services de la Caf accompagnent {blank(gap)}, soit {blank(part)}."
        yield Line(_opened(text), (), (gap, part), like)
    else:
        parts = [_share(ledger, "foyers_allocataires", fact, way) for way in _AROUND]
        said = [f"soit {percent_of(part)} des foyers allocataires {whose}" for part, whose in parts if part]
        used = (fact, *(part for part, _ in parts if part), *_denominators(ledger, "foyers_allocataires", fact, parts))
        gap = _part_gap("foyers_allocataires", "des foyers allocataires")
        tail = " et ".join(said) if said else f"soit {blank(gap)}"
        text = f"{_when(fact)} les services de la Caf accompagnent {_counted(fact)} {at(territoire)}, {tail}."
        yield Line(_opened(text), used, () if said else (gap,), like)
    people = ledger.own("personnes_couvertes", fact.year if fact else None)
    if people is not None:
        yield Line(f"Ces foyers représentent {_counted(people)}.", (people,))


def _profile(ledger: Ledger) -> Iterator[Line]:
    base = ledger.own("foyers_allocataires")
    for key in _PROFILE:
        fact = ledger.own(key, base.year if base else None)
        if fact is not None:
            part = share(fact, base, f"part_{key}", f"part des {indicators()[key].many}") if base else None
            tail = f", soit {percent_of(part)} des foyers allocataires" if part else ""
            used = (fact, part, base) if part and base else (fact,)
            yield Line(f"On y compte {_counted(fact)}{tail}.", used)
        elif ledger.withheld(key):
            gap = gap_of(key)
            secret = Gap(gap.key, f"{gap.label}, couvert par le secret statistique", gap.where_to_find)
            yield Line(f"Le {gap.label} n'est pas diffusé : {blank(secret)}.", (), (secret,))
    yield from _early_years(ledger)


def _early_years(ledger: Ledger) -> Iterator[Line]:
    """Published for the commune over 10 000 inhabitants only; that of a wider territory is given as such."""
    key, unit = "taux_couverture_petite_enfance", indicators()["taux_couverture_petite_enfance"].unit
    own = ledger.own(key)
    if own is not None:
        yield Line(f"{_when(own)} le taux de couverture en petite enfance est de {shown(own)} {unit}.", (own,))
        return
    for scale, whose in reversed(_AROUND):
        fact = ledger.one(key, scale)
        if fact is not None:
            gap = gap_of(key)
            text = (
                f"{_when(fact)} le taux de couverture en petite enfance {whose} est de {shown(fact)} {unit} ; "
                f"celui du territoire lui-même est {blank(gap)}."
            )
            yield Line(_opened(text), (fact,), (gap,))
            return


def _offer(ledger: Ledger) -> Iterator[Line]:
    equipements, gestionnaires = ledger.own("equipements_finances"), ledger.own("gestionnaires_finances")
    like = "gestionnaires représentant équipements financés action sociale"
    gaps: list[Gap] = []
    who = _counted(gestionnaires) if gestionnaires else _left("gestionnaires_finances", gaps)
    what = _counted(equipements) if equipements else _left("equipements_finances", gaps)
    parts = [_share(ledger, "equipements_finances", equipements, way) for way in _AROUND] if equipements else []
    said = [f"{percent_of(part)} des équipements financés {whose}" for part, whose in parts if part]
    if not said:
        gaps.append(_part_gap("equipements_finances", "des équipements financés"))
    tail = " et ".join(said) if said else blank(gaps[-1])
    dated = next((fact for fact in (equipements, gestionnaires) if fact), None)
    text = (
        f"{_when(dated) if dated else 'Par ailleurs,'} {who} représentant {what} sont financés au titre de l'action "
        f"sociale, soit {tail}."
    )
    facts = (gestionnaires, equipements, *(part for part, _ in parts))
    used = (*(f for f in facts if f), *_denominators(ledger, "equipements_finances", equipements, parts))
    yield Line(_opened(text), used, tuple(gaps), like)
    yield _budget(ledger)


def _budget(ledger: Ledger) -> Line:
    fact = ledger.own("part_budget_action_sociale")
    like = "Caf investit budget action sociale territoire"
    gap = gap_of("part_budget_action_sociale")
    figure = percent(fact.value) if fact and fact.value is not None else blank(gap)
    text = f"La Caf y consacre {figure} de son budget d'action sociale."
    return Line(text, (fact,) if fact else (), () if fact else (gap,), like)


def _diagnostic() -> Line:
    text = "Ces éléments sont détaillés dans le diagnostic partagé annexé à la présente convention."
    return Line(text, like="territoire décrit diagnostic partagé figurant annexe", is_formula=True, needs_source=True)


def _share(ledger: Ledger, key: str, fact: Fact, way: tuple[Scale, str]) -> tuple[Fact | None, str]:
    """The share of the territory in one around it, of the same year."""
    scale, whose = way
    around = ledger.one(key, scale, fact.year)
    part = share(fact, around, f"part_{key}_{scale}", f"part des {indicators()[key].many} {whose}") if around else None
    return part, whose


def _denominators(
    ledger: Ledger, key: str, fact: Fact | None, parts: list[tuple[Fact | None, str]]
) -> tuple[Fact, ...]:
    if fact is None:
        return ()
    around = (ledger.one(key, part.scale, fact.year) for part, _ in parts if part)
    return tuple(one for one in around if one)


def _part_gap(key: str, of_what: str) -> Gap:
    return Gap(f"part_{key}", f"part {of_what} du département ou de l'intercommunalité", indicators()[key].where)


def _left(key: str, gaps: list[Gap]) -> str:
    gaps.append(gap_of(key))
    return blank(gaps[-1])


def _counted(fact: Fact) -> str:
    indicator = indicators()[fact.key]
    said = some(fact.value, indicator.one, indicator.many) if fact.value is not None else ""
    rounded = any(word in fact.source.lower() for word in _ROUNDED) and fact.value and fact.value % 5 == 0
    return f"environ {said}" if rounded else said


def percent_of(part: Fact) -> str:
    return part.display


def _when(fact: Fact) -> str:
    return f"En {fact.year}," if fact.year else "À ce jour,"


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
