"""The list of documents: filtered by what is typed, twenty at a time, each opened by its title."""

from __future__ import annotations

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.listing import ALONE, Cards, Standings, matching, on_page, pages_of
from ctgbot.web.session import Desk, start_errand
from ctgbot.web.sheet_markup import line_html
from ctgbot.web.words import as_markdown

_CHOSEN = "document"  # in the address of the page: it can be kept, sent, and reloaded
_REMOVED = "Les exemples fictifs sont retirés. Leurs fichiers restent dans le dossier du corpus, sans plus être lus."


def chosen() -> str:
    """Id of the document whose sheet is asked for; empty for the list."""
    return str(st.query_params.get(_CHOSEN, ""))


def choose(document_id: str) -> None:
    """A callback."""
    st.query_params[_CHOSEN] = document_id


def leave() -> None:
    """A callback: back to the list."""
    st.query_params.pop(_CHOSEN, None)


def show_library(desk: Desk, cards: dict[str, DocumentCard]) -> None:
    if not cards:
        if not desk.busy():
            _empty()
        return
    st.html('<h2 class="ctg-part">Documents</h2>')
    _examples(desk, cards)
    typed = st.text_input(
        "Chercher un document",
        key="filter",
        type="search",
        live=True,
        persist_state="session",
        placeholder="Commune, année, nature, « projet »…",
    )
    found = matching(tuple(cards.values()), typed or "")
    st.caption(_found_words(len(found), len(cards)))
    pages = pages_of(len(found))
    # Another filter is another list: it begins at its first page.
    page = st.pagination(pages, key=f"page-{typed}", persist_state="page") if pages > 1 else 1
    _lines(on_page(found, page), desk.assistant.standings(), cards)


def _lines(shown: tuple[DocumentCard, ...], standings: Standings, cards: Cards) -> None:
    with st.container(key="library", gap=None):
        for card in shown:
            with st.container(key=f"line-{card.sha256[:12]}-{card.id}", gap=None):
                st.button(
                    as_markdown(card.identity.title),
                    key=f"open-{card.id}",
                    type="tertiary",
                    on_click=choose,
                    args=(card.id,),
                )
                st.html(line_html(card, standings.get(card.id, ALONE), cards))


def _examples(desk: Desk, cards: Cards) -> None:
    """« 11 exemples fictifs », and one button that takes them out."""
    number = sum(card.identity.exemple for card in cards.values())
    if not number:
        return
    said = "1 exemple fictif sert" if number == 1 else f"{number} exemples fictifs servent"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="fictional"):
        st.caption(f"{said} à la démonstration : ne vous en servez pas pour un vrai dossier.")
        st.button(
            "Retirer tous les exemples fictifs",
            disabled=desk.busy(),
            on_click=start_errand,
            args=(desk.assistant.remove_examples, "Retrait des exemples fictifs…", _REMOVED),
        )


def _empty() -> None:
    st.html(
        '<section class="ctg-empty"><h2>Aucun document pour l\'instant</h2>'
        "<p>Déposez vos conventions ci-dessus, ou relisez le dossier du corpus s'il en contient déjà.</p></section>"
    )


def _found_words(found: int, total: int) -> str:
    if found == total:
        return "1 document" if total == 1 else f"{total} documents"
    return f"{found} sur {total} documents" if found else f"Aucun des {total} documents ne contient ces mots."
