"""What outlives a run of the page: the assistant (one per process), the conversation (one per browser tab).

A click reruns the page and abandons the run that was waiting. Work is therefore done in a pool, and the runs only
wait for its futures: the next run finds the same future, so that an answer is neither lost nor asked for twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import streamlit as st

from ctgbot.errors import Cancelled, CtgbotError
from ctgbot.exchanges import Kept, Opinion
from ctgbot.model import Answer, Citation, DocumentCard, IngestReport, PagePicture, Progress, Turn
from ctgbot.web.context import Context, context_from_passage, context_in
from ctgbot.web.uploads import forget_refused

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant

_POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="ctgbot-web")
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer with all that is needed to show it again when its documents have changed or gone."""

    answer: Answer
    contexts: dict[int, Context]
    cards: dict[str, DocumentCard]


@dataclass(slots=True)
class Exchange:
    """One question of the conversation; `revealed` once its answer has been written out.

    The worker adds finished sentences to `pieces` and reads `stopping`; the page does the other way round. `kept`: the
    journal has it, under `id`, with what the person thinks of it.
    """

    question: str
    documents: tuple[str, ...] = ()
    future: Future[Shown] = field(default_factory=Future)
    number: int = field(default_factory=lambda: next(_NUMBERS))
    id: str = field(default_factory=lambda: uuid4().hex)
    revealed: bool = False
    pieces: list[str] = field(default_factory=list)
    stopping: bool = False
    kept: bool = False
    opinion: Opinion | None = None

    def answered(self) -> bool:
        return self.future.done() and self.future.exception() is None

    def over(self) -> bool:
        """Nothing more is waited for: answered, failed, or stopped by the person."""
        return self.stopping or self.future.done()

    def stop(self) -> None:
        """At once for the page; the worker sees it at its next sentence, and what it finds then is not kept."""
        self.stopping = not self.future.done()

    def hear(self, sentence: str) -> None:
        """A sentence is written. Raises Cancelled once the person has asked to stop."""
        if self.stopping:
            raise Cancelled
        self.pieces.append(sentence)


@dataclass(slots=True)
class Task:
    """An ingest under way: the worker writes `progress` and reads `stopping`, the pages the other way round."""

    paths: tuple[Path, ...]
    progress: Progress | None = None
    stopping: bool = False
    started: float = field(default_factory=time.monotonic)
    future: Future[IngestReport] = field(default_factory=Future)
    number: int = field(default_factory=lambda: next(_NUMBERS))

    def stop(self) -> None:
        """At the next page or batch: what is stored stays."""
        self.stopping = True

    def report(self, progress: Progress) -> None:
        """Raises Cancelled once the person has asked to stop."""
        if self.stopping:
            raise Cancelled
        self.progress = progress


@dataclass(slots=True)
class Desk:
    """The assistant and the one ingest that every tab sees."""

    assistant: Assistant
    task: Task | None = None

    def busy(self) -> bool:
        return self.task is not None and not self.task.future.done()

    def ingest(self, paths: tuple[Path, ...]) -> Task:
        """Starts in the background; the task under way, if any, is given back instead."""
        if self.task is not None and self.busy():
            return self.task
        task = Task(paths)
        self.task = task
        task.future = _POOL.submit(self._read, task)
        return task

    def picture(self, document_id: str, page: int, quote: str, width: int) -> Future[PagePicture]:
        """A page with the quote boxed, drawn while the page of the app goes on."""
        return _POOL.submit(self.assistant.page_picture, document_id, page, quote, width)

    def _read(self, task: Task) -> IngestReport:
        report = self.assistant.ingest(task.paths, task.report)
        forget_refused(report, self.assistant.settings.corpus)
        return report


@dataclass(slots=True)
class Errand:
    """A short work that a click has started: `doing` is said while it lasts, `done` once it is."""

    doing: str
    done: str
    future: Future[object]


