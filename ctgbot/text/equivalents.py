"""What agents say and what conventions say: phrases that may stand for one another when a question is matched.

Two tables of the package: the glossary of the trade, and groups of ordinary words. They widen a search and a match; they
never prove anything, and rows stay apart: « mise en demeure » and « délai de prévenance » share none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from ctgbot.text.matching import Phrase
from ctgbot.text.words import content_words

_MOST_WORDS = 4  # longer entries of the glossary are definitions

Row = tuple[tuple[str, ...], ...]  # phrases, each as its stems in order


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """Every row of both tables, as stems."""
    data = files("ctgbot") / "data"
    glossary = [
        [term, *synonyms.split("|")]
        for term, _, synonyms in (line.split("\t") for line in _lines((data / "glossary.tsv").read_text("utf-8")))
    ]
    groups = [line.split("|") for line in _lines((data / "synonymes.tsv").read_text("utf-8"))]
    return tuple(row for row in (_row(phrases) for phrases in [*glossary, *groups]) if len(row) > 1)


def _lines(table: str) -> list[str]:
    return [line for line in table.splitlines()[1:] if line.strip()]


def _row(phrases: list[str]) -> Row:
    as_stems = (tuple(word.stem for word in content_words(phrase)) for phrase in phrases)
    return tuple(dict.fromkeys(phrase for phrase in as_stems if 0 < len(phrase) <= _MOST_WORDS))


def equivalents(question: str) -> Mapping[str, tuple[Phrase, ...]]:
    """For each stem of the question that takes part in a known phrase, what may stand for that phrase."""
    asked = tuple(word.stem for word in content_words(question))
    found: dict[str, set[Phrase]] = {}
    for row in rows():
        for phrase in row:
            if _stands_in(phrase, asked):
                others = {other for other in row if other != phrase}
                for stem in phrase:
                    found.setdefault(stem, set()).update(others)
    return {stem: tuple(sorted(phrases)) for stem, phrases in found.items()}


@lru_cache(maxsize=1)
def trade_words() -> frozenset[str]:
    """Stems that are by themselves an entry of the glossary: « cotech », « LAEP », « crèche ». A text that holds neither
    such a word nor an equivalent does not speak of the thing."""
    table = (files("ctgbot") / "data" / "glossary.tsv").read_text("utf-8")
    phrases = [phrase for line in _lines(table) for column in (0, 2) for phrase in line.split("\t")[column].split("|")]
    return frozenset(word.stem for phrase in phrases if len(found := content_words(phrase)) == 1 for word in found)


def _stands_in(phrase: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return any(asked[i : i + len(phrase)] == phrase for i in range(len(asked) - len(phrase) + 1))
