"""The app around a double whose answers wait for a file, to see what a click does in the meantime."""

from __future__ import annotations

import os
import runpy
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from doubles_web import AssistantDouble  # noqa: E402 - found through the line above

from ctgbot.model import Answer, Turn  # noqa: E402


class SlowDouble(AssistantDouble):
    """Answers when the file of CTGBOT_TEST_GATE is there; each question is counted in a file beside it."""

    def ask(self, question: str, documents: Sequence[str] = (), history: Sequence[Turn] = ()) -> Answer:
        gate = Path(os.environ["CTGBOT_TEST_GATE"])
        with gate.with_name("asked.txt").open("a", encoding="utf-8") as asked:
            asked.write(f"{question}\n")
        for _ in range(600):
            if gate.exists():
                return super().ask(question, documents, history)
            time.sleep(0.05)
        raise AssertionError("nobody opened the gate")


@st.cache_resource
def double() -> SlowDouble:
    return SlowDouble()


st.session_state["assistant"] = double()
runpy.run_path(str(ROOT / "app.py"))
