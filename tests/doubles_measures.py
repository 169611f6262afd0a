"""Measures kept in memory, for tests that judge no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ctgbot.measured import Item, Outcome, Run, Terms


@dataclass
class MeasuresDouble:
    """`kept`: every run with its outcomes, oldest first; `written`: the questions of the page."""

    kept: list[tuple[Run, tuple[Outcome, ...]]] = field(default_factory=list)
    written: tuple[Item, ...] = ()

    def add(self, when: str, terms: Terms, figures: dict[str, float], outcomes: Sequence[Outcome]) -> Run:
        run = Run(len(self.kept) + 1, when, terms, figures)
        self.kept.append((run, tuple(outcomes)))
        return run

    def runs(self, source: str | None = None) -> tuple[Run, ...]:
        return tuple(run for run, _ in reversed(self.kept) if source in (None, run.terms.source))

    def last(self, source: str) -> Run | None:
        return next(iter(self.runs(source)), None)

    def outcomes(self, number: int) -> tuple[Outcome, ...]:
        return self.kept[number - 1][1]

    def last_outcomes(self, items: Iterable[Item], before: int | None = None) -> dict[Item, Outcome]:
        wanted = set(items)
        earlier = [outcomes for run, outcomes in self.kept if before is None or run.number < before]
        return {one.item: one for outcomes in earlier for one in outcomes if one.item in wanted}

    def questions(self) -> tuple[Item, ...]:
        return self.written

    def set_questions(self, items: Sequence[Item]) -> None:
        self.written = tuple(items)
