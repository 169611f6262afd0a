"""An answer read back from the contract's JSON, as the journal keeps it."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from ctgbot.contract import Json, answer_json
from ctgbot.model import Answer, Citation, Fact, Passage, ScoredPassage, SourcedSentence, SourcedText

__all__ = ["answer_json", "answer_of"]


def answer_of(written: Json) -> Answer:
    """The inverse of `answer_json`. A passage comes back without its section, which the contract does not write."""
    sentences = tuple(
        SourcedSentence(sentence["text"], tuple(sentence["citations"]), sentence["verified"])
        for sentence in written["sentences"]
    )
    known = {field.name for field in fields(Citation)}
    citations = tuple(
        Citation(**{name: value for name, value in citation.items() if name in known})
        for citation in written["citations"]
    )
    return Answer(
        question=written["question"],
        status=written["status"],
        reason=written["reason"],
        body=SourcedText(sentences, citations),
        warnings=tuple(written["warnings"]),
        nearest=tuple(_near(passage) for passage in written["nearest"]),
        engine=written["engine"],
        understood=written.get("understood", ""),
        facts=tuple(_fact(fact) for fact in written.get("facts", ())),
        timings_ms=written["timings_ms"],
    )


def _near(written: Json) -> ScoredPassage:
    passage = Passage(
        id=written["id"],
        document_id=written["document_id"],
        document_title=written["document_title"],
        section_id="",
        kind="texte",
        reference=written["reference"],
        trail=tuple(written["trail"]),
        article=written["article"],
        page=written["page"],
        start=written["start"],
        end=written["end"],
        text=written["text"],
        ocr=written["ocr"],
    )
    return ScoredPassage(passage, written["score"])


def _fact(written: Json) -> Fact:
    value = written["value"]
    return Fact(**{**written, "value": None if value is None else Decimal(value)})
