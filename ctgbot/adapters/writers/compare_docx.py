"""A comparison as a Word file to paste into a note: lying tables, five conventions each, and numbered references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.shared import Cm, Pt

from ctgbot.adapters.writers.cells import one_line
from ctgbot.adapters.writers.compare_lines import APART, DISCLAIMER, column_name, left_out_words, marks_of
from ctgbot.adapters.writers.word_page import add_line, describe, dress, row_property, shade
from ctgbot.clauses.comparison import MOST_ON_PAPER, agrees, apart, counted_words
from ctgbot.errors import BadRequest
from ctgbot.model import Cell, Citation, Comparison, ComparisonRow, DocumentCard
from ctgbot.text.typography import unbroken

_PER_TABLE = 5
_FIRST, _WIDTH = 4.7, 25.7  # centimetres: the column of the parameters, the page
_LONGEST = 220  # characters of a value in a cell, of a quote among the references: all of it stands in the Excel file
_LONGEST_QUOTE = 500
_AMBER = "FCF1DC"
_DIFFERENT = "≠ "


def write_comparison_docx(comparison: Comparison, day: date) -> bytes:
    """What all agree on in one table, then what differs. Raises BadRequest beyond MOST_ON_PAPER conventions."""
    if len(comparison.documents) > MOST_ON_PAPER:
        raise BadRequest(
            f"Un tableau Word ne se lit plus au-delà de {MOST_ON_PAPER} conventions : "
            "choisissez-en moins, ou prenez Excel."
        )
    file = docx.Document()
    dress(file)
    file.add_heading("Comparaison de conventions", 0)
    add_line(file, "Comparaison du", f"{day:%d/%m/%Y}")
    add_line(file, "Valeurs", unbroken(DISCLAIMER))
    for words in left_out_words(comparison):
        add_line(file, "Document écarté", unbroken(words))
    notes = _Notes()
    same = [row for row in comparison.rows if agrees(row.groups)] if len(comparison.documents) > 1 else []
    _agreed(file, same, notes)
    _different(file, [row for row in comparison.rows if row not in same], notes, comparison)
    notes.write(file)
    describe(file, "Comparaison de conventions", day)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


class _Notes:
    """References, numbered in the order in which the tables call them."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def call(self, paragraph: Any, citation: Citation | None) -> None:
        """Its number, raised, after the value; nothing where no text is behind it."""
        if citation is None:
            return
        self._said.append(_reference(citation))
        run = paragraph.add_run(f"\u00a0[{len(self._said)}]")
        run.font.superscript = True

    def write(self, file: Any) -> None:
        if not self._said:
            return
        file.add_heading("Références", 1)
        for number, words in enumerate(self._said, 1):
            paragraph = file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"[{number}] ").bold = True
            paragraph.add_run(words).font.size = Pt(9)


def _reference(citation: Citation) -> str:
    page = f"page {citation.page}" if citation.page is not None else ""
    marks = "reconnu par OCR" if citation.ocr else ""
    where = ", ".join(part for part in (citation.document_title, citation.reference, page, marks) if part)
    return unbroken(f"{one_line(where, 300)} : « {one_line(citation.quote, _LONGEST_QUOTE)} »")


def _agreed(file: Any, rows: Sequence[ComparisonRow], notes: _Notes) -> None:
    if not rows:
        return
    file.add_heading(f"Ce que disent toutes les conventions ({len(rows)})", 1)
    table = _table(file, ("Clause", "Réponse commune"), (_FIRST, _WIDTH - _FIRST))
    for row in rows:
        cells = _row(table, row.label)
        paragraph = cells[1].paragraphs[0]
        paragraph.add_run(unbroken(one_line(row.groups[0].display, _LONGEST)))
        for cell in row.cells:
            notes.call(paragraph, cell.citation)


def _different(file: Any, rows: Sequence[ComparisonRow], notes: _Notes, comparison: Comparison) -> None:
    if not rows:
        return
    cards = comparison.documents
    file.add_heading(f"Ce qui diffère ({len(rows)})" if len(cards) > 1 else "Clauses", 1)
    if len(cards) > 1:
        add_line(file, f"Fond coloré et « {_DIFFERENT.strip()} »", unbroken(APART))
    for start in range(0, len(cards), _PER_TABLE):
        part = cards[start : start + _PER_TABLE]
        if start:
            file.add_paragraph()
        width = (_WIDTH - _FIRST) / len(part)
        table = _table(file, ("Clause", *(column_name(card) for card in part)), (_FIRST, *(width for _ in part)))
        for row in rows:
            _values(table, row, part, start, notes)


def _values(table: Any, row: ComparisonRow, part: Sequence[DocumentCard], start: int, notes: _Notes) -> None:
    different = apart(row.groups)
    first, *others = _row(table, row.label)
    if start == 0 and len(row.cells) > 1:
        said = first.add_paragraph().add_run(unbroken(counted_words(row.groups)))
        said.font.size = Pt(8)
    for place, cell in enumerate(others, start):
        _value(cell, row.cells[place], part[place - start].id in different, notes)


def _value(place: Any, cell: Cell, is_apart: bool, notes: _Notes) -> None:
    if is_apart:
        shade(place, _AMBER)
    paragraph = place.paragraphs[0]
    marks = marks_of(cell)
    words = one_line(cell.display, _LONGEST) + (f" ({', '.join(marks)})" if marks else "")
    run = paragraph.add_run(unbroken(f"{_DIFFERENT if is_apart else ''}{words}"))
    run.italic = cell.status not in ("rempli", "contradictoire")
    notes.call(paragraph, cell.citation)
    for other in cell.others:
        notes.call(paragraph, other.citation)
    for old in cell.replaced:
        before = place.add_paragraph()
        before.add_run(unbroken(f"avant l'avenant : {one_line(old.display, _LONGEST)}")).font.size = Pt(8)
        notes.call(before, old.citation)


def _table(file: Any, names: Sequence[str], widths: Sequence[float]) -> Any:
    """Its header comes back on each page."""
    table = file.add_table(rows=1, cols=len(names), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, name, width in zip(table.rows[0].cells, names, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(name).bold = True
        shade(cell)
    row_property(table.rows[0], "w:tblHeader")
    return table


def _row(table: Any, label: str) -> tuple[Any, ...]:
    """A new row, never cut between two pages, its parameter written."""
    row = table.add_row()
    row_property(row, "w:cantSplit")
    cells: tuple[Any, ...] = row.cells
    cells[0].paragraphs[0].add_run(label).bold = True
    return cells
