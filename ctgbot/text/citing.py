"""From a quotable piece to its citation, and the sentence that shows it; what the program says without a fact in it."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.model import Citation, Document, DocumentCard, SourcedSentence, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.grounding import Claim, ground
from ctgbot.text.units import Unit


def cite(unit: Unit, card: DocumentCard, number: int) -> Citation:
    """The piece as a proof, with the passage around it."""
    passage = unit.passage
    return Citation(
        id=number,
        document_id=passage.document_id,
        document_title=phrasing.label(card),
        reference=passage.reference,
        article=passage.article,
        page=passage.page,
        start=unit.start,
        end=unit.end,
        quote=unit.text,
        text_at=passage.text,
        ocr=passage.ocr,
    )


def said(text: str) -> SourcedSentence:
    """A sentence that states nothing about a convention: nothing is to be proven."""
    return SourcedSentence(text, (), True)


def quoted(citations: Sequence[Citation], document: Document) -> SourcedText:
    """Each citation in a sentence of its own: where it stands, then its words."""
    claims = [
        Claim(phrasing.quoted(phrasing.place_of(citation, with_document=False), citation.quote), (citation.id,))
        for citation in citations
    ]
    return ground(claims, citations, lambda _document: document.text, [document.card.identity.title])
