"""Tab « Clauses » of a check: what each clause says, whether an avenant has replaced it, and the proof to open."""

from __future__ import annotations

import streamlit as st

from ctgbot.clauses.in_force import History, histories
from ctgbot.model import Clause, Document
from ctgbot.web.clause_markup import clauses_html, statuses_html
from ctgbot.web.listing import ALONE, Cards
from ctgbot.web.reading import page_states
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown

_UNREAD = "Des pages de ce document n'ont pas été lues : une clause dite absente peut s'y trouver."
_NONE = "Le registre ne tient que les clauses des conventions et de leurs avenants."


def show_clauses(desk: Desk, document: Document, cards: Cards) -> None:
    standing = desk.assistant.standings().get(document.card.id, ALONE)
    clauses = desk.assistant.clauses([document.card.id, *standing.avenants])
    lines = _histories(clauses, document.card.id, standing.avenants)
    if not lines:
        st.html(f'<p class="ctg-note">{_NONE}</p>')
        return
    st.html(statuses_html([line.clause for line in lines], document.card.identity.nature == "avenant"))
    if any(page.state == "a_oceriser" for page in page_states(document)):
        st.warning(as_markdown(_UNREAD), icon=":material/scan:")
    others = {one for line in lines for one in _documents(line)} - {document.card.id}
    texts = {document.card.id: document, **{other: desk.assistant.show(other) for other in sorted(others)}}
    st.html(clauses_html(lines, texts, cards))


def _histories(clauses: tuple[Clause, ...], document_id: str, avenants: tuple[str, ...]) -> tuple[History, ...]:
    of = {one: [clause for clause in clauses if clause.document_id == one] for one in (document_id, *avenants)}
    return histories(of[document_id], [of[avenant] for avenant in avenants])


def _documents(line: History) -> tuple[str, ...]:
    return tuple(clause.document_id for clause in (line.clause, *line.replaced))
