"""What the journal keeps: a question, its answer with its trace, and what a person thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ctgbot.model import Answer

Rating = Literal["up", "down"]
FaultCode = Literal["wrong_article", "incomplete", "should_refuse", "wrongly_refused", "unclear"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person thinks of an answer. `articles`: those that a good answer would have cited; `at`: ISO 8601."""

    rating: Rating
    faults: tuple[FaultCode, ...] = ()
    comment: str = ""
    articles: tuple[int, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer was made: the state of the corpus, the versions, the ids of the passages that were considered."""

    generation: int
    program: str
    prompt_version: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One exchange of a conversation. `documents`: those that the person had chosen, none for all of them."""

    id: str
    conversation: str
    at: str
    documents: tuple[str, ...]
    answer: Answer
    trace: Trace
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation as a list shows it: `title` is its first question, `at` the time of the last one."""

    id: str
    title: str
    at: str
    exchanges: int


def documents_of(answer: Answer, chosen: tuple[str, ...] = ()) -> frozenset[str]:
    """The documents that an answer shows, as a proof or as near, or was asked of."""
    cited = (citation.document_id for citation in answer.body.citations)
    near = (scored.passage.document_id for scored in answer.nearest)
    return frozenset((*cited, *near, *chosen))
