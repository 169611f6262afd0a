"""Walks OpenDocument's XML: one block per paragraph, one line per table row, notes below the paragraph that calls them.

What tracked changes deleted stands apart in the file (`text:tracked-changes`); what they inserted is in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ctgbot.adapters.readers.look import WHITE, Colour, Look, Piece
from ctgbot.adapters.readers.marks import without_headings, without_marks
from ctgbot.adapters.readers.odt_lists import Count, Levels, Lists, integer
from ctgbot.adapters.readers.odt_styles import Styles, attribute, is_far, q
from ctgbot.adapters.readers.office_xml import CELL
from ctgbot.adapters.readers.paragraph import bullet
from ctgbot.adapters.readers.paragraph import paragraph as compose

_SPACE = re.compile("[ \t\r\n]+")
_MOST_SPACES = 100  # text:s may say that it stands for any number
_PARAGRAPHS = (q("text:p"), q("text:h"))
_NOT_TEXT = {
    q(name)
    for name in (
        "text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms", "text:ruby-text",
        "text:note-citation", "text:number", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
        "text:table-of-content-source", "text:illustration-index-source", "text:table-index-source",
        "text:alphabetical-index-source", "text:bibliography-source", "text:user-index-source",
        "table:table-columns", "table:table-column", "table:table-header-columns",
    )
}  # fmt: skip
_ROW_GROUPS = {q(f"table:{name}") for name in ("table-header-rows", "table-rows", "table-row-group")}
_DRAWN = q("draw:")  # begins the name of every frame and shape


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: the colour behind it, and its list, whose next label it takes."""

    paper: Colour | None = WHITE
    style: str = ""  # of the list
    depth: int = -1  # in the list, from 0
    count: Count | None = None
    start: str = ""
    takes_label: bool = False


