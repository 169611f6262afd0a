"""How many times a year: every way a convention of the genre says how often a committee meets."""

from __future__ import annotations

import pytest
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.rates import find_rates, per_year

RATES = [  # text, times a year
    ("au moins deux fois par an", 2),
    ("deux fois au moins par an", 2),
    ("deux fois, au minimum, par an", 2),
    ("une fois par an", 1),
    ("une fois l'an", 1),
    ("une fois l’année", 1),
    ("une (1) fois par an au minimum", 1),
    ("trois (3) fois par année civile", 3),
    ("2 fois par an", 2),
    ("2 fois/an", 2),
    ("2 x par an", 2),
    ("4x/an", 4),
    ("deux fois dans l'année", 2),
    ("quatre fois au cours de l'année", 4),
    ("deux fois chaque année", 2),
    ("chaque année", 1),
    ("tous les ans", 1),
    ("une fois tous les ans", 1),
    ("chaque semestre", 2),
    ("une fois par semestre", 2),
    ("une fois au cours de chaque semestre", 2),
    ("à chaque trimestre", 4),
    ("une fois par trimestre", 4),
    ("1 fois par trimestre", 4),
    ("par quadrimestre", 3),
    ("une fois par quadrimestre", 3),
    ("une fois par mois", 12),
    ("deux fois par mois", 24),
    ("deux fois par semestre", 4),
    ("deux fois par trimestre", 8),
    ("une fois par semaine", 52),
    ("chaque mois", 12),
    ("tous les mois", 12),
    ("tous les deux mois", 6),
    ("tous les 2 mois", 6),
    ("tous les trois mois", 4),
    ("tous les quatre mois", 3),
    ("tous les six mois", 2),
    ("tous les six (6) mois", 2),
    ("toutes les six semaines", 8),
    ("toutes les deux semaines", 26),
    ("tous les deux ans", 0.5),
    ("une fois tous les deux ans", 0.5),
    ("une fois tous les six mois", 2),
    ("deux fois tous les ans", 2),
    ("un mois sur deux", 6),
    ("un trimestre sur deux", 2),
    ("une semaine sur deux", 26),
    ("une année sur deux", 0.5),
    ("un an sur deux", 0.5),
    ("un mois sur trois", 4),
    ("annuel", 1),
    ("une réunion annuelle", 1),
    ("deux réunions annuelles", 2),
    ("trois séances annuelles au moins", 3),
    ("semestriel", 2),
    ("un comité semestriel", 2),
    ("une fréquence semestrielle", 2),
    ("semestriellement", 2),
    ("trimestriel", 4),
    ("une réunion trimestrielle", 4),
    ("trimestriellement", 4),
    ("quadrimestriel", 3),
    ("mensuelle", 12),
    ("mensuellement", 12),
    ("bimestriel", 6),
    ("bi-mestriel", 6),
    ("bimensuel", 24),
    ("hebdomadaire", 52),
    ("biannuelle", 2),
    ("bi-annuel", 2),
    ("annuellement", 1),
    ("biennal", 0.5),
    ("quatre réunions par an", 4),
    ("deux réunions au minimum par an", 2),
    ("6 séances par an", 6),
    ("trois rencontres par an", 3),
    ("au rythme de deux par an", 2),
    ("à raison de trois par an", 3),
    ("de une à deux fois par an", 1),
    ("2 à 3 fois par an", 2),
    ("deux ou trois fois par an", 2),
    ("chaque mois sauf juillet et août", 10),
    ("chaque mois, sauf en août", 11),
    ("tous les mois, hors juillet et août", 10),
    ("une fois par mois, à l'exception des mois de juillet et d'août", 10),
    ("mensuel, hors période estivale", 12),
    ("chaque mois, aucune séance n'étant tenue en juillet ni en août", 10),
    ("tous les mois de septembre à juin", 10),
    ("chaque année en mars et en octobre", 2),
    ("en janvier, en mai et en septembre de chaque année", 3),
    ("au printemps et à l'automne de chaque année", 2),
    ("chaque année, au cours du mois de mars", 1),
]
NO_RATE = [
    "autant que de besoin",
    "à la demande de l'une des parties",
    "[nombre] fois par an",
    "XX fois par an",
    "un mois avant la réunion",
    "six mois",
    "bisannuel",  # two years or twice a year: people use it for both
    "une fois définis",
    "en mars et en octobre 2025",
    "15 000 € par an",
    "vingt places par an",
    "deux réunions trimestrielles",
    "",
]


@pytest.mark.parametrize(("text", "times"), RATES)
def test_a_frequency_is_a_number_of_times_a_year(text: str, times: float) -> None:
    assert [rate.per_year for rate in find_rates(text)] == [times]
    assert per_year(f"Le comité se réunit {text}.") == times


@pytest.mark.parametrize("text", NO_RATE)
def test_what_says_no_frequency_gives_none(text: str) -> None:
    assert find_rates(text) == ()


def test_two_frequencies_of_one_text_stand_where_they_are_written() -> None:
    text = "Le copil est annuel, le comité technique se réunit une fois par trimestre."
    assert [(rate.per_year, text[rate.start : rate.end]) for rate in find_rates(text)] == [
        (1, "annuel"),
        (4, "une fois par trimestre"),
    ]
    assert per_year(text) is None


@given(st.text())
def test_rates_of_any_text_stand_in_it_in_order(text: str) -> None:
    end = 0
    for rate in find_rates(text):
        assert end <= rate.start < rate.end <= len(text)
        end = rate.end


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_rates_of_a_hostile_text_are_read_at_all(text: str) -> None:
    assert all(rate.per_year > 0 for rate in find_rates(text))
