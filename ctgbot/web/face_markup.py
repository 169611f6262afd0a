"""HTML of two conventions side by side, article by article; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ctgbot.align import Face
from ctgbot.text.alignment import Match, Piece
from ctgbot.text.word_diff import word_diff
from ctgbot.web.diff_markup import columns_html, heavy_html, state_words, text_html

_LEGEND = (
    '<p class="ctg-legend">Les articles sont rapprochés par leur sujet, pas par leur numéro. '
    "<del>Barré</del> : mots de la référence seule. <ins>Souligné</ins> : mots de l'autre seule. "
    "<strong>Gras</strong> : nombres, négations, « peut » et « doit ».</p>"
)


def faces_html(faces: Sequence[Face], left: str, right: str, opened: str = "") -> str:
    """One fold for each article, its state in words; `opened`: the id of the part whose fold is open."""
    return (
        f'<section class="ctg-faces">{_LEGEND}{"".join(_face(face, left, right, opened) for face in faces)}</section>'
    )


def counted_html(faces: Sequence[Face], left: str, right: str) -> str:
    """« 13 articles se répondent, 2 seulement dans A, 1 seulement dans B. »"""
    both = sum(bool(face.match.left and face.match.right) for face in faces)
    ours = sum(len(face.match.left) for face in faces if not face.match.right)
    theirs = sum(len(face.match.right) for face in faces if not face.match.left)
    answered = f"{both} parties se répondent" if both > 1 else f"{both} partie a un équivalent"
    return (
        f'<p class="ctg-count">{answered} ; {ours} seulement dans « {escape(left)} » ; '
        f"{theirs} seulement dans « {escape(right)} ».</p>"
    )


def title_of(pieces: Sequence[Piece]) -> str:
    """« art. 12 Manquement d'une partie, art. 13 Préavis »."""
    return ", ".join(_name(piece) for piece in pieces)


def _name(piece: Piece) -> str:
    title = piece.title.strip(" .:–-")
    bare = title.casefold() in piece.reference.casefold()
    return piece.reference if bare or not title else f"{piece.reference} {title}"


def _face(face: Face, left: str, right: str, opened: str) -> str:
    match = face.match
    ids = {piece.id for piece in (*match.left, *match.right)}
    pairs = face.clauses or (match,)
    return (
        f'<details class="ctg-face"{" open" if opened in ids else ""}><summary><span class="ctg-face-title">'
        f'{_heading(match)}</span><span class="ctg-tag">{escape(_state(face))}</span></summary>'
        f"{''.join(_pair(pair, left, right, len(pairs) > 1) for pair in pairs)}</details>"
    )


def _heading(match: Match) -> str:
    ours, theirs = (escape(title_of(side)) for side in (match.left, match.right))
    none = '<span class="ctg-none">sans équivalent</span>'
    return f"{ours or none} <span aria-hidden='true'>↔</span><span class='ctg-hidden'> face à </span> {theirs or none}"


def _state(face: Face) -> str:
    match = face.match
    if not match.left or not match.right:
        return "sans équivalent"
    return state_words(word_diff(_text(match.left), _text(match.right)))


def _pair(match: Match, left: str, right: str, is_part: bool) -> str:
    head = f'<h4 class="ctg-pair-head">{_heading(match)}</h4>' if is_part else ""
    if not match.left or not match.right:
        name = left if match.left else right
        return (
            f'{head}<div class="ctg-alone"><p class="ctg-pair-name">{escape(name)}</p>'
            f"{text_html(_text(match.left or match.right))}</div>"
        )
    difference = word_diff(_text(match.left), _text(match.right))
    return f"{head}{heavy_html(difference)}{columns_html(difference, left, right)}"


def _text(pieces: Sequence[Piece]) -> str:
    """Without the stars of a Markdown source."""
    if len(pieces) == 1:
        return pieces[0].text.replace("**", "").strip()
    return "\n\n".join(f"[{piece.reference}] {piece.text.replace('**', '').strip()}" for piece in pieces)
