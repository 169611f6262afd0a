"""Real erasure: after it no byte of the documents' text remains under the index folder, nor of their own vectors."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.doctor import repair
from ctgbot.errors import UnknownDocument
from ctgbot.stores import Lock, Stores


def erase(document_ids: Sequence[str], stores: Stores, lock: Lock) -> None:
    """Raises UnknownDocument, IndexBusy. The files they came from are not touched.

    The catalogue goes first, so that nobody is shown them any more; then everything derived is made anew
    without them, and the freed pages of the database are overwritten. Killed in between, the next writer ends the work,
    be it this one again: traces that a killed writer left of an unknown document are gone when that is said.
    """
    with lock():
        stores.dense.reopen()
        known = {card.id for card in stores.catalogue.cards()}
        for document_id in document_ids:
            if document_id not in known:
                if stores.catalogue.is_pending():
                    repair(stores)
                raise UnknownDocument(document_id)
        stores.catalogue.set_pending(True)
        for document_id in document_ids:
            stores.catalogue.delete(document_id)
        repair(stores)
