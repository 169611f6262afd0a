"""The fictional documents shipped for demonstration: out of the index for good, or in again."""

from __future__ import annotations

from ctgbot.erase import Forget, erase, nothing_else
from ctgbot.stores import Lock, Stores


def take_out(stores: Stores, lock: Lock, forget: Forget = nothing_else) -> int:
    """Erases every fictional document and gives back how many; a folder that holds their files brings none in again.

    Raises IndexBusy.
    """
    cards = [card for card in stores.catalogue.cards() if card.identity.exemple]
    if cards:
        with lock():
            stores.catalogue.keep_aside(stores.catalogue.set_aside() | {card.sha256 for card in cards})
        erase([card.id for card in cards], stores, lock, forget)
    return len(cards)


def let_in(stores: Stores, lock: Lock) -> None:
    """The next ingest of their folder takes them in again. Raises IndexBusy."""
    with lock():
        stores.catalogue.keep_aside(())
