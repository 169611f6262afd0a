"""A sentence that leans on the one before is quoted with it; one that stands alone is quoted alone."""

from __future__ import annotations

import pytest

from ctgbot.model import Passage
from ctgbot.text.leaning import leads
from ctgbot.text.units import Unit

RULE = "Les parties se communiquent toutes les informations utiles à la convention."
LIMIT = "Toutefois, en cas d'échange de données personnelles, la demande fait l'objet d'une étude."
DETAIL = "Ces demandes sont soumises pour avis au délégué à la protection des données."
OTHER = "Les supports communs portent les logos des parties."


def passage(text: str, start: int = 0, section: str = "art-8") -> Passage:
    return Passage(f"p{start}", "d", "CTG", section, "article", "art. 8", (), 8, 1, start, start + len(text), text)


def unit_of(text: str, within: Passage) -> Unit:
    start = within.start + within.text.index(text)
    return Unit(within, start, start + len(text), text)


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (RULE, ()),
        (LIMIT, (RULE,)),
        (DETAIL, (RULE, LIMIT)),
        (OTHER, ()),
    ],
)
def test_a_sentence_comes_with_what_it_leans_on(quoted: str, expected: tuple[str, ...]) -> None:
    whole = passage(f"{RULE}\n\n{LIMIT} {DETAIL}\n\n{OTHER}")
    assert tuple(lead.text for lead in leads(unit_of(quoted, whole), [whole])) == expected


def test_what_it_leans_on_may_stand_in_the_passage_before() -> None:
    first = passage(RULE)
    second = passage(LIMIT, start=len(RULE) + 2)
    found = leads(unit_of(LIMIT, second), [first, second])
    assert [(lead.passage.id, lead.text) for lead in found] == [("p0", RULE)]


def test_another_section_lends_nothing() -> None:
    first = passage(RULE, section="art-7")
    second = passage(LIMIT, start=len(RULE) + 2)
    assert leads(unit_of(LIMIT, second), [first, second]) == ()


@pytest.mark.parametrize("text", ["Cette convention est conclue pour quatre ans.", "Ce texte annule le précédent."])
def test_what_names_the_convention_itself_stands_alone(text: str) -> None:
    whole = passage(f"{RULE} {text}")
    assert leads(unit_of(text, whole), [whole]) == ()


def test_a_heading_is_no_sentence_to_lean_on() -> None:
    whole = passage(f"ARTICLE HUIT ECHANGES DE DONNEES PERSONNELLES\n\n{LIMIT}")
    assert leads(unit_of(LIMIT, whole), [whole]) == ()
