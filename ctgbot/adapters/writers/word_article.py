"""Where a draft goes in a Word file: the article is found as the reader finds it, in the paragraphs of the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.docx_body import Body
from ctgbot.adapters.readers.docx_numbers import Numbering
from ctgbot.adapters.readers.docx_styles import Styles, find, value
from ctgbot.adapters.readers.marks import source_text
from ctgbot.adapters.writers.word_package import Package
from ctgbot.errors import BadRequest
from ctgbot.model import HeadingSpan, Section
from ctgbot.text.blanks import has_blank, template_from
from ctgbot.text.structure import find_sections

_P, _TBL, _TC, _SDT, _BOX = (qn(f"w:{name}") for name in ("p", "tbl", "tc", "sdt", "txbxContent"))
_UNSEEN = {_BOX, qn("w:del"), qn("w:moveFrom")}
_OPENS_FREE_PART = re.compile(r"(?i)^\s*partie (?:libre|à rédiger)\b")
_SUCH_AS = re.compile(r"(?i)\btels? que\s*:?\s*$|\btelles? que\s*:?\s*$")  # art. 4: « compétences communs tels que : »
_LONG = 40  # characters: a paragraph of prose, whose look a draft may take


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`start` in the text of all the paragraphs; `is_listed`: a bullet or an automatic number; `is_open`: it leaves
    something to be filled in, by its words or by a marker pen."""

    element: etree._Element
    text: str
    start: int
    is_heading: bool
    is_listed: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """`anchor`: the paragraph (or table) after which the draft goes; `body`: the article without its title; `template`:
    those with blanks, which a draft may replace; `is_free`: « Partie libre… » or « Exemple : » stands above them;
    `like`: the paragraph whose look the draft takes."""

    heading: str
    anchor: etree._Element
    body: tuple[Paragraph, ...]
    template: tuple[Paragraph, ...]
    is_free: bool
    like: etree._Element | None


def find_zone(package: Package, root: etree._Element, article: int) -> Zone:
    """Raises BadRequest when the file has no such article, or has it twice."""
    paragraphs, headings = _paragraphs(package, root)
    own = _section(paragraphs, headings, article)
    inside = [p for p in paragraphs if own.start <= p.start < own.end]
    title = _title(inside, own)
    body = inside[len(title) :]
    template = _template(body)
    table = _table_of(title[0].element)
    gridded = [p for p in template if _grid(p.element, _home(p.element, table, root)) is not None]
    last = (template or _before(body) or title)[-1].element
    anchor = _lifted(last, _home(last, table, root), whole_table=not template or bool(gridded))
    return Zone(
        " ".join(p.text for p in title),
        anchor,
        tuple(body),
        () if gridded else tuple(template),
        any(_opens(p) for p in template),
        _like(template, body, [p for p in paragraphs if p.start < own.start]),
    )


def _paragraphs(package: Package, root: etree._Element) -> tuple[list[Paragraph], list[HeadingSpan]]:
    """Those of the body in order, in cells and content controls too, with the labels of automatic numbers."""
    styles_root = package.root("styles")
    styles = Styles(etree.Element("none") if styles_root is None else styles_root)
    body = Body(styles, Numbering(package.root("numbering"), {}), {})
    found: list[Paragraph] = []
    headings: list[HeadingSpan] = []
    start = 0
    for element in root.iter(_P):
        if any(above.tag in _UNSEEN for above in element.iterancestors()):
            continue
        source = source_text(next(body.blocks([element]), ""))
        text = source.text.strip()
        lead = len(source.text) - len(source.text.lstrip())
        spans = [HeadingSpan(h.level, start, start + h.end - h.start) for h in source.headings if h.start <= lead]
        headings += spans
        style = value(element, "w:pPr/w:pStyle")
        number = value(element, "w:pPr/w:numPr/w:numId") or styles.numbering(style)[0]
        is_open = bool(text) and (bool(source.to_fill) or has_blank(text))
        found.append(Paragraph(element, text, start, bool(spans), number not in ("", "0"), is_open))
        start += len(text) + 2
    return found, headings


