"""Who signs: the parties block and what the registry makes of it."""

from __future__ import annotations

from clause_reading import absent, blank, clause, document_of, read, value

from ctgbot.model import Signataire

PARTIES = (
    "CONVENTION TERRITORIALE GLOBALE\n\nEntre\n\n- La Caisse d'allocations familiales de la Loire, représentée par son "
    "directeur, Monsieur Jean Malvaux, ci-après « la Caf » ;\n\n- La commune de Verdelin, représentée par son maire, "
    "Madame Anne Corbel, ci-après « la Commune ».\n\nARTICLE 1 – OBJET\n\nLa convention définit un projet.\n"
)


def test_each_party_is_read_with_its_representative_and_its_quality() -> None:
    assert read("signataires", PARTIES) == value(
        (
            Signataire("Caf de la Loire", "Jean Malvaux", "directeur"),
            Signataire("Commune de Verdelin", "Anne Corbel", "maire"),
        )
    )


def test_the_proof_runs_from_the_first_party_to_the_last_one() -> None:
    proof = clause("signataires", PARTIES).proof
    text = document_of(PARTIES).text
    assert proof
    assert proof.quote == text[proof.start : proof.end]
    assert "Caisse d'allocations" in proof.quote
    assert "Anne Corbel" in proof.quote


def test_a_representative_left_blank_leaves_the_clause_to_be_completed() -> None:
    assert read("signataires", PARTIES.replace("Madame Anne Corbel", "………………………")) == blank


def test_a_text_without_parties_has_no_signatories() -> None:
    assert read("signataires", "ARTICLE 1 – OBJET\n\nLa Caf et la commune coopèrent.\n") == absent
