"""PDF → the text of its pages, without headers and footers. A page not read, or read otherwise, is said."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, DeprecationError, FileNotDecryptedError, PyPdfError

from ctgbot.adapters.page_watch import allow_more_time, tell_page
from ctgbot.adapters.readers import ocr
from ctgbot.adapters.readers.pdf_page import ReadPage, needs_ocr, read_page, recognised, with_all
from ctgbot.adapters.readers.pdf_signatures import signed_or_stamped
from ctgbot.adapters.readers.pdf_view import is_locked, opened, page_of
from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.errors import UnreadableFile
from ctgbot.model import PageSpan, SourceText
from ctgbot.text.line_hyphens import rejoined
from ctgbot.text.normalise import clean
from ctgbot.text.page_furniture import furniture
from ctgbot.text.page_lines import PlacedLine, with_blank_lines
from ctgbot.text.page_remarks import reading_remarks

# pypdf tells every repair through logging; what matters to the reader is said by `warnings`.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# « Broken PDF files might cause other Exceptions » (pypdf.errors): these, met while walking damaged objects.
_BROKEN = (
    PyPdfError, DeprecationError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, EOFError, zlib.error,
)  # fmt: skip
_HEADER_WITHIN = 1024  # bytes; readers accept junk before « %PDF- »
_END_WITHIN = 1024  # bytes; the same after « %%EOF »
REPAIRED = "Fichier endommagé, réparé pour être lu : vérifiez sur l'original qu'aucune page ne manque."
_BETWEEN_PAGES = "\n"
# WinAnsiEncoding draws a bullet for each code that it does not use; pypdf leaves the code. Ligatures are a matter of
# fonts: nobody wrote « deﬁnit », PDFium reads « definit », and a search for the word must find it.
_GLYPHS = (
    SYMBOLS
    | dict.fromkeys(map(ord, "\x7f\x81\x8d\x8f\x90\x9d"), "•")
    | str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
)

_IS_GLYPH = re.compile("[" + "".join(map(chr, _GLYPHS)) + "]")


def read_pdf(content: bytes) -> SourceText:
    """The pages' text. Codes: `not_a_pdf`, `damaged`, `encrypted`, `no_page`, `no_text`."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise UnreadableFile(
            "not_a_pdf", "Ce n'est pas un PDF malgré son extension. Ouvrez-le pour vérifier, puis exportez-le en PDF."
        )
    if b"%%EOF" not in content.rstrip(b"\0\r\n\t ")[-_END_WITHIN:]:
        raise _damaged()  # pypdf would repair it and give back some of the pages: a missing article would look absent
    first, repaired = _first_reading(content)
    if not first:
        raise UnreadableFile("no_page", "Ce PDF n'a aucune page. Vérifiez l'export, puis recommencez.")
    with opened(content) as document:
        pages = _read(first, document)
    if not any(page.text.strip() for page in pages):
        raise UnreadableFile("no_text", _without_text(pages))
    source = _joined(pages)
    return replace(source, warnings=(REPAIRED, *source.warnings)) if repaired else source


@dataclass(frozen=True, slots=True)
class _First:
    """What pypdf gives of a page: its text, None where it failed, and that of its signatures and stamps."""

    text: str | None
    stamps: str = ""


def _first_reading(content: bytes) -> tuple[list[_First], bool]:
    """What pypdf reads on each page, which is nothing in a file that only PDFium opens.

    True when the file is damaged and PDFium has repaired it.
    """
    try:
        pages = PdfReader(BytesIO(content)).pages
        return [_page(page, number, len(pages)) for number, page in enumerate(pages, start=1)], False
    except (FileNotDecryptedError, DependencyError, *_BROKEN) as exc:
        is_ciphered = isinstance(exc, (FileNotDecryptedError, DependencyError))
        with opened(content) as document:
            pages_seen = 0 if document is None else len(document)
        if pages_seen:  # damaged, or an AES cipher without a password to open: pypdf alone cannot
            return [_First(None)] * pages_seen, not is_ciphered
        if not is_ciphered and not is_locked(content):
            raise _damaged() from exc
        raise UnreadableFile(
            "encrypted", "Ce PDF est protégé par mot de passe. Enregistrez-en une copie sans protection."
        ) from exc


def _page(page: PageObject, number: int, total: int) -> _First:
    tell_page(number, total)
    text = _or_nothing(page.extract_text)
    stamps = _or_nothing(lambda: signed_or_stamped(page)) if "/Annots" in page else ""
    return _First(text, stamps or "")


