"""The real Chroma folder, searched exactly."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from traces import text_traces, vector_traces

from ctgbot.adapters.chroma_folder import ChromaFolder
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.errors import IndexMismatch
from ctgbot.ports import FloatArray
from ctgbot.stores import Placement

MANY = 2_500  # chroma#7090: files of more than about 1 000 vectors could not be read after a restart


class Placed:
    """A catalogue that knows where vectors go, and nothing else."""

    def __init__(self, *placements: Placement) -> None:
        self.rows = placements
        self.count = 1

    def place(self, *placements: Placement) -> None:
        self.rows = placements
        self.count += 1

    def generation(self) -> int:
        return self.count

    def placements(self) -> tuple[Placement, ...]:
        return self.rows


def key(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def vectors(count: int, dimensions: int = 32) -> FloatArray:
    drawn = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)


def keyed(matrix: FloatArray, first: int = 0) -> dict[str, FloatArray]:
    return {key(first + number): vector for number, vector in enumerate(matrix)}


def placements(count: int, documents: int = 10) -> list[Placement]:
    """Passage i has vector i; each document holds a run of them."""
    return [Placement(f"p{i:05}", f"d{i * documents // count}", key(i)) for i in range(count)]


def test_a_search_is_exact_also_beyond_a_thousand_vectors_after_reopening(tmp_path: Path) -> None:
    matrix = vectors(MANY)
    ChromaIndex(tmp_path, "model", Placed()).add(keyed(matrix))
    index = ChromaIndex(tmp_path, "model", Placed(*placements(MANY)))
    index.reopen()
    assert len(index.keys()) == MANY
    for query in vectors(5):
        best = np.argsort(-(matrix @ query), kind="stable")[:50]
        hits = index.search(query, 50)
        assert [hit.passage_id for hit in hits] == [f"p{i:05}" for i in best]
        assert [hit.score for hit in hits] == pytest.approx((matrix @ query)[best].tolist(), abs=1e-6)


def test_a_search_is_exact_within_its_documents(tmp_path: Path) -> None:
    matrix = vectors(300)
    index = ChromaIndex(tmp_path, "model", Placed(*placements(300)))
    index.add(keyed(matrix))
    scores = matrix[60:120] @ matrix[0]
    expected = [f"p{60 + i:05}" for i in np.argsort(-scores, kind="stable")]
    assert [hit.passage_id for hit in index.search(matrix[0], 1_000, ["d3", "d2", "unknown"])] == expected
    assert index.search(matrix[0], 10, []) == ()
    assert index.search(matrix[0], 0) == ()


def test_identical_clauses_share_a_vector_and_come_in_the_order_of_the_catalogue(tmp_path: Path) -> None:
    shared = [Placement(f"p{i}", f"d{i}", key(0)) for i in range(5)]
    index = ChromaIndex(tmp_path, "model", Placed(*shared))
    index.add(keyed(vectors(1)))
    assert len(index.keys()) == 1
    assert [hit.passage_id for hit in index.search(vectors(1)[0], 3)] == ["p0", "p1", "p2"]


def test_a_hit_says_how_close_its_neighbours_of_the_same_section_and_its_document_are(tmp_path: Path) -> None:
    sections = ["a", "a", "a", "b", "c", "c", "a"]  # the last one belongs to another document
    placed = [Placement(f"p{i}", f"d{i // 6}", key(i), section) for i, section in enumerate(sections)]
    index, matrix = ChromaIndex(tmp_path, "model", Placed(*placed)), vectors(7)
    index.add(keyed(matrix))
    query = vectors(8)[7]
    cosines = matrix @ query
    beside = [[1], [0, 2], [1], [3], [5], [4], [6]]
    mean = matrix[:6].mean(axis=0)
    documents = [float(mean @ query / np.linalg.norm(mean))] * 6 + [float(cosines[6])]
    for scope in (None, ["d0"]):
        for hit in index.search(query, 9, scope):
            place = int(hit.passage_id[1:])
            assert hit.beside == pytest.approx(cosines[beside[place]].mean(), abs=1e-6)
            assert hit.document == pytest.approx(documents[place], abs=1e-6)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert ChromaIndex(tmp_path, "model", Placed()).search(vectors(1)[0], 5) == ()


def test_a_new_generation_is_seen_and_only_new_vectors_are_read(tmp_path: Path) -> None:
    matrix = vectors(20)
    catalogue = Placed(*placements(20)[:10])
    index = ChromaIndex(tmp_path, "model", catalogue)
    index.add(keyed(matrix))
    assert len(index.search(matrix[0], 100)) == 10
    index.remove([key(i) for i in range(10)])  # what was read stays in memory
    catalogue.place(*placements(20))
    assert len(index.search(matrix[0], 100)) == 20


def test_removed_vectors_are_gone_and_unknown_keys_are_ignored(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path, "model", Placed())
    index.add(keyed(vectors(10)))
    index.remove([key(0), key(1), "unknown"])
    assert index.keys() == frozenset(key(i) for i in range(2, 10))


def test_a_missing_vector_is_said_and_never_passed_over(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path, "model", Placed(*placements(3)))
    index.add(keyed(vectors(2)))
    with pytest.raises(IndexMismatch, match="ctgbot doctor --repair"):
        index.search(vectors(1)[0], 3)


def test_vectors_of_two_models_never_meet(tmp_path: Path) -> None:
    first = ChromaIndex(tmp_path, "model", Placed(*placements(2)))
    first.add(keyed(vectors(2)))
    second = ChromaIndex(tmp_path, "other", Placed(*placements(2)))
    second.add(keyed(vectors(2, dimensions=16)))
    assert len(second.search(vectors(1, dimensions=16)[0], 5)) == 2
    second.keep(second.keys())
    assert len(list(tmp_path.iterdir())) == 1
    assert len(second.keys()) == 2


WRITE = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from test_dense import ChromaIndex, Placed, keyed, vectors, key
index = ChromaIndex(Path(sys.argv[2]), "model", Placed())
start, count = int(sys.argv[3]), int(sys.argv[4])
index.add(keyed(vectors(start + count)[start:], start))
"""


