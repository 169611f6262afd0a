"""What the files of a comparison share: the name of a column, the words of a cell, the citations behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctgbot.adapters.writers.cells import one_line, standing_words
from ctgbot.model import Cell, Citation, Comparison, ComparisonRow, DocumentCard

STATES = {
    "rempli": "renseigné",
    "a_completer": "à compléter",
    "absent": "non prévu",
    "contradictoire": "contradictoire",
    "non_lu": "non lu",
}
DISCLAIMER = (
    "Valeurs en vigueur, avenants compris, telles que le texte de chaque convention les dit ; "
    "« non prévu » : le texte entier a été lu ; « non lu » : une page n'a pas pu l'être."
)
APART = "Valeur qui s'écarte de la plus répandue parmi ces conventions (toutes, quand aucune ne l'emporte)."


@dataclass(frozen=True, slots=True)
class Line:
    """One value with its proof: what stands in the sheet of citations. `note`: « ancienne valeur, remplacée par… »."""

    card: DocumentCard
    row: ComparisonRow
    state: str
    words: str
    note: str
    citation: Citation | None


def column_name(card: DocumentCard) -> str:
    """« Lys-lez-Lannoy, 2024-2028 (projet) »: what tells a convention from the others."""
    identity = card.identity
    period = f"{identity.periode.start}-{identity.periode.end}" if identity.periode else ""
    name = ", ".join(part for part in (identity.territoire or identity.title, period) if part)
    standing = standing_words(card)
    return one_line(f"{name} ({standing})" if standing else name, 200)


def marks_of(cell: Cell) -> tuple[str, ...]:
    """What must be read beside the value."""
    marks = []
    if cell.amended_by:
        marks.append("par avenant")
    if cell.citation is not None and cell.citation.ocr:
        marks.append("reconnu par OCR")
    return tuple(marks)


def lines_of(comparison: Comparison) -> Iterator[Line]:
    """Every value, convention by convention: in force first, then those that contradict it, then those replaced."""
    cards = {card.id: card for card in comparison.documents}
    for place, document in enumerate(cards):
        for row in comparison.rows:
            cell = row.cells[place]
            card = cards[document]
            state = STATES[cell.status]
            yield Line(card, row, state, cell.display, ", ".join(marks_of(cell)), cell.citation)
            for other in cell.others:
                yield Line(card, row, state, other.display, "autre valeur du même texte", other.citation)
            for old in cell.replaced:
                yield Line(card, row, "remplacé", old.display, "ancienne valeur, changée par un avenant", old.citation)


def left_out_words(comparison: Comparison) -> tuple[str, ...]:
    """« SDSF de la Haute-Fictive : seules les conventions ont un registre de clauses. »"""
    return tuple(f"{one_line(card.identity.title, 200)} : {reason}" for card, reason in comparison.left_out)
