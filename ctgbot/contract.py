"""The JSON shapes that other programs rely on: names are fixed, fields may be added, never renamed or dropped."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from ctgbot.model import (
    Ailment,
    Answer,
    Cell,
    Citation,
    Clause,
    ClauseValue,
    Comparison,
    Document,
    DocumentCard,
    Draft,
    DraftSentence,
    Fact,
    IngestReport,
    PageSpan,
    Passage,
    Period,
    Proof,
    Said,
    ScoredPassage,
    Section,
    Standing,
)

if TYPE_CHECKING:
    from ctgbot.audit_rules.finding import Finding
    from ctgbot.clauses.deadlines import Deadline

Json = dict[str, Any]


def card_json(card: DocumentCard, standing: Standing | None = None) -> Json:
    """DOC, with who signs and when; where `standing` is known, how it stands among the others."""
    return _doc(card) | (_standing(standing) if standing else {})


def _standing(standing: Standing) -> Json:
    return {
        "convention": standing.convention,
        "avenants": list(standing.avenants),
        "replaced_by": standing.replaced_by,
        "older": list(standing.older),
    }


def _doc(card: DocumentCard) -> Json:
    identity = card.identity
    period = identity.periode
    return {
        "id": card.id,
        "title": identity.title,
        "nature": identity.nature,
        "territoire": identity.territoire,
        "periode": {"start": period.start, "end": period.end} if period else None,
        "statut": identity.statut,
        "exemple": identity.exemple,
        "signataires": [asdict(signataire) for signataire in identity.signataires],
        "date": identity.date or None,
        "numero": identity.numero,
        "modifie": identity.modifie or None,
        "pages": card.pages,
        "path": card.path,
        "sha256": card.sha256,
        "passages": card.passages,
        "warnings": list(card.warnings),
    }


def section_json(section: Section) -> Json:
    """One row of the section tree of `ctgbot show`."""
    return {
        "id": section.id,
        "kind": section.kind,
        "number": section.number,
        "title": section.title,
        "trail": list(section.trail),
        "start": section.start,
        "end": section.end,
        "page": section.page,
    }


def page_json(page: PageSpan) -> Json:
    """One page as it was read; `confidence` of the recognition, 0 to 100, where it is known."""
    return {
        "number": page.number,
        "start": page.start,
        "end": page.end,
        "method": page.method,
        "confidence": page.confidence,
    }


def document_json(document: Document, standing: Standing | None = None) -> Json:
    """DOC with its section tree, how each page was read, and its text."""
    return card_json(document.card, standing) | {
        "page_readings": [page_json(page) for page in document.pages],
        "sections": [section_json(section) for section in document.sections],
        "text": document.text,
    }


def passage_json(passage: Passage, score: float) -> Json:
    """PASSAGE."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "document_title": passage.document_title,
        "reference": passage.reference,
        "trail": list(passage.trail),
        "article": passage.article,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "ocr": passage.ocr,
        "score": score,
    }


def search_json(query: str, results: tuple[ScoredPassage, ...]) -> Json:
    """Result of `ctgbot search`."""
    return {"query": query, "results": [passage_json(result.passage, result.score) for result in results]}


def citation_json(citation: Citation) -> Json:
    """CITATION."""
    return {
        "id": citation.id,
        "document_id": citation.document_id,
        "document_title": citation.document_title,
        "reference": citation.reference,
        "article": citation.article,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "text_at": citation.text_at,
        "ocr": citation.ocr,
    }


def answer_json(answer: Answer) -> Json:
    """ANSWER, with `nearest`, `understood` and `facts` beside the fixed fields."""
    return {
        "question": answer.question,
        "status": answer.status,
        "reason": answer.reason,
        "text": answer.body.text,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations), "verified": sentence.verified}
            for sentence in answer.body.sentences
        ],
        "citations": [citation_json(citation) for citation in answer.body.citations],
        "warnings": list(answer.warnings),
        "engine": answer.engine,
        "timings_ms": answer.timings_ms,
        "nearest": [passage_json(near.passage, near.score) for near in answer.nearest],
        "understood": answer.understood,
        "facts": [fact_json(fact) for fact in answer.facts],
    }


