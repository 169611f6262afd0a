"""What is wrong between figures that are each readable: two values for one, a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import shown
from ctgbot.model import Fact, Scale

# A part, and the whole that holds it.
_WITHIN = (
    ("foyers_monoparentaux", "foyers_allocataires"), ("foyers_rsa", "foyers_allocataires"),
    ("foyers_aah", "foyers_allocataires"), ("foyers_ppa", "foyers_allocataires"),
    ("foyers_qf_moins_800", "foyers_allocataires"), ("foyers_qf_moins_800", "foyers_qf_connu"),
    ("foyers_allocataires", "personnes_couvertes"), ("familles_monoparentales", "familles"),
)  # fmt: skip
_WIDER: tuple[tuple[Scale, str], ...] = (("epci", "de l'intercommunalité"), ("departement", "du département"))
_MOST_VALUES = 3  # shown of those that contradict one another
_NO_AROUND = ("%", "places pour")  # a rate of the territory may well exceed that of the département


def remarks_on(facts: Sequence[Fact]) -> tuple[str, ...]:
    """In French, each once; nothing is chosen and nothing is left out in silence."""
    return tuple(dict.fromkeys((*_contradictions(facts), *_too_large(facts))))


def _contradictions(facts: Sequence[Fact]) -> Iterator[str]:
    groups: dict[tuple[str, int | None, str], list[Fact]] = {}
    for fact in facts:
        if fact.formula is None or fact.file:
            groups.setdefault((fact.key, fact.year, fact.scale), []).append(fact)
    for (key, year, scale), group in groups.items():
        by_value = {fact.value: fact for fact in group}
        if len(by_value) > 1:
            first = list(by_value.values())[:_MOST_VALUES]
            said = " et ".join(f"{shown(fact) or 'secret'} ({place_of(fact)})" for fact in first)
            said += " et d'autres" if len(by_value) > len(first) else ""
            when = f", {year}" if year else ""
            label = indicators()[key].label if key in indicators() else key
            yield f"Plusieurs valeurs pour « {label} »{when} ({_SCALE[scale]}) : {said}. Aucune n'est retenue."


def _too_large(facts: Sequence[Fact]) -> Iterator[str]:
    known = {(fact.key, fact.scale, fact.year): fact for fact in facts if fact.value is not None}
    for (key, scale, year), fact in known.items():
        for part, of in _WITHIN:
            whole = known.get((of, scale, year)) if key == part else None
            if whole and _exceeds(fact, whole):
                yield _larger(fact, whole)
        for wider, _ in _WIDER:
            around = known.get((key, wider, year)) if scale == "territoire" else None
            if around and not fact.unit.startswith(_NO_AROUND) and _exceeds(fact, around):
                yield _larger(fact, around)


def _exceeds(part: Fact, whole: Fact) -> bool:
    return part.value is not None and whole.value is not None and part.value > whole.value


def _larger(part: Fact, whole: Fact) -> str:
    return (
        f"« {part.label} » ({shown(part)}, {place_of(part)}) dépasse « {whole.label} » ({shown(whole)}, "
        f"{place_of(whole)}) : part supérieure à 100 %, non calculée."
    )


def place_of(fact: Fact) -> str:
    """« chiffres.csv, ligne 12 », or its source."""
    return f"{fact.file}, ligne {fact.row}" if fact.file and fact.row else fact.source


_SCALE: dict[str, str] = {
    "territoire": "territoire", "commune": "commune", "epci": "intercommunalité", "departement": "département",
    "national": "France",
}  # fmt: skip
