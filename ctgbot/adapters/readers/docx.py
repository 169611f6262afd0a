"""Word files: paragraphs and tables in the order of the document, one paragraph per line.

The XML is walked here rather than `Document.paragraphs`, which leaves out what stands in content controls (cover
pages, contents), tracked insertions and text boxes. Headers, footers, notes and automatic numbers are left out.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText
from ctgbot.text.normalise import clean

_BROKEN = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, EOFError, RuntimeError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old .doc, or a .docx that a password protects
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats the text box before it
_NOT_TEXT = {qn(tag) for tag in ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:txbxContent")} | {_FALLBACK}
_WRAPPERS = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}

Glyphs = Mapping[tuple[str, str], str]  # (numId, ilvl) → the bullet


def read_docx(content: bytes) -> SourceText:
    """The text of the body. Codes: `not_a_docx`, `encrypted`, `damaged`, `no_text`."""
    _check_container(content)
    try:
        document = Document(BytesIO(content))
        blocks = [block for block in _Body(document).blocks(document.element.body) if block.strip()]
    except _BROKEN as exc:
        raise UnreadableFile(
            "damaged", "Ce fichier Word est incomplet ou endommagé. Ouvrez-le dans Word et enregistrez-le à nouveau."
        ) from exc
    if not blocks:
        raise UnreadableFile(
            "no_text", "Ce fichier Word ne contient aucun texte. S'il s'agit d'images, il est à océriser."
        )
    return SourceText(clean("\n\n".join(blocks)))


def _check_container(content: bytes) -> None:
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise UnreadableFile(
            "encrypted", "Ce fichier Word est protégé par mot de passe. Enregistrez-en une copie sans protection."
        )
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist() if content.startswith(b"PK") else []
    except zipfile.BadZipFile:
        return  # begins as a .docx does: `damaged` says it better
    if not any(name.startswith("word/") for name in names):
        raise UnreadableFile(
            "not_a_docx", "Ce n'est pas un document Word .docx. Ouvrez-le et enregistrez-le sous ce format."
        )


class _Body:
    """One document's XML and the styles and bullets that its paragraphs refer to."""

    def __init__(self, document: WordDocument) -> None:
        self._list_styles = _list_styles(document)
        self._glyphs = _glyphs(document)

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        """A paragraph or a table each; text boxes follow the paragraph that holds them."""
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
                for box in child.iter(qn("w:txbxContent")):
                    if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                        yield from self.blocks(box)
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = "".join(_pieces(paragraph)).translate(SYMBOLS).strip()
        bullet = self._bullet(paragraph.find(qn("w:pPr")))
        return f"{bullet} {text}" if bullet and text else text

    def _bullet(self, properties: etree._Element | None) -> str:
        """« ▪ » for a first-level list with that sign, « - » for any other list, nothing outside lists."""
        if properties is None:
            return ""
        style, number, level = (_value(properties, path) for path in ("w:pStyle", "w:numPr/w:numId", "w:numPr/w:ilvl"))
        if properties.find(qn("w:outlineLvl")) is not None or style.lower().startswith(("heading", "titre", "title")):
            return ""
        if not number:
            return "-" if style in self._list_styles else ""
        if number == "0":
            return ""  # the list of the style, switched off
        return "▪" if self._glyphs.get((number, level or "0")) == "▪" and level in ("", "0") else "-"

    def _table(self, table: etree._Element) -> str:
        rows = (list(_inside(row, qn("w:tc"))) for row in _inside(table, qn("w:tr")))
        lines = (self._row(cells) for cells in rows)
        return "\n".join(line for line in lines if line.strip(" |"))

    def _row(self, cells: list[etree._Element]) -> str:
        """A row of one cell is a frame around paragraphs; other rows are one line."""
        if len(cells) == 1:
            return "\n".join(block for block in self.blocks(cells[0]) if block.strip())
        return " | ".join(" ".join(" ".join(self.blocks(cell)).split()) for cell in cells)


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == qn("w:sym"):
            yield chr(int(child.get(qn("w:char"), "20"), 16))
        elif child.tag in (qn("w:t"), qn("w:tab"), qn("w:ptab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
            yield str(child)  # python-docx gives each of these its text
        else:
            yield from _pieces(child)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _list_styles(document: WordDocument) -> frozenset[str]:
    """Ids of the paragraph styles that make a list item by themselves: « List Bullet », « Liste à puces »."""
    styles = document.styles.element.iter(qn("w:style"))
    return frozenset(
        str(style.get(qn("w:styleId")))
        for style in styles
        if style.find(qn("w:pPr")) is not None and _value(style.find(qn("w:pPr")), "w:numPr/w:numId") not in ("", "0")
    )


def _glyphs(document: WordDocument) -> Glyphs:
    try:
        blob = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob
    except KeyError:
        return {}  # a document without any list
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False))
    levels = {
        str(kind.get(qn("w:abstractNumId"))): {
            str(level.get(qn("w:ilvl"))): _value(level, "w:lvlText").translate(SYMBOLS)
            for level in kind.iter(qn("w:lvl"))
        }
        for kind in root.iter(qn("w:abstractNum"))
    }
    return {
        (str(number.get(qn("w:numId"))), level): glyph
        for number in root.iter(qn("w:num"))
        for level, glyph in levels.get(_value(number, "w:abstractNumId"), {}).items()
    }
