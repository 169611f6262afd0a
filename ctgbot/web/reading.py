"""How each page of a document was read, as values and French words: nobody should have to guess what was lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ctgbot.model import Document, PageSpan, ReadingMethod

# Beyond how a page is read: « vide », nothing to read on it.
State = Literal["texte", "second", "ocr", "a_oceriser", "vide"]

INSTALL_OCR = "sudo apt install tesseract-ocr tesseract-ocr-fra"
# One page, several pages: after the number in « 12 pages : 10 lues, 2 reconnues (OCR) ».
_COUNTED: dict[State, tuple[str, str]] = {
    "texte": ("lue", "lues"),
    "second": ("lue par le second lecteur", "lues par le second lecteur"),
    "ocr": ("reconnue (OCR)", "reconnues (OCR)"),
    "a_oceriser": ("à océriser", "à océriser"),
    "vide": ("sans texte", "sans texte"),
}
SAID: dict[State, str] = {
    "texte": "Texte du fichier",
    "second": "Texte du fichier, par le second lecteur",
    "ocr": "Texte reconnu (OCR)",
    "a_oceriser": "À océriser : une image, pas encore lue",
    "vide": "Page sans texte",
}
_HTML = "Une page HTML"
_NO_PAGES = {".docx": "Un fichier Word", ".odt": "Un fichier OpenDocument", ".html": _HTML, ".htm": _HTML}


@dataclass(frozen=True, slots=True)
class PageState:
    """One page; `confidence` of the recognition, 0 to 100."""

    number: int
    state: State
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pages that follow one another and were read the same way."""

    first: int
    last: int
    state: State
    lowest: float | None = None
    highest: float | None = None


def page_states(document: Document) -> tuple[PageState, ...]:
    """In the order of the file; none for a format without pages."""
    return tuple(PageState(page.number, _state(document.text, page), page.confidence) for page in document.pages)


def page_runs(pages: Sequence[PageState]) -> tuple[PageRun, ...]:
    """« Pages 1 à 10 : texte du fichier », rather than ten lines."""
    runs = []
    for (state, _), group in groupby(enumerate(pages), lambda pair: (pair[1].state, pair[1].number - pair[0])):
        same = [page for _, page in group]
        known = [page.confidence for page in same if page.confidence is not None]
        bounds = (min(known), max(known)) if known else (None, None)
        runs.append(PageRun(same[0].number, same[-1].number, state, *bounds))
    return tuple(runs)


def count_words(pages: Sequence[PageState]) -> str:
    """« 12 pages : 10 lues, 2 reconnues (OCR) »."""
    parts = []
    for state, (one, several) in _COUNTED.items():
        number = sum(page.state == state for page in pages)
        if number:
            parts.append(f"{number} {several if number > 1 else one}")
    return f"{len(pages)} page{'s' if len(pages) > 1 else ''} : {', '.join(parts)}"


def state_words(state: State, lowest: float | None = None, highest: float | None = None) -> str:
    """« Texte reconnu (OCR), confiance 71 à 93 % »."""
    if lowest is None or highest is None:
        return SAID[state]
    low, high = round(lowest), round(highest)
    return f"{SAID[state]}, confiance {low} %" if low == high else f"{SAID[state]}, confiance {low} à {high} %"


def no_pages_words(suffix: str) -> str:
    """Why there is no page to show: the format cuts none."""
    what = _NO_PAGES.get(suffix.lower(), "Un fichier texte")
    return f"{what} n'a pas de pages fixes : il est lu en entier, et les réponses citent l'article, sans page."


def _state(text: str, page: PageSpan) -> State:
    if page.method == "texte" and not text[page.start : page.end].strip():
        return "vide"
    return _STATES[page.method]


_STATES: dict[ReadingMethod, State] = {
    "texte": "texte",
    "second": "second",
    "ocr": "ocr",
    "a_oceriser": "a_oceriser",
}
