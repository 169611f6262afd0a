"""What a page is drawn with: images, and text that nobody sees on it.

Hidden text (white on white, a point high, off the page, drawn with the invisible mode over no scan) may carry
instructions or old clauses: it is left out and told.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ctgbot.adapters.readers.pdf_view import Corners, Transform, View
from ctgbot.model import Rect

_SMALLEST = 2.0  # points
_MOST_PIXELS = 4_000_000  # of the page looked at; A4 has half a million points
_NEAR_WHITE = 0.9  # of full light
_LEAST_CONTRAST = 20  # of 255, between the lightest and the darkest point around a word that is seen
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_FULL_PAGE = 0.5  # share of the page that an image covers when the page is a scan
_MOST_RULES = 3000
_DEEPEST = 8
_MOST_OBJECTS = 20_000
# Where PDFium writes its answers: a page has thousands of objects, and `opened` lets nobody else in.
_SIZE = ctypes.c_float()
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))
_CORNERS = tuple(ctypes.c_float() for _ in range(4))
_MATRIX = raw.FS_MATRIX()
_IDENTITY: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text object: its handle, the form that holds it (None: the page) and its box."""

    handle: object
    form: object | None
    box: Rect


@dataclass(frozen=True, slots=True)
class Objects:
    """Of one page: its texts that nobody sees, the share that images cover, how many lines it draws.

    `texts` are the boxes of its texts in the order of the file, `rules` those of its lines and frames, both in the
    file's own axes.
    """

    hidden: tuple[Drawn, ...]
    image_share: float
    paths: int
    has_layer: bool  # text drawn with the invisible mode
    texts: tuple[Corners, ...] = ()
    rules: tuple[Corners, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether the page is mostly an image."""
        return self.image_share >= _FULL_PAGE

    @property
    def is_recognised(self) -> bool:
        """Whether a scanner laid the text that it recognised over the page's image."""
        return self.is_scan and self.has_layer


def objects_of(page: pdfium.PdfPage, view: View) -> Objects:
    """What is drawn on the page, inside its forms too."""
    invisible: list[Drawn] = []
    hidden: list[Drawn] = []
    pale: list[Drawn] = []
    texts: list[Corners] = []
    rules: list[Corners] = []
    paths, covered = 0, 0.0
    for handle, form, transform in _walk(page):
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            suspects = _suspect(handle, transform, view, (invisible, hidden, pale))
            if suspects is None:
                texts.append(_corners(handle, transform))
            else:
                suspects.append(Drawn(handle, form, _box(handle, transform, view)))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _seen_area(_box(handle, transform, view), view)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths <= _MOST_RULES:
                rules.append(_corners(handle, transform))
    share = min(1.0, covered / max(1.0, view.width * view.height))
    if share < _FULL_PAGE:  # over a scan, invisible text is what a scanner recognised
        hidden += invisible
    hidden = [text for text in hidden if text in invisible or _is_out_or_tiny(text.box, view)]
    hidden += _without_contrast(pale, page, view)
    return Objects(tuple(hidden), share, paths, bool(invisible), tuple(texts), tuple(rules))


def _suspect(
    handle: object, transform: Transform, view: View, kinds: tuple[list[Drawn], list[Drawn], list[Drawn]]
) -> list[Drawn] | None:
    """Where to put a text that may be unseen: invisible, out of the page or tiny, pale; None for any other."""
    invisible, hidden, pale = kinds
    if raw.FPDFTextObj_GetTextRenderMode(handle) == _INVISIBLE:
        return invisible
    size, (red, green, blue, alpha) = _SIZE, _COLOUR
    raw.FPDFTextObj_GetFontSize(handle, size)
    matrix = _after(_matrix(handle), transform)
    across, down = view.point(matrix[4], matrix[5])
    if abs(size.value) * math.hypot(matrix[2], matrix[3]) <= _SMALLEST:
        return hidden
    if not (0 <= across <= view.width and 0 <= down <= view.height):
        return hidden
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    light = 1 - (1 - (red.value + green.value + blue.value) / 765) * alpha.value / 255
    return pale if light >= _NEAR_WHITE else None


def remove(texts: tuple[Drawn, ...], page: pdfium.PdfPage) -> str:
    """Takes them off the page in memory, so that PDFium's text is what is seen; gives back what they said.

    Does nothing when they hold no letter nor digit: Word draws white or tiny spaces everywhere.
    """
    text_page = page.get_textpage()
    said = [_text(text.handle, text_page) for text in texts]
    text_page.close()
    if not any(character.isalnum() for text in said for character in text):
        return ""
    for text in texts:
        if text.form is None:
            done = raw.FPDFPage_RemoveObject(page, text.handle)
        else:
            done = raw.FPDFFormObj_RemoveObject(text.form, text.handle)
        if done:
            raw.FPDFPageObj_Destroy(text.handle)
    return " ".join(" ".join(said).split())


def _text(handle: object, text_page: pdfium.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(handle, text_page, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(handle, text_page, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", errors="replace")


def _walk(page: pdfium.PdfPage) -> Iterator[tuple[object, object | None, Transform]]:
    """Every object with the form that holds it and the transform of that form, forms opened."""
    handles = [raw.FPDFPage_GetObject(page, at) for at in range(min(_MOST_OBJECTS, raw.FPDFPage_CountObjects(page)))]
    stack = [(handle, None, _IDENTITY, 0) for handle in reversed(handles)]
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        handle, form, transform, depth = stack.pop()
        seen += 1
        if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM:
            yield handle, form, transform
        elif depth < _DEEPEST:
            inner = _after(_matrix(handle), transform)
            count = min(_MOST_OBJECTS, max(0, raw.FPDFFormObj_CountObjects(handle)))
            held = [raw.FPDFFormObj_GetObject(handle, at) for at in range(count)]
            stack.extend((child, handle, inner, depth + 1) for child in reversed(held))


def _matrix(handle: object) -> Transform:
    found = _MATRIX
    raw.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(inner: Transform, outer: Transform) -> Transform:
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = outer
    return (
        inner[0] * a + inner[1] * c, inner[0] * b + inner[1] * d, inner[2] * a + inner[3] * c,
        inner[2] * b + inner[3] * d, inner[4] * a + inner[5] * c + e, inner[4] * b + inner[5] * d + f,
    )  # fmt: skip


def _box(handle: object, transform: Transform, view: View) -> Rect:
    return view.rect(_corners(handle, transform))


def _corners(handle: object, transform: Transform) -> Corners:
    left, bottom, right, top = _CORNERS
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    if transform == _IDENTITY:
        return left.value, bottom.value, right.value, top.value
    a, b, c, d, e, f = transform
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    across, up = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _seen_area(box: Rect, view: View) -> float:
    width = min(box.right, view.width) - max(box.left, 0.0)
    height = min(box.bottom, view.height) - max(box.top, 0.0)
    return max(0.0, width) * max(0.0, height)


def _is_out_or_tiny(box: Rect, view: View) -> bool:
    if 0 < box.bottom - box.top <= _SMALLEST:
        return True
    return box.right < 0 or box.bottom < 0 or box.left > view.width or box.top > view.height


def _without_contrast(pale: list[Drawn], page: pdfium.PdfPage, view: View) -> list[Drawn]:
    """Of the white texts, those that the page shows on white: a white title on a blue band is seen."""
    if not pale:
        return []
    scale = min(1.0, (_MOST_PIXELS / max(1.0, view.width * view.height)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    across, down = image.width / max(1.0, view.width), image.height / max(1.0, view.height)
    hidden = []
    for text in pale:
        box = text.box
        area = (
            max(0, math.floor(box.left * across)), max(0, math.floor(box.top * down)),
            min(image.width, math.ceil(box.right * across)), min(image.height, math.ceil(box.bottom * down)),
        )  # fmt: skip
        if area[0] < area[2] and area[1] < area[3]:
            darkest, lightest = image.crop(area).getextrema()
            if lightest - darkest < _LEAST_CONTRAST:
                hidden.append(text)
    return hidden
