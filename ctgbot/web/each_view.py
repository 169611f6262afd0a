"""Tab « Question à chacune »: one question, the conventions to ask, a row for each; a click loses nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from ctgbot.each import MOST, Table, ask_each
from ctgbot.errors import Cancelled, CtgbotError
from ctgbot.model import DocumentCard
from ctgbot.web.each_markup import table_html
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown, document_line

_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ctgbot-each")
_KEY = "each"
_EXAMPLE = "Comment chaque commune traite-t-elle l'inclusion numérique ?"


@dataclass(slots=True)
class Asking:
    """The worker writes `done` and reads `stopping`, the page the other way round."""

    question: str
    total: int
    done: int = 0
    stopping: bool = False
    future: Future[Table] = field(default_factory=Future)

    def stop(self) -> None:
        self.stopping = True

    def watch(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        return self.stopping


def show_each(desk: Desk, cards: Sequence[DocumentCard]) -> None:
    known = {card.id: card for card in cards}
    with st.form("each-form"):
        question = st.text_input("Votre question", placeholder=_EXAMPLE, key="each-question")
        chosen = st.multiselect(
            "Conventions à interroger",
            list(known),
            format_func=lambda one: document_line(known[one]),
            placeholder=f"Toutes ({len(cards)})" if len(cards) <= MOST else f"Les {MOST} premières",
            key="each-chosen",
        )
        if st.form_submit_button("Poser à chacune", type="primary", icon=":material/table_rows:"):
            _start(desk, question.strip() or _EXAMPLE, [known[one] for one in chosen] or list(cards)[:MOST])
    task = _asking()
    if task is None:
        return
    if not task.future.done():
        _bar()
        return
    _ended(task)


def _start(desk: Desk, question: str, cards: Sequence[DocumentCard]) -> None:
    former = _asking()
    if former is not None:
        former.stop()
    task = Asking(question, len(cards))
    st.session_state[_KEY] = task
    assistant = desk.assistant
    task.future = _POOL.submit(lambda: ask_each(question, cards, assistant.ask, assistant.documents(), task.watch))


def _asking() -> Asking | None:
    return cast("Asking | None", st.session_state.get(_KEY))


def _ended(task: Asking) -> None:
    """The table, or a known failure; one that nobody expected is raised for the page to say."""
    failure = task.future.exception()
    if isinstance(failure, Cancelled):
        st.caption("Arrêté à votre demande.")
    elif isinstance(failure, CtgbotError):
        st.error(as_markdown(str(failure)), icon=":material/error:")
    elif failure is not None:
        raise failure
    else:
        _show(task.future.result())


def _show(table: Table) -> None:
    st.subheader(as_markdown(table.question))
    if table.refused is not None:
        st.warning(as_markdown(table.refused.body.text), icon=":material/block:")
        return
    st.html(table_html(table))


@st.fragment(run_every=0.5)
def _bar() -> None:
    task = _asking()
    if task is None or task.future.done():
        st.rerun()
        return
    st.progress(task.done / max(1, task.total), f"{task.done} conventions interrogées sur {task.total}")
    if st.button("Arrêter", disabled=task.stopping):
        task.stop()
