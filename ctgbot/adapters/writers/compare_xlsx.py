"""A comparison as an Excel file: the values to filter, the quotes that prove them, how many conventions say what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ctgbot.adapters.writers.cells import one_line, standing_words
from ctgbot.adapters.writers.compare_csv import FORMULA
from ctgbot.adapters.writers.compare_lines import (
    APART,
    DISCLAIMER,
    Line,
    column_name,
    left_out_words,
    lines_of,
    marks_of,
)
from ctgbot.clauses.comparison import apart
from ctgbot.model import Cell, Comparison

_LONGEST = 32_000  # Excel takes 32 767 characters in a cell
_LINE, _TALLEST = 15, 120  # points; a long cell is cut on the screen, never in the file
_IDENTITY = (("Territoire", 30), ("Période d'origine", 17), ("Nature du texte", 18))
_CITATIONS = (
    ("Territoire", 30), ("Période", 12), ("Clause", 30), ("État", 15), ("Valeur", 34), ("Remarque", 24),
    ("Document cité", 40), ("Article", 30), ("Page", 8), ("Citation", 90),
)  # fmt: skip
_GROUPS = (("Clause", 36), ("Réponse", 50), ("Conventions", 14), ("Lesquelles", 90))
_A4 = "9"  # its number among the paper sizes of the format
_ON_PAPER = 320  # characters: a wider sheet would be too small to read on one page
_NARROW, _WIDE = 20, 44  # characters


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell is drawn; `is_words`: its first character would make a formula of it."""

    bold: bool = False
    fill: str = ""
    colour: str = ""
    is_words: bool = False


_PLAIN, _HEADER = _Look(), _Look(bold=True, fill="E9EDF1")
_APART, _EMPTY = _Look(bold=True, fill="FCF1DC"), _Look(colour="4A5866")


