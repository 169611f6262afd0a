"""Which conventions are set side by side: by Caf, by intercommunalité, by year, by name. Values only."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ctgbot.model import DocumentCard
from ctgbot.text.normalise import level
from ctgbot.web.listing import ALONE, Standings

PER_PAGE = 12  # columns that a reader follows; sixty of them would be a wall
# « Communauté d'agglomération du Pays de Tolvère », « Aubrelle Métropole »
_GROUPING = re.compile(r"\b(?:communaute|metropole|agglomeration|etablissement public territorial|syndicat)\b")
_CAF = re.compile(r"^caf\b")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person has picked; what is empty narrows nothing."""

    cafs: Collection[str] = ()
    groupings: Collection[str] = ()
    years: Collection[int] = ()
    documents: Collection[str] = ()
    with_examples: bool = True


def comparable(cards: Sequence[DocumentCard], standings: Standings) -> tuple[DocumentCard, ...]:
    """The conventions that no newer version replaces."""
    known = {card.id for card in cards}
    return tuple(
        card
        for card in cards
        if card.identity.nature == "convention" and standings.get(card.id, ALONE).replaced_by not in known
    )


def narrowed(cards: Sequence[DocumentCard], choice: Choice) -> tuple[DocumentCard, ...]:
    """Those that meet every part of the choice."""
    return tuple(
        card
        for card in cards
        if (not choice.cafs or not cafs_of(card).isdisjoint(choice.cafs))
        and (not choice.groupings or not groupings_of(card).isdisjoint(choice.groupings))
        and (not choice.years or not years_of(card).isdisjoint(choice.years))
        and (not choice.documents or card.id in choice.documents)
        and (choice.with_examples or not card.identity.exemple)
    )


def cafs_of(card: DocumentCard) -> frozenset[str]:
    """« Caf du Nord »: what tells the département of a convention."""
    return frozenset(one.organisme for one in card.identity.signataires if _CAF.match(level(one.organisme)))


def groupings_of(card: DocumentCard) -> frozenset[str]:
    """The intercommunalités that sign, or that the convention is for."""
    names = (card.identity.territoire, *(one.organisme for one in card.identity.signataires))
    return frozenset(name for name in names if _GROUPING.search(level(name)))


def years_of(card: DocumentCard) -> frozenset[int]:
    """The years that it covers, as its identity says them."""
    period = card.identity.periode
    return frozenset(range(period.start, period.end + 1)) if period else frozenset()


def column_name(card: DocumentCard) -> str:
    """« Lys-lez-Lannoy »; its title where the territoire is not known."""
    return card.identity.territoire or card.identity.title
