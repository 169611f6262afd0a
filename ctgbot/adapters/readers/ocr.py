"""Pages that are images → text, by the machine's own Tesseract, in French."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pytesseract
from PIL import Image

from ctgbot.adapters.readers.pdf_view import View
from ctgbot.adapters.readers.scan_angle import Turn, slant, turned
from ctgbot.model import Rect
from ctgbot.text.normalise import clean

INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-fra"
_LANGUAGE = "fra"
_ORIENTATION = "osd"  # Debian's package depends on it; other systems may lack it
_DPI = 300
_POINTS_PER_INCH = 72
_MOST_PIXELS = 25_000_000  # an A3 page at 300 dpi has 17 million
PATIENCE = 60.0  # seconds for one page
_RULES = "|¦_[]{}"  # what the lines of a table are taken for
_UNSURE = 60.0  # of 100, on average: an upright page of print has 85 and more, the same on its side 20
_FIRST = re.compile(r"^[l|](ers?|ère)\b")  # « du ler janvier »: no word of French, a figure that looks like a letter
_SURE_ENOUGH = 20  # of 100: below, a sign or a lone letter is a stain or a line of a drawing


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word recognised on a page; `line` tells its line; `box` in points, on the page made straight."""

    text: str
    line: tuple[int, int, int]  # block, paragraph, line
    box: Rect
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The words of a page in reading order; `turn` is what made it straight, in points."""

    words: tuple[SeenWord, ...]
    turn: Turn

    @property
    def height(self) -> float:
        """Of the page made straight, in points."""
        return self.turn.after[1]


def is_ready() -> bool:
    """Whether Tesseract and its French are on this machine."""
    program = shutil.which("tesseract")
    return program is not None and _LANGUAGE in _languages(program)


@cache
def _languages(program: str) -> frozenset[str]:
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        return frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractError, OSError):
        return frozenset()


def recognise(page: pdfium.PdfPage) -> SeenPage:
    """The words of a page, made straight first; none when Tesseract gives up or takes too long.

    A page on its side or upside down gives letters that nobody is sure of: it is then turned.
    """
    view = View.of(page)
    most = (_MOST_PIXELS / max(1.0, view.width * view.height)) ** 0.5
    scale = min(_DPI / _POINTS_PER_INCH, most)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring
    until = time.monotonic() + PATIENCE
    best = SeenPage((), Turn(0, (view.width, view.height), (view.width, view.height)))
    try:
        image = page.render(scale=scale, grayscale=True).to_pil()
        best = _seen(image, 0, scale, until)
        sure = mean_confidence(best.words)
        for quarter in _quarters(image, until) if best.words and (sure or 0) < _UNSURE else ():
            other = _seen(image, quarter, scale, until)
            if (mean_confidence(other.words) or 0) > max(sure or 0, _UNSURE):
                return other
    except (RuntimeError, OSError):  # so are PDFium's and Tesseract's own errors, and the end of its patience
        pass
    return best


def _quarters(image: Image.Image, until: float) -> tuple[int, ...]:
    """The degrees by which the page may have to be turned, the likeliest first: Tesseract's guess, where it can."""
    if _ORIENTATION not in _languages(pytesseract.pytesseract.tesseract_cmd):
        return 180, 90, 270
    try:
        found = pytesseract.image_to_osd(image.reduce(2), timeout=_left(until), output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError:  # « Too few characters »
        return ()
    clockwise = int(found["rotate"])
    return (360 - clockwise,) if clockwise else ()


def _seen(image: Image.Image, quarter: int, scale: float, until: float) -> SeenPage:
    """The words of the page turned by so many degrees, then made level."""
    degrees = quarter + slant(turned(image, quarter))
    straight = turned(image, degrees)
    found = pytesseract.image_to_data(
        straight,
        lang=_LANGUAGE,
        config=f"--dpi {round(scale * _POINTS_PER_INCH)}",
        timeout=_left(until),
        output_type=pytesseract.Output.DICT,
    )
    before, after = ((one.width / scale, one.height / scale) for one in (image, straight))
    return SeenPage(tuple(_words(found, scale)), Turn(degrees, before, after))


def _left(until: float) -> float:
    return max(1.0, until - time.monotonic())


def _words(found: dict[str, list[str | int | float]], scale: float) -> Iterator[SeenWord]:
    columns = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")
    for row in zip(*(found[name] for name in columns), strict=True):
        text, confidence = _FIRST.sub(r"1\1", clean(str(row[0])).strip()), float(row[1])
        if not text.strip(_RULES) or (confidence < _SURE_ENOUGH and sum(map(str.isalnum, text)) < 2):
            continue
        left, top, width, height = (float(value) / scale for value in row[5:])
        block, paragraph, line = (int(value) for value in row[2:5])
        box = Rect(left, top, left + width, top + height)
        yield SeenWord(text, (block, paragraph, line), box, confidence)


def mean_confidence(words: tuple[SeenWord, ...]) -> float | None:
    """Of 100, each word weighing its letters; None without any word."""
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 1) if letters else None
