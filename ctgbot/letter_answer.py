"""« Prépare un courrier de dénonciation » → an act whose every statement is a clause of the convention, quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ctgbot.clauses.answers import answer_from
from ctgbot.draft import Text
from ctgbot.drafting.letter import ACTS, TERMINATION, Act, dates_of, remarks
from ctgbot.model import Answer, Clause, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.citing import cite, quoted, said
from ctgbot.text.grounding import renumbered
from ctgbot.text.normalise import level
from ctgbot.text.question import Part
from ctgbot.text.units import Unit

_ASKED = re.compile(r"\b(?:courriers?|lettres?)\b.*\b(?:denonc|resili|rompre|fin\b|sortie|retrait)")
# « un projet de délibération pour approuver la convention »; one that ends it says something else
_ENDS = re.compile(r"\b(?:denonc|resili|rompre|retrait|sortie)")
_CHOICE = "Trame à relire et à adapter : rien n'y est supposé de votre dossier."


def asks_for_letter(question: str) -> bool:
    """« Prépare un courrier de dénonciation »."""
    return bool(_ASKED.search(level(question)))


def act_asked(kind: str, question: str) -> Act | None:
    """Which act a request to write wants, by its `kind`; None for one that is not known."""
    if kind == "lettre":
        return TERMINATION if asks_for_letter(question) else None
    act = ACTS.get(kind)
    return None if act is None or _ENDS.search(level(question)) else act


def letter_answer(
    question: str, texts: Mapping[str, Text], clauses: Sequence[Clause], act: Act = TERMINATION
) -> Answer | None:
    """`texts`: the convention, first, and its avenants, by id. None when the convention has no clause to stand on, or
    one of them cannot be shown."""
    convention = next(iter(texts.values()))[0].card
    by_key = {clause.parameter: clause for clause in clauses if clause.superseded_by is None and clause.proof}
    wanted = [by_key[key] for key in act.clauses if key in by_key]
    part = Part(question, "", (), False)
    found = answer_from(part, wanted, lambda document: texts[document][1]) if wanted else None
    if found is None or not found.chosen:
        return None
    proofs = [quote for number, one in enumerate(found.chosen, 1) for quote in _quote(number, one.unit, texts)]
    dated = dates_of(question, by_key) if act is TERMINATION else (_CHOICE,)
    gaps = "À compléter : " + " ; ".join(gap.label for gap in act.gaps) + "."
    closing = (*act.closing, *dated, *remarks(act, by_key), gaps)
    letter = [*map(said, act.opening), *(s for text in proofs for s in text.sentences), *map(said, closing)]
    body = SourcedText(tuple(letter), tuple(citation for text in proofs for citation in text.citations))
    warnings = (phrasing.DRAFT,) if convention.identity.statut == "projet" else ()
    return Answer(question, "answered", None, renumbered(body), warnings)


def _quote(number: int, unit: Unit, texts: Mapping[str, Text]) -> Iterator[SourcedText]:
    """A clause of an avenant is said to be one: it stands in place of that of the convention."""
    document = texts[unit.passage.document_id][0]
    if document.card.identity.nature == "avenant":
        yield SourcedText((said(f"Modifié par « {document.card.identity.title} » :"),))
    yield quoted([cite(unit, document.card, number)], document)
