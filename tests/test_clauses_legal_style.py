"""Governance, commitments and annexes in the long legal style: articles cut into 3.1.2, barred tables, blanks."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, document_of, listed, read, value

from ctgbot.clauses.statements import read_statements
from ctgbot.model import AnnexeRef, Signataire
from ctgbot.text.parties import find_parties, signataires_of

TWO_COMMITTEES = """ARTICLE 3 - GOUVERNANCE

3.1 Le comité de pilotage
3.1.1 Il se réunit au moins deux fois par an.

3.2 Le comité technique
3.2.1 Formé des agents des parties, il instruit les dossiers du comité de pilotage.
3.2.2 Il se réunit chaque trimestre.
"""
GOVERNANCE = "ARTICLE 3 - GOUVERNANCE\n\n"

READINGS = [
    ("copil_frequence", TWO_COMMITTEES, value(2)),
    ("cotech_frequence", TWO_COMMITTEES, value(4)),
    (
        "copil_frequence",
        GOVERNANCE + "Le comité de pilotage se réunit chaque année. Une séance extraordinaire peut avoir lieu tous les"
        " trimestres.",
        value(1),
    ),
    ("copil_frequence", GOVERNANCE + "Le comité de pilotage se réunit ….. fois par an.", blank),
    ("cotech_frequence", GOVERNANCE + "Le comité technique réunit deux fois par an les chefs de service.", value(2)),
    (
        "copil_secretariat",
        GOVERNANCE + "La Ville anime le comité de pilotage. Le secrétariat revient alternativement à la Ville et à la"
        " Caf.",
        value("alternance"),
    ),
    (
        "copil_secretariat",
        GOVERNANCE + "Le maire préside le comité de pilotage. Le secrétariat reste à désigner.",
        blank,
    ),
    (
        "copil_secretariat",
        GOVERNANCE + "Le comité de pilotage est animé par la ville, qui en tient aussi le secrétariat.",
        value("collectivite"),
    ),
    ("cotech_frequence", GOVERNANCE + "Le comité technique se réunit … fois par an.", blank),
    (
        "copil_secretariat",
        GOVERNANCE + "Instance | Rythme | Secrétariat\nComité de pilotage | annuel | Caf\nCotech | mensuel | Ville\n",
        value("caf"),
    ),
    (
        "copil_composition",
        GOVERNANCE + "Le comité de pilotage décide. Ses membres sont les suivants : le maire, deux élus de la Ville, un"
        " administrateur de la Caf.",
        value("le maire, deux élus de la Ville, un administrateur de la Caf"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 4 - PLAN D'ACTIONS\n\n4.1 Le plan d'actions est écrit par les agents.\n\n4.2 Une fois achevé, il est"
        " approuvé par le comité de pilotage puis soumis au vote du conseil communautaire.",
        listed("conseil", "copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 4 - PLAN D'ACTIONS\n\nLe plan d'actions est écrit en 2025. Il est joint à la convention après"
        " validation par le comité de pilotage.",
        listed("copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 3 - Comité de pilotage\n\n3.1 Il est présidé par le maire.\n3.2 Il valide le plan d'actions.",
        listed("copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 3 - Comité technique\n\n3.1 Il est animé par la coordinatrice.\n3.2 Il valide le plan d'actions.",
        absent,
    ),
    (
        "plan_action_validation",
        "ARTICLE 3 - Instances\n\n| Instance | Membres | Rôle |\n| Comité de pilotage | le maire, la Caf | adopte le"
        " plan d'actions |\n",
        listed("copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 4 - PLAN D'ACTIONS\n\nLe plan d'actions est écrit en 2025. Il est adopté par le comité de suivi puis"
        " présenté à chaque conseil municipal.",
        listed("copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 4 - INSTANCES\n\nLe comité de pilotage se réunit.\n\nLe plan d'actions est adopté par le comité de"
        " suivi.",
        absent,
    ),
    ("evaluation", "ARTICLE 6 - ÉVALUATION\n\nLes modalités de l'évaluation sont à déterminer.", blank),
    (
        "copil_frequence",
        GOVERNANCE + "Le comité technique se réunit chaque mois et rend compte au comité de pilotage deux fois par an.",
        absent,
    ),
    (
        "copil_secretariat",
        GOVERNANCE + "L'ordre du jour et le secrétariat du comité de pilotage relèvent de la Communauté de communes.",
        value("collectivite"),
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 5 - ENGAGEMENTS\n\nLa commune s'engage à :\n- ne pas réduire l'enveloppe des accueils de loisirs ;\n",
        value(True),
    ),
    (
        "evaluation",
        "ARTICLE 6 - ÉVALUATION\n\nUn bilan est établi à la fin de chaque année.",
        listed("annuelle"),
    ),
    ("sdsf_reference", "PRÉAMBULE\n\nLe schéma départemental des services aux familles (période à préciser).", blank),
]


@pytest.mark.parametrize(("parameter", "text", "expected"), READINGS)
def test_a_clause_in_the_long_legal_style(parameter: str, text: str, expected: object) -> None:
    assert read(parameter, text) == expected


ANNEXES = [
    (
        "ANNEXES\n1. Portrait social\n2. Carte des équipements\n\nFait à Verlac",
        (AnnexeRef(1, "Portrait social", ""), AnnexeRef(2, "Carte des équipements", "")),
    ),
    (
        "Liste des annexes\n\n| N° | Intitulé |\n| 1 | Portrait : chiffres clés |\n| 2 | Programme d'actions |\n",
        (AnnexeRef(1, "Portrait : chiffres clés", ""), AnnexeRef(2, "Programme d'actions", "")),
    ),
    (
        "Pièces jointes\nAnnexe 1 : délibération du conseil municipal\nAnnexe 2 : à compléter\n",
        (AnnexeRef(1, "délibération du conseil municipal", ""), AnnexeRef(2, "", "")),
    ),
    ("Annexes\n\nDeux documents complètent la convention.\n", None),
]


@pytest.mark.parametrize(("text", "expected"), ANNEXES)
def test_a_list_below_a_heading_announces_its_annexes(text: str, expected: tuple[AnnexeRef, ...] | None) -> None:
    found = read("annexes", "ARTICLE 14 - LITIGES\n\nLe tribunal administratif de Lille.\n\n" + text)
    assert found == (absent if expected is None else value(expected))


def test_a_table_drawn_with_bars_is_read_row_by_row() -> None:
    text = "ARTICLE 3 - INSTANCES\n\n| Instance | Rythme |\n|---|:-:|\n| Copil | annuel |\n"
    document = document_of("x")
    document = type(document)(document.card, text, document_of(text.replace("|", "/")).sections)
    rows = [statement.text for statement in read_statements(document)]
    assert rows == ["Instance | Rythme", "Copil | annuel"]


PARTIES = [
    (
        "CONVENTION\n\nPassée entre la Caf de l'Ouche, sise à Brel, représentée par Mme Anne Dor, sa directrice,\n\n"
        "et la commune de Brel, représentée par M. Luc Roy, maire.\n\nPréambule\n\nUn accord.\n",
        (Signataire("Caf de l'Ouche", "Anne Dor", "directrice"), Signataire("Commune de Brel", "Luc Roy", "maire")),
    ),
    (
        "Entre :\nPour la Caf : Mme Lise Brun, directrice\nPour la commune de Verlac : Mme Ana Petit, première"
        " adjointe\nPour la commune de Grézac : M. Paul Roux, maire\n",
        (
            Signataire("Caf", "Lise Brun", "directrice"),
            Signataire("Commune de Verlac", "Ana Petit", "première adjointe"),
            Signataire("Commune de Grézac", "Paul Roux", "maire"),
        ),
    ),
    (
        "Titre 1 – Les signataires\n\nPour la Caf de l'Ardelle : Madame Lise Brun, présidente, et Monsieur Jo Brac,"
        " directeur.\n\nPour la Communauté de communes du Breuilh : Monsieur Élie Mont, président.\n",
        (
            Signataire("Caf de l'Ardelle", "Lise Brun", "présidente"),
            Signataire("Caf de l'Ardelle", "Jo Brac", "directeur"),
            Signataire("Communauté de communes du Breuilh", "Élie Mont", "président"),
        ),
    ),
    (
        "Signataires\n\n- **La Caf des Monts-Gris**, représentée par sa directrice, Mme Jeanne Orval ;\n- **La commune"
        " de Ferrol**, représentée par sa maire, Mme Agathe Lind.\n",
        (
            Signataire("Caf des Monts-Gris", "Jeanne Orval", "directrice"),
            Signataire("Commune de Ferrol", "Agathe Lind", "maire"),
        ),
    ),
    (
        "Entre :\nLa Mutualité sociale agricole des Plaines basses, représentée par son directeur, M. Paul Jourd ;\net"
        " la commune de Verlac, représentée par son maire, M. Jean Petit\n",
        (
            Signataire("MSA des Plaines basses", "Paul Jourd", "directeur"),
            Signataire("Commune de Verlac", "Jean Petit", "maire"),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_who_signs_in_other_layouts(text: str, expected: tuple[Signataire, ...]) -> None:
    document = document_of(text + "\nArticle 1 - Objet\n\nLa convention fixe un cadre.")
    assert signataires_of(find_parties(document.text, document.sections)) == expected
