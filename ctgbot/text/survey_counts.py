"""What every convention says of one parameter → those that meet a condition, the others, those that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ctgbot.model import ClauseStatus, ClauseValue
from ctgbot.text.sizes import size_of
from ctgbot.text.survey_condition import Survey, holds

# « non_lu »: pages are images that nobody has read; « non_releve »: never read into clauses.
Doubt = Literal["a_completer", "contradictoire", "non_lu", "non_releve", "libelle", "cite"]
_LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Tally:
    """The documents in which one parameter has one status and one value."""

    status: ClauseStatus
    value: ClauseValue | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Conventions of which it cannot be told whether they meet the condition, and why."""

    doubt: Doubt
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Each convention read is in one of the three, once; `met` and `others` by value."""

    met: tuple[Tally, ...]
    others: tuple[Tally, ...]
    open: tuple[Open, ...]

    @property
    def met_total(self) -> int:
        return sum(len(tally.documents) for tally in self.met)

    @property
    def open_total(self) -> int:
        return sum(len(one.documents) for one in self.open)

    @property
    def total(self) -> int:
        return self.met_total + self.open_total + sum(len(tally.documents) for tally in self.others)

    def with_open(self, doubt: Doubt, documents: tuple[str, ...]) -> Counted:
        """The same with these conventions, which were in none of the three."""
        return replace(self, open=(*self.open, Open(doubt, documents))) if documents else self


def count(survey: Survey, tallies: Sequence[Tally]) -> Counted:
    """Sorts the tallies of the parameter asked about. What is « absent » meets only « missing » and the spread."""
    met: list[Tally] = []
    others: list[Tally] = []
    doubtful: list[Open] = []
    best = _best(survey, tallies)
    for tally in sorted(tallies, key=lambda tally: _order(survey, tally)):
        verdict = _verdict(survey, tally, best)
        if isinstance(verdict, str):
            doubtful.append(Open(verdict, tally.documents))
        else:
            (met if verdict else others).append(tally)
    return Counted(tuple(met), tuple(others), tuple(doubtful))


def without(counted: Counted, documents: frozenset[str], doubt: Doubt) -> Counted:
    """The same with these conventions undecided where their clause is « absent »: it may stand in what was not read."""
    kept = [[_split(tally, documents)[0] for tally in group] for group in (counted.met, counted.others)]
    out = [
        document
        for tally in (*counted.met, *counted.others)
        if tally.status == "absent"
        for document in _split(tally, documents)[1]
    ]
    met, others = (tuple(tally for tally in group if tally.documents) for group in kept)
    return Counted(met, others, counted.open).with_open(doubt, tuple(out))


def _split(tally: Tally, documents: frozenset[str]) -> tuple[Tally, tuple[str, ...]]:
    if tally.status != "absent" or documents.isdisjoint(tally.documents):
        return tally, ()
    inside = tuple(document for document in tally.documents if document in documents)
    return replace(tally, documents=tuple(d for d in tally.documents if d not in documents)), inside


def _verdict(survey: Survey, tally: Tally, best: float | None) -> bool | Doubt:
    if tally.status == "a_completer":
        return "a_completer"
    if tally.status == "contradictoire":
        is_there = survey.relation in ("given", "missing") and not isinstance(tally.value, bool)
        return survey.relation == "given" if is_there and not survey.topic.given else "contradictoire"
    if tally.status == "absent" or tally.value is None:
        return survey.relation in ("missing", "spread")
    if survey.relation == "spread":
        return True
    if survey.relation in ("smallest", "largest"):
        size = size_of(tally.value)
        return "libelle" if size is None else size == best
    found = holds(survey, tally.value)
    return "libelle" if found is None else found


def _best(survey: Survey, tallies: Sequence[Tally]) -> float | None:
    sizes = [size for tally in tallies if tally.status == "rempli" and (size := size_of(tally.value)) is not None]
    if not sizes:
        return None
    return max(sizes) if survey.relation == "largest" else min(sizes)


def _order(survey: Survey, tally: Tally) -> tuple[float, int]:
    """By value, the biggest first when the biggest is asked; what has no size by how many say it; « absent » last."""
    if tally.status == "absent":
        return _LAST, 1
    size = size_of(tally.value)
    if size is None:
        return _LAST, -len(tally.documents)
    return (-size if survey.relation in ("largest", "more", "at_least") else size), 0
