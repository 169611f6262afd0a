"""Headers, footers and page numbers: what stands at the same place of page after page is not the document's text.

A line is furniture when it stands in the margin of most pages with the same words, and its digits either stay the
same or follow the page number. « Fiche action n° 3 » at the top of a page is a heading, whatever it repeats.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ctgbot.text.headings import recognise
from ctgbot.text.lines import Line
from ctgbot.text.normalise import fold
from ctgbot.text.page_lines import PageLines

_MARGIN = 0.13  # of the height, at the top and at the bottom
_SAME_PLACE = 4.0  # points
_MOST_PAGES = 0.6
_FEWEST_PAGES = 3
_RUNNING = 3  # pages in a row that make a running title of a part of the document
_ALIKE = 85  # of 100: « Rivemont - page # » and « Rivemont · page # », not « Fiche # » and « Fin #  »
_LONG_ENOUGH = 10
_LONGEST = 200  # characters
_DIGITS = re.compile(r"\d+")
# « Page 3 sur 12 », « 3/12 », « - 3 - »: the page's own number says so by itself
_PAGE_OF = re.compile(r"^[-–—|\s]*(?:page|p\.|pages?)?\s*(\d+)\s*(?:(?:sur|/|de|of)\s*\d+)?[-–—|.\s]*$")
_NUMBERED = re.compile(r"^(?:article|art\.|fiche|annexe|axe|titre|chapitre|orientation|objectif|action|partie)\b")


@dataclass(frozen=True, slots=True)
class _Occurrence:
    page: int  # place in the sequence of pages
    line: int
    top: float
    numbers: tuple[int, ...]
    text: str


def furniture(pages: Sequence[PageLines], misread: Collection[int] = ()) -> tuple[frozenset[int], ...]:
    """For each page, the places of its lines that are header, footer or page number.

    `misread`: places of the pages whose letters were recognised, where one header is read in several ways.
    """
    found: list[set[int]] = [set() for _ in pages]
    margins = _margin_lines(pages)
    repeated: set[str] = set()
    for words, same_words in margins.items():
        for group in _same_place(same_words):
            for occurrence in _repeated(group, pages):
                found[occurrence.page].add(occurrence.line)
                repeated.add(words)
    for words in margins if misread else ():
        if any(len(one) >= _LONG_ENOUGH and fuzz.ratio(words, one) >= _ALIKE for one in repeated):
            for occurrence in margins[words]:
                if occurrence.page in misread:
                    found[occurrence.page].add(occurrence.line)
    for place, page in enumerate(pages):
        found[place].update(_own_number(page))
    return tuple(frozenset(places) for places in found)


def _margin_lines(pages: Sequence[PageLines]) -> dict[str, list[_Occurrence]]:
    """The lines of the margins by their words, whatever their digits."""
    found: dict[str, list[_Occurrence]] = defaultdict(list)
    for place, page in enumerate(pages):
        for at, line in enumerate(page.lines):
            if line.top is None or not _in_margin(line.top, page.height) or len(line.text) > _LONGEST:
                continue
            key = "".join(_DIGITS.sub("#", fold(line.text)).split())
            if key:
                numbers = tuple(int(digits[-9:]) for digits in _DIGITS.findall(line.text))
                found[key].append(_Occurrence(place, at, line.top, numbers, line.text))
    return found


def _in_margin(top: float, height: float) -> bool:
    return top <= _MARGIN * height or top >= (1 - _MARGIN) * height


def _same_place(occurrences: list[_Occurrence]) -> Iterable[list[_Occurrence]]:
    group: list[_Occurrence] = []
    for occurrence in sorted(occurrences, key=lambda one: one.top):
        if group and occurrence.top - group[-1].top > _SAME_PLACE:
            yield group
            group = []
        group.append(occurrence)
    if group:
        yield group


def _repeated(group: list[_Occurrence], pages: Sequence[PageLines]) -> list[_Occurrence]:
    """The occurrences that repeat one another; none when the group is ordinary text."""
    changing, following = _digits(group, pages)
    if changing and (not following or _is_heading(group[0].text)):
        return []
    on = sorted({occurrence.page for occurrence in group})
    enough = 2 if following else _FEWEST_PAGES
    if len(on) >= enough and _is_most(on, len(pages)):
        return group
    running = _running(on, 2 if following else _RUNNING)
    if running and _is_heading(group[0].text):
        running.remove(min(running))  # « TITRE II – GOUVERNANCE » may be the title itself where it stands first
    return [one for one in group if one.page in running]


def _digits(group: list[_Occurrence], pages: Sequence[PageLines]) -> tuple[bool, bool]:
    """Whether some digits change from page to page, and whether all that do follow the page number."""
    changing = [at for at in range(len(group[0].numbers)) if len({one.numbers[at] for one in group}) > 1]
    following = all(
        len({one.numbers[at] - pages[one.page].number for one in group}) == 1 and len({one.page for one in group}) > 1
        for at in changing
    )
    return bool(changing), bool(changing) and following


def _is_most(on: list[int], total: int) -> bool:
    """Most pages, or most of the left-hand or of the right-hand ones."""
    if len(on) >= _MOST_PAGES * total:
        return True
    return any(
        sum(place % 2 == side for place in on) == len(on) >= _MOST_PAGES * len(range(side, total, 2)) for side in (0, 1)
    )


def _running(on: list[int], fewest: int) -> set[int]:
    """The pages that follow one another, at least so many: the running title of a part."""
    kept: set[int] = set()
    run: list[int] = []
    for place in on:
        run = [*run, place] if run and place == run[-1] + 1 else [place]
        if len(run) >= fewest:
            kept.update(run)
    return kept


def _is_heading(text: str) -> bool:
    bare = text.strip()
    return bool(_NUMBERED.match(fold(bare))) or recognise(Line(0, len(bare), bare)) is not None


def _own_number(page: PageLines) -> Iterable[int]:
    """« Page 3 sur 12 » on page 3, even when the file has no other page like it."""
    for at, line in enumerate(page.lines):
        if line.top is None or not _in_margin(line.top, page.height):
            continue
        match = _PAGE_OF.match(fold(line.text))
        if match and int(match[1][-9:]) == page.number and not line.text.strip().isdigit():
            yield at
