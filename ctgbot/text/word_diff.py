"""Two wordings of one clause, word by word: what one adds, what it leaves out, what it says otherwise.

Words are compared without case, accents or typography. A number keeps its unit (« 6 mois » is one word), so that a
delay changes as a whole; numbers, negations and « peut / doit » are marked: they change what a clause obliges to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from ctgbot.text.modals import is_modal
from ctgbot.text.negations import NEGATION
from ctgbot.text.normalise import level
from ctgbot.text.quantities import find_quantities

Kind = Literal["same", "removed", "added", "changed"]
Weight = Literal["", "nombre", "négation", "obligation"]

_TOKEN = re.compile(r"\w+(?:-\w+)*['’]?|[^\w\s]")
_WEAK = 2  # an island of so few words between two changes is no agreement when it is grammar: « de la »
_GRAMMAR = re.compile(
    r"(?:au|aux|avec|ce|ces|cette|d'|dans|de|des|du|elle|en|et|il|ils|l'|la|le|les|leur|leurs|ou|par|pour|qu'|que|qui|s'"
    r"|sa|se|ses|son|sur|un|une|y|\W)"
)
_PLEDGED = frozenset(("engage", "engagent", "engagera", "engageront"))  # « s' » is a word of its own
_OTHERWISE = 0.35  # under this share of common words, the two say it in other words: a word by word reading misleads


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a text: `text` as it stands there, and why it weighs."""

    text: str
    weight: Weight = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of both texts: `before` is empty for what was added, `after` for what was removed."""

    kind: Kind
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes that lead from one text to the other; `common`: share of words in common, 0 to 1."""

    changes: tuple[Change, ...]
    common: float

    @property
    def is_same(self) -> bool:
        return all(change.kind == "same" for change in self.changes)

    @property
    def is_otherwise(self) -> bool:
        """Too little in common to be read word by word."""
        return self.common < _OTHERWISE


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    weight: Weight


def word_diff(before: str, after: str) -> Difference:
    """The differences from one wording to another. White space alone is no difference."""
    ours, theirs = tuple(_tokens(before)), tuple(_tokens(after))
    matcher = SequenceMatcher(None, [one.key for one in ours], [one.key for one in theirs], autojunk=False)
    steps = _without_islands(ours, [(tag != "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()])
    changes = tuple(_change(differs, ours[a:b], theirs[c:d]) for differs, a, b, c, d in steps)
    return Difference(changes, matcher.ratio() if ours or theirs else 1.0)


_Step = tuple[bool, int, int, int, int]


def _without_islands(ours: Sequence[_Token], steps: Sequence[_Step]) -> list[_Step]:
    """« dans les [quatre] » between two changes belongs to them: a change of three words is read at once."""
    kept: list[_Step] = []
    for place, (differs, a, b, c, d) in enumerate(steps):
        inside = 0 < place < len(steps) - 1
        island = not differs and inside and b - a <= _WEAK and all(_GRAMMAR.fullmatch(one.key) for one in ours[a:b])
        differs = differs or island
        if kept and kept[-1][0] == differs:
            _, first, _, start, _ = kept.pop()
            a, c = first, start
        kept.append((differs, a, b, c, d))
    return kept


def _change(differs: bool, ours: Sequence[_Token], theirs: Sequence[_Token]) -> Change:
    kind: Kind = "same"
    if differs:
        kind = "changed" if ours and theirs else "removed" if ours else "added"
    return Change(kind, tuple(_parts(ours)), tuple(_parts(theirs)))


def _parts(tokens: Sequence[_Token]) -> Iterator[Part]:
    """Neighbours of the same weight as one run, with their own white space."""
    for weight, run in groupby(tokens, key=lambda token: token.weight):
        yield Part("".join(token.text for token in run), weight)


def _tokens(text: str) -> Iterator[_Token]:
    """Words, punctuation, and quantities as one word each; each keeps the white space behind it."""
    cuts = sorted([*_quantities(text), *_words_outside(text)], key=lambda cut: cut[0])
    followings = [*(cut[0] for cut in cuts), len(text)][1:]
    for (start, end, key, weight), following in zip(cuts, followings, strict=False):
        yield _Token(text[start:following] if text[end:following].isspace() else text[start:end], key, weight)


_Cut = tuple[int, int, str, Weight]


def _quantities(text: str) -> Iterator[_Cut]:
    """« six (6) mois » and « 6 mois » are the same word; « une évaluation » counts nothing, « article 5 » is a name."""
    for one in find_quantities(text):
        if one.kind != "reference" and not (one.kind == "count" and one.value == "1"):
            yield one.start, one.end, " ".join(one.key), "nombre"


def _words_outside(text: str) -> Iterator[_Cut]:
    masked = list(text)
    for start, end, _, _ in _quantities(text):
        masked[start:end] = " " * (end - start)
    for match in _TOKEN.finditer("".join(masked)):
        key = level(match[0])
        yield match.start(), match.end(), key, _weight(key)


def _weight(key: str) -> Weight:
    if any(character.isdigit() for character in key):
        return "nombre"
    if NEGATION.fullmatch(key):
        return "négation"
    return "obligation" if is_modal(key) or key in _PLEDGED else ""
