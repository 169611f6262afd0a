"""Questions that the plan of a text answers."""

from __future__ import annotations

import pytest

from ctgbot.model import Document, DocumentCard, Identity
from ctgbot.text.outline_questions import outlined
from ctgbot.text.question import read_question
from ctgbot.text.structure import find_sections

TEXT = """SCHÉMA DÉPARTEMENTAL DES SERVICES AUX FAMILLES 2023-2028

Axe 1 – Accueillir les jeunes enfants

Cet axe réunit ce que les familles demandent le plus souvent.

Fiche-action 1.1 – Créer des places

Cent places seront créées dans les communes rurales.

Axe 2 – Soutenir les parents

Cet axe réunit les lieux et les services pour les parents.

Fiche-action 2.1 – Ouvrir des lieux d'accueil

Deux lieux seront ouverts chaque année du schéma.

Fiche-action 2.2 – Coordonner les acteurs

Une rencontre par an réunit tous les acteurs.
"""
DOCUMENT = Document(DocumentCard("s", Identity("SDSF", "sdsf"), None, "", "", 0), TEXT, find_sections(TEXT))


@pytest.mark.parametrize(
    ("question", "headings"),
    [
        ("Quels sont les axes du schéma ?", ["Axe 1 – Accueillir les jeunes enfants", "Axe 2 – Soutenir les parents"]),
        (
            "Quelles sont les fiches-actions de l'axe 2 ?",
            ["Fiche-action 2.1 – Ouvrir des lieux d'accueil", "Fiche-action 2.2 – Coordonner les acteurs"],
        ),
        ("Liste les fiches de l'axe 1", ["Fiche-action 1.1 – Créer des places"]),
        ("Que dit la fiche 2.2 ?", ["Une rencontre par an réunit tous les acteurs."]),
        ("Que prévoit la fiche 2.2 sur les crèches ?", []),
        ("Quels axes parlent des parents ?", []),
        ("Que dit l'axe 2 ?", []),
        ("Combien de fiches ?", []),
        ("Quels sont les articles ?", []),
    ],
)
def test_the_plan_answers_when_it_is_asked_for(question: str, headings: list[str]) -> None:
    (part,) = read_question(question, (), str).parts
    units = outlined(part, DOCUMENT)
    assert [unit.text for unit in units] == headings
    assert all(TEXT[unit.start : unit.end] == unit.text for unit in units)
