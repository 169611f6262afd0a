"""Numbers with their units: what is counted, dated, paid, and what only names."""

from __future__ import annotations

import pytest
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.dates import find_dates, find_deadlines
from ctgbot.text.durations import find_durations
from ctgbot.text.numbers import parse_number_words
from ctgbot.text.quantities import find_quantities, number_value

QUANTITIES = [  # text, (kind, value, unit, what is written)
    ("un délai de six (6) mois", ("duration", "6", "mois", "six (6) mois")),
    ("un délai d’un mois", ("duration", "1", "mois", "un mois")),
    ("dix-huit mois", ("duration", "18", "mois", "dix-huit mois")),
    ("quinze jours ouvrés", ("duration", "15", "jour ouvre", "quinze jours ouvrés")),
    ("30\u00a0jours francs", ("duration", "30", "jour franc", "30\u00a0jours francs")),
    ("quatre (4) années", ("duration", "4", "an", "quatre (4) années")),
    ("deux ans", ("duration", "2", "an", "deux ans")),
    ("48 heures", ("duration", "48", "heure", "48 heures")),
    ("un semestre", ("duration", "1", "semestre", "un semestre")),
    ("le 1er octobre 2026", ("date", "2026-10-01", "date", "1er octobre 2026")),
    ("le 31 décembre", ("date", "--12-31", "date", "31 décembre")),
    ("le 29 FÉVRIER 2028", ("date", "2028-02-29", "date", "29 FÉVRIER 2028")),
    ("le 04/06/2026", ("date", "2026-06-04", "date", "04/06/2026")),
    ("le 4.6.26", ("date", "2026-06-04", "date", "4.6.26")),
    ("0,45 %", ("percent", "0.45", "%", "0,45 %")),
    ("vingt pour cent", ("percent", "20", "%", "vingt pour cent")),
    ("15\u202f000 €", ("money", "15000", "€", "15\u202f000 €")),
    ("1 500,50 euros", ("money", "1500.50", "€", "1 500,50 euros")),
    ("40 k€", ("money", "40", "k€", "40 k€")),
    ("3,5 M€", ("money", "3.5", "m€", "3,5 M€")),
    ("2 millions d’euros", ("money", "2", "millions €", "2 millions d’euros")),
    ("14 équipements", ("count", "14", "equipement", "14")),
    ("vingt-deux équipements", ("count", "22", "equipement", "vingt-deux")),
    ("3 500 habitants", ("count", "3500", "habitant", "3 500")),
    ("deux cent mille habitants", ("count", "200000", "habitant", "deux cent mille")),
    ("007 agents", ("count", "7", "agent", "007")),
    ("deux fois par an", ("frequency", "2", "fois", "deux fois")),
    ("un comité semestriel", ("frequency", "semestriel", "", "semestriel")),
    ("une réunion", ("frequency", "1", "fois", "une réunion")),
    ("en 2027", ("year", "2027", "", "2027")),
    ("l’article 13", ("reference", "13", "art", "article 13")),
    ("l'article L. 263-1", ("reference", "263-1", "art", "article L. 263-1")),
    ("D. 214-1", ("reference", "214-1", "d", "D. 214-1")),
    ("loi n° 78-17", ("reference", "78-17", "loi", "loi n° 78-17")),
    ("annexe 2", ("reference", "2", "ann", "annexe 2")),
    ("n° 2020-01", ("reference", "2020-01", "n°", "n° 2020-01")),
    ("[12]", ("reference", "[12]", "note", "[12]")),
]
SEVERAL = [  # text, (kind, value) of each
    ("de 2024 à 2028", [("year", "2024"), ("year", "2028")]),
    ("2024-2028", [("year", "2024"), ("year", "2028")]),
    ("de 3 à 6 mois", [("count", "3"), ("duration", "6")]),
    ("6 mois avant le 31 décembre 2027", [("duration", "6"), ("date", "2027-12-31")]),
    ("loi n° 78-17 du 6 janvier 1978", [("reference", "78-17"), ("date", "1978-01-06")]),
    ("31/02/2026", [("count", "31"), ("count", "2"), ("count", "2026")]),
    ("un comité et une commune", []),
    ("B2, 12h30", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_a_quantity_is_read_with_its_unit(text: str, expected: tuple[str, str, str, str]) -> None:
    found = find_quantities(text)
    assert [(q.kind, q.value, q.unit, text[q.start : q.end]) for q in found] == [expected]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_number_is_read_once_in_its_most_telling_way(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(quantity.kind, quantity.value) for quantity in find_quantities(text)] == expected


DIFFERENT = [("6 mois", "6 jours"), ("six mois", "16 mois"), ("un an", "douze mois"), ("40 €", "40 k€"), ("5 %", "5")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_unit_is_another_quantity(one: str, other: str) -> None:
    assert find_quantities(one)[0].key != find_quantities(other)[0].key


UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def in_words(number: int) -> str:
    """French words, traditional hyphens, for 0 to 999."""
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent" + ("s" if not rest else "")
        return head if not rest else f"{head} {in_words(rest)}"
    if number < 20:
        return UNITS[number]
    ten, unit = divmod(number, 10)
    if ten < 7:
        return TENS[ten] + ("" if not unit else " et un" if unit == 1 else f"-{UNITS[unit]}")
    if ten == 7:
        return "soixante et onze" if unit == 1 else f"soixante-{UNITS[10 + unit]}"
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"


def test_numbers_in_words_come_back_as_numbers() -> None:
    assert [parse_number_words(in_words(number)) for number in range(1000)] == list(range(1000))
    assert [number_value(in_words(number).upper()) for number in range(1000)] == [str(n) for n in range(1000)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("mille", 1000),
        ("deux mille vingt-six", 2026),
        ("cent vingt mille", 120_000),
        ("un million deux cents", 1_000_200),
        ("septante-deux", 72),
        ("nonante et un", 91),
        ("vingt-et-un", 21),
        ("quatre vingt dix", 90),
        ("cent quatre-vingts", 180),
    ],
)
def test_larger_and_other_numbers_in_words(words: str, number: int) -> None:
    assert parse_number_words(words) == number


@pytest.mark.parametrize("words", ["", "et", "comité", "deux comités", "et deux"])
def test_other_words_are_no_number(words: str) -> None:
    assert parse_number_words(words) is None


@pytest.mark.parametrize(
    ("written", "value"), [("1 234 567", "1234567"), ("0,50", "0.50"), ("12.0", "12"), ("1.500", "1500")]
)
def test_digits_are_read_as_french_writes_them(written: str, value: str) -> None:
    assert number_value(written) == value


@given(st.integers(1, 999), st.sampled_from(["mois", "jours", "ans", "%", "€", "places"]))
def test_words_and_digits_are_one_quantity(number: int, unit: str) -> None:
    if number == 1 and unit == "places":
        return  # « un » before a noun is an article
    (words,), (digits,) = find_quantities(f"{in_words(number)} {unit}"), find_quantities(f"{number} {unit}")
    assert words.key == digits.key


@given(st.text())
def test_quantities_of_any_text_stand_in_it_in_order(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_quantities_of_a_hostile_text_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    assert sum(quantity.end - quantity.start for quantity in found) <= len(text)


DURATIONS = [  # text, ISO 8601
    ("six mois", "P6M"),
    ("six (6) mois", "P6M"),
    ("6 (six) mois", "P6M"),
    ("6 mois", "P6M"),
    ("6\u00a0mois", "P6M"),
    ("SIX MOIS", "P6M"),
    ("un délai d’un mois", "P1M"),
    ("un (1) mois", "P1M"),
    ("dix-huit mois", "P18M"),
    ("vingt-quatre (24) mois", "P24M"),
    ("quatre-vingt-dix jours", "P90D"),
    ("90 jours", "P90D"),
    ("quatre-vingt-dix (90) jours calendaires", "P90D"),
    ("trente jours francs", "P30D"),
    ("quinze jours ouvrés", "P15D"),
    ("huit (8) jours", "P8D"),
    ("deux semaines", "P2W"),
    ("un semestre", "P6M"),
    ("deux semestres", "P12M"),
    ("un trimestre", "P3M"),
    ("un quadrimestre", "P4M"),
    ("un bimestre", "P2M"),
    ("un an", "P1Y"),
    ("une année", "P1Y"),
    ("une (1) année pleine", "P1Y"),
    ("quatre ans", "P4Y"),
    ("cinq (5) années", "P5Y"),
    ("un an et demi", "P18M"),
    ("deux ans et six mois", "P2Y6M"),
    ("un mois et demi", "P1M15D"),
    ("une quinzaine de jours", "P15D"),
    ("sous huitaine", "P8D"),
    ("une trentaine de jours", "P30D"),
]
NO_DURATION = [
    "de trois à six mois",
    "trois ou six mois",
    "entre 3 et 6 mois",
    "six (5) mois",
    "XX mois",
    "[nombre] mois",
    "le mois de juin",
    "N+4",
    "chaque année",
    "2024 mois",
    "un anniversaire",
    "0 mois",
]
DATES = [  # text, ISO 8601
    ("le 1er janvier 2024", "2024-01-01"),
    ("le 1 janvier 2024", "2024-01-01"),
    ("au premier janvier 2024", "2024-01-01"),
    ("le 1ᵉʳ janvier 2024", "2024-01-01"),
    ("31 décembre 2028", "2028-12-31"),
    ("31 DÉCEMBRE 2028", "2028-12-31"),
    ("31\u00a0décembre\u00a02028", "2028-12-31"),
    ("31 décembre de l'année 2028", "2028-12-31"),
    ("31/12/2028", "2028-12-31"),
    ("31.12.2028", "2028-12-31"),
    ("31-12-2028", "2028-12-31"),
    ("01 / 02 / 2025", "2025-02-01"),
    ("2025-02-01", "2025-02-01"),
    ("trente et un décembre deux mille vingt-huit", "2028-12-31"),
    ("le premier mars deux mille vingt-cinq et", "2025-03-01"),
    ("avant le 30 juin de chaque année", "--06-30"),
    ("le 29 février 2028", "2028-02-29"),
]
NO_DATE = [
    "30 février 2026",
    "31/02/2026",
    "JJ/MM/AAAA",
    "31 décembre AAAA",
    "__/__/2026",
    "décembre 2028",
    "article 1",
]
DEADLINES = [
    ("fin juin 2025", "2025-06-30"),
    ("avant la fin du mois de février 2028", "2028-02-29"),
    ("fin d'avril 2025", "2025-04-30"),
    ("fin 2025", "2025-12-31"),
    ("avant la fin de l'année 2025", "2025-12-31"),
    ("au cours du premier semestre 2025", "2025-06-30"),
    ("au 2e trimestre 2025", "2025-06-30"),
    ("au dernier trimestre de l'année 2026", "2026-12-31"),
    ("le 30 juin 2025 au plus tard", "2025-06-30"),
]


@pytest.mark.parametrize(("text", "iso"), DURATIONS)
def test_a_duration_is_a_value(text: str, iso: str) -> None:
    assert [duration.iso for duration in find_durations(text)] == [iso]


@pytest.mark.parametrize("text", NO_DURATION)
def test_a_range_a_blank_or_a_slip_is_no_duration(text: str) -> None:
    assert find_durations(text) == ()


@pytest.mark.parametrize(("text", "iso"), DATES)
def test_a_date_is_a_value(text: str, iso: str) -> None:
    assert [day.iso for day in find_dates(text)] == [iso]
    assert [day.iso for day in find_deadlines(text)] == [iso]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(("text", "iso"), DEADLINES)
def test_the_end_of_a_month_or_of_a_part_of_a_year_is_a_day(text: str, iso: str) -> None:
    assert [day.iso for day in find_deadlines(text)] == [iso]


@given(st.text())
def test_durations_and_dates_of_any_text_stand_in_it_in_order(text: str) -> None:
    for found in (find_durations(text), find_dates(text)):
        end = 0
        for one in found:
            assert end <= one.start < one.end <= len(text)
            end = one.end


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_durations_and_dates_of_a_hostile_text_are_read_at_all(text: str) -> None:
    assert all(duration.iso.startswith("P") for duration in find_durations(text))
    assert all(day.iso.count("-") for day in find_deadlines(text))
