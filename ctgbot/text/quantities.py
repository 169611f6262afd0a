"""Quantities in French text, with their unit: « six (6) mois », « 0,45 % », « 15 000 € », « 1er octobre 2026 ».

A number never goes without its unit here: « 6 mois » is not proven by « 6 janvier ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ctgbot.text.dates import find_dates
from ctgbot.text.normalise import level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words
from ctgbot.text.spans import Claims

QuantityKind = Literal["duration", "date", "percent", "money", "year", "reference", "frequency", "count"]

_MONTH_NAMES = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_DIGITS = r"\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d+)?|\d+(?:[.,]\d+)?"
_VALUE = rf"(?:{_DIGITS}|{NUMBER_IN_WORDS.pattern})"
# « six (6) mois », « 3 à 6 mois », « un délai d'un mois »
_DURATION = re.compile(
    rf"(?<![\w,.])(?P<value>{_VALUE})\s*(?:\(\s*(?P<again>{_VALUE})\s*\)\s*)?"
    r"(?P<unit>jours?|semaines?|mois|ans?|annees?|trimestres?|semestres?|quadrimestres?|heures?)\b"
    r"(?:\s+(?P<quality>francs?|ouvres?|ouvrables?|calendaires?))?"
)
_DATE = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{'|'.join(_MONTHS)})(?:\s+(?P<year>\d{{4}}))?(?!\w)")
_NUMERIC_DATE = re.compile(r"(?<![\d/])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})(?![\d/])")
_PERCENT = re.compile(rf"(?<![\w,.])(?P<value>{_VALUE})\s*(?:%|pour\s?cent\b|pourcents?\b)")
_MONEY = re.compile(
    rf"(?<![\w,.])(?P<value>{_VALUE})\s*(?P<scale>(?:millions?|milliers?|milliards?)\s+d'?\s*)?(?P<many>k€|md?€)?(?(many)|(?:€|euros?\b|eur\b))"
)
_REFERENCE = re.compile(
    r"\b(?:articles?|art\.?|annexes?|alineas?|paragraphes?|titre|chapitre|axe|fiche|loi|decret|arrete|circulaire"
    r"|ordonnance|reglement|deliberation)\s*(?:n\s*[°o]\s*|\(ue\)\s*)?[lrd]?\.?\s*(?P<value>\d[\d.\-/]*\d|\d)"
    r"|\b[lrd]\.\s?(?P<code>\d[\d\-.]*\d)|\bn\s?°\s?(?P<number>[\w-]*\d[\w/-]*)|\[\d+\]"
)
_FREQUENCY = re.compile(
    r"\b(?:bi-?|tri-?)?(?:mensuel|trimestriel|semestriel|annuel|hebdomadaire|bimestriel|quadrimestriel|biannuel"
    r"|bisannuel|quinquennal)(?:le)?s?(?:ment)?\b"
)
_TIMES = re.compile(rf"(?<![\w,.])(?P<value>{_VALUE})\s+(?P<unit>fois|reunions?|seances?)\b")
_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/.,]\d|\d)")
_COUNT = re.compile(rf"(?<![\w,.])(?P<value>{_VALUE})\s+(?P<unit>[a-z][a-z'-]*)")
_BARE = re.compile(rf"(?<![\w,.])(?P<value>{_DIGITS})(?![\w])")
_UNITS = {
    unit: unit for unit in ("jour", "semaine", "mois", "an", "trimestre", "semestre", "quadrimestre", "heure")
} | {"annee": "an"}
_NOT_COUNTED = {
    "et", "ou", "a", "au", "aux", "de", "du", "des", "le", "la", "les", "en", "par", "pour", "dans", "sur", "qui",
    "que", "est", "sont", "d", "l", "ne", "avec",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` reads as `value` in `unit`; values are plain decimal strings or ISO dates."""

    kind: QuantityKind
    value: str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal keys, same quantity; « un an » and « douze mois » stay different words, hence different keys."""
        return self.kind, self.value, self.unit


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, none overlapping: the most telling reading of each number wins."""
    flat = level(text)
    found: list[Quantity] = []
    claims = Claims(len(flat))
    for read in (_references, _dates, _durations, _amounts, _frequencies, _years, _counts):
        for quantity in read(flat):
            if claims.take(quantity.start, quantity.end):
                found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def number_value(written: str) -> str | None:
    """« 15 000 » → "15000", « 0,45 » → "0.45", « quarante » → "40"; None when it is no number."""
    flat = level(written).strip()
    if re.fullmatch(_DIGITS, flat):
        grouped = re.fullmatch(r"\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d+)?", flat)
        plain = re.sub(r"[ .]", "", flat) if grouped else flat
        return re.sub(r"\.0+$", "", re.sub(r"^0+(?=\d)", "", plain.replace(",", ".")))
    number = parse_number_words(flat)
    return None if number is None else str(number)


