"""Taking one document out, in two steps: what it does and what it does not is said before the second."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.library import leave
from ctgbot.web.session import Desk, start_errand

_ASKED = "erasing"  # id of the document whose erasure waits for a yes


def show_removal(desk: Desk, card: DocumentCard) -> None:
    if st.session_state.get(_ASKED) != card.id:
        st.html('<p class="ctg-note">Un document retiré ne sert plus à aucune réponse.</p>')
        st.button("Retirer ce document…", on_click=_ask, args=(card.id,), disabled=desk.busy())
        return
    st.html(_said(card))
    with st.container(horizontal=True):
        st.button("Retirer définitivement", type="primary", on_click=_erase, args=(desk, card), disabled=desk.busy())
        st.button("Annuler", on_click=_ask, args=("",))


def _ask(document_id: str) -> None:
    st.session_state[_ASKED] = document_id


def _erase(desk: Desk, card: DocumentCard) -> None:
    _ask("")
    leave()
    title = card.identity.title
    erase = partial(desk.assistant.erase, card.id)
    start_errand(erase, "Retrait du document…", f"« {title} » est retiré. Son fichier est resté à sa place.")


def _said(card: DocumentCard) -> str:
    return (
        '<section class="ctg-confirm" role="alert"><h2>Retirer ce document ?</h2>'
        f"<p><strong>{escape(card.identity.title)}</strong></p><ul>"
        "<li>Son texte est effacé de l'assistant : aucune réponse ne le citera plus.</li>"
        "<li>Les autres documents ne changent pas.</li>"
        f'<li>Le fichier d\'origine reste à sa place : <span class="ctg-path">{escape(card.path)}</span>. '
        "Tant qu'il y est, relire son dossier le ramène : supprimez-le aussi pour qu'il ne revienne pas.</li>"
        "</ul></section>"
    )
