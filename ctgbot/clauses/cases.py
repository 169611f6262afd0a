"""What stands under a label: « Fréquence : semestrielle », or a cell of a table under « Secrétariat »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctgbot.clauses.instances import About, Instance, instances_in
from ctgbot.clauses.statements import Statement

# « Fréquence : semestrielle », « - Secrétariat permanent : Caf »
_LABEL = re.compile(r"^\W{0,4}(?P<label>[a-z][a-z' -]{2,50}?)(?: \([^()]{0,30}\))?\s?:\s*(?P<what>\S.*)$")

# « présidence alternée d'une année sur l'autre »
_OWN_LABEL = re.compile(
    r"^\W{0,4}(?P<label>presidence|animation|secretariat|composition|frequence|rythme|periodicite)\b\s?:?(?P<what>.*)$"
)


@dataclass(frozen=True, slots=True)
class Case:
    """`what`, levelled, stands under `label`; it is said of these committees, and quoted by `about.statement`."""

    about: About
    label: str
    what: str
    instances: frozenset[Instance]


def cases_of(about: About) -> Iterator[Case]:
    """The labelled pieces of a statement: none for a plain sentence."""
    statement = about.statement
    if "|" in statement.flat:
        yield from _of_row(about)
        return
    header = _header(statement) if statement.kind == "cellule" else None
    if header:
        labels = _cells(header.flat)
        if 0 < about.column < len(labels):
            yield Case(about, labels[about.column], statement.flat, frozenset({about.focus} if about.focus else ()))
    labelled = _LABEL.match(statement.flat)
    if labelled:
        own = _mains(labelled["label"])
        instances = own or frozenset({about.focus} if about.focus else ())
        yield Case(about, labelled["label"], labelled["what"], instances)


def _of_row(about: About) -> Iterator[Case]:
    """A row of one committee under a header of labels, a row of one label under a header of committees, or a label and
    its value."""
    statement = about.statement
    cells = _cells(statement.flat)
    header = _cells(statement.lead.flat) if statement.lead and "|" in statement.lead.flat else []
    of_row = next((found for cell in cells[:2] if (found := _mains(cell))), frozenset())
    in_focus = frozenset({about.focus} if about.focus else ())
    for position, cell in enumerate(cells[1:], 1):
        above = header[position] if position < len(header) else ""
        if of_row:
            yield from _pieces(about, above, cell, of_row)
        elif _mains(above):
            yield from _pieces(about, cells[0], cell, _mains(above))
        elif position == 1:
            yield from _pieces(about, cells[0], cell, in_focus)


def _pieces(about: About, label: str, cell: str, instances: frozenset[Instance]) -> Iterator[Case]:
    """« Présidence alternée … ; secrétariat : agglomération » under « Présidence et secrétariat »."""
    for piece in cell.split(";"):
        own = _OWN_LABEL.match(piece)
        yield Case(about, own["label"] if own else label, (own["what"] if own else piece).strip(), instances)


def _mains(cell: str) -> frozenset[Instance]:
    """The committee that a short cell is: « Comité de pilotage (Copil) », not a sentence that names one."""
    return instances_in(cell) if len(cell.split()) <= 8 else frozenset()


def _cells(flat: str) -> list[str]:
    return [cell.strip(" .;*") for cell in flat.split("|")]


def _header(statement: Statement) -> Statement | None:
    lead = statement.lead
    while lead:
        if "|" in lead.flat:
            return lead
        lead = lead.lead
    return None
