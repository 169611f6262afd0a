"""What a sitting of the page « Rédaction » holds: the figures, the working copy, what is being made of them.

As in `session`: the work is done in a pool, and a run of the page only waits for it, so that a click loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from uuid import uuid4

import streamlit as st

from ctgbot.draft_work import Place, Request, Steps, Work, begun, followed
from ctgbot.model import Draft, Fact
from ctgbot.web.draft_form import rows_of
from ctgbot.web.uploads import Upload, safe_name

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant

_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ctgbot-draft")
_KEY = "draft-sitting"
TABLES = (".csv", ".txt")


@dataclass(slots=True)
class Sitting:
    """`base` are the rows that the grid was opened with, `rows` those it shows; `grid` changes when it opens anew.

    `read`: the facts of the files, `remarks` what was said of them. `future` is the draft that is waited for.
    """

    id: str = field(default_factory=lambda: uuid4().hex)
    base: tuple[dict[str, str], ...] = ()
    rows: tuple[dict[str, object], ...] = ()
    grid: int = 0
    read: tuple[Fact, ...] = ()
    remarks: tuple[str, ...] = ()
    steps: Steps | None = None
    future: Future[Steps] | None = None
    editing: Place | None = None
    said: tuple[str, str] = ("", "")

    def take(self, facts: Sequence[Fact], remarks: Sequence[str] = ()) -> None:
        """More facts into the grid, under those that it shows."""
        self.read, self.remarks = (*self.read, *facts), tuple(remarks)
        shown = tuple({name: str(value or "") for name, value in row.items()} for row in self.rows)
        self.base = (*(row for row in shown if any(row.values())), *rows_of(facts))
        self.rows, self.grid = tuple(dict(row) for row in self.base), self.grid + 1

    def start(self, assistant: Assistant, request: Request) -> None:
        """Another article, territoire or convention is another draft; else the text follows the figures."""
        before = self.steps
        if before is not None and not _same_subject(before.now.request, request):
            before, self.id = None, uuid4().hex
        self.editing = None
        self.future = _POOL.submit(_made, assistant, request, before, self.id)

    def reword(self, assistant: Assistant, place: Place) -> None:
        """A callback: the language model's words for one sentence, when they stand."""
        if self.steps is not None:
            self.future = _POOL.submit(_reworded, assistant, self.steps, place, self.id)

    def step(self, assistant: Assistant, work: Work) -> None:
        """A change by the agent, kept at once. Raises CtgbotError."""
        if self.steps is not None:
            self.steps = self.steps.then(work)
            assistant.keep_draft(self.id, work)

    def undo(self, assistant: Assistant) -> None:
        if self.steps is not None:
            self.steps = self.steps.back()
            assistant.keep_draft(self.id, self.steps.now)
            self.show(self.steps.now.request.facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """The grid opens anew with these figures."""
        self.read, self.base, self.grid = tuple(facts), rows_of(facts), self.grid + 1
        self.rows = tuple(dict(row) for row in self.base)


def sitting() -> Sitting:
    """The one of this tab."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Sitting()
    return cast("Sitting", st.session_state[_KEY])


def begin_afresh() -> None:
    """A callback: what was made stays among the drafts that are kept."""
    st.session_state[_KEY] = Sitting()


def reopen(assistant: Assistant, draft_id: str) -> None:
    """A callback: one that was kept, as it was left. Raises CtgbotError."""
    work = assistant.kept_draft(draft_id)
    if work is None:
        return
    now = Sitting(id=draft_id, steps=Steps(work))
    now.show(work.request.facts)
    st.session_state[_KEY] = now


def facts_of(
    assistant: Assistant, uploads: Sequence[Upload], territoire: str
) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """The figures of files that were handed over, and what must be said of them. Raises UnreadableFile."""
    with TemporaryDirectory(prefix="ctgbot-") as folder:
        paths = []
        for upload in uploads:
            given = Path(upload.name)
            suffix = given.suffix.lower() if given.suffix.lower() in TABLES else TABLES[0]
            path = Path(folder, safe_name(f"{given.stem}.txt")).with_suffix(suffix)
            path.write_bytes(upload.content)
            paths.append(path)
        return assistant.facts(paths, territoire)


def _same_subject(one: Request, other: Request) -> bool:
    return (one.article, one.territoire, one.document_id) == (other.article, other.territoire, other.document_id)


def _made(assistant: Assistant, request: Request, before: Steps | None, draft_id: str) -> Steps:
    draft: Draft = assistant.draft(
        request.article,
        request.territoire,
        document_id=request.document_id,
        facts=request.facts,
        fields=request.fields,
        short=request.short,
    )
    work = followed(before.now, request, draft) if before else begun(request, draft)
    assistant.keep_draft(draft_id, work)
    return before.then(work) if before else Steps(work)


def _reworded(assistant: Assistant, before: Steps, place: Place, draft_id: str) -> Steps:
    work = assistant.reword(before.now, place)
    assistant.keep_draft(draft_id, work)
    return before.then(work)
