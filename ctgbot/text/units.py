"""What a passage can be quoted by: its paragraphs and lists, cut at sentences where a paragraph is long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.model import Passage
from ctgbot.text.sentences import split_sentences
from ctgbot.text.spans import Span, trim

_LONG = 60  # words: over this, a paragraph is quoted by its sentences
_SHORT = 45  # words: up to this, a passage is quoted whole
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"(?m)^[^\S\n]*(?:[-–—•▪◦*]|\(?[a-z0-9]{1,2}[).])\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """`document.text[start:end] == text`, inside its passage."""

    passage: Passage
    start: int
    end: int
    text: str

    @property
    def is_list(self) -> bool:
        return len(_ITEM.findall(self.text)) >= 2


def units_of(passage: Passage) -> tuple[Unit, ...]:
    """The quotable pieces of a passage, in order."""
    if len(passage.text.split()) <= _SHORT and passage.kind == "clause":
        return (_unit(passage, 0, len(passage.text)),)
    units: list[Unit] = []
    for start, end in _paragraphs(passage.text):
        text = passage.text[start:end]
        whole = len(text.split()) <= _LONG or len(_ITEM.findall(text)) >= 2
        spans = ((0, len(text)),) if whole else split_sentences(text)
        units.extend(_unit(passage, start + first, start + last) for first, last in spans)
    return tuple(units)


def _unit(passage: Passage, start: int, end: int) -> Unit:
    return Unit(passage, passage.start + start, passage.start + end, passage.text[start:end])


def _paragraphs(text: str) -> list[Span]:
    """Spans between blank lines; a line that ends with « : » keeps the list below it, a list keeps all its items."""
    spans: list[Span] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        piece = text[start:stop]
        if piece.strip():
            introduced = spans and text[spans[-1][0] : spans[-1][1]].rstrip().endswith(":") and _ITEM.match(piece)
            item_again = spans and _ITEM.match(piece) and _ITEM.search(text[spans[-1][0] : spans[-1][1]])
            if introduced or item_again:
                spans[-1] = (spans[-1][0], trim(text, start, stop)[1])
            else:
                spans.append(trim(text, start, stop))
        start = gap.end() if gap else stop
    return spans
