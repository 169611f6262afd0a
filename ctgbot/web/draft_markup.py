"""HTML of a draft beside its proofs, from values only; as in `markup`, every string is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ctgbot.draft_check import BLANK
from ctgbot.draft_work import Piece, Work, facts_of, quotes_of
from ctgbot.drafting.ledger import shown
from ctgbot.model import Citation, Fact
from ctgbot.text.typography import unbroken
from ctgbot.web.draft_form import SCALES
from ctgbot.web.listing import Cards
from ctgbot.web.markup import tags_html
from ctgbot.web.words import RECOGNISED, document_tags, page_words

_BLANKS = re.compile(f"({BLANK.pattern})")
_STATES = {"proposee": "proposée", "acceptee": "acceptée", "refusee": "refusée"}
_AUTHORS = {"agent": "modifiée par l'agent", "modele": "reformulée par le modèle de langue"}


def sentence_html(piece: Piece, number: int) -> str:
    """A sentence with its state in words, its blanks marked, and what is not verified in it."""
    kind = f"ctg-piece ctg-is-{piece.state}{' ctg-unverified' if piece.doubts else ''}"
    words = "".join(
        f'<span class="ctg-blank">{part}</span>' if BLANK.fullmatch(part) else part
        for part in _BLANKS.split(escape(unbroken(piece.said), quote=False))
    )
    why = "".join(f"<li>{escape(doubt[:1].upper() + doubt[1:])}.</li>" for doubt in piece.doubts)
    doubted = f'<ul class="ctg-why">{why}</ul>' if why else ""
    return (
        f'<div class="{kind}" role="group" aria-label="Phrase {number}"><p class="ctg-words">{words}</p>'
        f'<p class="ctg-states">{"".join(_states(piece))}</p>{doubted}</div>'
    )


def _states(piece: Piece) -> list[str]:
    said = [f'<span class="ctg-chip ctg-chip-{piece.state}">{_STATES[piece.state]}</span>']
    if piece.author != "programme":
        said.append(f'<span class="ctg-chip">{_AUTHORS[piece.author]}</span>')
    if BLANK.search(piece.said):
        said.append('<span class="ctg-chip ctg-chip-blank">à compléter</span>')
    if piece.doubts:
        said.append('<span class="ctg-chip ctg-chip-doubt">non vérifiée</span>')
    elif piece.drafted.is_formula and piece.author == "programme":
        said.append('<span class="ctg-chip">formule du genre</span>')
    elif piece.drafted.facts or piece.drafted.citations or not BLANK.search(piece.said):
        said.append('<span class="ctg-chip ctg-chip-ok">vérifiée</span>')
    return said


def proofs_html(work: Work, piece: Piece, cards: Cards) -> str:
    """The figures and the extracts that a sentence stands on; what it stands on when it has neither."""
    facts = facts_of(work, piece)
    lines = [_fact(fact) for fact in facts] + [_citation(one, cards) for one in quotes_of(work, piece)]
    if lines:
        return f'<ul class="ctg-proofs">{"".join(lines)}</ul>'
    if piece.drafted.is_formula and piece.author == "programme":
        return '<p class="ctg-note">Formule du genre : n\'affirme rien de ce territoire.</p>'
    if BLANK.search(piece.said):
        return '<p class="ctg-note">À compléter : voir « Ce qui manque ».</p>'
    return '<p class="ctg-note">Aucune preuve.</p>'


def warnings_html(warnings: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(unbroken(one))}</li>" for one in warnings)
    return f'<ul class="ctg-warned" aria-label="À savoir">{lines}</ul>' if warnings else ""


def gaps_html(count: int) -> str:
    if not count:
        return '<p class="ctg-note">Aucun blanc : tout ce que le texte demande est renseigné.</p>'
    said = "1 blanc reste" if count == 1 else f"{count} blancs restent"
    return f'<p class="ctg-note">{said} entre crochets dans le texte. Remplissez-en un : le texte suit.</p>'


def copy_html(text: str, left_out: int, unverified: int) -> str:
    """The text as it is copied, and what is not in it."""
    paragraphs = "".join(f"<p>{escape(unbroken(part))}</p>" for part in text.split("\n\n"))
    notes = []
    if left_out:
        notes.append(f"{_sentences(left_out)} hors du texte (refusées, ou proposées sans être vérifiées).")
    if unverified:
        plural = "s" if unverified > 1 else ""
        notes.append(f"{_sentences(unverified)} acceptée{plural} sans être vérifiée{plural} : à relire.")
    noted = "".join(f'<p class="ctg-note">{escape(note)}</p>' for note in notes)
    value = escape(text, quote=True)
    return (
        f'<div class="ctg-copied">{paragraphs or "<p>Aucune phrase retenue.</p>"}</div>{noted}'
        f'<p class="ctg-tools"><button type="button" class="ctg-copy" data-ctg-copy="{value}">Copier le texte</button>'
        '<span role="status"></span></p>'
    )


def _sentences(count: int) -> str:
    return f"{count} phrase{'s' if count > 1 else ''}"


def _fact(fact: Fact) -> str:
    read = f"{fact.file}, ligne {fact.row}" if fact.file and fact.row else fact.file
    place = (SCALES[fact.scale], str(fact.year or "année non dite"), fact.source, read, fact.perimeter)
    formula = f'<span class="ctg-formula">= {escape(fact.formula)}</span>' if fact.formula else ""
    rounded = " (arrondi par la source)" if fact.rounded else ""
    where = escape(" · ".join(part for part in place if part))
    label = escape(fact.label or fact.key)
    return (
        f"<li><strong>{escape(shown(fact))}</strong>{rounded} {label}{formula}"
        f'<span class="ctg-from">{where}</span></li>'
    )


def _citation(citation: Citation, cards: Cards) -> str:
    card = cards.get(citation.document_id)
    name = card.identity.title if card else citation.document_title
    tags = (*(document_tags(card) if card else ()), *((RECOGNISED,) if citation.ocr else ()))
    where = ", ".join(part for part in (citation.reference, name, page_words(citation.page)) if part)
    return (
        f'<li><span class="ctg-quoted">« {escape(unbroken(" ".join(citation.quote.split())))} »</span>'
        f'<span class="ctg-from">{escape(where)}{tags_html(tags)}</span></li>'
    )
