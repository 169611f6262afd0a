"""A PDF through PDFium: one caller at a time, and places as the page is seen (points from its top left corner)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ctgbot.model import Rect

Corners = tuple[float, float, float, float]  # left, bottom, right, top, in the file's own axes
Transform = tuple[float, float, float, float, float, float]

_ONE_AT_A_TIME = Lock()  # PDFium must never be entered twice
_LINE_END_HYPHEN = "\ufffe"  # what PDFium makes of a hyphen and the line end behind it


@dataclass(frozen=True, slots=True)
class View:
    """How a page is shown: the part of it that is seen, and its quarter turns."""

    seen: Corners
    turns: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> View:
        return cls(tuple(page.get_bbox()), page.get_rotation() // 90)

    @property
    def width(self) -> float:
        left, bottom, right, top = self.seen
        return top - bottom if self.turns % 2 else right - left

    @property
    def height(self) -> float:
        left, bottom, right, top = self.seen
        return right - left if self.turns % 2 else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is seen, from the top left corner."""
        left, bottom, right, top = self.seen
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]

    def rect(self, corners: Corners) -> Rect:
        """The same for a box."""
        (x1, y1), (x2, y2) = self.point(corners[0], corners[1]), self.point(corners[2], corners[3])
        return Rect(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument | None]:
    """The document, or None when PDFium cannot read it. Nobody else uses PDFium meanwhile."""
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(content)
        except (pdfium.PdfiumError, ValueError):
            yield None
            return
        try:
            with suppress(pdfium.PdfiumError):  # a form that PDFium cannot load: its pages are read without it
                document.init_forms()
            yield document
        finally:
            document.close()


def is_locked(content: bytes) -> bool:
    """Whether it takes a password, or a certificate, to open the file."""
    with _ONE_AT_A_TIME:
        try:
            pdfium.PdfDocument(content).close()
        except pdfium.PdfiumError as error:
            return error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        except ValueError:
            return False
    return False


@contextmanager
def page_of(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage | None]:
    """Page `number`, from 1, or None when PDFium cannot read it."""
    try:
        page = document[number - 1] if 1 <= number <= len(document) else None
    except pdfium.PdfiumError:
        page = None
    if page is None:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


@contextmanager
def opened_page(content: bytes, number: int) -> Iterator[pdfium.PdfPage | None]:
    """One page of a file, or None when there is no such page that PDFium can read."""
    with opened(content) as document:
        if document is None:
            yield None
            return
        with page_of(document, number) as page:
            yield page


class PageText:
    """The characters of a page in the order of the file, and where each of them is."""

    def __init__(self, page: pdfium.PdfPage, view: View) -> None:
        self._text_page = page.get_textpage()
        self._view = view
        written = str(self._text_page.get_text_range())
        self.characters = written if len(written) == self._text_page.count_chars() else self._one_by_one()

    def close(self) -> None:
        """Gives PDFium's memory back."""
        self._text_page.close()

    @property
    def text(self) -> str:
        """With a hyphen and a newline where PDFium joined two lines."""
        return _with_line_ends(self.characters)

    def origin(self, index: int) -> tuple[float, float] | None:
        """Where the baseline of a character starts."""
        x, y = ctypes.c_double(), ctypes.c_double()
        found = raw.FPDFText_GetCharOrigin(self._text_page, index, x, y)
        return self._view.point(x.value, y.value) if found else None

    def box(self, index: int) -> Rect | None:
        """The box of a character, as high as its font; None for a space that PDFium added."""
        if raw.FPDFText_IsGenerated(self._text_page, index):
            return None
        found = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(self._text_page, index, found):
            return None
        return self._view.rect((found.left, found.bottom, found.right, found.top))

    def within(self, corners: Corners) -> str:
        """The text inside a box of the file."""
        left, bottom, right, top = corners
        return _with_line_ends(str(self._text_page.get_text_bounded(left, bottom, right, top)))

    def _one_by_one(self) -> str:
        """One character for each index, whatever PDFium leaves out of its text."""
        codes = (raw.FPDFText_GetUnicode(self._text_page, at) for at in range(self._text_page.count_chars()))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _with_line_ends(text: str) -> str:
    return text.replace(_LINE_END_HYPHEN, "-\n").replace("\x02", "-\n").replace("\r\n", "\n")
