"""Tab « Remarques » of a check: counts, filters, files to download, then each remark, with its page in a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

import streamlit as st

from ctgbot.audit_rules.display import FAMILIES, family_of
from ctgbot.audit_rules.finding import Finding
from ctgbot.model import Document
from ctgbot.web.page_view import show_picture, toggle
from ctgbot.web.remark_markup import count_html, remark_html
from ctgbot.web.remarks import Remark, kept, parts_of, remarks_of
from ctgbot.web.session import Desk

_GRAVITIES = {"haute": "Haute", "moyenne": "Moyenne", "basse": "Basse"}
_NO_CONVENTION = "Les clauses à prévoir ne sont cherchées que dans une convention."
_NOTHING = "Ce contrôle aide à relire : une faute peut lui échapper."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_remarks(desk: Desk, document: Document) -> None:
    """Reads the document with care: a third of a second for one with a hundred remarks, kept for the tab."""
    findings = _findings(desk, document)
    st.html(count_html(findings))
    _downloads(desk, document)
    if document.card.identity.nature != "convention":
        st.caption(_NO_CONVENTION)
    if not findings:
        st.caption(_NOTHING)
        return
    severities = _choice("Gravité", _GRAVITIES, [one.severity for one in findings], f"gravity-{document.card.id}")
    families = _choice("Famille", FAMILIES, [family_of(one) for one in findings], f"family-{document.card.id}")
    remarks = remarks_of(kept(findings, severities, families))
    if not remarks:
        st.html('<p class="ctg-note">Aucune remarque ne correspond à ce choix.</p>')
    parts = parts_of(remarks)
    # Another choice is another list: it begins at its first part.
    key = f"part-{document.card.id}-{severities}-{families}"
    part = st.pagination(len(parts), key=key) if len(parts) > 1 else 1
    _list(desk, document, parts[part - 1])


def _findings(desk: Desk, document: Document) -> tuple[Finding, ...]:
    key = (document.card, desk.assistant.standings().get(document.card.id))
    known = st.session_state.get("audited")
    if known is None or known[0] != key:
        with st.spinner("Relecture du document…"):
            known = (key, desk.assistant.audit(document.card.id))
        st.session_state["audited"] = known
    return cast("tuple[Finding, ...]", known[1])


def _downloads(desk: Desk, document: Document) -> None:
    """The file is made when it is asked for."""
    with st.container(horizontal=True, gap="small", key="downloads"):
        for label, suffix, mime in (("Word", ".docx", _WORD), ("Excel", ".xlsx", _EXCEL)):
            st.download_button(
                f"Télécharger en {label}",
                partial(desk.assistant.audit_file, document.card.id, suffix),
                f"controle-{document.card.id}{suffix}",
                mime,
                key=f"download{suffix}-{document.card.id}",
                icon=":material/download:",
                on_click="ignore",
            )


def _choice(label: str, words: Mapping[str, str], found: list[str], key: str) -> list[str]:
    """Those that are there, with their number; nothing chosen is everything."""
    options = [value for value in words if value in found]
    named = {option: f"{words[option]} ({found.count(option)})" for option in options}
    return cast("list[str]", st.pills(label, options, selection_mode="multi", format_func=named.__getitem__, key=key))


@st.fragment
def _list(desk: Desk, document: Document, remarks: tuple[Remark, ...]) -> None:
    """A text without pages is one piece of HTML; the remarks of a PDF have a button each."""
    if not document.card.path.lower().endswith(".pdf"):
        st.html("".join(remark_html(remark, document) for remark in remarks))
        return
    key = f"page-of-remark-{document.card.id}"
    for number, remark in enumerate(remarks):
        st.html(remark_html(remark, document))
        page = remark.first.page
        if page is None:
            continue
        place = remark.first.start or -number
        open_now = st.session_state.get(key) == place
        with st.container(key=f"pages-source-{document.card.id}-{number}"):
            st.button(
                f"{'Masquer' if open_now else 'Voir'} la page {page}",
                key=f"{key}-{number}-{place}",
                icon=":material/visibility_off:" if open_now else ":material/find_in_page:",
                on_click=toggle,
                args=(key, place),
            )
        if open_now:
            show_picture(desk, document.card.id, page, remark.first.quote)
