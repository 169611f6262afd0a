"""Tab « Article par article »: a convention of reference, one or more others, and what differs, word by word."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ctgbot.align import Face, pieces_of, side_by_side
from ctgbot.model import DocumentCard
from ctgbot.text.alignment import Piece
from ctgbot.web.face_markup import counted_html, faces_html, title_of
from ctgbot.web.session import Desk
from ctgbot.web.words import as_markdown, document_line, period_words

_MOST = 3  # conventions beside the reference: more are a matter for the table
_ALL = ""


def show_faces(desk: Desk, cards: Sequence[DocumentCard]) -> None:
    """The reference is the first real convention until another one is chosen."""
    known = {card.id: card for card in cards}
    reference = st.selectbox(
        "Convention de référence", list(known), format_func=lambda one: document_line(known[one]), key="face-reference"
    )
    others = [one for one in known if one != reference]
    chosen = st.multiselect(
        "À mettre en face",
        others,
        default=others[:1],
        max_selections=_MOST,
        format_func=lambda one: document_line(known[one]),
        placeholder="Choisissez une convention",
        key=f"face-others-{reference}",
    )
    if not reference or not chosen:
        st.caption("Choisissez au moins une convention à mettre en face.")
        return
    article = _article(desk, reference)
    _avenants(desk, (reference, *chosen), known)
    for other in chosen:
        faces = side_by_side(reference, other, desk.assistant)
        shown = [face for face in faces if _holds(face, article)]
        left, right = _names(known[reference], known[other])
        if len(chosen) > 1:
            st.subheader(as_markdown(right))
        st.html(counted_html(faces, left, right))
        st.html(faces_html(shown, left, right, article))


def _article(desk: Desk, reference: str) -> str:
    pieces = {piece.id: piece for piece in pieces_of(desk.assistant.show(reference), ())}
    return (
        st.selectbox(
            "Article de la référence",
            [_ALL, *pieces],
            format_func=lambda one: _label(pieces.get(one)),
            key=f"face-article-{reference}",
        )
        or _ALL
    )


def _label(piece: Piece | None) -> str:
    return title_of([piece]) if piece else "Tous les articles"


def _holds(face: Face, article: str) -> bool:
    return article == _ALL or any(piece.id == article for piece in face.match.left)


def _avenants(desk: Desk, documents: Sequence[str], cards: dict[str, DocumentCard]) -> None:
    """The texts are shown as they were signed."""
    standings = desk.assistant.standings()
    changed = [short_name(cards[one]) for one in documents if one in standings and standings[one].avenants]
    if changed:
        st.caption(as_markdown(f"Texte d'origine, sans ses avenants : {', '.join(changed)}."))


def _names(one: DocumentCard, other: DocumentCard) -> tuple[str, str]:
    """Two drafts of one commune have the same name: the files' names tell them apart."""
    left, right = short_name(one), short_name(other)
    return (f"{left} ({one.id})", f"{right} ({other.id})") if left == right else (left, right)


def short_name(card: DocumentCard) -> str:
    """« Lys-lez-Lannoy 2024-2028 »."""
    identity = card.identity
    return " ".join(part for part in (identity.territoire or identity.title, period_words(identity.periode)) if part)
