"""An audit as a Word file: what was checked and when, how many remarks, then a table for each gravity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ctgbot.adapters.writers.cells import one_line, standing_words
from ctgbot.audit_rules.display import SEVERITIES, counted_words, of_severity, place_words
from ctgbot.audit_rules.finding import Finding
from ctgbot.model import DocumentCard
from ctgbot.text.typography import unbroken

_COLUMNS = (("Place", 3.4), ("Remarque", 7.0), ("Extrait", 8.6), ("Suggestion", 6.7))  # centimetres: 25.7 in all
_LONGEST = 600  # characters of a quote: the whole of it stands in the Excel file
_INK = RGBColor(0x1B, 0x27, 0x33)


def write_audit_docx(card: DocumentCard, findings: Sequence[Finding], checked: date) -> bytes:
    """A4, landscape. Findings keep their order within a gravity."""
    file = docx.Document()
    _dress(file)
    title = one_line(card.identity.title, 300)
    file.add_heading("Contrôle avant signature", 0)
    _line(file, "Document", title)
    if card.identity.territoire:
        _line(file, "Territoire", one_line(card.identity.territoire, 300))
    if standing_words(card):
        _line(file, "Attention", standing_words(card))
    _line(file, "Contrôle du", f"{checked:%d/%m/%Y}")
    _line(file, "Résultat", counted_words(findings))
    for severity, words in SEVERITIES.items():
        found = of_severity(findings, severity)
        if found:
            file.add_heading(f"{words} ({len(found)})", 1)
            _table(file, found)
    _properties(file, title, checked)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _dress(file: Any) -> None:
    """A4 lying, 2 cm around, French for the spelling checker, one sober typeface, the page's number below."""
    page = file.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 13)):
        style = file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _INK
        _typeface(style.element.get_or_add_rPr(), "Calibri")
    file.styles["Normal"].paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    known = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in known.findall(qn("w:lang")):
        known.remove(old)
    known.append(language)
    _page_number(page.footer.paragraphs[0])


def _typeface(properties: Any, name: str) -> None:
    """Heading styles take theirs from the theme, whatever `font.name` says."""
    fonts = properties.get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{attribute}"), name)


def _page_number(paragraph: Any) -> None:
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _line(file: Any, label: str, said: str) -> None:
    paragraph = file.add_paragraph()
    paragraph.add_run(f"{label} : ").bold = True
    paragraph.add_run(said)


def _table(file: Any, findings: Sequence[Finding]) -> None:
    """Its header comes back on each page, and no row is cut between two."""
    table = file.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        _shade(cell)
    _row_property(table.rows[0], "w:tblHeader")
    for finding in findings:
        quote = one_line(finding.quote, _LONGEST)
        said = (
            one_line(place_words(finding), _LONGEST),
            unbroken(one_line(finding.message, _LONGEST)),
            f"«\u00a0{quote}\u00a0»" if quote else "",
            unbroken(one_line(finding.suggestion, _LONGEST)),
        )
        row = table.add_row()
        _row_property(row, "w:cantSplit")
        for cell, words in zip(row.cells, said, strict=True):
            cell.paragraphs[0].add_run(words)
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E9EDF1")
    cell._tc.get_or_add_tcPr().append(shade)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _properties(file: Any, title: str, checked: date) -> None:
    """Those of the library's own template say « python-docx »."""
    known = file.core_properties
    known.title, known.language = f"Contrôle avant signature : {title}"[:255], "fr-FR"
    known.author = known.last_modified_by = known.comments = ""
    known.created = known.modified = datetime.combine(checked, time(), UTC)
