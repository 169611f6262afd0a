"""Word files: what Word shows of the body, tracked changes accepted, comments, headers and footers left out."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.docx_body import Body, Notes
from ctgbot.adapters.readers.docx_numbers import Numbering
from ctgbot.adapters.readers.docx_styles import Styles, find, value
from ctgbot.adapters.readers.look import WHITE, Colour, colour
from ctgbot.adapters.readers.marks import source_text
from ctgbot.adapters.readers.office_xml import BROKEN, parse, refuse_entities
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old .doc, or a .docx that a password protects
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOTES = (
    (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnoteReference"), qn("w:footnote")),
    (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnoteReference"), qn("w:endnote")),
)
# Text that stands in another part of the file and that Word draws: SmartArt, charts, documents put inside this one.
_ELSEWHERE = (
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    qn("w:altChunk"),
    qn("w:subDoc"),
)


def read_docx(content: bytes) -> SourceText:
    """The text of the body. Codes: `not_a_docx`, `encrypted`, `unsafe`, `damaged`, `no_text`."""
    _check_container(content)
    try:
        document = Document(BytesIO(content))
        source = _read(document)
    except BROKEN as exc:
        raise UnreadableFile(
            "damaged", "Ce fichier Word est incomplet ou endommagé. Ouvrez-le dans Word et enregistrez-le à nouveau."
        ) from exc
    if not source.text.strip():
        raise UnreadableFile(
            "no_text", "Ce fichier Word ne contient aucun texte. S'il s'agit d'images, il est à océriser."
        )
    return source


def _check_container(content: bytes) -> None:
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise UnreadableFile(
            "encrypted", "Ce fichier Word est protégé par mot de passe. Enregistrez-en une copie sans protection."
        )
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist() if content.startswith(b"PK") else []
    except (zipfile.BadZipFile, ValueError):
        return  # begins as a .docx does: `damaged` says it better
    if not any(name.startswith("word/") for name in names):
        raise UnreadableFile(
            "not_a_docx", "Ce n'est pas un document Word .docx. Ouvrez-le et enregistrez-le sous ce format."
        )


def _read(document: WordDocument) -> SourceText:
    refuse_entities(document.element)
    styles = document.styles.element
    body = Body(Styles(styles), _numbering(document, styles), _notes(document))
    blocks = [block for block in body.blocks(document.element.body, _paper(document)) if block.strip()]
    lost = (f"Notes introuvables dans le fichier : {body.lost_notes}.",) if body.lost_notes else ()
    return source_text("\n\n".join(blocks), body.hidden, (*lost, *_unread(document.element)))


def _paper(document: WordDocument) -> Colour:
    """The page's colour: white, unless the file has one and shows it."""
    background = find(document.element, "w:background")
    if background is None or find(document.settings.element, "w:displayBackgroundShape") is None:
        return WHITE
    return colour(str(background.get(qn("w:color"), ""))) or WHITE


def _part(document: WordDocument, kind: str) -> etree._Element | None:
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    return parse(part.blob)


def _numbering(document: WordDocument, styles: etree._Element) -> Numbering:
    numbers = {
        str(style.get(qn("w:styleId"))): value(style, "w:pPr/w:numPr/w:numId")
        for style in styles.iter(qn("w:style"))
        if style.get(qn("w:type")) == "numbering"
    }
    return Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING), numbers)


def _notes(document: WordDocument) -> Notes:
    found: dict[tuple[str, str], etree._Element] = {}
    for kind, call, tag in _NOTES:
        root = _part(document, kind)
        if root is not None:
            found |= {(call, str(note.get(qn("w:id")))): note for note in root.iter(tag)}
    return found


def _unread(root: etree._Element) -> tuple[str, ...]:
    count = sum(1 for _ in root.iter(*_ELSEWHERE))
    return (f"Schémas, graphiques ou documents incorporés non lus : {count}.",) if count else ()
