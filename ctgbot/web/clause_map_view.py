"""Tab « Carte des clauses »: each clause over all conventions, the common wording and those that depart from it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ctgbot.clause_map import ClauseRow, clause_map
from ctgbot.model import DocumentCard
from ctgbot.web.clause_map_markup import map_html
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown

_FILTERS = ("Toutes", "Avec un texte commun", "Absentes quelque part")


def show_clause_map(desk: Desk, cards: Sequence[DocumentCard]) -> None:
    """Worked out once for a state of the corpus: two hundred conventions take three seconds."""
    rows = _rows(desk, tuple((card.id, card.sha256) for card in cards))
    kept = st.segmented_control("Clauses à montrer", _FILTERS, default=_FILTERS[0], required=True, key="map-filter")
    shown = [row for row in rows if _is_kept(row, kept or _FILTERS[0])]
    st.caption(
        as_markdown(
            f"{len(cards)} conventions, {len(shown)} clauses. Noms et nombres mis à part ; "
            "textes d'origine, sans leurs avenants."
        )
    )
    if not shown:
        st.html('<p class="ctg-note">Aucune clause dans ce cas.</p>')
        return
    st.html(map_html(shown, {card.id: card for card in cards}, len(cards)))


def _rows(desk: Desk, state: tuple[tuple[str, str], ...]) -> tuple[ClauseRow, ...]:
    kept = st.session_state.get("clause-map")
    if kept is None or kept[0] != state:
        with st.spinner("Lecture des clauses…"):
            kept = (state, clause_map([one for one, _ in state], desk.assistant))
        st.session_state["clause-map"] = kept
    rows: tuple[ClauseRow, ...] = kept[1]
    return rows


def _is_kept(row: ClauseRow, kept: str) -> bool:
    if kept == _FILTERS[1]:
        return row.wordings[0].size > 1
    return bool(row.without) if kept == _FILTERS[2] else True
