"""The document's text, and the form in which a quote is sought in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.normalise import clean, fold, level, locate, match_form

CLEANED = [
    ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
    ("page 1\fpage 2", "page 1\npage 2"),
    ("une ligne\u2028une autre\u2029et\u0085une autre", "une ligne\nune autre\net\nune autre"),
    ("\ufeffConvention", "Convention"),
    ("le\x00 délai\x07", "le délai"),
    ("e\u0301lu", "élu"),
    ("l’élu\u00a0: « oui »\t(6\u202f%)", "l’élu\u00a0: « oui »\t(6\u202f%)"),
]
FOUND = [  # quote, text, what is found
    ("l'arrêt immédiat", "entraîne l’arrêt immédiat des actions", "l’arrêt immédiat"),
    ("délai de 6 mois", "un délai\u00a0de\n6\u202fmois.", "délai\u00a0de\n6\u202fmois"),
    ("finalité", "la ﬁnalité du projet", "ﬁnalité"),
    ("mise en œuvre", "la mise en oeuvre", "mise en oeuvre"),
    ("Lys-lez-Lannoy", "à Lys‑lez–Lannoy", "Lys‑lez–Lannoy"),
    ('le "projet"', "le «projet» commun", "le «projet»"),
    ("coopération", "coopé\u00adration", "coopé\u00adration"),
    ("6 mois", "16 mois, puis 6 mois", "6 mois"),
]
NOT_FOUND = [  # quote, text: digits, words, case, accents and whole words are strict
    ("12 mois", "6 mois"),
    ("6 mois", "16 mois"),
    ("peut être dénoncée", "ne doit être dénoncée"),
    ("la Caf", "la CAF"),
    ("marche", "marché"),
    ("part", "la partie"),
    ("", "un texte"),
    ("  ", "un texte"),
]


@pytest.mark.parametrize(("raw", "expected"), CLEANED)
def test_clean_changes_line_ends_and_controls_and_nothing_else(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text())
def test_clean_twice_is_clean_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(st.text())
def test_level_keeps_the_length_and_the_newlines(text: str) -> None:
    levelled = level(text)
    assert len(levelled) == len(text)
    assert [i for i, c in enumerate(levelled) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(("text", "levelled"), [("Évaluation – l’Été", "evaluation - l'ete"), ("À\u00a0½\tœ", "a ½ œ")])
def test_level_is_lower_case_without_accents(text: str, levelled: str) -> None:
    assert level(text) == levelled


def test_fold_writes_ligatures_out() -> None:
    assert fold("Cœur d’ŒUVRE ﬁnal…") == "coeur d'oeuvre final..."


@pytest.mark.parametrize(("quote", "text", "expected"), FOUND)
def test_a_quote_is_found_whatever_its_typography(quote: str, text: str, expected: str) -> None:
    span = locate(quote, text)
    assert span is not None
    assert text[slice(*span)] == expected


@pytest.mark.parametrize(("quote", "text"), NOT_FOUND)
def test_a_quote_with_another_word_or_number_is_not_found(quote: str, text: str) -> None:
    assert locate(quote, text) is None


WORDS = st.lists(
    st.sampled_from(["l’élu", "cœur", "« oui »", "6", "mois", "Lys‑lez", "ﬁn", "et…", "a\u00adb", "–"]), min_size=3
)
SPACES = st.sampled_from([" ", "\n", "\u00a0", "\u202f", "  \n"])


@given(WORDS, SPACES, SPACES, st.data())
def test_any_run_of_words_is_found_again_after_retyping(
    words: list[str], space: str, other: str, data: st.DataObject
) -> None:
    text = space.join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    retyped = other.join(words[first : last + 1]).replace("’", "'").replace("œ", "oe").replace("ﬁ", "fi")
    span = locate(retyped, text)
    assert span is not None
    assert match_form(text[slice(*span)]).text == match_form(retyped).text


@given(st.text(alphabet="aé'’ \n«œ-–1", max_size=60))
def test_each_character_of_the_match_form_comes_from_where_it_says(text: str) -> None:
    form = match_form(text)
    assert list(form.offsets) == sorted(form.offsets)
    assert all(form.text[i] in match_form(f"x{text[at]}x").text for i, at in enumerate(form.offsets))
