"""The journal on a real file: what is kept, for whom, and what is left of what was deleted."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from doubles_web import AssistantDouble, hostile, seed

from ctgbot.adapters.journal import SqlJournal
from ctgbot.errors import CtgbotError
from ctgbot.exchanges import Kept, Opinion, Trace
from ctgbot.kept_answers import answer_json, answer_of
from ctgbot.model import Answer, Fact

TRACE = Trace(7, "0.1.0", "3", ("lys:ab12", "piege:cd34", "piege-2:ef56"))
BAD = Opinion("down", ("wrong_article", "incomplete"), "L'article 6 le dit.", (6, 13), "2026-11-23T10:00:00+00:00")
NOTICE, BONUS, TRAP = "Quel est le délai de prévenance ?", "Et le bonus ?", "Que dit le piège ?"


def opened(folder: Path) -> SqlJournal:
    return SqlJournal(folder / "journal.sqlite", answer_json, answer_of)


@pytest.fixture
def journal(tmp_path: Path) -> SqlJournal:
    return opened(tmp_path)


def answered(question: str) -> Answer:
    return AssistantDouble(library=[seed(), hostile()]).ask(question)


def kept(number: int, question: str = NOTICE, conversation: str = "c1", chosen: tuple[str, ...] = ()) -> Kept:
    at = f"2026-11-23T10:00:{number:02}+00:00"
    return Kept(f"e{number}", conversation, at, chosen, answered(question), TRACE)


def traces(folder: Path, *words: str) -> list[tuple[str, str]]:
    """The files of `folder` where a word stands, as SQLite writes it and as JSON escapes it."""
    forms = [(word, form) for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode())]
    files = [(path.name, path.read_bytes()) for path in folder.iterdir()]
    return [(name, word) for name, data in files for word, form in forms if form in data]


@pytest.mark.parametrize("question", [NOTICE, BONUS, "Comment résilier ?", "Quand prend-elle effet ?", TRAP])
def test_an_answer_read_back_is_written_the_same_again(question: str) -> None:
    fact = Fact("places", Decimal("0.30"), "place", "Caf", 2023, "territoire", display="0,30")
    secret = Fact("revenu", None, "€", "Insee", None, "commune")
    answer = replace(answered(question), understood="Autrement dit ?", timings_ms={"total": 12.5}, facts=(fact, secret))
    again = answer_of(answer_json(answer))
    assert answer_json(again) == answer_json(answer)
    assert again.body == answer.body


def test_a_conversation_survives_the_program(tmp_path: Path, journal: SqlJournal) -> None:
    first, second = kept(1), kept(2, TRAP, chosen=("lys",))
    journal.keep(first)
    journal.keep(replace(second, opinion=BAD))
    journal.close()
    found = opened(tmp_path).conversation("c1")
    assert [one.answer.question for one in found] == [NOTICE, TRAP]
    assert [one.documents for one in found] == [(), ("lys",)]
    assert [one.opinion for one in found] == [None, BAD]
    assert found[0].trace == TRACE


def test_conversations_are_listed_by_their_first_question_the_last_used_first(journal: SqlJournal) -> None:
    for one in (kept(1), kept(2, TRAP, "c2"), kept(3, BONUS)):
        journal.keep(one)
    listed = [(line.id, line.title, line.at[-8:-6], line.exchanges) for line in journal.conversations()]
    assert listed == [("c1", NOTICE, "03", 2), ("c2", TRAP, "02", 1)]
    assert [line.id for line in journal.conversations(most=1)] == ["c1"]


def test_an_opinion_is_changed_and_taken_back(journal: SqlJournal) -> None:
    journal.keep(kept(1))
    assert journal.judge("e1", BAD)
    assert journal.judge("e1", Opinion("up"))
    assert journal.conversation("c1")[0].opinion == Opinion("up")
    assert journal.judge("e1", None)
    assert journal.opinions() == ()


def test_an_opinion_comes_with_what_was_said_before(journal: SqlJournal) -> None:
    for one in (kept(1), kept(2, TRAP, "c2"), kept(3, BONUS), kept(4)):
        journal.keep(one)
    journal.judge("e3", BAD)
    ((judged, before),) = journal.opinions()
    assert (judged.id, [one.id for one in before]) == ("e3", ["e1"])


def test_nothing_is_thought_of_an_exchange_that_is_gone(journal: SqlJournal) -> None:
    assert not journal.judge("e9", BAD)


def test_a_deleted_conversation_leaves_no_byte(tmp_path: Path, journal: SqlJournal) -> None:
    journal.keep(kept(1, BONUS))
    journal.judge("e1", BAD)
    journal.keep(kept(2, TRAP, "c2"))
    assert len({word for _, word in traces(tmp_path, BONUS, BAD.comment)}) == 2
    journal.delete("c1")
    assert traces(tmp_path, BONUS, BAD.comment, "montant du bonus territoire", "Bonus Territoire Ctg") == []
    assert [line.id for line in journal.conversations()] == ["c2"]


def test_a_forgotten_document_takes_every_exchange_that_shows_it(tmp_path: Path, journal: SqlJournal) -> None:
    """As a proof, as a clause that is near, or because it was chosen; the rest of the conversation stays."""
    chosen = kept(3, TRAP, chosen=("lys", "piege"))
    for one in (kept(1), replace(kept(2, BONUS), opinion=BAD), chosen, kept(4, TRAP)):
        journal.keep(one)
    erased = ("lys", "prévenance", BONUS, BAD.comment, "Bonus Territoire Ctg", "délai de prévenance de 6 mois")
    assert {word for _, word in traces(tmp_path, *erased)} == set(erased)
    journal.forget(["lys"])
    assert [one.id for one in journal.conversation("c1")] == ["e4"]
    assert traces(tmp_path, *erased) == []
    assert journal.conversations()[0].title == TRAP


def test_what_stays_keeps_no_passage_of_a_forgotten_document(journal: SqlJournal) -> None:
    journal.keep(kept(1))
    journal.forget(["piege"])
    assert journal.conversation("c1")[0].trace.passages == ("lys:ab12", "piege-2:ef56")


def test_forgetting_makes_no_journal_where_there_is_none(tmp_path: Path, journal: SqlJournal) -> None:
    journal.forget(["lys"])
    assert list(tmp_path.iterdir()) == []


def test_several_tabs_write_at_the_same_time(tmp_path: Path) -> None:
    one = kept(0)

    def write(number: int) -> None:
        journal = opened(tmp_path)
        journal.keep(replace(one, id=f"e{number}", conversation=f"c{number % 3}"))
        journal.judge(f"e{number}", BAD)
        journal.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))
    journal = opened(tmp_path)
    assert [line.exchanges for line in journal.conversations()] == [8, 8, 8]
    assert len(journal.opinions()) == 24


def test_a_file_that_is_no_journal_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"ceci n'est pas une base" * 200)
    with pytest.raises(CtgbotError, match="CTGBOT_JOURNAL=off"):
        opened(tmp_path).conversations()
