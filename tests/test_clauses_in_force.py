"""Avenants on top of their convention: the value in force and the one that it replaced, each with its own proof."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clause_reading import document_of

from ctgbot.clauses.extract import extract
from ctgbot.clauses.in_force import histories, in_force
from ctgbot.model import Clause, ClauseValue, Document, Identity

CONVENTION = """CONVENTION TERRITORIALE GLOBALE 2024-2028

ARTICLE 5 – PLAN D'ACTIONS

Le plan d'actions est arrêté au plus tard le 15 novembre 2024.

ARTICLE 7 – PILOTAGE

Le comité de pilotage se réunit deux fois par an.

ARTICLE 11 – DURÉE

La convention est conclue du 1er janvier 2024 au 31 décembre 2028. Elle ne peut être reconduite que par un accord.

ARTICLE 13 – FIN

13.1 Chaque partie peut dénoncer la convention par lettre recommandée moyennant un préavis de trois mois.

13.2 En cas de manquement, elle est résiliée vingt jours après une mise en demeure restée sans effet.

ARTICLE 14 – RECOURS

Tout litige est porté devant le tribunal administratif de Lille.
"""


def avenant_of(body: str, document_id: str = "a1") -> Document:
    document = document_of(f"AVENANT N° 1 À LA CONVENTION\n\n{body}")
    return replace(document, card=replace(document.card, id=document_id, identity=Identity("Avenant", "avenant")))


def after(*bodies: str) -> dict[str, tuple[ClauseValue | None, ClauseValue | None]]:
    """Parameters that the avenants changed: what counts now, and what counted just before."""
    convention = extract(document_of(CONVENTION))
    read: list[tuple[Clause, ...]] = []
    for number, body in enumerate(bodies, 1):
        read.append(extract(avenant_of(body, f"a{number}"), in_force(convention, read)))
    return {
        history.clause.parameter: (history.clause.value, history.replaced[0].value if history.replaced else None)
        for history in histories(convention, read)
        if history.clause.document_id != "d"
    }


CHANGES = [
    (
        "Article 1 – Mise en demeure\n\nAu paragraphe 13.2, les mots « vingt jours » sont remplacés par les mots "
        "« deux mois ».",
        {"mise_en_demeure_delai": ("P2M", "P20D")},
    ),
    (  # nothing in the avenant says what the words are about: the convention does
        "Article 1\n\nÀ l'article 13, les mots « trois mois » sont remplacés par « six mois ».",
        {"denonciation_preavis": ("P6M", "P3M")},
    ),
    (
        "Article 1\n\nAu lieu de « vingt jours », lire « deux mois » à l'article 13 de la convention, qui est ainsi "
        "modifié.",
        {"mise_en_demeure_delai": ("P2M", "P20D")},
    ),
    (
        "Article 1 – Plan d'actions\n\nÀ l'article 5, la date du « 15 novembre 2024 » est remplacée par celle du "
        "« 31 mars 2025 ».",
        {"plan_action_echeance": ("2025-03-31", "2024-11-15")},
    ),
    (
        "Article 1 – Durée\n\nÀ l'article 11, les mots « au 31 décembre 2028 » sont remplacés par les mots « au 31 "
        "décembre 2029 ».",
        {"date_fin": ("2029-12-31", "2028-12-31")},
    ),
    (
        "Article 1 – Dénonciation\n\nL'article 13.1 est remplacé par : « Chaque partie peut dénoncer la convention "
        "moyennant un préavis de neuf mois. »",
        {"denonciation_preavis": ("P9M", "P3M")},
    ),
    (
        "Article 1 – Délai\n\nÀ l'article 13, les mots « vingt jours » sont remplacés par « un mois ». Le préavis de "
        "trois mois prévu à ce même article n'est pas modifié.",
        {"mise_en_demeure_delai": ("P1M", "P20D")},
    ),
    (
        "Article 1 – Dénonciation\n\nIl est rappelé que chaque partie peut dénoncer la convention moyennant un préavis "
        "de trois mois.",
        {},
    ),
    (
        "Article 1 – Règlement amiable\n\nÀ l'article 14 il est ajouté : « Tout litige fait d'abord l'objet d'une "
        "conciliation de deux mois. »",
        {"reglement_amiable": ("P2M", None)},
    ),
    (
        "Article 1\n\nL'article 14 de la convention est supprimé.",
        {"juridiction": (None, "tribunal administratif de Lille")},
    ),
    ("Article 1\n\nLe deuxième alinéa de l'article 14 est supprimé.", {}),
    ("Article 1 – Entrée en vigueur\n\nLe présent avenant entre en vigueur le 1er février 2025.", {}),
    ("Article 1 – Délai\n\nÀ l'article 13, les mots « vingt jours » sont remplacés par « [nombre] jours ».", {}),
]


@pytest.mark.parametrize(("body", "changed"), CHANGES)
def test_an_avenant_changes_what_it_says_and_nothing_else(
    body: str, changed: dict[str, tuple[ClauseValue | None, ClauseValue | None]]
) -> None:
    assert {key: pair for key, pair in after(body).items() if key != "periode"} == changed


def test_the_last_of_two_avenants_counts() -> None:
    first = "Article 1\n\nÀ l'article 13, les mots « trois mois » sont remplacés par « six mois »."
    second = "Article 1\n\nÀ l'article 13, les mots « six mois » sont remplacés par « neuf mois »."
    assert after(first, second) == {"denonciation_preavis": ("P9M", "P6M")}


def test_every_clause_that_is_replaced_names_the_avenant_and_keeps_its_proof() -> None:
    convention = extract(document_of(CONVENTION))
    avenant = avenant_of("Article 1\n\nÀ l'article 13, les mots « trois mois » sont remplacés par « six mois ».")
    found = in_force(convention, [extract(avenant, convention)])
    old, new = (clause for clause in found if clause.parameter == "denonciation_preavis")
    assert (old.document_id, old.value, old.superseded_by) == ("d", "P3M", "a1")
    assert (new.document_id, new.value, new.superseded_by) == ("a1", "P6M", None)
    assert old.proof is not None
    assert "trois mois" in old.proof.quote
    assert new.proof is not None
    assert avenant.text[new.proof.start : new.proof.end] == new.proof.quote
    assert [clause.parameter for clause in found if clause.superseded_by] == ["denonciation_preavis"]


def test_an_avenant_alone_gives_only_what_it_says() -> None:
    avenant = avenant_of("Article 1 – Durée\n\nLa convention prend fin le 31 décembre 2029.")
    assert [(clause.parameter, clause.value) for clause in extract(avenant)] == [("date_fin", "2029-12-31")]
