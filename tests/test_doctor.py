"""Each way in which a store can differ from the catalogue is seen and put right."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from doubles import WordEmbedder, read_text
from samples import convention, entry, open_stores

from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import doctor, examine
from ctgbot.errors import IndexBusy
from ctgbot.ingest import ingest
from ctgbot.stores import Stores


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    for name in ("Lys", "Roubaix"):
        (tmp_path / f"{name}.txt").write_text(convention(name), encoding="utf-8")
    stores = open_stores(tmp_path / "index")
    ingest([tmp_path], stores, WriteLock(tmp_path / "index"), read_text, lambda _step: None)
    return stores


def one_vector_less(stores: Stores, _index: Path) -> None:
    stores.dense.remove([stores.catalogue.placements()[0].vector_key])


def one_vector_too_many(stores: Stores, _index: Path) -> None:
    stores.dense.add({"0" * 64: stores.embedder.encode_query("de trop")})


def no_vectors(stores: Stores, index: Path) -> None:
    stores.dense.reopen()
    shutil.rmtree(index / "vectors")


def damaged_vectors(stores: Stores, index: Path) -> None:
    stores.dense.reopen()
    next(index.rglob("chroma.sqlite3")).write_bytes(b"not a database" * 1_000)


def words_of_one_document_less(stores: Stores, _index: Path) -> None:
    stores.lexical.replace(["lys"], ())


def words_too_many(stores: Stores, _index: Path) -> None:
    stores.lexical.replace((), entry("ghost", convention("Fantôme")).passages)


def words_twice(stores: Stores, _index: Path) -> None:
    stores.lexical.replace((), stores.catalogue.passages_of("lys"))


def interrupted(stores: Stores, _index: Path) -> None:
    stores.catalogue.set_pending(True)


def without_vector_keys(stores: Stores, _index: Path) -> None:
    stores.catalogue.save(stores.catalogue.document("lys"), stores.catalogue.passages_of("lys"))


def sections_with_a_hole(_stores: Stores, index: Path) -> None:
    connection = sqlite3.connect(index / "catalogue.sqlite")
    connection.execute("DELETE FROM sections WHERE document_id = 'lys' AND place = 1")
    connection.commit()
    connection.close()


def a_passage_out_of_its_section(_stores: Stores, index: Path) -> None:
    connection = sqlite3.connect(index / "catalogue.sqlite")
    connection.execute("UPDATE passages SET end_at = 1000000 WHERE document_id = 'lys' AND place = 0")
    connection.commit()
    connection.close()


HARMS = [
    one_vector_less,
    one_vector_too_many,
    no_vectors,
    damaged_vectors,
    words_of_one_document_less,
    words_too_many,
    words_twice,
    interrupted,
    without_vector_keys,
    sections_with_a_hole,
    a_passage_out_of_its_section,
]


def test_a_sound_index_has_no_ailment(stores: Stores, tmp_path: Path) -> None:
    assert doctor(stores, WriteLock(tmp_path / "index")) == ()


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_harm_is_seen_and_repaired(stores: Stores, tmp_path: Path, harm: Callable[[Stores, Path], None]) -> None:
    passages = {card.id: stores.catalogue.passages_of(card.id) for card in stores.catalogue.cards()}
    harm(stores, tmp_path / "index")
    lock = WriteLock(tmp_path / "index")
    found = doctor(stores, lock)
    assert found
    assert not any(ailment.repaired for ailment in found)
    repaired = doctor(stores, lock, repair_it=True)
    assert {replace(ailment, repaired=False) for ailment in repaired} == set(found)
    assert all(ailment.repaired for ailment in repaired)
    assert doctor(stores, lock) == ()
    assert {card.id: stores.catalogue.passages_of(card.id) for card in stores.catalogue.cards()} == passages
    query = stores.embedder.encode_query("délai de prévenance")
    assert len(stores.dense.search(query, 100)) == sum(map(len, passages.values()))


def test_repairing_encodes_only_the_vectors_that_are_missing(stores: Stores, tmp_path: Path) -> None:
    embedder = stores.embedder
    assert isinstance(embedder, WordEmbedder)
    one_vector_less(stores, tmp_path)
    words_twice(stores, tmp_path)
    embedder.encoded.clear()
    doctor(stores, WriteLock(tmp_path / "index"), repair_it=True)
    assert len(embedder.encoded) == 1


@pytest.mark.usefixtures("stores")
def test_another_model_is_an_ailment_and_repairing_encodes_everything_with_it(tmp_path: Path) -> None:
    other = open_stores(tmp_path / "index", WordEmbedder("autre:1:64"))
    assert any("autre:1:64" in ailment.message for ailment in examine(other))
    doctor(other, WriteLock(tmp_path / "index"), repair_it=True)
    assert examine(other) == ()
    assert other.catalogue.fingerprint() == "autre:1:64"
    assert len(list((tmp_path / "index" / "vectors").iterdir())) == 1


def test_the_doctor_waits_for_nobody_while_an_ingest_is_running(stores: Stores, tmp_path: Path) -> None:
    with WriteLock(tmp_path / "index")(), pytest.raises(IndexBusy):
        doctor(stores, WriteLock(tmp_path / "index", patience=0.1))
