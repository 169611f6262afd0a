"""Which questions are asked of all the conventions at once, and the many that only look like it."""

from __future__ import annotations

import pytest

from ctgbot.text.survey import read_survey
from ctgbot.text.survey_condition import Relation

Asked = tuple[str, Relation, float | None, tuple[str, ...]]


def asked(parameter: str, relation: Relation, size: float | None = None, *values: str) -> Asked:
    return parameter, relation, size, values


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quelles conventions ont un préavis inférieur à 6 mois ?", asked("denonciation_preavis", "less", 6)),
        ("Quelles conventions ont un préavis de trois mois ?", asked("denonciation_preavis", "equal", 3)),
        ("Quelles CTG ont au moins six mois de préavis ?", asked("denonciation_preavis", "at_least", 6)),
        ("quelles conventions ont un preavis de plus d'un an", asked("denonciation_preavis", "more", 12)),
        ("Quelles conventions ont un préavis de 3 mois ou moins ?", asked("denonciation_preavis", "at_most", 3)),
        ("Combien de communes ont un préavis de moins de 6 mois ?", asked("denonciation_preavis", "less", 6)),
        ("Quelles CTG ont un préavis qui ne dépasse pas trois mois ?", asked("denonciation_preavis", "at_most", 3)),
        ("Combien ont un délai de prévenance différent de six mois ?", asked("denonciation_preavis", "other", 6)),
        ("Quelle est la durée de préavis la plus courte ?", asked("denonciation_preavis", "smallest")),
        ("Quelle convention a le préavis le plus long ?", asked("denonciation_preavis", "largest")),
        ("Quelle est la convention dont le préavis est le plus long ?", asked("denonciation_preavis", "largest")),
        ("Quels sont les préavis des conventions ?", asked("denonciation_preavis", "spread")),
        ("Quel est le préavis de chaque convention ?", asked("denonciation_preavis", "spread")),
        ("Les conventions ont-elles toutes le même préavis ?", asked("denonciation_preavis", "spread")),
        ("Quelles sont les conventions sans préavis ?", asked("denonciation_preavis", "missing")),
        ("Combien de communes ont une conciliation de deux mois ?", asked("reglement_amiable", "equal", 2)),
        ("Y a-t-il des conventions sans préavis ?", asked("denonciation_preavis", "missing")),
        ("Combien n'ont pas de clause de dénonciation ?", asked("denonciation_forme", "missing")),
        ("Quelles conventions peuvent être dénoncées ?", asked("denonciation_forme", "given")),
        (
            "Quelles conventions exigent une lettre recommandée pour la dénonciation ?",
            asked("denonciation_forme", "is", None, "lrar"),
        ),
        ("Compare les délais de mise en demeure", asked("mise_en_demeure_delai", "spread")),
        ("Quelles conventions ont une mise en demeure de 30 jours ?", asked("mise_en_demeure_delai", "equal", 0.986)),
        ("Laquelle réunit son copil le plus souvent ?", asked("copil_frequence", "largest")),
        (
            "Combien de conventions réunissent leur comité de pilotage au moins deux fois par an ?",
            asked("copil_frequence", "at_least", 2),
        ),
        ("Quelles conventions ont un comité technique trimestriel ?", asked("cotech_frequence", "equal", 4)),
        ("Quelles communes ont un comité technique ?", asked("cotech_frequence", "given")),
        (
            "Dans combien de conventions le copil est-il paritaire ?",
            asked("copil_composition", "is", None, "paritaire"),
        ),
        (
            "Dans quelles conventions la Caf assure-t-elle le secrétariat ?",
            asked("copil_secretariat", "is", None, "caf"),
        ),
        (
            "Dans quelles conventions le secrétariat du comité de pilotage est-il assuré par la commune ?",
            asked("copil_secretariat", "is", None, "collectivite"),
        ),
        (
            "Dans quelles conventions le copil est-il coprésidé ?",
            asked("copil_animation", "is", None, "conjointe"),
        ),
        (
            "Liste les conventions qui prévoient la tacite reconduction",
            asked("reconduction", "is", None, "tacite"),
        ),
        ("Lesquelles de nos conventions se renouvellent tacitement ?", asked("reconduction", "is", None, "tacite")),
        ("Classe les conventions de la durée la plus longue à la plus courte", asked("duree", "spread")),
        ("Quelle juridiction est compétente dans chacune des conventions ?", asked("juridiction", "spread")),
        ("Lesquelles sont reconduites tacitement ?", asked("reconduction", "is", None, "tacite")),
        ("Combien de CTG prévoient une reconduction ?", asked("reconduction", "given")),
        ("Combien de conventions prévoient le bonus territoire ?", asked("bonus_territoire", "given")),
        ("Toutes les conventions prévoient-elles le bonus territoire ?", asked("bonus_territoire", "spread")),
        ("Toutes les conventions ont-elles la même juridiction ?", asked("juridiction", "spread")),
        ("Quelles conventions n'ont aucune clause sur la juridiction ?", asked("juridiction", "missing")),
        ("Quelles conventions ne prévoient pas de règlement amiable ?", asked("reglement_amiable", "missing")),
        ("Quelles CTG se terminent en 2026 ?", asked("date_fin", "within", 20260101)),
        ("Quelles conventions prennent fin avant le 1er janvier 2027 ?", asked("date_fin", "less", 20270101)),
        ("Quelles conventions expirent fin 2028 ?", asked("date_fin", "within", 20281231)),
        ("Quelles conventions se terminent après 2027 ?", asked("date_fin", "more", 20271231)),
        ("Quelle convention dure le plus longtemps ?", asked("duree", "largest")),
        ("Compare la durée des conventions", asked("duree", "spread")),
        (
            "Quelles conventions prévoient une évaluation à mi-parcours ?",
            asked("evaluation", "is", None, "mi_parcours"),
        ),
        (
            "Combien de conventions maintiennent la confidentialité après leur terme ?",
            asked("confidentialite_apres_terme", "given"),
        ),
        ("Quelles conventions exigent l'avis préalable du DPO ?", asked("avis_dpo_prealable", "given")),
        ("Quelles conventions citent le schéma départemental ?", asked("sdsf_reference", "given")),
        (
            "Dans quelles conventions le plan d'action est-il validé par le copil ?",
            asked("plan_action_validation", "is", None, "copil"),
        ),
    ],
)
def test_a_question_over_all_conventions(question: str, expected: Asked) -> None:
    found = read_survey(question)
    assert found is not None
    assert (found.topic.parameter, found.relation, found.size, found.values) == expected