def write_comparison_xlsx(comparison: Comparison, day: date) -> bytes:
    """Sheets « Valeurs », « Citations », « Répartition », « À lire »."""
    book = Workbook(write_only=True)
    _values(_Sheet(book, "Valeurs", [*_IDENTITY, *_widths(comparison)], "B2"), comparison)
    citations = _Sheet(book, "Citations", _CITATIONS, "A2")
    for line in lines_of(comparison):
        citations.add(_citation(line))
    citations.close()
    _groups(_Sheet(book, "Répartition", _GROUPS, "A2"), comparison)
    _notes(_Sheet(book, "À lire", (("Rubrique", 24), ("Précision", 110)), "A2"), comparison, day)
    book.properties.title, book.properties.creator = "Comparaison de conventions", ""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Sheet:
    """Written row after row: a thousand conventions make three hundred thousand cells.

    A look is made once and shared: to dress each cell takes longer than to write it.
    """

    def __init__(self, book: Workbook, title: str, columns: Sequence[tuple[str, int]], frozen: str) -> None:
        self._sheet: Any = book.create_sheet(title)
        self._looks: dict[_Look, Any] = {}
        self._widths = [width for _, width in columns]
        self._rows = 0
        for number, width in enumerate(self._widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._sheet.freeze_panes = frozen
        self._sheet.print_title_rows = "1:1"
        self._sheet.page_setup.orientation, self._sheet.page_setup.paperSize = "landscape", _A4
        if sum(self._widths) <= _ON_PAPER:
            self._sheet.page_setup.fitToHeight, self._sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
        else:
            self._sheet.print_title_cols = "A:A"
        self.add([(name, _HEADER) for name, _ in columns])

    def add(self, values: Sequence[tuple[object, _Look]]) -> None:
        self._rows += 1
        cells = [None if value is None else self._cell(value, look) for value, look in values]
        self._sheet.row_dimensions[self._rows].height = self._height(values)
        self._sheet.append(cells)

    def close(self) -> None:
        """Filters over what was written."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._widths))}{self._rows}"

    def _height(self, values: Sequence[tuple[object, _Look]]) -> int:
        """Not every spreadsheet fits a row to wrapped words when it opens a file."""
        pairs = zip(values, self._widths, strict=True)
        lines = max(-(-len(str(value or "")) // max(1, width - 3)) for (value, _), width in pairs)
        return min(_TALLEST, _LINE * max(1, lines))

    def _cell(self, value: object, look: _Look) -> Any:
        if not isinstance(value, str):
            cell: Any = WriteOnlyCell(self._sheet, value)
        else:
            words = one_line(value, _LONGEST)
            cell = WriteOnlyCell(self._sheet, words)
            cell.data_type = "s"
            if words.startswith(FORMULA):
                look = replace(look, is_words=True)
        cell._style = self._look(look)
        return cell

    def _look(self, look: _Look) -> Any:
        if look not in self._looks:
            cell: Any = WriteOnlyCell(self._sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            cell.border = Border(bottom=Side("thin", color="D5DCE3"))
            cell.font = Font(name="Calibri", sz=11, bold=look.bold, color=look.colour or None)
            if look.fill:
                cell.fill = PatternFill("solid", fgColor=look.fill)
            # « =2+2 », « -12 % » and « @… » stay words when the cell is edited or saved again as CSV.
            cell.quotePrefix = look.is_words
            self._looks[look] = cell._style
        return self._looks[look]


def _widths(comparison: Comparison) -> list[tuple[str, int]]:
    """Of each parameter: room for its longest value, within reason."""
    return [
        (row.label, min(_WIDE, max(_NARROW, len(row.label) // 2, *(len(cell.display) for cell in row.cells))))
        for row in comparison.rows
    ]


def _values(sheet: _Sheet, comparison: Comparison) -> None:
    different = [apart(row.groups) for row in comparison.rows]
    for place, card in enumerate(comparison.documents):
        period = card.identity.periode
        years = f"{period.start}-{period.end}" if period else ""
        known = (card.identity.territoire or card.identity.title, years, standing_words(card) or "texte réel")
        values = [_value(row.cells[place], card.id in d) for row, d in zip(comparison.rows, different, strict=True)]
        sheet.add([*((words, _PLAIN) for words in known), *values])
    sheet.close()


def _value(cell: Cell, is_apart: bool) -> tuple[str, _Look]:
    marks = marks_of(cell)
    words = f"{cell.display} ({', '.join(marks)})" if marks else cell.display
    return words, _APART if is_apart else _PLAIN if cell.status == "rempli" else _EMPTY


def _citation(line: Line) -> list[tuple[object, _Look]]:
    identity, citation = line.card.identity, line.citation
    years = f"{identity.periode.start}-{identity.periode.end}" if identity.periode else ""
    said = (identity.territoire or identity.title, years, line.row.label, line.state, line.words, line.note)
    proof: tuple[object, ...] = (None, None, None, None)
    if citation is not None:
        proof = (citation.document_title, citation.reference, citation.page, citation.quote)
    return [(value, _PLAIN) for value in (*said, *proof)]


def _groups(sheet: _Sheet, comparison: Comparison) -> None:
    names = {card.id: column_name(card) for card in comparison.documents}
    for row in comparison.rows:
        for group in row.groups:
            who = " ; ".join(names[document] for document in group.documents)
            sheet.add([(value, _PLAIN) for value in (row.label, group.display, len(group.documents), who)])
    sheet.close()


def _notes(sheet: _Sheet, comparison: Comparison, day: date) -> None:
    lines: Iterable[tuple[str, str]] = (
        ("Comparaison du", f"{day:%d/%m/%Y}"),
        ("Conventions", str(len(comparison.documents))),
        ("Valeurs", DISCLAIMER),
        ("Couleur et gras", APART),
        *(("Document écarté", words) for words in left_out_words(comparison)),
    )
    for name, words in lines:
        sheet.add([(name, _Look(bold=True)), (words, _PLAIN)])
