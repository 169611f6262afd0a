"""The Questions page with a journal: conversations that come back, opinions, what is done about a no."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from doubles_web import NOTICE, AssistantDouble, hostile, seed
from streamlit.testing.v1 import AppTest
from test_app import asked, button, opened, page

from ctgbot.adapters.journal import SqlJournal
from ctgbot.errors import Cancelled
from ctgbot.exchanges import Opinion
from ctgbot.kept_answers import answer_json, answer_of
from ctgbot.model import Answer, Reason, SourcedSentence, SourcedText, Turn
from ctgbot.settings import Settings
from ctgbot.web.markup import stopped_html, waiting_html
from ctgbot.web.session import Conversation, Exchange, Shown
from ctgbot.web.words import REFUSALS, understood_words, when_words

QUESTION = "Quel est le délai de prévenance ?"


@dataclass
class Reader(AssistantDouble):
    """Reads each question as `understood`; gives a no of the kind `reason` when it is set."""

    understood: str = ""
    reason: Reason | None = None

    def ask(self, question: str, documents: Sequence[str] = (), history: Sequence[Turn] = ()) -> Answer:
        answer = super().ask(question, documents, history)
        if self.reason:
            body = SourcedText((SourcedSentence("Ce n'est pas dit.", (), True),))
            return Answer(question, "refused", self.reason, body)
        return replace(answer, understood=self.understood)


def fresh(folder: Path) -> Reader:
    """The program as it starts again over the same folder."""
    journal = SqlJournal(folder / "journal.sqlite", answer_json, answer_of)
    return Reader([seed(), hostile()], Settings(index=folder, corpus=folder / "corpus"), journal=journal)


@pytest.fixture
def assistant(tmp_path: Path) -> Reader:
    return fresh(tmp_path)


def labels(app: AppTest) -> list[str]:
    return [found.label.replace("\\", "") for found in app.button]


def ending(app: AppTest, end: str) -> str:
    return next(label for label in [found.label for found in app.button] if label.endswith(end))


def reopened(folder: Path) -> AppTest:
    app = opened(fresh(folder))
    return button(app, ending(app, "aujourd'hui")).click().run()


def opinion_of(assistant: Reader) -> Opinion | None:
    assert assistant.journal is not None
    (line,) = assistant.journal.conversations()
    return assistant.journal.conversation(line.id)[-1].opinion


def test_a_conversation_is_opened_again_after_a_restart_and_goes_on(assistant: Reader, tmp_path: Path) -> None:
    first = page(asked(assistant, QUESTION))
    app = reopened(tmp_path)
    shown = page(app)
    assert "Réponse prouvée" in shown
    assert first.count(f"<mark>{NOTICE}</mark>") == shown.count(f"<mark>{NOTICE}</mark>") == 1
    again = app.session_state["assistant"]
    assert again.questions == []
    app.chat_input[0].set_value("Et le bonus ?").run()
    assert again.questions[0][2][0] == Turn("user", QUESTION)
    assert [line.exchanges for line in again.journal.conversations()] == [2]


def test_a_new_conversation_leaves_the_former_one_in_the_list(assistant: Reader) -> None:
    app = asked(assistant, QUESTION)
    assert any(label.endswith("ouverte") for label in labels(app))
    button(app, "Nouvelle conversation").click().run()
    assert not any(label.endswith("ouverte") for label in labels(app))
    assert any(label.startswith(QUESTION) and label.endswith("aujourd'hui") for label in labels(app))


def test_a_conversation_is_deleted_by_two_clicks(assistant: Reader) -> None:
    app = asked(assistant, QUESTION)
    button(app, "Supprimer la conversation ouverte").click().run()
    button(app, "Annuler").click().run()
    assert opinion_of(assistant) is None
    button(app, "Supprimer la conversation ouverte").click().run()
    button(app, "Supprimer").click().run()
    assert assistant.journal is not None
    assert assistant.journal.conversations() == ()
    assert "Réponse prouvée" not in page(app)


def test_a_thumb_is_kept_changed_and_taken_back(assistant: Reader, tmp_path: Path) -> None:
    app = asked(assistant, QUESTION)
    button(app, "Utile").click().run()
    kept = opinion_of(assistant)
    assert kept is not None
    assert kept.rating == "up"
    again = reopened(tmp_path)
    assert "Utile (votre avis)" in labels(again)
    button(again, "À revoir").click().run()
    assert (changed := opinion_of(assistant)) is not None
    assert changed.rating == "down"
    button(again, "Retirer l'avis").click().run()
    assert opinion_of(assistant) is None


def test_a_reason_and_the_article_expected_come_back_in_the_form(assistant: Reader, tmp_path: Path) -> None:
    app = asked(assistant, QUESTION)
    button(app, "À revoir").click().run()
    app.button_group[0].set_value(["wrong_article"])
    app.text_input[0].set_value("art. 6")
    app.text_area[0].set_value("L'article 6 le dit.")
    button(app, "Enregistrer l'avis").click().run()
    kept = opinion_of(assistant)
    assert kept is not None
    assert (kept.faults, kept.articles, kept.comment) == (("wrong_article",), (6,), "L'article 6 le dit.")
    again = reopened(tmp_path)
    assert (again.text_input[0].value, again.text_area[0].value) == ("6", "L'article 6 le dit.")


def test_an_article_that_is_none_is_said_and_changes_nothing(assistant: Reader) -> None:
    app = asked(assistant, QUESTION)
    button(app, "À revoir").click().run()
    app.text_input[0].set_value("treize")
    button(app, "Enregistrer l'avis").click().run()
    assert "numéros des articles" in app.error[0].value
    assert "Réponse prouvée" in page(app)
    assert (kept := opinion_of(assistant)) is not None
    assert kept.articles == ()


def test_an_exchange_forgotten_meanwhile_takes_no_opinion(assistant: Reader) -> None:
    app = asked(assistant, QUESTION)
    assert assistant.journal is not None
    assistant.journal.forget(["lys"])
    button(app, "Utile").click().run()
    assert "plus dans l'historique" in app.error[0].value.replace("\\", "")
    assert assistant.journal.opinions() == ()


def test_without_a_journal_nothing_is_listed_and_no_opinion_asked_for(assistant: Reader) -> None:
    assistant.journal = None
    app = asked(assistant, QUESTION)
    assert "Réponse prouvée" in page(app)
    assert not {"Utile", "À revoir", "Supprimer la conversation ouverte"} & set(labels(app))


def test_a_journal_that_cannot_be_read_hides_no_answer(assistant: Reader, tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"ceci n'est pas une base" * 200)
    app = asked(assistant, QUESTION)
    assert "Réponse prouvée" in page(app)
    assert "CTGBOT" in app.error[0].value


def test_a_question_read_otherwise_than_typed_is_shown(assistant: Reader) -> None:
    assistant.understood = "Qui assure le secrétariat du comité de pilotage ?"
    shown = page(asked(assistant, "Et qui en assure le secrétariat ?"))
    assert "Question comprise :</strong> Qui assure le secrétariat du comité de pilotage" in shown


@pytest.mark.parametrize(
    ("typed", "understood", "shown"),
    [
        ("Quel délai ?", "", False),
        ("Quel délai ?", "Quel délai ?", False),
        ("quel  delai", "Quel délai ?", False),
        ("cb de tps avan", "Combien de temps avant ?", True),
        ("Et le <b>bonus</b> ?", "Quel est le <b>bonus</b> ?", True),
    ],
)
def test_a_question_read_as_it_was_typed_is_not_said_twice(typed: str, understood: str, shown: bool) -> None:
    answer = Answer(typed, "answered", None, SourcedText(()), understood=understood)
    assert understood_words(answer) == (understood if shown else "")


@pytest.mark.parametrize("reason", get_args(Reason))
def test_each_kind_of_no_has_its_title(assistant: Reader, reason: Reason) -> None:
    assistant.reason = reason
    shown = page(asked(assistant, QUESTION))
    assert f"<strong>{REFUSALS[reason]}</strong>" in shown
    assert "ctg-is-refused" in shown


@pytest.mark.parametrize(
    ("reason", "offered"),
    [
        ("document_missing", "Ajouter un document"),
        ("annex_missing", "Ajouter un document"),
        ("not_in_corpus", "Ajouter un document"),
        ("placeholder", "Voir ce qui reste à compléter"),
        ("personal_data", "Essayer : C'est quoi le délai pour résilier la CTG ?"),
        ("out_of_scope", "Essayer : C'est quoi le délai pour résilier la CTG ?"),
    ],
)
def test_each_kind_of_no_offers_what_to_do_next(assistant: Reader, reason: Reason, offered: str) -> None:
    assistant.reason = reason
    assert offered in labels(asked(assistant, QUESTION))


def test_an_example_offered_under_a_no_is_asked(assistant: Reader) -> None:
    assistant.reason = "out_of_scope"
    app = asked(assistant, QUESTION)
    button(app, "Essayer : C'est quoi le délai pour résilier la CTG ?").click().run()
    assert [question for question, _, _ in assistant.questions][-1] == "C'est quoi le délai pour résilier la CTG ?"


def test_a_question_refused_in_some_documents_is_asked_again_of_all(assistant: Reader) -> None:
    assistant.reason = "not_in_corpus"
    app = opened(assistant)
    app.multiselect[0].select("piege").run()
    app.chat_input[0].set_value(QUESTION).run()
    button(app, "Chercher dans tous les documents").click().run()
    assert [documents for _, documents, _ in assistant.questions] == [("piege",), ()]


def test_no_choice_of_engine_without_a_language_model(assistant: Reader) -> None:
    assert not opened(assistant).radio


def test_the_engine_chosen_is_asked_and_its_sentences_are_heard(tmp_path: Path) -> None:
    class Writer(Reader):
        def engine_name(self) -> str:
            return "petit-modele"

        def ask(self, question, documents=(), history=(), engine="", watch=None, cancelled=None):  # type: ignore[no-untyped-def]
            if engine:
                watch("Première phrase.")
                assert not cancelled()
            return replace(super().ask(question, documents, history), engine=engine or "extractive")

    assistant = Writer([seed()], Settings(index=tmp_path, corpus=tmp_path / "corpus"))
    app = opened(assistant)
    assert app.radio[0].options == ["Citations seules", "Phrases du modèle petit\\-modele"]
    app.radio[0].set_value("llm").run()
    app.chat_input[0].set_value(QUESTION).run()
    (exchange,) = app.session_state["conversation"].exchanges
    assert exchange.pieces == ["Première phrase."]
    assert exchange.future.result().answer.engine == "llm"


def test_a_stopped_answer_is_over_at_once_and_its_worker_ends_at_its_next_sentence() -> None:
    exchange = Exchange(QUESTION)
    exchange.hear("Une phrase.")
    assert not exchange.over()
    exchange.stop()
    assert exchange.over()
    with pytest.raises(Cancelled):
        exchange.hear("Une autre.")
    assert exchange.pieces == ["Une phrase."]


def test_an_answer_already_given_is_not_stopped_and_a_stopped_one_is_no_history() -> None:
    given: Future[Shown] = Future()
    body = SourcedText((SourcedSentence("Six mois.", (), True),))
    given.set_result(Shown(Answer(QUESTION, "answered", None, body), {}, {}))
    exchange = Exchange(QUESTION, future=given)
    exchange.stop()
    assert not exchange.stopping
    assert len(Conversation([exchange]).history()) == 2
    exchange.stopping = True
    assert Conversation([exchange]).history() == ()


def test_what_is_not_checked_yet_says_so_and_stays_text() -> None:
    waiting = waiting_html("2 documents", ("<b>Six mois.</b>",))
    assert "&lt;b&gt;Six mois.&lt;/b&gt;" in waiting
    assert "en cours de vérification" in waiting
    assert "Recherche dans 2 documents…" in waiting_html("2 documents", ())
    assert "non vérifié" in stopped_html(("Six mois.",))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T12:00:00+00:00", "aujourd'hui"),
        ("2026-11-22T12:00:00+00:00", "hier"),
        ("2026-11-01T12:00:00+00:00", "1er novembre"),
        ("2025-08-03T12:00:00+00:00", "3 août 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(at: str, words: str) -> None:
    assert when_words(at, date(2026, 11, 23)) == words
