"""Hundreds of damaged and hostile files in one batch: each is indexed or rejected with a code, and the batch goes on.

`CTGBOT_HOSTILE` names a folder of other people's bad files (the test resources of pypdf, for one) to take along.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hostile_files import hostile_files, valid_files
from samples import open_stores

from ctgbot.adapters.isolated_reading import IsolatedReader
from ctgbot.adapters.limits import MEBIBYTE, Limits
from ctgbot.adapters.readers import READERS
from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import examine
from ctgbot.ingest import ingest
from ctgbot.model import Progress
from ctgbot.stores import Stores

LIMITS = Limits(seconds=3.0, seconds_per_page=0.2, memory=1024 * MEBIBYTE)
FOREIGN = Limits(seconds=20.0, seconds_per_page=0.5)
INDEXED = "indexed"


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of each file, by path, and what was said of those that were rejected."""

    files: tuple[Path, ...]
    outcomes: dict[str, str]
    messages: dict[str, str]
    stores: Stores


def run(folder: Path, files: tuple[Path, ...], limits: Limits) -> Batch:
    stores = open_stores(folder / "index")
    with IsolatedReader(limits) as reader:
        report = ingest(files, stores, WriteLock(folder / "index"), reader, _ignore)
    outcomes = {card.path: INDEXED for card in (*report.added, *report.updated, *report.unchanged)}
    outcomes |= {rejection.path: rejection.code for rejection in report.rejected}
    return Batch(files, outcomes, {item.path: item.message for item in report.rejected}, stores)


def _ignore(_step: Progress) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("hostile")
    files = []
    for name, content in hostile_files():
        path = folder / "files" / name
        path.parent.mkdir(exist_ok=True)
        if path.suffix in READERS:
            path.write_bytes(content)
            files.append(path)
    return run(folder, tuple(files), LIMITS)


def test_every_bad_file_is_indexed_or_rejected_with_a_code(batch: Batch) -> None:
    assert len(batch.files) >= 200
    assert set(batch.outcomes) == {str(path) for path in batch.files}
    codes = Counter(batch.outcomes.values())
    assert codes["unsupported"] == 0
    assert codes["crashed"] + codes["too_long"] <= 8, codes  # what costs a process is the exception
    assert codes[INDEXED] > 50  # a flipped bit in a text is no reason to refuse it
    assert all(message.endswith(".") for message in batch.messages.values())


def test_the_stores_are_in_order_after_them(batch: Batch) -> None:
    assert examine(batch.stores) == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("encrypted.pdf", "encrypted"),
        ("encrypted-open.pdf", INDEXED),
        ("encrypted-flag.docx", "encrypted"),
        ("encrypted-flag.odt", "encrypted"),
        ("encrypted-parts.odt", "encrypted"),
        ("ole-encrypted.docx", "encrypted"),
        ("ole-encrypted.odt", "encrypted"),
        ("bomb.docx", "too_big"),
        ("bomb.odt", "too_big"),
        ("bomb-beside.docx", "too_big"),
        ("many-parts.odt", "too_big"),
        ("too-long.txt", "too_big"),
        ("laughs.docx", "unsafe"),
        ("laughs.odt", "unsafe"),
        ("outside.docx", "unsafe"),
        ("outside.odt", "unsafe"),
        ("utf16-entities.docx", "unsafe"),
        ("too-many-pages.pdf", "too_many_pages"),
        ("version-unknown.docx", "damaged"),
        ("version-unknown.odt", "damaged"),
        ("climbing.docx", INDEXED),
        ("zip-in-zip.docx", INDEXED),
        ("headings.txt", INDEXED),
    ],
)
def test_a_trap_has_its_code(batch: Batch, name: str, code: str) -> None:
    found = {Path(path).name: outcome for path, outcome in batch.outcomes.items()}
    assert found[name] == code


def test_a_password_is_said_in_so_many_words(batch: Batch) -> None:
    said = [message for path, message in batch.messages.items() if batch.outcomes[path] == "encrypted"]
    assert all("protégé par mot de passe" in message for message in said)


def test_nothing_is_fetched_from_outside_the_file(batch: Batch) -> None:
    texts = [batch.stores.catalogue.document(card.id).text for card in batch.stores.catalogue.cards()]
    assert not any("root:" in text for text in texts)  # « outside » and « parameter » ask for /etc/passwd


def test_the_files_that_the_mutations_begin_from_are_good(tmp_path: Path) -> None:
    files = []
    for suffix, content in valid_files().items():
        path = tmp_path / f"good.{suffix}"
        path.write_bytes(content)
        files.append(path)
    batch = run(tmp_path, tuple(path for path in files if path.suffix in READERS), LIMITS)
    assert set(batch.outcomes.values()) == {INDEXED}
    for card in batch.stores.catalogue.cards():
        assert "délai de prévenance de 6 mois" in batch.stores.catalogue.document(card.id).text


@pytest.mark.skipif("CTGBOT_HOSTILE" not in os.environ, reason="CTGBOT_HOSTILE names no folder of bad files")
def test_other_peoples_bad_files_are_indexed_or_rejected(tmp_path: Path) -> None:
    folder = Path(os.environ["CTGBOT_HOSTILE"])
    files = tuple(path.resolve() for path in sorted(folder.rglob("*")) if path.suffix.lower() in READERS)
    batch = run(tmp_path, files, FOREIGN)
    assert len(files) >= 20
    lost = {str(path) for path in files} - set(batch.outcomes)
    copies = {card.sha256 for card in batch.stores.catalogue.cards()}
    assert {path for path in lost if sha256(Path(path).read_bytes()).hexdigest() not in copies} == set()
    assert examine(batch.stores) == ()
