"""Small PDFs drawn for the tests: pages as they come out of offices, scanners and hostile hands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], object]
TOP, LEFT, LEADING = 720, 72, 14


def drawn(*pages: Draw) -> bytes:
    """One page for each function."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def paragraphs(*blocks: Sequence[str], header: str = "", footer: str = "") -> Draw:
    """Blocks of lines, with room between two blocks, and what stands in the margins."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        if header:
            canvas.drawString(LEFT, 805, header)
        if footer:
            canvas.drawCentredString(297, 30, footer)
        y = TOP
        for block in blocks:
            for line in block:
                canvas.drawString(LEFT, y, line)
                y -= LEADING
            y -= LEADING

    return draw


def two_columns(left: Sequence[str], right: Sequence[str], row_by_row: bool, ruled: bool = False) -> Draw:
    """The same page whichever order its lines are drawn in."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        placed = [(60, TOP - 12 * at, line, at, 0) for at, line in enumerate(left)]
        placed += [(330, TOP - 12 * at, line, at, 1) for at, line in enumerate(right)]
        for x, y, line, _, _ in sorted(placed, key=lambda one: one[3:] if row_by_row else one[:0:-1][:1]):
            canvas.drawString(x, y, line)
        if ruled:
            canvas.line(320, TOP - 200, 320, TOP + 20)

    return draw


def image_of(content: bytes, dpi: int = 300) -> ImageReader:
    """The first page of a PDF, as a scanner would give it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return ImageReader(document[0].render(scale=dpi / 72, grayscale=True).to_pil())
    finally:
        document.close()


def scanned(content: bytes, over: Draw | None = None) -> Draw:
    """A page that is only an image of the first page of another file; `over` draws on it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(image_of(content), 0, 0, 595, 842)
        if over:
            over(canvas)

    return draw


def lying(content: bytes, degrees: float, dpi: int = 200) -> Draw:
    """The first page of a file as a scanner gives it when the sheet was turned counter-clockwise."""

    def draw(canvas: Canvas) -> None:
        document = pypdfium2.PdfDocument(content)
        try:
            image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
        finally:
            document.close()
        sheet = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        size = sheet.width * 72 / dpi, sheet.height * 72 / dpi
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(sheet), 0, 0, *size)

    return draw


def stamped(content: bytes, text: str, subtype: str = "/Stamp", flags: int = 4) -> bytes:
    """With a stamp, or a signature (`/Widget`), on the first page that shows that text."""
    writer = PdfWriter(BytesIO(content))
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    shown = DecodedStreamObject()
    shown.set_data(b"BT /F1 9 Tf 2 8 Td (" + text.encode("cp1252") + b") Tj ET")
    shown.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): RectangleObject((0, 0, 300, 30)), NameObject("/Resources"): fonts,
    })  # fmt: skip
    drawing = DictionaryObject({NameObject("/N"): writer._add_object(shown)})
    annotation = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(subtype),
        NameObject("/Rect"): RectangleObject((200, 80, 500, 110)), NameObject("/F"): NumberObject(flags),
        NameObject("/FT"): NameObject("/Sig"), NameObject("/AP"): drawing,
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
