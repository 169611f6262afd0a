"""A process killed anywhere, two that write, one that reads meanwhile: nothing is lost, nothing differs."""

from __future__ import annotations

import contextlib
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from doubles import read_text
from samples import convention, open_stores
from traces import text_traces

from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import doctor
from ctgbot.erase import erase
from ctgbot.errors import UnknownDocument
from ctgbot.ingest import ingest
from ctgbot.model import Document, Passage
from ctgbot.stores import Stores

SCRIPT = Path(__file__).parent / "ingest_and_stop.py"
FILES = 100  # two groups, about 300 passages
POINTS = [
    "mark:1",
    "encode:1",
    "vectors:1",
    "vectors:4",
    "words:1",
    "catalogue:1",
    "encode:5",
    "words:2",
    "catalogue:2",
    "unmark:1",
]


UPDATE_POINTS = ["mark:1", "vectors:4", "words:1", "catalogue:1", "words:2", "keep:1"]
ERASE_POINTS = ["delete:1", "keep:1", "rebuild:1", "scrub:1", "unmark:1"]
REPAIR_POINTS = ["vectors:1", "keep:1", "rebuild:1", "scrub:1", "unmark:1"]
_draw = random.Random(20)  # noqa: S311  a fixed seed
MOMENTS = [(place + _draw.random()) / 8 for place in range(8)]  # shares of the steps of an ingest, spread over it


def write_corpus(folder: Path, name: str = "Ville", months: int = 6) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(convention(f"{name}{number}", months), encoding="utf-8")


def start(corpus: Path, index: Path, point: str = "none:0", verb: str = "ingest") -> subprocess.Popen[str]:
    line = [sys.executable, str(SCRIPT), str(corpus), str(index), point, verb]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)


def kill_at(point: str, corpus: Path, index: Path, verb: str = "ingest") -> None:
    with start(corpus, index, point, verb) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n", f"{point} was never reached"
        process.send_signal(signal.SIGKILL)


def kill_after(steps: int, corpus: Path, index: Path) -> None:
    """At whatever it is doing by then: it does not wait to be killed."""
    with start(corpus, index, "tell:0") as process:
        assert process.stdout is not None
        for _ in range(steps):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)


Content = tuple[dict[str, tuple[Document, tuple[Passage, ...]]], frozenset[str], list[str]]


def content(stores: Stores) -> Content:
    """Everything that the three stores hold."""
    catalogue = stores.catalogue
    documents = {card.id: (catalogue.document(card.id), catalogue.passages_of(card.id)) for card in catalogue.cards()}
    return documents, stores.dense.keys(), sorted(stores.lexical.ids())


def ingest_here(corpus: Path, index: Path) -> Stores:
    stores = open_stores(index)
    ingest([corpus], stores, WriteLock(index), read_text, lambda _step: None)
    return stores


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Content, Content]:
    """The corpus, an index of its first version, and what the stores hold after each version."""
    root = tmp_path_factory.mktemp("undisturbed")
    write_corpus(root / "corpus")
    first = content(ingest_here(root / "corpus", root / "index"))
    shutil.copytree(root / "index", root / "first")
    write_corpus(root / "corpus", "Bourg", 9)
    return root / "corpus", root / "first", first, content(ingest_here(root / "corpus", root / "index"))


