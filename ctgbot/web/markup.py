"""HTML of an answer, from values only. A document is data: every string is escaped here and nowhere else.

Plain <details> and anchors, not widgets: opening a source asks nothing of the server, so that a click neither
loses an answer nor stops one that is being written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from ctgbot.model import Answer, Citation, DocumentCard, Passage, ScoredPassage, SourcedText
from ctgbot.text.typography import unbroken
from ctgbot.web.context import Context, context_from_passage
from ctgbot.web.words import (
    RECOGNISED,
    document_facts,
    document_tags,
    has_doubt,
    page_words,
    plain_text,
    reason_words,
    status_words,
    understood_words,
)

Cards = Mapping[str, DocumentCard]

_STARRED = re.compile(r"\*\*([^*\n]+)\*\*")


def question_html(question: str, anchor: str) -> str:
    return (
        f'<div class="ctg-question" id="{anchor}-question">'
        f'<span class="ctg-hidden">Votre question : </span>{escape(question)}</div>'
    )


def understood_html(answer: Answer) -> str:
    """« Question comprise : … » when a follow-up or a typo was read as something else than what was typed."""
    understood = understood_words(answer)
    if not understood:
        return ""
    return f'<p class="ctg-understood"><strong>Question comprise :</strong> {escape(unbroken(understood))}</p>'


def waiting_html(searched: str, pieces: Sequence[str]) -> str:
    """What is being done, and the sentences written so far, whose quotes are not checked yet."""
    lines = "".join(_unchecked(piece, "en cours de vérification") for piece in pieces)
    said = "Rédaction de la réponse…" if pieces else f"Recherche dans {searched}…"
    return (
        f'<p class="ctg-waiting" role="status"><span class="ctg-pulse" aria-hidden="true"></span>{escape(said)}</p>'
        f'<div class="ctg-answer" aria-busy="true">{lines}</div>'
    )


def stopped_html(pieces: Sequence[str]) -> str:
    """An answer that the person has stopped: nothing of it is proved."""
    lines = "".join(_unchecked(piece, "non vérifié") for piece in pieces)
    return f'<div class="ctg-answer"><p class="ctg-note">Réponse arrêtée à votre demande.</p>{lines}</div>'


def _unchecked(sentence: str, state: str) -> str:
    return (
        f'<p class="ctg-sentence ctg-unverified">{escape(unbroken(sentence))}'
        f'&nbsp;<span class="ctg-doubt">{state}</span></p>'
    )


def status_html(answer: Answer) -> str:
    """The state in words, with an icon; colour only repeats it."""
    reason = reason_words(answer)
    kind = "ctg-partial" if has_doubt(answer) else f"ctg-{answer.status}"
    said = f' <span class="ctg-reason">{escape(reason)}</span>' if reason else ""
    return (
        f'<p class="ctg-status {kind}"><span class="ctg-icon" aria-hidden="true"></span>'
        f"<span><strong>{escape(status_words(answer))}</strong>{said}</span></p>"
    )


def sentences_html(sourced: SourcedText, anchor: str) -> str:
    """Each sentence with its numbers; one without proof says so beside itself."""
    known = {citation.id for citation in sourced.citations}
    lines = []
    for sentence in sourced.sentences:
        marks = "".join(_mark(number, anchor) for number in sentence.citations if number in known)
        doubt = "" if sentence.verified else '&nbsp;<span class="ctg-doubt">non vérifié</span>'
        kind = "ctg-sentence" if sentence.verified else "ctg-sentence ctg-unverified"
        lines.append(f'<p class="{kind}">{escape(unbroken(sentence.text))}{marks}{doubt}</p>')
    return "".join(lines)


def sources_html(sourced: SourcedText, contexts: Mapping[int, Context], cards: Cards, anchor: str) -> str:
    """One line per citation, opened by its number or by itself."""
    if not sourced.citations:
        return ""
    rows = "".join(
        _source(citation, contexts.get(citation.id) or context_from_passage(citation), cards, anchor)
        for citation in sourced.citations
    )
    title = "Source" if len(sourced.citations) == 1 else "Sources"
    return f'<section class="ctg-sources" aria-label="{title}"><h3>{title}</h3>{rows}</section>'


def warnings_html(warnings: tuple[str, ...]) -> str:
    return "".join(
        '<p class="ctg-warning"><span class="ctg-icon" aria-hidden="true"></span>'
        f"<span><strong>Attention.</strong> {escape(warning)}</span></p>"
        for warning in warnings
    )


def nearest_html(nearest: tuple[ScoredPassage, ...], cards: Cards) -> str:
    """Clauses that are near, kept apart from answers: no number, no highlight, and the words that say so."""
    if not nearest:
        return ""
    rows = "".join(
        f'<li><p class="ctg-where"><strong>{escape(near.passage.reference)}</strong>'
        f"{_named_passage(near.passage, cards)}</p>"
        f"<blockquote>{escape(near.passage.text)}</blockquote></li>"
        for near in nearest
    )
    return (
        '<details class="ctg-nearest"><summary>Clauses les plus proches (ce ne sont pas des réponses)</summary>'
        f"<ol>{rows}</ol></details>"
    )


def tools_html(answer: Answer, cards: Cards, searched: str) -> str:
    """A button that the page's own script serves: the text to paste is in the attribute."""
    text = escape(plain_text(answer, dict(cards)), quote=True)
    return (
        f'<p class="ctg-tools"><button type="button" class="ctg-copy" data-ctg-copy="{text}">Copier la réponse</button>'
        f'<span>Recherche faite dans {escape(searched)}.</span><span role="status"></span></p>'
    )


