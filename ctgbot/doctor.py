"""Every store against the catalogue. What is derived from it is rebuilt on demand; vectors that exist are reused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ctgbot.clauses.extract import extract
from ctgbot.errors import IndexMismatch
from ctgbot.model import Ailment, Document, Passage
from ctgbot.registry import consolidate
from ctgbot.stores import Entry, Lock, Stores
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections
from ctgbot.vectors import add_missing, keys_of, texts_of

Tick = Callable[[int, int], None]


def doctor(stores: Stores, lock: Lock, repair_it: bool = False) -> tuple[Ailment, ...]:
    """What is wrong, and whether it was put right. Raises IndexBusy while an ingest is running."""
    with lock():
        stores.dense.reopen()
        found = examine(stores)
        if not found or not repair_it:
            return found
        repair(stores)
        left = examine(stores)
    return tuple(replace(ailment, repaired=ailment not in left) for ailment in found) + tuple(
        ailment for ailment in left if ailment not in found
    )


def examine(stores: Stores) -> tuple[Ailment, ...]:
    """Reads everything, changes nothing."""
    return (*_marks(stores), *_documents(stores), *_vectors(stores), *_words(stores))


def repair(stores: Stores, tick: Tick = lambda _done, _total: None) -> None:
    """Makes the derived stores agree with the catalogue, then clears the mark. The caller holds the lock."""
    catalogue, dense = stores.catalogue, stores.dense
    catalogue.set_pending(True)
    _cut_again(stores)
    present = _keys_or_reset(stores)
    wanted = texts_of(_all_passages(stores))
    add_missing({key: text for key, text in wanted.items() if key not in present}, dense, stores.embedder, tick)
    catalogue.set_fingerprint(stores.embedder.fingerprint)
    clean(stores)
    consolidate(catalogue)
    catalogue.set_pending(False)


def clean(stores: Stores) -> None:
    """Only what the catalogue holds is left: no byte, in any file, of a text, a word or a vector that was there before.

    The caller holds the lock, and every vector of the catalogue is there. Readers go on meanwhile. Raises IndexBusy.
    """
    stores.dense.keep({placement.vector_key for placement in stores.catalogue.placements()})
    try:
        stores.lexical.rebuild(_all_passages(stores))
    except IndexMismatch:
        stores.lexical.reset()
        stores.lexical.rebuild(_all_passages(stores))
    stores.catalogue.scrub()


def _all_passages(stores: Stores) -> Iterator[Passage]:
    for card in stores.catalogue.cards():
        yield from stores.catalogue.passages_of(card.id)


def _marks(stores: Stores) -> Iterator[Ailment]:
    if stores.catalogue.is_pending():
        yield Ailment("catalogue", "Une indexation a été interrompue avant sa fin.")
    known = stores.catalogue.fingerprint()
    if known and known != stores.embedder.fingerprint:
        yield Ailment(
            "vecteurs",
            f"L'index a été construit avec le modèle {known}, le modèle réglé est {stores.embedder.fingerprint}.",
        )


def _documents(stores: Stores) -> Iterator[Ailment]:
    keys: dict[str, list[str]] = {}
    for placement in stores.catalogue.placements():
        keys.setdefault(placement.document_id, []).append(placement.vector_key)
    for card in stores.catalogue.cards():
        document = stores.catalogue.document(card.id)
        problem = _problem(document, stores.catalogue.passages_of(card.id), keys.get(card.id, []))
        if problem:
            yield Ailment("catalogue", f"« {card.id} » : {problem}.")


def _problem(document: Document, passages: tuple[Passage, ...], keys: list[str]) -> str:
    """What is wrong inside a document, empty when nothing is."""
    if not _tiles(document):
        return "les sections ne couvrent pas le texte bout à bout"
    section_of = {section.id: section for section in document.sections}
    for passage in passages:
        section = section_of.get(passage.section_id)
        if not section or not section.start <= passage.start < passage.end <= section.end:
            return f"le passage {passage.id} sort de sa section"
    if list(keys_of(passages)) != keys or document.card.passages != len(passages):
        return "les passages ne correspondent plus à leurs vecteurs"
    return ""


def _tiles(document: Document) -> bool:
    edges = [0, *(section.end for section in document.sections)]
    starts = [section.start for section in document.sections]
    return starts == edges[:-1] and edges[-1] == len(document.text)


def _cut_again(stores: Stores) -> None:
    """Sections and passages of the damaged documents, from their text."""
    keys: dict[str, list[str]] = {}
    for placement in stores.catalogue.placements():
        keys.setdefault(placement.document_id, []).append(placement.vector_key)
    for card in stores.catalogue.cards():
        document = stores.catalogue.document(card.id)
        if not _problem(document, stores.catalogue.passages_of(card.id), keys.get(card.id, [])):
            continue
        sections = find_sections(document.text, document.pages, document.headings)
        passages = cut_passages(card, document.text, sections, document.pages)
        whole = replace(document, card=replace(card, passages=len(passages)), sections=sections)
        reading = stores.catalogue.readings()[card.id]
        stores.catalogue.save_all([Entry(whole, passages, keys_of(passages), reading, extract(whole))])


def _keys_or_reset(stores: Stores) -> frozenset[str]:
    try:
        return stores.dense.keys()
    except IndexMismatch:
        stores.dense.reset()
        return frozenset()


def _vectors(stores: Stores) -> Iterator[Ailment]:
    wanted = {placement.vector_key for placement in stores.catalogue.placements()}
    try:
        present = stores.dense.keys()
    except IndexMismatch as exc:
        yield Ailment("vecteurs", str(exc))
        return
    if wanted - present:
        yield Ailment("vecteurs", f"{len(wanted - present)} vecteur(s) manquant(s).")
    if present - wanted:
        yield Ailment("vecteurs", f"{len(present - wanted)} vecteur(s) sans passage.")


def _words(stores: Stores) -> Iterator[Ailment]:
    wanted = {placement.passage_id for placement in stores.catalogue.placements()}
    try:
        present = stores.lexical.ids()
    except IndexMismatch as exc:
        yield Ailment("mots", str(exc))
        return
    missing, extra = len(wanted - set(present)), len(set(present) - wanted)
    if missing:
        yield Ailment("mots", f"{missing} passage(s) absent(s) de l'index des mots.")
    if extra:
        yield Ailment("mots", f"{extra} passage(s) de trop dans l'index des mots.")
    if len(present) != len(set(present)):
        yield Ailment("mots", "Des passages sont indexés plusieurs fois.")
