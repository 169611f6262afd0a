"""Lines → sentences of a draft: each with the sentence of the convention that it fills in, its facts, and whether every
number in it is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.drafting.lines import Line
from ctgbot.model import Citation, DraftSentence
from ctgbot.text.grounding import unsupported_numbers
from ctgbot.text.words import stems

_ALIKE = 0.6  # share of the words of `like` that a sentence of the convention must have


def cited(line: Line, citations: Sequence[Citation]) -> Citation | None:
    """The sentence of the convention that this line fills in or follows; the fullest match, the first of equals."""
    wanted = stems(line.like)
    if not wanted:
        return None
    best = max(citations, key=lambda citation: len(wanted & stems(citation.quote)), default=None)
    return best if best and len(wanted & stems(best.quote)) >= _ALIKE * len(wanted) else None


def proven(line: Line, citations: Sequence[Citation], territoire: str = "") -> DraftSentence:
    """`verified`: no number but those of its facts and their sources, of its citations, of the territory's name."""
    filled = cited(line, citations)
    sources = (*((filled,) if filled and filled not in line.sources else ()), *line.sources)
    said = [f"{fact.display} {fact.label} {fact.unit} {fact.source}" for fact in line.facts]
    said += [f"{fact.year}" for fact in line.facts if fact.year]
    said += [gap.label for gap in line.gaps]  # « quotient familial inférieur à 800 euros », left blank
    quotes = [text for one in sources for text in (one.quote, one.document_title, one.reference)]
    return DraftSentence(
        line.text,
        tuple(dict.fromkeys(source.id for source in sources)),
        tuple(fact.key for fact in line.facts),
        not unsupported_numbers(_without_facts(line), [*quotes, *said, territoire]),
        line.is_formula or not (sources or line.facts),  # words of the genre around blanks
    )


def _without_facts(line: Line) -> str:
    """Its words without the figures that the ledger holds, where they stand whole: « 9 » is no part of « 1 909 »."""
    text = line.text
    figures = {written for fact in line.facts for written in (fact.display, f"{fact.year}") if written}
    for written in sorted(figures, key=len, reverse=True):
        text = re.sub(rf"(?<![\d,\u202f]){re.escape(written)}(?![\u202f,]?\d)", "…", text)
    return text
