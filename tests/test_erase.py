"""Real erasure, on real stores, among documents that are near copies of the one that goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from doubles import HashEmbedder
from samples import convention, open_stores
from traces import text_traces, vector_traces

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.write_lock import WriteLock
from ctgbot.correct import correct
from ctgbot.doctor import examine
from ctgbot.erase import erase
from ctgbot.errors import IndexBusy, UnknownDocument
from ctgbot.ingest import ingest
from ctgbot.model import Correction, ScoredPassage, SourceText
from ctgbot.ports import FloatArray
from ctgbot.retrieve import retrieve
from ctgbot.vectors import texts_of

CONTACT = """
ARTICLE 3 – COORDONNEES DE MADAME ZEPHIRINE QUATREPOINT
Madame Zéphirine Quatrepoint, 12 rue des Acacias, 06 12 34 56 78, suit la convention.
Son compte : FR7612345678901234567890123 ; son courriel : zephirine.quatrepoint@exemple-tres-long.fr.
"""
WARNING = "Page 7 de la convention de Secretville-sur-Ombre : illisible."
NAME = "Convention de Secretville-sur-Ombre signée par Zéphirine.txt"
GONE = "convention-de-secretville-sur-ombre-signee-par-zephirine"
OTHERS = {f"Ville {number}.txt": convention(f"Ville {number}", 3 + number % 4) for number in range(8)}
TEXT = convention("Secretville-sur-Ombre", 11) + CONTACT
QUERIES = ("délai de prévenance", "Secretville-sur-Ombre", "préambule services aux familles", "Ville 3")


def read(path: Path, _watch: object = None) -> SourceText:
    return SourceText(path.read_text(encoding="utf-8"), warnings=(WARNING,) if path.name == NAME else ())


class Corpus:
    """Near copies in a folder, and their index."""

    def __init__(self, root: Path) -> None:
        self.folder, self.index = root / "corpus", root / "index"
        self.folder.mkdir(parents=True)
        self.stores = open_stores(self.index, HashEmbedder())
        self.lock = WriteLock(self.index)
        for name, text in OTHERS.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def ingest(self) -> None:
        ingest([self.folder], self.stores, self.lock, read, lambda _step: None)

    def own_vectors(self) -> list[FloatArray]:
        """Of the passages that no other document has."""
        catalogue = self.stores.catalogue
        shared = {place.vector_key for place in catalogue.placements() if place.document_id != GONE}
        texts = texts_of(catalogue.passages_of(GONE))
        return list(self.stores.embedder.encode_passages([texts[key] for key in texts.keys() - shared]))

    def traces(self, *texts: str) -> list[str]:
        """What is left of the document, and of `texts`."""
        kept = [*OTHERS.values(), str(self.folder), *(f"{self.folder}/{name}" for name in OTHERS)]
        return text_traces(self.index, [TEXT, NAME, GONE, WARNING, *texts], kept)

    def search(self, query: str) -> tuple[ScoredPassage, ...]:
        stores = self.stores
        return retrieve(
            query,
            100,
            None,
            embedder=stores.embedder,
            dense=stores.dense,
            lexical=stores.lexical,
            catalogue=stores.catalogue,
        )


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    corpus = Corpus(tmp_path)
    corpus.write(NAME, TEXT)
    corpus.ingest()
    yield corpus
    assert examine(corpus.stores) == ()


def test_no_piece_of_its_text_headings_title_path_or_warnings_remains(corpus: Corpus) -> None:
    assert len(corpus.traces()) > 50
    erase([GONE], corpus.stores, corpus.lock)
    assert corpus.traces() == []
    short = [word.encode() for word in ("ephirin", "uatrepoint", "ecretvill", "fr7612345", "Acacias", "acaci")]
    files = [path for path in corpus.index.rglob("*") if path.is_file()]
    assert [(path.name, word) for path in files for word in short if word in path.read_bytes()] == []


def test_the_vectors_of_its_own_passages_are_gone_from_the_files(corpus: Corpus) -> None:
    own = corpus.own_vectors()
    assert len({line.split(": ")[1] for line in vector_traces(corpus.index, own)}) == len(own) > 2
    erase([GONE], corpus.stores, corpus.lock)
    assert vector_traces(corpus.index, own) == []


def test_the_others_are_found_as_if_it_had_never_been_there(corpus: Corpus, tmp_path: Path) -> None:
    before = {card.id: corpus.stores.catalogue.document(card.id) for card in corpus.stores.catalogue.cards()}
    never = Corpus(tmp_path / "never")
    ingest([corpus.folder / name for name in OTHERS], never.stores, never.lock, read, lambda _step: None)
    erase([GONE], corpus.stores, corpus.lock)
    del before[GONE]
    assert {card.id: corpus.stores.catalogue.document(card.id) for card in corpus.stores.catalogue.cards()} == before
    for query in QUERIES:
        assert corpus.search(query) == never.search(query)


def test_the_others_keep_their_cosines_and_their_order_among_themselves(corpus: Corpus) -> None:
    """A cosine may move by its last digit, which depends on the size of the product it is computed in."""
    query = corpus.stores.embedder.encode_query("délai de prévenance")
    dense = [hit for hit in corpus.stores.dense.search(query, 100) if not hit.passage_id.startswith(GONE)]
    found = [scored.passage for scored in corpus.search("délai de prévenance") if scored.passage.document_id != GONE]
    erase([GONE], corpus.stores, corpus.lock)
    after = corpus.stores.dense.search(query, 100)
    assert [hit.passage_id for hit in after] == [hit.passage_id for hit in dense]
    assert [hit.score for hit in after] == pytest.approx([hit.score for hit in dense], abs=1e-6)
    assert [scored.passage for scored in corpus.search("délai de prévenance")] == found


def test_earlier_versions_of_an_erased_document_are_gone_too(corpus: Corpus) -> None:
    own = corpus.own_vectors()
    corpus.write(NAME, TEXT.replace("12 rue des Acacias", "4 impasse du Marronnier"))
    corpus.ingest()
    erase([GONE], corpus.stores, corpus.lock)
    assert corpus.traces("4 impasse du Marronnier, 06 12") == []
    assert vector_traces(corpus.index, own) == []


def test_a_reader_that_has_the_index_open_stops_nothing_and_sees_the_new_state(corpus: Corpus) -> None:
    """What the web app is while a terminal erases: it has searched before, and its files are open."""
    reader = open_stores(corpus.index, HashEmbedder())
    query = reader.embedder.encode_query("délai de prévenance")
    assert any(hit.passage_id.startswith(GONE) for hit in reader.dense.search(query, 100))
    assert reader.lexical.search({"prévenance": 1}, 100)
    own = corpus.own_vectors()
    erase([GONE], corpus.stores, corpus.lock)
    assert not any(hit.passage_id.startswith(GONE) for hit in reader.dense.search(query, 100))
    assert not any(hit.passage_id.startswith(GONE) for hit in reader.lexical.search({"prévenance": 1}, 100))
    assert corpus.traces() == vector_traces(corpus.index, own) == []


def test_a_reading_that_lasts_is_said_and_erasing_again_ends_the_work(corpus: Corpus) -> None:
    impatient = replace(corpus.stores, catalogue=SqlCatalogue(f"sqlite:///{corpus.index}/catalogue.sqlite", 0.1))
    reader = sqlite3.connect(corpus.index / "catalogue.sqlite", isolation_level=None)
    reader.execute("BEGIN").execute("SELECT text FROM documents").fetchone()
    with pytest.raises(IndexBusy, match="Une lecture en cours"):
        erase([GONE], impatient, corpus.lock)
    reader.close()
    assert GONE not in {card.id for card in corpus.stores.catalogue.cards()}
    with pytest.raises(UnknownDocument):
        erase([GONE], corpus.stores, corpus.lock)
    assert corpus.traces() == []


def test_a_title_that_a_person_has_put_right_goes_with_the_document(corpus: Corpus) -> None:
    title = "Titre remis à la main par une personne"
    correct(GONE, Correction(title=title), corpus.stores, corpus.lock)
    assert corpus.traces(title)
    erase([GONE], corpus.stores, corpus.lock)
    assert corpus.traces(title) == []


def test_an_unknown_document_is_said_and_nothing_moves(corpus: Corpus) -> None:
    before = corpus.stores.catalogue.generation()
    with pytest.raises(UnknownDocument, match="inconnu"):
        erase([GONE, "inconnu"], corpus.stores, corpus.lock)
    assert not corpus.stores.catalogue.is_pending()
    assert corpus.stores.catalogue.generation() == before


def test_the_file_itself_is_not_touched_and_can_come_back(corpus: Corpus) -> None:
    erase([GONE], corpus.stores, corpus.lock)
    corpus.ingest()
    assert len(corpus.stores.catalogue.cards()) == len(OTHERS) + 1


def test_the_last_document_can_be_erased(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    for name in OTHERS:
        (corpus.folder / name).unlink()
    corpus.write(NAME, TEXT)
    corpus.ingest()
    own = corpus.own_vectors()
    erase([GONE], corpus.stores, corpus.lock)
    assert corpus.traces() == vector_traces(corpus.index, own) == []
    assert corpus.stores.dense.search(np.ones(64, np.float32), 5) == ()
    assert examine(corpus.stores) == ()


def test_nothing_of_the_older_version_is_left_once_a_changed_file_is_ingested(corpus: Corpus) -> None:
    before = texts_of(corpus.stores.catalogue.passages_of(GONE))
    shorter = convention("Secretville-sur-Ombre", 11)
    corpus.write(NAME, shorter)
    corpus.ingest()
    present = corpus.stores.dense.keys()
    older = [text for key, text in before.items() if key not in present]
    assert older
    assert text_traces(corpus.index, [CONTACT], [*OTHERS.values(), shorter]) == []
    assert vector_traces(corpus.index, corpus.stores.embedder.encode_passages(older)) == []
