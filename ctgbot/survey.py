"""A question over all the conventions → an answer counted in the clause registry, each line with its proof.

question → what is asked → tallies of one parameter, avenants on top → sorted by the condition → lines → ground → Answer
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
    Standing,
)
from ctgbot.survey_lines import Shown, lines
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

    def conventions(self) -> tuple[tuple[str, bool], ...]: ...

    def unread(self) -> frozenset[str]: ...

    def clauses(
        self, documents: Collection[str] | None = None, parameters: Collection[str] | None = None
    ) -> tuple[Clause, ...]: ...

    def cards_of(self, documents: Collection[str]) -> tuple[DocumentCard, ...]: ...

    def texts_of(self, documents: Collection[str]) -> dict[str, SourceText]: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """The conventions that the question is about, by title; `changed`: the clause of those that have avenants."""

    conventions: Mapping[str, bool]
    changed: Mapping[str, History]

    def is_own(self, document: str) -> bool:
        """Whether it is a convention read whose own clause counts."""
        return document in self.conventions and document not in self.changed


def survey(
    question: str, documents: Sequence[str], registry: Registry, standings: Mapping[str, Standing]
) -> Answer | None:
    """The answer over the conventions chosen (all when none is); None when it is another question, or there is no
    convention to read."""
    asked = read_survey(question)
    if asked is None or len(registry.cards_of(documents)) < len(set(documents)):
        return None
    found = _conventions(documents, registry, standings)
    if not found or (not asked.explicit and len(found) < _FEWEST):
        return None
    read = _Read(found, _changed(asked, found, documents, registry, standings))
    return _answer(question, asked, read, _counted(asked, read, registry), registry)


def _conventions(documents: Sequence[str], registry: Registry, standings: Mapping[str, Standing]) -> dict[str, bool]:
    """Id → fictional example, by title, without the versions that another one of them replaces."""
    chosen = {i: exemple for i, exemple in registry.conventions() if not documents or i in documents}
    replaced = {i for i, standing in standings.items() if standing.replaced_by in chosen}
    return {i: exemple for i, exemple in chosen.items() if i not in replaced} if replaced else chosen


def _changed(
    asked: Survey,
    conventions: Mapping[str, bool],
    documents: Sequence[str],
    registry: Registry,
    standings: Mapping[str, Standing],
) -> dict[str, History]:
    """What counts today in each convention that has avenants; those that a person left out of the choice do not."""
    avenants = {
        i: [a for a in standing.avenants if not documents or a in documents]
        for i, standing in standings.items()
        if standing.avenants and i in conventions
    }
    ids = [i for convention, those in avenants.items() for i in (convention, *those)]
    said = {clause.document_id: clause for clause in registry.clauses(ids, [asked.topic.parameter])} if ids else {}
    own = {i: [replace(said[i], superseded_by=None)] if i in said else [] for i in ids}
    return {
        convention: standing
        for convention, those in avenants.items()
        for standing in histories(own[convention], [own[avenant] for avenant in those])
    }


def _counted(asked: Survey, read: _Read, registry: Registry) -> Counted:
    tallies = [
        Tally(tally.status, tally.value, tuple(document for document in tally.documents if read.is_own(document)))
        for tally in registry.tally(asked.topic.parameter)
    ]
    tallies += [Tally(history.clause.status, history.clause.value, (i,)) for i, history in read.changed.items()]
    known = {document for tally in tallies for document in tally.documents}
    counted = without(count(asked, _merged(tallies, read)), registry.unread(), "non_lu")
    if asked.topic.mention:
        counted = without(counted, _mentions(asked, counted, registry), "cite")
    return counted.with_open("non_releve", tuple(i for i in read.conventions if i not in known))


def _merged(tallies: Sequence[Tally], read: _Read) -> list[Tally]:
    """One tally for each status and value, none empty, its conventions by title."""
    documents: dict[tuple[ClauseStatus, type, ClauseValue | None], list[str]] = defaultdict(list)
    for tally in tallies:
        value = tally.value if tally.status == "rempli" else None
        documents[tally.status, type(value), value].extend(tally.documents)
    place = {convention: place for place, convention in enumerate(read.conventions)}
    return [
        Tally(status, value, tuple(sorted(ids, key=place.__getitem__)))
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


def _answer(question: str, asked: Survey, read: _Read, counted: Counted, registry: Registry) -> Answer:
    examples = sum(read.conventions.values())
    shown = Shown(asked, counted, read.changed, examples, _MOST_LINES)
    body = lines(shown, registry.clauses, registry.cards_of, registry.texts_of)
    if counted.total == counted.open_total:
        return Answer(question, "refused", "not_in_corpus", _uncited(body))
    whole = not counted.open and all(sentence.verified for sentence in body.sentences)
    status: AnswerStatus = "answered" if whole else "partial"
    return Answer(question, status, None if whole else "not_in_corpus", body)


def _uncited(body: SourcedText) -> SourcedText:
    return SourcedText(tuple(SourcedSentence(s.text, (), s.verified) for s in body.sentences if not s.citations))
