"""Real erasure, on real stores."""

from __future__ import annotations

from pathlib import Path

import pytest
from doubles import read_text
from samples import convention, files_with, open_stores

from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import examine
from ctgbot.erase import erase
from ctgbot.errors import UnknownDocument
from ctgbot.ingest import ingest
from ctgbot.stores import Stores

PERSONAL = (
    "\nARTICLE 3 – CONTACT\nMadame Zéphirine Quatrepoint, 12 rue des Acacias, 06 12 34 56 78, suit la convention.\n"
)
SHARED = convention("Lys")


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    (tmp_path / "lys.txt").write_text(SHARED, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(SHARED + PERSONAL, encoding="utf-8")
    stores = open_stores(tmp_path / "index")
    run(stores, tmp_path)
    return stores


def run(stores: Stores, folder: Path) -> None:
    ingest(
        [folder / "lys.txt", folder / "secret.txt"], stores, WriteLock(folder / "index"), read_text, lambda _step: None
    )


def pieces(text: str) -> list[str]:
    return [text[start : start + 20] for start in range(len(text) - 20)]


def test_no_byte_of_the_text_remains(stores: Stores, tmp_path: Path) -> None:
    only_there = pieces(PERSONAL)
    assert files_with(tmp_path / "index", only_there)
    erase(["secret"], stores, WriteLock(tmp_path / "index"))
    assert files_with(tmp_path / "index", [*only_there, "quatrepoint", "zephirin"]) == []


def test_earlier_versions_of_an_erased_document_are_gone_too(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SHARED + "\nARTICLE 3 – CONTACT\nPlus personne.\n", encoding="utf-8")
    run(stores, tmp_path)
    erase(["secret"], stores, WriteLock(tmp_path / "index"))
    assert files_with(tmp_path / "index", [*pieces(PERSONAL), "quatrepoint", "Plus personne"]) == []


def test_what_others_share_with_it_stays_and_answers_as_before(stores: Stores, tmp_path: Path) -> None:
    query = stores.embedder.encode_query("délai de prévenance")
    dense = stores.dense.search(query, 50, ["lys"])
    lexical = stores.lexical.search({"prévenance": 1}, 50, ["lys"])
    document, passages = stores.catalogue.document("lys"), stores.catalogue.passages_of("lys")
    erase(["secret"], stores, WriteLock(tmp_path / "index"))
    assert stores.dense.search(query, 50) == dense
    assert [hit.passage_id for hit in stores.lexical.search({"prévenance": 1}, 50)] == [h.passage_id for h in lexical]
    assert (stores.catalogue.document("lys"), stores.catalogue.passages_of("lys")) == (document, passages)
    assert stores.dense.keys() == {placement.vector_key for placement in stores.catalogue.placements()}
    assert examine(stores) == ()


def test_an_unknown_document_is_said_and_nothing_moves(stores: Stores, tmp_path: Path) -> None:
    with pytest.raises(UnknownDocument, match="inconnu"):
        erase(["inconnu"], stores, WriteLock(tmp_path / "index"))
    assert not stores.catalogue.is_pending()
    assert len(stores.catalogue.cards()) == 2


def test_the_file_itself_is_not_touched_and_can_come_back(stores: Stores, tmp_path: Path) -> None:
    erase(["secret"], stores, WriteLock(tmp_path / "index"))
    run(stores, tmp_path)
    assert {card.id for card in stores.catalogue.cards()} == {"lys", "secret"}
    assert examine(stores) == ()
