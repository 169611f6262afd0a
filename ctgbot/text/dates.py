"""Dates of a clause: « 1er janvier 2024 », « 31/12/2028 », « trente et un décembre deux mille vingt-huit », « fin juin
2025 »; a day without its year is « --12-31 » (ISO 8601)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ctgbot.text.normalise import level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words
from ctgbot.text.spans import Claims

_NAMES = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
]  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[/.-]\d)"
_WORD_YEAR = r"(?P<year>deux mille(?:[\s-]+[a-z]+){0,3})"
_DAY = r"(?P<day>\d{1,2}|premier)(?:\s?(?:er|ᵉʳ))?"
_OF_YEAR = r"(?:\s+de\s+l'annee)?"
_FULL = re.compile(rf"(?<![\d/.,]){_DAY}\s+{_MONTH}{_OF_YEAR}\s+{_YEAR}")
# not « 31 décembre AAAA », « 31 décembre N+4 »
_PARTIAL = re.compile(rf"(?<![\d/.,]){_DAY}\s+{_MONTH}\b(?!\s+(?:\d|aaaa|xx|n\s*\+|[_.…]{{2}}|\[))")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<by>[/.-])\s?(?P<month>\d{1,2})\s?(?P=by)\s?(?P<year>20\d\d)(?![\d/])"
)
_ISO = re.compile(r"(?<![\d/.-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_WORDS = re.compile(rf"\b(?P<day>premier|{NUMBER_IN_WORDS.pattern})\s+{_MONTH}\s+{_WORD_YEAR}")
# « fin juin 2025 », « la fin du mois de juin 2025 », « fin 2025 », « la fin de l'année 2025 »
_END_OF_MONTH = re.compile(rf"\bfin\s+(?:du\s+mois\s+)?(?:de\s+|d')?{_MONTH}\s+{_YEAR}")
_END_OF_YEAR = re.compile(rf"\bfin\s+(?:de\s+l'annee\s+)?{_YEAR}")
# « au cours du premier semestre 2025 », « avant la fin du 2e trimestre 2025 »
_END_OF_PART = re.compile(
    rf"\b(?P<rank>premier|1er|second|deuxieme|2(?:e|eme|nd)|troisieme|3(?:e|eme)|quatrieme|4(?:e|eme)|dernier)\s+"
    rf"(?P<part>semestre|trimestre|quadrimestre)\s+(?:de\s+(?:l'annee\s+)?)?{_YEAR}"
)
_PARTS = {"semestre": 6, "quadrimestre": 4, "trimestre": 3}
_RANKS = {"premier": 1, "1er": 1, "second": 2, "deuxieme": 2, "troisieme": 3, "quatrieme": 4}


@dataclass(frozen=True, slots=True)
class Day:
    """`text[start:end]` is the day `iso`; « --12-31 » without a year."""

    iso: str
    start: int
    end: int


def find_dates(text: str) -> tuple[Day, ...]:
    """Every date of a text, in order, none overlapping; a day that no calendar has is none."""
    flat = level(text).replace("\n", " ")
    found: list[Day] = []
    claims = Claims(len(flat))
    for pattern in (_FULL, _NUMERIC, _ISO, _WORDS, _PARTIAL):
        for match in pattern.finditer(flat):
            iso = _iso(match)
            if iso and claims.take(*match.span()):
                found.append(Day(iso, *match.span()))
    return tuple(sorted(found, key=lambda day: day.start))


def find_deadlines(text: str) -> tuple[Day, ...]:
    """As `find_dates`, with the last day of what a text calls « fin juin 2025 » or « premier semestre 2025 »."""
    flat = level(text).replace("\n", " ")
    ends: list[Day] = []
    for match in _END_OF_MONTH.finditer(flat):
        ends.append(Day(_last_day(int(match["year"]), _NAMES.index(match["month"]) + 1), *match.span()))
    for match in _END_OF_YEAR.finditer(flat):
        ends.append(Day(f"{match['year']}-12-31", *match.span()))
    for match in _END_OF_PART.finditer(flat):
        month = _PARTS[match["part"]] * _rank(match["rank"], match["part"])
        if month <= 12:
            ends.append(Day(_last_day(int(match["year"]), month), *match.span()))
    return tuple(sorted([*find_dates(text), *ends], key=lambda day: day.start))


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    day, month = _day(groups["day"]), groups["month"]
    number = int(month) if month.isdigit() else _NAMES.index(month) + 1
    year = groups.get("year")
    try:
        if year is None:
            return date(2000, number, day).strftime("--%m-%d")
        return date(int(year) if year.isdigit() else _year_in_words(year), number, day).isoformat()
    except ValueError:
        return None


def _day(written: str) -> int:
    if written == "premier":
        return 1
    return int(written) if written.isdigit() else parse_number_words(written) or 0


def _year_in_words(written: str) -> int:
    """« deux mille vingt-huit et » → 2028: the longest beginning that is a number."""
    words = written.replace("-", " ").split()
    for length in range(len(words), 1, -1):
        year = parse_number_words(" ".join(words[:length]))
        if year and words[length - 1] != "et":
            return year
    return 0


def _last_day(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _rank(written: str, part: str) -> int:
    if written == "dernier":
        return 12 // _PARTS[part]
    return _RANKS.get(written) or int(written[0])
