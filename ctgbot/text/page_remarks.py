"""What the person is told of the pages that were not simply read: the second extractor, OCR, hidden text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctgbot.model import PageSpan, ReadingMethod

_SURE = 75.0  # of 100
_MOST_LISTED = 12
_LONGEST_HIDDEN = 80  # characters


def reading_remarks(text: str, pages: Sequence[PageSpan], hidden: Mapping[int, str], install: str) -> tuple[str, ...]:
    """French sentences, gravest first. `hidden`: page → text left out; `install`: what brings OCR to the machine."""
    to_do = [page for page in pages if page.method == "a_oceriser"]
    recognised = [page for page in pages if page.method == "ocr"]
    empty = [page for page in pages if not text[page.start : page.end].strip() and page.method == "texte"]
    remarks = []
    if to_do:
        remarks.append(
            f"{_pages(to_do)} à océriser : image sans texte. Pour la reconnaissance : {install}, puis ctgbot ingest"
        )
    if recognised:
        remarks.append(f"{_pages(recognised)} : texte reconnu (OCR){_confidence(recognised)}.")
    unsure = [page for page in recognised if page.confidence is not None and page.confidence < _SURE]
    if unsure:
        remarks.append(f"{_pages(unsure)} : reconnaissance peu sûre, à relire sur l'original.")
    for number, said in hidden.items():
        remarks.append(f"Page {number} : texte invisible à l'écran, laissé de côté (« {_short(said)} »).")
    second = _by(pages, "second")
    if second:
        remarks.append(f"{_pages(second)} {'lue' if len(second) == 1 else 'lues'} par le second extracteur.")
    if empty:
        remarks.append(f"{_pages(empty)} sans texte.")
    return tuple(remarks)


def _by(pages: Sequence[PageSpan], method: ReadingMethod) -> list[PageSpan]:
    return [page for page in pages if page.method == method]


def _confidence(pages: Sequence[PageSpan]) -> str:
    """« , confiance moyenne 93 % »; nothing for text that the file's own scanner recognised."""
    known = [(page.confidence, page.end - page.start) for page in pages if page.confidence is not None]
    weight = sum(length for _, length in known)
    if not weight:
        return ""
    mean = sum(confidence * length for confidence, length in known) / weight
    return f", confiance moyenne {mean:.0f} %"


def _pages(pages: Sequence[PageSpan]) -> str:
    numbers = [page.number for page in pages]
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    shown = ", ".join(str(number) for number in numbers[:_MOST_LISTED])
    return f"Pages {shown}" if len(numbers) <= _MOST_LISTED else f"Pages {shown}… ({len(numbers)} pages)"


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST_HIDDEN else said[:_LONGEST_HIDDEN].rstrip() + "…"
