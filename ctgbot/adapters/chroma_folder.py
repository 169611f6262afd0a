"""One Chroma folder: a vector under a key, and nothing else. Nothing outside this file speaks to Chroma.

The graph that Chroma builds is never searched (`dense` says why), so that it is kept thin: 20 000 vectors of 384
dimensions are written in 2.1 s, against 6.5 s with Chroma's own settings. Its distance is the inner product: for the
« cosine » Chroma 1.5.9 divides each vector by its length again, and what is read back is not quite what was written.
"""

from __future__ import annotations

import contextlib
import struct
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import methodcaller
from pathlib import Path
from typing import Any

import numpy as np

from ctgbot.errors import CtgbotError, IndexMismatch
from ctgbot.ports import FloatArray

COLLECTION = "vectors"
PAGE = 2_000  # vectors per call; Chroma takes 5 461 at most
ATTEMPTS = 8  # a handle sees torn files while another process writes them: open again
PAUSE = 0.25  # seconds
_HEADER = struct.Struct("<iQQQQ")  # of a graph: version, offset, room for how many vectors, how many, bytes of each
_CONFIGURATION = {"hnsw": {"space": "ip", "ef_construction": 10, "max_neighbors": 4}}


class ChromaFolder:
    """`locate` names the folder each time that it is opened: another process may have put one in its place."""

    def __init__(self, locate: Callable[[], Path]) -> None:
        self._locate = locate
        self._client: Any = None
        self._collection: Any = None
        self._guard = threading.RLock()

    def close(self) -> None:
        """Forgets what this process remembers of the files: another one may have written."""
        with self._guard:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None

    def keys(self) -> frozenset[str]:
        """Every vector's key."""
        return frozenset(self._read(methodcaller("get", include=[]))["ids"])

    def fetch(self, keys: Sequence[str]) -> dict[str, FloatArray]:
        """The vectors that exist among these keys."""
        found: dict[str, FloatArray] = {}
        for start in range(0, len(keys), PAGE):
            page = list(keys[start : start + PAGE])
            got = self._read(methodcaller("get", ids=page, include=["embeddings"]))
            vectors = np.asarray(got["embeddings"], np.float32)
            found |= dict(zip(got["ids"], vectors, strict=True))
        return found

    def add(self, vectors: Mapping[str, FloatArray]) -> None:
        """Adds or replaces."""
        keys = sorted(vectors)
        for start in range(0, len(keys), PAGE):
            page = keys[start : start + PAGE]
            stacked = np.stack([vectors[key] for key in page])
            self._write(methodcaller("upsert", page, embeddings=stacked))

    def remove(self, keys: Collection[str]) -> None:
        """Unknown keys are ignored. The bytes stay in the files."""
        ordered = sorted(keys)
        for start in range(0, len(ordered), PAGE):
            page = ordered[start : start + PAGE]
            self._write(methodcaller("delete", ids=page))

    def _read(self, read: Callable[[Any], Any]) -> Any:
        """With a fresh handle when the old one no longer fits the files."""
        from chromadb.errors import ChromaError

        for attempt in range(ATTEMPTS):
            try:
                with self._guard:
                    answer = read(self._opened())
                    _blank_unused(self._locate())
                    return answer
            except ChromaError as exc:
                if attempt == ATTEMPTS - 1:
                    raise unreadable(self._locate()) from exc
            self.close()
            time.sleep(PAUSE if attempt else 0)
        raise AssertionError

    def _write(self, write: Callable[[Any], None]) -> None:
        from chromadb.errors import ChromaError

        try:
            with self._guard:
                write(self._opened())
                _blank_unused(self._locate())
        except ChromaError as exc:
            raise unreadable(self._locate()) from exc

    def _opened(self) -> Any:
        """The collection. Raises ChromaError, IndexMismatch."""
        if self._collection is None:
            import chromadb
            from chromadb.config import Settings

            folder, settings = self._locate(), Settings(anonymized_telemetry=False)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(folder), settings=settings)
            except (ValueError, AttributeError, OSError) as exc:  # what Chroma makes of a file that is no database
                raise unreadable(folder) from exc
            self._collection = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=_CONFIGURATION
            )
        return self._collection


def _blank_unused(folder: Path) -> None:
    """Chroma writes a graph that is still empty out of memory that it has not cleared, also when it only reads.

    That is whatever this process held there before: texts and vectors of documents, erased ones among them.
    """
    for header in folder.glob("*/header.bin"):
        with contextlib.suppress(FileNotFoundError, struct.error):  # another process is putting a new one in its place
            _, _, _, count, size = _HEADER.unpack_from(header.read_bytes())
            for name, each in (("data_level0.bin", size), ("length.bin", 4)):
                _blank_after(header.with_name(name), count * each)


def _blank_after(file: Path, used: int) -> None:
    with file.open("r+b") as stream:
        stream.seek(used)
        rest = stream.read()
        if any(rest):
            stream.seek(used)
            stream.write(bytes(len(rest)))


def unreadable(folder: Path) -> CtgbotError:
    return IndexMismatch(f"L'index des vecteurs ({folder}) est illisible. Pour le refaire : ctgbot doctor --repair")
