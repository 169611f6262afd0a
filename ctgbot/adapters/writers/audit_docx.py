"""An audit as a Word file: what was checked and when, how many remarks, then a table for each gravity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.shared import Cm

from ctgbot.adapters.writers.cells import one_line, standing_words
from ctgbot.adapters.writers.word_page import add_line, describe, dress, row_property, shade
from ctgbot.audit_rules.display import SEVERITIES, counted_words, of_severity, place_words
from ctgbot.audit_rules.finding import Finding
from ctgbot.model import DocumentCard
from ctgbot.text.typography import unbroken

_COLUMNS = (("Place", 3.4), ("Remarque", 7.0), ("Extrait", 8.6), ("Suggestion", 6.7))  # centimetres: 25.7 in all
_LONGEST = 600  # characters of a quote: the whole of it stands in the Excel file


def write_audit_docx(card: DocumentCard, findings: Sequence[Finding], checked: date) -> bytes:
    """A4, landscape. Findings keep their order within a gravity."""
    file = docx.Document()
    dress(file)
    title = one_line(card.identity.title, 300)
    file.add_heading("Contrôle avant signature", 0)
    add_line(file, "Document", title)
    if card.identity.territoire:
        add_line(file, "Territoire", one_line(card.identity.territoire, 300))
    if standing_words(card):
        add_line(file, "Attention", standing_words(card))
    add_line(file, "Contrôle du", f"{checked:%d/%m/%Y}")
    add_line(file, "Résultat", counted_words(findings))
    for severity, words in SEVERITIES.items():
        found = of_severity(findings, severity)
        if found:
            file.add_heading(f"{words} ({len(found)})", 1)
            _table(file, found)
    describe(file, f"Contrôle avant signature : {title}", checked)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _table(file: Any, findings: Sequence[Finding]) -> None:
    """Its header comes back on each page, and no row is cut between two."""
    table = file.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        shade(cell)
    row_property(table.rows[0], "w:tblHeader")
    for finding in findings:
        quote = one_line(finding.quote, _LONGEST)
        said = (
            one_line(place_words(finding), _LONGEST),
            unbroken(one_line(finding.message, _LONGEST)),
            f"«\u00a0{quote}\u00a0»" if quote else "",
            unbroken(one_line(finding.suggestion, _LONGEST)),
        )
        row = table.add_row()
        row_property(row, "w:cantSplit")
        for cell, words in zip(row.cells, said, strict=True):
            cell.paragraphs[0].add_run(words)
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
