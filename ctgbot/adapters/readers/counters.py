"""How an automatic number is written: « 3 », « III », « c », « 1er »."""

from __future__ import annotations

from dataclasses import dataclass

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST_ROMAN = 3999
_RANKS = (
    "premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième",
)  # fmt: skip
_WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph of a list; `is_bullet` for a sign, not a number."""

    text: str
    is_bullet: bool


def written(number: int, style: str) -> str:
    """`style` is Word's name: decimal, upperRoman, lowerLetter, ordinal…; an unknown one is written in digits."""
    if style in ("lowerRoman", "upperRoman"):
        return _cased(_roman(number), style)
    if style in ("lowerLetter", "upperLetter"):
        return _cased(_letters(number), style)
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ordinal":
        return "1er" if number == 1 else f"{number}e"
    words = {"ordinalText": _RANKS, "cardinalText": _WORDS}.get(style, ())
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _roman(number: int) -> str:
    if not 1 <= number <= _HIGHEST_ROMAN:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out += letters * times
    return out


def _letters(number: int) -> str:
    """a … z, aa, bb…, as Word does."""
    if not 1 <= number <= 26 * 10:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)
