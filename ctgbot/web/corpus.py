"""Page « Corpus »: drop files, see what was read of each and how, put right, take out."""

from __future__ import annotations

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.adding import show_adding, take_in
from ctgbot.web.errands import show_errand
from ctgbot.web.indexing import failure_of, show_progress, show_report
from ctgbot.web.library import chosen, show_library
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.sheet import show_sheet
from ctgbot.web.uploads import Upload

PROMISE = "Les documents que l'assistant lit, et ce qu'il en a compris, page par page."


def corpus() -> None:
    """The list, or the sheet of one document; what went wrong is raised last, so that an error hides nothing."""
    desk = get_desk()
    failure = show_errand(in_sheet=bool(chosen()))
    cards = {card.id: card for card in desk.assistant.documents()}
    opened = cards.get(chosen())
    uploads: tuple[Upload, ...] = ()
    if opened:
        show_progress(desk)
        show_sheet(desk, opened, cards)
    else:
        uploads = _list(desk, cards)
    take_in(desk, uploads)
    for wrong in (failure, failure_of(desk)):
        if wrong is not None:
            raise wrong


def _list(desk: Desk, cards: dict[str, DocumentCard]) -> tuple[Upload, ...]:
    st.html(f'<header class="ctg-header"><h1>Corpus</h1><p>{PROMISE}</p></header>')
    uploads = show_adding(desk)
    show_progress(desk)
    show_report(desk)
    show_library(desk, cards)
    return uploads
