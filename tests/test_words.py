"""Words in the form in which they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.words import bag, beginning, content_words, same_family, stem


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dénoncer", "dénonciation", True),
        ("denoncee", "dénoncée", True),
        ("résilier", "résiliation", True),
        ("reconduire", "reconduction", True),
        ("prévenir", "prévenance", True),
        ("piloter", "pilotage", True),
        ("COMITÉ", "comités", True),
        ("commune", "communication", False),
        ("commune", "communauté", False),
        ("convention", "convocation", False),
        ("2024", "2025", False),
        ("caf", "cafard", False),
        ("axe", "axes", True),
    ],
)
def test_a_verb_and_its_noun_are_of_one_family(one: str, other: str, expected: bool) -> None:
    assert same_family(stem(one), stem(other)) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quel est le délai de prévenance ?", ["délai", "prévenance"]),
        ("l'avenant qu'on signe", ["avenant", "signe"]),
        ("la mise en œuvre", ["œuvre"]),
        ("Bonjour, merci", []),
        ("article 13", ["article", "13"]),
        ("", []),
    ],
)
def test_grammar_is_no_content(text: str, words: list[str]) -> None:
    assert [word.text for word in content_words(text)] == words


def test_a_phrase_is_held_only_when_its_words_follow_one_another() -> None:
    assert bag("un comité technique").holds((stem("comité"), stem("technique")))
    assert not bag("un comité de pilotage technique").holds((stem("comité"), stem("technique")))


@given(st.text(max_size=200))
def test_a_word_is_where_it_says(text: str) -> None:
    for word in content_words(text):
        assert text[word.start : word.end] == word.text
        assert stem(word.text)


@given(st.text("abcdefgéè", min_size=1, max_size=12), st.text("abcdefgéè", min_size=1, max_size=12))
def test_a_family_is_found_by_its_beginning_and_from_both_sides(one: str, other: str) -> None:
    assert same_family(one, other) == same_family(other, one)
    assert not same_family(one, other) or beginning(one) == beginning(other)
