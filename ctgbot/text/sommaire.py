"""Where the tables of contents are, so that their lines are never read as articles.

Two signs, because a contents page may have no title: a « SOMMAIRE » heading followed by entries, and a run of article
headings with next to nothing between them while the same articles stand elsewhere with their text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, is_title_like
from ctgbot.text.spans import Span

# « **Page X** », « ........ 12 », « . . . . 12 », « .  .  .  . 12 », « Page 3 », a tab or « | » and a number
_PAGE_MARK = re.compile(
    r"(?:\*\*)?\s*(?:\bpage\s+(?:x+|\d+)|(?:[.…·_][ ]{0,3}){3,}\s*(?:\d+|x+)?"
    r"|[\t|]\s*\d{1,3}|\s{3,}\d{1,3})\s*(?:\*\*)?\s*$",
    re.IGNORECASE,
)
_MARK_ENDS = tuple("0123456789xX.…·_*")
_LONGEST_ENTRY = 400  # characters: no contents page has a longer line, and the mark is sought backwards
_MOST_BETWEEN_ENTRIES = 100  # characters: an entry that wraps and its page mark
_FEWEST_ENTRIES = 3

Headings = tuple[Heading | None, ...]
_Key = tuple[str, int | str | None]


def has_page_mark(line: Line) -> bool:
    """Whether the line ends as an entry of a contents page does."""
    if len(line.text) > _LONGEST_ENTRY or line.text.rstrip()[-1:] not in _MARK_ENDS:
        return False
    return bool(_PAGE_MARK.search(line.text))


def without_page_mark(text: str) -> str:
    """« Article 7 : Modalités de collaboration **Page X** » → « Article 7 : Modalités de collaboration »."""
    return _PAGE_MARK.sub("", text).strip() if len(text) <= _LONGEST_ENTRY else text


def entry(line: Line) -> Heading | None:
    """The heading that an entry of a contents page announces."""
    return recognise(Line(line.start, line.end, without_page_mark(line.text)))


def find_sommaires(lines: tuple[Line, ...], headings: Headings) -> tuple[Span, ...]:
    """Spans of the contents pages, in order, from their title (if any) to the end of their last entry."""
    marked = tuple(has_page_mark(line) for line in lines)
    entries = tuple(
        entry(line) if has_mark else heading for line, has_mark, heading in zip(lines, marked, headings, strict=True)
    )
    page = _Contents(lines, entries, marked)
    spans: list[Span] = []
    index = 0
    while index < len(lines):
        heading = headings[index]
        if heading and heading.kind == "sommaire":
            stop = page.end_of_entries(index + 1)
            spans.append((lines[index].start, lines[stop - 1].end))
            index = stop
        else:
            index += 1
    return tuple(spans) or page.untitled()


def _key(heading: Heading | None) -> _Key | None:
    """What an entry and the heading that it announces have in common."""
    if heading is None:
        return None
    if heading.kind in ("article", "annexe"):
        return heading.kind, heading.number if heading.number is not None else heading.label
    if heading.shape == "named":
        return heading.kind, None
    if heading.shape == "plan":
        return heading.word, str(heading.numbers or heading.label)
    if heading.shape in ("numbered", "word"):
        return heading.shape, heading.label
    return None


class _Contents:
    """The lines, the heading that each would announce as an entry, and whether it ends with a page mark."""

    def __init__(self, lines: tuple[Line, ...], entries: Headings, marked: tuple[bool, ...]) -> None:
        self.lines, self.entries, self.marked = lines, entries, marked

    def end_of_entries(self, index: int) -> int:
        """Index of the first line that is no entry: a heading met again, or text that leads to no page."""
        seen: set[_Key] = set()
        stop = index
        open_entry = False  # an entry without its page mark yet: the next line may continue it
        has_marks = any(self.marked[index : index + 12])
        for position in range(index, len(self.lines)):
            line, heading = self.lines[position], self.entries[position]
            if line.is_blank:
                continue
            key = _key(heading)
            if (heading and heading.shape in ("vu", "fait")) or (key is not None and key in seen):
                break
            continues = self.marked[position] or (open_entry and has_marks)
            if not continues and not self._is_plain_entry(position, has_marks):
                break
            if key is not None:
                seen.add(key)
            open_entry = not self.marked[position]
            stop = position + 1
        return stop

    def _is_plain_entry(self, position: int, has_marks: bool) -> bool:
        """« Article 4 : … », « Préambule »; in a contents page without page numbers « 3. Durée » and any title too."""
        heading = self.entries[position]
        if heading is None:
            return False
        if heading.kind in ("article", "annexe") or heading.shape == "named":
            return True
        return (heading.kind == "partie" or not has_marks) and is_title_like(self.lines[position].bare)

    def untitled(self) -> tuple[Span, ...]:
        """Runs of entries whose articles stand elsewhere too."""
        counts = Counter(_key(heading) for heading in self.entries)
        runs: list[list[int]] = [[]]
        seen: set[_Key | None] = set()
        for position, heading in enumerate(self.entries):
            if heading is None or not _is_article(heading):
                if self._is_prose(position):
                    runs.append([])
                continue
            key = _key(heading)
            if key in seen or self._is_far(runs[-1], position):
                runs.append([])
            if not runs[-1]:
                seen = set()
            seen.add(key)
            if counts[key] > 1:
                runs[-1].append(position)
        kept = [run for run in runs if len(run) >= _FEWEST_ENTRIES]
        return tuple((self.lines[self._first(run)].start, self.lines[self._last(run)].end) for run in kept)

    def _is_prose(self, position: int) -> bool:
        """A sentence between two headings: very short articles, not a contents page."""
        if self.entries[position] is not None or self.marked[position]:
            return False
        return self.lines[position].text.rstrip().endswith((".", ";"))

    def _is_far(self, run: list[int], position: int) -> bool:
        return bool(run) and self.lines[position].start - self.lines[run[-1]].end > _MOST_BETWEEN_ENTRIES

    def _first(self, run: list[int]) -> int:
        """The « TITRE I – … » entries right above the first article's entry."""
        above = range(run[0] - 1, max(run[0] - 6, -1), -1)
        return self._reach(run[0], above, lambda position: self.entries[position] is not None)

    def _last(self, run: list[int]) -> int:
        """The last entry with the page mark or the annexes that follow it."""
        below = range(run[-1] + 1, min(run[-1] + 12, len(self.lines)))
        return self._reach(run[-1], below, self._trails)

    def _trails(self, position: int) -> bool:
        heading = self.entries[position]
        return self.marked[position] or (heading is not None and heading.kind == "annexe")

    def _reach(self, from_: int, positions: range, holds: Callable[[int], bool]) -> int:
        """The farthest position up to which every line that is not blank holds."""
        for position in positions:
            if self.lines[position].is_blank:
                continue
            if not holds(position):
                break
            from_ = position
        return from_


def _is_article(heading: Heading) -> bool:
    return heading.kind == "article" or heading.shape == "numbered"
