"""Page « Comparaison » as Streamlit runs it, around a real registry: choice, table, counts, periods, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from doubles_web import ATTACK
from streamlit.testing.v1 import AppTest
from test_compare import filled

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.model import (
    Cell,
    Citation,
    Comparison,
    ComparisonRow,
    DocumentCard,
    Group,
    Identity,
    Period,
    Said,
    Signataire,
    Standing,
)
from ctgbot.settings import Settings
from ctgbot.stores import Entry
from ctgbot.web.compare_charts import bars_html, by_size, periods_html
from ctgbot.web.compare_choice import PER_PAGE, Choice, comparable, narrowed
from ctgbot.web.compare_markup import table_html

PAGE = "from ctgbot.web.compare import comparison\n\ncomparison()"


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    filled(tmp_path).close()
    return open_assistant(Settings(index=tmp_path, corpus=tmp_path / "corpus"))


def opened(assistant: Assistant) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def shown(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(element.body for element in app.html).replace("\u00a0", " ").replace("&#x27;", "'")


def row_of(said: str, label: str) -> str:
    return said.split(f'<th scope="row">{label}')[1].split("</tr>")[0]


def test_the_table_shows_what_each_convention_says_with_its_quote(assistant: Assistant) -> None:
    row = row_of(shown(opened(assistant)), "Dénonciation : préavis")
    for words in ("6 mois", "non prévu", "à compléter", "à trancher", "par l'avenant n° 1", "art. 2"):
        assert words in row
    assert "« La présente convention peut être dénoncée moyennant un préavis de six mois. »" in row
    assert "Avant, remplacé par l'avenant n° 1 : 3 mois" in row


def test_what_stands_apart_has_a_sign_and_not_only_a_colour(assistant: Assistant) -> None:
    cells = row_of(shown(opened(assistant)), "Dénonciation : préavis").split("<td ")[1:]
    assert [("ctg-apart" in cell, "≠" in cell) for cell in cells] == [
        (False, False), (True, True), (True, True), (True, True), (True, True), (False, False),
    ]  # fmt: skip


def test_a_clause_that_all_say_alike_is_folded_into_one_line(assistant: Assistant) -> None:
    app = opened(assistant)
    app.button_group[0].set_value(["gouvernance"]).run()
    folded = shown(app).split("Toutes s'accordent")[1]
    assert "2 fois par an" in folded.split("ctg-same")[1]
    assert '<th scope="row">Comité de pilotage : réunions par an' not in shown(app)


def test_no_theme_is_every_clause(assistant: Assistant) -> None:
    app = opened(assistant)
    app.button_group[0].set_value([]).run()
    assert "Juridiction" in shown(app)
    assert "Avis préalable" in shown(app)


def test_a_clause_is_added_to_the_theme_by_its_name(assistant: Assistant) -> None:
    app = opened(assistant)
    app.multiselect[-1].set_value(["juridiction"]).run()
    assert "tribunal administratif de Verlac" in row_of(shown(app), "Juridiction")


def test_conventions_are_chosen_by_name(assistant: Assistant) -> None:
    app = opened(assistant)
    app.multiselect[3].set_value(["armond", "corvin"]).run()
    said = shown(app)
    assert "2 conventions sur 6" in said
    assert "Fauvel" not in said


def test_counts_and_periods_are_drawn_with_their_figures(assistant: Assistant) -> None:
    app = opened(assistant)
    app.session_state["compare-tabs"] = "Répartition"
    chart = shown(app.run()).split("Dénonciation : préavis")[1].split("</section>")[0]
    assert [words in chart for words in ("6 mois", "Armond, Fauvel", "non prévu")] == [True] * 3
    app.session_state["compare-tabs"] = "Périodes"
    assert "2024-2028" in shown(app.run())


def test_the_files_hold_every_convention_chosen(assistant: Assistant) -> None:
    assert [found.label for found in opened(assistant).download_button] == [
        "Télécharger en Excel", "Télécharger en Word", "Télécharger en CSV",
    ]  # fmt: skip


def test_an_empty_corpus_says_where_to_begin(tmp_path: Path) -> None:
    SqlCatalogue.in_folder(tmp_path)
    said = shown(opened(open_assistant(Settings(index=tmp_path))))
    assert "Aucune convention pour l'instant" in said


def card(name: str, *bodies: str, years: tuple[int, int] = (2024, 2028), exemple: bool = False) -> DocumentCard:
    signing = tuple(Signataire(body) for body in bodies)
    identity = Identity(f"CTG {name}", "convention", name, Period(*years), "signe", exemple, signing)
    return DocumentCard(name, identity, None, f"{name}.txt", "0" * 64, 1)


NORD = card("Armond", "Caf du Nord", "Communauté de communes du Val")
OISE = card("Berlac", "Caf de l'Oise", years=(2020, 2024))
MADE_UP = card("Métropole de Corvin", "Caf du Nord", exemple=True)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(), [NORD, OISE, MADE_UP]),
        (Choice(cafs=["Caf du Nord"]), [NORD, MADE_UP]),
        (Choice(groupings=["Communauté de communes du Val"]), [NORD]),
        (Choice(groupings=["Métropole de Corvin"]), [MADE_UP]),
        (Choice(years=[2024]), [NORD, OISE, MADE_UP]),
        (Choice(years=[2021, 2022]), [OISE]),
        (Choice(documents=["Berlac"]), [OISE]),
        (Choice(with_examples=False), [NORD, OISE]),
        (Choice(cafs=["Caf du Nord"], years=[2020]), []),
    ],
)
def test_conventions_are_narrowed_by_every_part_of_a_choice(choice: Choice, kept: list[DocumentCard]) -> None:
    assert list(narrowed([NORD, OISE, MADE_UP], choice)) == kept


def test_neither_an_older_version_nor_a_schema_is_compared() -> None:
    schema = replace(OISE, id="sdsf", identity=replace(OISE.identity, nature="sdsf"))
    assert comparable([NORD, OISE, schema], {"Armond": Standing(replaced_by="Berlac")}) == (OISE,)


def test_a_thousand_conventions_come_page_by_page(tmp_path: Path) -> None:
    known = filled(tmp_path)
    one = known.document("armond")
    many = [replace(one, card=replace(one.card, id=f"ctg-{number:04}")) for number in range(30)]
    known.save_all([Entry(document, (), ()) for document in many])
    known.close()
    said = shown(opened(open_assistant(Settings(index=tmp_path))))
    assert said.split("</thead>")[0].count('<th scope="col">') == PER_PAGE + 1


def test_nothing_of_a_document_is_read_as_html() -> None:
    trap = card(ATTACK)
    proof = Citation(1, trap.id, ATTACK, ATTACK, None, 1, 0, 1, ATTACK, ATTACK)
    said = (Said(ATTACK, ATTACK, proof, ATTACK),)
    cells = (Cell(trap.id, "contradictoire", ATTACK, ATTACK, proof, said, said, ATTACK),)
    groups = (Group("contradictoire", None, ATTACK, (trap.id,)),)
    row = ComparisonRow("periode", ATTACK, cells, groups)
    comparison = Comparison((trap,), (row, replace(row, parameter="duree")))
    for html in (
        table_html(comparison, comparison, {trap.id: trap}),
        bars_html(comparison),
        periods_html(comparison, 2026),
        table_html(comparison, replace(comparison, documents=(trap, NORD)), {}),
    ):
        assert "<script" not in html
        assert "<img" not in html


def test_bars_follow_the_size_of_the_values_where_they_have_one() -> None:
    six, two, silent = (
        Group("rempli", "P6M", "6 mois", ("a", "b")), Group("rempli", "P2M", "2 mois", ("c",)),
        Group("absent", None, "non prévu", ("d",)),
    )  # fmt: skip
    word = Group("rempli", "N+4", "N+4", ("e",))
    assert by_size((six, two, silent)) == (two, six, silent)
    assert by_size((six, word, two, silent)) == (six, word, two, silent)


@pytest.mark.parametrize(("year", "words"), [(2019, "à venir"), (2026, "2024-2028</td>"), (2030, "terminée")])
def test_a_period_says_whether_it_is_running(year: int, words: str) -> None:
    cell = Cell("Armond", "rempli", Period(2024, 2028), "2024-2028")
    row = ComparisonRow("periode", "Période", (cell,), ())
    assert words in periods_html(Comparison((NORD,), (row,)), year)
