"""What agents say and what conventions say: phrases that may stand for one another when a question is matched.

Two tables of the package: the glossary of the trade, and groups of ordinary words. They widen a search and a match;
they never prove anything, and rows stay apart: « mise en demeure » and « délai de prévenance » share none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ctgbot.text.asked_things import asked_heads
from ctgbot.text.glossary import shipped_lines
from ctgbot.text.matching import Phrase, Vocabulary, read_terms
from ctgbot.text.words import content_words

_MOST_WORDS = 4  # longer entries of the glossary are definitions


@dataclass(frozen=True, slots=True)
class Row:
    """Phrases that may stand for one another, each as its stems in order; `is_trade` for a row of the glossary."""

    phrases: tuple[Phrase, ...]
    is_trade: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase of the question that a row knows: where it stands among the content words, and the row."""

    first: int
    phrase: Phrase
    row: Row

    @property
    def places(self) -> range:
        return range(self.first, self.first + len(self.phrase))


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """Every row of both tables."""
    table = (files("ctgbot") / "data" / "synonymes.tsv").read_text("utf-8")
    groups = [_row(line.split("|"), False) for line in table.splitlines()[1:] if line.strip()]
    trade = [_row([line.term, *line.synonyms], True) for line in shipped_lines()]
    return tuple(row for row in [*trade, *groups] if len(row.phrases) > 1)


def _row(phrases: list[str], is_trade: bool) -> Row:
    as_stems = (tuple(word.stem for word in content_words(phrase)) for phrase in phrases)
    return Row(tuple(dict.fromkeys(phrase for phrase in as_stems if 0 < len(phrase) <= _MOST_WORDS)), is_trade)


@lru_cache(maxsize=1)
def _rows_of() -> Mapping[Phrase, tuple[Row, ...]]:
    """The rows that hold each phrase: a question is read once, however many rows there are."""
    found: dict[Phrase, list[Row]] = {}
    for row in rows():
        for phrase in row.phrases:
            found.setdefault(phrase, []).append(row)
    return {phrase: tuple(group) for phrase, group in found.items()}


def known_phrases(question: str) -> tuple[Known, ...]:
    """The phrases of the question that a row knows; inside a longer one, the shorter ones are not read: « prime
    d'activité » is no « prime »."""
    found = _all_phrases(question)
    longest: dict[int, int] = {}
    for known in found:
        for place in known.places:
            longest[place] = max(longest.get(place, 0), len(known.phrase))
    return tuple(k for k in found if all(len(k.phrase) == longest[place] for place in k.places))


def _all_phrases(question: str) -> tuple[Known, ...]:
    asked = tuple(word.stem for word in content_words(question))
    return tuple(
        Known(first, asked[first : first + size], row)
        for first in range(len(asked))
        for size in range(1, min(_MOST_WORDS, len(asked) - first) + 1)
        for row in _rows_of().get(asked[first : first + size], ())
    )


def equivalents(question: str) -> Mapping[str, tuple[Phrase, ...]]:
    """For each stem of the question that takes part in a known phrase, what may stand for that phrase."""
    found: dict[str, set[Phrase]] = {}
    for known in known_phrases(question):
        others = {other for other in known.row.phrases if other != known.phrase}
        for stem in known.phrase:
            found.setdefault(stem, set()).update(others)
    return {stem: tuple(sorted(phrases)) for stem, phrases in found.items()}


def absent_things(question: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The things of the trade that the question names (« cotech », « crèche », « prime d'activité ») and that the texts
    never speak of, under any name of either table: « en prévenant cinq mois à l'avance » speaks of a préavis."""
    words = content_words(question)
    named = dict.fromkeys(one.places for one in known_phrases(question) if one.row.is_trade)
    every = _all_phrases(question)
    absent = [
        places
        for places in named
        if not any(
            _speaks_of(phrase, vocabulary)
            for one in every
            if one.places == places or (not one.row.is_trade and set(one.places) <= set(places))
            for phrase in one.row.phrases
        )
    ]
    said = [question[words[places[0]].start : words[places[-1]].end] for places in absent]
    return (*said, *(head for head in _absent_heads(question, vocabulary) if not any(head in thing for thing in said)))


def _absent_heads(question: str, vocabulary: Vocabulary) -> Iterator[str]:
    """« quorum » in « quel est le quorum… »: what the question turns on, under no name in these texts."""
    stands_for = equivalents(question)
    for term in read_terms(question, vocabulary, stands_for):
        known = term.is_known or any(_speaks_of(phrase, vocabulary) for phrase in term.equivalents)
        if not known and term.word in asked_heads(question):
            yield term.word.text


def _speaks_of(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """« clause réputée non écrite » is spoken of by « réputée non écrite » too."""
    if len(phrase) == 1:
        return bool(vocabulary.family_of(phrase[0]))
    pieces = [phrase] if len(phrase) == 2 else [phrase, phrase[1:], phrase[:-1]]
    return any(vocabulary.holds(piece) for piece in pieces)
