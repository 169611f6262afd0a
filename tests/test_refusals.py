"""Each kind of « no » says what is lacking and what to do next, and tells nothing of what other texts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctgbot.model import DocumentCard, Identity, Period
from ctgbot.question_evaluation import read_items
from ctgbot.text import refusals


def card(territoire: str, *, exemple: bool = False, nature: str = "convention") -> DocumentCard:
    identity = Identity(f"CTG {territoire}", nature, territoire, Period(2024, 2028), "signe", exemple)  # type: ignore[arg-type]
    return DocumentCard(territoire, identity, None, f"{territoire}.pdf", "", 0)


LYS = card("Lys")
CORPUS = (card("Exempleville", exemple=True), LYS, *(card(f"Ville{letter}") for letter in "ABCDE"))
EVERY = [
    refusals.silent([LYS], ["Dénonciation : préavis"]),
    refusals.nowhere([LYS], ["quorum"]),
    refusals.document_missing(["Hem"], CORPUS),
    refusals.annexe_missing([2], [LYS]),
    refusals.article_missing([18], [LYS]),
    refusals.left_blank(),
    refusals.unread_pages([LYS], [3, 4]),
    refusals.outside_period(["2019"], [LYS]),
    refusals.PERSONAL,
]
NEXT_STEP = ("ajoutez", "demandez", "vérifiez", "reformulez", "ouvrez", "adressez")


@pytest.mark.parametrize("said", EVERY)
def test_every_no_says_what_to_do_next_in_both_languages(said: refusals.Said) -> None:
    assert any(step in said().lower() for step in NEXT_STEP)
    assert said(english=True) != said()
    assert "’" not in said()


def test_a_missing_document_is_named_with_the_conventions_that_are_there() -> None:
    text = refusals.document_missing(["Hem"], CORPUS)()
    assert text.startswith("« Hem » : ce document n'est pas dans le corpus.")
    assert "Lys, VilleA" in text
    assert "Exempleville" not in text  # what is invented is not there


def test_where_all_is_fictional_it_is_said_to_be() -> None:
    examples = [card for card in CORPUS if card.identity.exemple]
    assert examples
    assert "Exempleville (exemple fictif)" in refusals.document_missing(["Hem"], examples)()


def test_nothing_is_listed_of_an_empty_corpus() -> None:
    assert "contient" not in refusals.document_missing(["Hem"], [])()


def test_a_missing_annexe_is_said_not_to_be_attached() -> None:
    assert refusals.annexe_missing([2], [LYS])().startswith("L'annexe 2 n'est pas jointe")
    assert refusals.annexe_missing([2, 3], [LYS])().startswith("Les annexes 2 et 3 ne sont pas jointes")


def test_a_missing_article_is_named_and_no_number_with_it() -> None:
    text = refusals.article_missing([18], [LYS])()
    assert text.startswith("Il n'y a pas d'article 18 dans « CTG Lys »")
    assert [word for word in text.split() if word.isdigit()] == ["18"]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Quel a été le bilan de la CTG en 2019 ?", ("2019",)),
        ("Quel était le budget 2022 ?", ("2022",)),
        ("Qui préside le comité en 2026 ?", ()),
        ("Et après 2029 ?", ()),
        ("Que dit l'arrêté du 3 octobre 2001 ?", ()),
    ],
)
def test_a_year_outside_the_period_is_told(question: str, years: tuple[str, ...]) -> None:
    assert refusals.years_outside(question, [LYS], []) == years


def test_a_year_that_a_quote_holds_is_no_lack() -> None:
    assert refusals.years_outside("Que s'est-il passé en 2019 ?", [LYS], ["Née en 2019, la commune"]) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Quel temps fera-t-il demain ?",
        "Le maire a-t-il raison de signer ?",
        "Pensez-vous que le préavis est trop long ?",
        "La convention de Lys est-elle meilleure que les autres ?",
        "Quel est le montant du RSA ?",
        "Ai-je droit aux APL ?",
        "Raconte-moi une blague",
        "Quelle est la recette de la tarte au sucre ?",
        "La CTG sera-t-elle renouvelée ?",
    ],
)
def test_what_no_convention_could_answer_is_out_of_scope(question: str) -> None:
    assert refusals.out_of_scope(question) is not None


@pytest.mark.parametrize(
    "question",
    [
        "En combien de temps faut-il prévenir ?",
        "Une partie peut-elle se tromper de raison sociale ?",
        "Pour quelle raison la convention peut-elle être résiliée ?",
        "Quels jours le comité se réunit-il le mois suivant ?",
        "Combien d'allocataires du RSA sur le territoire ?",
        "Quel est le montant du bonus territoire ?",
        "La commune a-t-elle droit à une indemnité ?",
        "Le plan d'actions sera-t-il annexé à la convention ?",
        "Est-ce obligatoire ?",
    ],
)
def test_a_question_about_a_convention_is_in_scope(question: str) -> None:
    assert refusals.out_of_scope(question) is None


def test_the_questions_kept_for_refusals_are_readable_and_balanced() -> None:
    items = read_items(Path(__file__).parent / "gold" / "refus.jsonl")
    answerable = sum(item.answerable for item in items)
    assert len(items) >= 150
    assert 0.4 < answerable / len(items) < 0.6
    assert all(item.must_quote for item in items if item.answerable)
