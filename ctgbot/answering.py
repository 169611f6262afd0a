"""A question that was read → passages, pieces that answer, quotes, proof: the line from a scope to an answer.

scope → passages → the clause of the registry, the plan, or the best pieces → quotes → ground → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ctgbot.audit_rules.finding import Finding
from ctgbot.clauses.answers import answer_from, every_regime, premises_answered, yes_or_no
from ctgbot.clauses.extract import unread_pages
from ctgbot.model import (
    Answer,
    AnswerStatus,
    Clause,
    DocumentCard,
    Reason,
    ScoredPassage,
    Section,
    SourcedText,
    Standing,
)
from ctgbot.ports import Catalogue
from ctgbot.text import refusals
from ctgbot.text.asked import Asked
from ctgbot.text.asked_clauses import INSTEAD, asked_if_said, asked_parameters
from ctgbot.text.avenant_questions import asks_what_changed, changed_by
from ctgbot.text.choose import Candidate, candidates, choose
from ctgbot.text.citing import said
from ctgbot.text.claims import claims_of, opened
from ctgbot.text.confidence import Verdict, judge
from ctgbot.text.equivalents import absent_things, equivalents
from ctgbot.text.grounding import ground, renumbered
from ctgbot.text.leaning import leads
from ctgbot.text.matching import Term, Vocabulary, read_terms
from ctgbot.text.normalise import fold
from ctgbot.text.open_lists import open_lists
from ctgbot.text.outline_questions import asks_for_plan, outlined
from ctgbot.text.phrases import Language, phrases
from ctgbot.text.places import Places, missing_places, named_places
from ctgbot.text.question import Part, Reading
from ctgbot.text.remarks import Case, Found, is_blank, is_to_fill_in, notices, warnings
from ctgbot.text.scope import ScopeReading, without_names
from ctgbot.text.units import Unit

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
    """What answering needs from outside: passages by meaning, documents, the words that the scope holds; `write` says
    an answer more fluently, or leaves it as it is."""

    search: Search
    catalogue: Catalogue
    vocabulary_of: VocabularyOf
    clauses: ClausesOf = lambda _documents, _parameters: ()
    standings: Callable[[], Mapping[str, Standing]] = dict
    this_year: int = 0
    most_characters: int = 2_000
    survey: Survey = lambda _question, _documents: None
    dates: Survey = lambda _question, _documents: None
    audit: Callable[[str], Sequence[Finding]] = lambda _document: ()
    write: Callable[[str, Answer], Answer] = lambda _question, answer: answer


@dataclass(frozen=True, slots=True)
class Matter:
    """A question with what was read of it: what every step of the answer looks at."""

    question: str
    reading: Reading
    scope: ScopeReading
    asked: Asked
    language: Language = "fr"


def answer_from_texts(matter: Matter, sources: Sources) -> Answer:
    """The answer, half an answer, or a no that says what is lacking."""
    started = time.perf_counter()
    reading, asked = matter.reading, matter.asked
    groups = _groups(reading, matter.scope, asked.cards, sources)
    found = [(sources.search(reading.standalone, _PASSAGES, group), sources.vocabulary_of(group)) for group in groups]
    timings = {"search": _ms_since(started)}
    answers = [
        tuple(
            _known(part, group, sources) or _open(_find(part, reading, hits, words), group, sources)
            for part in reading.parts
        )
        for group, (hits, words) in zip(groups, found, strict=True)
    ]
    parts = tuple(one for answer in answers for one in answer) if matter.scope.documents else _clearest(answers)
    hits = tuple(hit for hits, _ in found for hit in hits)
    answered = tuple(part for part in parts if (part.chosen or part.notice) and part.verdict.status != "refused")
    useful = (*_corrected(matter, groups, sources), *(_led(part, sources.catalogue) for part in answered))
    sections = _sections(matter.question, asked.cards, sources.catalogue)
    missing = _missing(matter.question, sections)
    case = Case(matter.question, reading, matter.scope, asked, missing, useful, matter.language)
    if not useful or (missing.articles and missing.articles == named_places(matter.question).articles):
        return replace(_nothing(case, parts, hits, sources.catalogue), timings_ms=timings)
    whole = len(answered) == len(parts)
    return replace(_composed(case, whole, hits, sources.catalogue), timings_ms=timings)


def _led(found: Found, catalogue: Catalogue) -> Found:
    """With what its pieces lean on, quoted after them; a blank is quoted alone, so that it is seen to be one."""
    if any(is_blank(candidate.unit.text) for candidate in found.chosen):
        return found
    shown = [candidate.unit for candidate in found.chosen]
    for unit in tuple(shown):
        for lead in leads(unit, catalogue.passages_of(unit.passage.document_id)):
            if not any(_stands_in(lead, one) for one in shown):
                shown.append(lead)
    more = tuple(Candidate(lead, 0.0, 0.0, False) for lead in shown[len(found.chosen) :])
    return replace(found, chosen=(*found.chosen, *more))


def _stands_in(piece: Unit, other: Unit) -> bool:
    return piece.passage.document_id == other.passage.document_id and other.start <= piece.start < other.end


def _corrected(matter: Matter, groups: Sequence[Sequence[str]], sources: Sources) -> tuple[Found, ...]:
    """What is said before the answer: every way out of a convention, when the question does not say which; what it
    takes for granted and the clauses belie. Only where one territoire is asked, or the question names them."""
    if len(groups) > 1 and not matter.scope.documents:
        return ()
    passages_of = sources.catalogue.passages_of
    found: list[Found] = []
    for group in groups:
        clauses_of = _clauses_of(group, sources)
        ways = (every_regime(part, clauses_of, passages_of) for part in matter.reading.parts)
        found.extend(way for way in ways if way)
        found.extend(
            premises_answered(
                matter.question,
                matter.reading.parts[0],
                lambda text: without_names(text, matter.asked.cards, matter.scope.unknown),
                clauses_of,
                passages_of,
            )
        )
    return tuple(found)


def _clauses_of(group: Sequence[str], sources: Sources) -> Callable[[Collection[str]], Sequence[Clause]]:
    return lambda parameters: sources.clauses(group, parameters)


def _nothing(case: Case, parts: Sequence[Found], hits: tuple[ScoredPassage, ...], catalogue: Catalogue) -> Answer:
    """A no: what is missing, else the clause that a text read whole has not, else the words that stand nowhere."""
    english = case.language == "en"
    absent = tuple(dict.fromkeys(word for found in parts for word in found.verdict.absent))
    unsaid = tuple(dict.fromkeys(label for found in parts for label in found.unsaid))
    nothing = refusals.silent(case.asked.cards, unsaid) if unsaid else refusals.nowhere(case.asked.cards, absent)
    text = " ".join([*(notices(case) or [nothing(english)]), *_unread(case.asked.cards, catalogue, english)])
    return refusal(case.question, _lack(case) or "not_in_corpus", text, hits[:_NEAREST])


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


def _missing(question: str, sections: Sequence[Section]) -> Places:
    places = named_places(question)
    return missing_places(places, sections) if places.articles or places.annexes else Places()


def _sections(question: str, asked: tuple[DocumentCard, ...], catalogue: Catalogue) -> tuple[Section, ...]:
    """Of the documents asked, when the question names an article or an annexe."""
    places = named_places(question)
    if not places.articles and not places.annexes:
        return ()
    return tuple(section for card in asked for section in catalogue.document(card.id).sections)


def _known(part: Part, group: Sequence[str], sources: Sources) -> Found | None:
    """What the registry or the plan of a text says, when the question asks for that and for nothing else."""
    reply = yes_or_no(part, _clauses_of(group, sources), sources.catalogue.passages_of)
    if reply:
        return reply
    parameters = asked_parameters(part)
    if parameters:
        instead = [other for parameter in parameters for other in INSTEAD.get(parameter, ())]
        clauses = sources.clauses(group, parameters)
        said = any(clause.proof for clause in clauses) or not instead
        return answer_from(part, clauses if said else sources.clauses(group, instead), sources.catalogue.passages_of)
    clauses = sources.clauses(group, if_said) if (if_said := asked_if_said(part)) else ()
    if any(clause.proof for clause in clauses):
        return answer_from(part, clauses, sources.catalogue.passages_of)
    if not (asks_for_plan(part) or asks_what_changed(part)):
        return None
    documents = [sources.catalogue.document(document) for document in group]
    units = [unit for document in documents for unit in outlined(part, document) or changed_by(part, document)]
    chosen = tuple(Candidate(unit, 0.0, 1.0, True) for unit in units)
    return Found(part, chosen, Verdict("answered", (), ())) if chosen else None


def _open(found: Found, group: Sequence[str], sources: Sources) -> Found:
    """With where the text leaves its signatories open, when the question is whether somebody signs."""
    pieces = [piece for one in group for piece in open_lists(found.part, sources.catalogue.passages_of(one))]
    more = [piece for piece in pieces if not any(_stands_in(piece, known.unit) for known in found.chosen)]
    return replace(found, chosen=(*found.chosen, *(Candidate(piece, 0.0, 0.0, False) for piece in more)))


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
    known = [case.question, phrases(case.language).recognised, *(card.identity.title for card in case.asked.cards)]
    proven = opened(ground(claims, citations, lambda i: catalogue.document(i).text, known), claims)
    years = refusals.years_outside(case.question, case.asked.cards, [citation.quote for citation in citations])
    outside = [refusals.outside_period(years, case.asked.cards)(case.language == "en")] if years else []
    notes = tuple(said(notice) for notice in (*notices(case), *outside))
    body = renumbered(SourcedText((*proven.sentences, *notes), proven.citations))
    to_fill_in = any(is_to_fill_in(found) for found in case.parts)
    complete = (
        whole
        and not case.lacks
        and not years
        and not case.reading.is_drafting
        and all(found.verdict.status == "answered" for found in case.parts)
    )
    status: AnswerStatus = "answered" if complete and not to_fill_in and _all_verified(body) else "partial"
    reason = None if status == "answered" else _lack(case) or ("placeholder" if to_fill_in else "not_in_corpus")
    if reason == "placeholder":
        body = replace(body, sentences=(*body.sentences, said(refusals.left_blank()(case.language == "en"))))
    nearest = () if status == "answered" else _others(hits, body)
    return Answer(case.question, status, reason, body, warnings(case, body.citations), nearest)


def _unread(cards: Sequence[DocumentCard], catalogue: Catalogue, english: bool) -> list[str]:
    """What is not found may stand on a page that is an image nobody has read."""
    if len(cards) > _MOST_COMPARED:
        return []
    unread = [(card, unread_pages(catalogue.document(card.id))) for card in cards if card.pages]
    return [refusals.unread_pages([card], pages)(english) for card, pages in unread if pages]


def _lack(case: Case) -> Reason | None:
    if case.scope.unknown:
        return "document_missing"
    return "annex_missing" if case.missing.annexes else None


def _all_verified(body: SourcedText) -> bool:
    return all(sentence.verified for sentence in body.sentences)


def _others(found: tuple[ScoredPassage, ...], body: SourcedText) -> tuple[ScoredPassage, ...]:
    cited = {(c.document_id, c.text_at) for c in body.citations}
    return tuple(hit for hit in found if (hit.passage.document_id, hit.passage.text) not in cited)[:_NEAREST]


def refusal(question: str, reason: Reason, text: str, nearest: tuple[ScoredPassage, ...] = ()) -> Answer:
    """A no, with its reason, what is lacking, and the clauses nearest to the question beside it."""
    return Answer(question, "refused", reason, SourcedText((said(text),)), nearest=nearest)


def _ms_since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)
