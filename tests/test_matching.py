"""How much of a question stands in a text."""

from __future__ import annotations

import pytest
from clauses import ANIMATION, PREAVIS, RECOURS
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.equivalents import absent_things, equivalents, known_phrases
from ctgbot.text.matching import count_stems, coverage, read_terms
from ctgbot.text.words import bag

CLAUSES = (PREAVIS, ANIMATION, RECOURS)
VOCABULARY = count_stems(CLAUSES)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("délai de prévenance", PREAVIS, 1.0),
        ("dénonciation", PREAVIS, 0.85),
        ("délai de prevenence", PREAVIS, 0.9),
        ("préavis", PREAVIS, 0.8),
        ("tarte aux prunes", PREAVIS, 0.0),
        ("", PREAVIS, 0.0),
    ],
)
def test_a_word_counts_more_than_its_family_and_that_more_than_what_stands_for_it(
    question: str, text: str, expected: float
) -> None:
    terms = read_terms(question, VOCABULARY, equivalents(question))
    assert coverage(terms, text) == pytest.approx(expected, abs=0.11)


def test_what_stands_only_around_a_text_counts_half() -> None:
    terms = read_terms("tribunal", VOCABULARY, {})
    assert coverage(terms, PREAVIS, context=RECOURS) == pytest.approx(0.5)
    assert coverage(terms, PREAVIS, lead=RECOURS) == pytest.approx(0.85)


def test_a_word_of_every_clause_says_less_than_a_word_of_none() -> None:
    (caf,), (prune,) = read_terms("Caf", VOCABULARY, {}), read_terms("prune", VOCABULARY, {})
    assert caf.weight < prune.weight
    assert caf.is_known
    assert not prune.is_known


@given(st.text(max_size=200), st.sampled_from(CLAUSES), st.sampled_from(["", *CLAUSES]))
def test_coverage_is_a_share(question: str, text: str, around: str) -> None:
    terms = read_terms(question, VOCABULARY, equivalents(question))
    assert 0.0 <= coverage(terms, text, around, around) <= 1.0


@given(st.text(max_size=200))
def test_any_text_is_read_for_phrases(question: str) -> None:
    assert all(thing in question for thing in absent_things(question, VOCABULARY))


@pytest.mark.parametrize(
    ("question", "phrase", "other"),
    [
        ("Quel préavis ?", "préavis", "délai de prévenance"),
        ("Qui dirige le copil ?", "copil", "comité de pilotage"),
        ("une LRAR suffit ?", "LRAR", "lettre recommandée"),
    ],
)
def test_the_agent_s_word_stands_for_the_convention_s(question: str, phrase: str, other: str) -> None:
    (stem,) = bag(phrase).stems
    wanted = tuple(word for word in bag(other).line.split())
    assert wanted in equivalents(question)[stem]


def test_what_must_stay_apart_shares_no_row() -> None:
    formal = {phrase for known in known_phrases("mise en demeure") for phrase in known.row.phrases}
    notice = {phrase for known in known_phrases("délai de prévenance") for phrase in known.row.phrases}
    assert formal
    assert notice
    assert not formal & notice


def test_inside_a_longer_phrase_the_shorter_one_is_not_read() -> None:
    longest = max(len(known.phrase) for known in known_phrases("la prime d'activité"))
    assert {len(known.phrase) for known in known_phrases("la prime d'activité")} == {longest} == {2}


def test_a_thing_of_the_trade_that_no_text_speaks_of_is_absent() -> None:
    assert absent_things("Que fait le cotech ? Et le copil ?", VOCABULARY) == ("cotech",)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Combien d'annexes la convention annonce-t-elle ?", "Quatre annexes la complètent."),
        ("Combien de communes participent ?", "Neuf communes la composent."),
    ],
)
def test_a_verb_that_only_says_that_a_thing_is_there_weighs_little(question: str, text: str) -> None:
    vocabulary = count_stems([text, *CLAUSES])
    terms = read_terms(question, vocabulary, {})
    verb = min(terms, key=lambda term: term.weight)
    assert verb.word.text in ("annonce", "participent", "convention")
    assert coverage([term for term in terms if term.word.text != "convention"], text) >= 0.5


def test_a_pointer_to_another_place_is_no_mention() -> None:
    terms = read_terms("Faut-il citer le logo ?", VOCABULARY, {})
    assert coverage(terms, "Les champs d'action cités ci-dessus.") == 0.0
    assert coverage(terms, "Chaque partie fait citer l'autre.") > 0.0
