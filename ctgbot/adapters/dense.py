"""Vectors → passages. Chroma keeps one vector per embedded text, under the sha256 of that text, and no text.

A search is exact: NumPy over a copy in memory, restricted to the documents in scope. With two cores, 100 000 vectors of
384 dimensions take 25 ms and 150 MB. Chroma's own search finds .99 of the true fifty in 5 ms on such clustered vectors,
but documents share vectors here, so that it could not be kept within a scope. The copy follows the catalogue's
generation, whichever process wrote; only vectors that are new are read again.

Chroma keeps the bytes of what it deletes, in its log of writes and in its graph, and a text can be guessed from its
vector. Where nothing may remain, the vectors that stay are written into a new folder, which then takes the place of the
old one: `<model>-000002` after `<model>-000001`. The folder in use is the last one, so that a kill leaves one or the
other, whole.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ctgbot.adapters.chroma_folder import ATTEMPTS, PAGE, PAUSE, ChromaFolder
from ctgbot.errors import IndexBusy, IndexMismatch
from ctgbot.ports import FloatArray, Near
from ctgbot.stores import Placement


class Placements(Protocol):
    """What a search needs from the catalogue."""

    def generation(self) -> int: ...

    def placements(self) -> tuple[Placement, ...]: ...


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The catalogue's passages at one generation. `matrix[rows[i]]` is the vector of `passage_ids[i]`.

    `before[i]` and `after[i]` are the places beside it in its section, `means[document_of[i]]` its document's vector.
    """

    generation: int
    matrix: FloatArray
    row_of: dict[str, int]
    passage_ids: tuple[str, ...]
    rows: NDArray[np.intp]
    spans: dict[str, tuple[int, int]]
    before: NDArray[np.intp]
    after: NDArray[np.intp]
    means: FloatArray
    document_of: NDArray[np.intp]


_NO_VECTOR, _NO_PLACE = np.zeros((0, 0), np.float32), np.zeros(0, np.intp)
_NOTHING = _Snapshot(-1, _NO_VECTOR, {}, (), _NO_PLACE, {}, _NO_PLACE, _NO_PLACE, _NO_VECTOR, _NO_PLACE)


class ChromaIndex:
    """`stores.DenseStore`. Each embedder has its own folders, so that vectors of two models never meet."""

    def __init__(self, root: Path, fingerprint: str, catalogue: Placements) -> None:
        self._root = root
        self._name = sha256(fingerprint.encode()).hexdigest()[:12]
        self._catalogue = catalogue
        self._files = ChromaFolder(self._folder)
        self._snapshot = _NOTHING
        self._guard = threading.RLock()

    def search(self, vector: FloatArray, top: int, documents: Collection[str] | None = None) -> tuple[Near, ...]:
        """Cosine similarity, best first, exact within `documents` (all when None); ties in the order of the text."""
        snapshot = self._current()
        places = _places(snapshot, documents)
        if top < 1 or not len(places):
            return ()
        scores = (snapshot.matrix @ vector)[snapshot.rows]
        found = places[_best(scores[places], top)]
        beside = (scores[snapshot.before[found]] + scores[snapshot.after[found]]) / 2
        whole = (snapshot.means @ vector)[snapshot.document_of[found]]
        ids = (snapshot.passage_ids[place] for place in found)
        return tuple(map(Near, ids, scores[found].tolist(), beside.tolist(), whole.tolist()))

    def reopen(self) -> None:
        """Forgets what this process remembers of the files: another one may have written."""
        self._files.close()

    def keys(self) -> frozenset[str]:
        """Every vector's key."""
        return self._files.keys()

    def add(self, vectors: Mapping[str, FloatArray]) -> None:
        """Adds or replaces."""
        self._files.add(vectors)

    def remove(self, keys: Collection[str]) -> None:
        """Unknown keys are ignored. Their bytes stay in the files until `keep`."""
        self._files.remove(keys)

    def keep(self, keys: Collection[str]) -> None:
        """Only these vectors are left, and no byte of any other one, nor of another model. Raises IndexBusy."""
        self._drop(self._building)
        building, ordered = ChromaFolder(lambda: self._building), sorted(keys)
        try:
            for start in range(0, len(ordered), PAGE):
                building.add(self._files.fetch(ordered[start : start + PAGE]))
        finally:
            building.close()  # Chroma would give the same handle to the next one who builds there
        self.reopen()
        self._building.mkdir(parents=True, exist_ok=True)  # none to keep
        self._building.rename(self._numbered(self._number() + 1))
        for other in self._root.iterdir():
            if other.is_dir() and other != self._folder():
                self._drop(other)

    def reset(self) -> None:
        """Empties the store, even one that cannot be read."""
        with self._guard:
            self.reopen()
            self._snapshot = _NOTHING
            for folder in self._root.glob(f"{self._name}-*"):
                self._drop(folder)

    @property
    def _building(self) -> Path:
        return self._root / f"{self._name}.new"

    def _folder(self) -> Path:
        """The one in use: the last, for the others were on their way out."""
        return self._numbered(max(self._number(), 1))

    def _number(self) -> int:
        """Of the folder in use; 0 when there is none."""
        return max((int(folder.name[-6:]) for folder in self._root.glob(f"{self._name}-[0-9]*")), default=0)

    def _numbered(self, number: int) -> Path:
        return self._root / f"{self._name}-{number:06}"

    def _drop(self, folder: Path) -> None:
        """Also one that a reader of another process is opening."""
        for attempt in range(ATTEMPTS):
            try:
                return shutil.rmtree(folder)
            except FileNotFoundError:
                if not folder.is_dir():
                    return None
            except OSError as exc:
                if attempt == ATTEMPTS - 1:  # Windows keeps open files
                    raise IndexBusy(
                        "Une lecture en cours empêche la fin de l'effacement. Fermez les autres fenêtres de "
                        "l'assistant, puis : ctgbot doctor --repair"
                    ) from exc
            time.sleep(PAUSE if attempt else 0)
        return None

    def _current(self) -> _Snapshot:
        """The copy of the catalogue's present generation, read again when it is older."""
        with self._guard:
            if self._snapshot.generation != self._catalogue.generation():
                self._snapshot = self._loaded()
            return self._snapshot

    def _loaded(self) -> _Snapshot:
        for attempt in range(ATTEMPTS):
            generation = self._catalogue.generation()
            placements = self._catalogue.placements()
            known, matrix = self._snapshot.row_of, self._snapshot.matrix
            wanted = tuple(dict.fromkeys(placement.vector_key for placement in placements))
            fetched = self._files.fetch([key for key in wanted if key not in known])
            if all(key in known or key in fetched for key in wanted):
                rows = [matrix[known[key]] if key in known else fetched[key] for key in wanted]
                return _snapshot(generation, placements, wanted, rows)
            # A vector that is not there: the catalogue moved on meanwhile, or this handle is too old to see it.
            time.sleep(PAUSE if attempt else 0)
            self.reopen()
        raise IndexMismatch("Des vecteurs manquent dans l'index. Pour les recalculer : ctgbot doctor --repair")


