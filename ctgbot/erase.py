"""Real erasure: after it no byte of the document's text remains under the index folder."""

from __future__ import annotations

from ctgbot.doctor import repair
from ctgbot.stores import Lock, Stores


def erase(document_id: str, stores: Stores, lock: Lock) -> None:
    """Raises UnknownDocument, IndexBusy. The file it came from is not touched.

    The catalogue goes first, so that nobody is shown the document any more; then everything derived is made anew
    without it, and the freed pages of the database are overwritten. Killed in between, the next writer ends the work.
    """
    with lock():
        stores.dense.reopen()
        stores.catalogue.document(document_id)
        stores.catalogue.set_pending(True)
        stores.catalogue.delete(document_id)
        repair(stores)
