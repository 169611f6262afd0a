"""Where the lines of an extractor stand on the page: pypdf gives the words, PDFium their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.adapters.readers.pdf_view import PageText
from ctgbot.text.page_lines import PlacedLine

_INK = re.compile(r"[^\s\-\u00ad\u2010\ufffe\x02]")  # both extractors disagree on spaces and on hyphens at line ends
_SEEN_ENOUGH = 12  # characters that find a line whose end was read differently
_TOO_SHORT = 4  # characters that are found anywhere


def placed(lines: Sequence[str], page: PageText) -> tuple[PlacedLine, ...]:
    """Each line with the baseline of its first character, looked for behind the line above it first."""
    inked = [(match.start(), match[0]) for match in _INK.finditer(page.characters)]
    written = "".join(character for _, character in inked)
    out: list[PlacedLine] = []
    cursor = 0
    for line in lines:
        needle = "".join(_INK.findall(line))
        at = _find(needle, written, cursor)
        if at < 0:
            out.append(PlacedLine(line))
            continue
        cursor = at + len(needle)
        point = page.origin(inked[at][0])
        out.append(PlacedLine(line, point[1] if point else None))
    return tuple(out)


def _find(needle: str, written: str, cursor: int) -> int:
    if not needle:
        return -1
    if written.startswith(needle, cursor):
        return cursor
    if len(needle) < _TOO_SHORT:
        return written.find(needle, cursor, cursor + 200)
    for sought in (needle, needle[:_SEEN_ENOUGH]):
        for start in (cursor, 0):
            at = written.find(sought, start)
            if at >= 0:
                return at
    return -1
