"""Tables in a text: one row a line, cells between tabs. What a piece of a table must be read with: its header row."""

from __future__ import annotations

from bisect import bisect_right

from ctgbot.text.lines import Line, split_lines

_LONGEST_CELL = 60  # characters of a cell of a header row
_LONGEST = 300
_MOST_WORDS = 8


def headers(text: str, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
    """(start of the second row, end, header) of each table of `text[start:end]` that has a header row."""
    if text.find("\t", start, end) < 0:
        return ()
    found: list[tuple[int, int, str]] = []
    rows: list[Line] = []
    for line in (*split_lines(text[start:end]), None):
        if line is not None and line.is_row:
            rows.append(line)
            continue
        header = _header(rows[0]) if len(rows) > 1 else ""
        if header:
            found.append((start + rows[1].start, start + rows[-1].end, header))
        rows = []
    return tuple(found)


def header_above(found: tuple[tuple[int, int, str], ...], place: int) -> str:
    """The header of the table in which a passage begins, behind its first row; empty anywhere else."""
    at = bisect_right(found, place, key=lambda table: table[0]) - 1
    return found[at][2] if at >= 0 and place < found[at][1] else ""


def _header(row: Line) -> str:
    """« champ | action | pilote »: short names, no sentence and no value in any cell."""
    cells = [cell.strip() for cell in row.text.strip().split("\t")]
    named = [cell for cell in cells if cell]
    if len(named) < 2 or len(row.text) > _LONGEST:
        return ""
    return " | ".join(named) if all(map(_is_name, named)) else ""


def _is_name(cell: str) -> bool:
    short = len(cell) <= _LONGEST_CELL and len(cell.split()) <= _MOST_WORDS
    year = cell.isdecimal() and len(cell) == 4
    return short and not cell.endswith((".", ";")) and (year or any(map(str.isalpha, cell)))
