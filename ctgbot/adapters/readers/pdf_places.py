"""Where the lines of an extractor stand on the page: pypdf gives the words, PDFium their places.

What is painted from right to left on one line, as the dots of a contents page before their title, is read from left to
right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.adapters.readers.pdf_view import PageText
from ctgbot.text.page_lines import PlacedLine

# Both extractors disagree on spaces, and on hyphens at line ends.
_HYPHENS = "-\u00ad\u2010\ufffe\x02\u200b\u2060"
_NO_INK = frozenset(_HYPHENS) | {chr(code) for code in range(0x3001) if chr(code).isspace()}
_SEEN_ENOUGH = 12  # characters that find a line whose end was read differently
_TOO_SHORT = 4  # characters that are found anywhere
_LEADERS = "._…"
_SAME_LINE = 1.0  # points between two baselines


@dataclass(frozen=True, slots=True)
class _Found:
    """A line with the places of its first and last character on the page, None when it was not found there."""

    line: PlacedLine
    first: int | None = None
    last: int = 0


def placed(lines: Sequence[str], page: PageText) -> tuple[PlacedLine, ...]:
    """Each line with the baseline of its first character, looked for behind the line above it first."""
    characters = page.characters
    written = _ink(characters)
    inked = [at for at, character in enumerate(characters) if character not in _NO_INK]
    found: list[_Found] = []
    cursor = 0
    for line in lines:
        needle = _ink(line)
        at = _find(needle, written, cursor)
        if at < 0:
            found.append(_Found(PlacedLine(line)))
            continue
        cursor = at + len(needle)
        point = page.origin(inked[at])
        last = inked[min(cursor, len(inked)) - 1]
        found.append(_Found(PlacedLine(line, point[1] if point else None), inked[at], last))
    return _left_to_right(found, page)


def _left_to_right(found: Sequence[_Found], page: PageText) -> tuple[PlacedLine, ...]:
    """« . . . . 2 » painted before « Préambule », at its right and on its line: « Préambule . . . . 2 »."""
    out: list[PlacedLine] = []
    before = _Found(PlacedLine(""))
    for one in found:
        if _stands_left_of(one, before, page):
            out[-1] = PlacedLine(f"{one.line.text} {out[-1].text}", out[-1].top)
        else:
            out.append(one.line)
        before = one
    return tuple(out)


def _stands_left_of(one: _Found, other: _Found, page: PageText) -> bool:
    """On the same line, and all of it to the left."""
    if one.first is None or other.first is None or one.line.top is None or other.line.top is None:
        return False
    if abs(one.line.top - other.line.top) > _SAME_LINE:
        return False
    ends, starts = page.box(one.last), page.origin(other.first)
    return ends is not None and starts is not None and ends.right <= starts[0] + _SAME_LINE


def _ink(text: str) -> str:
    """The characters that are not in `_NO_INK`; four times as fast as asking each of them."""
    ink = "".join(text.split())
    for hyphen in _HYPHENS:
        ink = ink.replace(hyphen, "")
    return ink


def _find(needle: str, written: str, cursor: int) -> int:
    if not needle:
        return -1
    if written.startswith(needle, cursor):
        return cursor
    if len(needle) < _TOO_SHORT:
        return written.find(needle, cursor, cursor + 200)
    for sought in (needle, needle[:_SEEN_ENOUGH]):
        for start in (cursor, 0):
            at = _find_run(sought, written, start)
            if at >= 0:
                return at
    return -1


def _find_run(sought: str, written: str, start: int) -> int:
    """« .....2 » is not the end of the longer « ........2 » of another line."""
    if sought[0] not in _LEADERS:
        return written.find(sought, start)
    match = re.compile(f"(?<!{re.escape(sought[0])}){re.escape(sought)}").search(written, start)
    return match.start() if match else -1
