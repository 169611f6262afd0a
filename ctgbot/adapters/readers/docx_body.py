"""Walks Word's XML: one block per paragraph, one line per table row, notes below the paragraph that calls them.

The XML is walked here rather than `Document.paragraphs`, which leaves out what stands in content controls (cover
pages, contents), tracked insertions and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.counters import written
from ctgbot.adapters.readers.docx_numbers import Numbering
from ctgbot.adapters.readers.docx_places import is_box_unseen, is_off_page
from ctgbot.adapters.readers.docx_styles import Styles, find, outline_level, shade, value
from ctgbot.adapters.readers.look import WHITE, Colour, Look, Piece
from ctgbot.adapters.readers.marks import without_headings, without_marks
from ctgbot.adapters.readers.office_xml import CELL
from ctgbot.adapters.readers.paragraph import bullet, seen_text
from ctgbot.adapters.readers.paragraph import paragraph as compose

_P, _R, _TBL, _TR, _TC, _BOX = (qn(f"w:{name}") for name in ("p", "r", "tbl", "tr", "tc", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats the text box before it
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DROPPED = {qn(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "rt")} | {_FALLBACK}
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_WRITTEN = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_CALLS = {qn("w:footnoteReference"): "decimal", qn("w:endnoteReference"): "lowerRoman"}
_FILLS = tuple(_DRAWING + name for name in ("solidFill", "gradFill", "blipFill", "pattFill"))

Notes = Mapping[tuple[str, str], etree._Element]  # (tag of the call, id) → the note


class Body:
    """One document's XML with its styles, lists and notes. `hidden` fills up with what the reader does not see.

    `lost_notes`: calls whose note is not in the file.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.hidden: list[str] = []
        self.lost_notes = 0
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._called: dict[str, int] = {}  # tag of the call → notes met so far
        self._waiting: list[str] = []  # notes called by the paragraph that is being read
        self._in_note = False

    def blocks(self, parent: etree._Element, paper: Colour | None = WHITE) -> Iterator[str]:
        """A paragraph or a table each; `paper` is the colour behind them, None when nobody knows."""
        carried: list[Piece] = []  # of paragraphs whose end a tracked change deletes: the next one goes on
        for child in parent:
            if child.tag == _P:
                carried += self._runs(child, value(child, "w:pPr/w:pStyle"))
                if find(child, "w:pPr/w:rPr/w:del") is None:
                    yield self._paragraph(child, carried, paper)
                    carried = []
                yield from self._boxes(child)
            elif child.tag == _TBL:
                yield self._table(child, paper)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child, paper)
        if carried:
            yield seen_text(carried, paper, self.hidden)

    def _paragraph(self, paragraph: etree._Element, pieces: list[Piece], paper: Colour | None) -> str:
        style = value(paragraph, "w:pPr/w:pStyle")
        properties = find(paragraph, "w:pPr")
        if is_off_page(properties):
            pieces = [replace(piece, look=replace(piece.look, hidden=True)) for piece in pieces]
        level = outline_level(properties) or self._styles.heading_level(style)
        label = self._label(properties, style, is_heading=level is not None)
        text = compose(pieces, self._paper(paragraph, style, paper), self.hidden, label, level)
        notes, self._waiting = self._waiting, []
        return "\n".join([text, *notes]) if notes else text

    def _paper(self, paragraph: etree._Element, style: str, paper: Colour | None) -> Colour | None:
        return shade(find(paragraph, "w:pPr/w:shd")) or self._styles.paper(style) or paper

    def _label(self, properties: etree._Element | None, style: str, *, is_heading: bool) -> str:
        """« Article 3 », « 2.1 »; « ▪ » for a first-level list with that sign, « - » for any other bullet."""
        number, level = ("", "") if properties is None else (
            value(properties, "w:numPr/w:numId"), value(properties, "w:numPr/w:ilvl")
        )  # fmt: skip
        if not number:
            number, of_style = self._styles.numbering(style)
            level = level or of_style
        if number in ("", "0"):
            return ""  # « 0 »: the list of the style, switched off
        depth = int(level) if level.isdecimal() else self._numbering.level_of_style(number, style)
        label = self._numbering.label(number, depth)
        if label is not None and not label.is_bullet:
            return label.text
        if is_heading:
            return ""
        return bullet(label.text if label else "", depth)

    def _runs(self, element: etree._Element, style: str) -> Iterator[Piece]:
        for child in element:
            if child.tag in _DROPPED or child.tag == _BOX:
                continue
            if child.tag == _R:
                text = "".join(self._characters(child))
                if text:
                    yield Piece(text, self._styles.look(find(child, "w:rPr"), style))
            elif child.tag == _MATH_TEXT:
                yield Piece(child.text or "", Look())
            else:
                yield from self._runs(child, style)

    def _characters(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in _DROPPED or child.tag == _BOX:
                continue
            if child.tag == qn("w:t"):
                yield "".join(child.itertext())
            elif child.tag in _WRITTEN:
                yield _WRITTEN[child.tag]
            elif child.tag == qn("w:sym"):
                yield chr(int(child.get(qn("w:char"), "20"), 16))
            elif child.tag in _CALLS:
                self._call(child)
            else:
                yield from self._characters(child)

    def _call(self, call: etree._Element) -> None:
        """Keeps the note for the end of the paragraph: in its place it would cut the sentence that calls it."""
        note = self._notes.get((call.tag, str(call.get(qn("w:id")))))
        if note is None or self._in_note:
            self.lost_notes += note is None
            return
        self._called[call.tag] = number = self._called.get(call.tag, 0) + 1
        self._in_note = True
        waiting, self._waiting = self._waiting, []
        text = " ".join(" ".join(without_headings(block) for block in self.blocks(note)).split())
        self._in_note, self._waiting = False, waiting
        if text:
            self._waiting.append(f"({written(number, _CALLS[call.tag])}) {text}")

    def _boxes(self, element: etree._Element) -> Iterator[str]:
        """The text boxes anchored in a paragraph, outside what is deleted."""
        for child in element:
            if child.tag == _BOX and is_box_unseen(child):
                self.hidden.extend(without_marks(block) for block in self.blocks(child, None))
            elif child.tag == _BOX:
                yield from self.blocks(child, None if _is_filled(child) else WHITE)
            elif child.tag not in _DROPPED:
                yield from self._boxes(child)

    def _table(self, table: etree._Element, paper: Colour | None) -> str:
        own = shade(find(table, "w:tblPr/w:shd"))
        style = value(table, "w:tblPr/w:tblStyle")
        ground = own or (None if self._styles.shades_tables(style) else paper)
        lines = (self._row(row, ground) for row in _inside(table, _TR) if find(row, "w:trPr/w:del") is None)
        return "\n".join(line for line in lines if line.strip())

    def _row(self, row: etree._Element, paper: Colour | None) -> str:
        """A row of one cell is a frame around paragraphs; other rows are one line."""
        cells = [cell for cell in _inside(row, _TC) if find(cell, "w:tcPr/w:cellDel") is None]
        texts = [list(self.blocks(cell, shade(find(cell, "w:tcPr/w:shd")) or paper)) for cell in cells]
        if find(row, "w:trPr/w:hidden") is not None:
            self.hidden.extend(without_marks(block) for blocks in texts for block in blocks)
            return ""
        if len(texts) == 1:
            return "\n".join(block for block in texts[0] if block.strip())
        return CELL.join(" ".join(without_headings(" ".join(blocks)).split()) for blocks in texts)


def _is_filled(box: etree._Element) -> bool:
    """Whether a shape has a colour or a picture behind its text: white may be read there."""
    for shape in box.iterancestors():
        if shape.tag == _SHAPE + "wsp":
            properties = shape.find(_SHAPE + "spPr")
            return properties is not None and any(properties.find(fill) is not None for fill in _FILLS)
        if shape.get("fillcolor") is not None:
            return str(shape.get("filled", "t")).lower() not in ("f", "false", "0")
        if shape.tag == _P:
            return False
    return False


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