def _section(paragraphs: Sequence[Paragraph], headings: Sequence[HeadingSpan], article: int) -> Section:
    """The article with its clauses, as one section."""
    text = "\n\n".join(p.text for p in paragraphs)
    sections = find_sections(text, (), tuple(headings))
    own = [place for place, s in enumerate(sections) if s.kind == "article" and s.number == article]
    if not own:
        raise BadRequest(
            f"L'article {article} est introuvable dans ce fichier Word. Son titre doit commencer par "
            f"« Article {article} » ; vérifiez que c'est bien le fichier de la convention."
        )
    if len(own) > 1:
        raise BadRequest(
            f"Ce fichier Word contient {len(own)} articles {article} : gardez-en un seul, puis recommencez."
        )
    first = last = sections[own[0]]
    for section in sections[own[0] + 1 :]:
        if section.kind != "clause" or section.number != article:
            break
        last = section
    return Section(first.id, first.kind, first.number, first.title, first.trail, first.start, last.end)


def _title(inside: Sequence[Paragraph], section: Section) -> list[Paragraph]:
    """« ARTICLE 2 » and, where it stands on a line of its own, « LES CHAMPS D'INTERVENTION DE LA CAF »."""
    label = _squeezed(section.trail[-1] if section.trail else section.title)
    said = ""
    for place, paragraph in enumerate(inside):
        said += _squeezed(paragraph.text)
        if paragraph.text and len(said) >= len(label):
            return list(inside[: place + 1])
        if not label.startswith(said):
            return list(inside[: max(place, 1)])
    return list(inside[:1])


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _template(body: Sequence[Paragraph]) -> list[Paragraph]:
    """From « Partie libre… » or « Exemple : », else anywhere in the article: the paragraphs that have a blank."""
    opens = [i for i, p in enumerate(body) if _opens(p)]
    first = opens[0] if opens else 0
    return [p for i, p in enumerate(body) if i in opens or (i >= first and p.is_open)]


def _opens(paragraph: Paragraph) -> bool:
    return bool(_OPENS_FREE_PART.match(paragraph.text)) or template_from(paragraph.text) is not None


def _before(body: Sequence[Paragraph]) -> list[Paragraph]:
    """Up to where the draft goes: after « tels que : » and its list, else after all that is written."""
    written = [p for p in body if p.text]
    for place, paragraph in enumerate(written):
        if _SUCH_AS.search(paragraph.text):
            end = place + 1
            while end < len(written) and (written[end].is_listed or written[end].text[:1] in "-–—•▪◦*"):
                end += 1
            return written[:end]
    return written


def _table_of(element: etree._Element) -> etree._Element | None:
    return next((above for above in element.iterancestors() if above.tag == _TBL), None)


def _home(element: etree._Element, table: etree._Element | None, root: etree._Element) -> etree._Element:
    """What the draft must not leave: where the article's title stands in a table (title | text), the cell of that
    table; else the body."""
    cells = (above for above in element.iterancestors() if above.tag == _TC)
    return next((cell for cell in cells if table is not None and _table_of(cell) is table), root)


def _grid(element: etree._Element, home: etree._Element) -> etree._Element | None:
    """The table of several columns that holds the paragraph, inside the article's own place."""
    for above in _up_to(element, home):
        if above.tag == _TC and len(above.getparent().findall(_TC)) > 1:
            return _table_of(above)
    return None


def _lifted(element: etree._Element, home: etree._Element, *, whole_table: bool) -> etree._Element:
    """Out of a content control that takes no paragraph, or out of the table where the article is a table."""
    top = element
    for above in _up_to(element, home):
        if (above.tag == _TBL and whole_table) or (above.tag == _SDT and _is_closed(above)):
            top = above
    return top


def _up_to(element: etree._Element, home: etree._Element) -> Iterator[etree._Element]:
    for above in element.iterancestors():
        if above is home:
            return
        yield above


def _is_closed(control: etree._Element) -> bool:
    """One line of text, a list, a date, or locked: anything but rich text."""
    properties = find(control, "w:sdtPr")
    if properties is None:
        return False
    kinds = ("text", "date", "comboBox", "dropDownList", "picture", "checkbox", "dataBinding")
    return "ontent" in value(control, "w:sdtPr/w:lock") or any(
        etree.QName(child).localname in kinds for child in properties if isinstance(child.tag, str)
    )


def _like(
    template: Sequence[Paragraph], body: Sequence[Paragraph], above: Sequence[Paragraph]
) -> etree._Element | None:
    """The longest of the template; else the last prose of the article; else the last prose before it."""
    for choice in (sorted(template, key=lambda p: len(p.text)), body, above):
        prose = [
            p for p in choice
            if len(p.text) >= _LONG and not p.is_heading and not p.is_listed and _grid(p.element, p.element) is None
        ]  # fmt: skip
        if prose:
            return prose[-1].element
    return None
