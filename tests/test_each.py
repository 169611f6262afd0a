"""One question put to several conventions: a row for each, the silent ones said, every number of a citation its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ctgbot.each import Row, as_answer, ask_each, counted, rows_of, says
from ctgbot.errors import Cancelled
from ctgbot.model import (
    Answer,
    AnswerStatus,
    Citation,
    DocumentCard,
    Identity,
    Period,
    Reason,
    SourcedSentence,
    SourcedText,
)

QUESTION = "Comment chaque commune traite-t-elle l'inclusion numérique ?"


def card(name: str) -> DocumentCard:
    return DocumentCard(name.lower(), Identity(f"CTG {name}", "convention", name, Period(2024, 2028)), None, "", "0", 3)


VALBRUME, ROCHEMORTE, HAUTPRE = CARDS = (card("Valbrume"), card("Rochemorte"), card("Hautpré"))


def answer(
    document: DocumentCard, *quotes: str, status: AnswerStatus = "answered", reason: Reason | None = None
) -> Answer:
    citations = tuple(
        Citation(place, document.id, document.identity.title, "art. 2", 2, None, 0, len(quote), quote, quote)
        for place, quote in enumerate(quotes, 1)
    )
    sentences = tuple(SourcedSentence(f"« {one.quote} »", (one.id,), verified=True) for one in citations)
    return Answer("", status, reason, SourcedText(sentences, citations))


def silent() -> Answer:
    said = SourcedText((SourcedSentence("Rien de tel dans le texte.", (), verified=True),))
    return Answer("", "refused", "not_in_corpus", said)


class Library:
    """Answers known beforehand; `asked` records what was asked of whom."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, question: str, documents: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(documents)))
        return (
            self.answers[documents[0]]
            if documents
            else Answer(question, "refused", "document_missing", SourcedText(()))
        )


ANSWERS = {
    "valbrume": silent(),
    "rochemorte": answer(ROCHEMORTE, "Un conseiller numérique reçoit.", "Deux ateliers par an."),
    "hautpré": answer(HAUTPRE, "L'inclusion numérique sera traitée plus tard.", status="partial"),
}


def test_each_convention_is_asked_alone_and_those_that_answer_come_first() -> None:
    library = Library(ANSWERS)
    table = ask_each(QUESTION, CARDS, library, CARDS)
    alone = "L'inclusion numérique ?"
    assert library.asked == [(alone, ("valbrume",)), (alone, ("rochemorte",)), (alone, ("hautpré",))]
    assert [(row.document.id, row.says) for row in table.rows] == [
        ("rochemorte", "dit"),
        ("hautpré", "en partie"),
        ("valbrume", "rien"),
    ]


def test_a_commune_that_is_not_in_the_corpus_is_refused_by_name_before_anything_is_asked() -> None:
    library = Library(ANSWERS)
    asked = "Comment la commune de Montfaucon et chaque commune traitent-elles le handicap ?"
    table = ask_each(asked, CARDS, library, CARDS)
    assert table.refused is not None
    assert table.refused.reason == "document_missing"
    assert library.asked == [(asked, ())]
    assert as_answer(table) is table.refused


def test_a_person_may_stop_between_two_conventions() -> None:
    library = Library(ANSWERS)
    with pytest.raises(Cancelled):
        ask_each(QUESTION, CARDS, library, CARDS, lambda done, _total: done == 1)
    assert len(library.asked) == 1


def test_half_an_answer_about_something_else_is_none() -> None:
    near = answer(VALBRUME, "Vu le code général des collectivités territoriales ;", status="partial")
    assert says(near, "L'inclusion numérique ?") == "rien"
    assert (
        says(answer(VALBRUME, "Un conseiller numérique, pour inclure.", status="partial"), "Numérique ?") == "en partie"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(VALBRUME, "Oui."), "dit"),
        (answer(VALBRUME, "Oui.", status="partial"), "en partie"),
        (answer(VALBRUME, "Le XX.", status="partial", reason="placeholder"), "à compléter"),
        (answer(VALBRUME, status="refused", reason="placeholder"), "à compléter"),
        (silent(), "rien"),
        (Answer("", "answered", None, SourcedText((SourcedSentence("Sans preuve."),))), "rien"),
    ],
)
def test_only_what_is_proven_counts_as_said(given: Answer, expected: str) -> None:
    assert says(given) == expected


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("d d d", "3 conventions répondent."),
        ("d p r r", "1 convention répond, 1 répond en partie, 2 n'en disent rien."),
        ("c r", "1 convention a laissé le point à compléter, 1 n'en dit rien."),
        ("r r", "2 conventions n'en disent rien."),
        ("", "Aucune convention à interroger."),
    ],
)
def test_how_many_say_what(kinds: str, said: str) -> None:
    known = {
        "d": answer(VALBRUME, "Oui."),
        "p": answer(VALBRUME, "Oui.", status="partial"),
        "c": answer(VALBRUME, status="refused", reason="placeholder"),
        "r": silent(),
    }
    rows: tuple[Row, ...] = rows_of([(VALBRUME, known[kind]) for kind in kinds.split()])
    assert counted(rows) == said


def test_one_answer_out_of_all_keeps_every_quote_under_a_number_of_its_own() -> None:
    found = as_answer(ask_each(QUESTION, CARDS, Library(ANSWERS), CARDS))
    assert (found.status, found.question) == ("answered", QUESTION)
    assert [citation.id for citation in found.body.citations] == [1, 2, 3]
    by_id = {citation.id: citation.quote for citation in found.body.citations}
    for sentence in found.body.sentences:
        assert all(by_id[cited] in sentence.text for cited in sentence.citations)
    assert "Valbrume" in found.body.sentences[-1].text


def test_when_none_says_anything_the_answer_is_no() -> None:
    found = as_answer(ask_each(QUESTION, [VALBRUME], Library(ANSWERS), CARDS))
    assert (found.status, found.reason, found.body.citations) == ("refused", "not_in_corpus", ())
