"""What the services need from the outside. The real ones are in `adapters/`, the doubles in `tests/doubles.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ctgbot.model import Document, DocumentCard, Hit, Passage

FloatArray = NDArray[np.float32]


class Embedder(Protocol):
    """Turns text into unit vectors. Prefixes (« query: ») are the model's own prompts, added inside."""

    @property
    def fingerprint(self) -> str:
        """Changes when vectors would: model name, weights, library version that matters."""

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Shape (len(texts), dimensions), L2-normalised."""

    def encode_query(self, text: str) -> FloatArray:
        """Shape (dimensions,), L2-normalised."""


class Catalogue(Protocol):
    """The truth: documents, sections, passages. Reads never wait for a writer."""

    def generation(self) -> int:
        """Grows by one with every change of content."""

    def cards(self) -> tuple[DocumentCard, ...]:
        """Every document, by title then id."""

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist among these ids."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """In the order of the text."""

    def save(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds or replaces a document, whole or not at all."""

    def delete(self, document_id: str) -> None:
        """Raises UnknownDocument."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage found by its meaning: its cosine with the query, and those of what it stands in.

    `beside`: mean of the passages before and after it in its section, or its own score where it stands alone there;
    `document`: cosine of the mean of its document's vectors.
    """

    passage_id: str
    score: float
    beside: float
    document: float


class DenseIndex(Protocol):
    """Vectors by passage. Derived from the catalogue."""

    def search(self, vector: FloatArray, top: int, documents: Collection[str] | None = None) -> tuple[Near, ...]:
        """Cosine similarity, best first, exact within `documents` (all when None)."""


class LexicalIndex(Protocol):
    """Words by passage, French analyser. Derived from the catalogue."""

    def search(self, words: Mapping[str, float], top: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """BM25 over weighted words, best first. Words are raw; the index analyses them as it did the text."""