@pytest.mark.parametrize(
    "question",
    [
        # one convention
        "Quel est le délai de prévenance ?",
        "C'est quoi le délai pour résilier la CTG ?",
        "Quelle est la durée de la convention ?",
        "Quel est le délai le plus long pour résilier la convention ?",
        "Combien de fois par an se réunit le comité de pilotage ?",
        "Qui assure le secrétariat du comité de pilotage ?",
        "La reconduction est-elle tacite ?",
        "Quelles sont les missions du comité de pilotage ?",
        "Cette convention prévoit-elle le bonus territoire ?",
        "Quelles communes ont un représentant au comité de pilotage de la convention ?",
        # a name
        "Compare le préavis de la CTG de Lys et de la CTG de Hem.",
        "Quelles conventions ont un préavis inférieur à celui de Lys ?",
        "Quelles conventions de la Caf du Nord ont un préavis de 6 mois ?",
        "Quel est le tribunal compétent pour les conventions de Lys ?",
        "Combien de fois par an se réunit le comité de suivi de Bruyère ?",
        # a second subject, a second value, a filter
        "Quelles conventions ont un préavis et un comité technique ?",
        "Compare le préavis et le délai de mise en demeure",
        "Quelles conventions ont un préavis de 3 ou 6 mois ?",
        "Quelles conventions ont un préavis de trois à six mois ?",
        "Quelles conventions signées en 2024 ont un préavis de 6 mois ?",
        "Quelles communes de plus de 10 000 habitants ont un préavis ?",
        "Quelles conventions ont le même préavis que la nôtre ?",
        # a denial that may be read in two ways
        "Quelles conventions n'ont pas un préavis de 6 mois ?",
        "Dans quelles conventions la Caf n'assure-t-elle pas le secrétariat ?",
        # who, how, when, why, may
        "Quelles communes assurent le secrétariat ?",
        "Quelles communes sont au comité de pilotage ?",
        "Laquelle des parties assure le secrétariat ?",
        "Comment dénoncer les conventions ?",
        "Quand se terminent les conventions ?",
        "Pourquoi les conventions ont-elles un préavis ?",
        "Qui anime le comité de pilotage et combien de conventions le disent ?",
        "Les conventions peuvent-elles être dénoncées par lettre recommandée ?",
        # what has happened, what is not in the registry, what is computed
        "Quelles conventions sont dénoncées ?",
        "Quelles communes signent la convention ?",
        "Combien de conventions ont un avenant ?",
        "Combien de crèches sont soutenues ?",
        "Combien d'exemplaires originaux faut-il ?",
        "Combien de mois durent les conventions ?",
        "Quel est le préavis moyen des conventions ?",
        "Quelles conventions sont des projets ?",
        "",
        "Laquelle ?",
        "Toutes les conventions ?",
    ],
)
def test_any_other_question_goes_on_as_before(question: str) -> None:
    assert read_survey(question) is None


def test_a_superlative_alone_is_no_question_about_conventions_in_the_plural() -> None:
    bare, plural = (
        read_survey("Quel est le préavis le plus court ?"),
        read_survey("Quelle CTG a le préavis le plus court ?"),
    )
    assert bare is not None
    assert plural is not None
    assert (bare.explicit, plural.explicit) == (False, True)


def test_the_condition_keeps_the_words_of_the_question() -> None:
    found = read_survey("QUELLES CONVENTIONS ONT UN PRÉAVIS INFÉRIEUR À 6 MOIS ?")
    assert found is not None
    assert found.words == "INFÉRIEUR À 6 MOIS"
