"""How big a clause's value is, so that « moins de 6 mois », « le plus souvent » can be asked over all conventions."""

from __future__ import annotations

import re

from ctgbot.model import ClauseValue, Period

# ISO 8601: « P6M », « P45D », « P1Y6M », « P2W ».
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_DAYS_A_MONTH = 365.25 / 12


def size_of(value: ClauseValue | None) -> float | None:
    """Months of a duration, times a year of a frequency, years of a period, a date as yyyymmdd; None for what has no
    size."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, Period):
        return float(value.end - value.start + 1)
    if not isinstance(value, str):
        return None
    match = _DURATION.fullmatch(value)
    if match:
        years, months, weeks, days = (int(number or 0) for number in match.groups())
        return round(years * 12 + months + (weeks * 7 + days) / _DAYS_A_MONTH, 3)
    digits = value.replace("-", "")
    return float(digits) if len(digits) == 8 and digits.isdecimal() else None
