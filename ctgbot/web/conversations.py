"""The conversations that the journal keeps: listed beside the questions, opened again, deleted."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from ctgbot.exchanges import ConversationLine
from ctgbot.web.feedback_view import export_of
from ctgbot.web.session import Conversation, Desk
from ctgbot.web.words import as_markdown, when_words

_LONGEST = 60  # characters of a title in the sidebar
_DELETING = "deleting"  # id of the conversation whose deletion waits for a second click


def show_conversations(desk: Desk, conversation: Conversation) -> None:
    """Nothing when nothing is kept. Raises CtgbotError."""
    journal = desk.assistant.journal
    lines = journal.conversations() if journal else ()
    if not lines:
        return
    with st.container(key="conversations", gap="small"):
        st.html('<h2 class="ctg-side">Conversations</h2>')
        for line in lines:
            _line(desk, conversation, line)
        if any(line.id == conversation.id for line in lines):
            _deletion(desk, conversation)
        st.download_button(
            "Exporter les avis",
            data=lambda: export_of(desk),
            file_name="avis.jsonl",
            mime="application/jsonl",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            help="Les avis deviennent des questions d'évaluation : ctgbot eval questions avis.jsonl",
        )


def start_afresh(conversation: Conversation) -> None:
    """A callback."""
    st.session_state.pop(_DELETING, None)
    conversation.clear()


def _line(desk: Desk, conversation: Conversation, line: ConversationLine) -> None:
    here = line.id == conversation.id
    title = line.title if len(line.title) <= _LONGEST else line.title[: _LONGEST - 1].rstrip() + "…"
    when = when_words(line.at, datetime.now().astimezone().date())
    st.button(
        f"{as_markdown(title)} · {when}{' · ouverte' if here else ''}",
        key=f"open-{line.id}",
        type="tertiary",
        disabled=here,
        on_click=_open,
        args=(desk, conversation, line.id),
        width="stretch",
    )


def _open(desk: Desk, conversation: Conversation, chosen: str) -> None:
    st.session_state.pop(_DELETING, None)
    conversation.reopen(desk.assistant, chosen)


def _deletion(desk: Desk, conversation: Conversation) -> None:
    """Two clicks: what is deleted does not come back."""
    if st.session_state.get(_DELETING) != conversation.id:
        st.button(
            "Supprimer la conversation ouverte",
            type="tertiary",
            icon=":material/delete:",
            on_click=st.session_state.__setitem__,
            args=(_DELETING, conversation.id),
        )
        return
    st.html('<p class="ctg-note" role="alert">Questions, réponses et avis seront effacés définitivement.</p>')
    with st.container(horizontal=True):
        st.button("Supprimer", type="primary", on_click=_delete, args=(desk, conversation))
        st.button("Annuler", on_click=st.session_state.pop, args=(_DELETING, None))


def _delete(desk: Desk, conversation: Conversation) -> None:
    journal = desk.assistant.journal
    if journal is not None:
        journal.delete(conversation.id)
    start_afresh(conversation)