@pytest.mark.parametrize("point", POINTS)
def test_a_first_ingest_that_was_killed_ends_as_an_undisturbed_one(
    point: str, undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, _, _, after = undisturbed
    kill_at(point, corpus, tmp_path)
    stores = ingest_here(corpus, tmp_path)
    assert content(stores) == after
    assert doctor(stores, WriteLock(tmp_path)) == ()


@pytest.mark.parametrize("point", UPDATE_POINTS)
def test_an_update_that_was_killed_ends_as_an_undisturbed_one(
    point: str, undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, first, _, after = undisturbed
    index = tmp_path / "index"
    shutil.copytree(first, index)
    kill_at(point, corpus, index)
    stores = ingest_here(corpus, index)
    assert content(stores) == after
    assert doctor(stores, WriteLock(index)) == ()


@pytest.fixture(scope="module")
def steps(undisturbed: tuple[Path, Path, Content, Content], tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps an ingest tells."""
    with start(undisturbed[0], tmp_path_factory.mktemp("steps"), "tell:0") as process:
        return len(process.communicate()[0].splitlines())


@pytest.mark.parametrize("moment", MOMENTS, ids=[f"{moment:.2f}" for moment in MOMENTS])
def test_an_ingest_killed_at_any_moment_ends_as_an_undisturbed_one(
    moment: float, steps: int, undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, _, _, after = undisturbed
    kill_after(1 + int(moment * steps), corpus, tmp_path)
    stores = ingest_here(corpus, tmp_path)
    assert content(stores) == after
    assert doctor(stores, WriteLock(tmp_path)) == ()


@pytest.mark.parametrize("point", ERASE_POINTS)
def test_an_erasure_that_was_killed_is_ended_by_asking_again(
    point: str, undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    _, first, before, _ = undisturbed
    index = tmp_path / "index"
    shutil.copytree(first, index)
    text = before[0]["007"][0].text
    kept = [document.text for document_id, (document, _) in before[0].items() if document_id != "007"]
    assert text_traces(index, [text], kept)
    kill_at(point, tmp_path, index, "erase:007")
    stores = open_stores(index)
    with contextlib.suppress(UnknownDocument):
        erase(["007"], stores, WriteLock(index))
    assert text_traces(index, [text, before[0]["007"][1][0].id], kept) == []
    assert content(stores)[0] == {i: document for i, document in before[0].items() if i != "007"}
    assert doctor(stores, WriteLock(index)) == ()


@pytest.mark.parametrize("point", REPAIR_POINTS)
def test_a_repair_that_was_killed_is_ended_by_the_next_ingest(
    point: str, undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, first, _, after = undisturbed
    index = tmp_path / "index"
    shutil.copytree(first, index)
    shutil.rmtree(index / "vectors")
    kill_at(point, corpus, index, "repair")
    stores = ingest_here(corpus, index)
    assert content(stores) == after
    assert doctor(stores, WriteLock(index)) == ()


def test_a_text_that_a_killed_ingest_was_writing_is_erased_though_no_document_has_it(
    undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, _, _, _ = undisturbed
    kill_at("catalogue:2", corpus, tmp_path)
    stores = open_stores(tmp_path)
    lost = sorted(stores.dense.keys() - {placement.vector_key for placement in stores.catalogue.placements()})
    assert lost
    with pytest.raises(UnknownDocument):
        erase(["099"], stores, WriteLock(tmp_path))
    assert text_traces(tmp_path, lost) == []
    assert doctor(stores, WriteLock(tmp_path)) == ()


def test_after_a_kill_readers_go_on_with_what_was_committed(
    undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path
) -> None:
    corpus, first, before, _ = undisturbed
    index = tmp_path / "index"
    shutil.copytree(first, index)
    kill_at("catalogue:1", corpus, index)
    stores = open_stores(index)
    assert {card.id: stores.catalogue.document(card.id) for card in stores.catalogue.cards()} == {
        document_id: document for document_id, (document, _) in before[0].items()
    }
    query = stores.embedder.encode_query("délai de prévenance")
    assert len(stores.dense.search(query, 10)) == 10


def test_the_doctor_repairs_what_a_kill_left(undisturbed: tuple[Path, Path, Content, Content], tmp_path: Path) -> None:
    corpus, _, _, _ = undisturbed
    kill_at("catalogue:2", corpus, tmp_path)
    stores = open_stores(tmp_path)
    assert doctor(stores, WriteLock(tmp_path))
    assert all(ailment.repaired for ailment in doctor(stores, WriteLock(tmp_path), repair_it=True))


def test_two_ingests_at_once_lose_nothing(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        for number in range(40):
            text = convention(f"{name.title()}{number}")
            (tmp_path / name / f"{name}-{number:02}.txt").write_text(text, encoding="utf-8")
    index = tmp_path / "index"
    with start(tmp_path / "north", index) as first, start(tmp_path / "south", index) as second:
        said = [first.communicate()[0], second.communicate()[0]]
    assert said == ["40 0 0\n", "40 0 0\n"]
    stores = open_stores(index)
    assert len(stores.catalogue.cards()) == 80
    assert doctor(stores, WriteLock(index)) == ()


def test_readers_read_while_another_process_writes(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_corpus(corpus)
    stores = ingest_here(corpus, index)
    query = stores.embedder.encode_query("délai de prévenance")
    write_corpus(corpus, "Bourg", 9)
    reads = 0
    with start(corpus, index) as writer:
        while writer.poll() is None or reads == 0:
            hits = stores.dense.search(query, 600)
            assert len(hits) == len(stores.catalogue.placements())
            assert stores.lexical.search({"prévenance": 1}, 5)
            reads += 1
    assert "9 mois" in stores.catalogue.document("000").text
    assert len(stores.dense.search(query, 600)) == len(stores.catalogue.placements())
