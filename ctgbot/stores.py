"""What ingest, erase and doctor need from the stores beyond reading: the write side of `ports`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ctgbot.model import Clause, Correction, Document, Passage
from ctgbot.ports import Catalogue, DenseIndex, Embedder, FloatArray, LexicalIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to be stored. `vector_keys[i]` names the vector of `passages[i]`.

    `reading` names the version of the program that read and cut it: another one may cut otherwise.
    """

    document: Document
    passages: tuple[Passage, ...]
    vector_keys: tuple[str, ...]
    reading: str = ""
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Which vector a passage has. Passages with the same embedded text share one."""

    passage_id: str
    document_id: str
    vector_key: str
    section_id: str = ""


class CatalogueStore(Catalogue, Protocol):
    """The catalogue, for the one process that writes."""

    def save_all(self, entries: Sequence[Entry]) -> None:
        """Adds or replaces documents, all or none."""

    def move(self, document_id: str, path: str, reading: str) -> None:
        """The same bytes are now at this path, and were read by this version."""

    def correction(self, document_id: str) -> Correction:
        """What a person has put right in its identity."""

    def set_correction(self, document_id: str, correction: Correction) -> None: ...

    def set_aside(self) -> frozenset[str]:
        """SHA-256 of the files that a folder no longer brings in."""

    def keep_aside(self, hashes: Collection[str]) -> None:
        """Replaces that list."""

    def read_again(self, entry: Entry) -> None:
        """The same text, read by a newer version: its path, its version and its clauses."""

    def clauses(
        self, documents: Collection[str] | None = None, parameters: Collection[str] | None = None
    ) -> tuple[Clause, ...]:
        """The registry: of these documents and parameters (all when None), by document then in the contract's order."""

    def consolidate(self, clauses: Mapping[str, Sequence[Clause]], marks: Mapping[tuple[str, str], str]) -> None:
        """Replaces the clauses of these documents; `marks[document, parameter]` names the avenant that changed that
        clause, every other one is in force."""

    def readings(self) -> dict[str, str]:
        """`Entry.reading` by document."""

    def placements(self) -> tuple[Placement, ...]:
        """Of every passage, by document then place in the text."""

    def fingerprint(self) -> str:
        """Of the embedder that made the vectors; empty before the first ingest."""

    def set_fingerprint(self, fingerprint: str) -> None: ...

    def is_pending(self) -> bool:
        """True from the first write of an ingest to its end: derived stores may differ from the catalogue."""

    def set_pending(self, pending: bool) -> None: ...

    def scrub(self) -> None:
        """Leaves no byte of what was deleted in the files."""


class DenseStore(DenseIndex, Protocol):
    """The vectors, for the one process that writes. Keys are those of `Placement`."""

    def reopen(self) -> None:
        """Forgets what this process remembers of the files: another one may have written."""

    def keys(self) -> frozenset[str]: ...

    def add(self, vectors: Mapping[str, FloatArray]) -> None:
        """Adds or replaces."""

    def remove(self, keys: Collection[str]) -> None:
        """They are found no more; their bytes may stay in the files until `keep`."""

    def keep(self, keys: Collection[str]) -> None:
        """Only these vectors are left, and no byte of any other one, nor of another model. Raises IndexBusy."""

    def reset(self) -> None:
        """Empties the store, even one that cannot be read."""


class LexicalStore(LexicalIndex, Protocol):
    """The words, for the one process that writes."""

    def replace(self, documents: Collection[str], passages: Sequence[Passage]) -> None:
        """Forgets these documents, then adds the passages."""

    def rebuild(self, passages: Iterator[Passage]) -> None:
        """Starts again from nothing; no byte of the old index is left."""

    def count(self) -> int:
        """How many passages are indexed."""

    def ids(self) -> tuple[str, ...]:
        """Ids of passages, as often as they are indexed."""

    def reset(self) -> None:
        """Empties the store, even one that cannot be read."""


class Lock(Protocol):
    """One writer at a time."""

    def __call__(self) -> AbstractContextManager[None]:
        """Raises IndexBusy when another process goes on writing."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that an index is made of, for the one process that writes."""

    catalogue: CatalogueStore
    dense: DenseStore
    lexical: LexicalStore
    embedder: Embedder
