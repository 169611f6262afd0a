"""The sheet of one document: its identity, how its pages were read, its sections, and the way out."""

from __future__ import annotations

from itertools import accumulate
from pathlib import PurePath

import streamlit as st

from ctgbot.model import Document, DocumentCard, Section
from ctgbot.web.control import to_control
from ctgbot.web.identity_form import show_identity
from ctgbot.web.library import choose, leave
from ctgbot.web.listing import ALONE, Cards, Standings, avenant_words
from ctgbot.web.page_view import show_page
from ctgbot.web.reading import INSTALL_OCR, count_words, no_pages_words, page_runs, page_states
from ctgbot.web.removal import show_removal
from ctgbot.web.session import Desk
from ctgbot.web.sheet_markup import runs_html, strip_html, title_html, tree_html, warnings_list_html
from ctgbot.web.words import as_markdown

_TABS = ("Identité", "Lecture", "Plan", "Retrait")
_TO_RECOGNISE = "Pour que les pages à océriser soient lues, installez Tesseract, puis relisez le dossier du corpus :"
_MOST_SECTIONS = 80
_MOST_CHARACTERS = 200_000  # sent to the browser at once: a schéma of 200 pages holds 500 000


def show_sheet(desk: Desk, card: DocumentCard, cards: Cards) -> None:
    """Only the tab that is open reads the document's text."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Tous les documents", icon=":material/arrow_back:", type="tertiary", on_click=leave)
        to_control(card.id)
    st.html(title_html(card, PurePath(card.path).name))
    _relations(card, desk.assistant.standings(), cards)
    if card.warnings:
        st.html(warnings_list_html(card.warnings))
    identity, reading, plan, removal = st.tabs(_TABS, key=f"tabs-{card.id}", on_change="rerun")
    document = desk.assistant.show(card.id)
    if identity.open:
        with identity:
            show_identity(desk, document, cards)
    if reading.open:
        with reading:
            _reading(desk, document)
    if plan.open:
        with plan:
            _plan(document)
    if removal.open:
        with removal:
            show_removal(desk, card)


def _relations(card: DocumentCard, standings: Standings, cards: Cards) -> None:
    """The documents that belong with this one, each a way to its own sheet."""
    standing = standings.get(card.id, ALONE)
    if card.identity.nature == "avenant" and standing.convention not in cards:
        st.caption(as_markdown(avenant_words(card, standing, cards)).capitalize())
    related = [("Modifie", standing.convention), ("Remplacé par", standing.replaced_by)]
    related += [("Modifié par", avenant) for avenant in standing.avenants]
    related += [("Remplace", older) for older in standing.older]
    known = [(words, other) for words, other in related if other is not None and other in cards]
    if known:
        with st.container(gap=None, key="related"):
            for words, other in known:
                label = f"{words} : {as_markdown(cards[other].identity.title)}"
                st.button(label, key=f"to-{words}-{other}", type="tertiary", on_click=choose, args=(other,))


def _reading(desk: Desk, document: Document) -> None:
    pages = page_states(document)
    if not pages:
        st.html(f'<p class="ctg-note">{no_pages_words(PurePath(document.card.path).suffix)}</p>')
        return
    st.html(f'<p class="ctg-count">{count_words(pages)}</p>')
    if any(page.state == "a_oceriser" for page in pages):
        st.html(f'<p class="ctg-note">{_TO_RECOGNISE}</p>')
        st.code(INSTALL_OCR, language=None, wrap_lines=True)
    st.html(strip_html(pages) + runs_html(page_runs(pages)))
    show_page(desk, document)


def _plan(document: Document) -> None:
    """The section tree, in parts when the text is long."""
    parts = parts_of(document.sections)
    part = st.pagination(len(parts), key=f"plan-{document.card.id}") if len(parts) > 1 else 1
    st.html(tree_html(document, parts[part - 1] if parts else ()))


def parts_of(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """Cut so that no part is too much for a browser; a long section makes a part of its own."""
    parts: list[list[Section]] = []
    sizes = list(accumulate(section.end - section.start for section in sections))
    begun = 0
    for section, size in zip(sections, sizes, strict=True):
        if not parts or len(parts[-1]) >= _MOST_SECTIONS or size - begun > _MOST_CHARACTERS:
            parts.append([])
            begun = size - (section.end - section.start)
        parts[-1].append(section)
    return tuple(tuple(part) for part in parts)