def write_elsewhere(folder: Path, start: int, count: int) -> None:
    tests = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", WRITE, tests, str(folder), str(start), str(count)], check=True)


def test_what_another_process_writes_is_found_by_an_open_handle(tmp_path: Path) -> None:
    """Chroma 1.5.9 alone answers « Error finding id » here."""
    matrix = vectors(1_800)
    catalogue = Placed(*placements(1_800)[:600])
    index = ChromaIndex(tmp_path, "model", catalogue)
    index.add(keyed(matrix[:600]))
    assert len(index.search(matrix[0], 2_000)) == 600
    write_elsewhere(tmp_path, 600, 1_200)
    catalogue.place(*placements(1_800))
    hits = index.search(matrix[1_700], 2_000)
    assert len(hits) == 1_800
    assert hits[0].passage_id == "p01700"


def test_a_handle_that_slept_through_the_writes_of_another_process_loses_none_of_them(tmp_path: Path) -> None:
    matrix = vectors(2_600)
    index = ChromaIndex(tmp_path, "model", Placed())
    index.add(keyed(matrix[:100]))
    write_elsewhere(tmp_path, 100, 1_300)
    index.reopen()  # what every writer does under the lock
    index.add(keyed(matrix[1_400:], 1_400))
    fresh = ChromaIndex(tmp_path, "model", Placed(*placements(2_600)))
    fresh.reopen()
    assert len(fresh.search(matrix[0], 3_000)) == 2_600


