"""A question → an answer proven to the character, or an honest no.

question → scope → what is asked → passages → pieces that answer → quotes → ground → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from ctgbot.errors import BadRequest, IndexEmpty, UnknownDocument
from ctgbot.model import Answer, Citation, DocumentCard, Reason, ScoredPassage, SourcedSentence, SourcedText, Turn
from ctgbot.ports import Catalogue
from ctgbot.text import phrasing
from ctgbot.text.answer_types import AnswerType
from ctgbot.text.blanks import has_blank, template_from
from ctgbot.text.choose import Candidate, candidates, choose
from ctgbot.text.confidence import Verdict, judge
from ctgbot.text.equivalents import absent_things, equivalents
from ctgbot.text.grounding import Claim, ground, renumbered
from ctgbot.text.matching import Term, Vocabulary, read_terms
from ctgbot.text.premise import contradicted
from ctgbot.text.question import Part, Reading, read_question
from ctgbot.text.scope import ScopeReading, read_scope, without_names

Search = Callable[[str, int, Collection[str] | None], tuple[ScoredPassage, ...]]
VocabularyOf = Callable[[Collection[str]], Vocabulary]

_PASSAGES = 60
_NEAREST = 3
_CARRIED = 0.4  # weight of the words that a follow-up or a second part takes from what was asked before


@dataclass(frozen=True, slots=True)
class Sources:
    """What answering needs from outside: passages by meaning, documents, and the words that the scope holds."""

    search: Search
    catalogue: Catalogue
    vocabulary_of: VocabularyOf
    most_characters: int = 2_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What one part of the question got."""

    part: Part
    terms: tuple[Term, ...]
    chosen: tuple[Candidate, ...]
    verdict: Verdict


def ask(question: str, documents: Sequence[str], history: Sequence[Turn], sources: Sources) -> Answer:
    """Answers from the documents named (all when none). Raises BadRequest, UnknownDocument, IndexEmpty."""
    started = time.perf_counter()
    question = checked(question, sources.most_characters)
    cards = _selected(sources.catalogue.cards(), documents)
    scope = read_scope(question, cards)
    asked = _narrowed(cards, scope, history)
    reading = read_question(question, history, lambda text: without_names(text, asked, scope.unknown))
    if reading.is_order:
        return _refusal(question, "out_of_scope", phrasing.ORDER, (), started)
    if scope.unknown and not scope.documents:
        return _refusal(question, "document_missing", phrasing.missing_documents(scope.unknown), (), started)
    found = sources.search(reading.standalone, _PASSAGES, [card.id for card in asked])
    searched = time.perf_counter()
    answer = _answer(question, reading, scope, asked, found, sources)
    timings = {"search": _ms(started, searched), "total": _ms(started, time.perf_counter())}
    return replace(answer, timings_ms=timings)


def checked(question: str, most_characters: int) -> str:
    """The question, or a BadRequest that says what is wrong with it."""
    if not question.strip():
        raise BadRequest("La question est vide. Écrivez une question, par exemple : « Quel est le délai de prévenance ? »")
    if len(question) > most_characters:
        raise BadRequest(
            f"La question est trop longue ({len(question)} caractères, {most_characters} au plus). Posez-la en quelques phrases."
        )
    return question.strip()


def _selected(cards: tuple[DocumentCard, ...], documents: Sequence[str]) -> tuple[DocumentCard, ...]:
    if not cards:
        raise IndexEmpty
    known = {card.id: card for card in cards}
    for document in documents:
        if document not in known:
            raise UnknownDocument(document)
    return tuple(known[document] for document in documents) if documents else cards


def _narrowed(
    cards: tuple[DocumentCard, ...], scope: ScopeReading, history: Sequence[Turn]
) -> tuple[DocumentCard, ...]:
    """Only the documents that the question names, or that the conversation was about; all of them when none is named."""
    named = scope.documents
    for turn in reversed([turn for turn in history if turn.role == "user"]):
        if named or scope.unknown:
            break
        named = read_scope(turn.content, cards).documents
    return tuple(card for card in cards if card.id in named) if named else cards


def _answer(
    question: str,
    reading: Reading,
    scope: ScopeReading,
    asked: tuple[DocumentCard, ...],
    found: tuple[ScoredPassage, ...],
    sources: Sources,
) -> Answer:
    vocabulary = sources.vocabulary_of([card.id for card in asked])
    parts = tuple(_find(part, reading, found, vocabulary) for part in reading.parts)
    parts = tuple(part for part in parts if part.chosen)
    useful = tuple(part for part in parts if part.verdict.status != "refused")
    if not useful:
        absent = tuple(dict.fromkeys(word for part in parts for word in part.verdict.absent))
        return _refusal(question, "not_in_corpus", phrasing.nothing_found(asked, absent), found[:_NEAREST])
    return _composed(question, reading, scope, asked, useful, len(useful) == len(parts), found, sources)


def _find(part: Part, reading: Reading, found: tuple[ScoredPassage, ...], vocabulary: Vocabulary) -> _Found:
    terms = _terms_of(part, reading, vocabulary)
    chosen = choose(part, candidates(part, terms, found), terms)
    return _Found(part, terms, chosen, judge(part, terms, chosen, absent_things(part.text, vocabulary)))


