"""Words of a question or a passage in the form in which they are compared: stems, and families of stems.

For search and for reading a question, never for proof.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from threading import Lock

import snowballstemmer

from ctgbot.text.normalise import level

_STEMMER = snowballstemmer.stemmer("french")
_ONE_AT_A_TIME = Lock()  # the stemmer works in place: two threads of the web page would mix their words
_WORD = re.compile(r"[a-zà-öø-ÿœæ]+(?:\d+)?|\d+", re.IGNORECASE)

# Words that carry no content in a question or a clause: grammar, auxiliaries, question words, politeness.
_STOP = frozenset((files("ctgbot") / "data" / "mots_vides.txt").read_text("utf-8").split())


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: as written, and its stem."""

    text: str
    stem: str
    start: int
    end: int


# The stemmer makes « commun » of « commune », « communication » and « communauté »: in this trade they are far apart.
_OWN_STEMS = {
    "commune": "commune", "communes": "commune", "communal": "commune", "communale": "commune", "communaux": "commune",
    "communication": "communic", "communications": "communic", "communiquer": "communic", "communique": "communic",
    "communauté": "communaut", "communautés": "communaut", "communautaire": "communaut", "communaute": "communaut",
}  # fmt: skip
_APART = frozenset(_OWN_STEMS.values())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """« dénoncée », « dénoncer », « denoncee » → « denonc »; figures stay as they are."""
    lowered = word.lower()
    if lowered in _OWN_STEMS:
        return _OWN_STEMS[lowered]
    if lowered.isdigit() or len(lowered) <= 3:
        return level(lowered)
    with _ONE_AT_A_TIME:
        stemmed = level(str(_STEMMER.stemWord(lowered)))
    if len(stemmed) <= 3:
        return stemmed  # « axes » → axe, as « axe » itself
    return re.sub(r"e+$", "", stemmed)


def content_words(text: str) -> tuple[Word, ...]:
    """Words that are not grammar, in order; elided articles are cut off (« l'avenant » → avenant)."""
    words = []
    for match in _WORD.finditer(text):
        lowered = match[0].lower()
        if lowered not in _STOP and level(lowered) not in _STOP and (len(lowered) > 1 or lowered.isdigit()):
            words.append(Word(match[0], stem(lowered), match.start(), match.end()))
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Bag:
    """The stems of a text, as a set and in their order."""

    stems: frozenset[str]
    line: str

    def holds(self, phrase: tuple[str, ...]) -> bool:
        """Whether the words of a phrase follow one another: « comité … technique » far apart is no comité technique."""
        if len(phrase) == 1:
            return phrase[0] in self.stems
        return f" {' '.join(phrase)} " in self.line


@lru_cache(maxsize=20_000)
def bag(text: str) -> Bag:
    """The content words of a text, ready to be compared."""
    found = [word.stem for word in content_words(text)]
    return Bag(frozenset(found), f" {' '.join(found)} ")


def stems(text: str) -> frozenset[str]:
    """The set of stems of the content words."""
    return bag(text).stems


_SHARED = 5  # letters that two words of one family share at least: « reconduir- », « reconduct- »
_TAIL = 4  # letters by which they may differ behind it


def beginning(stem: str) -> str:
    """What two stems of one family have in common at least: a stem can be looked up by it."""
    return stem[:_SHARED]


def same_family(one: str, other: str) -> bool:
    """« denonc » and « denonci », « preven » and « prevenanc »: a verb and its noun, by their common beginning."""
    if one == other:
        return True
    if one in _APART or other in _APART:
        return False
    if min(len(one), len(other)) < _SHARED or one.isdigit() or other.isdigit():
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _SHARED and len(one) - shared <= _TAIL and len(other) - shared <= _TAIL
