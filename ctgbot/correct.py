"""What a person puts right in a document's identity, kept for the next readings of the same document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ctgbot.clauses.extract import extract
from ctgbot.doctor import clean
from ctgbot.model import Correction, DocumentCard
from ctgbot.registry import consolidate
from ctgbot.stores import Entry, Lock, Stores
from ctgbot.text.corrections import corrected
from ctgbot.text.identity import identify
from ctgbot.text.passages import cut_passages
from ctgbot.vectors import add_missing, keys_of, texts_of


def correct(document_id: str, correction: Correction, stores: Stores, lock: Lock) -> DocumentCard:
    """The card with what was put right; a field left None goes back to what the text says.

    Raises UnknownDocument, IndexBusy, ModelUnavailable.
    """
    with lock():
        stores.dense.reopen()
        entry = _entry(document_id, correction, stores)
        stores.catalogue.set_pending(True)
        stores.catalogue.set_correction(document_id, correction)
        texts = texts_of(entry.passages)
        known = stores.dense.keys()
        add_missing({k: text for k, text in texts.items() if k not in known}, stores.dense, stores.embedder, _silent)
        stores.catalogue.save_all([entry])
        clean(stores)
        consolidate(stores.catalogue)
        stores.catalogue.set_pending(False)
    return entry.document.card


def _entry(document_id: str, correction: Correction, stores: Stores) -> Entry:
    """The document with its new identity: a passage without a heading is found by the document's title."""
    document = stores.catalogue.document(document_id)
    name = Path(document.card.path).name
    identity = corrected(identify(document.text, document.sections, name), correction, name)
    card = replace(document.card, identity=identity)
    passages = cut_passages(card, document.text, document.sections, document.pages)
    whole = replace(document, card=replace(card, passages=len(passages)))
    return Entry(whole, passages, keys_of(passages), stores.catalogue.readings()[document_id], extract(whole))


def _silent(_done: int, _total: int) -> None:
    """A few passages at most are encoded again."""
