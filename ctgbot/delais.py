"""Conventions and a date → the dates that follow from their delays, avenants included."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ctgbot.clauses.deadlines import Deadline, noticed_on, to_end_on
from ctgbot.model import Clause, Standing
from ctgbot.stores import CatalogueStore


def delais(
    catalogue: CatalogueStore,
    standings: Mapping[str, Standing],
    documents: Collection[str] | None,
    *,
    end: date | None = None,
    sent: date | None = None,
) -> tuple[Deadline, ...]:
    """By convention, in the order of the catalogue; exactly one of `end` and `sent` is given.

    A version that another one replaces counts only when it is chosen.
    """
    found: list[Deadline] = []
    for card in catalogue.cards():
        standing = standings.get(card.id, Standing())
        is_asked = card.id in documents if documents else not standing.replaced_by
        if card.identity.nature != "convention" or not is_asked:
            continue
        clauses = _in_force(catalogue.clauses([card.id, *standing.avenants]))
        found += to_end_on(end, clauses) if end else noticed_on(sent, clauses) if sent else ()
    return tuple(found)


def _in_force(clauses: Collection[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.superseded_by is None]