def card_html(card: DocumentCard) -> str:
    """A document as the sidebar lists it."""
    warnings = "".join(f'<p class="ctg-card-warning">{escape(warning)}</p>' for warning in card.warnings)
    facts = " · ".join(f'<span class="ctg-fact">{escape(fact)}</span>' for fact in document_facts(card))
    return f'<li><p class="ctg-card-title">{escape(card.identity.title)}</p><p>{facts}</p>{warnings}</li>'


def _named_passage(passage: Passage, cards: Cards) -> str:
    return _named(passage.document_title, passage.page, cards.get(passage.document_id), passage.ocr)


def tags_html(tags: tuple[str, ...]) -> str:
    return "".join(f' <span class="ctg-tag">{escape(tag)}</span>' for tag in tags)


def _mark(number: int, anchor: str) -> str:
    return (
        f'&nbsp;<a class="ctg-mark" href="#{anchor}-{number}" aria-label="Ouvrir la source {number}" target="_self">'
        f"[{number}]</a>"
    )


def _source(citation: Citation, context: Context, cards: Cards, anchor: str) -> str:
    named = _named(citation.document_title, citation.page, cards.get(citation.document_id), citation.ocr)
    return (
        f'<details class="ctg-source"><summary><span class="ctg-number">{citation.id}</span>'
        f'<span class="ctg-where"><strong>{escape(citation.reference)}</strong>{named}</span></summary>'
        f'<div class="ctg-context" id="{anchor}-{citation.id}" tabindex="-1">{context_html(context)}</div></details>'
    )


def context_html(context: Context) -> str:
    """A quote in its section, highlighted, under the headings that lead to it."""
    before = ("[…]\n" if context.cut_before else "") + context.before
    after = context.after + ("\n[…]" if context.cut_after else "")
    return (
        f'<p class="ctg-trail">{escape(" › ".join(context.trail))}</p>'
        f'<div class="ctg-text">{_bold(before)}<mark>{escape(context.quote)}</mark>{_bold(after)}</div>'
    )


def _bold(text: str) -> str:
    """« ▪ **Effets de la résiliation** » around a quote; a quote itself is shown to the character."""
    return _STARRED.sub(r"<strong>\1</strong>", escape(text))


def _named(title: str, page: int | None, card: DocumentCard | None, ocr: bool = False) -> str:
    """A document never goes without its « projet » or « exemple fictif »; `title` is for one that has left."""
    name = card.identity.title if card else title
    tags = (*(document_tags(card) if card else ()), *((RECOGNISED,) if ocr else ()))
    where = f", {page_words(page)}" if page is not None else ""
    return f'<span class="ctg-doc">{escape(name)}{where}{tags_html(tags)}</span>'
