"""A territory, its texts and some figures → a draft of article 2, 3 or 4, each sentence cited or of the genre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctgbot.draft_material import material_of
from ctgbot.drafting.compose import Wish, draft_of
from ctgbot.drafting.fields import Field
from ctgbot.drafting.ledger import Ledger
from ctgbot.model import Citation, Document, Draft, Fact, Passage
from ctgbot.text.citing import cite
from ctgbot.text.units import units_of

Text = tuple[Document, Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Texts:
    """What a draft stands on: the convention whose article is to be filled in; older ones and the diagnosis, the
    nearest first; the scheme of the département."""

    convention: Text | None = None
    others: tuple[Text, ...] = ()
    sdsf: Text | None = None


def draft(
    article: int,
    territoire: str,
    texts: Texts,
    facts: Sequence[Fact] = (),
    wish: tuple[Sequence[Field], bool] = ((), False),
) -> Draft:
    """`wish`: the fields to speak of (all when none), and whether the text is to be short. Citations are numbered
    from 1, in the order of the text."""
    frame = frame_of(article, *texts.convention) if texts.convention else ()
    chosen, short = wish
    material = material_of(article, _all(texts), texts.sdsf, first=len(frame) + 1) if article != 2 else {}
    made = draft_of(article, territoire, Ledger(tuple(facts)), frame, Wish(chosen, short, material))
    order = dict.fromkeys(i for paragraph in made.paragraphs for s in paragraph for i in s.citations)
    numbers = {identifier: number for number, identifier in enumerate(order, 1)}
    paragraphs = tuple(
        tuple(replace(s, citations=tuple(numbers[i] for i in s.citations)) for s in paragraph)
        for paragraph in made.paragraphs
    )
    citations = sorted((replace(c, id=numbers[c.id]) for c in made.citations), key=lambda citation: citation.id)
    return replace(made, paragraphs=paragraphs, citations=tuple(citations))


def _all(texts: Texts) -> tuple[Text, ...]:
    return (*((texts.convention,) if texts.convention else ()), *texts.others)


def frame_of(article: int, document: Document, passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """What the convention itself says that a draft may fill in or follow: the sentences of the article, then those of
    its preamble."""
    own = [passage for passage in passages if passage.article == article]
    around = [passage for passage in passages if passage.kind == "preambule"]
    units = [unit for passage in (*own, *around) for unit in units_of(passage)]
    return tuple(cite(unit, document.card, number) for number, unit in enumerate(units, 1))
