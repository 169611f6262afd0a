"""Who validates the plan of action: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, listed, read

ARTICLE = "ARTICLE 5 – OBJECTIFS PARTAGÉS\n\n"

PLAN = [
    ("Le plan d'actions est validé par le comité de pilotage.", listed("copil")),
    ("Le plan d'action est présenté en conseil municipal puis validé par la Caf.", listed("caf")),
    ("Le plan d'actions est approuvé par délibération du conseil municipal.", listed("conseil")),
    ("Le plan d'actions est validé par la Caf et approuvé par le conseil communautaire.", listed("caf", "conseil")),
    ("Le conseil municipal et la Caf valident le plan d'actions.", listed("caf", "conseil")),
    ("Le comité de pilotage valide le plan d'actions.", listed("copil")),
    ("Le programme d'actions est soumis à la validation du Copil.", listed("copil")),
    ("Les fiches actions sont arrêtées par le comité de pilotage.", listed("copil")),
    ("Le plan d'actions est adopté par l'assemblée délibérante.", listed("conseil")),
    ("Le plan d'actions, validé par le comité de pilotage, est annexé à la convention.", listed("copil")),
    (
        "Le plan d'actions est soumis pour approbation au conseil communautaire, après validation par la Caf.",
        listed("caf", "conseil"),
    ),
    ("Le plan d'actions est établi avant le 30 juin 2025. Il est validé par le comité de pilotage.", listed("copil")),
    ("La validation du plan d'actions relève du comité de pilotage.", listed("copil")),
    ("Le comité de pilotage :\n\n- valide le diagnostic ;\n- approuve le plan d'actions ;", listed("copil")),
    ("Le plan d'actions est entériné par le conseil d'administration de la Caf.", listed("caf")),
    ("La feuille de route est votée par le conseil communautaire.", listed("conseil")),
    ("L'instance de pilotage arrête le plan d'actions pluriannuel.", listed("copil")),
    ("Le plan d'actions fait l'objet d'une délibération du conseil municipal.", listed("conseil")),
    ("Plan d'actions\n\nValidation : comité de pilotage, puis Caf.", listed("caf", "copil")),
    (
        "Le plan d'actions est présenté en Conseil Municipal (annexe 6), sera validé par la Caf et figurera en annexe.",
        listed("caf"),
    ),
    ("Le plan d'actions est présenté au conseil municipal.", absent),
    ("Le comité de pilotage valide le diagnostic partagé.", absent),
    ("Le plan d'actions est établi avant le 31 décembre 2025.", absent),
    ("Le comité de pilotage suit l'exécution du plan d'actions.", absent),
    ("Le plan d'actions n'est pas soumis à la validation du comité de pilotage.", absent),
    ("Le maire est autorisé à signer par délibération du conseil municipal. Un plan d'actions sera établi.", absent),
    ("La Caf valide le diagnostic, puis le plan d'actions est mis en œuvre.", absent),
    ("Le plan d'actions est validé par [instance à préciser].", blank),
]


@pytest.mark.parametrize(("text", "expected"), PLAN)
def test_who_validates_the_plan_of_action(text: str, expected: object) -> None:
    assert read("plan_action_validation", ARTICLE + text) == expected
