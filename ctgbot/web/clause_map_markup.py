"""HTML of the map of clauses; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ctgbot.clause_map import ClauseRow
from ctgbot.text.near_identical import Numbers, Variant, Wording
from ctgbot.web.diff_markup import changes_html, text_html
from ctgbot.web.listing import Cards
from ctgbot.web.words import period_words

_MOST_NAMED = 12
_MOST_WORDINGS = 20


def map_html(rows: Sequence[ClauseRow], cards: Cards, total: int) -> str:
    """One fold for each clause: how many have it, how many wordings, then each wording and its variants."""
    return f'<section class="ctg-map">{"".join(_row(row, cards, total) for row in rows)}</section>'


def row_words(row: ClauseRow) -> str:
    """« 8 conventions reprennent le même texte, 2 s'en écartent »; « chacune a sa rédaction »."""
    first = row.wordings[0]
    same, apart = len(first.holders), first.size - len(first.holders)
    if first.size == 1:
        return "chacune a sa rédaction" if len(row.wordings) > 1 else "une seule rédaction"
    head = f"{same} conventions reprennent le même texte" if same > 1 else "1 convention"
    tail = f", {apart} s'en écarte{'nt' if apart > 1 else ''}" if apart else ""
    others = row.holders - first.size
    rest = f", {others} dit autre chose" if others == 1 else f", {others} disent autre chose" if others else ""
    return f"{head}{tail}{rest}"


def _row(row: ClauseRow, cards: Cards, total: int) -> str:
    shown = row.wordings[:_MOST_WORDINGS]
    hidden = len(row.wordings) - len(shown)
    more = f'<p class="ctg-note">… et {hidden} autres rédactions.</p>' if hidden else ""
    without = (
        f'<p class="ctg-note">Aucune clause trouvée dans : {escape(_names(row.without, cards))}.</p>'
        if row.without
        else ""
    )
    return (
        f'<details class="ctg-face"><summary><span class="ctg-face-title"><strong>{escape(row.label)}</strong> '
        f"— {escape(row_words(row))}</span>"
        f'<span class="ctg-tag">{row.holders} sur {total}</span></summary>'
        f"{''.join(_wording(wording, cards) for wording in shown)}{more}{without}</details>"
    )


def _wording(wording: Wording, cards: Cards) -> str:
    shared = f"{len(wording.holders)} conventions, même texte" if len(wording.holders) > 1 else "1 convention"
    numbers = "".join(_numbers(one, cards) for one in wording.numbers) if len(wording.numbers) > 1 else ""
    listed = f'<p class="ctg-pair-name">Seuls les nombres changent :</p><ul>{numbers}</ul>' if numbers else ""
    variants = "".join(_variant(variant, cards) for variant in wording.variants)
    apart = f'<p class="ctg-pair-name">S\'en écartent :</p><ul>{variants}</ul>' if variants else ""
    return (
        f'<article class="ctg-wording"><p class="ctg-pair-name"><strong>{escape(shared)}</strong> : '
        f"{escape(_names(wording.holders, cards))}</p>{text_html(_plain(wording.text))}{listed}{apart}</article>"
    )


def _numbers(numbers: Numbers, cards: Cards) -> str:
    said = ", ".join(numbers.written) or "aucun nombre"
    return f"<li><strong>{escape(said)}</strong> : {escape(_names(numbers.holders, cards))}</li>"


def _variant(variant: Variant, cards: Cards) -> str:
    return f"<li>{escape(_names(variant.holders, cards))} : {changes_html(variant.difference)}</li>"


def _names(ids: Sequence[str], cards: Cards) -> str:
    named = [_name(one, cards) for one in ids[:_MOST_NAMED]]
    more = f" et {len(ids) - _MOST_NAMED} autres" if len(ids) > _MOST_NAMED else ""
    return ", ".join(named) + more


def _name(document_id: str, cards: Cards) -> str:
    card = cards.get(document_id)
    if card is None:
        return document_id
    identity = card.identity
    return " ".join(part for part in (identity.territoire or identity.title, period_words(identity.periode)) if part)


def _plain(text: str) -> str:
    return text.replace("**", "").strip()
