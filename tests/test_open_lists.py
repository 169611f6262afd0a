"""Whether somebody signs: the list that a text leaves open is shown; other questions do not open it."""

from __future__ import annotations

import pytest

from ctgbot.model import Passage, SectionKind
from ctgbot.text.asked_clauses import asked_if_said
from ctgbot.text.open_lists import open_lists
from ctgbot.text.question import Part, read_question


def part_of(question: str) -> Part:
    return read_question(question, (), lambda text: text).parts[0]


def passage(text: str, kind: SectionKind) -> Passage:
    return Passage("p", "d", "CTG", "s", kind, "parties", (), None, 1, 0, len(text), text)


PASSAGES = (
    passage("La Caf, représentée par sa directrice.\n\n(et autres partenaires financeurs éventuels)", "parties"),
    passage("La commune signe avec d'autres signataires ce plan.", "article"),
    passage("Le Maire\n\n+ autres signataires éventuels", "signature"),
)


def test_the_places_that_leave_the_list_open_are_shown() -> None:
    found = [unit.text for unit in open_lists(part_of("La MSA est-elle signataire de la convention ?"), PASSAGES)]
    assert found == ["(et autres partenaires financeurs éventuels)", "+ autres signataires éventuels"]


@pytest.mark.parametrize("question", ["Quel est le délai de prévenance ?", "Qui anime le comité de pilotage ?"])
def test_another_question_opens_no_list(question: str) -> None:
    assert open_lists(part_of(question), PASSAGES) == ()


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("La Caf peut-elle nous envoyer un fichier nominatif ?", True),
        ("Peut-on échanger des données personnelles avec la Caf ?", True),
        ("Est-ce que la commune peut recevoir la liste des allocataires ?", True),
        ("Combien de temps garde-t-on les données personnelles transmises ?", False),
        ("Qui reçoit les données personnelles ?", False),
        ("Peut-on échanger des statistiques ?", False),
        ("La Caf peut-elle nous transmettre le plan d'action ?", False),
    ],
)
def test_handing_over_data_on_persons_asks_for_the_clause_before_any_exchange(question: str, asked: bool) -> None:
    assert asked_if_said(part_of(question)) == (("avis_dpo_prealable",) if asked else ())
