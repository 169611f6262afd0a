"""The pages as Streamlit runs them, around a double: what is shown, and that a document stays data."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from doubles_web import ATTACK, NOTICE, PAGE, AssistantDouble, hostile, seed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from ctgbot.errors import IndexBusy, UnreadableFile
from ctgbot.model import Turn
from ctgbot.settings import Settings

APP = str(Path(__file__).parent.parent / "app.py")


@pytest.fixture
def assistant(tmp_path: Path) -> AssistantDouble:
    return AssistantDouble(settings=Settings(index=tmp_path / "index", corpus=tmp_path / "corpus"))


def opened(assistant: AssistantDouble) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def asked(assistant: AssistantDouble, question: str) -> AppTest:
    return opened(assistant).chat_input[0].set_value(question).run()


def page(app: AppTest) -> str:
    """The page's own HTML, its style and its script aside, spaces made plain."""
    ours = (element.body for element in app.html if not element.body.lstrip().startswith(("<style", "<script")))
    return "\n".join(ours).replace("\u00a0", " ")


def button(app: AppTest, label: str) -> Button:
    return next(found for found in app.button if found.label == label)


def run_until_done(app: AppTest) -> AppTest:
    """Runs the page again until the ingest under way has ended."""
    for _ in range(200):
        desk = app.session_state["desk"]
        if desk.task is not None and desk.task.future.done():
            return app.run()
        time.sleep(0.05)
    raise AssertionError("the ingest has not ended")


def test_an_answer_is_shown_with_its_status_and_its_citation(assistant: AssistantDouble) -> None:
    shown = page(asked(assistant, "Quel est le délai de prévenance ?"))
    assert "Réponse prouvée" in shown
    assert f"<mark>{NOTICE}</mark>" in shown
    assert "art. 13 › Résiliation par consentement mutuel" in shown
    assert "Convention territoriale globale 2024-2028, page 4" in shown


def test_a_number_opens_the_clause_in_its_section(assistant: AssistantDouble) -> None:
    shown = page(asked(assistant, "Quel est le délai de prévenance ?"))
    anchor = shown.split('class="ctg-mark" href="#')[1].split('"')[0]
    context = shown.split(f'id="{anchor}"')[1].split("</details>")[0]
    assert "La présente convention peut être dénoncée par l" in context
    assert NOTICE in context


