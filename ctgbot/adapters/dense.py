"""Vectors → passages. Chroma keeps one vector per embedded text, under the sha256 of that text, and no text.

A search is exact: NumPy over a copy in memory, restricted to the documents in scope. With two cores, 100 000 vectors of
384 dimensions take 25 ms and 150 MB. Chroma's own search finds .99 of the true fifty in 5 ms on such clustered vectors,
but documents share vectors here, so that it could not be kept within a scope. The copy follows the catalogue's
generation, whichever process wrote; only vectors that are new are read again.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import methodcaller
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ctgbot.errors import CtgbotError, IndexMismatch
from ctgbot.model import Hit
from ctgbot.ports import FloatArray
from ctgbot.stores import Placement

COLLECTION = "vectors"
_PAGE = 2_000  # vectors per call; Chroma takes 5 461 at most
_ATTEMPTS = 8  # a handle sees torn files while another process writes them: open again
_PAUSE = 0.25  # seconds
_CONFIGURATION = {"hnsw": {"space": "cosine"}}


class Placements(Protocol):
    """What a search needs from the catalogue."""

    def generation(self) -> int: ...

    def placements(self) -> tuple[Placement, ...]: ...


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The catalogue's passages at one generation. `matrix[rows[i]]` is the vector of `passage_ids[i]`."""

    generation: int
    matrix: FloatArray
    row_of: dict[str, int]
    passage_ids: tuple[str, ...]
    rows: NDArray[np.intp]
    spans: dict[str, tuple[int, int]]


_NOTHING = _Snapshot(-1, np.zeros((0, 0), np.float32), {}, (), np.zeros(0, np.intp), {})


class ChromaIndex:
    """`stores.DenseStore`. Each embedder has its own folder, so that vectors of two models never meet."""

    def __init__(self, root: Path, fingerprint: str, catalogue: Placements) -> None:
        self._root = root
        self._folder = root / sha256(fingerprint.encode()).hexdigest()[:12]
        self._catalogue = catalogue
        self._client: Any = None
        self._collection: Any = None
        self._snapshot = _NOTHING
        self._guard = threading.RLock()

    def search(self, vector: FloatArray, top: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Cosine similarity, best first, exact within `documents` (all when None); ties in the order of the text."""
        snapshot = self._current()
        places = _places(snapshot, documents)
        if top < 1 or not len(places):
            return ()
        scores = (snapshot.matrix @ vector)[snapshot.rows[places]]
        return tuple(Hit(snapshot.passage_ids[places[i]], float(scores[i])) for i in _best(scores, top))

    def reopen(self) -> None:
        """Forgets what this process remembers of the files: another one may have written."""
        with self._guard:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None

    def keys(self) -> frozenset[str]:
        """Every vector's key."""
        return frozenset(self._call(methodcaller("get", include=[]))["ids"])

    def add(self, vectors: Mapping[str, FloatArray]) -> None:
        """Adds or replaces."""
        keys = sorted(vectors)
        for start in range(0, len(keys), _PAGE):
            page = keys[start : start + _PAGE]
            stacked = np.stack([vectors[key] for key in page])
            self._write(methodcaller("upsert", page, embeddings=stacked))

    def remove(self, keys: Collection[str]) -> None:
        """Unknown keys are ignored."""
        ordered = sorted(keys)
        for start in range(0, len(ordered), _PAGE):
            page = ordered[start : start + _PAGE]
            self._write(methodcaller("delete", ids=page))

    def drop_others(self) -> None:
        """Removes the folders of other models."""
        for other in self._root.iterdir() if self._root.is_dir() else ():
            if other != self._folder and other.is_dir():
                shutil.rmtree(other)

    def reset(self) -> None:
        """Empties the store, even one that cannot be read."""
        with self._guard:
            self.reopen()
            self._snapshot = _NOTHING
            if self._folder.is_dir():
                shutil.rmtree(self._folder)

    def _current(self) -> _Snapshot:
        """The copy of the catalogue's present generation, read again when it is older."""
        with self._guard:
            if self._snapshot.generation != self._catalogue.generation():
                self._snapshot = self._loaded()
            return self._snapshot

    def _loaded(self) -> _Snapshot:
        for attempt in range(_ATTEMPTS):
            generation = self._catalogue.generation()
            placements = self._catalogue.placements()
            known, matrix = self._snapshot.row_of, self._snapshot.matrix
            wanted = tuple(dict.fromkeys(placement.vector_key for placement in placements))
            fetched = self._fetched([key for key in wanted if key not in known])
            if all(key in known or key in fetched for key in wanted):
                rows = [matrix[known[key]] if key in known else fetched[key] for key in wanted]
                return _snapshot(generation, placements, wanted, rows)
            # A vector that is not there: the catalogue moved on meanwhile, or this handle is too old to see it.
            time.sleep(_PAUSE if attempt else 0)
            self.reopen()
        raise IndexMismatch("Des vecteurs manquent dans l'index. Pour les recalculer : ctgbot doctor --repair")

    def _fetched(self, keys: Sequence[str]) -> dict[str, FloatArray]:
        found: dict[str, FloatArray] = {}
        for start in range(0, len(keys), _PAGE):
            page = list(keys[start : start + _PAGE])
            got = self._call(methodcaller("get", ids=page, include=["embeddings"]))
            vectors = np.asarray(got["embeddings"], np.float32)
            found |= dict(zip(got["ids"], vectors, strict=True))
        return found

    def _call(self, read: Callable[[Any], Any]) -> Any:
        """A read, with a fresh handle when the old one no longer fits the files."""
        from chromadb.errors import ChromaError

        for attempt in range(_ATTEMPTS):
            try:
                with self._guard:
                    return read(self._opened())
            except ChromaError as exc:
                if attempt == _ATTEMPTS - 1:
                    raise _unreadable(self._folder) from exc
            self.reopen()
            time.sleep(_PAUSE if attempt else 0)
        raise AssertionError

    def _write(self, write: Callable[[Any], None]) -> None:
        from chromadb.errors import ChromaError

        try:
            with self._guard:
                write(self._opened())
        except ChromaError as exc:
            raise _unreadable(self._folder) from exc

    def _opened(self) -> Any:
        """The collection. Raises ChromaError, IndexMismatch."""
        if self._collection is None:
            import chromadb
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            except (ValueError, AttributeError, OSError) as exc:  # what Chroma makes of a file that is no database
                raise _unreadable(self._folder) from exc
            self._collection = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=_CONFIGURATION
            )
        return self._collection


def _snapshot(
    generation: int, placements: Sequence[Placement], keys: Sequence[str], rows: Sequence[FloatArray]
) -> _Snapshot:
    row_of = {key: row for row, key in enumerate(keys)}
    spans: dict[str, tuple[int, int]] = {}
    for place, placement in enumerate(placements):
        start = spans.get(placement.document_id, (place, place))[0]
        spans[placement.document_id] = (start, place + 1)
    return _Snapshot(
        generation=generation,
        matrix=np.stack(rows) if rows else np.zeros((0, 0), np.float32),
        row_of=row_of,
        passage_ids=tuple(placement.passage_id for placement in placements),
        rows=np.array([row_of[placement.vector_key] for placement in placements], np.intp),
        spans=spans,
    )


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


def _unreadable(folder: Path) -> CtgbotError:
    return IndexMismatch(f"L'index des vecteurs ({folder}) est illisible. Pour le refaire : ctgbot doctor --repair")
