"""Under an answer: a thumb, what was wrong with it, what was expected. Apart from the answer, and changeable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.exchanges import Opinion, Rating
from ctgbot.feedback import FAULTS, MOST_CHARACTERS, gold_lines, read_articles
from ctgbot.web.session import Desk, Exchange
from ctgbot.web.words import as_markdown

_THUMBS: tuple[tuple[Rating, str, str], ...] = (
    ("up", "Utile", ":material/thumb_up:"),
    ("down", "À revoir", ":material/thumb_down:"),
)
_GONE = "Cette réponse n'est plus dans l'historique : l'avis n'a pas été gardé."
_SAVED = "Avis enregistré. Merci."


@st.fragment
def show_feedback(desk: Desk, exchange: Exchange) -> None:
    """No thumb under an answer that the journal does not keep."""
    if not exchange.kept:
        _say(exchange)
        return
    opinion = exchange.opinion
    with st.container(key=f"feedback-{exchange.number}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html('<span class="ctg-note">Votre avis :</span>', width="content")
            for rating, label, icon in _THUMBS:
                chosen = opinion is not None and opinion.rating == rating
                st.button(
                    f"{label} (votre avis)" if chosen else label,
                    key=f"{rating}-{exchange.number}",
                    icon=":material/check:" if chosen else icon,
                    type="primary" if chosen else "secondary",
                    on_click=_rate,
                    args=(desk, exchange, rating),
                )
            if opinion is not None:
                take_back = (desk, exchange, None)
                st.button(
                    "Retirer l'avis", key=f"none-{exchange.number}", type="tertiary", on_click=_judge, args=take_back
                )
        if opinion is not None and opinion.rating == "down":
            _form(desk, exchange, opinion)
        _say(exchange)


def export_of(desk: Desk) -> bytes:
    """The opinions as gold questions, JSON lines."""
    journal = desk.assistant.journal
    return gold_lines(journal.opinions()).encode() if journal else b""


def _form(desk: Desk, exchange: Exchange, opinion: Opinion) -> None:
    number = exchange.number
    with st.form(f"why-{number}"):
        st.pills(
            "Qu'est-ce qui ne va pas ?",
            list(FAULTS),
            selection_mode="multi",
            default=list(opinion.faults),
            format_func=lambda fault: FAULTS[fault],
            key=f"faults-{number}",
        )
        st.text_input(
            "Article(s) attendu(s)",
            value=", ".join(str(article) for article in opinion.articles),
            placeholder="13, 14",
            max_chars=60,
            key=f"articles-{number}",
        )
        st.text_area(
            "Précisions (facultatif)",
            value=opinion.comment,
            max_chars=MOST_CHARACTERS,
            height=80,
            key=f"comment-{number}",
        )
        st.form_submit_button("Enregistrer l'avis", on_click=_precise, args=(desk, exchange))


def _say(exchange: Exchange) -> None:
    """What became of the last click, once."""
    said, wrong = st.session_state.pop(_said(exchange), ("", False))
    if wrong:
        st.error(as_markdown(said), icon=":material/error:")
    elif said:
        st.html(f'<p class="ctg-note" role="status">{said}</p>')


def _rate(desk: Desk, exchange: Exchange, rating: Rating) -> None:
    if exchange.opinion is None or exchange.opinion.rating != rating:
        _judge(desk, exchange, Opinion(rating))


def _precise(desk: Desk, exchange: Exchange) -> None:
    number = exchange.number
    try:
        articles = read_articles(st.session_state[f"articles-{number}"])
    except CtgbotError as error:  # a fragment runs outside of `app.py`
        st.session_state[_said(exchange)] = (str(error), True)
        return
    faults = tuple(fault for fault in FAULTS if fault in st.session_state[f"faults-{number}"])
    _judge(desk, exchange, Opinion("down", faults, st.session_state[f"comment-{number}"].strip(), articles))


def _judge(desk: Desk, exchange: Exchange, opinion: Opinion | None) -> None:
    """A callback: kept at once."""
    dated = replace(opinion, at=datetime.now(tz=UTC).isoformat(timespec="seconds")) if opinion else None
    journal = desk.assistant.journal
    try:
        known = journal is not None and journal.judge(exchange.id, dated)
    except CtgbotError as error:
        st.session_state[_said(exchange)] = (str(error), True)
        return
    exchange.kept = known
    exchange.opinion = dated if known else None
    st.session_state[_said(exchange)] = (_SAVED if opinion else "Avis retiré.", False) if known else (_GONE, True)


def _said(exchange: Exchange) -> str:
    return f"said-{exchange.number}"
