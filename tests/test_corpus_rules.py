"""The plain functions behind the Corpus page: how pages were read, the list, what a form puts right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from doubles_web import avenant, document, hostile, scan, seed

from ctgbot.adapters.readers import ocr
from ctgbot.model import Correction, DocumentCard, Identity, Period, Section, Signataire, Standing
from ctgbot.web.corrections import (
    Entered,
    as_the_text_says,
    corrected_fields,
    french_date,
    identity_words,
    iso_date,
    problem_in,
    put_right,
    rows_of,
    signataires_in,
)
from ctgbot.web.listing import PER_PAGE, matching, on_page, pages_of, relation_words
from ctgbot.web.reading import (
    INSTALL_OCR,
    PageRun,
    PageState,
    count_words,
    no_pages_words,
    page_runs,
    page_states,
    state_words,
)
from ctgbot.web.sheet import parts_of
from ctgbot.web.words import examples_words

SHOWN = Identity("CTG Lys 2024-2028", "convention", "Lys", Period(2024, 2028), "projet", date="2024-03-12", numero=None)
AS_SHOWN = Entered("CTG Lys 2024-2028", "convention", "Lys", 2024, 2028, "projet", "12/03/2024")


def test_the_command_is_the_one_that_the_reader_names() -> None:
    assert INSTALL_OCR == ocr.INSTALL


def test_pages_are_counted_by_the_way_they_were_read() -> None:
    assert count_words(page_states(scan())) == "4 pages : 1 lue, 2 reconnues (OCR), 1 à océriser"
    assert count_words([PageState(1, "vide")]) == "1 page : 1 sans texte"


def test_pages_that_follow_one_another_are_one_line() -> None:
    assert page_runs(page_states(scan())) == (
        PageRun(1, 1, "texte"),
        PageRun(2, 3, "ocr", 87.4, 91.2),
        PageRun(4, 4, "a_oceriser"),
    )


def test_pages_apart_are_not_joined_over_a_gap() -> None:
    assert page_runs([PageState(1, "texte"), PageState(3, "texte")]) == (PageRun(1, 1, "texte"), PageRun(3, 3, "texte"))


def test_a_recognition_whose_confidence_is_not_known_gives_none() -> None:
    assert state_words("ocr") == "Texte reconnu (OCR)"
    assert state_words("ocr", 86.6, 87.4) == "Texte reconnu (OCR), confiance 87 %"


@pytest.mark.parametrize(
    ("suffix", "said"), [(".docx", "Un fichier Word"), (".ODT", "Un fichier OpenDocument"), (".md", "Un fichier texte")]
)
def test_a_format_without_pages_is_named(suffix: str, said: str) -> None:
    assert no_pages_words(suffix).startswith(said)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["lys", "scan", "avenant", "piege"]),
        ("LYS 2024", ["lys"]),
        ("numerisee", ["scan"]),
        ("valmont", ["scan", "avenant"]),
        ("exemple fictif", ["piege"]),
        ("projet", ["lys"]),
        ("scan.pdf", ["scan"]),
        ("lys valmont", []),
    ],
)
def test_a_document_is_found_by_all_the_words_typed(typed: str, found: list[str]) -> None:
    cards = [source.card for source in (seed(), scan(), avenant(), hostile())]
    assert [card.id for card in matching(cards, typed)] == found


def test_a_page_of_the_list_that_is_no_more_gives_the_last_one() -> None:
    cards = [seed().card] * (PER_PAGE + 1)
    assert pages_of(len(cards)) == 2
    assert len(on_page(cards, 2)) == len(on_page(cards, 9)) == 1
    assert (pages_of(0), on_page([], 1)) == (1, ())


def test_a_relation_to_a_document_that_has_left_is_not_named() -> None:
    assert relation_words(scan().card, Standing(replaced_by="parti"), {}) == ()


def test_what_is_sent_unchanged_corrects_nothing() -> None:
    assert put_right(AS_SHOWN, SHOWN, Correction()) == Correction()


@pytest.mark.parametrize(
    ("changes", "correction"),
    [
        ({"title": " CTG de Lys "}, Correction(title="CTG de Lys")),
        ({"nature": "avenant"}, Correction(nature="avenant")),
        ({"territoire": "Lys  lez Lannoy"}, Correction(territoire="Lys lez Lannoy")),
        ({"territoire": ""}, Correction(territoire="")),
        ({"end": 2029}, Correction(periode=Period(2024, 2029))),
        ({"statut": "signe"}, Correction(statut="signe")),
        ({"date": "1/4/2024"}, Correction(date="2024-04-01")),
        ({"date": ""}, Correction(date="")),
        ({"numero": 2}, Correction(numero=2)),
        ({"convention_id": "lys"}, Correction(convention_id="lys")),
        ({"signataires": (Signataire("Caf"),)}, Correction(signataires=(Signataire("Caf"),))),
    ],
)
def test_each_field_that_differs_is_put_right(changes: dict[str, Any], correction: Correction) -> None:
    assert problem_in(replace(AS_SHOWN, **changes), SHOWN) == ""
    assert put_right(replace(AS_SHOWN, **changes), SHOWN, Correction()) == correction


def test_what_was_put_right_before_stays() -> None:
    before = Correction(statut="projet")
    assert put_right(replace(AS_SHOWN, title="CTG"), SHOWN, before) == Correction(title="CTG", statut="projet")
    assert as_the_text_says(Correction(title="CTG", statut="projet"), "title") == before
    assert corrected_fields(Correction(territoire="", title="CTG")) == ("title", "territoire")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "  "}, "titre"),
        ({"end": None}, "deux années"),
        ({"start": 2029}, "avant de commencer"),
        ({"start": None, "end": None}, "ne peut pas être vidée"),
        ({"date": "31/02/2024"}, "jour/mois/année"),
        ({"date": "mars 2024"}, "jour/mois/année"),
    ],
)
def test_a_form_that_cannot_be_saved_says_why(changes: dict[str, Any], said: str) -> None:
    assert said in problem_in(replace(AS_SHOWN, **changes), SHOWN)


@pytest.mark.parametrize(
    ("iso", "french"), [("2024-03-12", "12/03/2024"), ("2024", "2024"), ("", ""), ("2024-03", "2024-03")]
)
def test_a_date_is_read_as_it_is_written_here(iso: str, french: str) -> None:
    assert french_date(iso) == french


@pytest.mark.parametrize(
    ("typed", "iso"), [("12/03/2024", "2024-03-12"), (" 1.3.2024 ", "2024-03-01"), ("12/13/2024", None)]
)
def test_a_date_is_written_as_it_is_kept(typed: str, iso: str | None) -> None:
    assert iso_date(typed) == iso


def test_a_date_that_is_not_whole_can_be_left_as_it_is() -> None:
    shown = Identity("CTG", date="2024-03")
    sent = Entered("CTG", "autre", "", None, None, "inconnu", "2024-03")
    assert problem_in(sent, shown) == ""
    assert put_right(sent, shown, Correction()) == Correction()


def test_signatories_go_through_the_table_and_back() -> None:
    people = (Signataire("Caf du Nord", "Mme A", "directrice"), Signataire("Commune"))
    assert signataires_in(rows_of(people)) == people
    assert signataires_in(rows_of(())) == ()


def test_what_the_text_says_is_said_in_words() -> None:
    assert identity_words(SHOWN, "periode") == "« 2024-2028 »"
    assert identity_words(SHOWN, "date") == "« 12/03/2024 »"
    assert identity_words(SHOWN, "numero") == "rien"


def test_a_long_plan_is_cut_in_parts_that_lose_no_section() -> None:
    sections = tuple(Section(str(at), "partie", None, "", (), at * 1_000, at * 1_000 + 1_000) for at in range(500))
    parts = parts_of(sections)
    assert tuple(section for part in parts for section in part) == sections
    assert max(len(part) for part in parts) == 80
    huge = (Section("a", "texte", None, "", (), 0, 10**6), Section("b", "texte", None, "", (), 10**6, 10**6 + 5))
    assert [len(part) for part in parts_of(huge)] == [1, 1]


def card(exemple: bool) -> DocumentCard:
    return document("d", "Texte.", Identity("Titre", exemple=exemple)).card


@pytest.mark.parametrize(
    ("examples", "others", "said"),
    [(0, 2, ""), (1, 0, "Le document interrogé est inventé"), (2, 0, "Les 2 documents"), (1, 2, "1 des 3 documents")],
)
def test_examples_among_the_documents_asked_are_said(examples: int, others: int, said: str) -> None:
    words = examples_words([card(True)] * examples + [card(False)] * others)
    assert words.startswith(said)
    assert bool(words) == bool(said)
