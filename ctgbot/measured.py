"""What a measure of the answers keeps: each question with what was expected and what was answered, and the run's terms.

Only what a report shows is kept. Texts of documents stand in `text`, `citations`, `must_quote` and `quotes_missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ctgbot.model import AnswerStatus, Reason, Turn


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what a good answer shows. `must_cite`: articles; `must_quote`: strings of the documents."""

    id: str
    question: str
    answerable: bool
    must_cite: tuple[int, ...] = ()
    must_quote: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as a report shows it."""

    document_id: str
    title: str
    reference: str
    quote: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. `failures`: why it counts as one, in plain words; none for a good answer.

    `erased`: a document that it quoted is gone, and its text with it.
    """

    item: Item
    status: AnswerStatus
    reason: Reason | None
    text: str
    citations: tuple[Cited, ...] = ()
    failures: tuple[str, ...] = ()
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """All that the figures of a run depend on. `documents`: SHA-256 of each; `settings`: those that change answers."""

    source: str
    engine: str
    model: str
    version: str
    generation: int
    documents: frozenset[str] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One measure. `when` is ISO 8601, in UTC; `totals` under the names of the contract, with `failures`."""

    number: int
    when: str
    terms: Terms
    totals: Mapping[str, float]
