"""Beside the questions: which documents are asked, what they are, and how to add one."""

from __future__ import annotations

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.indexing import show_report
from ctgbot.web.markup import card_html
from ctgbot.web.session import Desk
from ctgbot.web.uploads import ACCEPTED, Upload
from ctgbot.web.words import document_line

SCOPE = "scope"


def scope() -> tuple[str, ...]:
    """Ids of the documents to ask; empty for every document, as the services read it."""
    return tuple(st.session_state.get(SCOPE, ()))


def show_sidebar(desk: Desk, cards: tuple[DocumentCard, ...]) -> tuple[Upload, ...]:
    """Gives back the files that were just handed over: the page takes them in once everything is shown."""
    with st.sidebar:
        if cards:
            _scope(cards)
            _documents(cards)
        uploads = _add(desk)
        show_report(desk)
    return uploads


def _scope(cards: tuple[DocumentCard, ...]) -> None:
    lines = {card.id: document_line(card) for card in cards}
    st.session_state[SCOPE] = [chosen for chosen in scope() if chosen in lines]
    st.multiselect(
        "Documents interrogés",
        options=list(lines),
        format_func=lambda document_id: lines.get(document_id, document_id),
        key=SCOPE,
        placeholder=f"Tous les documents ({len(cards)})",
    )
    st.caption("Sans choix, tous les documents sont interrogés.")


def _documents(cards: tuple[DocumentCard, ...]) -> None:
    listed = "".join(card_html(card) for card in cards)
    with st.expander(f"Documents de l'index ({len(cards)})", expanded=len(cards) <= 3):
        st.html(f'<ul class="ctg-cards">{listed}</ul>')


def _add(desk: Desk) -> tuple[Upload, ...]:
    with st.expander("Ajouter des documents"), st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(
            f"Fichiers {', '.join(ACCEPTED)} (50 Mo au plus)",
            type=[suffix.removeprefix(".") for suffix in ACCEPTED],
            accept_multiple_files=True,
        )
        handed_over = st.form_submit_button("Ajouter et indexer", disabled=desk.busy())
    return tuple(Upload(file.name, file.getvalue()) for file in files) if handed_over else ()
