"""A citation in the article that holds it: what a reader sees when a number is opened."""

from __future__ import annotations

from dataclasses import dataclass

from ctgbot.model import Citation, Document, Section

AROUND = 2_500  # characters kept on each side of the quote: an annexe can be fifty pages long


@dataclass(frozen=True, slots=True)
class Context:
    """The text around a quote: its heading is in `trail` only; `cut_*` says that the text goes on."""

    trail: tuple[str, ...]
    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def context_in(document: Document, citation: Citation) -> Context:
    """The section of `document` where the citation starts."""
    return context_of(document, citation.start, citation.end)


def context_of(document: Document, first: int, last: int, around: int = AROUND) -> Context:
    """The section of `document` where `text[first:last]` starts, cut at paragraphs when it is long.

    A clause comes with its whole article: « 6 mois » is read beside the two other regimes of article 13.
    """
    sections = _around(document.sections, first)
    low, high = (sections[0].start, sections[-1].end) if sections else (0, len(document.text))
    trail = sections[0].trail if sections else ()
    high = max(high, last)
    start, end = _cut(document.text, (low, high), (first, last), around)
    return Context(
        trail=trail,
        before=_without_heading(document.text[start:first].lstrip(), trail),
        quote=document.text[first:last],
        after=document.text[last:end].rstrip(),
        cut_before=start > low,
        cut_after=end < high,
    )


def context_from_passage(citation: Citation) -> Context:
    """What is left when the document has been erased since: the passage kept inside the citation."""
    before, found, after = citation.text_at.partition(citation.quote)
    if not found:
        before, after = "", ""
    return Context(trail=(citation.reference,), before=before, quote=citation.quote, after=after)


def _around(sections: tuple[Section, ...], offset: int) -> tuple[Section, ...]:
    """The section at `offset`; for a clause, the sections one after the other under the same article."""
    here = next((place for place, section in enumerate(sections) if section.start <= offset < section.end), None)
    if here is None:
        return ()
    if sections[here].kind not in ("article", "clause"):
        return sections[here : here + 1]
    first = last = here
    while first and _same_article(sections[first - 1], sections[here]):
        first -= 1
    while last + 1 < len(sections) and _same_article(sections[last + 1], sections[here]):
        last += 1
    return sections[first : last + 1]


def _same_article(one: Section, other: Section) -> bool:
    """A clause's trail begins with its article's; a clause without a number stands alone."""
    if not {one.kind, other.kind} <= {"article", "clause"} or one.number is None:
        return False
    return one.number == other.number and one.trail[:1] == other.trail[:1]


def _without_heading(before: str, trail: tuple[str, ...]) -> str:
    """« ARTICLE 13 – LA FIN DE LA CONVENTION » already stands in the trail, above the text."""
    line, newline, rest = before.partition("\n")
    return rest.lstrip() if newline and trail and trail[-1] and trail[-1] in line else before


def _cut(text: str, section: tuple[int, int], quote: tuple[int, int], around: int) -> tuple[int, int]:
    start, end = section
    if quote[0] - start > around:
        paragraph = text.find("\n", quote[0] - around, quote[0])
        start = paragraph + 1 if paragraph >= 0 else quote[0] - around
    if end - quote[1] > around:
        paragraph = text.rfind("\n", quote[1], quote[1] + around)
        end = paragraph if paragraph > quote[1] else quote[1] + around
    return start, end
