"""What Word does with tracked changes when a person accepts or refuses all of them, by the rules of the format."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

P, PPR, RPR = qn("w:p"), qn("w:pPr"), qn("w:rPr")
_POINTS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:commentRangeStart"), qn("w:commentRangeEnd"))


def body_of(file: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(root: Any) -> list[str]:
    """Every paragraph of the body, empty ones too."""
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in root.iter(P)]


def accepted(file: bytes) -> Any:
    return _settled(body_of(file), keep=qn("w:ins"), drop=qn("w:del"))


def refused(file: bytes) -> Any:
    return _settled(body_of(file), keep=qn("w:del"), drop=qn("w:ins"))


def _settled(root: Any, keep: str, drop: str) -> Any:
    for paragraph in list(root.iter(P)):
        is_joined = paragraph.find(f"{PPR}/{RPR}/{drop}") is not None
        for change in [c for c in paragraph.iter(drop) if c.getparent().tag != RPR]:
            change.getparent().remove(change)
        for change in [c for c in paragraph.iter(keep) if c.getparent().tag != RPR]:
            for child in list(change):
                change.addprevious(child)
            change.getparent().remove(change)
        for text in paragraph.iter(qn("w:delText")):
            text.tag = qn("w:t")
        if is_joined:
            following = next((after for after in paragraph.itersiblings() if after.tag not in _POINTS), None)
            assert following is not None, "l'extrémité d'une cellule ne disparaît pas"
            assert following.tag == P, "une fin de paragraphe ne se joint pas à un tableau"
            for child in reversed([child for child in paragraph if child.tag != PPR]):
                following.insert(1 if following.find(PPR) is not None else 0, child)
            paragraph.getparent().remove(paragraph)
    for mark in [mark for mark in root.iter(keep, drop) if mark.getparent().tag == RPR]:
        mark.getparent().remove(mark)
    return root
