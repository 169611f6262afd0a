"""Which heading stands under which: by the file's own levels, by numbers, by the order in which parts are met.

« Fiche 2.1 » belongs to « Axe 2 » wherever it stands; « 3. Gouvernance » follows « 2. Axes » and so ends the axes
that were opened in between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ctgbot.text.headings import Heading
from ctgbot.text.normalise import level
from ctgbot.text.plan_words import RANKS

Rung = Literal["annexe", "part", "article", "clause"]
_LOOKS = ("bold", "rubric", "markdown")  # shapes that name nothing countable
_DEEPEST = 9  # headings above one: a text that nests more is no outline
_WIDEST_HOLE = 2  # « Axe 1 », then « Axe 3 »: one is missing, they are still sisters
_OF_PLAN = re.compile(r"\b(?:axes?|orientations?|objectifs?|actions?|fiches?|plan|programme|declinaison|strateg)")
_SHEETS = ("fiche", "action", "mesure")


@dataclass(frozen=True, slots=True)
class _Open:
    heading: Heading
    rung: Rung
    depth: float  # by style; what has none stands half a level below what holds it

    @property
    def is_look(self) -> bool:
        return self.rung == "part" and self.heading.shape in _LOOKS and not self.heading.style


class Outline:
    """The headings open at a point of the text, outermost first; alive for one call of `decide`."""

    def __init__(self, ranks: Mapping[str, float] = RANKS, detached: frozenset[str] = frozenset()) -> None:
        self._ranks = ranks
        self._detached = detached
        self._open: list[_Open] = []
        self._owners: dict[tuple[int, ...], list[_Open]] = {}  # (2,) → the chain down to « Axe 2 »

    def trail(self) -> tuple[str, ...]:
        return tuple(held.heading.label for held in self._open)

    def alone(self, heading: Heading) -> tuple[str, ...]:
        """Préambule, visas, signatures: nothing stands above, and all that was open ends."""
        self._open = []
        return (heading.label,)

    def annexe(self, heading: Heading) -> tuple[str, ...]:
        self._owners = {}
        return self._put(0, heading, "annexe")

    def article(self, heading: Heading, *, is_grouped: bool) -> tuple[str, ...]:
        """Under an annexe and the titles, chapters and styled parts that may hold articles.

        `is_grouped`: the part above has no text of its own, hence names the articles that follow.
        """
        keep = 0
        in_annexe = bool(self._open) and self._open[0].rung == "annexe"
        for held in self._open:
            if held.rung not in ("annexe", "part") or not self._may_hold(held, heading, is_grouped, in_annexe):
                break
            keep += 1
        return self._put(keep, heading, "article")

    def clause(self, heading: Heading) -> tuple[str, ...]:
        """Under its article, or under a clause of a higher style."""
        keep = len(self._open)
        while keep and self._open[keep - 1].rung == "clause" and not self._is_deeper(heading, self._open[keep - 1]):
            keep -= 1
        return self._put(keep, heading, "clause")

    def is_open(self, heading: Heading) -> bool:
        """« Axe 2 » written again on top of each of its fiches."""
        same = (heading.word, heading.numbers)
        return bool(heading.numbers) and any((held.heading.word, held.heading.numbers) == same for held in self._open)

    def owns(self, numbers: tuple[int, ...]) -> bool:
        """Whether « 2.1 » has a « 2. » above it or a « 2.2 » beside it."""
        return numbers[:-1] in self._owners or any(
            len(held.heading.numbers) == len(numbers) and held.heading.numbers[:-1] == numbers[:-1]
            for held in self._open
        )

    def part(self, heading: Heading) -> tuple[str, ...]:
        """Any other heading, under what its number, its style or its place says."""
        while self._open and self._open[-1].rung == "clause":
            self._open.pop()
        if len(heading.numbers) > 1 and self._owner(heading):
            self._open = list(self._owner(heading))
            keep = len(self._open)
        elif heading.style and heading.shape != "rubric":
            keep = self._by_style(heading)
        elif heading.numbers:
            keep = self._by_number(heading)
        else:
            keep = self._by_look(heading)
        trail = self._put(keep, heading, "part")
        if heading.numbers:
            self._owners[heading.numbers] = list(self._open)
        return trail

    def _put(self, keep: int, heading: Heading, rung: Rung) -> tuple[str, ...]:
        keep = min(keep, _DEEPEST)
        above = self._open[keep - 1].depth if keep else 0.0
        depth = float(heading.style) if heading.style else above + 0.5
        self._open = [*self._open[:keep], _Open(heading, rung, 0.0 if rung == "annexe" else depth)]
        return self.trail()

    def _may_hold(self, held: _Open, article: Heading, is_grouped: bool, in_annexe: bool) -> bool:
        if held.rung == "annexe":
            return True
        if held.heading.style and article.style:
            return held.heading.style < article.style
        if in_annexe:
            return held.heading.shape == "word"
        return is_grouped or held.heading.shape not in _LOOKS

    def _is_deeper(self, heading: Heading, held: _Open) -> bool:
        return 0 < held.heading.style < heading.style

    def _owner(self, heading: Heading) -> list[_Open]:
        """The chain down to the part whose number begins this one's; never a part of the same word and depth."""
        for length in range(len(heading.numbers) - 1, 0, -1):
            chain = self._owners.get(heading.numbers[:length])
            if chain:
                return chain
        return []

    def _by_style(self, heading: Heading) -> int:
        keep = len(self._open)
        while keep and self._open[keep - 1].rung != "annexe":
            held = self._open[keep - 1]
            if not held.is_look and held.depth < heading.style:
                break
            keep -= 1
        return keep

    def _by_number(self, heading: Heading) -> int:
        """Beside the number before it; « 1 » opens a count under what is open; else by the rank of its word."""
        for keep in range(len(self._open), 0, -1):
            if _is_sister(self._open[keep - 1].heading, heading):
                return keep - 1
        keep = len(self._open)
        counts_from_one = heading.numbers[-1] == 1
        while keep and self._open[keep - 1].rung != "annexe":
            held = self._open[keep - 1]
            if not held.is_look and self._may_stand_under(heading, held.heading, counts_from_one):
                break
            keep -= 1
        return keep

    def _may_stand_under(self, heading: Heading, held: Heading, counts_from_one: bool) -> bool:
        rank, above = self._ranks.get(heading.word), self._ranks.get(held.word)
        if rank and above and heading.word in self._detached:
            return False
        if rank and above:
            return above < rank or (counts_from_one and heading.word == "objectif" and held.word in _SHEETS)
        if rank:
            return rank > RANKS["orientation"] or held.shape not in ("numbered", "decimal") or _speaks_of_plan(held)
        return counts_from_one and _class(held) != _class(heading)

    def _by_look(self, heading: Heading) -> int:
        """A rubric under its fiche; any other title too, unless the fiche has rubrics: then it ends the plan."""
        is_rubric = heading.shape == "rubric"
        ends_plan = not is_rubric and any(held.heading.shape == "rubric" for held in self._open)
        keep = len(self._open)
        while keep and self._open[keep - 1].rung != "annexe":
            held = self._open[keep - 1]
            if not held.is_look and held.heading.shape != "rubric" and not (ends_plan and held.heading.word in RANKS):
                break
            keep -= 1
        return keep


def _speaks_of_plan(held: Heading) -> bool:
    """« 3. Axes et fiches-actions » holds the axes; « 4. Enjeux et principes » only stands before them."""
    return bool(_OF_PLAN.search(level(held.title)))


def _class(heading: Heading) -> tuple[str, str, int, bool]:
    return heading.shape, heading.word, len(heading.numbers), heading.mark.isdigit()


def _is_sister(held: Heading, heading: Heading) -> bool:
    """Same word and shape of number, counted on."""
    if not held.numbers or _class(held) != _class(heading) or held.numbers[:-1] != heading.numbers[:-1]:
        return False
    return 0 < heading.numbers[-1] - held.numbers[-1] <= _WIDEST_HOLE
