"""The XML of .docx and .odt: parsed without entities; what it may raise. `guards.py` looks at the package before."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

from docx.opc.exceptions import OpcError
from lxml import etree

from ctgbot.errors import UnreadableFile

# What zipfile, lxml and python-docx raise on damaged files: the last five, while walking XML that lacks an element.
BROKEN = (
    OpcError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.LxmlError, EOFError, OSError,
    RuntimeError, LookupError, ValueError, ArithmeticError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
CELL = "\t"  # between the cells of a row: white space, so that a quote across cells is the document's own text


def parse(blob: bytes) -> etree._Element:
    """The root of a part. Raises LxmlError, and UnreadableFile (`unsafe`) for one that declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError:
        if any(error.type != etree.ErrorTypes.DTD_XMLID_VALUE for error in parser.error_log):
            raise
        lenient = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(blob, lenient)  # « xml:id="geo1#dec" » is no name, and means nothing to a reader
    refuse_entities(root)
    return root


def refuse_entities(root: etree._Element) -> None:
    """No office program writes a DTD: whoever did wants entities expanded, or text lost when they are not."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(
            "unsafe", "Ce fichier déclare des entités XML, ce qu'aucun traitement de texte n'écrit : il n'est pas lu."
        )
