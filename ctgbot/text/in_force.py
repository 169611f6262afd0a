"""Which of the documents in scope answer when the question does not choose: the versions in force, real before
fictional, and of successive conventions of one territoire the one of today."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ctgbot.model import DocumentCard, Period, Standing
from ctgbot.text.normalise import fold, level

# « dans l'ancienne convention », « la version projet », « avant l'avenant »: what is no longer in force is asked for.
_OLDER = re.compile(
    r"\b(?:anciennes?|anciens?|precedente?s?|initiale?s?|d'origine|versions?|projets? de (?:ctg|convention)"
    r"|avant l'avenant|remplacee?s?)\b"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class InForce:
    """The documents that answer, and those set aside: for a newer version, a later convention, a real document."""

    cards: tuple[DocumentCard, ...]
    older: tuple[DocumentCard, ...] = ()
    ended: tuple[DocumentCard, ...] = ()
    examples: tuple[DocumentCard, ...] = ()


def in_force(
    cards: Sequence[DocumentCard], standings: Mapping[str, Standing], question: str, this_year: int
) -> InForce:
    """Of the documents that the question is about; all of them when it asks for what is no longer in force."""
    if _OLDER.search(level(question)):
        return InForce(tuple(cards))
    ids = {card.id for card in cards}
    older = [card for card in cards if standings.get(card.id, Standing()).replaced_by in ids]
    ended = _ended([card for card in cards if card not in older], question, this_year)
    gone = {card.id for card in (*older, *ended)}
    # An avenant goes with its convention.
    ended += [card for card in cards if card.id not in gone and standings.get(card.id, Standing()).convention in gone]
    gone |= {card.id for card in ended}
    kept = [card for card in cards if card.id not in gone]
    return InForce(tuple(kept), tuple(older), tuple(ended))


def real_first(found: InForce) -> InForce:
    """Without the fictional examples, as soon as one real document is there."""
    real = tuple(card for card in found.cards if not card.identity.exemple)
    if not real or len(real) == len(found.cards):
        return found
    return InForce(real, found.older, found.ended, tuple(card for card in found.cards if card.identity.exemple))


def _ended(cards: Sequence[DocumentCard], question: str, this_year: int) -> list[DocumentCard]:
    """Conventions of a territoire that has one of another period, for the years the question names or for today."""
    years = [int(year) for year in _YEAR.findall(question)] or [this_year]
    groups: dict[str, list[DocumentCard]] = {}
    for card in cards:
        if card.identity.nature == "convention" and card.identity.periode:
            groups.setdefault(fold(card.identity.territoire), []).append(card)
    out: list[DocumentCard] = []
    for territoire, group in groups.items():
        if territoire and len(group) > 1:
            current = [card for card in group if any(_covers(card.identity.periode, year) for year in years)]
            kept = current or [max(group, key=_last_year)]
            out += [card for card in group if card not in kept]
    return out


def _covers(period: Period | None, year: int) -> bool:
    return period is not None and period.start <= year <= period.end


def _last_year(card: DocumentCard) -> int:
    return card.identity.periode.end if card.identity.periode else 0
