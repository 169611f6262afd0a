"""Avenants on top of their convention: what is in force, and what it replaced, each with its own proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctgbot.clauses.decide import same_value
from ctgbot.clauses.parameters import BY_KEY, PARAMETERS
from ctgbot.model import Clause
from ctgbot.text.normalise import level

_ORDER = {parameter.key: place for place, parameter in enumerate(PARAMETERS)}
# « Le présent avenant entre en vigueur le 1er février 2024 »: the date of the avenant itself
_OF_THE_AVENANT = ("date_effet",)


@dataclass(frozen=True, slots=True)
class History:
    """The clause that counts today, and those that it replaced, latest first."""

    clause: Clause
    replaced: tuple[Clause, ...] = ()


def in_force(convention: Sequence[Clause], avenants: Sequence[Sequence[Clause]]) -> tuple[Clause, ...]:
    """The clauses of the convention and of its avenants, oldest first, in the order of the registry.

    A clause that a later text changes keeps its value and its proof and names, in `superseded_by`, the avenant that
    changed it; the one without `superseded_by` is in force. An avenant that only says a value again adds nothing.
    """
    current = {clause.parameter: clause for clause in convention}
    replaced: list[Clause] = []
    for clauses in avenants:
        for clause in clauses:
            known = current.get(clause.parameter)
            if not _changes(clause, known):
                continue
            if known is not None and known.status != "absent":
                replaced.append(replace(known, superseded_by=clause.document_id))
            current[clause.parameter] = clause
    return tuple(sorted([*replaced, *current.values()], key=lambda clause: _ORDER[clause.parameter]))


def histories(convention: Sequence[Clause], avenants: Sequence[Sequence[Clause]]) -> tuple[History, ...]:
    """One per parameter: the clause in force with what it replaced."""
    everything = in_force(convention, avenants)
    return tuple(
        History(clause, tuple(c for c in reversed(everything) if c.parameter == clause.parameter and c.superseded_by))
        for clause in everything
        if clause.superseded_by is None
    )


def _changes(clause: Clause, known: Clause | None) -> bool:
    """Whether a clause of an avenant says something else than what is known; a blank changes nothing, and « absent »
    only with the sentence that takes the clause out."""
    if clause.status == "absent":
        return clause.proof is not None and known is not None and known.value is not None
    if clause.value is None:
        return False
    if clause.parameter in _OF_THE_AVENANT and clause.proof and "avenant" in level(clause.proof.quote):
        return False
    return known is None or known.value is None or not same_value(BY_KEY[clause.parameter], known.value, clause.value)
