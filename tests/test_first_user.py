"""What a first user met and must not meet again: wrong commune, leaking conversation, words that only look alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fictional import FICTIONAL

from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.model import Turn
from ctgbot.settings import Settings
from ctgbot.text import words

SEED = Path(__file__).parents[1] / "corpus" / "conventions" / "ctg-lys-lez-lannoy-2024-2028.txt"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("first-user")
    (folder / "bruyere.txt").write_text(FICTIONAL, encoding="utf-8")
    assistant = open_assistant(Settings(index=folder / "index"))
    assistant.ingest([SEED, folder / "bruyere.txt"])
    return assistant


def test_a_commune_that_was_not_chosen_is_not_answered_by_another_one(both: Assistant) -> None:
    answer = both.ask("Quel est le délai de prévenance à Lys-lez-Lannoy ?", documents=("bruyere",))
    assert (answer.status, answer.reason, answer.body.citations) == ("refused", "document_missing", ())
    assert "n'est pas parmi les documents choisis" in answer.body.text


@pytest.mark.parametrize(
    "question", ["Quel est le délai de prévenance à Roubaix ?", "Combien de places en crèche à Lille ?"]
)
def test_a_place_that_stands_in_no_text_is_refused_by_name(both: Assistant, question: str) -> None:
    answer = both.ask(question)
    assert (answer.status, answer.reason) == ("refused", "document_missing")


def test_without_a_name_each_convention_answers_for_itself(both: Assistant) -> None:
    chosen = [card.id for card in both.documents()]
    answer = both.ask("Combien de temps à l'avance faut-il prévenir pour se retirer ?", chosen)
    cited = {citation.document_id: citation.quote for citation in answer.body.citations}
    assert "6 mois" in cited["ctg-lys-lez-lannoy-2024-2028"]
    assert "quatre mois" in cited["bruyere"]


def test_a_fictional_example_answers_only_when_it_is_named_or_chosen(both: Assistant) -> None:
    answer = both.ask("Combien de temps à l'avance faut-il prévenir pour se retirer ?")
    assert {citation.document_id for citation in answer.body.citations} == {"ctg-lys-lez-lannoy-2024-2028"}


def test_the_documents_of_the_conversation_are_said(both: Assistant) -> None:
    history = (Turn("user", "Qui préside le comité de suivi à Bruyère-sur-Ondelle ?"), Turn("assistant", "Le maire."))
    answer = both.ask("Combien de fois se réunit le comité de suivi ?", history=history)
    assert {citation.document_id for citation in answer.body.citations} == {"bruyere"}
    assert any("dont parlait la conversation" in warning for warning in answer.warnings)


@pytest.mark.parametrize("question", ["La MSA est-elle signataire ?", "Que se passe-t-il en cas de litige ?"])
def test_a_question_that_stands_alone_takes_nothing_from_the_one_before(both: Assistant, question: str) -> None:
    lys = ("ctg-lys-lez-lannoy-2024-2028",)
    history = (Turn("user", "Quel est le délai de prévenance ?"), Turn("assistant", "6 mois."))
    alone, after = both.ask(question, documents=lys), both.ask(question, documents=lys, history=history)
    assert after.body == alone.body


@pytest.mark.parametrize(
    ("question", "words_of_the_text"),
    [
        ("Qui est le maire ?", "Charles Alexandre PROKOPOWICZ"),
        ("Qui compose le comité de pilotage ?", "composé, à parité"),
        ("Quand se termine la convention ?", "31 décembre AAAA"),
        ("Combien d'exemplaires originaux faut-il ?", "En autant d'exemplaires originaux que de signataires"),
        ("Que dit l'article 9 ?", "logos de chacune des parties"),
    ],
)
def test_what_is_asked_is_found_where_it_stands(both: Assistant, question: str, words_of_the_text: str) -> None:
    answer = both.ask(question, documents=("ctg-lys-lez-lannoy-2024-2028",))
    assert any(words_of_the_text in citation.quote for citation in answer.body.citations)


def test_a_request_to_draft_says_that_it_is_not_drafted(both: Assistant) -> None:
    answer = both.ask("Rédige-moi un compte rendu du comité de pilotage", documents=("ctg-lys-lez-lannoy-2024-2028",))
    assert answer.status == "partial"
    assert "Je ne rédige pas ce genre de texte" in answer.body.text


def test_two_threads_may_stem_at_once() -> None:
    written = [f"résiliation{'s' * (n % 3)}é{n}" for n in range(4_000)]
    words.stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(words.stem, written))
    words.stem.cache_clear()
    assert together == [words.stem(word) for word in written]
