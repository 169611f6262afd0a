"""The clause registry kept in force: each clause that an avenant has changed names it."""

from __future__ import annotations

from ctgbot.clauses.in_force import in_force
from ctgbot.stores import CatalogueStore
from ctgbot.text.lineage import standings


def consolidate(catalogue: CatalogueStore) -> None:
    """To be called when a document has come, changed or gone: what is in force follows from all of them."""
    marks: dict[tuple[str, str], str] = {}
    for convention, standing in standings(catalogue.cards()).items():
        if not standing.avenants:
            continue
        avenants = [catalogue.clauses([avenant]) for avenant in standing.avenants]
        for clause in in_force(catalogue.clauses([convention]), avenants):
            if clause.superseded_by:
                marks[clause.document_id, clause.parameter] = clause.superseded_by
    catalogue.supersede(marks)
