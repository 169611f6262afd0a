"""From what people think of the answers to gold questions, and the command that lists both."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_journal import BONUS, NOTICE, kept

from ctgbot.bootstrap import open_assistant
from ctgbot.cli import main
from ctgbot.errors import BadRequest
from ctgbot.exchanges import FaultCode, Kept, Opinion
from ctgbot.feedback import gold_question, opinion_json, read_articles
from ctgbot.kept_answers import answer_json
from ctgbot.question_evaluation import read_items
from ctgbot.settings import Settings

WHEN = "Quand la convention prend-elle effet ?"
QUOTED = "moyennant un délai de prévenance de 6 mois"


def judged(question: str, opinion: Opinion) -> Kept:
    return replace(kept(1, question), opinion=opinion)


def gold(question: str, opinion: Opinion) -> tuple[bool, list[int], list[str]] | None:
    row = gold_question((judged(question, opinion), ()))
    return None if row is None else (row["answerable"], row["must_cite"], row["must_quote"])


@pytest.mark.parametrize(
    ("question", "faults", "articles", "expected"),
    [
        (NOTICE, ("wrong_article",), (6,), (True, [6], [])),
        (NOTICE, ("incomplete",), (14,), (True, [13, 14], [])),
        (NOTICE, ("incomplete", "wrong_article"), (14,), (True, [14], [])),
        (NOTICE, ("should_refuse",), (), (False, [], [])),
        (NOTICE, ("should_refuse",), (6,), (False, [], [])),
        (BONUS, ("wrongly_refused",), (6,), (True, [6], [])),
        (BONUS, ("wrongly_refused",), (), None),
        (BONUS, ("wrongly_refused", "should_refuse"), (6,), None),
        (NOTICE, ("unclear",), (), None),
        (NOTICE, (), (), None),
        (NOTICE, (), (9, 8), (True, [8, 9], [])),
    ],
)
def test_a_thumb_down_is_a_gold_question_when_it_says_what_was_expected(
    question: str,
    faults: tuple[FaultCode, ...],
    articles: tuple[int, ...],
    expected: tuple[bool, list[int], list[str]] | None,
) -> None:
    assert gold(question, Opinion("down", faults, "", articles)) == expected


def test_a_thumb_up_makes_the_answer_the_model() -> None:
    assert gold(NOTICE, Opinion("up")) == (True, [13], [QUOTED])
    assert gold(BONUS, Opinion("up")) == (False, [], [])
    partial = gold(WHEN, Opinion("up"))
    assert partial is not None
    assert not partial[0]


def test_a_follow_up_carries_its_history_and_the_documents_chosen() -> None:
    later = replace(judged(BONUS, Opinion("up")), documents=("lys",))
    row = gold_question((later, (kept(0),)))
    assert row is not None
    assert [turn["role"] for turn in row["history"]] == ["user", "assistant"]
    assert QUOTED in row["history"][1]["content"]
    assert row["documents"] == ["lys"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ()),
        ("13", (13,)),
        ("13, 14 ; 13", (13, 14)),
        ("art. 6 et article 7", (6, 7)),
        ("Art 6/7", (6, 7)),
    ],
)
def test_expected_articles_are_read_as_people_write_them(written: str, read: tuple[int, ...]) -> None:
    assert read_articles(written) == read


@pytest.mark.parametrize("written", ["treize", "13 bis", "0", "1000", "L. 263-1", "-3"])
def test_what_is_no_number_of_an_article_is_said(written: str) -> None:
    with pytest.raises(BadRequest, match="numéros des articles"):
        read_articles(written)


def test_an_opinion_is_written_with_its_answer_and_its_trace() -> None:
    one = judged(NOTICE, Opinion("down", ("unclear",), "Trop long.", (), "2026-11-23T10:00:00+00:00"))
    row = opinion_json((one, ()))
    assert (row["rating"], row["reasons"], row["comment"]) == ("down", ["unclear"], "Trop long.")
    assert row["answer"] == answer_json(one.answer)
    assert row["trace"]["generation"] == 7
    assert row["trace"]["engine"] == "extractive"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    journal = open_assistant(Settings(index=tmp_path / "index")).journal
    assert journal is not None
    journal.keep(replace(kept(1), opinion=Opinion("up")))
    journal.keep(replace(kept(2, BONUS), opinion=Opinion("down", ("unclear",), "Mal dit [bold].")))
    journal.close()
    return tmp_path / "index"


def test_the_command_lists_what_people_think(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["avis", "--index", str(index)]) == 0
    shown = capsys.readouterr().out
    assert f"utile  {NOTICE}" in shown
    assert "pas clair · Mal dit [bold]." in shown
    assert main(["avis", "--json", "--index", str(index)]) == 0
    assert [row["rating"] for row in json.loads(capsys.readouterr().out)] == ["up", "down"]


def test_what_is_exported_is_read_by_the_evaluation(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = index.parent / "avis.jsonl"
    assert main(["avis", "--export", str(file), "--index", str(index)]) == 0
    assert "1 question(s) d'évaluation sur 2 avis" in capsys.readouterr().err
    (item,) = read_items(file)
    assert (item.question, item.answerable, item.must_cite) == (NOTICE, True, (13,))


def test_without_a_journal_nothing_is_kept_and_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CTGBOT_JOURNAL", "off")
    assert not open_assistant(Settings(index=tmp_path)).remember("e1", "c1", (), kept(1).answer)
    assert main(["avis", "--index", str(tmp_path)]) == 1
    assert "CTGBOT_JOURNAL=off" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_answer_about_a_document_erased_meanwhile_is_not_kept(tmp_path: Path) -> None:
    assistant = open_assistant(Settings(index=tmp_path))
    assert not assistant.remember("e1", "c1", (), kept(1).answer)
    assert assistant.journal is not None
    assert assistant.journal.conversations() == ()
    assert not [path for path in tmp_path.iterdir() if b"venance" in path.read_bytes()]
