"""The rows of a page's ruled tables in place of their lines, one line for each row.

Cells are parted by a tab: a quote of a whole row holds no character that the document does not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ctgbot.adapters.readers.pdf_view import Corners, PageText, View
from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.text.line_hyphens import rejoined
from ctgbot.text.normalise import clean
from ctgbot.text.page_lines import PlacedLine
from ctgbot.text.page_tables import Table

_BETWEEN = "\t"


def with_rows(
    lines: tuple[PlacedLine, ...], tables: Sequence[Table], page: PageText, view: View
) -> tuple[PlacedLine, ...]:
    """The lines, those of each table replaced by its rows; left alone where that would lose or add a letter."""
    for table in tables:
        top, bottom = view.rect(table.area).top, view.rect(table.area).bottom
        places = [at for at, line in enumerate(lines) if line.top is not None and top <= line.top <= bottom]
        if not places or places[-1] - places[0] + 1 != len(places):
            continue
        replaced = lines[places[0] : places[-1] + 1]
        rows = [row for row in (_row(cells, page) for cells in table.rows) if row.strip()]
        if _letters(rows) != _letters([line.text for line in replaced]):
            continue
        tops = [line.top for line in replaced if line.top is not None]
        ends = {0: min(tops), len(rows) - 1: max(tops)}  # no blank line between two rows
        lines = (
            *lines[: places[0]],
            *(PlacedLine(row, ends.get(at)) for at, row in enumerate(rows)),
            *lines[places[-1] + 1 :],
        )
    return lines


def _row(cells: Sequence[Corners], page: PageText) -> str:
    return _BETWEEN.join(_cell(page.within(cell)) for cell in cells)


def _cell(text: str) -> str:
    """On one line, words cut at a line end made whole."""
    lines = [line.strip() for line in clean(text).translate(SYMBOLS).split("\n") if line.strip()]
    return " ".join(" ".join(rejoined([lines])[0]).split())


def _letters(lines: Sequence[str]) -> Counter[str]:
    return Counter(character for line in lines for character in line if character.isalnum())
