"""What cannot be taken: a clear French message, exit code 1, and an index as it was."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ctgbot.cli import main

SEED = Path(__file__).parent.parent / "corpus" / "conventions" / "ctg-lys-lez-lannoy-2024-2028.txt"
LATIN = "CONVENTION TERRITORIALE GLOBALE\n\nArticle 1 - Durée\n\nLa présente convention est signée à Hem.\n"
Captured = pytest.CaptureFixture[str]


def content(index: Path) -> str:
    """A hash of everything that the catalogue says."""
    with sqlite3.connect(index / "catalogue.sqlite") as catalogue:
        dump = "\n".join(catalogue.iterdump())
    catalogue.close()
    return hashlib.sha256(dump.encode()).hexdigest()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad") / "index"
    assert main(["ingest", str(SEED), "--index", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def untouched(index: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """The catalogue is the same after each test, but for the one that adds a document."""
    before = content(index)
    yield
    assert (content(index) == before) == ("adds" not in request.node.name)


def zero_pages() -> bytes:
    buffer = BytesIO()
    PdfWriter().write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "bytes_", "code", "says"),
    [
        ("vide.txt", b"", "empty", "vide"),
        ("zero.pdf", zero_pages(), "no_page", "aucune page"),
        ("binaire.pdf", b"\x7fELF\x02\x01\x01" + bytes(range(256)), "not_a_pdf", "pas un PDF"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "unsupported", "non pris en charge"),
    ],
)
def test_a_bad_file_is_refused(
    index: Path, tmp_path: Path, capsys: Captured, name: str, bytes_: bytes, code: str, says: str
) -> None:
    (tmp_path / name).write_bytes(bytes_)
    assert main(["ingest", str(tmp_path / name), "--index", str(index), "--json"]) == 1
    captured = capsys.readouterr()
    assert [rejection["code"] for rejection in json.loads(captured.out)["rejected"]] == [code]
    assert says in captured.err
    assert name in captured.err


def test_a_latin1_file_adds_its_accents(index: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "hem.txt").write_bytes(LATIN.encode("latin-1"))
    assert main(["ingest", str(tmp_path / "hem.txt"), "--index", str(index), "--json"]) == 0
    added = json.loads(capsys.readouterr().out)["added"][0]["id"]
    assert main(["show", added, "--index", str(index), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == LATIN


@pytest.mark.parametrize("arguments", [("ingest", "absent.pdf"), ("ingest", "un/dossier/absent")])
def test_a_path_that_does_not_exist_is_refused(index: Path, capsys: Captured, arguments: tuple[str, ...]) -> None:
    assert main([*arguments, "--index", str(index)]) == 1
    assert "n'existe pas" in capsys.readouterr().err


def without_override() -> list[str]:
    """The prefix under which permissions hold even for root, who owns what the tests make."""
    if os.geteuid() != 0:
        return []
    drop = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"]


@pytest.mark.parametrize("target", ["dossier", "dossier/convention.txt", "ouvert"])
def test_what_may_not_be_read_is_refused(index: Path, tmp_path: Path, target: str) -> None:
    locked = tmp_path / "dossier"
    locked.mkdir()
    (locked / "convention.txt").write_text(LATIN, encoding="utf-8")
    locked.chmod(0)
    (tmp_path / "ouvert").mkdir()
    closed = tmp_path / "ouvert" / "ferme.txt"
    closed.write_text(LATIN, encoding="utf-8")
    closed.chmod(0)
    try:
        check = subprocess.run([*without_override(), "ls", str(locked)], capture_output=True, check=False)
        assert check.returncode != 0, "permissions do not hold in this process: the test would prove nothing"
        line = [sys.executable, "-m", "ctgbot.cli", "ingest", str(tmp_path / target), "--index", str(index)]
        done = subprocess.run([*without_override(), *line], capture_output=True, text=True, check=False)
    finally:
        locked.chmod(0o700)
        closed.chmod(0o600)
        shutil.rmtree(locked)
    assert "Traceback" not in done.stderr
    assert "ne peut pas être lu" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(("question", "says"), [("", "vide"), (" \n\t", "vide"), ("délai " * 3334, "caractères")])
def test_a_question_that_cannot_be_taken_is_refused(
    index: Path, capsys: Captured, command: str, question: str, says: str
) -> None:
    assert main([command, question, "--index", str(index), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "inconnu"),
        ("erase", "inconnu"),
        ("ask", "Quel est le délai ?", "--document", "inconnu"),
        ("search", "délai", "--document", "inconnu"),
        ("ask", "Quel est le délai ?", "--document", "ctg-lys-lez-lannoy-2024-2028", "--document", "inconnu"),
    ],
)
def test_an_unknown_document_is_named(index: Path, capsys: Captured, arguments: tuple[str, ...]) -> None:
    assert main([*arguments, "--index", str(index)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Aucun document « inconnu »" in captured.err


@pytest.mark.parametrize("arguments", [("ask", "Quel est le délai ?"), ("search", "délai")])
def test_an_empty_index_says_how_to_fill_it(tmp_path: Path, capsys: Captured, arguments: tuple[str, ...]) -> None:
    assert main([*arguments, "--index", str(tmp_path / "rien")]) == 1
    assert "ctgbot ingest" in capsys.readouterr().err
