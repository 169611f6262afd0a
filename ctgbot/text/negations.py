"""What a text denies: the words that stand under each « ne… », « sans… », « sauf… », « non… ».

« peut être reconduite » out of « ne peut être reconduite que par accord explicite » turns a clause round without a word
that is not in it: a sentence has to deny what its quotes deny, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level
from ctgbot.text.quantities import find_quantities
from ctgbot.text.words import same_family, stems

NEGATION = re.compile(
    r"\b(?:(?:ne|pas|jamais|aucune?s?|nulle?s?|rien|ni|non|sans|sauf|hormis|excepte|exception)\b|n'|"
    r"(?:exclu|interdi|refus|impossib|empech)\w*)"
)
_VERBS = re.compile(r"\b(?:exclu|interdi|refus|impossib|empech)")
# Under a negation stands what follows it up to the next stop: « sans qu'il soit besoin de …, en cas de modification ».
_SCOPE = re.compile(r"(?:\b(?:ne|aucune?s?|ni|sans|sauf|hormis|excepte)\b|\bn')(?P<denied>[^,.;:!?()«»\n]*)")
_NEXT_WORD = re.compile(r"\bnon\b[ -]+(?P<denied>\w+)")  # « réputée non écrite », « non-respect »
_ONLY = re.compile(r"^(?!.*\b(?:pas|jamais|plus|rien)\b).*(?:\bque\b|\bqu')")  # « ne peut être reconduite que par »
_LEFT_OUT_BEFORE = re.compile(rf"(?:{NEGATION.pattern})[^,.;:!?]*$")
_LEFT_OUT_AFTER = re.compile(
    r"^[\s,]*(?:que\b|qu'|sauf\b|hormis\b|excepte\b|sans\b|a moins\b|si ce n'est\b|pas\b|jamais\b)"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """Stems of what one negation denies; `only` for « ne … que », which allows one thing."""

    stems: frozenset[str]
    only: bool


def denials(text: str) -> tuple[Denial, ...]:
    """Every negation of the text that has something under it."""
    flat = level(text)
    found = [(m["denied"], m[0].startswith(("ne", "n'"))) for m in _SCOPE.finditer(flat)]
    read = [Denial(stems(denied), verbal and bool(_ONLY.search(denied))) for denied, verbal in found]
    read += [Denial(stems(match["denied"]), False) for match in _NEXT_WORD.finditer(flat)]
    return tuple(denial for denial in read if denial.stems)


def same_polarity(sentence: str, proof: str) -> bool:
    """Whether the sentence denies only what the proof denies, and affirms nothing that stands in it only denied."""
    said, proven = denials(sentence), denials(proof)
    if NEGATION.search(level(sentence)) and not NEGATION.search(level(proof)):
        return False
    if not _forbidding(sentence) <= _forbidding(proof):
        return False
    if not all(any(_within(denial, other) for other in proven) for denial in said):
        return False
    if not NEGATION.search(level(sentence)) and _restates(sentence, proof) and NEGATION.search(level(proof)):
        return False
    only_denied = frozenset().union(*(denial.stems for denial in proven)) - _affirmed(proof)
    affirmed = _affirmed(_without_quantities(sentence))
    return not any(same_family(word, denied) for word in affirmed for denied in only_denied)


def cuts_a_negation(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` leaves out the « ne » before it or the « que », « sauf » behind it."""
    before, after = level(text[:start]), level(text[end:])
    return bool(_LEFT_OUT_BEFORE.search(before) or _LEFT_OUT_AFTER.search(after))


def _within(denial: Denial, other: Denial) -> bool:
    if denial.only != other.only:
        return False
    return all(any(same_family(word, denied) for denied in other.stems) for word in denial.stems)


def _affirmed(text: str) -> frozenset[str]:
    """Stems that stand outside of every negation."""
    flat = level(text)
    for pattern in (_SCOPE, _NEXT_WORD):
        flat = pattern.sub(" ", flat)
    return stems(flat)


def _without_quantities(text: str) -> str:
    """« Six semaines » affirms nothing by itself; whether the number stands is checked with its unit elsewhere."""
    for quantity in reversed(find_quantities(text)):
        text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


def _forbidding(text: str) -> frozenset[str]:
    return frozenset(_VERBS.findall(level(text)))


def _restates(sentence: str, proof: str) -> bool:
    """Whether the sentence says in its own words what the quote says: half of the quote's words are in it."""
    words = set(re.findall(r"[a-z]{4,}", level(sentence)))
    quoted = set(re.findall(r"[a-z]{4,}", level(proof)))
    return bool(quoted) and len(words & quoted) / len(quoted) >= 0.5
