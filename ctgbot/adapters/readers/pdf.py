"""PDF pages through pypdf. A page without text is said, never passed over in silence."""

from __future__ import annotations

import logging
import zlib
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ctgbot.adapters.readers.symbols import SYMBOLS
from ctgbot.errors import UnreadableFile
from ctgbot.model import PageSpan, SourceText
from ctgbot.text.normalise import clean

# pypdf tells every repair through logging; what matters to the reader is said by `warnings`.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# « Broken PDF files might cause other Exceptions » (pypdf.errors): these, met while walking damaged objects.
_BROKEN = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, EOFError, zlib.error,
)  # fmt: skip
_HEADER_WITHIN = 1024  # bytes; readers accept junk before « %PDF- »
_END_WITHIN = 1024  # bytes; the same after « %%EOF »
_BETWEEN_PAGES = "\n"
# WinAnsiEncoding draws a bullet for each code that it does not use; pypdf leaves the code.
_BULLETS = SYMBOLS | dict.fromkeys(map(ord, "\x7f\x81\x8d\x8f\x90\x9d"), "•")


def read_pdf(content: bytes) -> SourceText:
    """The pages' text. Codes: `not_a_pdf`, `damaged`, `encrypted`, `no_page`, `no_text`."""
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise UnreadableFile(
            "not_a_pdf", "Ce n'est pas un PDF malgré son extension. Ouvrez-le pour vérifier, puis exportez-le en PDF."
        )
    if b"%%EOF" not in content.rstrip(b"\0\r\n\t ")[-_END_WITHIN:]:
        raise _damaged()  # pypdf would repair it and give back some of the pages: a missing article would look absent
    pages = _page_texts(content)
    if not pages:
        raise UnreadableFile("no_page", "Ce PDF n'a aucune page. Vérifiez l'export, puis recommencez.")
    silent = [number for number, text in enumerate(pages, start=1) if not text.strip()]
    if len(silent) == len(pages):
        raise UnreadableFile(
            "no_text",
            "Ce PDF ne contient que des images, sans texte : il est à océriser (reconnaissance de caractères).",
        )
    warnings = (f"Pages sans texte, à océriser : {_listed(silent)}.",) if silent else ()
    return _joined(pages, warnings)


def _page_texts(content: bytes) -> list[str]:
    try:
        reader = PdfReader(BytesIO(content))
        return [clean(page.extract_text().translate(_BULLETS)).strip("\n") for page in reader.pages]
    except (FileNotDecryptedError, DependencyError) as exc:
        raise UnreadableFile(
            "encrypted", "Ce PDF est protégé par mot de passe. Enregistrez-en une copie sans protection."
        ) from exc
    except _BROKEN as exc:
        raise _damaged() from exc


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "damaged", "Ce PDF est incomplet ou endommagé. Téléchargez-le ou exportez-le à nouveau, puis recommencez."
    )


def _joined(pages: list[str], warnings: tuple[str, ...]) -> SourceText:
    """Pages are cleaned before they are joined, so that `text[page.start:page.end]` is the page."""
    spans: list[PageSpan] = []
    start = 0
    for number, text in enumerate(pages, start=1):
        spans.append(PageSpan(number, start, start + len(text)))
        start += len(text) + len(_BETWEEN_PAGES)
    return SourceText(_BETWEEN_PAGES.join(pages), tuple(spans), warnings)


def _listed(numbers: list[int], most: int = 12) -> str:
    shown = ", ".join(str(number) for number in numbers[:most])
    return shown if len(numbers) <= most else f"{shown}… ({len(numbers)} pages)"
