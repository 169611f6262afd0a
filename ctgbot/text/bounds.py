"""What stands around a number and changes it: « au moins deux fois », « jusqu'à 6 mois », « de 3 à 6 mois »,
« avant le 30 juin ».

« au moins deux fois par an » is not « deux fois par an »: a number without its bound says something else.
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words
from ctgbot.text.quantities import Quantity

_LEAST = r"au moins|a minima|(?:au |un )?minimum|minimale?s?"
_MOST = (
    r"au plus(?! tard| tot)|(?:au |un )?maximum|maximale?s?|dans la limite|plafonnee?s?|n'exced\w+ pas|"
    r"ne (?:peut |doit |saurait )?(?:pas )?(?:exced|depass)\w+(?: pas)?|sans exceder|sans depasser"
)
_OVER = r"plus|superieure?s?|au-dela|excedant|depassant"
_UNDER = r"moins|inferieure?s?|en deca"
_ABOUT = r"environ|approximativement|de l'ordre|pres|a peu pres"
_BEFORE = r"avant|au plus tard|anterieure?s?"
_AFTER = r"apres|posterieure?s?|au plus tot"
# What may stand between a bound and its number: « au moins tous les six mois », « avant la fin du mois », « moins de »
_LINK = r"(?:\s+(?:de|d'|du|a|au|le|la|les|un|une|tous|toutes|chaque|fixee?s?))*\s*(?<=[\s'])$"
_TAGS_BEFORE = tuple(
    (tag, re.compile(rf"\b(?:{words}){_LINK}"))
    for tag, words in (
        ("least", _LEAST), ("most", rf"{_MOST}|jusqu'(?:a|au)"), ("before", _BEFORE), ("after", _AFTER),
        ("about", _ABOUT), ("over", rf"(?:{_OVER})\s+(?:de|d'|a)"), ("under", rf"(?:{_UNDER})\s+(?:de|d'|a)"),
    )
)  # fmt: skip
_TAGS_BEHIND = tuple(
    (tag, re.compile(rf"^(?:\s+(?:par|l'|chaque)\s*\w+)?\s*[,(]?\s*(?:{words})\b"))
    for tag, words in (("least", _LEAST), ("most", _MOST), ("about", "environ"))
)
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{NUMBER_IN_WORDS.pattern})"
# « de 3 à 6 mois », « entre trois et six mois », « 10 000 à 15 000 € »
_RANGE = re.compile(rf"(?P<first>{_NUMBER})\s*(?:mois|jours|ans|%|€|euros|fois)?\s+(?:a|ou)\s+$")
_BETWEEN = re.compile(rf"\bentre\s+(?P<first>{_NUMBER})\s*(?:mois|jours|ans|%|€|euros|fois)?\s+et\s+$")
_REACH = 45  # characters
_DATED = ("date", "year")


def bounds_of(text: str, quantity: Quantity) -> frozenset[str]:
    """« least », « most », « over », « under », « about », « before », « after », « from:3 »; empty for a plain
    number."""
    flat = level(text).replace("\n", " ")
    before = flat[max(0, quantity.start - _REACH) : quantity.start]
    before = re.split(r"[.;:(]\s", before)[-1]
    behind = flat[quantity.end : quantity.end + _REACH]
    found = {tag for tag, pattern in _TAGS_BEFORE if pattern.search(before)}
    found |= {tag for tag, pattern in _TAGS_BEHIND if pattern.search(behind)}
    if quantity.kind in _DATED:
        found.discard("most")  # « jusqu'au 31 décembre »: the day on which it ends
    span = _RANGE.search(before) or _BETWEEN.search(before)
    if span and quantity.kind not in _DATED:
        found.add(f"from:{_value(span['first'])}")
    if "least" in found:
        found -= {"under", "over"}
    return frozenset(found)


def _value(written: str) -> str:
    return written if written[0].isdigit() else str(parse_number_words(written))