def fact_json(fact: Fact) -> Json:
    """A figure of a draft: its value as a decimal string, `null` when its source keeps it secret."""
    return asdict(fact) | {"value": None if fact.value is None else f"{fact.value.normalize():f}"}


def draft_json(draft: Draft) -> Json:
    """DRAFT, with what must be said beside it."""
    return {
        "article": draft.article,
        "territoire": draft.territoire,
        "paragraphs": [{"sentences": [_draft_sentence(s) for s in paragraph]} for paragraph in draft.paragraphs],
        "citations": [citation_json(citation) for citation in draft.citations],
        "facts": [fact_json(fact) for fact in draft.facts],
        "gaps": [asdict(gap) for gap in draft.gaps],
        "warnings": list(draft.warnings),
    }


def _draft_sentence(sentence: DraftSentence) -> Json:
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "facts": list(sentence.facts),
        "verified": sentence.verified,
        "formula": sentence.is_formula,
    }


def ingest_json(report: IngestReport) -> Json:
    """Result of `ctgbot ingest`."""
    return {
        "added": [card_json(card) for card in report.added],
        "updated": [card_json(card) for card in report.updated],
        "unchanged": [card_json(card) for card in report.unchanged],
        "rejected": [
            {"path": rejection.path, "code": rejection.code, "message": rejection.message}
            for rejection in report.rejected
        ],
        "seconds": report.seconds,
        "cancelled": report.cancelled,
    }


def clause_json(clause: Clause) -> Json:
    """CLAUSE, with the other values of a contradiction beside the fixed fields."""
    return {
        "document_id": clause.document_id,
        "parameter": clause.parameter,
        "status": clause.status,
        "value": value_json(clause.value),
        **_proof(clause.proof),
        "superseded_by": clause.superseded_by,
        "others": [{"value": value_json(value), **_proof(proof)} for value, proof in clause.others],
    }


def _proof(proof: Proof | None) -> Json:
    return asdict(proof) if proof else dict.fromkeys(field.name for field in fields(Proof))


def value_json(value: ClauseValue | None) -> Any:
    """A value of the registry as the contract writes it."""
    if isinstance(value, tuple):
        return [asdict(item) if is_dataclass(item) else item for item in value]
    return asdict(value) if isinstance(value, Period) else value


def comparison_json(comparison: Comparison) -> Json:
    """COMPARISON; `left_out` says which documents have no column, and why."""
    return {
        "documents": [card_json(card) for card in comparison.documents],
        "rows": [
            {
                "parameter": row.parameter,
                "label": row.label,
                "cells": [_cell(cell) for cell in row.cells],
                "groups": [
                    {
                        "status": group.status,
                        "value": value_json(group.value),
                        "display": group.display,
                        "documents": list(group.documents),
                    }
                    for group in row.groups
                ],
            }
            for row in comparison.rows
        ],
        "left_out": [
            {"document_id": card.id, "title": card.identity.title, "reason": reason}
            for card, reason in comparison.left_out
        ],
    }


def _cell(cell: Cell) -> Json:
    return {
        "document_id": cell.document_id,
        "status": cell.status,
        "value": value_json(cell.value),
        "display": cell.display,
        "citation": citation_json(cell.citation) if cell.citation else None,
        "others": [_said(other) for other in cell.others],
        "replaced": [_said(old) | {"superseded_by": old.replaced_by} for old in cell.replaced],
        "amended_by": cell.amended_by,
    }


def _said(said: Said) -> Json:
    return {
        "value": value_json(said.value),
        "display": said.display,
        "citation": citation_json(said.citation) if said.citation else None,
    }


def deadline_json(deadline: Deadline) -> Json:
    """One row of `ctgbot delais`: the clause, and the two dates with what is particular about them."""
    return {
        **clause_json(deadline.clause),
        "notice_by": {"date": deadline.notice_by.date.isoformat(), "remark": deadline.notice_by.remark or None},
        "end": {"date": deadline.end.date.isoformat(), "remark": deadline.end.remark or None},
        "text": deadline.sentence,
        "warnings": list(deadline.open),
    }


def finding_json(finding: Finding) -> Json:
    """FINDING."""
    return asdict(finding)


def ailment_json(ailment: Ailment) -> Json:
    """One row of `ctgbot doctor`."""
    return {"store": ailment.store, "message": ailment.message, "repaired": ailment.repaired}
