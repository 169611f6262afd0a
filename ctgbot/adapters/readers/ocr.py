"""Pages that are images → text, by the machine's own Tesseract, in French."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pytesseract

from ctgbot.adapters.readers.pdf_view import View
from ctgbot.model import Rect
from ctgbot.text.normalise import clean

INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-fra"
_LANGUAGE = "fra"
_DPI = 300
_POINTS_PER_INCH = 72
_MOST_PIXELS = 25_000_000  # an A3 page at 300 dpi has 17 million
PATIENCE = 60.0  # seconds for one page
_RULES = "|¦_[]{}"  # what the lines of a table are taken for
_SURE_ENOUGH = 20  # of 100: below, a sign or a lone letter is a stain or a line of a drawing


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word recognised on a page; `line` tells which words stand on one line; `box` in points as the page is seen."""

    text: str
    line: tuple[int, int, int]  # block, paragraph, line
    box: Rect
    confidence: float


def is_ready() -> bool:
    """Whether Tesseract and its French are on this machine."""
    program = shutil.which("tesseract")
    return program is not None and _reads_french(program)


@cache
def _reads_french(program: str) -> bool:
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        return _LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError):
        return False


def recognise(page: pdfium.PdfPage) -> tuple[SeenWord, ...]:
    """The words of a page, in reading order; none when Tesseract gives up or takes too long."""
    view = View.of(page)
    most = (_MOST_PIXELS / max(1.0, view.width * view.height)) ** 0.5
    scale = min(_DPI / _POINTS_PER_INCH, most)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring
    try:
        found = pytesseract.image_to_data(
            page.render(scale=scale, grayscale=True).to_pil(),
            lang=_LANGUAGE,
            config=f"--dpi {round(scale * _POINTS_PER_INCH)}",
            timeout=PATIENCE,
            output_type=pytesseract.Output.DICT,
        )
    except (RuntimeError, OSError):  # so are PDFium's and Tesseract's own errors, and the end of its patience
        return ()
    return tuple(_words(found, scale))


def _words(found: dict[str, list[str | int | float]], scale: float) -> Iterator[SeenWord]:
    columns = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")
    for row in zip(*(found[name] for name in columns), strict=True):
        text, confidence = clean(str(row[0])).strip(), float(row[1])
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
