"""A question as it was typed → an answer proven to the character, or an honest no.

typed → heard (language, spelling, conversation, orders) → what is wanted → scope → the line that answers → Answer
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from ctgbot.answering import Matter, Sources, answer_from_texts, refusal
from ctgbot.definition import definition
from ctgbot.each import MOST, as_answer, ask_each
from ctgbot.errors import BadRequest
from ctgbot.model import Answer, DocumentCard, Turn
from ctgbot.requests import answer_request
from ctgbot.text import phrasing, refusals
from ctgbot.text.asked import Library, asked_of, selected, split
from ctgbot.text.each_question import asks_each
from ctgbot.text.framing import without_comparison
from ctgbot.text.heard import Heard, hear
from ctgbot.text.in_force import in_force
from ctgbot.text.misuse import is_personal
from ctgbot.text.phrases import phrases
from ctgbot.text.question import Reading, read_question
from ctgbot.text.scope import ScopeReading, read_scope, without_names
from ctgbot.text.small_talk import reply
from ctgbot.text.words import content_words, stems

_SEVERAL = 2


def ask(typed: str, documents: Sequence[str], history: Sequence[Turn], sources: Sources) -> Answer:
    """Answers from the documents named (all when none). Raises BadRequest, UnknownDocument, IndexEmpty."""
    started = time.perf_counter()
    typed = checked(typed, sources.most_characters)
    heard = hear(typed, history, lambda: _territoires(sources.catalogue.cards()))
    answer = _not_a_question(heard) or _answer(heard, documents, sources)
    dropped = (refusals.ORDER_IGNORED(heard.language == "en"),) if heard.ordered and answer.status != "refused" else ()
    return replace(
        answer,
        question=typed,
        understood=heard.shown,
        warnings=(*dropped, *answer.warnings),
        timings_ms={**answer.timings_ms, "total": round((time.perf_counter() - started) * 1000, 2)},
    )


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


def _territoires(cards: Sequence[DocumentCard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(card.identity.territoire for card in cards if card.identity.territoire))


def _not_a_question(heard: Heard) -> Answer | None:
    """Orders, data about persons, greetings, the weather: no text is opened for them."""
    say, english = phrases(heard.language), heard.language == "en"
    if heard.only_orders:
        return refusal(heard.typed, "out_of_scope", say.order)
    if is_personal(heard.typed) or is_personal(heard.question):
        return refusal(heard.typed, "personal_data", refusals.PERSONAL(english))
    if heard.understood.intent == "small_talk":
        return refusal(heard.typed, "out_of_scope", reply(heard.understood.kind, heard.language))
    if heard.lost:
        return refusal(heard.typed, "out_of_scope", say.not_understood)
    elsewhere = refusals.out_of_scope(heard.question)
    if elsewhere or heard.understood.intent == "out_of_scope":
        return refusal(heard.typed, "out_of_scope", (elsewhere or refusals.ELSEWHERE)(english))
    if not content_words(heard.question):
        return refusal(heard.typed, "out_of_scope", say.greeting)
    return None


def _answer(heard: Heard, documents: Sequence[str], sources: Sources) -> Answer:
    question = heard.question
    if heard.understood.intent not in ("draft", "check"):
        surveyed = sources.survey(question, documents)  # before any document is read: of ten thousand maybe
        if surveyed is not None:
            return surveyed
    cards = sources.catalogue.cards()
    library = Library(selected(cards, documents), bool(documents), sources.standings(), sources.this_year)
    scope = read_scope(question, cards)
    inside, outside = split(scope, library.cards, cards)
    if outside and not inside:
        return refusal(question, "document_missing", phrasing.not_selected(outside, heard.language))
    scope = _sought(replace(scope, documents=inside), library.cards, sources)
    if scope.unknown and not scope.documents:
        missing = refusals.document_missing(scope.unknown, library.cards)
        return refusal(question, "document_missing", missing(heard.language == "en"))
    each = _of_each(heard, library, scope, sources)
    if each is not None:
        return each
    asked = asked_of(question, heard.history, scope, library)
    matter = Matter(question, _reading(heard, asked.cards, scope), scope, asked, heard.language)
    return (
        answer_request(heard.understood, matter, sources)
        or sources.dates(question, [card.id for card in asked.cards])
        or definition(heard.understood.term, sources.write(question, answer_from_texts(matter, sources)))
    )


def _of_each(heard: Heard, library: Library, scope: ScopeReading, sources: Sources) -> Answer | None:
    """« Comment chaque commune traite-t-elle l'inclusion numérique ? »: one answer for each convention in force."""
    if heard.understood.intent not in ("question", "compare") or not asks_each(without_comparison(heard.question)):
        return None
    named = tuple(card for card in library.cards if not scope.documents or card.id in scope.documents)
    current = in_force(named, library.standings, heard.question, library.this_year).cards
    conventions = [card for card in current if card.identity.nature == "convention"][:MOST]
    if len(conventions) < _SEVERAL:
        return None
    table = ask_each(heard.question, conventions, lambda one, ids=(): ask(one, ids, (), sources), library.cards)
    return as_answer(table)


def _reading(heard: Heard, cards: Sequence[DocumentCard], scope: ScopeReading) -> Reading:
    """A question that was written out of the conversation leans on it no more."""
    history = () if heard.understood.changed else heard.history
    return read_question(heard.question, history, lambda text: without_names(text, cards, scope.unknown))


def _sought(scope: ScopeReading, selected: tuple[DocumentCard, ...], sources: Sources) -> ScopeReading:
    """« à Roubaix »: a place that stands in no text at all is one that no document covers."""
    if not scope.maybe:
        return scope
    words = sources.vocabulary_of([card.id for card in selected])
    unwritten = [place for place in scope.maybe if not any(words.family_of(stem) for stem in stems(place))]
    return replace(scope, unknown=(*scope.unknown, *unwritten))
