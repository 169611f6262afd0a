"""What an avenant says of itself: its number, and the convention that it changes, in its own words."""

from __future__ import annotations

import re
from functools import lru_cache

from ctgbot.model import Period
from ctgbot.text.headings import number_of
from ctgbot.text.normalise import fold, level
from ctgbot.text.organismes import name_end
from ctgbot.text.quantities import find_quantities
from ctgbot.text.signing import DATE

_ORDINALS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
_NUMBERED = re.compile(r"\bavenant\s*(?:n\s*[°o]?\s*|numero\s+|no\s+|#)?(\d{1,2})(?!\d)")
_ROMAN = re.compile(r"\bavenant\s*(?:n\s*[°o]\s*|numero\s+)([ivx]{1,4})\b")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?=er|e|eme)(?:er|eme|e)) avenant\b")
_CONVENTION = re.compile(
    r"(?:\bl[ae] )?(?:\bconvention territoriale globale|\bctg|\bconvention initiale|\bconvention)\b(?:\s*\(ctg\))?"
)
_PIECES = (
    (
        "date",
        re.compile(
            rf"\s*,?\s*(?:\(\s*)?(?:signee|conclue|en date|datee|passee|du)\s+(?:[^\n,.;]{{0,40}}?)(?:le "
            rf"|du )?{DATE}\)?"
        ),
    ),
    (
        "period",
        re.compile(
            r"\s*,?\s*(?:(?:pour|couvrant|sur) (?:la periode|les annees)\s+|de )?\(?20\d\d\s*(?:[-–/]|a|au)\s*20\d\d\)?"
        ),
    ),
    ("number", re.compile(r"\s*,?\s*n\s*°\s*[\w/-]*\d[\w/-]*")),
)
_OF = re.compile(
    r"\s*(?:de la |du |des |de l'|de |d')(?:(?:commune|ville|communaute)[a-z' ]{0,40}? (?:de la |du |des |de |d'))?"
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–/]|a|au)\s*(20\d\d)(?!\d)")


def number_of_avenant(cover: str, filename: str) -> int | None:
    """« AVENANT N° 2 », « deuxième avenant », « Avenant-2_Verlac.odt » → 2."""
    for place in (fold(cover), re.sub(r"[\W_]+", " ", fold(filename))):
        for pattern in (_NUMBERED, _ORDINAL, _ROMAN):
            match = pattern.search(place)
            if match:
                return _ORDINALS.get(match[1]) or number_of(re.sub(r"(?<=\d)(?:er|eme|e)$", "", match[1]))
    return None


def changed_convention(head: str) -> str:
    """« la convention territoriale globale 2023-2027 signée le 12 mars 2023 », in the avenant's words; the fullest
    mention counts, and one that says neither whose, nor which years, nor when, is none."""
    flat = level(head)
    best: tuple[int, str] = (0, "")
    for match in _CONVENTION.finditer(flat):
        end, told = _told(head, flat, match.end())
        weight = sum({"date": 4, "period": 2, "number": 1, "name": 1}[piece] for piece in told)
        if weight > best[0]:
            best = (weight, re.sub(r"\s+", " ", head[match.start() : end]).strip())
    return best[1]


def _told(head: str, flat: str, at: int) -> tuple[int, set[str]]:
    """Whose convention, which years, signed when: each once, in any order, right behind one another."""
    told: set[str] = set()
    end = at
    while True:
        piece = next(
            (
                (name, match.end())
                for name, pattern in _PIECES
                if name not in told and (match := pattern.match(flat, end))
            ),
            None,
        )
        if piece is None and "name" not in told and (of := _OF.match(flat, end)):
            close = name_end(head, flat, of.end(), et_joins=True)
            piece = ("name", close) if close > of.end() else None
        if piece is None:
            return end, told
        told.add(piece[0])
        end = piece[1]


@lru_cache(maxsize=1 << 12)
def date_named(modifie: str) -> str:
    """« … signée le 12 mars 2023 » → « 2023-03-12 »; empty when it names no day."""
    dates = [quantity.value for quantity in find_quantities(modifie) if quantity.kind == "date"]
    return next((value for value in dates if not value.startswith("--")), "")


def period_named(modifie: str) -> Period | None:
    """« la convention territoriale globale 2023-2027 » → its years."""
    match = _YEARS.search(level(modifie))
    return Period(int(match[1]), int(match[2])) if match and match[1] <= match[2] else None
