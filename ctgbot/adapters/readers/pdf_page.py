"""One page of a PDF → its lines, and how they were read: pypdf, else PDFium, else recognition of its image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium

from ctgbot.adapters.readers import ocr
from ctgbot.adapters.readers.pdf_objects import Objects, hidden_texts, objects_of, remove
from ctgbot.adapters.readers.pdf_places import placed
from ctgbot.adapters.readers.pdf_view import PageText, View
from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.model import ReadingMethod
from ctgbot.text.normalise import clean
from ctgbot.text.page_lines import PageLines, PlacedLine
from ctgbot.text.page_quality import looks_enciphered, quality

_BETTER = 0.1  # of quality: what makes the second extractor worth more than the first
_MORE = 1.25  # times as many letters: the first extractor lost some
_DRAWING = 200  # lines and curves on a page without text: its letters may be drawn
_IMAGE = 0.05  # share of a page without text that makes an image worth looking at


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read; `hidden` is the text left out because nobody sees it."""

    lines: PageLines
    method: ReadingMethod = "texte"
    confidence: float | None = None
    hidden: str = ""
    is_image: bool = False  # mostly an image, or drawn
    has_image: bool = False
    is_recognised: bool = False  # a scanner laid its own text over the image

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines.lines)


def read_page(number: int, first: str | None, page: pdfium.PdfPage | None) -> ReadPage:
    """`first` is pypdf's text, None where it failed; `page` None where PDFium did."""
    if page is None:
        return ReadPage(PageLines(number, tuple(PlacedLine(line) for line in _lines(first or ""))))
    view = View.of(page)
    objects = objects_of(page, view)
    hidden = hidden_texts(objects, page, view)
    said = remove(hidden, page) if hidden else ""
    text_page = PageText(page, view)
    try:
        second = clean(text_page.text).translate(SYMBOLS)
        if not hidden and first is not None and not _is_better(second, first):
            method, chosen = _method("texte", objects), first
        else:
            method, chosen = _method("second", objects), second
        lines = placed(_lines(chosen), text_page)
    finally:
        text_page.close()
    return ReadPage(
        PageLines(number, lines, view.height),
        method,
        hidden=clean(said),
        is_image=objects.is_scan or objects.paths >= _DRAWING,
        has_image=objects.image_share >= _IMAGE or objects.paths >= _DRAWING,
        is_recognised=objects.is_recognised,
    )


def needs_ocr(page: ReadPage, text: str) -> bool:
    """Whether the page is an image with no text of its own; `text` is what is left of it without its margins."""
    found = quality(text)
    if found.is_empty and (page.is_image or (page.has_image and not found.letters)):
        return True
    if page.is_recognised:
        return not found.is_readable
    return bool(found.letters) and (not found.is_usable or looks_enciphered(text))


def recognised(page: ReadPage, handle: pdfium.PdfPage) -> ReadPage:
    """The page read from its image, or as it was when that gives nothing better."""
    words = ocr.recognise(handle)
    lines = tuple(_line(list(group)) for _, group in groupby(words, key=lambda word: word.line))
    now, before = quality("\n".join(line.text for line in lines)), quality(page.text)
    if now.letters <= before.letters and (before.is_empty or now.score <= before.score):
        return page
    found = PageLines(page.lines.number, lines, page.lines.height)
    return replace(page, lines=found, method="ocr", confidence=ocr.mean_confidence(words))


def _method(method: ReadingMethod, objects: Objects) -> ReadingMethod:
    return "ocr" if objects.is_recognised else method


def _line(words: list[ocr.SeenWord]) -> PlacedLine:
    return PlacedLine(" ".join(word.text for word in words), max(word.box.bottom for word in words))


def _is_better(second: str, first: str) -> bool:
    """Whether PDFium read what pypdf lost: letters, spaces or the table of characters."""
    one, other = quality(first), quality(second)
    if other.letters > _MORE * one.letters and other.is_usable:
        return True
    return not one.is_readable and other.score >= one.score + _BETTER and 2 * other.letters >= one.letters


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
