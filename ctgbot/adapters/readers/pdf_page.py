"""One page of a PDF → its lines, and how they were read: pypdf, else PDFium, else recognition of its image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium

from ctgbot.adapters.readers import ocr
from ctgbot.adapters.readers.pdf_fields import typed_in, with_typed
from ctgbot.adapters.readers.pdf_objects import objects_of, remove
from ctgbot.adapters.readers.pdf_places import placed
from ctgbot.adapters.readers.pdf_tables import with_rows
from ctgbot.adapters.readers.pdf_view import PageText, View
from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.model import ReadingMethod
from ctgbot.text.normalise import clean
from ctgbot.text.page_columns import column_regions
from ctgbot.text.page_lines import PageLines, PlacedLine
from ctgbot.text.page_quality import NOTHING, Quality, looks_enciphered, quality
from ctgbot.text.page_tables import find_tables

_TRUSTED = 50.0  # of 100: below, letters were seen where there are none; print is recognised at 85 and more
_LEGIBLE = 25.0  # of 100: below, a line is a rule of a table or the dots of a contents page, made letters
_BETTER = 0.1  # of quality: what makes the second extractor worth more than the first
_MORE = 1.25  # times as many letters: the first extractor lost some
_MORE_THAN_MARGINS = 400  # characters
_STAMP = 200  # letters: « Envoyé en préfecture le 12/07/2024 – Reçu en préfecture le … – Publié le … – ID : … »
_DRAWING = 200  # lines and curves on a page without text: its letters may be drawn
_IMAGE = 0.05  # share of a page without text that makes an image worth looking at


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read; `hidden` is the text left out because nobody sees it.

    `typed` is what was typed or stamped on it, no part of its own text: what tells a scan does not count it.
    """

    lines: PageLines
    method: ReadingMethod = "texte"
    confidence: float | None = None
    hidden: str = ""
    is_image: bool = False  # mostly an image
    has_image: bool = False  # or so many lines drawn that letters may be among them
    is_recognised: bool = False  # a scanner laid its own text over the image
    quality: Quality = NOTHING  # of the whole page, margins included
    typed: tuple[PlacedLine, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines.lines)


def read_page(number: int, first: str | None, page: pdfium.PdfPage | None) -> ReadPage:
    """`first` is pypdf's text, None where it failed; `page` None where PDFium did."""
    if page is None:
        return ReadPage(PageLines(number, tuple(PlacedLine(line) for line in _lines(first or ""))))
    view = View.of(page)
    objects = objects_of(page, view)
    said = remove(objects.hidden, page) if objects.hidden else ""
    text_page = PageText(page, view)
    try:
        regions = () if view.turns else column_regions(objects.texts, view.width, objects.rules)
        if regions:
            second = clean("\n".join(map(text_page.within, regions))).translate(SYMBOLS)
            best: tuple[ReadingMethod, str, Quality] = ("second", second, quality(second))
        else:
            best = _best(None if said else first, text_page)
        method, chosen, found = best
        lines = placed(_lines(chosen), text_page)
        if not view.turns:
            lines = with_rows(lines, find_tables(objects.rules), text_page, view)
    finally:
        text_page.close()
    return ReadPage(
        PageLines(number, lines, view.height),
        "ocr" if objects.is_recognised else method,
        hidden=clean(said),
        is_image=objects.is_scan,
        has_image=objects.image_share >= _IMAGE or objects.paths >= _DRAWING,
        is_recognised=objects.is_recognised,
        quality=found,
        typed=typed_in(page, view),
    )


def with_all(page: ReadPage) -> ReadPage:
    """The page with what was typed on it in its place."""
    return replace(page, lines=page.lines.with_lines(with_typed(page.lines.lines, page.typed))) if page.typed else page


def needs_ocr(page: ReadPage, text: str) -> bool:
    """Whether the page is an image with no text of its own; `text` is what is left of it without its margins."""
    found = page.quality if len(text) > _MORE_THAN_MARGINS else quality(text)
    if page.is_image and not page.is_recognised and found.letters < _STAMP:
        return True
    if found.is_readable and not found.is_empty:
        return False
    if page.has_image and not found.letters:
        return True
    if page.is_recognised and not found.is_readable:
        return True
    return bool(found.letters) and (not found.is_usable or looks_enciphered(text))


def recognised(page: ReadPage, handle: pdfium.PdfPage) -> ReadPage:
    """The page read from its image, or as it was when that gives nothing better."""
    seen = ocr.recognise(handle)
    words = seen.words
    groups = [tuple(group) for _, group in groupby(words, key=lambda word: word.line)]
    lines = tuple(_line(group) for group in groups if (ocr.mean_confidence(group) or 0) >= _LEGIBLE)
    now, before = quality("\n".join(line.text for line in lines)), quality(page.text)
    is_more = now.letters > (2 if before.is_readable else 1) * before.letters
    if not is_more and (before.is_readable or now.score <= before.score):
        return page
    confidence = ocr.mean_confidence(words)
    if before.letters and (confidence or 0) < _TRUSTED:
        return page
    found = PageLines(page.lines.number, lines, seen.height)
    return replace(page, lines=found, method="ocr", confidence=confidence, typed=())


def _line(words: Sequence[ocr.SeenWord]) -> PlacedLine:
    return PlacedLine(" ".join(word.text for word in words), max(word.box.bottom for word in words))


def _best(first: str | None, text_page: PageText) -> tuple[ReadingMethod, str, Quality]:
    """PDFium's text where it read what pypdf lost: letters, spaces or the table of characters."""
    one = quality(first or "")
    if first is not None and one.is_readable and len(text_page.characters) <= len(first) * _MORE:
        return "texte", first, one
    second = clean(text_page.text).translate(SYMBOLS)
    other = quality(second)
    if first is None or _is_better(other, one):
        return "second", second, other
    return "texte", first, one


def _is_better(other: Quality, one: Quality) -> bool:
    if other.letters > _MORE * one.letters and other.is_usable:
        return True
    return not one.is_readable and other.score >= one.score + _BETTER and 2 * other.letters >= one.letters


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
