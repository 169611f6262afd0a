"""The pieces chosen → sentences to prove, each with its citation; what an avenant puts in their place comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ctgbot.model import Citation, Document, DocumentCard, SourcedText
from ctgbot.text import phrasing
from ctgbot.text.amended import amendments
from ctgbot.text.citing import cite
from ctgbot.text.grounding import Claim
from ctgbot.text.remarks import IN_FORCE, Case

DocumentOf = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Opened(Claim):
    """A claim with what is said before it once it is proven: « Non. », « La question suppose … »: what follows from the
    value of a clause, or is the asker's own."""

    opening: str = ""


def opened(proven: SourcedText, claims: Sequence[Claim]) -> SourcedText:
    """The sentences of `ground()`, in the order of these claims, with their openings where they are verified."""
    sentences = tuple(
        replace(sentence, text=claim.opening + sentence.text)
        if isinstance(claim, Opened) and sentence.verified
        else sentence
        for sentence, claim in zip(proven.sentences, claims, strict=True)
    )
    return replace(proven, sentences=sentences)


def claims_of(case: Case, document_of: DocumentOf) -> tuple[list[Claim], list[Citation]]:
    """Every claim of an answer, in the order in which it is said, and the citations that they name."""
    claims, citations = _chosen(case)
    changed = _amended(case, citations, document_of)
    return [*(claim for claim, _ in changed), *claims], [*citations, *(citation for _, citation in changed)]


def _chosen(case: Case) -> tuple[list[Claim], list[Citation]]:
    """One sentence by piece chosen: where it stands, then its words between quotation marks."""
    cards = {card.id: card for card in case.asked.cards}
    claims: list[Claim] = []
    citations: list[Citation] = []
    seen: set[tuple[str, int, int]] = set()
    for found in case.parts:
        for place, candidate in enumerate(found.chosen):
            unit = candidate.unit
            key = (unit.passage.document_id, unit.start, unit.end)
            if key in seen:
                continue
            seen.add(key)
            opening = found.openings[place] if place < len(found.openings) else ""
            opening = _numbered(opening, cards[unit.passage.document_id])
            citation = cite(unit, cards[unit.passage.document_id], len(citations) + 1)
            citations.append(citation)
            lead = phrasing.headline(found.part.types, unit.text) if found.verdict.status == "answered" else ""
            where = phrasing.place_of(citation, with_document=len(case.asked.cards) > 1, language=case.language)
            claims.append(Opened(phrasing.quoted(where, citation.quote, lead), (citation.id,), opening))
    return claims, citations


def _numbered(opening: str, card: DocumentCard) -> str:
    """« En vigueur, avenant n° 1 : »: which text the value in force comes from."""
    number = card.identity.numero if card.identity.nature == "avenant" else None
    if number is None or not opening.lower().endswith(IN_FORCE.lower()):
        return opening
    return f"{opening.removesuffix(' : ')}, avenant n° {number} : "


def _amended(case: Case, citations: Sequence[Citation], document_of: DocumentOf) -> list[tuple[Claim, Citation]]:
    """What avenants put in the place of the clauses cited, unless it is cited already: said first, it is in force."""
    cards = {card.id: card for card in case.asked.library.cards}
    found: list[tuple[Claim, Citation]] = []
    for document_id in dict.fromkeys(citation.document_id for citation in citations):
        avenants = [document_of(avenant) for avenant in case.asked.avenants_of(document_id)]
        cited = [citation for citation in citations if citation.document_id == document_id]
        for amendment in amendments(cited, avenants):
            card = amendment.avenant.card
            citation = amendment.cited(len(citations) + len(found) + 1, phrasing.label(cards.get(card.id, card)))
            if not any(_overlap(citation, other) for other in citations):
                place = phrasing.place_of(citation, with_document=True, language=case.language)
                found.append((Claim(phrasing.quoted(place, citation.quote), (citation.id,)), citation))
    return found


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end
