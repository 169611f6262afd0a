"""How every Word file of the house looks: a lying A4 page in French, one typeface, tables that can be read on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK = RGBColor(0x1B, 0x27, 0x33)


def dress(file: Any) -> None:
    """A4 lying, 2 cm around, French for the spelling checker, one sober typeface, the page's number below."""
    page = file.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 13)):
        style = file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), INK
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


def add_line(file: Any, label: str, said: str) -> None:
    paragraph = file.add_paragraph()
    paragraph.add_run(f"{label} : ").bold = True
    paragraph.add_run(said)


def shade(cell: Any, colour: str = "E9EDF1") -> None:
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(fill)


def row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def describe(file: Any, title: str, checked: date) -> None:
    """Those of the library's own template say « python-docx »."""
    known = file.core_properties
    known.title, known.language = title[:255], "fr-FR"
    known.author = known.last_modified_by = known.comments = ""
    known.created = known.modified = datetime.combine(checked, time(), UTC)
