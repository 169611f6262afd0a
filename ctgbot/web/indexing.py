"""The index being built, as the page shows it: what is done, which file, the time left, and what became of each."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ctgbot.web.session import Desk, Task, get_desk
from ctgbot.web.uploads import forget_refused
from ctgbot.web.words import as_markdown, progress_words, report_words

MINE = "my_task"  # number of the ingest that this tab has started, and whose report it shows


def start_ingest(paths: tuple[Path, ...]) -> None:
    """A callback: the run that follows shows the progress."""
    st.session_state[MINE] = get_desk().ingest(paths).number


def show_progress(desk: Desk) -> None:
    """Nothing when no ingest is under way."""
    if desk.task is not None and desk.busy():
        _bar(desk.task)


def show_report(desk: Desk) -> None:
    """What became of the files of the ingest that this tab has started."""
    task = _mine(desk)
    if task is None or task.future.exception() is not None:
        return
    report = task.future.result()
    forget_refused(report, desk.assistant.settings.corpus)
    (st.warning if report.rejected else st.success)(report_words(report))
    for rejection in report.rejected:
        st.text(f"{Path(rejection.path).name} : {rejection.message}")


def failure_of(desk: Desk) -> BaseException | None:
    """Why the ingest of this tab has stopped, for the page to raise once all the rest is shown."""
    task = _mine(desk)
    return task.future.exception() if task else None


def _mine(desk: Desk) -> Task | None:
    """The last ingest, if it has ended and was started here."""
    task = desk.task
    if task is None or desk.busy():
        return None
    return task if st.session_state.get(MINE) == task.number else None


@st.fragment(run_every=0.5)
def _bar(task: Task) -> None:
    if task.future.done():
        st.rerun()
    progress = task.progress
    share = progress.done / progress.total if progress and progress.total else 0.0
    st.progress(min(1.0, share), text=as_markdown(progress_words(progress)))
