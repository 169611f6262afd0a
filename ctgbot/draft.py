"""A territory, its convention and some figures → a draft of article 2, 3 or 4, each sentence cited or of the genre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ctgbot.drafting.compose import draft_of
from ctgbot.drafting.fields import Field
from ctgbot.drafting.ledger import Ledger
from ctgbot.model import Citation, Document, Draft, Fact, Passage
from ctgbot.text.citing import cite
from ctgbot.text.units import units_of


def draft(
    article: int,
    territoire: str,
    convention: tuple[Document, Sequence[Passage]] | None,
    facts: Sequence[Fact] = (),
    chosen: Sequence[Field] = (),
) -> Draft:
    """`convention`: the one whose article is to be filled in, with its passages; citations are numbered from 1."""
    frame = frame_of(article, *convention) if convention else ()
    made = draft_of(article, territoire, Ledger(tuple(facts)), frame, chosen)
    numbers = {citation.id: number for number, citation in enumerate(made.citations, 1)}
    paragraphs = tuple(
        tuple(replace(s, citations=tuple(numbers[i] for i in s.citations)) for s in paragraph)
        for paragraph in made.paragraphs
    )
    return replace(made, paragraphs=paragraphs, citations=tuple(replace(c, id=numbers[c.id]) for c in made.citations))


def frame_of(article: int, document: Document, passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """What the convention itself says that a draft may fill in or follow: the sentences of the article, then those of
    its preamble."""
    own = [passage for passage in passages if passage.article == article]
    around = [passage for passage in passages if passage.kind == "preambule"]
    units = [unit for passage in (*own, *around) for unit in units_of(passage)]
    return tuple(cite(unit, document.card, number) for number, unit in enumerate(units, 1))
