"""Tab « Délais » of a check: from a date, when to give notice or when the convention may end, with the clause."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from ctgbot.model import DocumentCard
from ctgbot.web.delay_markup import deadlines_html
from ctgbot.web.listing import ALONE, Cards
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown

END, SENT = "Finir le…", "Prévenu le…"
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_NOT_ONE = "Les délais se calculent sur une convention ou sur un avenant rattaché à la sienne."
_NO_DELAY = "Aucun délai n'est fixé par cette convention : aucune date n'en découle."
_OLD = "Une version plus récente de cette convention est dans le corpus : ouvrez-la pour ses délais."


def show_delays(desk: Desk, card: DocumentCard, cards: Cards) -> None:
    """Of an avenant: the delays of its convention, as it stands with its avenants."""
    standing = desk.assistant.standings().get(card.id, ALONE)
    convention = cards.get(standing.convention or card.id)
    if convention is None or convention.identity.nature != "convention":
        st.html(f'<p class="ctg-note">{_NOT_ONE}</p>')
        return
    if desk.assistant.standings().get(convention.id, ALONE).replaced_by in cards:
        st.html(f'<p class="ctg-note">{_OLD}</p>')
        return
    if convention.id != card.id:
        st.caption(as_markdown(f"Délais de « {convention.identity.title} », avenants compris."))
    asked, when = _date_asked(convention.id)
    if when is None:
        return
    ending = asked == END
    end, sent = (when, None) if ending else (None, when)
    found = desk.assistant.deadlines([convention.id], end=end, sent=sent)
    if not found:
        st.html(f'<p class="ctg-note">{_NO_DELAY}</p>')
        return
    texts = {one: desk.assistant.show(one) for one in {deadline.clause.document_id for deadline in found}}
    st.html(deadlines_html(found, _today() if ending else None, texts, cards))


def _date_asked(document_id: str) -> tuple[str, date | None]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="delay"):
        asked = st.segmented_control(
            "Ce que vous savez", (END, SENT), default=END, required=True, key=f"way-{document_id}"
        )
        starts = date(_today().year + 1, 12, 31) if asked == END else _today()
        when = st.date_input(
            "La convention doit finir le" if asked == END else "L'autre partie est prévenue le",
            value=starts,
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="DD/MM/YYYY",
            key=f"day-{document_id}-{asked}",
            width=220,
        )
    return asked or END, when if isinstance(when, date) else None


def _today() -> date:
    return datetime.now(tz=UTC).date()
