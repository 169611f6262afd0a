"""The years that a convention covers: on its cover, in its article on duration, in its file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.model import Nature, Period, Section
from ctgbot.text.normalise import fold, level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words
from ctgbot.text.signing import DATE

_LONGEST = 12  # years
# « 2024 - 2028 », « 2024-2028 », « 2023 à 2027 »
_YEARS = re.compile(r"(?<![\d/.-])(20[0-4]\d)\s*(?:[-–—/]|à|a|au)\s*(20[0-4]\d)(?![\d/-])")
# « Schéma départemental des services aux familles 2022-2027 », « Cog 2023-2027 », « Cpog », « Cej »: not its own
_OTHERS = re.compile(
    r"(?:schema|sdsf|\bcog\b|cpog|objectifs et de gestion|contrat enfance|\bcej\b|projet de territoire"
    r"|\bcrte\b)[^\n]{0,60}\Z"
)
_TERM = re.compile(rf"({DATE})(?s:.{{0,150}}?)(?<!\w)({DATE})")
_WHOLE_TERM = re.compile(r"\b1er janvier (20\d\d)\b(?s:.{0,80}?)\b31 decembre (20\d\d)\b")
# « pour une durée de cinq (5) ans à compter du 1er janvier 2024 »
_LENGTH = re.compile(
    rf"\bduree de ({NUMBER_IN_WORDS.pattern}|\d{{1,2}})\s*(?:\(\w+\)\s*)?(?:ans?|annees?)\b[^.]{{0,80}}?({DATE})"
)
_OF_DURATION = re.compile(r"duree|prise d'effet|de quand|entree en vigueur|terme\b|periode")


def period_of(text: str, sections: Sequence[Section], cover: str, nature: Nature, filename: str) -> Period | None:
    """First and last year; None when nothing says them."""
    found = _years(cover, nature)
    if not found and nature != "avenant":
        found = next(filter(None, map(_term, _on_duration(text, sections))), None)
    if not found:
        found = _years(filename.replace("_", " "), "autre")
    if not found and nature != "avenant":
        match = _WHOLE_TERM.search(level(text))
        found = _period(match[1], match[2]) if match else None
    return found


def _years(place: str, nature: Nature) -> Period | None:
    for match in _YEARS.finditer(place):
        before = fold(place[max(0, match.start() - 80) : match.start()])
        if nature in ("sdsf", "autre") or not _OTHERS.search(before):
            period = _period(match[1], match[2])
            if period:
                return period
    return None


def _on_duration(text: str, sections: Sequence[Section]) -> list[str]:
    return [
        level(text[section.start : section.end])
        for section in sections
        if section.kind in ("article", "clause") and any(_OF_DURATION.search(level(title)) for title in section.trail)
    ]


def _term(flat: str) -> Period | None:
    """« du 1er avril 2024 … au 31 décembre 2027 », or a first day and a number of years."""
    match = _LENGTH.search(flat)
    if match:
        years = int(match[1]) if match[1].isdecimal() else parse_number_words(match[1])
        start = int(match[2][-4:])
        whole = bool(re.match(r"(?:1er janvier|0?1[/.]0?1[/.])", match[2]))
        return Period(start, start + years - (1 if whole else 0)) if years and years <= _LONGEST else None
    match = _TERM.search(flat)
    return _period(match[1][-4:], match[2][-4:]) if match else None


def _period(start: str, end: str) -> Period | None:
    first, last = int(start), int(end)
    return Period(first, last) if first <= last <= first + _LONGEST else None