def _terms_of(part: Part, reading: Reading, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The words of the part; lighter, those of what was asked before or beside it; alone, when the part has none."""
    own = read_terms(part.subject, vocabulary, equivalents(part.subject))
    whole = " ".join([reading.before, *(other.subject for other in reading.parts)]).strip() or part.text
    carried = read_terms(whole, vocabulary, equivalents(whole))
    if not own:
        return carried
    if not reading.before and len(reading.parts) == 1:
        return own
    stems = {term.word.stem for term in own}
    return own + tuple(replace(t, weight=t.weight * _CARRIED) for t in carried if t.word.stem not in stems)


def _composed(
    question: str,
    reading: Reading,
    scope: ScopeReading,
    asked: tuple[DocumentCard, ...],
    parts: tuple[_Found, ...],
    whole: bool,
    found: tuple[ScoredPassage, ...],
    sources: Sources,
) -> Answer:
    cards = {card.id: card for card in asked}
    claims, citations = _claims(parts, cards, sources.catalogue, several=len(asked) > 1)
    known = [question, *(card.identity.title for card in asked)]
    body = ground(claims, citations, lambda i: sources.catalogue.document(i).text, known)
    notices, warnings = _remarks(reading, scope, asked, parts, body)
    sentences = (*body.sentences, *(SourcedSentence(notice, (), True) for notice in notices))
    body = renumbered(SourcedText(sentences, body.citations))
    complete = whole and not scope.unknown and all(part.verdict.status == "answered" for part in parts)
    only_blanks = all(_is_blank(c.quote) for c in body.citations)
    status = "answered" if complete and not only_blanks else "partial"
    reason: Reason | None = None
    if status == "partial":
        reason = "document_missing" if scope.unknown else "placeholder" if only_blanks else "not_in_corpus"
    nearest = () if status == "answered" else _others(found, body)
    return Answer(question, status, reason, body, warnings, nearest)  # type: ignore[arg-type]


def _claims(
    parts: tuple[_Found, ...], cards: dict[str, DocumentCard], catalogue: Catalogue, several: bool
) -> tuple[list[Claim], list[Citation]]:
    claims: list[Claim] = []
    citations: list[Citation] = []
    seen: set[tuple[str, int, int]] = set()
    for part in parts:
        for candidate in part.chosen:
            unit = candidate.unit
            key = (unit.passage.document_id, unit.start, unit.end)
            if key in seen:
                continue
            seen.add(key)
            citation = _citation(candidate, cards[unit.passage.document_id], len(citations) + 1)
            citations.append(citation)
            lead = phrasing.headline(part.part.types, unit.text) if part.verdict.status == "answered" else ""
            document = citation.document_title if several else ""
            claims.append(Claim(phrasing.quoted(citation.reference, citation.quote, lead, document), (citation.id,)))
    return claims, citations


def _citation(candidate: Candidate, card: DocumentCard, number: int) -> Citation:
    unit, passage = candidate.unit, candidate.unit.passage
    return Citation(
        id=number,
        document_id=passage.document_id,
        document_title=phrasing.label(card),
        reference=passage.reference,
        article=passage.article,
        page=passage.page,
        start=unit.start,
        end=unit.end,
        quote=unit.text,
        text_at=passage.text,
    )


def _remarks(
    reading: Reading,
    scope: ScopeReading,
    asked: tuple[DocumentCard, ...],
    parts: tuple[_Found, ...],
    body: SourcedText,
) -> tuple[list[str], tuple[str, ...]]:
    """What must be said beside the quotes: in the answer (silences, false premises), and as warnings."""
    notices: list[str] = []
    silent: list[AnswerType] = [kind for part in parts for kind in part.verdict.silent]
    if silent:
        notices.append(phrasing.silence(tuple(dict.fromkeys(silent))))
    if scope.unknown:
        notices.append(phrasing.missing_documents(scope.unknown))
    quotes = [citation.quote for citation in body.citations]
    warnings: list[str] = []
    for wrong, said in contradicted(reading.assumed, quotes):
        assumed = reading.standalone if not wrong else ""
        del assumed
        warnings.append(f"La question suppose « {wrong.value} {wrong.unit} » ; le texte dit « {said} ».")
    absent = tuple(dict.fromkeys(word for part in parts for word in part.verdict.absent))
    if absent and any(part.verdict.status == "partial" for part in parts):
        warnings.append(phrasing.NOT_FOUND_WORDS.format(words=", ".join(f"« {word} »" for word in absent)))
    if any(len({c.unit.passage.section_id for c in part.chosen}) > 1 and _one_article(part) for part in parts):
        warnings.append(phrasing.SEVERAL_REGIMES)
    if any(_is_blank(quote) for quote in quotes):
        warnings.append(phrasing.BLANK)
    cited = {citation.document_id for citation in body.citations}
    if any(card.identity.statut == "projet" for card in asked if card.id in cited):
        warnings.append(phrasing.DRAFT)
    if len(asked) > 1 and not scope.documents:
        warnings.append(phrasing.SEVERAL_DOCUMENTS)
    return notices, tuple(warnings)


def _one_article(part: _Found) -> bool:
    articles = {c.unit.passage.article for c in part.chosen}
    return len(articles) == 1 and None not in articles and any(kind.name == "duration" for kind in part.part.types)


def _is_blank(quote: str) -> bool:
    return has_blank(quote) or template_from(quote) is not None


def _others(found: tuple[ScoredPassage, ...], body: SourcedText) -> tuple[ScoredPassage, ...]:
    cited = {(c.document_id, c.text_at) for c in body.citations}
    return tuple(hit for hit in found if (hit.passage.document_id, hit.passage.text) not in cited)[:_NEAREST]


def _refusal(
    question: str, reason: Reason, text: str, nearest: tuple[ScoredPassage, ...], started: float | None = None
) -> Answer:
    body = SourcedText((SourcedSentence(text, (), True),))
    timings = {"total": _ms(started, time.perf_counter())} if started is not None else {}
    return Answer(question, "refused", reason, body, (), nearest, timings_ms=timings)


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
