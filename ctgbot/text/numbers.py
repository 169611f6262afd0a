"""French whole numbers in words: « quarante », « vingt et un », « quatre-vingt-dix-sept », « deux cent quatorze »."""

from __future__ import annotations

import re

from ctgbot.text.normalise import level

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ]
    )
} | {"une": 1}
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "mille": 1_000, "million": 1_000_000, "millions": 1_000_000}
_WORDS = {*_UNITS, *_TENS, *_SCALES, "vingts", "et"}

_ANY_WORD = "|".join(sorted((word for word in _WORDS if word != "et"), key=len, reverse=True))
# Twelve words more at most: « neuf cent quatre-vingt-dix-neuf mille neuf cent … » has thirteen in all.
NUMBER_IN_WORDS = re.compile(rf"\b(?:{_ANY_WORD})(?:(?:\s+et)?[\s-]+(?:{_ANY_WORD})){{0,12}}\b")


def parse_number_words(text: str) -> int | None:
    """« quatre-vingt-dix » → 90; None when the words make no number (« cent vingt mille » → 120 000 does)."""
    words = [word for word in re.split(r"[\s-]+", level(text).strip()) if word]
    if not words or any(word not in _WORDS for word in words) or words[0] == "et":
        return None
    total, current = 0, 0
    for word in words:
        if word == "et":
            continue
        if word in ("vingt", "vingts") and current % 100 == 4:
            current += 76
        elif word in _TENS or word == "vingts":
            current += _TENS.get(word, 20)
        elif word in ("cent", "cents"):
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        else:
            current += _UNITS[word]
    return total + current
