"""A question → an answer proven to the character, or an honest no.

question → scope → what is asked → passages → pieces that answer → quotes → ground → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ctgbot.clauses.answers import answer_from
from ctgbot.clauses.extract import unread_pages
from ctgbot.errors import BadRequest
from ctgbot.model import (
    Answer,
    AnswerStatus,
    Clause,
    DocumentCard,
    Reason,
    ScoredPassage,
    SourcedSentence,
    SourcedText,
    Standing,
    Turn,
)
from ctgbot.ports import Catalogue
from ctgbot.text import phrasing
from ctgbot.text.asked import Asked, Library, asked_of, selected, split
from ctgbot.text.asked_clauses import INSTEAD, asked_parameters
from ctgbot.text.avenant_questions import asks_what_changed, changed_by
from ctgbot.text.choose import Candidate, candidates, choose
from ctgbot.text.claims import claims_of
from ctgbot.text.confidence import Verdict, judge
from ctgbot.text.equivalents import absent_things, equivalents
from ctgbot.text.grounding import ground, renumbered
from ctgbot.text.matching import Term, Vocabulary, read_terms
from ctgbot.text.normalise import fold
from ctgbot.text.outline_questions import asks_for_plan, outlined
from ctgbot.text.places import Places, missing_places, named_places
from ctgbot.text.question import Part, Reading, read_question
from ctgbot.text.remarks import Case, Found, is_to_fill_in, notices, warnings
from ctgbot.text.scope import ScopeReading, read_scope, without_names
from ctgbot.text.words import content_words, stems

Search = Callable[[str, int, Collection[str] | None], tuple[ScoredPassage, ...]]
ClausesOf = Callable[[Collection[str], Collection[str]], Sequence[Clause]]
Survey = Callable[[str, Sequence[str]], Answer | None]
VocabularyOf = Callable[[Collection[str]], Vocabulary]

_PASSAGES = 60
_NEAREST = 3
_MOST_COMPARED = 6  # territoires answered side by side
_AS_FULLY = 0.5  # share of the best cover from which another document answers too
_CARRIED = 0.4  # weight of the words that a follow-up or a second part takes from what was asked before


@dataclass(frozen=True, slots=True)
class Sources:
    """What answering needs from outside: passages by meaning, documents, and the words that the scope holds."""

    search: Search
    catalogue: Catalogue
    vocabulary_of: VocabularyOf
    clauses: ClausesOf = lambda _documents, _parameters: ()
    standings: Callable[[], Mapping[str, Standing]] = dict
    this_year: int = 0
    most_characters: int = 2_000
    survey: Survey = lambda _question, _documents: None
    dates: Survey = lambda _question, _documents: None


def ask(question: str, documents: Sequence[str], history: Sequence[Turn], sources: Sources) -> Answer:
    """Answers from the documents named (all when none). Raises BadRequest, UnknownDocument, IndexEmpty."""
    started = time.perf_counter()
    question = checked(question, sources.most_characters)
    surveyed = sources.survey(question, documents)  # before any document is read: it may be about ten thousand of them
    if surveyed is not None:
        return replace(surveyed, timings_ms={"total": _ms_since(started)})
    cards = sources.catalogue.cards()
    library = Library(selected(cards, documents), bool(documents), sources.standings(), sources.this_year)
    scope = read_scope(question, cards)
    inside, outside = split(scope, library.cards, cards)
    if outside and not inside:
        return _refusal(question, "document_missing", phrasing.not_selected(outside))
    scope = _sought(replace(scope, documents=inside), library.cards, sources)
    asked = asked_of(question, history, scope, library)
    reading = read_question(question, history, lambda text: without_names(text, asked.cards, scope.unknown))
    answer = (
        _refused_at_once(question, reading, scope)
        or sources.dates(question, [card.id for card in asked.cards])
        or _answer(question, reading, scope, asked, sources)
    )
    return replace(answer, timings_ms={**answer.timings_ms, "total": _ms_since(started)})


def _sought(scope: ScopeReading, selected: tuple[DocumentCard, ...], sources: Sources) -> ScopeReading:
    """« à Roubaix »: a place that stands in no text at all is one that no document covers."""
    if not scope.maybe:
        return scope
    words = sources.vocabulary_of([card.id for card in selected])
    unwritten = [place for place in scope.maybe if not any(words.family_of(stem) for stem in stems(place))]
    return replace(scope, unknown=(*scope.unknown, *unwritten))


def checked(question: str, most_characters: int) -> str:
    """The question, or a BadRequest that says what is wrong with it."""
    if not question.strip():
        raise BadRequest(
            "La question est vide. Écrivez une question, par exemple : « Quel est le délai de prévenance ? »"
        )
    if len(question) > most_characters:
        raise BadRequest(
            f"La question est trop longue ({len(question)} caractères, {most_characters} au plus). "
            "Posez-la en quelques phrases."
        )
    return question.strip()


def _refused_at_once(question: str, reading: Reading, scope: ScopeReading) -> Answer | None:
    if reading.is_order:
        return _refusal(question, "out_of_scope", phrasing.ORDER)
    if not content_words(question):
        return _refusal(question, "out_of_scope", phrasing.GREETING)
    if reading.is_personal:
        return _refusal(question, "personal_data", phrasing.PERSONAL_DATA)
    if scope.unknown and not scope.documents:
        return _refusal(question, "document_missing", phrasing.missing_documents(scope.unknown))
    return None


def _answer(
    question: str,
    reading: Reading,
    scope: ScopeReading,
    asked: Asked,
    sources: Sources,
) -> Answer:
    started = time.perf_counter()
    groups = _groups(reading, scope, asked.cards, sources)
    found = [(sources.search(reading.standalone, _PASSAGES, group), sources.vocabulary_of(group)) for group in groups]
    timings = {"search": _ms_since(started)}
    answers = [
        tuple(_known(part, group, sources) or _find(part, reading, hits, words) for part in reading.parts)
        for group, (hits, words) in zip(groups, found, strict=True)
    ]
    parts = tuple(one for answer in answers for one in answer) if scope.documents else _clearest(answers)
    hits = tuple(hit for hits, _ in found for hit in hits)
    useful = tuple(found for found in parts if found.chosen and found.verdict.status != "refused")
    missing = _missing(question, asked.cards, sources.catalogue)
    case = Case(question, reading, scope, asked, missing, useful)
    if not useful or (case.missing.articles and case.missing.articles == named_places(question).articles):
        absent = tuple(dict.fromkeys(word for found in parts for word in found.verdict.absent))
        unsaid = tuple(dict.fromkeys(label for found in parts for label in found.unsaid))
        nothing = phrasing.not_foreseen if unsaid else phrasing.nothing_found
        said = [*notices(case)] or [nothing(asked.cards, unsaid or absent)]
        text = " ".join([*said, *_unread(asked.cards, sources.catalogue)])
        return replace(_refusal(question, _lack(case) or "not_in_corpus", text, hits[:_NEAREST]), timings_ms=timings)
    whole = len(useful) == len(parts)
    return replace(_composed(case, whole, hits, sources.catalogue), timings_ms=timings)


def _groups(
    reading: Reading, scope: ScopeReading, asked: tuple[DocumentCard, ...], sources: Sources
) -> list[list[str]]:
    """« à Lys et à Hem »: what one says is no answer for the other, so each territoire is asked by itself; a convention
    and its avenant are read together. Of many territoires, those whose passages come first."""
    by_id, standings = {card.id: card for card in asked}, sources.standings()
    groups: dict[str, list[str]] = {}
    for card in asked:
        convention = by_id.get(standings.get(card.id, Standing()).convention or "", card)
        groups.setdefault(fold(convention.identity.territoire), []).append(card.id)
    if len(groups) <= _MOST_COMPARED or scope.documents:
        return list(groups.values())[:_MOST_COMPARED]
    place_of = {identifier: place for place, ids in groups.items() for identifier in ids}
    hits = sources.search(reading.standalone, _PASSAGES, [card.id for card in asked])
    places = dict.fromkeys(place_of[hit.passage.document_id] for hit in hits)
    return [groups[place] for place in list(places)[:_MOST_COMPARED]]


def _clearest(answers: Sequence[tuple[Found, ...]]) -> tuple[Found, ...]:
    """When no document is named: the documents that answer about as fully as the best one; the best one alone when
    none answers."""
    kept: list[Found] = []
    for of_part in zip(*answers, strict=True):
        best = max(of_part, key=lambda found: (found.verdict.status == "answered", _cover(found)))
        rivals = [f for f in of_part if f.verdict.status == "answered" and _cover(f) >= _AS_FULLY * _cover(best)]
        kept.extend(rivals or [best])
    return tuple(kept)


def _cover(found: Found) -> float:
    return max((candidate.cover for candidate in found.chosen), default=0.0)


def _missing(question: str, asked: tuple[DocumentCard, ...], catalogue: Catalogue) -> Places:
    places = named_places(question)
    if not places.articles and not places.annexes:
        return Places()
    return missing_places(places, [section for card in asked for section in catalogue.document(card.id).sections])


def _known(part: Part, group: Sequence[str], sources: Sources) -> Found | None:
    """What the registry or the plan of a text says, when the question asks for that and for nothing else."""
    parameters = asked_parameters(part)
    if parameters:
        instead = [other for parameter in parameters for other in INSTEAD.get(parameter, ())]
        clauses = sources.clauses(group, parameters)
        said = any(clause.proof for clause in clauses) or not instead
        return answer_from(part, clauses if said else sources.clauses(group, instead), sources.catalogue.passages_of)
    if not (asks_for_plan(part) or asks_what_changed(part)):
        return None
    documents = [sources.catalogue.document(document) for document in group]
    units = [unit for document in documents for unit in outlined(part, document) or changed_by(part, document)]
    chosen = tuple(Candidate(unit, 0.0, 1.0, True) for unit in units)
    return Found(part, chosen, Verdict("answered", (), ())) if chosen else None


def _find(part: Part, reading: Reading, hits: tuple[ScoredPassage, ...], vocabulary: Vocabulary) -> Found:
    terms = _terms_of(part, reading, vocabulary)
    chosen = choose(part, candidates(part, terms, hits), terms)
    return Found(part, chosen, judge(part, terms, chosen, absent_things(part.text, vocabulary)))


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


def _composed(case: Case, whole: bool, hits: tuple[ScoredPassage, ...], catalogue: Catalogue) -> Answer:
    claims, citations = claims_of(case, catalogue.document)
    known = [case.question, phrasing.RECOGNISED, *(card.identity.title for card in case.asked.cards)]
    proven = ground(claims, citations, lambda i: catalogue.document(i).text, known)
    said = tuple(SourcedSentence(notice, (), True) for notice in notices(case))
    body = renumbered(SourcedText((*proven.sentences, *said), proven.citations))
    to_fill_in = any(is_to_fill_in(found) for found in case.parts)
    complete = (
        whole
        and not case.lacks
        and not case.reading.is_drafting
        and all(found.verdict.status == "answered" for found in case.parts)
    )
    status: AnswerStatus = "answered" if complete and not to_fill_in and _all_verified(body) else "partial"
    reason = None if status == "answered" else _lack(case) or ("placeholder" if to_fill_in else "not_in_corpus")
    nearest = () if status == "answered" else _others(hits, body)
    return Answer(case.question, status, reason, body, warnings(case, body.citations), nearest)


def _unread(cards: Sequence[DocumentCard], catalogue: Catalogue) -> list[str]:
    """What is not found may stand on a page that is an image nobody has read."""
    if len(cards) > _MOST_COMPARED:
        return []
    unread = [(card, unread_pages(catalogue.document(card.id))) for card in cards if card.pages]
    return [phrasing.unread(card, pages) for card, pages in unread if pages]


def _lack(case: Case) -> Reason | None:
    if case.scope.unknown:
        return "document_missing"
    return "annex_missing" if case.missing.annexes else None


def _all_verified(body: SourcedText) -> bool:
    return all(sentence.verified for sentence in body.sentences)


def _others(found: tuple[ScoredPassage, ...], body: SourcedText) -> tuple[ScoredPassage, ...]:
    cited = {(c.document_id, c.text_at) for c in body.citations}
    return tuple(hit for hit in found if (hit.passage.document_id, hit.passage.text) not in cited)[:_NEAREST]


def _refusal(question: str, reason: Reason, text: str, nearest: tuple[ScoredPassage, ...] = ()) -> Answer:
    return Answer(question, "refused", reason, SourcedText((SourcedSentence(text, (), True),)), nearest=nearest)


def _ms_since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)
