"""Web pages and what office programs export as such: what a browser shows, without scripts, styles and hidden parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ctgbot.adapters.readers.counters import written
from ctgbot.adapters.readers.css import Sheet, declared, without_ground
from ctgbot.adapters.readers.encodings import decode
from ctgbot.adapters.readers.look import PLAIN, WHITE, Colour, Look, Piece, colour
from ctgbot.adapters.readers.marks import source_text, without_headings, without_marks
from ctgbot.adapters.readers.office_xml import CELL
from ctgbot.adapters.readers.paragraph import paragraph
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I
)
_HEAD = 8_192  # bytes in which a page declares its encoding
_SPACE = re.compile("[ \t\r\n\f]+")
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section"
    " summary tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NOT_SHOWN_NAMES = (
    "audio canvas datalist embed head iframe input link map meta noframes noscript object option progress rp rt"
    " script select style svg template textarea title video"
)
_NOT_SHOWN = frozenset(_NOT_SHOWN_NAMES.split())
_STRUCK = ("s", "strike", "del")
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element has from those around it; `paper` None: an image, or a colour that nobody knows."""

    look: Look = PLAIN
    paper: Colour | None = WHITE
    level: int | None = None
    is_preformatted: bool = False


def read_html(content: bytes) -> SourceText:
    """The text of a page. Codes: `binary`, `damaged`, `no_text`."""
    match = _CHARSET.search(content[:_HEAD])
    text, warnings = decode(content, match[1].decode("ascii", "replace").lower() if match else "")
    root = _parsed(without_marks(text))
    page = _Page(Sheet("\n".join("".join(style.itertext()) for style in root.iter("style"))))
    blocks = [block for block in page.blocks(root, _Place()) if block.strip()]
    frames = sum(1 for _ in root.iter("iframe", "frame", "object", "embed"))
    unread = (f"Cadres et objets incorporés non lus : {frames}.",) if frames else ()
    source = source_text("\n\n".join(blocks), page.hidden, (*warnings, *unread))
    if not source.text.strip():
        raise UnreadableFile(
            "no_text", "Cette page ne montre aucun texte. Ouvrez-la dans un navigateur et enregistrez-la en PDF."
        )
    return source


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as exc:
        raise _empty() from exc
    if root is None:
        raise _empty()
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):  # the parser has stopped there
        raise UnreadableFile("damaged", "Cette page est trop imbriquée pour être lue en entier. Enregistrez-la en PDF.")
    return root


def _empty() -> UnreadableFile:
    return UnreadableFile("no_text", "Cette page ne contient aucun texte. Vérifiez qu'elle a été copiée en entier.")


class _Page:
    """One page. `hidden` fills up with what a browser does not show."""

    def __init__(self, sheet: Sheet) -> None:
        self.hidden: list[str] = []
        self._sheet = sheet
        self._pieces: list[Piece] = []  # of the paragraph that is being read
        self._after_space = True  # the next space is folded into what stands before it
        self._label = ""  # of the list item that it opens

    def blocks(self, root: etree._Element, place: _Place) -> Iterator[str]:
        """A paragraph or a table each."""
        yield from self._flow(root, place)
        yield from self._flush(place)

    def _flow(self, element: etree._Element, place: _Place) -> Iterator[str]:
        self._write(element.text, place)
        for child in element:
            yield from self._element(child, place)
            self._write(child.tail, place)

    def _element(self, element: etree._Element, place: _Place) -> Iterator[str]:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NOT_SHOWN:
            return
        if tag == "br":
            self._add("\n", place)
            return
        inner = self._inside(element, tag, place)
        if tag not in _BLOCKS and tag != "table":
            yield from self._flow(element, inner)
            return
        yield from self._flush(place)
        if tag == "table":
            yield from self._table(element, inner)
        elif tag in ("ul", "ol", "menu", "dir"):
            yield from self._list(element, inner)
        else:
            yield from self._flow(element, inner)
            yield from self._flush(inner)

    def _inside(self, element: etree._Element, tag: str, place: _Place) -> _Place:
        """The place of what stands in an element."""
        said = declared(str(element.get("style", ""))).over(
            self._sheet.of(tag, str(element.get("id", "")), str(element.get("class", "")))
        )
        own = said.look.over(_of_attributes(element, tag))
        if tag in _BLOCKS or tag == "table":
            own = replace(own, to_fill=None)  # a coloured block is a frame, not a marker pen
        look = own.over(place.look)
        paper = place.paper
        if said.unknown_ground:
            look, paper = without_ground(look), None
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else place.level
        return _Place(look, paper, level, place.is_preformatted or tag == "pre")

    def _write(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if not place.is_preformatted:
            text = _SPACE.sub(" ", text)
            if self._after_space:
                text = text.lstrip(" ")
        if text:
            self._add(text, place)

    def _add(self, text: str, place: _Place) -> None:
        self._pieces.append(Piece(text, place.look))
        if not place.look.is_left_out(place.paper):
            self._after_space = text.endswith((" ", "\n"))

    def _flush(self, place: _Place) -> Iterator[str]:
        """The paragraph read so far, if any."""
        pieces, self._pieces, self._after_space = self._pieces, [], True
        text = paragraph(pieces, place.paper, self.hidden, self._label, place.level)
        if text:
            self._label = ""
            yield "\n".join(line.rstrip(" ") for line in text.split("\n"))

    def _list(self, element: etree._Element, place: _Place) -> Iterator[str]:
        number = _integer(str(element.get("start", "1")), 1)
        style = _LIST_STYLES.get(str(element.get("type", "1")), "decimal")
        self._write(element.text, place)
        for child in element:
            if child.tag == "li":
                yield from self._flush(place)
                number = _integer(str(child.get("value", "")), number)
                self._label = f"{written(number, style)}." if element.tag == "ol" else "-"
                number += 1
            yield from self._element(child, place)
            self._write(child.tail, place)
        yield from self._flush(place)
        self._label = ""

    def _table(self, table: etree._Element, place: _Place) -> Iterator[str]:
        caption = table.find("caption")
        if caption is not None:
            yield from self._element(caption, place)
        lines = (self._row(row, self._inside(row, "tr", place)) for row in _rows(table))
        yield "\n".join(line for line in lines if line.strip())

    def _row(self, row: etree._Element, place: _Place) -> str:
        """A row of one cell is a frame around paragraphs; other rows are one line."""
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        texts = [list(self._cell(cell, place)) for cell in cells]
        if len(texts) == 1:
            return "\n".join(texts[0])
        return CELL.join(" ".join(without_headings(" ".join(blocks)).split()) for blocks in texts)

    def _cell(self, cell: etree._Element, place: _Place) -> Iterator[str]:
        label, self._label = self._label, ""
        yield from self.blocks(cell, self._inside(cell, cell.tag, place))
        self._label = label


def _of_attributes(element: etree._Element, tag: str) -> Look:
    """What an element says without CSS: `hidden`, `bgcolor`, `<font color>`, `<mark>`, `<b>`, `<s>`."""
    return Look(
        hidden=True if element.get("hidden") is not None else None,
        ink=colour(str(element.get("color", ""))) if tag == "font" else None,
        ground=colour(str(element.get("bgcolor", ""))),
        bold=True if tag in _BOLD else None,
        to_fill=True if tag == "mark" else None,
        struck=True if tag in _STRUCK else None,
    )


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
