"""Names and numbers as a French sentence has them: « à Lys-lez-Lannoy », « du Quesnoy », « 2 850 », « 0,45 % »."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_NARROW = "\u202f"  # between thousands, and before « % » (Imprimerie nationale, Lexique des règles typographiques)
_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")
_CONTRACTED = {"le": ("au", "du"), "les": ("aux", "des")}
_VOWEL = re.compile(r"^[aàâäeéèêëiîïoôöuùûüyhœæ]", re.IGNORECASE)
_ASPIRATED = re.compile(r"^(?:hem|hautes?|hauts?|havre|haye?|hayes|halluin|hénin|herserange|huelgoat|hyères)\b", re.I)
# « la communauté de communes du Pays de Tolvère » is a common noun: it takes its article.
_GROUPING = re.compile(r"^(?:communauté|métropole|agglomération|syndicat|département|eurométropole)\b", re.IGNORECASE)
# « Pays de Tolvère », « Vallée de la Lauve », « Coteaux de Lorvane »: names of groupings keep their spaces, those of
# communes are hyphenated (« Val-de-Reuil »).
_HE = re.compile(
    r"^(?:syndicat|département|pays|plateau|val|grand|bassin|littoral|pôle|cœur|haut|centre|sud|nord)\b", re.I
)
_SHE = re.compile(r"^(?:vallée|plaine|côte|haute|baie|terre|porte|rive)\b", re.IGNORECASE)
_OF_SPACES = re.compile(r"^[\wÀ-ÿ'’]+ (?:[\wÀ-ÿ'’-]+ )*?(?:de |du |des |d['’]|et )|^grand [A-ZÀ-Ý]", re.IGNORECASE)


def at(name: str) -> str:
    """« à Anstaing », « au Quesnoy », « aux Rues-des-Vignes », « à La Madeleine »."""
    return _joined(name, "à", 0)


def of(name: str) -> str:
    """« d'Anstaing », « du Quesnoy », « des Rues-des-Vignes », « de La Madeleine »."""
    return _joined(name, "de", 1)


def _joined(name: str, word: str, place: int) -> str:
    first, _, rest = name.partition(" ")
    if first.lower() in _CONTRACTED and rest:
        return f"{_CONTRACTED[first.lower()][place]} {rest}"
    common = bool(_GROUPING.match(name))
    if common or _OF_SPACES.match(name):
        own = name[:1].lower() + name[1:] if common else name
        if _HE.match(name):
            return f"{_CONTRACTED['le'][place]} {own}"
        if not common and first[-1] in "sx":
            return f"{_CONTRACTED['les'][place]} {own}"
        if common or _SHE.match(name):
            return f"{word} l'{own}" if _elides(own) else f"{word} la {own}"
    if word == "de" and _elides(name):
        return f"d'{name}"
    return f"{word} {name}"


def _elides(name: str) -> bool:
    return bool(_VOWEL.match(name)) and not _ASPIRATED.match(name)


def whole(value: Decimal) -> str:
    """« 2 850 », « 63,4 »: thousands apart, a decimal comma, as many decimals as the value has."""
    text = f"{value.normalize():f}"
    units, _, decimals = text.partition(".")
    grouped = f"{int(units):,}".replace(",", _NARROW)
    return f"{grouped},{decimals}" if decimals else grouped


def percent(value: Decimal) -> str:
    """« 26,4 % »; two decimals under one per cent (« 0,45 % ») or where they are exact (« 1,25 % »)."""
    exact = value == value.quantize(_CENT)
    if exact:
        return f"{whole(value.quantize(_CENT))}{_NARROW}%"
    step = _CENT if abs(value) < 1 else _TENTH
    return f"{value.quantize(step, ROUND_HALF_UP):f}".replace(".", ",") + f"{_NARROW}%"


def some(value: Decimal, one: str, many: str) -> str:
    """« 1 équipement », « 14 équipements », « 0 équipement »."""
    return f"{whole(value)} {many if abs(value) >= 2 else one}"
