"""Part « Emporter » of the page « Rédaction »: the text to copy, the Word files, the drafts that are kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from ctgbot.draft_work import Work, copy_text, final
from ctgbot.errors import CtgbotError
from ctgbot.web.draft_markup import copy_html
from ctgbot.web.draft_session import Sitting, begin_afresh, reopen
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown, when_words

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DELETING = "draft-deleting"


def show_files(desk: Desk, work: Work) -> None:
    st.html('<h2 class="ctg-part">4. Emporter</h2>')
    pieces = [piece for row in work.paragraphs for piece in row]
    unverified = sum(piece.is_kept and bool(piece.doubts) for piece in pieces)
    st.html(copy_html(copy_text(work), sum(not piece.is_kept for piece in pieces), unverified))
    draft, name = final(work), f"article-{work.request.article}"
    with st.container(horizontal=True, gap="small", key="draft-downloads"):
        st.download_button(
            "Télécharger en Word",
            partial(desk.assistant.draft_file, draft, ".docx"),
            f"{name}.docx",
            _WORD,
            icon=":material/download:",
            on_click="ignore",
            disabled=not draft.paragraphs,
            help="Le texte, ses sources, et la fiche de traçabilité.",
        )
        st.download_button(
            "Fiche de traçabilité",
            partial(desk.assistant.trace_sheet, draft),
            f"{name}-tracabilite.docx",
            _WORD,
            icon=":material/download:",
            on_click="ignore",
            disabled=not draft.paragraphs,
        )
    _into_own_file(desk, work)


def _into_own_file(desk: Desk, work: Work) -> None:
    """Into the agent's own convention: only the free zone of the article changes, in tracked insertions."""
    with st.expander("Insérer dans votre fichier Word", key="draft-own-file"):
        given = st.file_uploader("Votre convention (.docx)", type=["docx"], key="draft-own")
        st.caption("Seule la partie libre de l'article change, en suivi des modifications, sources en commentaires.")
        if given is None:
            return
        try:
            made = desk.assistant.draft_into(given.getvalue(), final(work))
        except CtgbotError as error:
            st.error(as_markdown(str(error)), icon=":material/error:")
            return
        st.download_button(
            "Télécharger votre fichier complété",
            made,
            f"{given.name.removesuffix('.docx')}-article-{work.request.article}.docx",
            _WORD,
            icon=":material/download:",
            on_click="ignore",
        )


def show_kept(desk: Desk, now: Sitting) -> None:
    """The drafts of before, the last changed first; nothing when there is none."""
    lines = desk.assistant.drafts.lines()
    if not lines:
        return
    with st.expander(f"Rédactions gardées ({len(lines)})", icon=":material/folder_open:", key="draft-kept"):
        if now.steps is not None:
            st.button("Nouvelle rédaction", icon=":material/add:", on_click=begin_afresh)
        for line in lines:
            here = line.id == now.id
            when = when_words(line.at, datetime.now().astimezone().date())
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                label = f"{as_markdown(line.title)} · {when}{' · ouverte' if here else ''}"
                st.button(label, key=f"draft-open-{line.id}", type="tertiary", disabled=here,
                          on_click=reopen, args=(desk.assistant, line.id))  # fmt: skip
                _deletion(desk, line.id, here)


def _deletion(desk: Desk, draft_id: str, here: bool) -> None:
    """Two clicks: what is deleted does not come back."""
    if st.session_state.get(_DELETING) == draft_id:
        st.button("Effacer définitivement", key=f"draft-gone-{draft_id}", type="primary",
                  on_click=_delete, args=(desk, draft_id, here))  # fmt: skip
        st.button("Annuler", key=f"draft-keep-{draft_id}", on_click=st.session_state.pop, args=(_DELETING, None))
    else:
        st.button("Supprimer", key=f"draft-delete-{draft_id}", type="tertiary", icon=":material/delete:",
                  on_click=st.session_state.__setitem__, args=(_DELETING, draft_id))  # fmt: skip


def _delete(desk: Desk, draft_id: str, here: bool) -> None:
    st.session_state.pop(_DELETING, None)
    desk.assistant.drafts.delete(draft_id)
    if here:
        begin_afresh()
