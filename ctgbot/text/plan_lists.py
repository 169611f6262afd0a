"""A plan's parts named in a list are not the parts themselves: « vue synoptique », « les axes du schéma sont : »."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ctgbot.text.headings import Heading
from ctgbot.text.plan_words import RANKS

_FEWEST_WORDS = 40  # below the last entry of a list: more is the text of a part, less a sentence behind the list


class Found(Protocol):
    """A heading and the words below it, up to the next one."""

    @property
    def heading(self) -> Heading: ...
    @property
    def words_below(self) -> int: ...


_Key = tuple[str, tuple[int, ...], str]


def listed(found: Sequence[Found], ranks: Mapping[str, float]) -> set[int]:
    """Positions of the headings that are entries of a list.

    A run of the plan's headings without a word between them goes down step by step (« Axe 2 », « Fiche 2.1 », its text)
    or is a list (« Fiche 1.1 », « Fiche 1.2 »); then only what leads down to the last one may stand.
    """
    runs = list(_runs(found))
    shortest: dict[_Key, int] = {}
    for run in runs:
        for position in run:
            key = _key(found[position].heading)
            shortest[key] = min(shortest.get(key, len(run)), len(run))
    out: set[int] = set()
    for run in runs:
        flat = [
            position
            for position in run[:-1]
            if not _is_deeper(found[position + 1].heading, found[position].heading, ranks)
        ]
        if flat and any(found[position].heading.shape == "plan" for position in run):
            kept = _path_to_last(found, run, flat[-1], shortest)
            out.update(position for position in run if position not in kept)
    return out


def _runs(found: Sequence[Found]) -> Iterable[list[int]]:
    """Positions of the plan's headings that follow one another with no word between them."""
    run: list[int] = []
    for position, this in enumerate(found):
        if this.heading.shape not in ("plan", "decimal"):
            if run:
                yield run
            run = []
            continue
        run.append(position)
        if this.words_below:
            yield run
            run = []
    if run:
        yield run


def _path_to_last(found: Sequence[Found], run: list[int], flat: int, shortest: dict[_Key, int]) -> list[int]:
    """What leads down to the last heading of a list, when that one has its text here and nowhere else."""
    last = found[run[-1]]
    enough = _FEWEST_WORDS if flat == run[-2] else 1
    if last.words_below < enough or shortest[_key(last.heading)] < len(run):
        return []
    return [position for position in run if position > flat]


def _key(heading: Heading) -> _Key:
    """« 2.1 » in an overview is the « Fiche 2.1 » of the plan."""
    word = heading.word if len(heading.numbers) < 2 else ""
    return word, heading.numbers, "" if heading.numbers else heading.label


def _is_deeper(heading: Heading, above: Heading, ranks: Mapping[str, float]) -> bool:
    """« Fiche 2.1 » under « Axe 2 »; by the numbers where one begins the other, else by the words."""
    one, other = heading.numbers, above.numbers
    if len(one) != len(other) and one[: len(other)] == other[: len(one)]:
        return len(one) > len(other)
    default = RANKS["fiche"]  # « 1.1 Maintenir des places » in a list of axes
    return ranks.get(heading.word, default) > ranks.get(above.word, default)


def ranks_of(headings: Sequence[Heading]) -> dict[str, float]:
    """The ranks of this plan's words; « Orientation 1, Axe 1, Axe 2, Orientation 2 » turn the usual order round."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for position, heading in enumerate(headings):
        if heading.shape == "plan":
            first.setdefault(heading.word, position)
            last[heading.word] = position
            counts[heading.word] += 1
    ranks: dict[str, float] = dict(RANKS)
    for word in first:
        for other in first:
            met_inside = first[word] < first[other] < last[word] and counts[other] >= counts[word]
            if word != other and ranks[other] <= ranks[word] and met_inside:
                ranks[word] = ranks[other] - 0.5
    return ranks


def detached(headings: Sequence[Heading]) -> frozenset[str]:
    """The words of fiches that all stand behind the last axe and have plain numbers: nothing says whose they are."""
    plan = [heading for heading in headings if heading.shape == "plan"]
    out = set()
    for word in ("fiche", "action", "mesure"):
        places = [place for place, heading in enumerate(plan) if heading.word == word]
        above = [place for place, heading in enumerate(plan) if RANKS[heading.word] < RANKS["fiche"]]
        plain = all(len(plan[place].numbers) == 1 for place in places)
        if len(places) > 1 and len(above) > 1 and plain and max(above) < places[0]:
            out.add(word)
    return frozenset(out)
