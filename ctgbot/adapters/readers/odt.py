"""OpenDocument texts: what LibreOffice shows of the body, tracked changes accepted, comments left out."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from ctgbot.adapters.readers.marks import source_text
from ctgbot.adapters.readers.odt_body import Body, Place
from ctgbot.adapters.readers.odt_lists import Lists
from ctgbot.adapters.readers.odt_styles import Styles, q
from ctgbot.adapters.readers.office_xml import BROKEN, parse
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText

_CIPHERED = b"encryption-data"  # in the manifest: the parts are ciphered, the zip is not
_ELSEWHERE = (q("draw:object"), q("draw:object-ole"))  # charts and documents put inside this one


def read_odt(content: bytes) -> SourceText:
    """The text of the body. Codes: `not_an_odt`, `encrypted`, `unsafe`, `damaged`, `no_text`."""
    try:
        source = _read(content)
    except BROKEN as exc:
        raise UnreadableFile(
            "damaged",
            "Ce fichier OpenDocument est incomplet ou endommagé."
            " Ouvrez-le dans LibreOffice et enregistrez-le à nouveau.",
        ) from exc
    if not source.text.strip():
        raise UnreadableFile(
            "no_text", "Ce fichier OpenDocument ne contient aucun texte. S'il s'agit d'images, il est à océriser."
        )
    return source


def _read(content: bytes) -> SourceText:
    if not content.startswith(b"PK"):
        raise _not_an_odt()
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        if "content.xml" not in names:
            raise _not_an_odt()
        if "META-INF/manifest.xml" in names and _CIPHERED in package.read("META-INF/manifest.xml"):
            raise UnreadableFile(
                "encrypted", "Ce fichier est protégé par mot de passe. Enregistrez-en une copie sans protection."
            )
        root = parse(package.read("content.xml"))
        roots = [parse(package.read("styles.xml")), root] if "styles.xml" in names else [root]
    text = root.find(f"{q('office:body')}/{q('office:text')}")
    if text is None:
        raise _not_an_odt()
    return _text(text, roots)


def _text(text: etree._Element, roots: list[etree._Element]) -> SourceText:
    body = Body(Styles(roots), Lists(roots))
    blocks = [block for block in body.blocks(text, Place()) if block.strip()]
    count = sum(1 for _ in text.iter(*_ELSEWHERE))
    unread = (f"Graphiques ou documents incorporés non lus : {count}.",) if count else ()
    return source_text("\n\n".join(blocks), body.hidden, unread)


def _not_an_odt() -> UnreadableFile:
    return UnreadableFile(
        "not_an_odt", "Ce n'est pas un texte OpenDocument .odt. Ouvrez-le et enregistrez-le sous ce format."
    )
