"""What a person puts right, on real stores."""

from __future__ import annotations

from pathlib import Path

from doubles import read_text
from samples import convention, open_stores

from ctgbot.adapters.write_lock import WriteLock
from ctgbot.correct import correct
from ctgbot.doctor import doctor
from ctgbot.erase import erase
from ctgbot.examples import let_in, take_out
from ctgbot.ingest import ingest
from ctgbot.model import Correction, IngestReport, Period, Progress
from ctgbot.stores import Stores


def take_in(folder: Path, stores: Stores) -> IngestReport:
    return ingest([folder], stores, WriteLock(folder.parent / "index"), read_text, silent)


def silent(_progress: Progress) -> None: ...


def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "lys.txt").write_text(convention("Lys"), encoding="utf-8")
    example = "Exemple fictif\n" + convention("Verlac")
    (folder / "verlac.txt").write_text(example, encoding="utf-8")
    return folder


def test_a_correction_shows_at_once_and_survives_a_changed_file(tmp_path: Path) -> None:
    folder, stores = corpus(tmp_path), open_stores(tmp_path / "index")
    take_in(folder, stores)
    card = correct("lys", Correction(territoire="Lys-lez-Lannoy"), stores, WriteLock(tmp_path / "index"))
    assert card.identity.territoire == "Lys-lez-Lannoy"
    assert card.identity.title == "CTG Lys-lez-Lannoy 2024-2028"
    (folder / "lys.txt").write_text(convention("Lys", 3), encoding="utf-8")
    (updated,) = take_in(folder, stores).updated
    assert updated.identity.territoire == "Lys-lez-Lannoy"
    assert {p.document_title for p in stores.catalogue.passages_of("lys")} == {"CTG Lys-lez-Lannoy 2024-2028"}
    assert not doctor(stores, WriteLock(tmp_path / "index"), False)


def test_a_field_that_is_given_back_says_what_the_text_says(tmp_path: Path) -> None:
    folder, stores = corpus(tmp_path), open_stores(tmp_path / "index")
    take_in(folder, stores)
    before = stores.catalogue.document("lys").card
    lock = WriteLock(tmp_path / "index")
    correct("lys", Correction(periode=Period(2020, 2023), title="Ma convention"), stores, lock)
    assert stores.catalogue.document("lys").card.identity.title == "Ma convention"
    assert correct("lys", Correction(), stores, lock) == before


def test_the_examples_taken_out_stay_out_until_they_are_let_in(tmp_path: Path) -> None:
    folder, stores = corpus(tmp_path), open_stores(tmp_path / "index")
    lock = WriteLock(tmp_path / "index")
    take_in(folder, stores)
    assert take_out(stores, lock) == 1
    take_in(folder, stores)
    assert [card.id for card in stores.catalogue.cards()] == ["lys"]
    let_in(stores, lock)
    assert [card.id for card in take_in(folder, stores).added] == ["verlac"]


def test_an_example_that_is_named_comes_in_though_it_was_taken_out(tmp_path: Path) -> None:
    folder, stores = corpus(tmp_path), open_stores(tmp_path / "index")
    take_in(folder, stores)
    take_out(stores, WriteLock(tmp_path / "index"))
    assert [card.id for card in take_in(folder / "verlac.txt", stores).added] == ["verlac"]


def test_erasing_a_convention_unties_the_avenant_that_a_person_had_tied_to_it(tmp_path: Path) -> None:
    folder, stores = corpus(tmp_path), open_stores(tmp_path / "index")
    lock = WriteLock(tmp_path / "index")
    take_in(folder, stores)
    correct("verlac", Correction(nature="avenant", convention_id="lys"), stores, lock)
    erase(["lys"], stores, lock)
    assert stores.catalogue.document("verlac").card.identity.convention_id == ""
    assert stores.catalogue.correction("verlac") == Correction(nature="avenant")
