"""What surrounds a question is told from what it asks."""

from __future__ import annotations

import pytest

from ctgbot.text.framing import without_case, without_comparison, without_frame

FRAMED = [
    ("Bonjour à tous, quel est le préavis de la convention ?", "quel est le préavis de la convention ?"),
    ("Quel est le préavis ? Merci d'avance.", "Quel est le préavis ?"),
    ("Ma collègue du budget aimerait savoir si la MSA signe.", "si la MSA signe."),
    ("Peux-tu me dire qui anime le copil ?", "qui anime le copil ?"),
    ("Dites-moi combien de fois le comité siège.", "combien de fois le comité siège."),
    (
        "Je prépare un tableau de bord : quelle est la durée de la convention ?",
        "Je prépare un tableau de bord : quelle est la durée de la convention ?",
    ),
    (
        "On hésite avec la mairie : qui rédige les comptes rendus du comité ?",
        "qui rédige les comptes rendus du comité ?",
    ),
    ("Pour une note au directeur, qui préside le comité ?", "qui préside le comité ?"),
    ("La MSA signe-t-elle, comme dans les autres CTG ?", "La MSA signe-t-elle ?"),
    ("Contrairement à nos voisins, qui préside le comité ?", "qui préside le comité ?"),
    ("À la différence d'ailleurs, faut-il un avenant ?", "faut-il un avenant ?"),
    ("Une commune peut-elle adhérer en cours de route ?", "Une commune peut-elle adhérer ?"),
]
WHOLE = [
    "Nous voulons partir : quel préavis ?",  # the statement is what is asked about
    "Notre commune veut quitter la CTG ; que faut-il faire ?",
    "On me dit que le préavis est de 3 mois : qui préside le comité de pilotage ?",  # a premise to check
    "Comme on a signé la CTG, faut-il encore un registre ?",
    "Pour dénoncer la convention, quel délai faut-il respecter ?",
    "Qui est désigné comme chef de projet ?",
    "La convention permet-elle de savoir qui anime le comité ?",
    "Bonjour",
    "",
]


@pytest.mark.parametrize(("question", "asked"), [pair for pair in FRAMED if pair[0] != pair[1]])
def test_the_frame_is_taken_away(question: str, asked: str) -> None:
    assert without_frame(question) == asked


@pytest.mark.parametrize("question", WHOLE)
def test_what_is_asked_is_left_whole(question: str) -> None:
    assert without_frame(question) == question


def test_a_comparison_and_a_case_are_taken_away_by_themselves() -> None:
    assert without_comparison("Faut-il un avenant, comme chez nos voisins ?") == "Faut-il un avenant ?"
    assert without_case("Pour des chiffres par quartier, faut-il passer par le DPO ?") == "faut-il passer par le DPO ?"
    assert without_case("Quel préavis pour partir ?") == "Quel préavis pour partir ?"
