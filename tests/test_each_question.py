"""Which questions are put to each convention in turn, and how each one hears them."""

from __future__ import annotations

import pytest

from ctgbot.text.each_question import asks_each, of_one


@pytest.mark.parametrize(
    "question",
    [
        "Comment chaque commune traite-t-elle l'inclusion numérique ?",
        "comment chaque commune traite l'inclusion numerique",
        "Que prévoit chaque convention pour les familles monoparentales ?",
        "Pour chaque CTG, que dit-on du handicap ?",
        "Que dit chacune des conventions sur le logement ?",
        "Dans chacune de nos conventions, comment les parents sont-ils associés ?",
        "Comment les communes traitent-elles l'accueil en horaires atypiques ?",
        "De quelle manière nos CTG abordent-elles la jeunesse ?",
        "Que disent les conventions de la place des habitants ?",
        "Qu'est-ce que les CTG prévoient pour les gens du voyage ?",
        "Fais-moi un tour d'horizon de l'accès aux droits",
        "Panorama des CTG sur le soutien à la parentalité",
        "Compare, convention par convention, la place donnée aux parents",
        "La place des associations, commune par commune",
        "Comment la coordination est-elle organisée d'une CTG à l'autre ?",
        "Comment les différentes collectivités organisent-elles la coopération ?",
        "COMMENT CHAQUE COMMUNE TRAITE-T-ELLE LE HANDICAP ?",
        "Comment le logement est-il abordé selon les conventions ?",
    ],
)
def test_a_question_to_each_convention_is_recognised(question: str) -> None:
    assert asks_each(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles conventions ont un préavis inférieur à 6 mois ?",
        "Classe les conventions du préavis le plus court au plus long.",
        "Quel tribunal est compétent dans chacune des conventions ?",
        "Combien de CTG prévoient un avis du DPO ?",
        "Quel est le délai de prévenance ?",
        "Comment la convention traite-t-elle l'inclusion numérique ?",
        "Dans la convention, que doit faire chaque commune ?",
        "Que s'engage à faire chaque commune signataire ?",
        "Comment les communes membres sont-elles représentées ?",
        "Comment les communes du Val de Brelle financent-elles le poste ?",
        "Le comité se réunit-il chaque année ?",
        "Que doit faire chaque partie en cas de manquement ?",
        "Comment résilier ?",
        "Qui préside le comité de pilotage de notre CTG ?",
        "Bonjour",
        "",
    ],
)
def test_any_other_question_goes_on_as_before(question: str) -> None:
    assert not asks_each(question)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Comment chaque commune traite-t-elle l'inclusion numérique ?", "L'inclusion numérique ?"),
        ("Que prévoit chaque convention pour le logement ?", "Le logement ?"),
        ("Pour chaque CTG, que dit-on du handicap ?", "Handicap ?"),
        ("Quelle est la place des parents dans chacune des conventions ?", "Quelle est la place des parents ?"),
        ("La place des associations, commune par commune", "La place des associations ?"),
        ("Que disent les conventions de la jeunesse ?", "La jeunesse ?"),
        ("Comment les différentes collectivités organisent-elles la coopération ?", "La coopération ?"),
        ("Tour d'horizon : la place des parents", "La place des parents ?"),
        ("Dans chacune de nos conventions, comment les parents sont-ils associés ?", "Les parents sont-ils associés ?"),
        ("Quel est le délai ?", "Quel est le délai ?"),
        ("Comment chaque commune traite-t-elle ?", "Comment chaque commune traite-t-elle ?"),
    ],
)
def test_each_text_is_asked_about_the_subject_alone(question: str, alone: str) -> None:
    assert of_one(question) == alone
