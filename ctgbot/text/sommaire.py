"""Where the tables of contents are, so that their lines are never read as articles.

Two signs, because a contents page may have no title: a « SOMMAIRE » heading followed by entries, and a run of article
headings with next to nothing between them while the same articles stand elsewhere with their text.
"""

from __future__ import annotations

import re
from collections import Counter

from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, is_title_like

# « **Page X** », « ........ 12 », « Page 3 », a tab or « | » and a number
PAGE_MARK = re.compile(r"(?:\*\*)?\s*(?:page\s+(?:x+|\d+)|[.…·_]{3,}\s*(?:\d+|x+)?|[\t|]\s*\d{1,3}|\s{3,}\d{1,3})\s*(?:\*\*)?\s*$", re.IGNORECASE)  # fmt: skip
_MOST_BETWEEN_ENTRIES = 100  # characters: an entry that wraps and its page mark
_FEWEST_ENTRIES = 3

Span = tuple[int, int]


def without_page_mark(text: str) -> str:
    """« Article 7 : Modalités de collaboration **Page X** » → « Article 7 : Modalités de collaboration »."""
    return PAGE_MARK.sub("", text).strip()


def entry(line: Line) -> Heading | None:
    """The heading that an entry of a contents page announces."""
    return recognise(Line(line.start, line.end, without_page_mark(line.text)))


def find_sommaires(lines: tuple[Line, ...]) -> tuple[Span, ...]:
    """Spans of the contents pages, in order, from their title (if any) to the end of their last entry."""
    spans: list[Span] = []
    index = 0
    while index < len(lines):
        heading = recognise(lines[index])
        if heading and heading.kind == "sommaire":
            stop = _end_of_entries(lines, index + 1)
            spans.append((lines[index].start, lines[stop - 1].end))
            index = stop
        else:
            index += 1
    return tuple(spans) or _untitled(lines)


def _key(heading: Heading) -> tuple[str, int | str | None] | None:
    if heading.kind in ("article", "annexe"):
        return heading.kind, heading.number if heading.number is not None else heading.label
    if heading.shape == "named":
        return heading.kind, None
    return None


def _end_of_entries(lines: tuple[Line, ...], index: int) -> int:
    """Index of the first line that is no entry: a heading met again, or text that leads to no page."""
    seen: set[tuple[str, int | str | None]] = set()
    stop = index
    open_entry = False  # an entry without its page mark yet: the next line may continue it
    marked = any(PAGE_MARK.search(line.text) for line in lines[index : index + 12])
    for position in range(index, len(lines)):
        line = lines[position]
        if line.is_blank:
            continue
        heading = entry(line)
        key = _key(heading) if heading else None
        if heading and heading.shape in ("vu", "fait"):
            break
        if key is not None and key in seen:
            break
        has_mark = bool(PAGE_MARK.search(line.text))
        if key is not None:
            seen.add(key)
        elif not has_mark and not (open_entry and marked) and not _plain_entry(heading, line, marked):
            break
        open_entry = not has_mark
        stop = position + 1
    return stop


def _plain_entry(heading: Heading | None, line: Line, marked: bool) -> bool:
    """In a contents page without page numbers, « TITRE II – … » and « 3. Durée » are entries too."""
    return heading is not None and (heading.kind == "partie" or not marked) and is_title_like(line.bare)


def _untitled(lines: tuple[Line, ...]) -> tuple[Span, ...]:
    found = [(position, heading) for position, line in enumerate(lines) if (heading := entry(line)) and heading.kind == "article"]  # fmt: skip
    counts = Counter(_key(heading) for _, heading in found)
    runs: list[list[int]] = [[]]
    for position, heading in found:
        previous = runs[-1][-1] if runs[-1] else None
        near = previous is not None and lines[position].start - lines[previous].end <= _MOST_BETWEEN_ENTRIES
        if not near:
            runs.append([])
        if counts[_key(heading)] > 1:
            runs[-1].append(position)
    return tuple(
        (lines[_first_line_of(lines, run)].start, lines[_last_line_of(lines, run)].end)
        for run in runs
        if len(run) >= _FEWEST_ENTRIES and not _has_body(lines, run)
    )


def _has_body(lines: tuple[Line, ...], run: list[int]) -> bool:
    """A prose line between two of the run's headings: very short articles, not a contents page."""
    between = [line for line in lines[run[0] : run[-1]] if not line.is_blank and entry(line) is None]
    return any(line.bare.endswith((".", ";")) and not PAGE_MARK.search(line.text) for line in between)


def _first_line_of(lines: tuple[Line, ...], run: list[int]) -> int:
    """The « TITRE I – … » entries right above the first article's entry."""
    first = run[0]
    for position in range(run[0] - 1, max(run[0] - 6, -1), -1):
        heading = entry(lines[position])
        if heading is None and not lines[position].is_blank:
            break
        if heading:
            first = position
    return first


def _last_line_of(lines: tuple[Line, ...], run: list[int]) -> int:
    """The last entry with the page mark or the annexes that follow it."""
    last = run[-1]
    for position in range(last + 1, min(last + 12, len(lines))):
        line = lines[position]
        heading = entry(line)
        if line.is_blank or (heading and heading.kind == "annexe") or PAGE_MARK.search(line.text):
            last = position if not line.is_blank else last
        else:
            break
    return last
