"""Facts, fields and the convention's own words → a draft of one article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ctgbot.drafting.article2 import article2
from ctgbot.drafting.article3 import article3
from ctgbot.drafting.article4 import article4
from ctgbot.drafting.checks import remarks_on
from ctgbot.drafting.fields import Field, fields
from ctgbot.drafting.ledger import Ledger
from ctgbot.drafting.lines import Line, Material
from ctgbot.drafting.prove import cited, proven
from ctgbot.model import Citation, Draft, Fact

ARTICLES = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the agent chooses: fields (all ten when none), a shorter text; `material`: what texts say of each field."""

    chosen: Sequence[Field] = ()
    short: bool = False
    material: Mapping[str, Material] = field(default_factory=dict)


def draft_of(
    article: int, territoire: str, ledger: Ledger, citations: Sequence[Citation], wish: Wish | None = None
) -> Draft:
    """`citations`: the sentences of the convention that may be filled in.

    Raises ValueError for an article that has no free section.
    """
    lines = tuple(
        tuple(line for line in paragraph if not line.needs_source or cited(line, citations))
        for paragraph in _lines(article, territoire, ledger, wish or Wish())
    )
    paragraphs = tuple(
        tuple(proven(line, citations, territoire) for line in paragraph) for paragraph in lines if paragraph
    )
    used = {identifier for paragraph in paragraphs for sentence in paragraph for identifier in sentence.citations}
    every = [line for paragraph in lines for line in paragraph]
    facts = dict[tuple[str, str, int | None], Fact](
        ((fact.key, fact.scale, fact.year), fact) for line in every for fact in line.facts
    )
    gaps = {gap.key: gap for line in every for gap in line.gaps}
    known = (*citations, *(source for line in every for source in line.sources))
    kept = {citation.id: citation for citation in known if citation.id in used}
    warnings = remarks_on(ledger.facts)
    return Draft(
        article, territoire, paragraphs, tuple(kept.values()), tuple(facts.values()), tuple(gaps.values()), warnings
    )


def _lines(article: int, territoire: str, ledger: Ledger, wish: Wish) -> tuple[tuple[Line, ...], ...]:
    chosen = wish.chosen or fields()
    match article:
        case 2:
            return article2(ledger, territoire, short=wish.short)
        case 3:
            return article3(chosen, territoire, wish.material, short=wish.short)
        case 4:
            return article4(chosen, wish.material, short=wish.short)
    raise ValueError(article)
