"""An audit as an Excel file: one row for each remark, to filter and to share out; a second sheet says what was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from ctgbot.adapters.writers.cells import one_line, standing_words
from ctgbot.audit_rules.display import FAMILIES, SEVERITIES, family_of, of_severity
from ctgbot.audit_rules.finding import Finding
from ctgbot.model import DocumentCard

_COLUMNS = (  # widths in characters
    ("N°", 6), ("Gravité", 11), ("Famille", 18), ("Place", 24), ("Page", 8), ("Remarque", 50), ("Extrait", 60),
    ("Suggestion", 45),
)  # fmt: skip
_LONGEST = 32_000  # Excel takes 32 767 characters in a cell
_LINE, _TALLEST = 15, 405  # points; Excel takes 409 at most
_HEADER = PatternFill("solid", fgColor="E9EDF1")
_BORDER = Border(bottom=Side("thin", color="D5DCE3"))


def write_audit_xlsx(card: DocumentCard, findings: Sequence[Finding], checked: date) -> bytes:
    """Findings keep their order: that of the text."""
    book = Workbook()
    remarks = book.active
    remarks.title = "Remarques"
    _remarks(remarks, findings)
    _summary(book.create_sheet("Document"), card, findings, checked)
    book.properties.title = one_line(f"Contrôle avant signature : {card.identity.title}", 250)
    book.properties.creator = ""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _remarks(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    _row(sheet, 1, tuple(name for name, _ in _COLUMNS), bold=True)
    for number, finding in enumerate(findings, 1):
        family = FAMILIES.get(family_of(finding), family_of(finding))
        said = (finding.reference, finding.page, finding.message, finding.quote, finding.suggestion)
        _row(sheet, number + 1, (number, finding.severity, family, *said))
        sheet.row_dimensions[number + 1].height = _height(finding)
    for column, (_, width) in zip("ABCDEFGH", _COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:H{len(findings) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _height(finding: Finding) -> float:
    """Points for its longest cell: not every spreadsheet fits a row to wrapped words when it opens a file."""
    widths = dict(_COLUMNS)
    cells = (("Place", finding.reference), ("Remarque", finding.message), ("Extrait", finding.quote))
    lines = (-(-len(words) // (widths[name] - 6)) for name, words in (*cells, ("Suggestion", finding.suggestion)))
    return float(min(_TALLEST, _LINE * max(1, *lines)))


def _summary(sheet: Worksheet, card: DocumentCard, findings: Sequence[Finding], checked: date) -> None:
    identity = card.identity
    period = f"{identity.periode.start}-{identity.periode.end}" if identity.periode else ""
    lines: tuple[tuple[str, object], ...] = (
        ("Document", identity.title),
        ("Territoire", identity.territoire),
        ("Période", period),
        ("Attention", standing_words(card)),
        ("Contrôle du", f"{checked:%d/%m/%Y}"),
        ("Remarques", len(findings)),
        *((words, len(of_severity(findings, key))) for key, words in SEVERITIES.items()),
    )
    for number, line in enumerate((line for line in lines if line[1] != ""), 1):
        _row(sheet, number, line)
        sheet.cell(number, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 80


def _row(sheet: Worksheet, number: int, values: tuple[object, ...], bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell: Any = sheet.cell(number, column)
        cell.border = _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        if isinstance(value, str):
            _as_text(cell, value)
        else:
            cell.value = value
        if bold:
            cell.font, cell.fill = Font(bold=True), _HEADER


def _as_text(cell: Any, words: str) -> None:
    """« =2+2 », « -12 % », « +33… » and « @… » stay words, here and when the sheet is saved again as CSV or edited."""
    cell.value = one_line(words, _LONGEST)
    cell.data_type = "s"
    cell.quotePrefix = True
