"""What a question turns on, and details that a clause may not have."""

from __future__ import annotations

import pytest

from ctgbot.text.asked_things import asked_heads
from ctgbot.text.details import asked_details
from ctgbot.text.equivalents import absent_things
from ctgbot.text.matching import count_stems

CLAUSES = ("Le comité de pilotage se réunit deux fois par an.", "Le délai de prévenance est de six mois.")


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        ("Quel est le quorum du comité de pilotage ?", ["quorum"]),
        ("Quelles pénalités la commune doit-elle payer ?", ["pénalités"]),
        ("La convention prévoit-elle un portage de repas ?", ["portage"]),
        ("Le portage de repas est-il prévu ?", ["portage"]),
        ("Combien de temps dure un congé parental ?", ["congé"]),
        ("Quel est le rôle du comité ?", []),  # a kind of answer, not a thing
        ("Quelle est la date du bilan ?", []),
        ("Qui anime le comité ?", []),
    ],
)
def test_the_noun_that_carries_the_question_is_found(question: str, heads: list[str]) -> None:
    assert [word.text for word in asked_heads(question)] == heads


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("Quel est le quorum du comité de pilotage ?", ("quorum",)),
        ("Quel est le préavis ?", ()),  # by another name
        ("Quel comité se réunit le plus rapidement ?", ()),  # an unknown circumstance
    ],
)
def test_a_thing_that_no_text_has_is_said(question: str, absent: tuple[str, ...]) -> None:
    assert absent_things(question, count_stems(CLAUSES)) == absent


@pytest.mark.parametrize(
    ("question", "clause", "held"),
    [
        ("Dans quelle ville siège le tribunal ?", "Le tribunal administratif de Lille est compétent.", True),
        ("Dans quelle ville siège le tribunal ?", "Le ressort du Tribunal administratif dont relève la Caf.", False),
        ("Où se tient le comité ?", "Il se tient à la mairie.", True),
        ("Quelle est la majorité légale ?", "Le conseil vote.", False),
        ("Que dit la loi sur les données ?", "La loi n° 78-17 s'applique.", True),
    ],
)
def test_a_place_and_a_rule_of_law_are_held_or_not(question: str, clause: str, held: bool) -> None:
    kinds = asked_details(question)
    assert kinds
    assert all(kind.holds(clause) for kind in kinds) is held


def test_an_illegal_clause_asks_for_no_rule_of_law() -> None:
    assert asked_details("Une clause illégale fait-elle tomber la convention ?") == ()
