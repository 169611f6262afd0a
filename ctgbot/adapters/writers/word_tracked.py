"""Tracked changes in Word's XML: paragraphs that are inserted, runs that are deleted, each refusable as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.docx_styles import find, value
from ctgbot.adapters.writers.draft_proofs import is_blank, parts_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Not of the text that comes: list, section, frame, and what keeps a title with what follows.
_NOT_COPIED = {qn(f"w:{name}") for name in (
    "rPr", "numPr", "sectPr", "pPrChange", "framePr", "outlineLvl", "keepNext", "pageBreakBefore", "cnfStyle",
    "highlight", "shd", "rPrChange", "ins", "del", "moveFrom", "moveTo", "vanish", "specVanish", "webHidden",
)}  # fmt: skip
_AFTER_HIGHLIGHT = [qn(f"w:{name}") for name in (
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
)]  # fmt: skip
_PLAIN = {qn(f"w:{name}") for name in (
    "pPr", "r", "ins", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "rPr", "t",
    "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "commentReference", "del", "delText",
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, and the id of the comment that says where it comes from."""

    text: str
    comment: int | None = None


class Tracking:
    """Who changes the file, and when; gives each change an id that no other has."""

    def __init__(self, root: etree._Element, author: str, when: datetime) -> None:
        self._who = {qn("w:author"): author, qn("w:date"): f"{when:%Y-%m-%dT%H:%M:%SZ}"}
        taken = {str(found) for element in root.iter() if (found := element.get(qn("w:id"))) is not None}
        self._ids = (str(number) for number in count(1) if str(number) not in taken)

    def mark(self, name: str) -> etree._Element:
        return etree.Element(qn(f"w:{name}"), {qn("w:id"): next(self._ids), **self._who})


def is_plain(paragraph: etree._Element) -> bool:
    """Nothing but words: no field, content control, picture, call of a note, nor end of a section."""
    inner = (e for child in paragraph if child.tag != qn("w:pPr") for e in child.iter() if isinstance(e.tag, str))
    look = {e for run in paragraph.iter(qn("w:rPr")) for e in run.iter()}
    return find(paragraph, "w:pPr/w:sectPr") is None and all(e.tag in _PLAIN or e in look for e in inner)


def delete(paragraph: etree._Element, tracking: Tracking) -> None:
    """Its words, and its end where a paragraph follows: whoever accepts is left with no empty line."""
    for run in [run for run in paragraph.iter(qn("w:r")) if run.getparent().tag != qn("w:del")]:
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set(_SPACE, "preserve")
        wrapped = tracking.mark("del")
        run.getparent().replace(run, wrapped)
        wrapped.append(run)
    if _goes_on(paragraph):
        _mark_end(paragraph, tracking.mark("del"))


def insert(
    anchor: etree._Element,
    like: etree._Element | None,
    paragraphs: Sequence[Sequence[Piece]],
    tracking: Tracking,
    *,
    is_deleted: bool,
) -> None:
    """After the anchor. An inserted end of paragraph that is refused joins what follows: where no paragraph follows
    (last of a cell, end of a section), the anchor's own end is the one that comes last."""
    new = [_inserted(like, pieces, tracking) for pieces in paragraphs]
    if anchor.tag != qn("w:p") or (_goes_on(anchor) and find(anchor, "w:pPr/w:sectPr") is None):
        for paragraph in new:
            _mark_end(paragraph, tracking.mark("ins"))
        _add_after(anchor, new)
    elif is_deleted:
        for paragraph in new[:-1]:
            _mark_end(paragraph, tracking.mark("ins"))
            anchor.addprevious(paragraph)
        anchor.extend([child for child in new[-1] if child.tag != qn("w:pPr")])
    else:
        _add_after(anchor, new)
        own = anchor.find(qn("w:pPr"))
        theirs = new[-1].find(qn("w:pPr"))
        if theirs is not None:
            new[-1].remove(theirs)
        if own is not None:
            new[-1].insert(0, deepcopy(own))
            for end in own.findall(qn("w:sectPr")):
                own.remove(end)
        for paragraph in (anchor, *new[:-1]):
            _mark_end(paragraph, tracking.mark("ins"))


