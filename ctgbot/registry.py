"""The clause registry kept in force: avenants are read against their convention, and each clause that one has changed
names it."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.clauses.extract import extract
from ctgbot.clauses.in_force import in_force
from ctgbot.model import Clause
from ctgbot.stores import CatalogueStore
from ctgbot.text.lineage import standings


def consolidate(catalogue: CatalogueStore) -> None:
    """To be called when a document has come, changed or gone: what is in force follows from all of them."""
    read_again: dict[str, tuple[Clause, ...]] = {}
    marks: dict[tuple[str, str], str] = {}
    for convention, standing in standings(catalogue.cards()).items():
        if standing.avenants:
            clauses = catalogue.clauses([convention])
            amended = _avenants(standing.avenants, clauses, catalogue)
            read_again.update(zip(standing.avenants, amended, strict=True))
            marks |= _marks(clauses, amended)
    catalogue.consolidate(read_again, marks)


def _avenants(
    avenants: Sequence[str], convention: Sequence[Clause], catalogue: CatalogueStore
) -> list[tuple[Clause, ...]]:
    """What each avenant says, oldest first: its words are understood from the clause they change."""
    read: list[tuple[Clause, ...]] = []
    for avenant in avenants:
        read.append(extract(catalogue.document(avenant), in_force(convention, read)))
    return read


def _marks(convention: Sequence[Clause], avenants: Sequence[Sequence[Clause]]) -> dict[tuple[str, str], str]:
    return {
        (clause.document_id, clause.parameter): clause.superseded_by
        for clause in in_force(convention, avenants)
        if clause.superseded_by
    }
