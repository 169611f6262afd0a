"""Real erasure: after it no byte of the documents' text remains under the index folder, nor of their own vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ctgbot.doctor import repair
from ctgbot.errors import UnknownDocument
from ctgbot.stores import Lock, Stores

Forget = Callable[[Mapping[str, str]], None]  # texts by id of document: what else speaks of them


def nothing_else(_texts: Mapping[str, str]) -> None:
    """Nothing but the index knows of them."""


def erase(document_ids: Sequence[str], stores: Stores, lock: Lock, forget: Forget = nothing_else) -> None:
    """Raises UnknownDocument, IndexBusy. The files they came from are not touched.

    The catalogue goes first, so that nobody is shown them any more; then everything derived is made anew
    without them, and the freed pages of the database are overwritten. Killed in between, the next writer ends the work,
    be it this one again: traces that a killed writer left of an unknown document are gone when that is said. What was
    asked and measured about them is forgotten before, while their texts are still known.
    """
    with lock():
        stores.dense.reopen()
        known = {card.id for card in stores.catalogue.cards()}
        for document_id in document_ids:
            if document_id not in known:
                if stores.catalogue.is_pending():
                    repair(stores)
                raise UnknownDocument(document_id)
        forget({document_id: stores.catalogue.document(document_id).text for document_id in document_ids})
        stores.catalogue.set_pending(True)
        for document_id in document_ids:
            stores.catalogue.delete(document_id)
        repair(stores)
