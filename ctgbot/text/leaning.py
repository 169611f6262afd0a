"""What a quoted sentence leans on: « Ces demandes seront soumises… », « Toutefois, … » are read with what they follow.

A rule quoted without the case in which it holds, or an exception without its rule, is true to the character and still
misleads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.model import Passage
from ctgbot.text.normalise import level
from ctgbot.text.sentences import split_sentences
from ctgbot.text.units import Unit
from ctgbot.text.words import content_words

_MOST = 2  # sentences before one that leans
_FEWEST_WORDS = 4
_LEANS = re.compile(
    r"^\W*(?:(?:ces|celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette derniere)\b"
    r"|(?:ce|cet|cette) (?!convention|presente|texte|article|contrat|ctg)"
    r"|(?:toutefois|cependant|neanmoins|en contrepartie|en revanche|a defaut|dans ce cas|dans le cas contraire"
    r"|passe ce delai|il en est de meme)\b)"
)
_ENDS = re.compile(r"[.;:!?»]\s*$")  # a heading ends with none of these


def leads(unit: Unit, passages: Sequence[Passage]) -> tuple[Unit, ...]:
    """The sentences before this piece that it leans on, in the order of the text; of its own section only.

    `passages`: those of its document, in order.
    """
    before = [
        (passage, passage.start + start, passage.start + end)
        for passage in passages
        if passage.section_id == unit.passage.section_id and passage.start < unit.start
        for start, end in split_sentences(passage.text)
        if passage.start + end <= unit.start
    ]
    found: list[Unit] = []
    leaning = unit.text
    while before and len(found) < _MOST and _LEANS.match(level(leaning)):
        passage, start, end = before.pop()
        leaning = passage.text[start - passage.start : end - passage.start]
        if not _ENDS.search(leaning) or len(content_words(leaning)) < _FEWEST_WORDS:
            break
        found.insert(0, Unit(passage, start, end, leaning))
    return tuple(found)
