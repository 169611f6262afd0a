"""Who the families of a territory are, as far as published figures say; what is secret stays a blank."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import Ledger, share, shown, total
from ctgbot.drafting.lines import Line, blank, gap_of
from ctgbot.drafting.telling import AROUND, as_percent, counted, opened, when
from ctgbot.model import Fact

_BENEFITS = ("foyers_rsa", "foyers_ppa", "foyers_aah", "foyers_aides_logement")
_HOUSEHOLDS = ("foyers_monoparentaux", *_BENEFITS, "foyers_qf_moins_800")
_SEVERAL = "Un même foyer peut bénéficier de plusieurs de ces prestations : ces effectifs ne s'additionnent pas."


def profile(ledger: Ledger) -> Iterator[Line]:
    """Households by what they receive and by income, then families, then young children."""
    base = ledger.own("foyers_allocataires")
    said = [line for key in _HOUSEHOLDS for line in _household(ledger, key, base)]
    yield from said
    if len({fact.key for line in said for fact in line.facts} & set(_BENEFITS)) > 1:
        yield Line(_SEVERAL, is_formula=True)
    yield from _families(ledger)
    yield from _income(ledger)
    yield from _early_years(ledger)


def _household(ledger: Ledger, key: str, base: Fact | None) -> Iterator[Line]:
    fact = (ledger.own(key, base.year) if base else None) or ledger.own(key)
    if fact is None:
        if ledger.disputed(key):
            gap = gap_of(key, "valeurs contradictoires à départager")
            yield Line(f"Reste à préciser : {blank(gap)}.", (), (gap,))
        elif ledger.withheld(key):
            gap = gap_of(key, "couvert par le secret statistique")
            yield Line(f"Une donnée n'est pas diffusée : {blank(gap)}.", (), (gap,))
        return
    known = ledger.own("foyers_qf_connu", fact.year) if key == "foyers_qf_moins_800" else None
    of = known or base
    part = share(fact, of, f"part_{key}", f"part des {indicators()[key].many}") if of else None
    whose = "dont le quotient familial est connu" if known else "allocataires"
    tail = f", soit {part.display} des foyers {whose}" if part else ""
    used = (fact, part, of) if part and of else (fact,)
    start, gaps = ("", ()) if base and fact.year == base.year else when(fact)
    yield Line(opened(f"{start} on y compte {counted(fact)}{tail}.".strip()), used, gaps)


def _families(ledger: Ledger) -> Iterator[Line]:
    """Two shares of one figure: of all families, and of those that have children. Both are right; each says of what."""
    alone = ledger.own("familles_monoparentales")
    if alone is None:
        return
    every = ledger.own("familles", alone.year)
    couples = ledger.own("familles_couples_enfants", alone.year)
    label = indicators()["familles_avec_enfants"].label
    children = total((couples, alone), "familles_avec_enfants", label, "familles") if couples else None
    said: list[str] = []
    used: list[Fact] = [alone]
    for of, whose in ((every, "de l'ensemble des familles"), (children, "des familles avec enfants")):
        part = share(alone, of, f"part_dans_{of.key}", f"part des familles monoparentales {whose}") if of else None
        if of and part:
            said.append(f"{part.display} {whose} ({shown(of)})")
            used += [part, of]
    if couples and children in used:
        used.append(couples)
    tail = f", soit {' et '.join(said)}" if said else ""
    start, gaps = when(alone)
    yield Line(f"{start} le recensement y compte {counted(alone)}{tail}.", tuple(used), gaps)


def _income(ledger: Ledger) -> Iterator[Line]:
    median, poverty = ledger.own("niveau_vie_median"), ledger.own("taux_pauvrete")
    if median is not None:
        start, gaps = when(median)
        text = f"{start} le niveau de vie médian y est de {shown(median)} euros par an et par unité de consommation."
        yield Line(text, (median,), gaps)
    if poverty is not None and poverty.value is not None:
        start, gaps = when(poverty)
        said = as_percent(poverty)
        yield Line(f"{start} le taux de pauvreté monétaire y est de {said.display}.", (said,), gaps)


def _early_years(ledger: Ledger) -> Iterator[Line]:
    """Published for the commune over 10 000 inhabitants only; that of a wider territory is given as such."""
    key, unit = "taux_couverture_petite_enfance", indicators()["taux_couverture_petite_enfance"].unit
    own = ledger.own(key)
    if own is not None:
        start, gaps = when(own)
        yield Line(f"{start} le taux de couverture en petite enfance est de {shown(own)} {unit}.", (own,), gaps)
        return
    for scale, whose in reversed(AROUND):
        fact = ledger.one(key, scale)
        if fact is not None:
            gap = gap_of(key)
            start, gaps = when(fact)
            text = (
                f"{start} le taux de couverture en petite enfance {whose} est de {shown(fact)} {unit} ; "
                f"celui du territoire lui-même est {blank(gap)}."
            )
            yield Line(text, (fact,), (*gaps, gap))
            return
