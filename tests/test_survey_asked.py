"""The two kinds of question that the registry answers by itself, through the whole line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fictional import FICTIONAL

from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.errors import IndexEmpty, UnknownDocument
from ctgbot.settings import Settings

SEED = Path(__file__).parents[1] / "corpus" / "conventions" / "ctg-lys-lez-lannoy-2024-2028.txt"
SHORTER = "Quelles conventions ont un préavis inférieur à 6 mois ?"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("survey")
    (folder / "bruyere.txt").write_text(FICTIONAL, encoding="utf-8")
    assistant = open_assistant(Settings(index=folder / "index"))
    assistant.ingest([SEED, folder / "bruyere.txt"])
    return assistant


def test_an_example_is_counted_beside_real_conventions_and_said_to_be_one(both: Assistant) -> None:
    answer = both.ask(SHORTER)
    (citation,) = answer.body.citations
    assert citation.document_id == "bruyere"
    assert "(exemple fictif)" in citation.document_title
    assert both.show("bruyere").text[citation.start : citation.end] == citation.quote
    assert "2 conventions lues, dont 1 exemple fictif" in answer.body.text
    assert "total" in answer.timings_ms


def test_only_the_documents_chosen_are_counted(both: Assistant) -> None:
    answer = both.ask(SHORTER, documents=["ctg-lys-lez-lannoy-2024-2028"])
    assert answer.body.citations == ()
    assert "1 conventions lues" not in answer.body.text
    assert "1 convention lue ;" in answer.body.text


def test_a_convention_that_comes_later_is_counted(tmp_path: Path) -> None:
    (tmp_path / "bruyere.txt").write_text(FICTIONAL, encoding="utf-8")
    assistant = open_assistant(Settings(index=tmp_path / "index"))
    assistant.ingest([SEED])
    assert "1 convention lue" in assistant.ask(SHORTER).body.text
    assistant.ingest([tmp_path / "bruyere.txt"])
    assert "2 conventions lues" in assistant.ask(SHORTER).body.text
    assistant.erase("bruyere")
    assert "1 convention lue" in assistant.ask(SHORTER).body.text


def test_the_commune_named_decides_whose_delay_is_counted(both: Assistant) -> None:
    answer = both.ask("Si on veut finir le 31 décembre 2026 à Bruyère-sur-Ondelle, quand faut-il prévenir ?")
    assert [citation.document_id for citation in answer.body.citations] == ["bruyere"]
    assert "prévenir au plus tard le lundi 31 août 2026" in answer.body.text


def test_what_is_wrong_with_the_choice_is_told_as_for_any_question(both: Assistant, tmp_path: Path) -> None:
    with pytest.raises(UnknownDocument):
        both.ask(SHORTER, documents=["inconnu"])
    with pytest.raises(IndexEmpty):
        open_assistant(Settings(index=tmp_path)).ask(SHORTER)


def test_asking_twice_gives_the_same_answer(both: Assistant) -> None:
    one, other = both.ask(SHORTER), both.ask(SHORTER)
    assert replace(one, timings_ms={}) == replace(other, timings_ms={})
