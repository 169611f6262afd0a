"""« Prépare un courrier de dénonciation » → a letter whose every statement is a clause of the convention, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.clauses.answers import answer_from
from ctgbot.drafting.letter import CLAUSES, CLOSING, GAPS, OPENING, remarks
from ctgbot.model import Answer, Clause, Document, Passage, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.citing import cite, quoted, said
from ctgbot.text.grounding import renumbered
from ctgbot.text.normalise import level
from ctgbot.text.question import Part

_ASKED = re.compile(r"\b(?:courriers?|lettres?)\b.*\b(?:denonc|resili|rompre|fin\b|sortie|retrait)")


def asks_for_letter(question: str) -> bool:
    """« Prépare un courrier de dénonciation »."""
    return bool(_ASKED.search(level(question)))


def letter_answer(
    question: str, document: Document, passages: Sequence[Passage], clauses: Sequence[Clause]
) -> Answer | None:
    """None when the convention has no clause to stand on, or one of them cannot be shown."""
    by_key = {clause.parameter: clause for clause in clauses if clause.superseded_by is None}
    wanted = [by_key[key] for key in CLAUSES if key in by_key and by_key[key].proof]
    found = answer_from(Part(question, "", (), False), wanted, lambda _document: passages) if wanted else None
    if found is None or not found.chosen:
        return None
    proofs = quoted([cite(chosen.unit, document.card, i) for i, chosen in enumerate(found.chosen, 1)], document)
    gaps = "À compléter : " + " ; ".join(gap.label for gap in GAPS) + "."
    letter = [*map(said, OPENING), *proofs.sentences, *map(said, (*CLOSING, *remarks(by_key), gaps))]
    warnings = (phrasing.DRAFT,) if document.card.identity.statut == "projet" else ()
    return Answer(question, "answered", None, renumbered(SourcedText(tuple(letter), proofs.citations)), warnings)
