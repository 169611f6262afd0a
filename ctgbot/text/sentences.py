"""French sentences as spans. « art. L. 263-1 », « M. X », « n° 3 » and « etc... » do not end one."""

from __future__ import annotations

import re

from ctgbot.text.lines import split_lines
from ctgbot.text.spans import Span, trim

# An abbreviation before the point, or a single capital: « Mme. », « M. », « art. », « L. 263-1 », « p. », « cf. »
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|al|arr|av|bd|cdt|cf|chap|circ|coll|dir|dr|ets|éts|ex|fig|gal|hon|me|mlle|mm|mme|mr|no|not|obs|op|p|par|parag|pdt|pp|prof|réf|sect|st|ste|sté|tél|vol)"
    r"|\b[A-ZÉÈÀ]|\b[RLD]\s?)$",
    re.IGNORECASE,
)
# « env. 6 mois », « max. 3 »; but « Elle dure 6 mois env. La Caf l'anime. » is two sentences.
_MEASURE = re.compile(r"\b(?:env|hab|inc|max|min|nb|suiv)$", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:janv|févr?|avr|juil|juill|sept|oct|nov|déc)$", re.IGNORECASE)  # « le 31 déc. 2028 »
_INITIALS = re.compile(r"\b[A-ZÉ]\.(?:[A-ZÉ]\.)*[A-ZÉ]$")  # « S.A. », « M.S.A. »
_OPENING_WORD = re.compile(r"(?:Elles?|Ils?|L[ae]s?|Une?|Cette|Ce[st]?|On)\s|L['’]")
_SINGLE_CAPITAL = re.compile(r"(?:^|[\s('’«])[A-ZÉ]$")
_END = re.compile(r"(?<![.!?…])[.!?…]+(?:[ \u00a0\u202f]?[»\"”)\]])*(?=\s|$)")  # « Tout est dit. »
# « 14.1. Dénonciation unilatérale »
_PARAGRAPH_NUMBER = re.compile(r"(?:^|\s)\d{1,2}(?:\.\d{1,2})*$")
_LINE_NUMBER = re.compile(r"\n\s*\d{1,2}(?:\.\d{1,2})*$")
# A paragraph ends at a blank line, and a list item at its line: a line that starts with a bullet opens a new span.
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-–—•◦○●*+▪■►✓]|\(?[a-z0-9]{1,2}[).])\s)")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, list items and table rows of a text, trimmed, in order; only white space between them."""
    spans: list[Span] = []
    start = 0
    for found in [*_BREAK.finditer(text), None]:
        stop = found.start() if found else len(text)
        spans.extend(
            _of_table(text, start, stop) if text.find("\t", start, stop) >= 0 else _sentences_of(text, start, stop)
        )
        start = found.end() if found else stop
    return tuple(spans)


def sentences_of_row(text: str, start: int, stop: int) -> list[Span]:
    """The sentences inside a row that is too long to stay whole."""
    return _sentences_of(text, start, stop)


def _of_table(text: str, start: int, stop: int) -> list[Span]:
    """Each row whole, and the sentences of the lines between two rows."""
    spans: list[Span] = []
    opening = start
    for line in split_lines(text[start:stop]):
        if line.is_row:
            spans.extend(_sentences_of(text, opening, start + line.start))
            spans.append(trim(text, start + line.start, start + line.end))
            opening = start + line.end
    return [*spans, *_sentences_of(text, opening, stop)]


def _sentences_of(text: str, start: int, stop: int) -> list[Span]:
    out: list[Span] = []
    opening = start
    for end in _END.finditer(text, start, stop):
        if not _closes(text, end, stop):
            continue
        out.append((opening, end.end()))
        opening = end.end()
    out.append((opening, stop))
    return [span for span in (trim(text, *pair) for pair in out) if span[0] < span[1]]


def _closes(text: str, end: re.Match[str], stop: int) -> bool:
    before = text[max(0, end.start() - 12) : end.start()]
    after = text[end.end() : min(stop, end.end() + 40)].lstrip()
    if after and not (after[0].isupper() or after[0] in '«"“(-–—•▪' or after[0].isdigit()):
        return False  # « (données, statistiques, etc...) nécessaires », « art. 13 »
    if end.group().startswith(".") and len(end.group().rstrip('»"”)]')) == 1:
        if _INITIALS.search(before) and _OPENING_WORD.match(after):
            return True  # « La société est une S.A. Elle gère le lieu. »
        if _SINGLE_CAPITAL.search(before) or _ABBREVIATION.search(before):
            return not after
        if after[:1].isdigit() and (_MONTH.search(before) or _MEASURE.search(before)):
            return False
        if _PARAGRAPH_NUMBER.search(text[max(0, end.start() - 6) : end.start()]):
            return not _opens_line(text, end.start())  # « 14.1. Dénonciation »: a number of paragraph, not a sentence
    return True


def _opens_line(text: str, position: int) -> bool:
    before = text[position - 20 : position] if position >= 20 else "\n" + text[:position]
    return bool(_LINE_NUMBER.search(before))
