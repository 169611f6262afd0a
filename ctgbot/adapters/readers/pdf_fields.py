"""What was typed into a PDF: the values of its form's fields, and text laid on its pages.

None of it is in the page's own text, though everybody sees it: « Fait à », then the town in a field. Sticky notes are
comments, left out as those of Word are.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ctgbot.adapters.readers.pdf_view import View
from ctgbot.text.normalise import clean
from ctgbot.text.page_lines import PlacedLine

_FIELDS = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_MOST = 2_000  # on one page
_LONGEST = 100_000  # characters
_LEADING = 12.0  # points between two lines of a field
_ABOVE = 3.0  # points: a field may stand a little higher than the line it is on

WriteString = Callable[[object, int], int]


def typed_in(page: pdfium.PdfPage, view: View) -> tuple[PlacedLine, ...]:
    """Lines of text, each where it is seen."""
    count = min(_MOST, raw.FPDFPage_GetAnnotCount(page))
    return tuple(line for at in range(count) for line in _lines_of(page, at, view))


def with_typed(lines: tuple[PlacedLine, ...], typed: Sequence[PlacedLine]) -> tuple[PlacedLine, ...]:
    """The lines of the page, each typed one behind the last line that stands above it or beside it, else at the end."""
    out = list(lines)
    for line in typed:
        above = [at for at, other in enumerate(out) if _is_above(other, line)]
        out.insert(len(out) if line.top is None else above[-1] + 1 if above else 0, line)
    return tuple(out)


def _is_above(one: PlacedLine, line: PlacedLine) -> bool:
    return one.top is not None and line.top is not None and one.top <= line.top + _ABOVE


def _lines_of(page: pdfium.PdfPage, at: int, view: View) -> Iterator[PlacedLine]:
    with _annotation(page, at) as annotation:
        place = raw.FS_RECTF()
        if (
            annotation is None
            or raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
            or not raw.FPDFAnnot_GetRect(annotation, place)
        ):
            return
        said = clean(_said(annotation, page.formenv).replace("\r\n", "\n").replace("\r", "\n"))
        box = view.rect((place.left, place.bottom, place.right, place.top))
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    if not lines or min(box.right, view.width) <= max(0.0, box.left) or min(box.bottom, view.height) <= max(0, box.top):
        return  # nothing, or off the page
    for number, line in enumerate(lines):
        yield PlacedLine(line, min(box.bottom, box.top + _LEADING * (number + 1)))


@contextmanager
def _annotation(page: pdfium.PdfPage, at: int) -> Iterator[object | None]:
    handle = raw.FPDFPage_GetAnnot(page, at)
    try:
        yield handle or None
    finally:
        if handle:
            raw.FPDFPage_CloseAnnot(handle)


def _said(annotation: object, form: pdfium.PdfFormEnv | None) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    if kind == raw.FPDF_ANNOT_WIDGET and form and raw.FPDFAnnot_GetFormFieldType(form, annotation) in _FIELDS:
        return _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    return ""


def _string(write: WriteString) -> str:
    """What a function of PDFium writes: UTF-16, told its size in bytes first, closed by a zero."""
    size = min(write(None, 0), 2 * _LONGEST)
    buffer = ctypes.create_string_buffer(size + 2)
    write(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", errors="replace").rstrip("\0")
