"""Facts, fields and the convention's own words → a draft of one article."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.drafting.article2 import article2
from ctgbot.drafting.article3 import article3
from ctgbot.drafting.article4 import article4
from ctgbot.drafting.fields import Field, fields
from ctgbot.drafting.ledger import Ledger
from ctgbot.drafting.lines import Line
from ctgbot.drafting.prove import cited, proven
from ctgbot.model import Citation, Draft, Fact

ARTICLES = (2, 3, 4)


def draft_of(
    article: int,
    territoire: str,
    ledger: Ledger,
    citations: Sequence[Citation],
    chosen: Sequence[Field] = (),
) -> Draft:
    """`citations`: the sentences of the convention that may be filled in; `chosen`: fields, all ten when none.

    Raises ValueError for an article that has no free section.
    """
    lines = tuple(
        tuple(line for line in paragraph if not line.needs_source or cited(line, citations))
        for paragraph in _lines(article, territoire, ledger, chosen or fields())
    )
    paragraphs = tuple(tuple(proven(line, citations) for line in paragraph) for paragraph in lines if paragraph)
    used = {identifier for paragraph in paragraphs for sentence in paragraph for identifier in sentence.citations}
    every = [line for paragraph in lines for line in paragraph]
    facts = dict[tuple[str, str, int | None], Fact](
        ((fact.key, fact.scale, fact.year), fact) for line in every for fact in line.facts
    )
    gaps = {gap.key: gap for line in every for gap in line.gaps}
    kept = tuple(citation for citation in citations if citation.id in used)
    return Draft(article, territoire, paragraphs, kept, tuple(facts.values()), tuple(gaps.values()))


def _lines(article: int, territoire: str, ledger: Ledger, chosen: Sequence[Field]) -> tuple[tuple[Line, ...], ...]:
    match article:
        case 2:
            return article2(ledger, territoire)
        case 3:
            return article3(chosen, territoire)
        case 4:
            return article4(chosen)
    raise ValueError(article)
