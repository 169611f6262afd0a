"""What a question asks: its parts, the kinds of answer it wants, what it leaves unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import Section, Turn
from ctgbot.text.answer_types import asked_types
from ctgbot.text.places import Places, missing_places, named_places
from ctgbot.text.premise import contradicted
from ctgbot.text.question import Reading, read_question


def read(question: str, *before: str) -> Reading:
    return read_question(question, [Turn("user", text) for text in before], lambda text: text)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Quel est le délai de prévenance ?", ["duration"]),
        ("Combien de temps avant de partir ?", ["duration"]),
        ("Quel est le montant du bonus ?", ["amount"]),
        ("Combien verse la Caf ?", ["amount"]),
        ("Quel pourcentage du poste est financé ?", ["percent"]),
        ("Combien de crèches sont soutenues ?", ["count:creches"]),
        ("À quelle fréquence le copil se réunit-il ?", ["frequency"]),
        ("Combien de fois par an ?", ["frequency"]),
        ("Quel est le numéro de téléphone de la Caf ?", ["phone"]),
        ("Quand se termine la convention ?", ["when"]),
        ("Quelle est la date de signature ?", ["date"]),
        ("Comment s'appelle la présidente ?", ["name"]),
        ("Faut-il une lettre recommandée ?", ["form"]),
        ("Qui anime le comité ?", []),
        ("Comment modifier la convention ?", []),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, kinds: list[str]) -> None:
    assert [kind.name for kind in asked_types(question)] == kinds


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Quel est le délai ?", "moyennant un délai de prévenance de 6 mois", True),
        ("Quel est le délai ?", "par accord explicite", False),
        ("Quel est le montant ?", "conserver le montant des financements bonifiés", False),
        ("Quel est le montant ?", "une subvention de 15 000 €", True),
        ("Quel pourcentage ?", "12 mois", False),
        ("Combien de crèches ?", "quatorze crèches", True),
        ("Combien de crèches ?", "quatorze équipements", False),
        ("Comment s'appelle la présidente ?", "Madame Véronique DELCOURT", True),
        ("Comment s'appelle la présidente ?", "la Présidente du conseil", False),
        ("Quelle est la date ?", "en date du JJ/MM/AAAA", False),
        ("Quelle est la date ?", "en date du 17 janvier 2019", True),
        ("Faut-il une lettre recommandée ?", "l'envoi d'une lettre recommandée", True),
        ("Faut-il une lettre recommandée ?", "moyennant un délai de 6 mois", False),
    ],
)
def test_a_text_holds_the_kind_of_thing_or_does_not(question: str, text: str, expected: bool) -> None:
    (kind,) = asked_types(question)
    assert kind.holds(text) is expected


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Quel est le délai ? Qui signe la lettre ?", 2),
        ("Qui anime le comité et quand se réunit-il ?", 2),
        ("Quel est le délai et le mode de résiliation ?", 1),
        ("Qui signe ?", 1),
        ("Qui anime le comité, et aussi quand se réunit-il ?", 2),
        ("Qui anime le comité ainsi que combien de fois il se réunit ?", 2),
        ("1) Qui signe la lettre\n2) Quel est le délai\n3) Quel est le tribunal", 3),
        ("Quel est le délai ainsi que le mode de résiliation ?", 1),
        (" ".join(f"Qui signe la lettre {number} ?" for number in range(40)), 6),
    ],
)
def test_a_question_has_its_parts(question: str, parts: int) -> None:
    assert len(read(question).parts) == parts


@pytest.mark.parametrize(
    ("question", "before", "carried"),
    [
        ("Et qui en assure le secrétariat ?", "Qui anime le comité ?", "Qui anime le comité ?"),
        ("Et dans ce cas ?", "Qui anime le comité ?", "Qui anime le comité ?"),
        ("Quel tribunal est compétent ?", "Qui anime le comité ?", ""),
        ("Et alors ?", "", ""),
    ],
)
def test_a_follow_up_takes_what_it_leaves_unsaid(question: str, before: str, carried: str) -> None:
    reading = read(question, *([before] if before else []))
    assert reading.before == carried


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("cb de tps avan la fin", "combien de temps avant la fin"),
        ("slt cb de tps pr kitter la ctg", "salut combien de temps pour quitter la ctg"),
        ("Quel est le tps de parole ?", "Quel est le tps de parole ?"),
        ("sa durée", "sa durée"),
    ],
)
def test_telephone_spelling_is_written_out(typed: str, spelt: str) -> None:
    assert read(typed).standalone == spelt


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_is_read(question: str, before: str) -> None:
    reading = read(question, before)
    assert 1 <= len(reading.parts) <= 6


@pytest.mark.parametrize(
    ("question", "articles", "annexes"),
    [
        ("Que dit l'article 9 ?", (9,), ()),
        ("les articles 6 et 13", (6, 13), ()),
        ("art. 7", (7,), ()),
        ("l'article 1er", (1,), ()),
        ("l'article IX", (9,), ()),
        ("l'article 30 du RGPD", (), ()),
        ("l'article L. 263-1 du code", (), ()),
        ("l'annexe 2 et l'article 5", (5,), (2,)),
        ("Les articles de la convention", (), ()),
    ],
)
def test_places_are_read(question: str, articles: tuple[int, ...], annexes: tuple[int, ...]) -> None:
    assert named_places(question) == Places(articles, annexes)


def test_what_is_pointed_at_and_not_there_is_missing() -> None:
    sections = (Section("a", "article", 5, "", (), 0, 1), Section("b", "annexe", 1, "", (), 1, 2))
    assert missing_places(Places((5, 18), (1, 2)), sections) == Places((18,), (2,))


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Que dit la fiche 2.1 ?", ("fiche 2.1",)),
        ("Qui pilote la fiche-action n° 3.2 de l'axe 3 ?", ("fiche 3.2", "axe 3")),
        ("l'orientation 2 et l'objectif opérationnel 1.2", ("orientation 2", "objectif 1.2")),
        ("Combien d'axes ?", ()),
        ("les actions 2024", ()),
    ],
)
def test_the_parts_of_a_plan_that_a_question_names(question: str, plan: tuple[str, ...]) -> None:
    assert named_places(question).plan == plan


@pytest.mark.parametrize(
    ("question", "quotes", "expected"),
    [
        ("puisque le préavis est de 3 mois", ["un délai de 6 mois"], (("3 mois", "6 mois"),)),
        ("puisque le préavis est de six mois", ["un délai de 6 mois"], ()),
        ("puisque le préavis est de 3 mois", ["6 mois", "9 mois"], ()),
        ("puisque le préavis est de 3 jours", ["un délai de 6 mois"], ()),
        ("une part de 20 %", ["12,5 % du budget"], (("20 %", "12,5 %"),)),
        ("le délai", ["6 mois"], ()),
    ],
)
def test_a_false_premise_is_told_only_without_doubt(
    question: str, quotes: list[str], expected: tuple[tuple[str, str], ...]
) -> None:
    assert contradicted(question, quotes) == expected
