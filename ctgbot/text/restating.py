"""Whether a sentence says again what a quote says: it may leave words out, never add or move one.

« La Caf prévient la commune » and « La commune prévient la Caf » hold the same numbers and names: only the order tells
them apart. What a sentence skips between two words that it keeps may be neither an actor, a quantity, a limit, a denial
nor a « peut »: « Le maire désigne un référent et la Caf préside » does not say « Le maire préside ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.text.normalise import level
from ctgbot.text.quantities import Quantity, find_quantities
from ctgbot.text.words import same_family, stem

_TOKEN = re.compile(r"\w+")
# Words that a sentence may add: they join, and say nothing.
_EMPTY = frozenset(
    ["le", "la", "les", "l", "un", "une", "d", "de", "du", "des", "a", "au", "aux", "ce", "cet", "cette", "ces", "c",
     "se", "s", "il", "elle", "ils", "elles", "est", "sont", "sera", "seront", "etre", "ete", "y", "en", "qui"]
)  # fmt: skip
# « Selon l'article 13, », « La convention prévoit que »: it says where, and ground() checks the number.
_LEAD = re.compile(
    r"^\W*(?:(?:selon|d.apres|dans) (?:le texte|la convention|(?:l.)?art(?:icle|\.) ?\d+(?: de la convention)?),?"
    r"|(?:le texte|la convention|l.article \d+) (?:prevoit|precise|indique|dispose)(?: que?\b|\s?:)?)\s"
)
_ACTOR = (
    r"cafs?|msa|caisses?|communes?|villes?|mairies?|collectivites?|communautes?|agglomerations?|metropoles?|epci|etat|"
    r"departements?|regions?|prefets?|prefecture|parties?|maires?|president\w*|direct(?:eur|rice)s?|comites?|copil|"
    r"conseils?|commissions?|coordinat\w+|charges?|referent\w*|services?|partenaires?|gestionnaires?|associations?|"
    r"familles?|parents?|enfants?|habitants?|elus?|elues?|signataires?|prestataires?|chacun\w*|tiers"
)
_DENIAL = (
    r"ne|n|pas|jamais|aucun\w*|nul\w*|rien|ni|non|sans|sauf|hormis|excepte\w*|hors|si|que|ou|avant|apres|interdi\w+|"
    r"exclu\w*|refus\w*|impossib\w*|empech\w*"
)
_MODAL = r"peu(?:t|vent)|pourr\w+|pouvait|doi(?:t|vent)|devr\w+|devait|faut|faudra"
# « au moins deux fois par an », « six mois maximum »: without it, another number.
_LIMIT = r"moins|plus|maxim\w+|minim\w+|environ|presque|seule?s?|seulement|uniquement|exclusi\w+|conjoint\w*"
_UNSKIPPABLE = re.compile(rf"(?:{_ACTOR}|{_DENIAL}|{_MODAL}|{_LIMIT})")
_LIMITS = re.compile(_LIMIT)
_FEWEST = 2  # words of a sentence that say something


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    stem: str
    start: int
    end: int


def restates(sentence: str, quote: str) -> bool:
    """Whether the words of the sentence stand in the quote, in their order, with nothing that counts skipped."""
    flat = level(sentence)
    lead = _LEAD.match(flat)
    said = [token for token in _tokens(flat) if not lead or token.start >= lead.end()]
    held = _tokens(level(quote))
    if len(said) < _FEWEST:
        return False
    openings = (place for place, token in enumerate(held) if _same(said[0], token))
    lines = (_aligned(said, held, opening) for opening in openings)
    return any(
        line and not _skips(held, line, quote) and _same_quantities(said, flat, [held[place] for place in line], quote)
        for line in lines
    )


def _tokens(flat: str) -> list[_Token]:
    found = (_Token(match[0], stem(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(flat))
    return [token for token in found if token.word not in _EMPTY]


def _same(one: _Token, other: _Token) -> bool:
    return one.word == other.word or same_family(one.stem, other.stem)


def _aligned(said: Sequence[_Token], held: Sequence[_Token], opening: int) -> list[int]:
    """The places of the words said, each the first after the one before; none when a word is missing."""
    line: list[int] = []
    place = opening
    for token in said:
        while place < len(held) and not _same(token, held[place]):
            place += 1
        if place == len(held):
            return []
        line.append(place)
        place += 1
    return line


def _skips(held: Sequence[_Token], line: Sequence[int], quote: str) -> bool:
    """Whether something that counts is left out between the first word kept and the last."""
    kept = set(line)
    skipped = (held[place] for place in range(line[0], line[-1]) if place not in kept)
    beside = [held[place] for place in (line[0] - 1, line[-1] + 1) if 0 <= place < len(held)]
    if any(_UNSKIPPABLE.fullmatch(token.word) for token in skipped):
        return True
    if any(_LIMITS.fullmatch(token.word) for token in beside):
        return True
    first, last = held[line[0]].start, held[line[-1]].end
    inside = [q for q in _quantities(quote) if first <= q.start and q.end <= last]
    return not all(any(q.start <= held[place].start < q.end for place in kept) for q in inside)


def _same_quantities(said: Sequence[_Token], sentence: str, held: Sequence[_Token], quote: str) -> bool:
    """« Un mois pour la dénonciation » is not « Six mois pour la dénonciation »: « un » may be an article."""
    ours, theirs = _quantities(sentence), _quantities(quote)
    return all(_key_at(one, ours) == _key_at(other, theirs) for one, other in zip(said, held, strict=True))


def _quantities(text: str) -> list[Quantity]:
    return [quantity for quantity in find_quantities(text) if quantity.kind != "reference"]


def _key_at(token: _Token, quantities: Sequence[Quantity]) -> tuple[str, str, str] | None:
    return next((q.key for q in quantities if q.start <= token.start < q.end), None)