class Body:
    """One document's XML with its styles. `hidden` fills up with what the reader does not see."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.hidden: list[str] = []
        self._styles = styles
        self._lists = lists
        self._waiting: list[str] = []  # notes called by the paragraph that is being read
        self._boxes: list[etree._Element] = []  # frames anchored in it
        self._notes = 0

    def blocks(self, parent: etree._Element, place: Place) -> Iterator[str]:
        """A paragraph or a table each, in the order of the text."""
        for child in parent:
            if child.tag in _NOT_TEXT or not isinstance(child.tag, str):
                continue
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, place)
                place = replace(place, takes_label=False)
            elif child.tag == q("table:table"):
                yield self._table(child, place.paper)
            elif child.tag == q("text:list"):
                yield from self._list(child, place)
            elif child.tag == q("text:section") and attribute(child, "text:display") == "none":
                self.hidden.extend(without_marks(block) for block in self.blocks(child, place))
            elif child.tag.startswith(_DRAWN):
                yield from self._drawn(child, place.paper)
            else:
                yield from self.blocks(child, place)

    def _list(self, element: etree._Element, place: Place) -> Iterator[str]:
        style = attribute(element, "text:style-name") or place.style
        count = place.count if place.count is not None else self._lists.count(element, style)
        inner = replace(place, style=style, depth=place.depth + 1, count=count)
        for item in element:
            is_item = item.tag == q("text:list-item")
            if is_item or item.tag == q("text:list-header"):
                start = attribute(item, "text:start-value") if is_item else ""
                yield from self.blocks(item, replace(inner, start=start, takes_label=is_item))

    def _paragraph(self, element: etree._Element, place: Place) -> Iterator[str]:
        style = attribute(element, "text:style-name")
        look = self._styles.look("paragraph", style).over(self._styles.default("paragraph"))
        fields = element.iter(q("text:hidden-paragraph"))
        if self._styles.is_off_page(style) or any(attribute(field, "text:is-hidden") == "true" for field in fields):
            look = replace(look, hidden=True)
        outer, self._boxes = self._boxes, []
        pieces = list(self._pieces(element, look))
        level = integer(attribute(element, "text:outline-level"), 1) if element.tag == q("text:h") else None
        label = self._label(element, level, place)
        paper = self._styles.ground("paragraph", style) or place.paper
        text = compose(pieces, paper, self.hidden, label, level or self._styles.title_level(style))
        notes, self._waiting = self._waiting, []
        boxes, self._boxes = self._boxes, outer
        yield "\n".join([text, *notes]) if notes else text
        for box in boxes:
            yield from self._drawn(box, place.paper)

    def _label(self, element: etree._Element, level: int | None, place: Place) -> str:
        if place.count is None:
            if level is None or attribute(element, "text:is-list-header") == "true":
                return ""
            start = attribute(element, "text:start-value")
            label = self._lists.outline(level - 1, start)
        elif place.takes_label:
            levels: Levels = self._lists.levels(place.style)
            label = place.count.label(levels, place.depth, place.start)
        else:
            return ""
        if label is not None and not label.is_bullet:
            return label.text
        return "" if level is not None else bullet(label.text if label else "", place.depth)

    def _pieces(self, element: etree._Element, look: Look) -> Iterator[Piece]:
        """The characters of a paragraph; a text node has its white space folded, as the format says."""
        if element.text:
            yield Piece(_SPACE.sub(" ", element.text), look)
        for child in element:
            yield from self._inline(child, look)
            if child.tail:
                yield Piece(_SPACE.sub(" ", child.tail), look)

    def _inline(self, child: etree._Element, look: Look) -> Iterator[Piece]:
        if child.tag in _NOT_TEXT or not isinstance(child.tag, str):
            return
        if child.tag == q("text:s"):
            yield Piece(" " * min(integer(attribute(child, "text:c"), 1), _MOST_SPACES), look)
        elif child.tag == q("text:tab"):
            yield Piece("\t", look)
        elif child.tag == q("text:line-break"):
            yield Piece("\n", look)
        elif child.tag == q("text:note"):
            self._note(child)
        elif child.tag.startswith(_DRAWN) and child.tag != q("draw:a"):
            self._boxes.append(child)
        elif child.tag == q("text:hidden-text") and attribute(child, "text:is-hidden") != "false":
            yield from self._pieces(child, replace(look, hidden=True))
        elif child.tag == q("text:placeholder"):
            yield from self._pieces(child, replace(look, to_fill=True))
        elif child.tag == q("text:span"):
            own = self._styles.look("text", attribute(child, "text:style-name"))
            yield from self._pieces(child, own.over(look))
        else:
            yield from self._pieces(child, look)

    def _note(self, note: etree._Element) -> None:
        """Keeps the note for the end of the paragraph: in its place it would cut the sentence that calls it."""
        self._notes += 1
        citation = note.find(q("text:note-citation"))
        sign = "".join(citation.itertext()).strip() if citation is not None else ""
        body = note.find(q("text:note-body"))
        waiting, self._waiting = self._waiting, []
        blocks = [] if body is None else [without_headings(block) for block in self.blocks(body, Place())]
        self._waiting = waiting
        text = " ".join(" ".join(blocks).split())
        if text:
            self._waiting.append(f"({sign or self._notes}) {text}")

    def _drawn(self, element: etree._Element, paper: Colour | None) -> Iterator[str]:
        """The paragraphs inside a frame or a shape, unless it stands off the page."""
        if is_far(attribute(element, "svg:x")) or is_far(attribute(element, "svg:y")):
            self.hidden.extend(without_marks(block) for block in self._inside(element, None))
        else:
            yield from self._inside(element, paper)

    def _inside(self, element: etree._Element, paper: Colour | None) -> Iterator[str]:
        """What is written on a colour is taken for seen."""
        if self._styles.is_filled(attribute(element, "draw:style-name")):
            paper = None
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag.startswith(_DRAWN):
                yield from self._drawn(child, paper)
            elif child.tag in _PARAGRAPHS or child.tag in (q("text:list"), q("table:table")):
                yield from self.blocks(element, Place(paper))
                return

    def _table(self, table: etree._Element, paper: Colour | None) -> str:
        ground = self._styles.ground("table", attribute(table, "table:style-name")) or paper
        lines = (self._row(row, ground) for row in _rows(table))
        return "\n".join(line for line in lines if line.strip())

    def _row(self, row: etree._Element, paper: Colour | None) -> str:
        """A row of one cell is a frame around paragraphs; other rows are one line."""
        ground = self._styles.ground("table-row", attribute(row, "table:style-name")) or paper
        texts = [list(self._cell(cell, ground)) for cell in _cells(row)]
        if attribute(row, "table:visibility") == "collapse":
            self.hidden.extend(without_marks(block) for blocks in texts for block in blocks)
            return ""
        if len(texts) == 1:
            return "\n".join(block for block in texts[0] if block.strip())
        return CELL.join(" ".join(without_headings(" ".join(blocks)).split()) for blocks in texts)

    def _cell(self, cell: etree._Element, paper: Colour | None) -> Iterator[str]:
        own = self._styles.ground("table-cell", attribute(cell, "table:style-name"))
        return self.blocks(cell, Place(own or paper))


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == q("table:table-row"):
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells, and the covered ones below a cell that spans rows; not those that one beside them spans over."""
    over = 0
    for cell in row:
        if cell.tag == q("table:table-cell"):
            over = integer(attribute(cell, "table:number-columns-spanned"), 1) - 1
            yield cell
        elif cell.tag == q("table:covered-table-cell"):
            if over > 0:
                over -= 1
            else:
                yield cell
