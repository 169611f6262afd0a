"""A cell of a table of figures → a number, a secret, or why it is neither. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ctgbot.text.normalise import level

Kind = Literal["number", "secret", "empty", "refused"]
_SPACES = re.compile("[ \u00a0\u2007\u2009\u202f']")  # « 61 870 », with any of the spaces that stand between thousands
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d{1,2})?")
_SPACED = re.compile(r"[-−]?\d{1,3}(?:[ ']\d{3})*(?:[.,]\d+)?")
# « 1.385 » is one thousand for some and one and a bit for others; « 1,385 » as well.
_EITHER = re.compile(r"[-−]?[1-9]\d{0,2}(?:[.,]\d{3})+")
# « c » (confidentiel), « nd » (non diffusé), « s » (secret): Insee and Cnaf, signs of their tables
_SECRET = frozenset({"c", "nd", "n.d", "n.d.", "s", "ns", "ss", "n/d", "secret", "confidentiel", "non diffuse"})
_NO_VALUE = frozenset({"", "-", "—", "–", "n/a", "na", "nan", "null", "nc", "n.c."})
_LARGEST = 10**9  # nothing that is counted of a territory of France is larger
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Cell:
    """`why`: of a refused cell, in French, as it ends « ligne 12 : … »."""

    kind: Kind
    value: Decimal | None = None
    why: str = ""


def read_cell(written: str, unit: str) -> Cell:
    """`unit` of its indicator: a count is a whole number, a percentage is at most 100."""
    flat = level(written).strip()
    if flat in _SECRET:
        return Cell("secret")
    if flat in _NO_VALUE:
        return Cell("empty")
    shown = f"« {written.strip()[:40]} »"
    if is_formula(written):
        return Cell("refused", why=f"formule de tableur {shown} : collez la valeur, pas la formule")
    spaced = _SPACES.sub(" ", written.strip()).removesuffix("%").removesuffix("€").strip()
    if not _SPACED.fullmatch(spaced) and not _NUMBER.fullmatch(spaced):
        return Cell("refused", why=f"{shown} n'est pas un nombre")
    if _EITHER.fullmatch(spaced) and not is_rate(unit):
        return Cell("refused", why=f"{shown} peut se lire de deux façons : écrivez 1385 ou 1 385")
    value = Decimal(spaced.replace(" ", "").replace(",", ".").replace("−", "-"))
    return _checked(value, unit, shown)


def is_rate(unit: str) -> bool:
    """Of what is no count, and has decimals: « % », « places pour 100 enfants »."""
    return unit == "%" or unit.startswith("places pour")


def is_formula(written: str) -> bool:
    """« =HYPERLINK(…) », « +SOMME(…) », « @x »: what a spreadsheet would run. « -12 » is a number."""
    start = written.lstrip("\t\r ")[:2]
    return start[:1] in ("=", "@") or (start[:1] in ("+", "-") and not (start[1:].isdigit() or len(start) < 2))


def year_of(written: str) -> int | None:
    """« 2024 », « 2024-12 », « 31/12/2024 »; None when there is no year, or more than one."""
    years = set(_YEAR.findall(written)) | set(re.findall(r"^((?:19|20)\d\d)(?=\d\d$)", written.strip()))
    return int(years.pop()) if len(years) == 1 else None


def _checked(value: Decimal, unit: str, shown: str) -> Cell:
    if value < 0:
        return Cell("refused", why=f"{shown} est négatif")
    if value > _LARGEST:
        return Cell("refused", why=f"{shown} est hors de portée")
    if unit == "%" and value > 100:
        return Cell("refused", why=f"{shown} dépasse 100 %")
    return Cell("number", value)