def _references(flat: str) -> list[Quantity]:
    """« article 13 », « L. 263-1 », « loi n° 78-17 », « [1] »: numbers that name, and count nothing."""
    out = []
    for match in _REFERENCE.finditer(flat):
        value = match["value"] or match["code"] or match["number"] or match[0]
        unit = "note" if match[0].startswith("[") else match[0].split()[0].rstrip(".")[:3]
        out.append(Quantity("reference", value.strip("."), unit, match.start(), match.end()))
    return out


def _dates(flat: str) -> list[Quantity]:
    """Those of `dates.py`, in words too; here besides « 31/12/28 »."""
    out = [Quantity("date", day.iso, "date", day.start, day.end) for day in find_dates(flat)]
    for match in _DATE.finditer(flat):
        day, month = int(match["day"]), _MONTHS[match["month"]]
        value = _iso(day, month, match["year"])
        if value:
            out.append(Quantity("date", value, "date", match.start(), match.end()))
    for match in _NUMERIC_DATE.finditer(flat):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        value = _iso(int(match["day"]), int(match["month"]), year)
        if value:
            out.append(Quantity("date", value, "date", match.start(), match.end()))
    return out


def _iso(day: int, month: int, year: str | None) -> str | None:
    try:
        return date(int(year), month, day).isoformat() if year else date(2000, month, day).strftime("--%m-%d")
    except ValueError:
        return None


def _durations(flat: str) -> list[Quantity]:
    out = []
    for match in _DURATION.finditer(flat):
        value = number_value(match["again"] or match["value"])
        unit = match["unit"] if match["unit"] == "mois" else match["unit"].rstrip("s")
        if value is not None:
            quality = f" {match['quality'].rstrip('s')}" if match["quality"] else ""
            out.append(Quantity("duration", value, _UNITS[unit] + quality, match.start(), match.end()))
    return out


def _amounts(flat: str) -> list[Quantity]:
    """« 40 k€ » and « 2 millions d'euros » keep their scale as their unit: neither is « 40 € » nor « 2 € »."""
    out = []
    for match in _PERCENT.finditer(flat):
        value = number_value(match["value"])
        if value is not None:
            out.append(Quantity("percent", value, "%", *match.span()))
    for match in _MONEY.finditer(flat):
        value = number_value(match["value"])
        scale = (match["scale"] or "").split()[:1]
        if value is not None:
            out.append(Quantity("money", value, match["many"] or " ".join([*scale, "€"]), *match.span()))
    return out


def _frequencies(flat: str) -> list[Quantity]:
    out = [
        Quantity("frequency", re.sub(r"(?:le)?s?(?:ment)?$", "", match[0]), "", *match.span())
        for match in _FREQUENCY.finditer(flat)
    ]
    for match in _TIMES.finditer(flat):
        value = number_value(match["value"])
        if value is not None:
            out.append(Quantity("frequency", value, "fois", match.start(), match.end()))
    return out


def _years(flat: str) -> list[Quantity]:
    return [Quantity("year", match[0], "", match.start(), match.end()) for match in _YEAR.finditer(flat)]


def _counts(flat: str) -> list[Quantity]:
    out = []
    for match in _COUNT.finditer(flat):
        value, unit = number_value(match["value"]), match["unit"]
        written_in_words = not match["value"][0].isdigit()
        if value is None or (written_in_words and (value in ("0", "1") or unit in _NOT_COUNTED)):
            continue  # « un », « une » are articles
        counted = "" if unit in _NOT_COUNTED else unit.rstrip("sx")
        out.append(Quantity("count", value, counted, *match.span("value")))
    for match in _BARE.finditer(flat):
        value = number_value(match["value"])
        if value is not None:
            out.append(Quantity("count", value, "", match.start(), match.end()))
    return out
