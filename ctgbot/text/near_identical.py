"""The same clause in many conventions: who keeps the common wording, who departs from it, and by which words.

Names and numbers are set aside first: two conventions of one model differ by them and by nothing else. Two wordings
that have most of their words in the same order are one text with a few words changed. Equal texts are counted once, and
only those that share a run of three words are ever compared, so that hundreds of conventions stay quick.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from ctgbot.text.normalise import level
from ctgbot.text.quantities import Quantity, find_quantities
from ctgbot.text.word_diff import Difference, word_diff

NEAR = 0.75  # share of words in common, in order, from which one text is the other with some words changed
_RUN = 3  # words
_MOST_COMPARED = 5
_NAME, _NUMBER = "@", "#"
_WORD = re.compile(r"[^\W_]+['’]?|[@#]")
_MARKDOWN = re.compile(r"\*\*|__")


@dataclass(frozen=True, slots=True)
class Source:
    """The wording of one document; `names`: words in level form that are its own (« valbrume »)."""

    id: str
    text: str
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the holders of one wording put in its places for numbers, as they write it."""

    written: tuple[str, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A text near a common wording: the words that differ, the common wording first."""

    holders: tuple[str, ...]
    text: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Wording:
    """One text, as its first holder writes it; `numbers` has more than one line when they differ."""

    text: str
    holders: tuple[str, ...]
    numbers: tuple[Numbers, ...]
    variants: tuple[Variant, ...] = ()

    @property
    def size(self) -> int:
        """Conventions that have this wording or one near it."""
        return len(self.holders) + sum(len(variant.holders) for variant in self.variants)


Shape = tuple[str, ...]  # words in level form, names and numbers masked


def shape(text: str, names: frozenset[str] = frozenset()) -> Shape:
    """« La commune de @ prévient # à l'avance »: what two conventions of one model have in common."""
    characters = list(level(_MARKDOWN.sub(" ", text)))
    for quantity in _numbers(_MARKDOWN.sub(" ", text)):
        characters[quantity.start : quantity.end] = _NUMBER.ljust(quantity.end - quantity.start)
    words = [_NAME if word in names else word for word in _WORD.findall("".join(characters))]
    return tuple(word for place, word in enumerate(words) if word != _NAME or words[place - 1 : place] != [_NAME])


def wordings(sources: Iterable[Source]) -> tuple[Wording, ...]:
    """The most shared first; each source is in exactly one wording, or in one of its variants."""
    same: dict[Shape, list[Source]] = defaultdict(list)
    for source in sources:
        same[shape(source.text, source.names)].append(source)
    groups = sorted(same.items(), key=lambda item: -len(item[1]))  # stable: ties stay in the order given
    leaders: list[_Leader] = []
    by_run: dict[Shape, list[int]] = defaultdict(list)
    for words, holders in groups:
        runs = _runs(words)
        near = _nearest(words, [place for place, _ in _sharing(runs, by_run)], leaders)
        if near is None:
            for run in runs:
                by_run[run].append(len(leaders))
            leaders.append(_Leader(words, holders, []))
        else:
            leaders[near].near.append(holders)
    return tuple(sorted((_wording(leader) for leader in leaders), key=lambda wording: -wording.size))


@dataclass(frozen=True, slots=True)
class _Leader:
    """A wording that others are compared to, its holders, and the groups that are near it."""

    words: Shape
    holders: list[Source]
    near: list[list[Source]]


def _sharing(runs: frozenset[Shape], by_run: Mapping[Shape, Sequence[int]]) -> list[tuple[int, int]]:
    """The few wordings that share the most runs: the nearest is one of them."""
    return Counter(place for run in runs for place in by_run.get(run, ())).most_common(_MOST_COMPARED)


def _nearest(words: Shape, candidates: Sequence[int], leaders: Sequence[_Leader]) -> int | None:
    shares = {place: Indel.normalized_similarity(words, leaders[place].words) for place in candidates}
    best = max(candidates, key=lambda place: shares[place], default=None)
    return None if best is None or shares[best] < NEAR else best


def _runs(words: Shape) -> frozenset[Shape]:
    return frozenset(words[i : i + _RUN] for i in range(max(1, len(words) - _RUN + 1)))


def _wording(leader: _Leader) -> Wording:
    text = leader.holders[0].text
    return Wording(
        text,
        tuple(holder.id for holder in leader.holders),
        _by_numbers(leader.holders),
        tuple(
            Variant(tuple(one.id for one in near), near[0].text, word_diff(text, near[0].text)) for near in leader.near
        ),
    )


def _by_numbers(holders: Sequence[Source]) -> tuple[Numbers, ...]:
    """Equal values together, the most common first: « six mois » and « 6 mois » are one."""
    groups: Mapping[tuple[tuple[str, str, str], ...], list[Source]] = defaultdict(list)
    for holder in holders:
        groups[tuple(quantity.key for quantity in _numbers(holder.text))].append(holder)
    return tuple(
        Numbers(tuple(_written(group[0].text)), tuple(holder.id for holder in group))
        for group in sorted(groups.values(), key=lambda group: -len(group))
    )


def _written(text: str) -> Iterable[str]:
    return (" ".join(text[one.start : one.end].split()) for one in _numbers(text))


def _numbers(text: str) -> list[Quantity]:
    """« une évaluation » counts nothing."""
    return [one for one in find_quantities(text) if not (one.kind == "count" and one.value == "1")]
