"""Source → DOCX: headings by style, or by their look only; notes, boxes and marks to fill as Word keeps them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from .archive import with_fixed_dates
from .markup import Block, Source, runs

_WRITTEN = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001  # a fixed date: python-docx takes naive ones
_MARGIN = 2.3
_NOTES = PackURI("/word/footnotes.xml")
# A text box as Word writes it for compatibility: a VML shape whose paragraphs are read in place.
_TEXT_BOX = (
    '<w:r {ns}><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="cadre{n}" type="#_x0000_t202" '
    'style="width:450pt;height:{height}pt;mso-wrap-style:square"><v:textbox><w:txbxContent><w:p><w:r>'
    '<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
)


def render_docx(source: Source) -> bytes:
    """The same bytes each time."""
    return with_fixed_dates(_Writer(source).bytes())


class _Writer:
    """One document being written; holds the notes until the end, when they become a part of the file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document: Any = Document()
        self.notes: list[str] = []
        self.boxes = 0
        self._set_up()

    def bytes(self) -> bytes:
        for block in self.source.blocks:
            self._block(block)
        if self.notes:
            self._write_notes()
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin = section.bottom_margin = Cm(2.2)
        section.header.paragraphs[0].text = self.source.meta.get("entete", "")
        section.footer.paragraphs[0].text = self.source.meta.get("pied", "")
        section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        normal = self.document.styles["Normal"]
        normal.font.name = self.source.meta.get("fonte", "Calibri")
        normal.font.size = Pt(float(self.source.meta.get("corps", "11")))
        normal.paragraph_format.space_after = Pt(6)
        properties = self.document.core_properties
        properties.title = self.source.meta["titre"]
        properties.author = properties.last_modified_by = "Exemple fictif"
        properties.comments = ""
        properties.created = properties.modified = _WRITTEN

    def _block(self, block: Block) -> None:
        match block.kind:
            case "title" | "centred":
                self._centred(block)
            case "heading":
                self._heading(block)
            case "item":
                self._fill(self.document.add_paragraph(style="List Bullet"), block.text)
            case "table":
                self._table(block)
            case "box":
                self._box(block.text)
            case "page":
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                self._fill(self.document.add_paragraph(), block.text)

    def _centred(self, block: Block) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._fill(paragraph, block.text)
        if block.kind == "title":
            for run in paragraph.runs:
                run.bold = True
                run.font.size = Pt(20)

    def _heading(self, block: Block) -> None:
        if self.source.meta["styles"] == "oui":
            self.document.add_heading(block.text, block.level)
            return
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(block.text)
        run.bold = True
        run.underline = block.level == 3

    def _table(self, block: Block) -> None:
        table = self.document.add_table(len(block.rows), len(block.rows[0]), "Table Grid")
        widths = _widths(block)
        table.autofit = False
        rows = list(table.rows)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row, cells in zip(rows, block.rows, strict=True):
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                cell.paragraphs[0].paragraph_format.keep_with_next = row is not rows[-1]
                self._fill(cell.paragraphs[0], text)
        if self.source.meta.get("fiches") != "oui":
            for cell in table.rows[0].cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
        self.document.add_paragraph()

    def _box(self, text: str) -> None:
        self.boxes += 1
        plain = "".join(run.text for run in runs(text))
        height = 22 + 15 * (len(plain) // 85)
        box = _TEXT_BOX.format(ns=nsdecls("w"), n=self.boxes, height=height, text=escape(plain))
        self.document.add_paragraph()._p.append(parse_xml(box))

    def _fill(self, paragraph: Any, text: str) -> None:  # python-docx has no types
        for run in runs(text):
            if run.style == "note":
                self._note(paragraph, run.text)
                continue
            written = paragraph.add_run(run.text)
            written.bold = run.style == "bold" or None
            if run.style == "fill":
                written.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _note(self, paragraph: Any, text: str) -> None:  # python-docx has no types
        self.notes.append(text)
        mark = paragraph.add_run()
        mark.font.superscript = True
        mark._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>'))

    def _write_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/>'
            f'</w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, 1)
        )
        blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{notes}</w:footnotes>'
        part = Part(_NOTES, CONTENT_TYPE.WML_FOOTNOTES, blob.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _widths(block: Block) -> list[Any]:
    """Of the columns of a table, by the length of what they hold."""
    shares = [min(max(max(map(len, column)), 12), 60) ** 0.6 for column in zip(*block.rows, strict=True)]
    return [Cm((21 - 2 * _MARGIN) * share / sum(shares)) for share in shares]
