"""The real Tantivy index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import convention, entry, files_with

from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.errors import IndexMismatch

LYS, ROUBAIX = entry("lys", convention("Lys")), entry("roubaix", convention("Roubaix", 3))
BOTH = (*LYS.passages, *ROUBAIX.passages)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyIndex]:
    index = TantivyIndex(tmp_path_factory.mktemp("words"))
    index.replace((), BOTH)
    yield index
    assert sorted(index.ids()) == sorted(passage.id for passage in BOTH)


def found(index: TantivyIndex, *words: str) -> set[str]:
    return {hit.passage_id for hit in index.search(dict.fromkeys(words, 1.0), 100)}


NOTICE = {passage.id for passage in BOTH if "prévenance" in passage.text}


@pytest.mark.parametrize("word", ["prévenance", "PRÉVENANCE", "Prévenances", "la prévenance", "prévenance,"])
def test_a_word_is_found_in_any_of_its_shapes(index: TantivyIndex, word: str) -> None:
    assert NOTICE
    assert found(index, word) == NOTICE


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("l’avenant", "Un avenant"),
        ("Épci", "l'EPCI"),
        ("coeur", "au cœur"),
        ("resiliation", "la RÉSILIATION"),
        ("delai", "des délais"),
    ],
)
def test_elision_accents_and_ligatures_do_not_hide_a_word(tmp_path: Path, asked: str, written: str) -> None:
    index = TantivyIndex(tmp_path)
    index.replace((), entry("one", f"ARTICLE 1 – OBJET\n{written} est ici.").passages)
    assert found(index, asked)


@pytest.mark.parametrize(
    "word", ["", " ", "de la", "?", "🙂", "\ud800", "\x00", "a" * 70_000, "l'", 'AND OR ( " * ^ ~']
)
def test_what_holds_no_word_finds_nothing_and_never_fails(index: TantivyIndex, word: str) -> None:
    assert found(index, word) <= {passage.id for passage in BOTH}


@given(words=st.dictionaries(st.text(), st.floats(), max_size=20), top=st.integers(-5, 2_000))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_string_makes_a_search_fail(index: TantivyIndex, words: dict[str, float], top: int) -> None:
    assert len(index.search(words, top)) <= max(top, 0)


def test_a_search_stays_within_its_documents(index: TantivyIndex) -> None:
    assert {hit.passage_id for hit in index.search({"prévenance": 1}, 9, ["lys"])} == NOTICE & {
        p.id for p in LYS.passages
    }
    assert index.search({"prévenance": 1}, 9, []) == ()
    assert index.search({"prévenance": 1}, 9, ["unknown"]) == ()


def test_scope_does_not_change_a_score(index: TantivyIndex) -> None:
    everywhere = {hit.passage_id: hit.score for hit in index.search({"convention": 1, "familles": 2}, 100)}
    scoped = index.search({"convention": 1, "familles": 2}, 100, ["lys"])
    assert scoped
    assert all(hit.score == pytest.approx(everywhere[hit.passage_id]) for hit in scoped)


def test_weights_order_the_passages(index: TantivyIndex) -> None:
    first = index.search({"prévenance": 5, "préambule": 0.1, "familles": 0.1}, 1)[0].passage_id
    other = index.search({"prévenance": 0.1, "familles": 5}, 1)[0].passage_id
    assert first in NOTICE
    assert other not in NOTICE


def test_a_word_of_the_heading_counts(index: TantivyIndex) -> None:
    assert found(index, "fin") == NOTICE


def test_a_replaced_document_leaves_no_old_passage(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.replace((), LYS.passages)
    index.replace(["lys"], entry("lys", "ARTICLE 1 – OBJET\nUn tout autre texte.").passages)
    assert not found(index, "prévenance")
    assert len(found(index, "autre texte")) == 1


def test_what_one_handle_writes_another_one_finds(tmp_path: Path) -> None:
    reader, writer = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    assert not found(reader, "prévenance")
    writer.replace((), LYS.passages)
    assert found(reader, "prévenance")


def test_the_files_hold_no_text_and_after_rebuilding_no_word_of_what_is_gone(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.replace((), BOTH)
    assert files_with(tmp_path, ["délai de prévenance", "peut être dénoncée"]) == []
    assert files_with(tmp_path, ["roubaix"])
    index.rebuild(iter(LYS.passages))
    assert files_with(tmp_path, ["roubaix"]) == []
    assert sorted(index.ids()) == sorted(passage.id for passage in LYS.passages)


def test_what_another_version_indexed_goes_when_everything_is_indexed_again(tmp_path: Path) -> None:
    (tmp_path / "0123456789ab").mkdir()
    (tmp_path / "0123456789ab" / "old").write_text("roubaix", encoding="utf-8")
    index = TantivyIndex(tmp_path)
    assert index.count() == 0
    index.rebuild(iter(LYS.passages))
    assert index.count() == len(LYS.passages)
    assert files_with(tmp_path, ["roubaix"]) == []


def test_a_damaged_folder_is_said_in_french_and_can_be_emptied(tmp_path: Path) -> None:
    TantivyIndex(tmp_path).replace((), LYS.passages)
    next(tmp_path.rglob("meta.json")).write_text("{", encoding="utf-8")
    index = TantivyIndex(tmp_path)
    with pytest.raises(IndexMismatch, match="ctgbot doctor --repair"):
        index.search({"prévenance": 1}, 1)
    index.reset()
    index.replace((), LYS.passages)
    assert found(index, "prévenance")
