"""What follows the signatures without a heading, so that nobody cites it as « article 15 ».

Seed: after the names come « + autres signataires éventuels », « OU », « PROJET », then a page on the « mode projet ».
"""

from __future__ import annotations

import re

from ctgbot.text.lines import Line, is_capitals, split_lines
from ctgbot.text.normalise import fold

# « Cette convention comporte XX pages paraphées par les parties », « En autant d'exemplaires originaux… »
_OF_SIGNATURES = re.compile(
    r"exemplaire|paraph|signataire|signature|originaux|pages|notifi|represente|directeur|directrice|maire|president"
)
_FEWEST_WORDS_OF_PROSE = 10
_FEWEST_WORDS_BELOW = 25


def complement_start(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Offset and title of the text that follows the signature block `text[start:end]`, if any does."""
    lines = [line for line in split_lines(text[start:end]) if not line.is_blank]
    for position, line in enumerate(lines):
        if position and _is_prose(line):
            while position > 1 and _is_stamp(lines[position - 1]):
                position -= 1
            body = fold(text[start + lines[position].start : end])
            if len(body.split()) < _FEWEST_WORDS_BELOW:
                return None  # the foot of a page
            title = "Mode projet" if "mode projet" in body else "Texte après les signatures"
            return start + lines[position].start, title
    return None


def _is_prose(line: Line) -> bool:
    folded = fold(line.bare)
    if "|" in folded or "\t" in line.text:
        return False  # a row of the table of signatures
    return len(folded.split()) >= _FEWEST_WORDS_OF_PROSE and not _OF_SIGNATURES.search(folded)


def _is_stamp(line: Line) -> bool:
    """« OU », « PROJET »: a word or two in capitals right above."""
    return len(line.bare.split()) <= 3 and (is_capitals(line.bare) or fold(line.bare) == "ou")
