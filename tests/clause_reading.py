"""What the registry reads in a few lines of text, in the form in which the tables of the tests expect it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ctgbot.clauses.extract import clauses_of
from ctgbot.clauses.statements import read_statements
from ctgbot.model import Clause, ClauseStatus, ClauseValue, Document, DocumentCard, Identity
from ctgbot.text.normalise import clean
from ctgbot.text.structure import find_sections

_RULE = re.compile(r"(?m)^\|(?:\s*-+\s*\|)+\s*$\n?")
_ROW = re.compile(r"(?m)^\|\s*(.*?)\s*\|$")


@dataclass(frozen=True, slots=True)
class Reading:
    """`quote` tells nothing of equality: a table of tests expects a status and its values."""

    status: ClauseStatus
    values: tuple[ClauseValue, ...] = ()
    quote: str = field(default="", compare=False)

    @property
    def value(self) -> ClauseValue | None:
        return self.values[0] if self.values else None


absent = Reading("absent")
blank = Reading("a_completer")


def value(said: ClauseValue) -> Reading:
    return Reading("rempli", (said,))


def listed(*said: str) -> Reading:
    """One value that is a list."""
    return Reading("rempli", (said,))


def both(*values: ClauseValue) -> Reading:
    return Reading("contradictoire", values)


def document_of(text: str) -> Document:
    """A convention of these lines; « | a | b | » stands for a row of a table."""
    rows = _ROW.sub(lambda row: re.sub(r"\s*\|\s*", "\t", row[1]), _RULE.sub("", text))
    card = DocumentCard("d", Identity("Convention", "convention"), None, "convention.txt", "0" * 64, 0)
    return Document(card, clean(rows), find_sections(clean(rows)))


def clause(parameter: str, text: str) -> Clause:
    found = clauses_of(read_statements(document_of(text)))
    return next(clause for clause in found if clause.parameter == parameter)


def read(parameter: str, text: str) -> Reading:
    found = clause(parameter, text)
    values = () if found.value is None else (found.value, *(value for value, _ in found.others))
    return Reading(found.status, values, found.proof.quote if found.proof else "")
