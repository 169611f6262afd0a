"""A citation in the section that holds it: what a reader sees when a number is opened."""

from __future__ import annotations

from dataclasses import dataclass

from ctgbot.model import Citation, Document

AROUND = 2_500  # characters kept on each side of the quote: an annexe can be fifty pages long


@dataclass(frozen=True, slots=True)
class Context:
    """A section around a quote: its own heading is in `trail` only; `cut_*` says that the section goes on."""

    trail: tuple[str, ...]
    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def context_in(document: Document, citation: Citation) -> Context:
    """The section of `document` where the quote starts, cut at paragraphs when it is long."""
    section = next((s for s in document.sections if s.start <= citation.start < s.end), None)
    low, high, trail = (section.start, section.end, section.trail) if section else (0, len(document.text), ())
    high = max(high, citation.end)
    start, end = _cut(document.text, (low, high), (citation.start, citation.end))
    return Context(
        trail=trail,
        before=_without_heading(document.text[start : citation.start].lstrip(), trail),
        quote=document.text[citation.start : citation.end],
        after=document.text[citation.end : end].rstrip(),
        cut_before=start > low,
        cut_after=end < high,
    )


def context_from_passage(citation: Citation) -> Context:
    """What is left when the document has been erased since: the passage kept inside the citation."""
    before, found, after = citation.text_at.partition(citation.quote)
    if not found:
        before, after = "", ""
    return Context(trail=(citation.reference,), before=before, quote=citation.quote, after=after)


def _without_heading(before: str, trail: tuple[str, ...]) -> str:
    """« ▪ **Effets de la résiliation** » already stands in the trail, above the text."""
    line, newline, rest = before.partition("\n")
    return rest.lstrip() if newline and trail and trail[-1] and trail[-1] in line else before


def _cut(text: str, section: tuple[int, int], quote: tuple[int, int]) -> tuple[int, int]:
    start, end = section
    if quote[0] - start > AROUND:
        paragraph = text.find("\n", quote[0] - AROUND, quote[0])
        start = paragraph + 1 if paragraph >= 0 else quote[0] - AROUND
    if end - quote[1] > AROUND:
        paragraph = text.rfind("\n", quote[1], quote[1] + AROUND)
        end = paragraph if paragraph > quote[1] else quote[1] + AROUND
    return start, end