@dataclass(slots=True)
class Conversation:
    """The questions of one tab, oldest first; the journal knows it by its `id`."""

    exchanges: list[Exchange] = field(default_factory=list)
    id: str = field(default_factory=lambda: uuid4().hex)

    def history(self) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answered() and not exchange.stopping:
                turns.append(Turn("user", exchange.question))
                turns.append(Turn("assistant", exchange.future.result().answer.body.text))
        return tuple(turns)

    def ask(self, assistant: Assistant, question: str, documents: tuple[str, ...], engine: str = "") -> None:
        """Failed questions leave the page when the next one comes."""
        history = self.history()
        self.exchanges = [known for known in self.exchanges if not known.over() or known.answered()]
        exchange = Exchange(question, documents)
        exchange.future = _POOL.submit(answer_and_keep, assistant, exchange, history, (self.id, engine))
        self.exchanges.append(exchange)

    def clear(self) -> None:
        """A new conversation: the former one stays in the journal."""
        self.exchanges, self.id = [], uuid4().hex

    def reopen(self, assistant: Assistant, conversation: str) -> None:
        """One that the journal kept, each answer as it was given. Raises CtgbotError."""
        kept = assistant.journal.conversation(conversation) if assistant.journal else ()
        self.exchanges = [_exchange_of(assistant, one) for one in kept]
        self.id = conversation if kept else uuid4().hex


def answer_and_keep(
    assistant: Assistant, exchange: Exchange, history: tuple[Turn, ...], conversation: tuple[str, str]
) -> Shown:
    """The answer and the section around each citation, read once; kept unless the person has stopped it meanwhile.

    `conversation`: its id, then the engine asked for. An answer is shown even where it cannot be kept.
    """
    conversation_id, engine = conversation
    watched = {"engine": engine, "watch": exchange.hear, "cancelled": lambda: exchange.stopping}
    more: dict[str, Any] = watched if engine else {}
    answer = assistant.ask(exchange.question, exchange.documents, history, **more)
    shown = with_contexts(assistant, answer)
    if not exchange.stopping:
        try:
            exchange.kept = assistant.remember(exchange.id, conversation_id, exchange.documents, answer)
        except CtgbotError:
            logging.getLogger("ctgbot").warning("an answer could not be kept in the journal", exc_info=True)
    return shown


def with_contexts(assistant: Assistant, answer: Answer) -> Shown:
    cards = {card.id: card for card in assistant.documents()}
    contexts = {citation.id: _context(assistant, citation, cards) for citation in answer.body.citations}
    return Shown(answer, contexts, cards)


def engine_name(assistant: Assistant) -> str:
    """The language model that is configured; empty when none is."""
    named = getattr(assistant, "engine_name", None)
    return str(named()) if callable(named) else ""


def _exchange_of(assistant: Assistant, kept: Kept) -> Exchange:
    return Exchange(
        kept.answer.question,
        kept.documents,
        _POOL.submit(with_contexts, assistant, kept.answer),
        id=kept.id,
        revealed=True,
        kept=True,
        opinion=kept.opinion,
    )


def get_desk() -> Desk:
    """The one of the process, or the one around the assistant that a test has put in the session."""
    if "assistant" in st.session_state:
        if "desk" not in st.session_state:
            st.session_state["desk"] = Desk(st.session_state["assistant"])
        return cast("Desk", st.session_state["desk"])
    return _open_desk()


def start_errand(work: Callable[[], object], doing: str, done: str) -> None:
    """For a callback: the run that follows waits for it (see `pending_errand`), and a click meanwhile loses nothing."""
    st.session_state["errand"] = Errand(doing, done, _POOL.submit(work))


def pending_errand() -> Errand | None:
    return cast("Errand | None", st.session_state.get("errand"))


def forget_errand() -> None:
    st.session_state.pop("errand", None)


def get_conversation() -> Conversation:
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation()
    return cast("Conversation", st.session_state["conversation"])


@st.cache_resource(show_spinner="Chargement du modèle…")
def _open_desk() -> Desk:
    """Imported here: the first words of the page must not wait for torch."""
    from ctgbot.bootstrap import open_assistant
    from ctgbot.settings import Settings

    assistant = open_assistant(Settings())
    assistant.warm_up()
    return Desk(assistant)


def _context(assistant: Assistant, citation: Citation, cards: dict[str, DocumentCard]) -> Context:
    """The section as it is today; the passage that came with the quote when the text has changed since, or is gone."""
    if citation.document_id in cards:
        document = assistant.show(citation.document_id)
        if document.text[citation.start : citation.end] == citation.quote:
            return context_in(document, citation)
    return context_from_passage(citation)