def _goes_on(anchor: etree._Element) -> bool:
    """Whether a paragraph follows, bookmarks and the like aside."""
    for after in anchor.itersiblings():
        if after.tag in (qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sectPr")):
            return bool(after.tag == qn("w:p"))
    return False


def _add_after(anchor: etree._Element, new: Sequence[etree._Element]) -> None:
    for paragraph in reversed(new):
        anchor.addnext(paragraph)


def _inserted(like: etree._Element | None, pieces: Sequence[Piece], tracking: Tracking) -> etree._Element:
    paragraph = etree.Element(qn("w:p"))
    properties = None if like is None else like.find(qn("w:pPr"))
    if properties is not None:
        paragraph.append(_copied(properties))
    look = _look(like)
    for place, piece in enumerate(pieces):
        paragraph.extend(_said(piece, look, tracking, space=place > 0))
    return paragraph


def _said(piece: Piece, look: etree._Element | None, tracking: Tracking, *, space: bool) -> Iterator[etree._Element]:
    """The sentence in its comment; blanks are highlighted."""
    if space:
        yield _tracked(tracking, _run(" ", look))
    if piece.comment is not None:
        yield etree.Element(qn("w:commentRangeStart"), {qn("w:id"): str(piece.comment)})
    yield _tracked(tracking, *(_run(part, look, marked=is_blank(part)) for part in parts_of(piece.text)))
    if piece.comment is not None:
        yield etree.Element(qn("w:commentRangeEnd"), {qn("w:id"): str(piece.comment)})
        call = etree.Element(qn("w:r"))
        etree.SubElement(call, qn("w:commentReference"), {qn("w:id"): str(piece.comment)})
        yield _tracked(tracking, call)


def _tracked(tracking: Tracking, *runs: etree._Element) -> etree._Element:
    inserted = tracking.mark("ins")
    inserted.extend(runs)
    return inserted


def _run(text: str, look: etree._Element | None, *, marked: bool = False) -> etree._Element:
    run = etree.Element(qn("w:r"))
    if look is not None or marked:
        properties = etree.Element(qn("w:rPr")) if look is None else deepcopy(look)
        if marked:
            _highlight(properties)
        run.append(properties)
    said = etree.SubElement(run, qn("w:t"), {_SPACE: "preserve"})
    said.text = text
    return run


def _highlight(properties: etree._Element) -> None:
    """At its place: Word refuses properties that are out of order."""
    marker = etree.Element(qn("w:highlight"), {qn("w:val"): "yellow"})
    after = next((child for child in properties if child.tag in _AFTER_HIGHLIGHT), None)
    if after is None:
        properties.append(marker)
    else:
        after.addprevious(marker)


def _look(like: etree._Element | None) -> etree._Element | None:
    """The properties of its longest run, without the marker pen of what was to be filled in."""
    runs = [] if like is None else [*like.findall(qn("w:r")), *like.findall(f"{qn('w:ins')}/{qn('w:r')}")]
    runs += [] if like is None else like.findall(f"{qn('w:del')}/{qn('w:r')}")
    if not runs:
        return None
    longest = max(runs, key=lambda run: sum(len(text.text or "") for text in run))
    properties = longest.find(qn("w:rPr"))
    if properties is None:
        return None
    look = _copied(properties)
    for style in look.findall(qn("w:rStyle")):
        if value(look, "w:rStyle").lower() in ("placeholdertext", "textedelespacerserv", "hyperlink", "lienhypertexte"):
            look.remove(style)
    return look


def _copied(properties: etree._Element) -> etree._Element:
    copy = deepcopy(properties)
    for child in [child for child in copy if child.tag in _NOT_COPIED]:
        copy.remove(child)
    return copy


def _mark_end(paragraph: etree._Element, change: etree._Element) -> None:
    """In the properties of the paragraph's end: insertions come first there, deletions next."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    end = properties.find(qn("w:rPr"))
    if end is None:
        end = etree.Element(qn("w:rPr"))
        before = [child for child in properties if child.tag in (qn("w:sectPr"), qn("w:pPrChange"))]
        if before:
            before[0].addprevious(end)
        else:
            properties.append(end)
    end.insert(1 if len(end) and end[0].tag == qn("w:ins") else 0, change)