def test_a_draft_says_so_wherever_it_is_named(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    source = page(app).split('<details class="ctg-source">')[1].split("</summary>")[0]
    assert '<span class="ctg-tag">projet</span>' in source
    assert "projet" in app.multiselect[0].options[0]
    assert "(projet), art. 13" in page(app).split('data-ctg-copy="')[1].split('"')[0]


def test_a_fictional_example_says_so_wherever_it_is_named(assistant: AssistantDouble) -> None:
    assistant.library = [hostile()]
    app = asked(assistant, "Que dit le piège ?")
    source = page(app).split('<details class="ctg-source">')[1].split("</summary>")[0]
    assert "exemple fictif" in source
    assert "exemple fictif" in app.multiselect[0].options[0]


def test_a_sentence_without_proof_is_marked_and_the_status_says_so(assistant: AssistantDouble) -> None:
    shown = page(asked(assistant, "C'est quoi le délai pour résilier la CTG ?"))
    invented = shown.split("Le préavis court à compter de la réception.")[1].split("</p>")[0]
    assert "non vérifié" in invented
    assert "Réponse prouvée, sauf les phrases marquées" in shown
    proved = shown.split("Par consentement mutuel : 6 mois.")[1].split("</p>")[0]
    assert "non vérifié" not in proved


def test_a_warning_is_shown(assistant: AssistantDouble) -> None:
    assert "Trois régimes coexistent" in page(asked(assistant, "Comment résilier ?"))


def test_a_refusal_shows_the_nearest_clauses_as_nearest_only(assistant: AssistantDouble) -> None:
    shown = page(asked(assistant, "Quel est le montant du bonus territoire ?"))
    assert "Pas dans les textes" in shown
    answer, nearest = shown.split("Clauses les plus proches (ce ne sont pas des réponses)")
    assert "Bonus Territoire Ctg" in nearest
    assert "Bonus Territoire Ctg" not in answer
    assert "<mark>" not in shown


def test_a_partial_answer_says_what_is_missing(assistant: AssistantDouble) -> None:
    shown = page(asked(assistant, "Quand la convention prend-elle effet ?"))
    assert "Réponse partielle" in shown
    assert "restée à compléter" in shown


def test_a_document_that_carries_its_mark_in_its_name_says_it_once(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    assert page(app).split("<summary>")[1].split("</summary>")[0].count("projet") == 1


def test_html_in_a_document_is_shown_as_text(assistant: AssistantDouble) -> None:
    assistant.library = [hostile()]
    app = asked(assistant, "Que dit le piège ?")
    shown = page(app)
    assert ATTACK not in shown
    for tag in ("<script", "<b>", "<img"):
        assert tag not in shown
    assert "&lt;script&gt;alert(&quot;corpus&quot;)&lt;/script&gt;" in shown


def test_html_in_a_question_is_shown_as_text(assistant: AssistantDouble) -> None:
    assert ATTACK not in page(asked(assistant, f"Quel délai ? {ATTACK}"))


def test_an_example_asks_its_question(assistant: AssistantDouble) -> None:
    app = opened(assistant)
    button(app, "Quel est le délai de prévenance ?").click().run()
    assert [question for question, _, _ in assistant.questions] == ["Quel est le délai de prévenance ?"]
    assert "Réponse prouvée" in page(app)


def test_the_scope_is_passed_on(assistant: AssistantDouble) -> None:
    assistant.library.append(hostile())
    app = opened(assistant)
    app.multiselect[0].select("lys").run()
    app.chat_input[0].set_value("Quel est le délai de prévenance ?").run()
    assert assistant.questions[0][1] == ("lys",)
    assert "1 document sur 2" in page(app)


def test_without_a_choice_every_document_is_asked(assistant: AssistantDouble) -> None:
    asked(assistant, "Quel est le délai de prévenance ?")
    assert assistant.questions[0][1] == ()


def test_an_erased_document_leaves_the_scope(assistant: AssistantDouble) -> None:
    assistant.library.append(hostile())
    app = opened(assistant)
    app.multiselect[0].select("piege").run()
    assistant.library.pop()
    app.run()
    app.chat_input[0].set_value("Quel est le délai de prévenance ?").run()
    assert assistant.questions[0][1] == ()


def test_the_next_question_comes_with_the_history(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    app.chat_input[0].set_value("Et le bonus ?").run()
    history = assistant.questions[1][2]
    assert history[0] == Turn("user", "Quel est le délai de prévenance ?")
    assert history[1].role == "assistant"
    assert NOTICE in history[1].content


def test_a_new_conversation_forgets_the_answers(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    button(app, "Nouvelle conversation").click().run()
    assert "Réponse prouvée" not in page(app)
    app.chat_input[0].set_value("Et le bonus ?").run()
    assert assistant.questions[1][2] == ()


def test_a_click_on_a_widget_keeps_the_answers_and_asks_nothing_again(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    before = page(app)
    app.multiselect[0].select("lys").run()
    assert page(app) == before
    assert len(assistant.questions) == 1


def test_an_answer_survives_the_erasure_of_its_document(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    assistant.library = [hostile()]
    assert f"<mark>{NOTICE}</mark>" in page(app.run())


def test_a_known_error_is_french_and_hides_no_answer(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    app.chat_input[0].set_value("a" * 20_000).run()
    assert [error.value.replace("\\", "") for error in app.error] == [
        "La question est trop longue : 2000 caractères au plus."
    ]
    assert "Réponse prouvée" in page(app)
    app.chat_input[0].set_value("Et le bonus ?").run()
    assert not app.error


def test_an_unexpected_error_is_french_and_shows_nothing_of_the_inside(assistant: AssistantDouble) -> None:
    app = asked(assistant, "panne")
    assert "Une erreur inattendue" in app.error[0].value
    assert "secret internal detail" not in app.error[0].value
    assert not app.exception


def test_an_empty_index_says_what_to_do_and_the_button_does_it(assistant: AssistantDouble) -> None:
    assistant.library = []
    app = opened(assistant)
    assert "Aucun document n'est encore indexé" in page(app)
    assert not app.chat_input
    button(app, "Indexer le dossier corpus").click().run()
    run_until_done(app)
    assert assistant.ingested == [assistant.settings.corpus]
    assert app.chat_input
    assert "1 ajouté" in page(app)


def test_an_index_being_built_says_what_is_done_and_the_time_left(assistant: AssistantDouble) -> None:
    assistant.library = []
    assistant.gate.clear()
    app = opened(assistant)
    button(app, "Indexer le dossier corpus").click().run()
    for _ in range(100):
        if assistant.ingested:
            break
        time.sleep(0.05)
    app.run()
    said = app.get("progress")[0].proto.text.replace("\\", "")
    assert "Lecture — ctg-lys-lez-lannoy-2024-2028.txt" in said
    assert "encore environ 12 s" in app.caption[-1].value
    assert "Indexer le dossier corpus" not in [found.label for found in app.button]
    assistant.gate.set()
    run_until_done(app)
    assert not app.get("progress")


def test_a_busy_index_is_said_without_hiding_the_page(assistant: AssistantDouble) -> None:
    assistant.library = []
    assistant.ingest_error = IndexBusy("Une autre indexation est en cours : réessayez quand elle sera finie.")
    app = opened(assistant)
    button(app, "Indexer le dossier corpus").click().run()
    run_until_done(app)
    assert (
        app.error[0].value.replace("\\", "") == "Une autre indexation est en cours : réessayez quand elle sera finie."
    )
    assert "Aucun document n'est encore indexé" in page(app)


def test_the_title_of_a_document_is_never_read_as_markdown(assistant: AssistantDouble) -> None:
    known = seed()
    identity = replace(known.card.identity, title="Convention <b>x</b>")
    assistant.library = [replace(known, card=replace(known.card, identity=identity))]
    app = opened(assistant)
    assert "Convention &lt;b&gt;x&lt;/b&gt;" in page(app)


@pytest.fixture
def of_pdf(assistant: AssistantDouble) -> AssistantDouble:
    known = seed()
    assistant.library = [replace(known, card=replace(known.card, path="/corpus/lys.PDF"))]
    return assistant


def pages_shown(app: AppTest) -> int:
    return len(app.get("image"))


def test_a_source_of_a_pdf_shows_its_page_with_the_quote_boxed(of_pdf: AssistantDouble) -> None:
    app = asked(of_pdf, "Quel est le délai de prévenance ?")
    assert (of_pdf.pictures, pages_shown(app)) == ([], 0)
    button(app, "Voir la page 4 (source 1)").click().run()
    assert (of_pdf.pictures, pages_shown(app)) == ([("lys", 4, NOTICE)], 1)
    button(app, "Masquer la page 4 (source 1)").click().run()
    assert (len(of_pdf.pictures), pages_shown(app)) == (1, 0)


def test_a_source_without_pages_shows_none(assistant: AssistantDouble) -> None:
    app = asked(assistant, "Quel est le délai de prévenance ?")
    assert not [found for found in app.button if found.label.startswith("Voir la page")]


def test_a_page_that_cannot_be_drawn_says_why_and_hides_no_answer(of_pdf: AssistantDouble) -> None:
    of_pdf.picture = UnreadableFile("unreadable", "Le fichier d'origine n'est plus lisible à son emplacement.")
    app = asked(of_pdf, "Quel est le délai de prévenance ?")
    button(app, "Voir la page 4 (source 1)").click().run()
    assert "n'est plus lisible" in app.warning[0].value
    assert "Réponse prouvée" in page(app)
    assert not app.error


def test_a_fault_in_drawing_a_page_shows_nothing_of_the_inside(of_pdf: AssistantDouble) -> None:
    of_pdf.picture = ValueError("secret internal detail")
    app = asked(of_pdf, "Quel est le délai de prévenance ?")
    button(app, "Voir la page 4 (source 1)").click().run()
    assert "n'a pas pu être affichée" in app.warning[0].value
    assert "secret internal detail" not in app.warning[0].value


def test_a_quote_that_is_not_found_on_its_page_says_so(of_pdf: AssistantDouble) -> None:
    of_pdf.picture = replace(PAGE, boxes=())
    app = asked(of_pdf, "Quel est le délai de prévenance ?")
    button(app, "Voir la page 4 (source 1)").click().run()
    assert any("n'a pas été retrouvée" in caption.value for caption in app.caption)


def test_a_recognised_quote_says_so_beside_its_source_and_in_what_is_copied(assistant: AssistantDouble) -> None:
    assistant.ocr = True
    shown = page(asked(assistant, "Quel est le délai de prévenance ?"))
    assert "texte reconnu (OCR)" in shown.split('<details class="ctg-source">')[1].split("</summary>")[0]
    assert "texte reconnu (OCR)" in shown.split('data-ctg-copy="')[1].split('"')[0]


def test_fictional_examples_among_the_documents_asked_are_said(assistant: AssistantDouble) -> None:
    assistant.library.append(hostile())
    app = opened(assistant)
    assert "1 des 2 documents interrogés est inventé" in page(app)
    app.multiselect[0].select("lys").run()
    assert "inventé" not in page(app)


def test_the_documents_chosen_stay_chosen_after_a_visit_to_the_corpus(assistant: AssistantDouble) -> None:
    assistant.library.append(hostile())
    app = opened(assistant)
    app.multiselect[0].select("lys").run()
    button(app, "Gérer les documents").click().run()
    assert app.session_state["scope"] == ["lys"]
