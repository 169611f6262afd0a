"""A question over all the conventions → an answer counted in the clause registry, each line with its proof.

question → what is asked → tallies of one parameter, avenants on top → sorted by the condition → lines → ground → Answer
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ctgbot.clauses.in_force import History, histories
from ctgbot.model import (
    Answer,
    AnswerStatus,
    Clause,
    ClauseStatus,
    ClauseValue,
    DocumentCard,
    SourcedSentence,
    SourcedText,
    SourceText,
)
from ctgbot.survey_lines import Shown, lines
from ctgbot.survey_roll import Roll
from ctgbot.text.normalise import level
from ctgbot.text.survey import read_survey
from ctgbot.text.survey_condition import Survey
from ctgbot.text.survey_counts import Counted, Tally, count, without

_MOST_LINES = 30
_MOST_SEARCHED = 200  # texts opened to see whether they speak of a thing that the registry knows by a detail only
_FEWEST = 2  # conventions under which « la plus courte » is a question about one of them


class Registry(Protocol):
    """What is counted, and what shows it."""

    def tally(self, parameter: str) -> tuple[Tally, ...]: ...

    def clauses(
        self, documents: Collection[str] | None = None, parameters: Collection[str] | None = None
    ) -> tuple[Clause, ...]: ...

    def cards_of(self, documents: Collection[str]) -> tuple[DocumentCard, ...]: ...

    def texts_of(self, documents: Collection[str]) -> dict[str, SourceText]: ...


def survey(
    question: str, documents: Sequence[str], registry: Registry, roll_among: Callable[[Sequence[str]], Roll]
) -> Answer | None:
    """The answer over the conventions chosen (all when none is); None when it is another question, or there is no
    convention to read."""
    asked = read_survey(question)
    if asked is None or len(registry.cards_of(documents)) < len(set(documents)):
        return None
    roll = roll_among(documents)
    if not roll.place or (not asked.explicit and len(roll.place) < _FEWEST):
        return None
    changed = _changed(asked, roll, registry)
    counted = _counted(asked, roll, changed, registry)
    shown = Shown(asked, counted, changed, len(roll.examples), _MOST_LINES)
    return _answer(question, shown, registry)


def _changed(asked: Survey, roll: Roll, registry: Registry) -> dict[str, History]:
    """What counts today in each convention that has avenants."""
    ids = [i for convention, avenants in roll.avenants.items() for i in (convention, *avenants)]
    said = {clause.document_id: clause for clause in registry.clauses(ids, [asked.topic.parameter])} if ids else {}
    own = {i: [replace(said[i], superseded_by=None)] if i in said else [] for i in ids}
    return {
        convention: history
        for convention, avenants in roll.avenants.items()
        for history in histories(own[convention], [own[avenant] for avenant in avenants])
    }


def _counted(asked: Survey, roll: Roll, changed: Mapping[str, History], registry: Registry) -> Counted:
    own = roll.place.keys() - changed.keys()
    tallies = [
        Tally(tally.status, tally.value, tuple(own.intersection(tally.documents)))
        for tally in registry.tally(asked.topic.parameter)
    ]
    tallies += [Tally(history.clause.status, history.clause.value, (i,)) for i, history in changed.items()]
    counted = without(count(asked, _merged(tallies, roll)), roll.unread, "non_lu")
    if asked.topic.mention:
        counted = without(counted, _mentions(asked, counted, registry), "cite")
    left = own.difference(*(tally.documents for tally in tallies))
    return counted.with_open("non_releve", tuple(sorted(left, key=roll.place.__getitem__)))


def _merged(tallies: Sequence[Tally], roll: Roll) -> list[Tally]:
    """One tally for each status and value, none empty, its conventions by title."""
    documents: dict[tuple[ClauseStatus, type, ClauseValue | None], list[str]] = defaultdict(list)
    for tally in tallies:
        value = tally.value if tally.status == "rempli" else None
        documents[tally.status, type(value), value].extend(tally.documents)
    return [
        Tally(status, value, tuple(sorted(ids, key=roll.place.__getitem__)))
        for (status, _, value), ids in documents.items()
        if ids
    ]


def _mentions(asked: Survey, counted: Counted, registry: Registry) -> frozenset[str]:
    """Of the conventions without the clause, those whose text speaks of the thing all the same; all when too many."""
    silent = [d for tally in (*counted.met, *counted.others) if tally.status == "absent" for d in tally.documents]
    if len(silent) > _MOST_SEARCHED:
        return frozenset(silent)
    spoken = re.compile(asked.topic.mention)
    texts = registry.texts_of(silent)
    return frozenset(i for i, source in texts.items() if spoken.search(" ".join(level(source.text).split())))


def _answer(question: str, shown: Shown, registry: Registry) -> Answer:
    body = lines(shown, registry.clauses, registry.cards_of, registry.texts_of)
    if shown.counted.total == shown.counted.open_total:
        return Answer(question, "refused", "not_in_corpus", _uncited(body))
    whole = not shown.counted.open and all(sentence.verified for sentence in body.sentences)
    status: AnswerStatus = "answered" if whole else "partial"
    return Answer(question, status, None if whole else "not_in_corpus", body)


def _uncited(body: SourcedText) -> SourcedText:
    return SourcedText(tuple(SourcedSentence(s.text, (), s.verified) for s in body.sentences if not s.citations))