@pytest.mark.parametrize("count", [40, 1_500], ids=["in the log only", "in the graph too"])
def test_no_byte_of_a_vector_that_is_not_kept_is_left(count: int, tmp_path: Path) -> None:
    matrix = vectors(count)
    catalogue = Placed(*placements(count))
    index = ChromaIndex(tmp_path, "model", catalogue)
    index.add(keyed(matrix))
    gone, kept = [0, 7, count - 1], [1, count // 2]
    assert {int(line.split(": ")[1]) for line in vector_traces(tmp_path, matrix[gone])} == {0, 1, 2}
    for _ in range(3):
        index.keep({key(place) for place in range(count) if place not in gone})
    assert vector_traces(tmp_path, matrix[gone]) == []
    assert text_traces(tmp_path, [key(place) for place in gone]) == []
    catalogue.place(*[p for place, p in enumerate(placements(count)) if place not in gone])
    assert [index.search(matrix[place], 1)[0].score for place in kept] == pytest.approx([1, 1], abs=1e-6)


def test_what_is_kept_is_kept_to_the_last_bit(tmp_path: Path) -> None:
    """Were it divided by its length at each rewriting, scores would drift from one erasure to the next."""
    written = keyed(vectors(200))
    folder = ChromaFolder(lambda: tmp_path)
    folder.add(written)
    assert {name: vector.tobytes() for name, vector in folder.fetch(list(written)).items()} == {
        name: vector.tobytes() for name, vector in written.items()
    }


@pytest.mark.parametrize("verb", ["writing", "reading"])
def test_memory_of_this_process_is_not_written_into_an_empty_graph(verb: str, tmp_path: Path) -> None:
    folder = ChromaFolder(lambda: tmp_path)
    folder.add(keyed(vectors(3)))
    graph = next(tmp_path.glob("*/data_level0.bin"))
    if verb == "reading":
        folder.close()
        graph.write_bytes(b"what was in memory" * 1_000)
        folder.fetch([key(0)])
    assert graph.stat().st_size
    assert not any(graph.read_bytes())
    assert not any(graph.with_name("length.bin").read_bytes())


def test_a_reader_follows_a_rewriting_by_another_process(tmp_path: Path) -> None:
    matrix = vectors(1_300)
    catalogue = Placed(*placements(1_300)[:600])
    reader, writer = (ChromaIndex(tmp_path, "model", catalogue) for _ in range(2))
    writer.add(keyed(matrix[:600]))
    assert len(reader.search(matrix[0], 2_000)) == 600
    writer.keep(writer.keys())
    assert len(reader.search(matrix[0], 2_000)) == 600
    writer.add(keyed(matrix[600:], 600))
    writer.keep(writer.keys())
    catalogue.place(*placements(1_300))
    assert len(reader.search(matrix[0], 2_000)) == 1_300


@pytest.mark.parametrize("killed", ["while copying", "before the old one goes"])
def test_a_rewriting_that_was_killed_leaves_one_whole_folder_in_use(killed: str, tmp_path: Path) -> None:
    matrix = vectors(30)
    index = ChromaIndex(tmp_path, "model", Placed())
    index.add(keyed(matrix))
    index.reopen()
    used = next(tmp_path.iterdir())
    if killed == "while copying":
        half = used.with_name(used.name.replace("-000001", ".new"))
        building = ChromaFolder(lambda: half)
        building.add(keyed(matrix[:10]))
        building.close()
    else:
        shutil.copytree(used, used.with_name(used.name.replace("-000001", "-000002")))
    assert len(index.keys()) == 30
    index.keep({key(place) for place in range(5, 30)})
    assert len(list(tmp_path.iterdir())) == 1
    assert index.keys() == {key(place) for place in range(5, 30)}
    assert vector_traces(tmp_path, matrix[:5]) == []


def test_a_damaged_folder_is_said_in_french_and_can_be_emptied(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path, "model", Placed(*placements(2)))
    index.add(keyed(vectors(2)))
    index.reopen()
    next(tmp_path.rglob("chroma.sqlite3")).write_bytes(b"not a database" * 1_000)
    with pytest.raises(IndexMismatch, match="ctgbot doctor --repair"):
        index.keys()
    index.reset()
    index.add(keyed(vectors(2)))
    assert len(index.search(vectors(1)[0], 5)) == 2
