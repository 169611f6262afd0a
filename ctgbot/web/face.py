"""Page « Face à face »: conventions side by side, the map of their clauses, one question put to each of them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.clause_map_view import show_clause_map
from ctgbot.web.each_view import show_each
from ctgbot.web.face_view import show_faces
from ctgbot.web.listing import ALONE
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.words import examples_words

PROMISE = (
    "Les mêmes articles côte à côte, qui reprend le même texte et qui s'en écarte, et une question posée à chacune."
)
FACE_LOOK = Path(__file__).parent / "static" / "face.css"
_TABS = ("Article par article", "Carte des clauses", "Question à chacune")


def face() -> None:
    """Reads only what the open tab shows."""
    st.html(FACE_LOOK)
    st.html(f'<header class="ctg-header"><h1>Face à face</h1><p>{PROMISE}</p></header>')
    desk = get_desk()
    cards = conventions_of(desk)
    if len(cards) < 2:
        st.html(
            '<section class="ctg-empty"><h2>Il faut deux conventions</h2>'
            "<p>Déposez-en une autre dans la page « Corpus », puis revenez ici.</p></section>"
        )
        return
    if any(card.identity.exemple for card in cards):
        said = examples_words(cards).replace("interrogé", "comparé")
        st.html(f'<p class="ctg-fictional"><strong>Exemples fictifs.</strong> {said}</p>')
    faces, clause_map, each = st.tabs(_TABS, key="face-tabs", on_change="rerun")
    for tab, show in ((faces, show_faces), (clause_map, show_clause_map), (each, show_each)):
        if tab.open:
            with tab:
                show(desk, cards)


def conventions_of(desk: Desk) -> tuple[DocumentCard, ...]:
    """Those in force, the real ones before the fictional, by title."""
    standings = desk.assistant.standings()
    cards = [card for card in desk.assistant.documents() if card.identity.nature == "convention"]
    known = {card.id for card in cards}
    in_force = [card for card in cards if standings.get(card.id, ALONE).replaced_by not in known]
    return tuple(sorted(in_force, key=lambda card: card.identity.exemple))
