"""Beside the questions: which documents are asked, what they are, and the way to the page that holds them."""

from __future__ import annotations

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.corpus import corpus
from ctgbot.web.markup import card_html
from ctgbot.web.words import document_line

SCOPE = "scope"
_MOST_LISTED = 30  # beyond, the Corpus page lists them better


def scope() -> tuple[str, ...]:
    """Ids of the documents to ask; empty for every document, as the services read it."""
    return tuple(st.session_state.get(SCOPE, ()))


def show_sidebar(cards: tuple[DocumentCard, ...]) -> None:
    with st.sidebar:
        if cards:
            _scope(cards)
            _documents(cards)
            to_corpus("Gérer les documents")


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
