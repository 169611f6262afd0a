"""Clauses in the catalogue: written, read back, counted in force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import convention, entry

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.model import AnnexeRef, Clause, ClauseValue, Period, Proof, Signataire
from ctgbot.text.sizes import size_of

LYS = entry("lys", convention("Lys"))
TEXT = LYS.document.text
AT = TEXT.index("un délai de prévenance")
PROOF = Proof(TEXT[AT : AT + 34], "art. 2", 2, None, AT, AT + 34)


@pytest.mark.parametrize(
    "value",
    [
        "P6M",
        2,
        2.5,
        True,
        Period(2024, 2028),
        ("caf", "conseil"),
        (Signataire("Caf du Nord", "Madame Ode", "directrice"),),
        (AnnexeRef(1, "Diagnostic"), AnnexeRef(None, "Charte", "A")),
    ],
)
def test_a_value_of_any_shape_is_read_back_as_it_was(tmp_path: Path, value: ClauseValue) -> None:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    clause = Clause("lys", "periode", "contradictoire", value, PROOF, ((value, PROOF),))
    silent = Clause("lys", "duree", "absent")
    catalogue.save_all([replace(LYS, clauses=(clause, silent))])
    assert catalogue.clauses() == (clause, silent)
    assert catalogue.clauses(["lys"], ["duree"]) == (silent,)
    assert catalogue.clauses(["autre"]) == ()


def test_a_clause_that_an_avenant_changed_names_it_until_it_does_not(tmp_path: Path) -> None:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    clause = Clause("lys", "denonciation_preavis", "rempli", "P3M", PROOF)
    catalogue.save_all([replace(LYS, clauses=(clause,))])
    catalogue.consolidate({}, {("lys", "denonciation_preavis"): "avenant-1"})
    assert catalogue.clauses() == (replace(clause, superseded_by="avenant-1"),)
    catalogue.consolidate({}, {})
    assert catalogue.clauses() == (clause,)


def test_the_clauses_go_with_their_document(tmp_path: Path) -> None:
    catalogue = SqlCatalogue.in_folder(tmp_path)
    catalogue.save_all([replace(LYS, clauses=(Clause("lys", "duree", "rempli", "P5Y", PROOF),))])
    catalogue.delete("lys")
    assert catalogue.clauses() == ()


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("P6M", 6), ("P1Y", 12), ("P1Y6M", 18), ("P30D", 0.986), ("P2W", 0.46), ("2024-06-30", 20240630), (4, 4),
        (Period(2024, 2028), 5), ("N+4", None), ("lrar", None), (True, None), (None, None), ("P", None),
    ],
)  # fmt: skip
def test_values_are_ordered_by_their_size(value: ClauseValue | None, size: float | None) -> None:
    assert size_of(value) == size
