"""When the convention is evaluated: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, listed, read

ARTICLE = "ARTICLE 10 – ÉVALUATION\n\n"

EVALUATION = [
    (
        "Une évaluation des actions sera conduite au fur et à mesure de l'avancée de la mise en œuvre de la Ctg lors "
        "des revues du plan d'actions.",
        listed("en_continu"),
    ),
    ("A l'issue de la présente convention, un bilan sera effectué.", listed("finale")),
    ("Une évaluation est menée en continu et donne lieu à un bilan final.", listed("en_continu", "finale")),
    ("Une évaluation à mi-parcours est réalisée en 2026.", listed("mi_parcours")),
    ("Une évaluation intermédiaire et une évaluation finale sont conduites.", listed("mi_parcours", "finale")),
    ("Un bilan annuel est présenté au comité de pilotage.", listed("annuelle")),
    ("Chaque année, les parties évaluent la mise en œuvre de la convention.", listed("annuelle")),
    ("L'évaluation est conduite tout au long de la convention.", listed("en_continu")),
    ("La convention est évaluée au terme de la troisième année.", absent),
    ("Une évaluation est réalisée six mois avant le terme de la convention.", listed("finale")),
    ("L'évaluation in itinere repose sur des indicateurs.", listed("en_continu")),
    ("Une évaluation est faite à mi-chemin, puis en fin de convention.", listed("mi_parcours", "finale")),
    ("Les parties procèdent annuellement à une évaluation partagée.", listed("annuelle")),
    ("L'évaluation finale est réalisée au cours de la dernière année.", listed("finale")),
    ("Nous dressons un bilan chaque année et une évaluation à la fin de la convention.", listed("finale", "annuelle")),
    ("L'évaluation est triple : annuelle, à mi-parcours et finale.", listed("mi_parcours", "finale", "annuelle")),
    ("La démarche d'évaluation est continue.", listed("en_continu")),
    ("Le plan d'actions fait l'objet d'un suivi évaluatif permanent.", listed("en_continu")),
    ("Les signataires font le bilan de la convention à son échéance.", listed("finale")),
    ("Évaluation\n\nMoments : à mi-parcours ; au terme.", listed("mi_parcours", "finale")),
    ("Les résultats sont évalués au moins une fois par an.", listed("annuelle")),
    ("Il est procédé à une évaluation à l'expiration de la convention.", listed("finale")),
    ("La convention ne prévoit pas d'évaluation à mi-parcours.", absent),
    ("Une évaluation sera réalisée par les parties.", absent),
    ("Les parties définissent les indicateurs de l'évaluation.", absent),
    ("A l'issue de la présente convention, les parties se concertent.", absent),
    ("Le budget annuel de l'évaluation est partagé entre les parties.", absent),
    ("Une évaluation sera réalisée [à compléter : à mi-parcours / au terme].", blank),
    ("Une évaluation est réalisée en 20XX.", blank),
]


@pytest.mark.parametrize(("text", "expected"), EVALUATION)
def test_when_the_convention_is_evaluated(text: str, expected: object) -> None:
    assert read("evaluation", ARTICLE + text) == expected


def test_a_yearly_meeting_of_another_article_is_no_evaluation() -> None:
    text = "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage se réunit chaque année.\n"
    assert read("evaluation", text) == absent