def _snapshot(
    generation: int, placements: Sequence[Placement], keys: Sequence[str], rows: Sequence[FloatArray]
) -> _Snapshot:
    row_of = {key: row for row, key in enumerate(keys)}
    spans: dict[str, tuple[int, int]] = {}
    for place, placement in enumerate(placements):
        start = spans.get(placement.document_id, (place, place))[0]
        spans[placement.document_id] = (start, place + 1)
    matrix = np.stack(rows) if rows else _NO_VECTOR
    row_numbers = np.array([row_of[placement.vector_key] for placement in placements], np.intp)
    before, after = _beside(placements)
    return _Snapshot(
        generation=generation,
        matrix=matrix,
        row_of=row_of,
        passage_ids=tuple(placement.passage_id for placement in placements),
        rows=row_numbers,
        spans=spans,
        before=before,
        after=after,
        means=_means(matrix, [row_numbers[start:end] for start, end in spans.values()]),
        document_of=np.repeat(np.arange(len(spans)), [end - start for start, end in spans.values()]),
    )


def _beside(placements: Sequence[Placement]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places before and after each one in its section; at an end twice the other one, alone twice its own."""
    sections = [(placement.document_id, placement.section_id) for placement in placements]
    places = np.arange(len(sections))
    follows = np.array([a == b for a, b in pairwise(sections)], bool)
    has_before, has_after = np.append(False, follows)[: len(places)], np.append(follows, False)[: len(places)]
    before = places - has_before + (~has_before & has_after)
    after = places + has_after - (has_before & ~has_after)
    return before, after


def _means(matrix: FloatArray, rows: Sequence[NDArray[np.intp]]) -> FloatArray:
    """A unit vector for each group of rows, in one direction with their mean."""
    if not rows:
        return _NO_VECTOR
    means = np.stack([matrix[group].mean(axis=0) for group in rows])
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12), np.float32)


def _places(snapshot: _Snapshot, documents: Collection[str] | None) -> NDArray[np.intp]:
    """Positions of the passages in scope, in the catalogue's order."""
    if documents is None:
        return np.arange(len(snapshot.passage_ids))
    spans = sorted(snapshot.spans[document_id] for document_id in set(documents) if document_id in snapshot.spans)
    return np.concatenate([np.arange(*span) for span in spans]) if spans else np.zeros(0, np.intp)


def _best(scores: FloatArray, top: int) -> NDArray[np.intp]:
    """Positions of the highest scores; equal scores in the order in which they stand."""
    if top < len(scores):
        threshold = np.partition(scores, len(scores) - top)[len(scores) - top]
        candidates = np.flatnonzero(scores >= threshold)
    else:
        candidates = np.arange(len(scores))
    return candidates[np.argsort(-scores[candidates], kind="stable")][:top]
