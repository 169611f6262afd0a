"""Page « Questions »: a question in French, an answer with its proof, or the plain statement that there is none."""

from __future__ import annotations

import time
from concurrent.futures import wait

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.conversations import show_conversations, start_afresh
from ctgbot.web.feedback_view import show_feedback
from ctgbot.web.indexing import failure_of, show_progress, show_report, start_ingest
from ctgbot.web.markup import question_html, stopped_html, waiting_html
from ctgbot.web.next_steps import EXAMPLES, show_next_steps
from ctgbot.web.page_view import show_cited_pages
from ctgbot.web.session import Conversation, Desk, Exchange, engine_name, get_conversation, get_desk
from ctgbot.web.sidebar import engine, scope, show_sidebar, to_corpus
from ctgbot.web.sourced import Place, show_answer
from ctgbot.web.words import examples_words, scope_words

PROMISE = "Chaque réponse est prouvée au mot près, ou n'est pas donnée."
_BOX = "question"
_BEAT = 0.15  # seconds between two looks at an answer that is being written
_SOON = 0.6  # seconds after which a wait can be stopped: before, the button would only flicker


def questions() -> None:
    """Everything is shown first; what went wrong is raised last, so that an error hides nothing."""
    conversation = get_conversation()
    _header(conversation)
    desk = get_desk()
    cards = desk.assistant.documents()
    conversations = show_sidebar(cards, engine_name(desk.assistant))
    show_progress(desk)
    if not conversation.exchanges:
        show_report(desk)
    _say_examples(cards)
    if cards:
        _chat(desk, conversation, cards)
    elif not desk.busy():
        _empty(desk)
    with conversations:
        show_conversations(desk, conversation)
    _raise_failures(desk, conversation)


def _header(conversation: Conversation) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'<header class="ctg-header"><h1>Questions</h1><p>{PROMISE}</p></header>', width="content")
        if conversation.exchanges:
            afresh = (conversation,)
            st.button("Nouvelle conversation", icon=":material/add_comment:", on_click=start_afresh, args=afresh)


def _empty(desk: Desk) -> None:
    corpus = desk.assistant.settings.corpus
    st.html(
        '<section class="ctg-empty"><h2>Aucun document n\'est encore indexé</h2>'
        "<p>L'assistant répond à partir de vos conventions. Lisez celles du dossier « corpus », "
        "ou déposez des fichiers dans la page « Corpus ».</p></section>"
    )
    with st.container(horizontal=True):
        st.button("Indexer le dossier corpus", type="primary", on_click=start_ingest, args=((corpus,),))
        to_corpus("Déposer des fichiers")


def _say_examples(cards: tuple[DocumentCard, ...]) -> None:
    """Above the answers: a fictional clause is never taken for a real one."""
    asked = scope()
    said = examples_words([card for card in cards if not asked or card.id in asked])
    if said:
        st.html(f'<p class="ctg-fictional"><strong>Exemples fictifs.</strong> {said}</p>')


def _chat(desk: Desk, conversation: Conversation, cards: tuple[DocumentCard, ...]) -> None:
    st.chat_input("Posez votre question sur les conventions", key=_BOX, on_submit=_ask_typed, args=(desk, conversation))
    if not conversation.exchanges:
        _examples(desk, conversation)
    for exchange in conversation.exchanges:
        _show(desk, exchange, len(cards))
    if conversation.exchanges:
        _after(desk, conversation, conversation.exchanges[-1])


def _after(desk: Desk, conversation: Conversation, last: Exchange) -> None:
    """What to do about a no, under the last answer only."""
    if last.stopping or not last.answered():
        return
    answer = last.future.result().answer
    if answer.status != "answered" and answer.reason:

        def ask(question: str, documents: tuple[str, ...]) -> None:
            conversation.ask(desk.assistant, question, documents, engine())

        show_next_steps(last, answer.reason, ask)


def _examples(desk: Desk, conversation: Conversation) -> None:
    with st.container(gap="small", key="examples"):
        st.html('<h2 class="ctg-examples">Pour commencer</h2>')
        for example in EXAMPLES:
            st.button(example, on_click=_ask, args=(desk, conversation, example), width="stretch")


def _ask_typed(desk: Desk, conversation: Conversation) -> None:
    """Before the run that shows it, so that the whole page knows of the question."""
    _ask(desk, conversation, st.session_state[_BOX])


def _ask(desk: Desk, conversation: Conversation, question: str) -> None:
    conversation.ask(desk.assistant, question, scope(), engine())


def _show(desk: Desk, exchange: Exchange, total: int) -> None:
    """Waits for the answer if need be. A run that is abandoned here loses nothing: the next one waits for the same."""
    anchor = f"source-{exchange.number}"
    st.html(question_html(exchange.question, anchor))
    searched = scope_words(exchange.documents, total)
    _wait(exchange, searched)
    if exchange.stopping:
        st.html(stopped_html(exchange.pieces))
        return
    if exchange.future.exception() is not None:
        return
    reveal, exchange.revealed = not exchange.revealed, True
    shown = exchange.future.result()
    show_answer(shown, Place(anchor, searched), reveal)
    show_cited_pages(desk, shown, anchor)
    show_feedback(desk, exchange)


def _wait(exchange: Exchange, searched: str) -> None:
    """Each beat speaks to the page, which is when Streamlit can begin another run for a click."""
    said, stop = st.empty(), st.empty()
    started = time.monotonic()
    offered = False
    while not exchange.over():
        said.html(waiting_html(searched, tuple(exchange.pieces)))
        if not offered and time.monotonic() - started > _SOON:
            offered = True
            stop.button("Arrêter", key=f"stop-{exchange.number}", icon=":material/stop_circle:", on_click=exchange.stop)
        wait([exchange.future], _BEAT)
    said.empty()
    stop.empty()


def _raise_failures(desk: Desk, conversation: Conversation) -> None:
    failures = [one.future.exception() for one in conversation.exchanges if not one.stopping]
    for failure in (*failures, failure_of(desk)):
        if failure is not None:
            raise failure
