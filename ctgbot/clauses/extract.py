"""Document → its clauses: every parameter of the registry with its value, its status and its proof. No model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ctgbot.clauses import (
    annexes,
    cadre,
    closing,
    disputes,
    donnees,
    endings,
    engagements,
    evaluation,
    gouvernance,
    plan,
    plan_due,
    renewal,
    signataires,
    term,
)
from ctgbot.clauses.amended import reread
from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.decide import decide
from ctgbot.clauses.parameters import PARAMETERS
from ctgbot.clauses.statements import Statements, read_statements
from ctgbot.model import Clause, Document

Family = Callable[[Statements], Iterator[Candidate]]

# One file per family; each finds the candidates of its own parameters.
FAMILIES: tuple[Family, ...] = (
    term.find,
    renewal.find,
    endings.find,
    plan_due.find,
    disputes.find,
    closing.find,
    gouvernance.find,
    plan.find,
    engagements.find,
    evaluation.find,
    donnees.find,
    cadre.find,
    signataires.find,
    annexes.find,
)


def extract(document: Document, changed: Sequence[Clause] = ()) -> tuple[Clause, ...]:
    """One clause per parameter, in the order of PARAMETERS, for a convention; for an avenant only what it says.

    `changed`: what `in_force` gives for the convention that an avenant changes and the avenants before it, where they
    are known: it tells what « les mots « trois » sont remplacés par « cinq » » is about. Nothing for other documents.
    """
    nature = document.card.identity.nature
    if nature == "convention":
        return clauses_of(read_statements(document))
    if nature != "avenant":
        return ()
    said = {clause.parameter: clause for clause in clauses_of(read_statements(document)) if clause.status != "absent"}
    for clause in reread(document, changed, clauses_of):
        if clause.parameter not in said or said[clause.parameter].status == "a_completer":
            said[clause.parameter] = clause
    return tuple(said[parameter.key] for parameter in PARAMETERS if parameter.key in said)


def clauses_of(statements: Statements) -> tuple[Clause, ...]:
    """One clause per parameter, whatever the document's nature."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for find in FAMILIES:
        for candidate in find(statements):
            found[candidate.parameter].append(candidate)
    return tuple(decide(parameter, found[parameter.key], statements) for parameter in PARAMETERS)


def unread_pages(document: Document) -> tuple[int, ...]:
    """Pages that are images nobody has read: what is « absent » may stand there."""
    return tuple(page.number for page in document.pages if page.method == "a_oceriser")
