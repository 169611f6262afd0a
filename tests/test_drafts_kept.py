"""Drafts outlive the program that made them, and go to the byte with the documents that they quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_compare import filled
from test_draft_work import work

from ctgbot.adapters.drafts import FILE, DraftLine, SqlDrafts
from ctgbot.bootstrap import open_assistant
from ctgbot.errors import CtgbotError
from ctgbot.settings import Settings

BODY = {"text": "Une phrase à l'accent près, 0,45 %."}


def line(name: str, at: str = "2026-11-23T10:00:00+00:00") -> DraftLine:
    return DraftLine(name, f"Article 2, {name}", at)


@pytest.fixture
def drafts(tmp_path: Path) -> SqlDrafts:
    return SqlDrafts.in_folder(tmp_path / "index")


def test_nothing_is_made_before_the_first_draft(drafts: SqlDrafts, tmp_path: Path) -> None:
    drafts.forget(["lys"])
    drafts.delete("a")
    assert (drafts.lines(), drafts.body("a")) == ((), None)
    assert not (tmp_path / "index").exists()


def test_a_draft_is_found_again_after_a_restart(drafts: SqlDrafts, tmp_path: Path) -> None:
    drafts.keep(line("a"), BODY, ["lys"])
    drafts.close()
    again = SqlDrafts.in_folder(tmp_path / "index")
    assert again.lines() == (line("a"),)
    assert again.body("a") == BODY


def test_the_last_one_changed_comes_first_and_is_kept_once(drafts: SqlDrafts) -> None:
    for name in ("a", "b", "a"):
        drafts.keep(line(name), BODY, ["lys"])
    assert [one.id for one in drafts.lines()] == ["a", "b"]
    assert len(drafts.lines(1)) == 1


def test_an_erased_document_takes_its_drafts_with_it_to_the_byte(drafts: SqlDrafts, tmp_path: Path) -> None:
    told = "Une clause que personne ne doit relire."
    drafts.keep(line("a"), {"text": told * 300}, ["lys", "sdsf"])
    drafts.keep(line("b"), BODY, ["autre"])
    drafts.forget(["sdsf"])
    assert [one.id for one in drafts.lines()] == ["b"]
    drafts.close()
    held = b"".join(path.read_bytes() for path in (tmp_path / "index").iterdir())
    assert b"clause que personne" not in held
    assert "Une phrase à l'accent".encode() in held


def test_a_draft_that_is_deleted_leaves_no_byte(drafts: SqlDrafts, tmp_path: Path) -> None:
    drafts.keep(line("a"), BODY, [])
    drafts.delete("a")
    drafts.close()
    assert b"phrase" not in (tmp_path / "index" / FILE).read_bytes()


def test_a_file_that_is_no_database_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(CtgbotError, match="illisible"):
        SqlDrafts.in_folder(tmp_path).lines()
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


def test_a_draft_whose_document_was_erased_meanwhile_is_not_kept(tmp_path: Path) -> None:
    filled(tmp_path).close()
    assistant = open_assistant(Settings(index=tmp_path))
    assert "lys" not in {card.id for card in assistant.documents()}
    assert not assistant.keep_draft("a", work())
    assert assistant.drafts.lines() == ()
    assert assistant.kept_draft("a") is None
