"""Pages that are images → text, by the machine's own Tesseract, in French."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

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
_SURE = 75.0  # for a line found in a second look
_FEWEST = 3  # letters of such a line
_MUCH = 0.15  # of the page's ink
_DARK, _PAPER = 128, 255
_ONE_BLOCK = "--psm 6"  # no search for columns and pictures
_APART = 1_000_000  # a block number that Tesseract does not give
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
    words = _read(straight, scale, until)
    if (mean_confidence(words) or 0) >= _UNSURE:
        words = with_missed(words, _missed(straight, words, scale, until))
    before, after = ((one.width / scale, one.height / scale) for one in (image, straight))
    return SeenPage(words, Turn(degrees, before, after))


def _read(image: Image.Image, scale: float, until: float, layout: str = "") -> tuple[SeenWord, ...]:
    found = pytesseract.image_to_data(
        image,
        lang=_LANGUAGE,
        config=f"--dpi {round(scale * _POINTS_PER_INCH)} {layout}",
        timeout=_left(until),
        output_type=pytesseract.Output.DICT,
    )
    return tuple(_words(found, scale))


def _missed(image: Image.Image, words: tuple[SeenWord, ...], scale: float, until: float) -> tuple[SeenWord, ...]:
    """What is left of a page once its words are wiped off, where that is much: text under a stamp or a signature.

    Tesseract takes a stamp and all the lines that it touches for a picture, and says nothing of them.
    """
    rest = image.copy()
    for word in words:
        left, top, right, bottom = (
            round(corner * scale) for corner in (word.box.left, word.box.top, word.box.right, word.box.bottom)
        )
        rest.paste(_PAPER, (left, top, right, bottom))
    if _ink(rest) < _MUCH * _ink(image):
        return ()
    try:
        found = _read(rest, scale, until, _ONE_BLOCK)
    except (RuntimeError, OSError):
        return ()  # what was read first is kept
    lines = [tuple(group) for _, group in groupby(found, key=lambda word: word.line)]
    return tuple(
        word for line in lines if (mean_confidence(line) or 0) >= _SURE and _letters(line) >= _FEWEST for word in line
    )


def with_missed(words: tuple[SeenWord, ...], missed: tuple[SeenWord, ...]) -> tuple[SeenWord, ...]:
    """The words in reading order: a missed line goes on the one beside it, else behind the last one above it."""
    lines = [tuple(group) for _, group in groupby(words, key=lambda word: word.line)]
    for at, (_, group) in enumerate(groupby(missed, key=lambda word: word.line)):
        line = tuple(replace(word, line=(_APART, at, 0)) for word in group)
        beside = next((place for place, other in enumerate(lines) if _stands_beside(other, line)), None)
        if beside is not None:
            whole = sorted((*lines[beside], *line), key=lambda word: word.box.left)
            lines[beside] = tuple(replace(word, line=lines[beside][0].line) for word in whole)
            continue
        above = [place for place, other in enumerate(lines) if _stands_above(other, line)]
        lines.insert(above[-1] + 1 if above else 0, line)
    return tuple(word for line in lines for word in line)


def _stands_beside(line: tuple[SeenWord, ...], other: tuple[SeenWord, ...]) -> bool:
    """On the same row, no more than a few letters away."""
    one, two = _box(line), _box(other)
    height = min(one.bottom - one.top, two.bottom - two.top)
    common = min(one.bottom, two.bottom) - max(one.top, two.top)
    return common > height / 2 and max(one.left, two.left) - min(one.right, two.right) < 2 * height


def _stands_above(line: tuple[SeenWord, ...], other: tuple[SeenWord, ...]) -> bool:
    """In the same column."""
    one, two = _box(line), _box(other)
    return one.bottom <= two.bottom and one.left < two.right and two.left < one.right


def _box(line: tuple[SeenWord, ...]) -> Rect:
    boxes = [word.box for word in line]
    return Rect(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _ink(image: Image.Image) -> int:
    return sum(image.histogram()[:_DARK])


def _letters(words: tuple[SeenWord, ...]) -> int:
    return sum(character.isalpha() for word in words for character in word.text)


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