def _or_nothing(extract: Callable[[], str]) -> str | None:
    try:
        text = extract()
        return clean(text.translate(_GLYPHS) if _IS_GLYPH.search(text) else text)
    except (FileNotDecryptedError, DependencyError):
        raise
    except _BROKEN:
        return None


def _read(first: Sequence[_First], document: pdfium.PdfDocument | None) -> list[ReadPage]:
    """Every page at its best. Raises UnreadableFile (`damaged`) when a page cannot be read in any way."""
    if document is None:
        if any(one.text is None for one in first):
            raise _damaged()
        return [with_all(_read_once(number, one, None)) for number, one in enumerate(first, start=1)]
    pages = []
    for number, one in enumerate(first, start=1):
        if one.text is None:
            tell_page(number, len(first))
        with page_of(document, number) as handle:
            pages.append(_read_once(number, one, handle))
    bodies = _without_margins(pages)
    images = {at for at, body in enumerate(bodies) if needs_ocr(body, body.text)}
    if images:
        pages = [_from_image(page, document) if at in images else page for at, page in enumerate(pages)]
        bodies = _without_margins(pages)
    return [with_all(page) for page in _with_lone_lines(pages, bodies)]


def _read_once(number: int, first: _First, handle: pdfium.PdfPage | None) -> ReadPage:
    page = None
    if handle is not None:
        with suppress(pdfium.PdfiumError):  # what pypdf read is left
            page = read_page(number, first.text, handle)
    if page is None and first.text is None:
        raise _damaged()
    page = page or read_page(number, first.text, None)
    stamps = tuple(PlacedLine(line.strip()) for line in first.stamps.split("\n") if line.strip())
    return replace(page, typed=(*page.typed, *stamps))


def _from_image(page: ReadPage, document: pdfium.PdfDocument) -> ReadPage:
    if not ocr.is_ready():
        return replace(page, method="a_oceriser")
    tell_page(page.lines.number, len(document))
    allow_more_time(ocr.PATIENCE)
    with page_of(document, page.lines.number) as handle:
        return page if handle is None else recognised(page, handle)


def _without_margins(pages: Sequence[ReadPage]) -> list[ReadPage]:
    misread = {at for at, page in enumerate(pages) if page.method == "ocr"}
    margins = furniture([page.lines for page in pages], misread)
    return [replace(page, lines=page.lines.without(out)) for page, out in zip(pages, margins, strict=True)]


def _with_lone_lines(pages: Sequence[ReadPage], bodies: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages as they are where most say nothing but what stands in their margins: numbered sheets, title slides."""
    typeset = [at for at, page in enumerate(pages) if page.method in ("texte", "second") and page.text.strip()]
    lone = {at for at in typeset if not bodies[at].text.strip()}
    if not lone or 2 * len(lone) < len(typeset):
        return list(bodies)
    return [page if at in lone else body for at, (page, body) in enumerate(zip(pages, bodies, strict=True))]


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "damaged", "Ce PDF est incomplet ou endommagé. Téléchargez-le ou exportez-le à nouveau, puis recommencez."
    )


def _without_text(pages: Iterable[ReadPage]) -> str:
    """What to do with a file of images, of blank pages, or of pages where nothing was recognised."""
    if any(page.method == "a_oceriser" for page in pages):
        return (
            "Ce PDF ne contient que des images, sans texte : il est à océriser (reconnaissance de caractères). "
            f"Pour que le programme s'en charge : {ocr.INSTALL}"
        )
    return "Ce PDF ne contient aucun texte lisible. S'il est numérisé, il est à océriser à nouveau, plus nettement."


def _joined(pages: Sequence[ReadPage]) -> SourceText:
    """Pages are cleaned before they are joined, so that `text[page.start:page.end]` is the page."""
    lines = rejoined([with_blank_lines(page.lines.lines) for page in pages])
    texts = [clean("\n".join(page)).strip("\n") for page in lines]
    spans: list[PageSpan] = []
    start = 0
    for page, text in zip(pages, texts, strict=True):
        spans.append(PageSpan(page.lines.number, start, start + len(text), page.method, page.confidence))
        start += len(text) + len(_BETWEEN_PAGES)
    text = _BETWEEN_PAGES.join(texts)
    hidden = {page.lines.number: page.hidden for page in pages if page.hidden}
    return SourceText(text, tuple(spans), reading_remarks(text, spans, hidden, ocr.INSTALL))
