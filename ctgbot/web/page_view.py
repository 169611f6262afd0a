"""A page of a PDF as it looks, with the quote boxed: drawn only when it is asked for, in another process."""

from __future__ import annotations

import logging
from concurrent.futures import Future

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.model import Citation, Document, DocumentCard, PagePicture
from ctgbot.web.session import Desk, Shown
from ctgbot.web.sheet_markup import read_text_html
from ctgbot.web.words import as_markdown

_WIDTH = 1_400  # pixels: sharp on a screen of twice the density
_FAILED = "Cette page n'a pas pu être affichée."
_NOT_BOXED = "La citation n'a pas été retrouvée sur l'image : lisez la page."


def has_picture(citation: Citation, card: DocumentCard | None) -> bool:
    """Only a PDF has pages that can be drawn."""
    return card is not None and citation.page is not None and card.path.lower().endswith(".pdf")


@st.fragment
def show_cited_pages(desk: Desk, shown: Shown, anchor: str) -> None:
    """A button for each source of a PDF; a second click puts the page away."""
    cited = [one for one in shown.answer.body.citations if has_picture(one, shown.cards.get(one.document_id))]
    if not cited:
        return
    key = f"page-of-{anchor}"
    with st.container(horizontal=True, gap="small", key=f"pages-{anchor}"):
        for citation in cited:
            open_now = st.session_state.get(key) == citation.id
            st.button(
                f"{'Masquer' if open_now else 'Voir'} la page {citation.page} (source {citation.id})",
                key=f"{key}-{citation.id}",
                icon=":material/visibility_off:" if open_now else ":material/find_in_page:",
                on_click=toggle,
                args=(key, citation.id),
            )
    for citation in cited:
        if st.session_state.get(key) == citation.id and citation.page is not None:
            show_picture(desk, citation.document_id, citation.page, citation.quote)


@st.fragment
def show_page(desk: Desk, document: Document) -> None:
    """One page beside what was read on it, to check a recognition against the original."""
    numbers = [page.number for page in document.pages]
    if not numbers or not document.card.path.lower().endswith(".pdf"):
        return
    st.html('<h2 class="ctg-part">Vérifier une page</h2>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.number_input("Page", numbers[0], numbers[-1], key=f"look-{document.card.id}", width=140)
        asked = st.toggle("Montrer la page et le texte lu", key=f"looking-{document.card.id}")
    page = next((page for page in document.pages if page.number == number), None)
    if asked and page is not None:
        left, right = st.columns(2)
        with right:
            st.html(read_text_html(document.text[page.start : page.end]))
        with left:
            show_picture(desk, document.card.id, page.number, "")


def show_picture(desk: Desk, document_id: str, page: int, quote: str) -> None:
    """Waits for the drawing; one that fails says so in its place."""
    with st.spinner("Affichage de la page…"):
        future = _drawn(desk, document_id, page, quote)
        failure = future.exception()
    if failure is not None:
        if not isinstance(failure, CtgbotError):
            logging.getLogger("ctgbot").error("page not drawn", exc_info=failure)
        said = str(failure) if isinstance(failure, CtgbotError) else _FAILED
        st.warning(as_markdown(said), icon=":material/broken_image:")
        return
    picture = future.result()
    if quote and not picture.boxes:
        st.caption(_NOT_BOXED)
    boxed = ", la citation encadrée" if picture.boxes else ""
    st.image(picture.png, width="stretch", alt=f"Page {page} du document{boxed}")


def _drawn(desk: Desk, document_id: str, page: int, quote: str) -> Future[PagePicture]:
    """Kept for the tab: another run of the page does not draw it again."""
    key, known = (document_id, page, quote), st.session_state.setdefault("pictures", {})
    if key not in known:
        known.clear()
        known[key] = desk.picture(document_id, page, quote, _WIDTH)
    future: Future[PagePicture] = known[key]
    return future


def toggle(key: str, number: int) -> None:
    """A callback: shows that one under `key`, or puts it away."""
    st.session_state[key] = None if st.session_state.get(key) == number else number
