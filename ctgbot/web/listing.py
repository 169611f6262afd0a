"""Which documents a list shows, and what each line says of one. Values only: a thousand cards take no time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctgbot.model import DocumentCard, Standing
from ctgbot.text.normalise import fold
from ctgbot.web.words import document_facts

Standings = Mapping[str, Standing]
Cards = Mapping[str, DocumentCard]

PER_PAGE = 20
ALONE = Standing()


def matching(cards: Sequence[DocumentCard], typed: str) -> tuple[DocumentCard, ...]:
    """Those that hold every word typed, in any order, accents and capitals aside: « lys 2024 », « projet »."""
    words = fold(typed).split()
    return tuple(card for card in cards if _holds(_searched(card), words)) if words else tuple(cards)


def control_order(cards: Sequence[DocumentCard]) -> tuple[DocumentCard, ...]:
    """What is checked before signature first: drafts, conventions, avenants, then the rest, each by its title."""
    natures = ("convention", "avenant")
    return tuple(
        sorted(
            cards,
            key=lambda card: (
                natures.index(card.identity.nature) if card.identity.nature in natures else len(natures),
                card.identity.statut != "projet",
                card.identity.title,
            ),
        )
    )


def pages_of(number: int) -> int:
    """How many pages a list of so many documents has; an empty one has one."""
    return max(1, -(-number // PER_PAGE))


def on_page(cards: Sequence[DocumentCard], page: int) -> tuple[DocumentCard, ...]:
    """From 1; the last one when there are fewer pages."""
    start = (min(page, pages_of(len(cards))) - 1) * PER_PAGE
    return tuple(cards[start : start + PER_PAGE])


def relation_words(card: DocumentCard, standing: Standing, cards: Cards) -> tuple[str, ...]:
    """« avenant n° 1 de « CTG Lorvane » », « remplacé par « CTG Lorvane 2026 » », « 2 avenants »."""
    said = []
    if card.identity.nature == "avenant":
        said.append(avenant_words(card, standing, cards))
    if standing.replaced_by in cards and standing.replaced_by is not None:
        said.append(f"remplacé par « {cards[standing.replaced_by].identity.title} »")
    if standing.avenants:
        said.append(f"{len(standing.avenants)} avenant{'s' if len(standing.avenants) > 1 else ''}")
    if standing.older:
        more = len(standing.older) > 1
        said.append(f"remplace {len(standing.older)} version{'s' if more else ''} plus ancienne{'s' if more else ''}")
    return tuple(said)


def avenant_words(card: DocumentCard, standing: Standing, cards: Cards) -> str:
    """« avenant n° 1 de « CTG Lorvane » »; it says so when the convention is not among the documents."""
    number = f" n° {card.identity.numero}" if card.identity.numero is not None else ""
    if standing.convention in cards and standing.convention is not None:
        return f"avenant{number} de « {cards[standing.convention].identity.title} »"
    return f"avenant{number}, sans sa convention dans le corpus"


def facts_of(card: DocumentCard) -> tuple[str, ...]:
    """« convention », « Lys-lez-Lannoy », « 2024-2028 », « projet », « 12 pages »."""
    facts = tuple(fact for fact in document_facts(card) if fact != "exemple fictif")
    if card.pages is None:
        return facts
    return (*facts, f"{card.pages} page{'s' if card.pages > 1 else ''}")


def _holds(searched: str, words: Sequence[str]) -> bool:
    return all(word in searched for word in words)


def _searched(card: DocumentCard) -> str:
    return fold(" ".join((card.identity.title, *document_facts(card), card.path.rpartition("/")[2])))
