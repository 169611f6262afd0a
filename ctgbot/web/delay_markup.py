"""HTML of the dates that follow from the delays of a convention; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from ctgbot.clauses.deadlines import Deadline
from ctgbot.clauses.display import display
from ctgbot.text.typography import unbroken
from ctgbot.web.clause_markup import Texts, avenant_name, proof_html
from ctgbot.web.listing import Cards

_LATE = '<p class="ctg-late">Trop tard : ce jour est passé.</p>'


def deadlines_html(deadlines: Sequence[Deadline], today: date | None, texts: Texts, cards: Cards) -> str:
    """One block for each delay; `today` when the day of the end was given, None when that of the notice was."""
    return "".join(_block(one, today, texts, cards) for one in deadlines)


def _block(deadline: Deadline, today: date | None, texts: Texts, cards: Cards) -> str:
    clause = deadline.clause
    card = cards.get(clause.document_id)
    by = f", fixé par {avenant_name(card)}" if card and card.identity.nature == "avenant" else ""
    length = display(clause.value, clause.parameter) if clause.value is not None else ""
    late = today is not None and deadline.notice_by.date < today
    remarks = "".join(f"<li>{escape(unbroken(remark))}</li>" for remark in deadline.open)
    return (
        f'<article class="ctg-remark"><p class="ctg-remark-head"><span>{escape(deadline.label)}</span>'
        f"<span>délai de {escape(length)}{escape(by)}</span></p>"
        f'<p class="ctg-remark-said">{escape(deadline.words)}</p>'
        f"{_LATE if late else ''}"
        f'<ul class="ctg-open">{remarks}</ul>{proof_html(clause.proof, texts.get(clause.document_id))}</article>'
    )
