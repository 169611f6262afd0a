"""The documents being read: what is done, which file, the time left, how to stop; then what became of each."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.model import IngestReport
from ctgbot.web.session import Desk, Task, get_desk
from ctgbot.web.sheet_markup import report_html
from ctgbot.web.words import as_markdown, pace_words, progress_words, share_done

MINE = "my_task"  # number of the ingest that this tab has started, and whose report it shows
_STOPPING = "Arrêt demandé : la page en cours s'achève…"
_HIDDEN = "hidden_report"  # number of the ingest whose report has been read


def start_ingest(paths: tuple[Path, ...]) -> None:
    """A callback: the run that follows shows the progress."""
    st.session_state[MINE] = get_desk().ingest(paths).number


def show_progress(desk: Desk) -> None:
    """Nothing when no ingest is under way."""
    if desk.task is not None and desk.busy():
        _bar(desk.task)


def show_report(desk: Desk) -> None:
    """What became of the files of the ingest that this tab has started, or why it could not be done, until put away."""
    task = _mine(desk)
    if task is None or st.session_state.get(_HIDDEN) == task.number:
        return
    failure = task.future.exception()
    if isinstance(failure, CtgbotError):
        st.error(as_markdown(str(failure)), icon=":material/error:")
    if failure is None:
        _report(task, task.future.result())


def _report(task: Task, report: IngestReport) -> None:
    with st.container(border=True, key="report", gap="small"):
        st.html(report_html(report))
        with st.container(horizontal=True):
            if report.cancelled:
                st.button("Reprendre", icon=":material/resume:", on_click=start_ingest, args=(task.paths,))
            st.button("Masquer ce compte rendu", type="tertiary", on_click=_hide, args=(task.number,))


def failure_of(desk: Desk) -> BaseException | None:
    """What nobody expected of the ingest of this tab, for the page to raise once all the rest is shown."""
    task = _mine(desk)
    failure = task.future.exception() if task else None
    return None if isinstance(failure, CtgbotError) else failure


def _mine(desk: Desk) -> Task | None:
    """The last ingest, if it has ended and was started here."""
    task = desk.task
    if task is None or desk.busy():
        return None
    return task if st.session_state.get(MINE) == task.number else None


def _hide(number: int) -> None:
    st.session_state[_HIDDEN] = number


@st.fragment(run_every=0.5)
def _bar(task: Task) -> None:
    if task.future.done():
        st.rerun()
    progress = task.progress
    with st.container(border=True, key="progress", gap="small"):
        st.progress(share_done(progress, time.monotonic() - task.started), text=as_markdown(progress_words(progress)))
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(_STOPPING if task.stopping else as_markdown(pace_words(progress)))
            st.button("Interrompre", icon=":material/stop_circle:", disabled=task.stopping, on_click=task.stop)
