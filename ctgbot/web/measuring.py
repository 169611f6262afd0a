"""A measure under way: done in a pool, so that a click neither loses it nor starts it twice; it can be stopped."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from ctgbot.errors import Cancelled
from ctgbot.measure import Measured
from ctgbot.measured import Item
from ctgbot.web.session import Desk

SOURCE = "questions de la page Mesure"
_POOL = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ctgbot-measure")  # two at once would measure each other
_KEY = "measuring"


@dataclass(slots=True)
class Measuring:
    """The worker writes `done` and reads `stopping`, the page the other way round."""

    total: int
    done: int = 0
    stopping: bool = False
    future: Future[Measured] = field(default_factory=Future)

    def stop(self) -> None:
        self.stopping = True

    def report(self, done: int, total: int) -> None:
        """Raises Cancelled once the person has asked to stop."""
        if self.stopping:
            raise Cancelled
        self.done, self.total = done, total


def start_measure(desk: Desk, items: tuple[Item, ...]) -> None:
    """A callback: the run that follows shows the progress; nothing when one is under way."""
    known = measuring()
    if known is not None and not known.future.done():
        return
    task = Measuring(len(items))
    st.session_state[_KEY] = task
    task.future = _POOL.submit(lambda: desk.assistant.measure(items, SOURCE, watch=task.report))


def measuring() -> Measuring | None:
    """The one that this tab has started last."""
    return cast("Measuring | None", st.session_state.get(_KEY))


def forget_measuring() -> None:
    st.session_state.pop(_KEY, None)
