"""Under a no: what can be done about it, each kind of no in its own way."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ctgbot.model import Reason
from ctgbot.web.control import control
from ctgbot.web.session import Exchange
from ctgbot.web.sidebar import to_corpus

EXAMPLES = (
    "Quel est le délai de prévenance ?",
    "C'est quoi le délai pour résilier la CTG ?",
    "Qui compose le comité de pilotage et à quelle fréquence se réunit-il ?",
    "La convention peut-elle être reconduite ?",
    "Quel tribunal est compétent en cas de litige ?",
)
_MISSING: frozenset[Reason] = frozenset({"document_missing", "annex_missing", "not_in_corpus"})
_ELSEWHERE: frozenset[Reason] = frozenset({"personal_data", "out_of_scope"})

Ask = Callable[[str, tuple[str, ...]], None]  # a question, the documents to ask (none for all)


def show_next_steps(exchange: Exchange, reason: Reason, ask: Ask) -> None:
    """« Ajouter un document », « Chercher dans tous les documents », an example to ask instead."""
    with st.container(horizontal=True, key="next", gap="small"):
        if exchange.documents and reason in _MISSING:
            st.button(
                "Chercher dans tous les documents",
                icon=":material/search:",
                on_click=ask,
                args=(exchange.question, ()),
            )
        if reason in _MISSING:
            to_corpus("Ajouter un document")
        if reason == "placeholder" and st.button("Voir ce qui reste à compléter", icon=":material/fact_check:"):
            st.switch_page(st.Page(control, title="Contrôle", url_path="controle"))
        if reason in _ELSEWHERE:
            example = next(one for one in EXAMPLES if one != exchange.question)
            st.button(f"Essayer : {example}", on_click=ask, args=(example, exchange.documents))
