"""Ctrl-C in a terminal: the step under way ends, what is done is kept, and it is said in French."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from doubles_cli import CliAssistant

from ctgbot.cli import main
from ctgbot.errors import Cancelled
from ctgbot.model import Answer, IngestReport, Progress, Turn

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant


@dataclass
class Pressed(CliAssistant):
    """Somebody presses Ctrl-C, this many times, while it works."""

    times: int = 1

    def ingest(self, paths: Sequence[Path], progress: Callable[[Progress], None] | None = None) -> IngestReport:
        for _ in range(self.times):
            signal.raise_signal(signal.SIGINT)
        try:
            return super().ingest(paths, progress)
        except Cancelled:
            return replace(IngestReport((), (), (), (), 1.25), cancelled=True)

    def ask(
        self,
        question: str,
        documents: Sequence[str] = (),
        history: Sequence[Turn] = (),
        *,
        engine: str = "extractive",
    ) -> Answer:
        signal.raise_signal(signal.SIGINT)
        return super().ask(question, documents, history, engine=engine)


@pytest.fixture(autouse=True)
def _handler() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background ignores it
    yield
    assert signal.getsignal(signal.SIGINT) == signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def run(assistant: CliAssistant, *arguments: str) -> int:
    return main(arguments, lambda _settings: cast("Assistant", assistant))


def test_an_ingest_ends_at_its_next_step_and_says_what_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Pressed(), "ingest", "corpus") == 1
    said = capsys.readouterr().err
    assert "Interruption demandée" in said
    assert "Interrompu à votre demande" in said


def test_pressed_twice_it_ends_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Pressed(times=2), "ingest", "corpus") == 1
    said = capsys.readouterr().err
    assert said.endswith("Interrompu.\n")
    assert "à votre demande" not in said


def test_a_question_ends_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Pressed(), "ask", "Quel préavis ?") == 1
    assert capsys.readouterr().err == "Interrompu.\n"
