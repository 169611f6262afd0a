"""Facts in, sentences out: every number is a fact or computed from facts, and what is not known is a visible blank."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from ctgbot.drafting.compose import draft_of
from ctgbot.drafting.fields import named_fields
from ctgbot.drafting.french import at, of, percent, some, whole
from ctgbot.drafting.ledger import Ledger, share
from ctgbot.drafting.typed import typed_facts, typed_remarks
from ctgbot.model import Citation, Fact, Scale


@pytest.mark.parametrize(
    ("name", "where", "whose"),
    [
        ("Lys-lez-Lannoy", "à Lys-lez-Lannoy", "de Lys-lez-Lannoy"),
        ("Anstaing", "à Anstaing", "d'Anstaing"),
        ("Hem", "à Hem", "de Hem"),
        ("Le Quesnoy", "au Quesnoy", "du Quesnoy"),
        ("Les Rues-des-Vignes", "aux Rues-des-Vignes", "des Rues-des-Vignes"),
        ("La Madeleine", "à La Madeleine", "de La Madeleine"),
        ("L'Aubraie-sur-Esquerre", "à L'Aubraie-sur-Esquerre", "de L'Aubraie-sur-Esquerre"),
        ("Val-Mésange", "à Val-Mésange", "de Val-Mésange"),
        ("Pays de Tolvère", "au Pays de Tolvère", "du Pays de Tolvère"),
        ("Trois Vallons de l'Ardouze", "aux Trois Vallons de l'Ardouze", "des Trois Vallons de l'Ardouze"),
        ("Vallée de la Lauve", "à la Vallée de la Lauve", "de la Vallée de la Lauve"),
        (
            "Communauté de communes du Pays de Morel",
            "à la communauté de communes du Pays de Morel",
            "de la communauté de communes du Pays de Morel",
        ),
    ],
)
def test_a_name_takes_its_preposition(name: str, where: str, whose: str) -> None:
    assert (at(name), of(name)) == (where, whose)


@pytest.mark.parametrize(
    ("part", "of_what", "written"),
    [
        ("2850", "640000", "0,45 %"),
        ("14", "1120", "1,25 %"),
        ("1385", "61870", "2,2 %"),
        ("471", "1385", "34,0 %"),
        ("1", "2", "50 %"),
    ],
)
def test_a_share_is_written_as_in_french(part: str, of_what: str, written: str) -> None:
    assert percent(Decimal(part) / Decimal(of_what) * 100).replace("\u202f", " ") == written


def test_a_count_agrees_with_what_is_counted() -> None:
    said = [some(Decimal(n), "équipement", "équipements") for n in ("0", "1", "2", "2850")]
    assert said == ["0 équipement", "1 équipement", "2 équipements", "2\u202f850 équipements"]


def fact(key: str, value: str | None, scale: Scale = "territoire", year: int | None = 2024) -> Fact:
    number = Decimal(value) if value else None
    return Fact(key, number, "foyers", "essai", year, scale, "Essai", whole(number) if number else "", None, key)


@pytest.mark.parametrize(
    ("part", "around"),
    [
        (fact("foyers_rsa", "12"), fact("foyers_allocataires", "10")),  # over 100 %
        (fact("foyers_rsa", "12"), fact("foyers_allocataires", "0")),
        (fact("foyers_rsa", "12", year=2023), fact("foyers_allocataires", "100")),  # across two years
        (fact("foyers_rsa", None), fact("foyers_allocataires", "100")),  # kept secret
    ],
)
def test_a_share_that_would_mislead_is_not_computed(part: Fact, around: Fact) -> None:
    assert share(part, around, "part", "part") is None


def test_two_values_for_one_figure_are_not_chosen_between() -> None:
    ledger = Ledger((fact("foyers_rsa", "12"), fact("foyers_rsa", "13")))
    assert ledger.own("foyers_rsa") is None


def test_figures_typed_in_a_request_are_read_with_their_scale_and_year() -> None:
    request = (
        "Rédige l'article 2 : 2 850 allocataires, 640 000 dans le département ; "
        "en 2023, 9 gestionnaires pour 14 équipements sur 1 120."
    )
    read = [(f.key, str(f.value), f.scale, f.year) for f in typed_facts(request, "Lys-lez-Lannoy")]
    assert read == [
        ("foyers_allocataires", "2850", "territoire", None),
        ("foyers_allocataires", "640000", "departement", None),
        ("gestionnaires_finances", "9", "territoire", 2023),
        ("equipements_finances", "14", "territoire", 2023),
        ("equipements_finances", "1120", "departement", 2023),
    ]


def test_a_negative_count_typed_in_a_request_is_said_and_not_taken() -> None:
    request = "Rédige l'article 2 : -12 allocataires à Lys-lez-Lannoy, CTG 2024-2028, 14 équipements"
    assert [fact.key for fact in typed_facts(request, "X")] == ["equipements_finances"]
    assert typed_remarks(request) == ("« -12 allocataires » : nombre négatif, non repris.",)


@pytest.mark.parametrize("year", [2024, None])
def test_a_figure_without_a_year_leaves_a_blank_for_it(year: int | None) -> None:
    made = draft_of(2, "Anstaing", Ledger((fact("foyers_allocataires", "100", year=year),)), ())
    text = made.paragraphs[0][0].text
    assert ("En 2024, " in text) == (year == 2024)
    assert ("En [à compléter : année" in text) == (year is None)
    assert "À ce jour" not in text


def test_a_figure_with_a_year_is_never_set_against_one_without() -> None:
    facts = (fact("foyers_allocataires", "100", year=None), fact("foyers_allocataires", "900", "departement", 2024))
    text = draft_of(2, "Anstaing", Ledger(facts), ()).paragraphs[0][0].text
    assert "%" not in text


def test_two_values_leave_a_blank_and_a_warning() -> None:
    made = draft_of(2, "Anstaing", Ledger((fact("foyers_allocataires", "12"), fact("foyers_allocataires", "13"))), ())
    assert "valeurs contradictoires à départager" in made.paragraphs[0][0].text
    assert any("12" in warning and "13" in warning for warning in made.warnings)


@pytest.mark.parametrize("article", [2, 3, 4])
def test_without_a_fact_there_is_no_digit_and_every_blank_is_listed(article: int) -> None:
    made = draft_of(article, "Lys-lez-Lannoy", Ledger(()), ())
    text = " ".join(sentence.text for paragraph in made.paragraphs for sentence in paragraph)
    assert not re.search(r"\d", text)
    blanks = re.findall(r"\[à compléter : (.+?)\]", text)
    assert sorted(blanks) == sorted(f"{gap.label} – {gap.where_to_find}" for gap in made.gaps)


def test_every_number_of_a_draft_is_a_fact_or_computed_from_facts() -> None:
    facts = typed_facts(
        "2 850 allocataires, 640 000 dans le département ; 9 gestionnaires, 14 équipements sur 1 120", "X"
    )
    made = draft_of(2, "Anstaing", Ledger(facts), ())
    written = {fact.display for fact in made.facts}
    text = " ".join(sentence.text for paragraph in made.paragraphs for sentence in paragraph)
    numbers = re.findall(r"\d[\d\u202f,]*%?", text)
    assert numbers
    assert {number.rstrip(",\u202f") for number in numbers} <= written
    assert all(sentence.verified for paragraph in made.paragraphs for sentence in paragraph)


def test_a_secret_figure_stays_a_blank() -> None:
    made = draft_of(2, "Anstaing", Ledger((fact("foyers_aah", None), fact("foyers_allocataires", "100"))), ())
    text = " ".join(sentence.text for paragraph in made.paragraphs for sentence in paragraph)
    assert "secret statistique" in text
    assert "foyers_aah" in {gap.key for gap in made.gaps}


def test_a_sentence_cites_the_one_that_it_fills_in() -> None:
    quote = "La Caf investit au total X % de son budget d'action sociale sur le territoire de XXX."
    citation = Citation(1, "d", "CTG", "art. 2", 2, 1, 0, len(quote), quote, quote)
    made = draft_of(2, "Anstaing", Ledger(()), (citation,))
    cited = [sentence.text for paragraph in made.paragraphs for sentence in paragraph if sentence.citations]
    assert len(cited) == 1
    assert cited[0].startswith("La Caf y consacre")


def test_the_fields_of_a_request_are_told_apart() -> None:
    request = "Propose un paragraphe pour l'article 4 sur la petite enfance et la parentalité."
    assert [field.key for field in named_fields(request)] == ["petite_enfance", "parentalite"]
    assert [field.key for field in named_fields("l'enfance et le numérique")] == ["enfance", "inclusion_numerique"]
