"""Beside the questions: which documents are asked, what they are, and the way to the page that holds them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ctgbot.model import DocumentCard
from ctgbot.web.corpus import corpus
from ctgbot.web.markup import card_html
from ctgbot.web.words import as_markdown, document_line

SCOPE = "scope"
_ENGINE = "engine"
_MOST_LISTED = 30  # beyond, the Corpus page lists them better


def scope() -> tuple[str, ...]:
    """Ids of the documents to ask; empty for every document, as the services read it."""
    return tuple(st.session_state.get(SCOPE, ()))


def engine() -> str:
    """« llm » when the person wants the language model to write; else empty: quotes alone."""
    return "llm" if st.session_state.get(_ENGINE) == "llm" else ""


def show_sidebar(cards: tuple[DocumentCard, ...], model: str) -> DeltaGenerator:
    """Gives back the place of the conversations, filled last. `model`: the language model, if one is configured."""
    with st.sidebar:
        if not cards:
            return st.container()
        _scope(cards)
        if model:
            _engine(model)
        conversations = st.container()
        _documents(cards)
        to_corpus("Gérer les documents")
        return conversations


def _engine(model: str) -> None:
    names = {"extractive": "Citations seules", "llm": f"Phrases du modèle {as_markdown(model)}"}
    st.radio(
        "Rédaction des réponses",
        list(names),
        format_func=lambda one: names[one],
        key=_ENGINE,
        persist_state="session",
        help="Le modèle met en phrases ce que disent les textes ; chaque phrase est vérifiée contre sa citation.",
    )


def to_corpus(label: str) -> None:
    """A button rather than a link: the page it leads to keeps its own address."""
    if st.button(label, icon=":material/folder_open:"):
        st.switch_page(st.Page(corpus, title="Corpus", url_path="corpus"))


def _scope(cards: tuple[DocumentCard, ...]) -> None:
    lines = {card.id: document_line(card) for card in cards}
    st.session_state[SCOPE] = [chosen for chosen in scope() if chosen in lines]
    st.multiselect(
        "Documents interrogés",
        options=list(lines),
        format_func=lambda document_id: lines.get(document_id, document_id),
        key=SCOPE,
        placeholder=f"Tous les documents ({len(cards)})",
        persist_state="session",
    )
    st.caption("Sans choix, tous les documents sont interrogés.")


def _documents(cards: tuple[DocumentCard, ...]) -> None:
    if len(cards) > _MOST_LISTED:
        return
    listed = "".join(card_html(card) for card in cards)
    with st.expander(f"Documents ({len(cards)})", expanded=len(cards) <= 3):
        st.html(f'<ul class="ctg-cards">{listed}</ul>')
