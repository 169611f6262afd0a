"""Durations as values to compute with: « six (6) mois » → P6M, « un semestre » → P6M, « un an et demi » → P18M.

`quantities.py` keeps what is written, for proofs; here two ways of writing one delay are one value. A range (« de trois
à six mois ») and words that the figures belie (« six (5) mois ») are no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words

_NUMBER = rf"(?:\d{{1,3}}|{NUMBER_IN_WORDS.pattern})"
_UNITS = {
    "jour": (1, "D"), "semaine": (1, "W"), "mois": (1, "M"), "bimestre": (2, "M"), "trimestre": (3, "M"),
    "quadrimestre": (4, "M"), "semestre": (6, "M"), "an": (1, "Y"), "annee": (1, "Y"),
}  # fmt: skip
_DURATION = re.compile(
    rf"(?<![\w,./+])(?P<value>{_NUMBER})\s*(?:\(\s*(?P<again>{_NUMBER})\s*\)\s*)?"
    r"(?P<unit>mois|(?:jour|semaine|bimestre|trimestre|quadrimestre|semestre|annee|an)s?)\b(?P<half>\s+et\s+demie?\b)?"
)
_GROUP = re.compile(r"\b(?:une? )?(?P<name>huitaine|quinzaine|trentaine)(?: de jours)?\b")
_GROUPS = {"huitaine": "P8D", "quinzaine": "P15D", "trentaine": "P30D"}
_RANGE_BEFORE = re.compile(rf"{_NUMBER}\s+(?:a|ou)\s+$")
_BETWEEN = re.compile(rf"\bentre\s+{_NUMBER}\s+et\s+$")
_SHORTER = {"Y": "MWD", "M": "WD", "W": "D", "D": ""}
_ISO = re.compile(r"P(?P<count>\d+)(?P<unit>[YMWD])")


@dataclass(frozen=True, slots=True)
class Duration:
    """`text[start:end]` lasts `iso` (ISO 8601)."""

    iso: str
    start: int
    end: int


def find_durations(text: str) -> tuple[Duration, ...]:
    """Every duration of a text, in order; « un an et six mois » is one."""
    flat = level(text).replace("\n", " ")
    found = [duration for match in _DURATION.finditer(flat) if (duration := _read(flat, match))]
    found += [Duration(_GROUPS[match["name"]], *match.span()) for match in _GROUP.finditer(flat)]
    out: list[Duration] = []
    for duration in sorted(found, key=lambda duration: duration.start):
        joined = _joined(flat, out[-1], duration) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(duration)
    return tuple(out)


def _read(flat: str, match: re.Match[str]) -> Duration | None:
    value, again = _number(match["value"]), _number(match["again"] or match["value"])
    before = flat[max(0, match.start() - 40) : match.start()]
    if not value or value != again or _RANGE_BEFORE.search(before) or _BETWEEN.search(before):
        return None
    unit = match["unit"] if match["unit"] == "mois" else match["unit"].rstrip("s")
    times, letter = _UNITS[unit]
    if not match["half"]:
        return Duration(f"P{value * times}{letter}", *match.span())
    if letter == "Y":
        return Duration(f"P{value * 12 + 6}M", *match.span())
    return Duration(f"P{value * times}{letter}15D", *match.span()) if unit == "mois" else None


def _joined(flat: str, one: Duration, other: Duration) -> Duration | None:
    """« un an et six mois » → P1Y6M."""
    first, second = _ISO.fullmatch(one.iso), _ISO.fullmatch(other.iso)
    if not first or not second or flat[one.end : other.start].strip() != "et":
        return None
    if second["unit"] not in _SHORTER[first["unit"]] or "W" in (first["unit"], second["unit"]):
        return None
    return Duration(f"{one.iso}{other.iso[1:]}", one.start, other.end)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else parse_number_words(written) or 0
