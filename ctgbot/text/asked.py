"""The documents that a question is asked of: those chosen, of these the ones it names, of these the ones in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ctgbot.errors import IndexEmpty, UnknownDocument
from ctgbot.model import DocumentCard, Standing, Turn
from ctgbot.text.in_force import InForce, in_force, real_first
from ctgbot.text.scope import ScopeReading, of_nature, read_scope


@dataclass(frozen=True, slots=True)
class Library:
    """The documents to choose among, how each stands among the others, and the year to count « en vigueur » from.

    `by_hand`: a person has chosen them.
    """

    cards: tuple[DocumentCard, ...]
    by_hand: bool
    standings: Mapping[str, Standing]
    this_year: int


@dataclass(frozen=True, slots=True)
class Asked:
    """`carried`: they are those of the conversation, not of the question."""

    library: Library
    current: InForce
    carried: bool = False

    @property
    def this_year(self) -> int:
        return self.library.this_year

    def avenants_of(self, document_id: str) -> tuple[str, ...]:
        """Those that change this convention, oldest first; none when a person left them out of the choice."""
        ids = {card.id for card in self.library.cards}
        avenants = self.library.standings.get(document_id, Standing()).avenants
        return tuple(avenant for avenant in avenants if avenant in ids)

    @property
    def cards(self) -> tuple[DocumentCard, ...]:
        return self.current.cards


def asked_of(question: str, history: Sequence[Turn], scope: ScopeReading, library: Library) -> Asked:
    """The documents to search."""
    named = narrowed(library.cards, scope, history)
    carried = not scope.documents and len(named) < len(library.cards)
    if library.by_hand:
        return Asked(library, InForce(of_nature(question, named)), carried)  # also an older version, or an example
    current = in_force(named, library.standings, question, library.this_year)
    current = current if scope.documents or carried else real_first(current)
    return Asked(library, replace(current, cards=of_nature(question, current.cards)), carried)


def selected(cards: tuple[DocumentCard, ...], documents: Sequence[str]) -> tuple[DocumentCard, ...]:
    """The documents with these ids, all of them when none is given. Raises IndexEmpty, UnknownDocument."""
    if not cards:
        raise IndexEmpty
    known = {card.id: card for card in cards}
    for document in documents:
        if document not in known:
            raise UnknownDocument(document)
    return tuple(known[document] for document in documents) if documents else cards


def split(
    scope: ScopeReading, selected: tuple[DocumentCard, ...], cards: tuple[DocumentCard, ...]
) -> tuple[tuple[str, ...], tuple[DocumentCard, ...]]:
    """Of the documents that the question names, the ids of those selected and the cards of the others."""
    ids = {card.id for card in selected}
    inside = tuple(document for document in scope.documents if document in ids)
    return inside, tuple(card for card in cards if card.id in scope.documents and card.id not in ids)


def narrowed(cards: Sequence[DocumentCard], scope: ScopeReading, history: Sequence[Turn]) -> tuple[DocumentCard, ...]:
    """Only the documents that the question names, or that the conversation was about; all when none is named."""
    named = scope.documents
    for turn in reversed([turn for turn in history if turn.role == "user"]):
        if named or scope.unknown:
            break
        named = read_scope(turn.content, cards).documents
    return tuple(card for card in cards if not named or card.id in named)
