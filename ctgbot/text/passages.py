"""Sections → passages: verbatim slices, never across two sections, that retrieval finds and a citation shows.

What is embedded (trail + text) is never what is stored or shown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from hashlib import sha256

from ctgbot.model import DocumentCard, PageSpan, Passage, Section
from ctgbot.text.references import article_of, reference_of
from ctgbot.text.slices import heading_slice, slices
from ctgbot.text.tables import header_above, headers


def cut_passages(
    card: DocumentCard, text: str, sections: tuple[Section, ...], pages: tuple[PageSpan, ...] = ()
) -> tuple[Passage, ...]:
    """Every passage of a document, in the order of its text. The headings themselves are in the trail only."""
    passages: list[Passage] = []
    page_starts = [page.start for page in pages]
    for position, section in enumerate(sections):
        below = sections[position + 1].trail if position + 1 < len(sections) else ()
        is_leaf = below[: len(section.trail)] != section.trail
        spans = slices(text, section) or (heading_slice(text, section) if is_leaf else [])
        tables = headers(text, section.start, section.end)
        for start, end in spans:
            at = bisect_right(page_starts, start) - 1
            on_page = pages[at] if at >= 0 and start < pages[at].end else None
            passage = passage_of(card, text, section, (start, end), on_page)
            header = header_above(tables, start)
            passages.append(replace(passage, context=header) if header else passage)
    return tuple(passages)


def passage_of(
    card: DocumentCard, text: str, section: Section, span: tuple[int, int], on_page: PageSpan | None
) -> Passage:
    """`text[start:end]` of that section as a passage."""
    start, end = span
    key = sha256(f"{card.id}\0{start}\0{end}\0{text[start:end]}".encode()).hexdigest()[:16]
    return Passage(
        id=f"{card.id}:{key}",
        document_id=card.id,
        document_title=card.identity.title,
        section_id=section.id,
        kind=section.kind,
        reference=reference_of(section),
        trail=section.trail,
        article=article_of(section),
        page=on_page.number if on_page else section.page,
        start=start,
        end=end,
        text=text[start:end],
        ocr=on_page is not None and on_page.method == "ocr",
    )


def headings_of(passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, or the document's title where there are none."""
    return tuple(part for part in passage.trail if part != "Titre") or (passage.document_title,)


def embedded_text(passage: Passage) -> str:
    """What the model reads: the headings, the header of the table that the text goes on with, then the text."""
    context = f"{passage.context}\n" if passage.context else ""
    return " > ".join(headings_of(passage)) + "\n" + context + passage.text


def vector_key(embedded: str) -> str:
    """Identical clauses of two hundred conventions have one key, hence one vector."""
    return sha256(embedded.encode()).hexdigest()
