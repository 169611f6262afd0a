"""A clause without its condition says more than the text: « après avis », « sauf accord », « sous réserve du vote »."""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.sentences import split_sentences
from ctgbot.text.words import same_family, stems

# « et après son expiration » adds, and takes nothing back.
_CONDITION = re.compile(
    r"(?<!et )(?<!meme )(?<!qu')\b(?:apres|sauf|hormis|excepte|a l'exception d|"
    r"sous (?:la )?(?:seule )?(?:reserve|condition)s?|"
    r"a (?:la )?(?:seule )?condition|a moins|pour autant|a defaut|sous couvert|dans la mesure)\b"
    r"(?P<said>[^,.;:()]*)"
)
_SHARE = 0.5  # of the sentence's words: below, it speaks of something else


def conditions_stand(sentence: str, proof: str) -> bool:
    """Whether the sentence keeps the condition of the clause that it says again, in the same or in other words."""
    said = stems(sentence)
    if not said:
        return True
    best = 0.0
    needed: tuple[frozenset[str], ...] = ()
    for start, end in split_sentences(proof):
        flat = level(proof[start:end])
        share = _shared(said, stems(_CONDITION.sub(" ", flat)))
        if share > best:
            best, needed = share, tuple(stems(match["said"]) for match in _CONDITION.finditer(flat))
    if best < _SHARE:
        return True
    return all(not words or _shared(words, said) >= _SHARE for words in needed)


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    return sum(any(same_family(word, other) for other in others) for word in words) / len(words)
