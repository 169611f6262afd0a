"""Page « Contrôle »: a document before its signature: what to correct, what its clauses say, which dates follow."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.clause_view import show_clauses
from ctgbot.web.delay_view import show_delays
from ctgbot.web.listing import ALONE, Cards, control_order
from ctgbot.web.remark_view import show_remarks
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.sheet_markup import line_html
from ctgbot.web.words import NATURES, document_line, examples_words

PROMISE = (
    "Ce qu'un relecteur attentif verrait avant la signature, ce que dit chaque clause, et les dates qui en découlent."
)
CHOSEN = "checked"
_IN_ADDRESS = "document"  # the address can be kept, sent, and reloaded
_TABS = ("Remarques", "Clauses", "Délais")


def control() -> None:
    """Reads no text before a document is chosen, and then only what the open tab shows."""
    st.html(f'<header class="ctg-header"><h1>Contrôle</h1><p>{PROMISE}</p></header>')
    desk = get_desk()
    cards = {card.id: card for card in desk.assistant.documents()}
    if not cards:
        st.html(
            '<section class="ctg-empty"><h2>Aucun document pour l\'instant</h2>'
            "<p>Déposez une convention ou un projet dans la page « Corpus », puis revenez ici.</p></section>"
        )
        return
    card = _choice(cards)
    if card is not None:
        _check(desk, card, cards)


def to_control(document_id: str) -> None:
    """A button, from the sheet of a document to its check."""
    if st.button("Contrôler ce document", icon=":material/fact_check:"):
        st.session_state[CHOSEN] = document_id
        st.switch_page(st.Page(control, title="Contrôle", url_path="controle"))


def _choice(cards: Cards) -> DocumentCard | None:
    options = [card.id for card in control_order(tuple(cards.values()))]
    known = st.session_state.get(CHOSEN) or st.query_params.get(_IN_ADDRESS)
    st.session_state[CHOSEN] = known if known in cards else None
    chosen = st.selectbox(
        "Document à contrôler",
        options,
        key=CHOSEN,
        format_func=lambda one: f"{NATURES[cards[one].identity.nature]} · {document_line(cards[one])}",
        placeholder="Choisissez une convention, un avenant ou un projet",
        persist_state="session",
    )
    if not chosen:
        st.query_params.pop(_IN_ADDRESS, None)
        st.caption("Les projets viennent en premier, puis les conventions et les avenants.")
        return None
    st.query_params[_IN_ADDRESS] = chosen
    return cards[chosen]


def _check(desk: Desk, card: DocumentCard, cards: Cards) -> None:
    st.html(line_html(replace(card, warnings=()), desk.assistant.standings().get(card.id, ALONE), cards))
    if card.identity.exemple:
        said = examples_words([card]).replace("interrogé", "contrôlé")
        st.html(f'<p class="ctg-fictional"><strong>Exemple fictif.</strong> {said}</p>')
    remarks, clauses, delays = st.tabs(_TABS, key=f"check-{card.id}", on_change="rerun")
    if remarks.open:
        with remarks:
            show_remarks(desk, desk.assistant.show(card.id))
    if clauses.open:
        with clauses:
            show_clauses(desk, desk.assistant.show(card.id), cards)
    if delays.open:
        with delays:
            show_delays(desk, card, cards)
