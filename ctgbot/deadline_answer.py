"""A question that wants a date → the clause that fixes the delay, quoted, and the date that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from ctgbot.clauses.deadlines import Deadline, day
from ctgbot.model import Answer, Citation, DocumentCard, SourcedSentence, SourcedText, SourceText
from ctgbot.survey_lines import around
from ctgbot.text import phrasing
from ctgbot.text.delay_question import DelayAsked, read_delay
from ctgbot.text.grounding import Claim, ground, renumbered

_MOST_SHOWN = 12  # conventions
# Any complete day: which delay a convention fixes does not hang on it.
_SOME_DAY = date(2026, 12, 31)


class DeadlinesOf(Protocol):
    """The dates of these conventions, by convention: `end` or `sent` is given."""

    def __call__(
        self, documents: Sequence[str], *, end: date | None = None, sent: date | None = None
    ) -> tuple[Deadline, ...]: ...


class Shelf(Protocol):
    """What shows a clause: the card and the text of its document."""

    def cards_of(self, documents: Collection[str]) -> tuple[DocumentCard, ...]: ...

    def texts_of(self, documents: Collection[str]) -> dict[str, SourceText]: ...


def deadline_answer(question: str, documents: Sequence[str], deadlines_of: DeadlinesOf, shelf: Shelf) -> Answer | None:
    """The answer for these documents; None when it is another question, or when none of them fixes the delay."""
    asked = read_delay(question)
    if asked is None or not documents:
        return None
    found = [one for one in _dates(asked, documents, deadlines_of) if one.clause.parameter == asked.parameter]
    if not found:
        return None
    kept = found[:_MOST_SHOWN]
    ids = {one.clause.document_id for one in kept}
    cards = {card.id: card for card in shelf.cards_of(ids)}
    body = _body(asked, kept, cards, shelf.texts_of(ids))
    warnings = tuple(dict.fromkeys(said for one in kept for said in _warnings(one, cards, len(kept) > 1)))
    if len(found) > 1:
        warnings = (*warnings, phrasing.SEVERAL_DOCUMENTS)
    whole = asked.day is not None and all(sentence.verified for sentence in body.sentences)
    if not whole:
        return Answer(question, "partial", "not_in_corpus", body, warnings if asked.day else ())
    return Answer(question, "answered", None, body, warnings)


def _dates(asked: DelayAsked, documents: Sequence[str], deadlines_of: DeadlinesOf) -> tuple[Deadline, ...]:
    given = asked.day or _SOME_DAY
    if asked.side == "end":
        return deadlines_of(documents, end=given)
    return deadlines_of(documents, sent=given)


def _body(
    asked: DelayAsked, found: Sequence[Deadline], cards: dict[str, DocumentCard], texts: dict[str, SourceText]
) -> SourcedText:
    said: list[SourcedSentence] = []
    kept: list[Citation] = []
    if asked.day is None:
        said.append(_own(_incomplete(asked)))
    elif asked.counted_as_last:
        said.append(_own(f"« {asked.words} » est compté au {day(asked.day).words}."))
    for number, one in enumerate(found, 1):
        citation = _cited(number, one, cards, texts)
        place = phrasing.place_of(citation, with_document=True)
        known = [phrasing.RECOGNISED, citation.document_title]
        claim = Claim(phrasing.quoted(place, citation.quote), (number,))
        proven = ground([claim], [citation], lambda document: texts[document].text, known)
        if asked.day is not None:
            said.append(_own(_sentence(asked, one, citation.document_title if len(found) > 1 else "")))
        said += proven.sentences
        kept += proven.citations
    return renumbered(SourcedText(tuple(said), tuple(kept)))


def _sentence(asked: DelayAsked, one: Deadline, title: str) -> str:
    """« Pour finir le jeudi 31 décembre 2026, prévenir au plus tard le mardi 30 juin 2026 (date calculée). »"""
    where = f"{title} : " if title else ""
    if asked.side == "end":
        text = f"pour finir le {one.end.words}, prévenir au plus tard le {one.notice_by.words}"
    else:
        text = f"lettre du {one.notice_by.words} : fin au plus tôt le {one.end.words}"
    text = f"{text} (date calculée d’après la clause)."
    return f"{where}{text}" if where else f"{text[:1].upper()}{text[1:]}"


def _incomplete(asked: DelayAsked) -> str:
    wanted = "de fin voulue" if asked.side == "end" else "d’envoi ou de réception de la lettre"
    return (
        f"« {asked.words} » ne suffit pas pour calculer : donnez la date {wanted} en entier (jour, mois, année). "
        "Voici la clause dont elle se déduit."
    )


def _cited(number: int, one: Deadline, cards: dict[str, DocumentCard], texts: dict[str, SourceText]) -> Citation:
    clause, proof = one.clause, one.clause.proof
    if proof is None:
        raise ValueError(f"a delay without its proof: {clause}")
    source = texts[clause.document_id]
    page = next((page for page in source.pages if page.start <= proof.start < page.end), None)
    return Citation(
        id=number,
        document_id=clause.document_id,
        document_title=phrasing.label(cards[clause.document_id]),
        reference=proof.reference,
        article=proof.article,
        page=proof.page,
        start=proof.start,
        end=proof.end,
        quote=proof.quote,
        text_at=around(source.text, proof),
        ocr=page is not None and page.method == "ocr",
    )


def _warnings(one: Deadline, cards: dict[str, DocumentCard], several: bool) -> list[str]:
    title = f"{phrasing.label(cards[one.clause.document_id])} : " if several else ""
    draft = [phrasing.DRAFT] if cards[one.clause.document_id].identity.statut == "projet" else []
    return [*(f"{title}{said}" for said in one.open), *draft]


def _own(text: str) -> SourcedSentence:
    return SourcedSentence(text, (), True)
