"""Which part of one convention answers which part of another: by what it is about, never by its number.

The evidence: what both are for (their titles, and the clauses that the registry read in them), and the words that they
share, the rare ones counting most. The best assignment pairs them one to one; what is left joins a pair when it is
about the same thing, so that an article split in two stays beside both halves. What is about nothing of the other text
has no equivalent, and that is said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ctgbot.text.words import content_words

_SUBJECT, _SAME_SUBJECTS, _WORDS = 0.55, 0.15, 0.5  # weights: at least one subject, exactly the same ones, words
_APART, _UNKNOWN = 0.25, 1.0  # what words weigh when the subjects differ, when one side has none
ENOUGH = 0.3  # below, two parts have nothing to do with one another
_JOINS = 0.38  # for a part that joins a pair already made
_TITLE, _CLAUSE, _TOLD = 1.0, 0.8, 0.6  # what a title says, a clause read in the body, a turn of phrase of the body


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a convention. `subjects` weighs 0 to 1 what it is about; `parts` are its titled clauses."""

    id: str
    reference: str
    title: str
    text: str
    subjects: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Parts that answer one another; one side is empty for a part without equivalent. `score`: of the best pair."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    score: float = 0.0


def weighed(title: frozenset[str], clauses: frozenset[str], told: frozenset[str] = frozenset()) -> dict[str, float]:
    """The subjects of a part from those of its title, of the clauses that stand in it, of its turns of phrase."""
    return dict.fromkeys(told, _TOLD) | dict.fromkeys(clauses, _CLAUSE) | dict.fromkeys(title, _TITLE)


def align(left: Sequence[Piece], right: Sequence[Piece]) -> tuple[Match, ...]:
    """In the order of the left side, then what only the right side has; every part is in exactly one match."""
    scores = _scores(left, right)
    links = _assigned(scores)
    links |= _joined(scores, links)
    return _matches(left, right, links, scores)


def _scores(left: Sequence[Piece], right: Sequence[Piece]) -> list[list[float]]:
    bags = [_counts(piece) for piece in (*left, *right)]
    rarity = _rarity(bags)
    vectors = [_unit(bag, rarity) for bag in bags]
    ours, theirs = vectors[: len(left)], vectors[len(left) :]
    return [
        [_score(one, other, _cosine(ours[i], theirs[j])) for j, other in enumerate(right)] for i, one in enumerate(left)
    ]


def _score(one: Piece, other: Piece, words: float) -> float:
    common = [min(one.subjects[key], other.subjects[key]) for key in one.subjects.keys() & other.subjects.keys()]
    if not common:
        return words * (_APART if one.subjects and other.subjects else _UNKNOWN)
    shared, ours, theirs = sum(common), sum(one.subjects.values()), sum(other.subjects.values())
    about = _SUBJECT * shared / min(ours, theirs) + _SAME_SUBJECTS * shared / (ours + theirs - shared)
    sure = 1.0 if max(common) > _TOLD else _TOLD
    return sure * about + _WORDS * words


def _assigned(scores: list[list[float]]) -> set[tuple[int, int]]:
    """One to one, for the greatest sum of what each pair has beyond ENOUGH."""
    from scipy.optimize import linear_sum_assignment  # half a second: not at the start of the page

    if not scores or not scores[0]:
        return set()
    gains = [[max(0.0, score - ENOUGH) for score in row] for row in scores]
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return {(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gains[i][j] > 0}


def _joined(scores: list[list[float]], links: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Parts left over, each with the part of the other side that it is nearest to, when it is near enough."""
    joined: set[tuple[int, int]] = set()
    if not scores or not scores[0]:
        return joined
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    for j in set(range(len(scores[0]))) - columns:
        i = max(range(len(scores)), key=lambda row: scores[row][j])
        if scores[i][j] >= _JOINS:
            joined.add((i, j))
    for i in set(range(len(scores))) - rows:
        j = max(range(len(scores[0])), key=lambda column: scores[i][column])
        if scores[i][j] >= _JOINS:
            joined.add((i, j))
    return joined


def _matches(
    left: Sequence[Piece], right: Sequence[Piece], links: set[tuple[int, int]], scores: list[list[float]]
) -> tuple[Match, ...]:
    """Each group of linked parts as one match."""
    matches: list[Match] = []
    seen: set[int] = set()
    for start in range(len(left)):
        if start in seen:
            continue
        ours, theirs = _group(start, links)
        seen |= ours
        best = max((scores[i][j] for i, j in links if i in ours), default=0.0)
        matches.append(Match(tuple(left[i] for i in sorted(ours)), tuple(right[j] for j in sorted(theirs)), best))
    taken = {j for _, j in links}
    return (*matches, *(Match((), (piece,)) for j, piece in enumerate(right) if j not in taken))


def _group(start: int, links: set[tuple[int, int]]) -> tuple[set[int], set[int]]:
    ours, theirs = {start}, set[int]()
    while True:
        more = {j for i, j in links if i in ours}
        back = ours | {i for i, j in links if j in more}
        if more == theirs and back == ours:
            return ours, theirs
        ours, theirs = back, more


def _counts(piece: Piece) -> Counter[str]:
    """The words of the title count twice more: they say what the part is for."""
    return Counter(word.stem for word in content_words(f"{piece.title} {piece.title} {piece.text}"))


def _rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    present = Counter(stem for bag in bags for stem in bag)
    return {stem: math.log(1 + len(bags) / count) for stem, count in present.items()}


def _unit(bag: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {stem: (1 + math.log(count)) * rarity[stem] for stem, count in bag.items()}
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / norm for stem, weight in weights.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)
