"""A comparison as Excel, Word and CSV files, opened again: what a person finds, what a hostile text cannot do."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from test_compare import PREAVIS, compared, filled, row

from ctgbot.adapters.writers.compare_files import comparison_writer
from ctgbot.clauses.comparison import MOST_ON_PAPER
from ctgbot.errors import BadRequest
from ctgbot.model import Cell, Citation, Comparison, Group

DAY = date(2026, 11, 23)
FORMULAS = ("=2+2", "+33 3 20 00 00 00", "-12 % d'enfants", "@SOMME(A1)", '=HYPERLINK("http://x.fr";"ici")')


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    catalogue = filled(tmp_path_factory.mktemp("files"))
    found = compared(catalogue, "armond", "berlac", "corvin", "dornes", "esquin", "fauvel", "sdsf")
    catalogue.close()
    return found


def excel(comparison: Comparison) -> Any:
    return load_workbook(BytesIO(comparison_writer(".xlsx")(comparison, DAY)))


def word(comparison: Comparison) -> Any:
    return docx.Document(BytesIO(comparison_writer(".docx")(comparison, DAY)))


def table(comparison: Comparison) -> list[dict[str, str]]:
    content = comparison_writer(".csv")(comparison, DAY).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content), delimiter=";"))


def planted(comparison: Comparison, words: str) -> Comparison:
    """One convention, one clause, whose value and quote are these words."""
    proof = Citation(1, "armond", words, words, None, 1, 0, len(words), words, words)
    cell = Cell("armond", "rempli", words, words, proof)
    only = replace(row(comparison), cells=(cell,), groups=(Group("rempli", words, words, ("armond",)),))
    return Comparison(comparison.documents[:1], (only,))


def test_each_value_stands_in_the_row_of_its_convention(comparison: Comparison) -> None:
    sheet = excel(comparison)["Valeurs"]
    names = [cell.value for cell in sheet[1]]
    column = names.index("Dénonciation : préavis")
    assert {line[0].value: line[column].value for line in sheet.iter_rows(min_row=2)} == {
        "Armond": "6 mois",
        "Berlac": "4 mois (par avenant)",
        "Corvin": "non prévu",
        "Dornes": "à compléter",
        "Esquin": "contradictoire : 6 mois / 2 mois",
        "Fauvel": "6 mois",
    }


def test_what_stands_apart_is_coloured_and_bold(comparison: Comparison) -> None:
    sheet = excel(comparison)["Valeurs"]
    column = [cell.value for cell in sheet[1]].index("Dénonciation : préavis")
    assert [line[column].font.bold for line in sheet.iter_rows(min_row=2)] == [False, True, True, True, True, False]


def test_the_sheets_are_frozen_filtered_and_wrapped(comparison: Comparison) -> None:
    book = excel(comparison)
    assert book.sheetnames == ["Valeurs", "Citations", "Répartition", "À lire"]
    values, citations = book["Valeurs"], book["Citations"]
    assert (values.freeze_panes, citations.freeze_panes) == ("B2", "A2")
    assert values.auto_filter.ref == f"A1:{values.cell(1, values.max_column).column_letter}7"
    assert citations.auto_filter.ref == f"A1:J{citations.max_row}"
    assert all(cell.alignment.wrap_text for line in values.iter_rows() for cell in line)
    assert all(values.column_dimensions[letter].width >= 12 for letter in "ABCDEFG")


def test_every_citation_is_in_its_sheet_with_document_article_and_page(comparison: Comparison) -> None:
    lines = [tuple(cell.value for cell in line) for line in excel(comparison)["Citations"].iter_rows(min_row=2)]
    amended = [line for line in lines if line[0] == "Berlac" and line[2] == "Dénonciation : préavis"]
    assert [(line[3], line[4]) for line in amended] == [("renseigné", "4 mois"), ("remplacé", "3 mois")]
    assert amended[0][6].startswith("Avenant")
    assert amended[0][7] == "art. 1"
    assert amended[0][9].endswith("quatre mois.")
    silent = next(line for line in lines if line[0] == "Corvin" and line[2] == "Dénonciation : préavis")
    assert (silent[3], silent[9]) == ("non prévu", None)


def test_conventions_are_counted_and_what_was_left_out_is_said(comparison: Comparison) -> None:
    book = excel(comparison)
    counts = [tuple(cell.value for cell in line[:3]) for line in book["Répartition"].iter_rows(min_row=2)]
    assert ("Dénonciation : préavis", "6 mois", 2) in counts
    told = [(line[0].value, line[1].value) for line in book["À lire"].iter_rows(min_row=2)]
    assert ("Comparaison du", "23/11/2026") in told
    assert any(name == "Document écarté" and "Seules les conventions" in words for name, words in told)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_text_is_ever_a_formula(comparison: Comparison, words: str) -> None:
    trap = planted(comparison, words)
    book = excel(trap)
    for cell in (book["Valeurs"]["D2"], book["Citations"]["E2"], book["Citations"]["J2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert table(trap)[0]["Citation"] == f"'{words}"


def test_characters_that_no_office_file_may_hold_are_left_out(comparison: Comparison) -> None:
    trap = planted(comparison, "a\x00b\x0bc\ud800d\ufffee")
    assert excel(trap)["Valeurs"]["D2"].value == "abcde"
    assert "abcde" in word(trap).tables[0].rows[1].cells[1].text
    assert table(trap)[0]["Valeur"] == "abcde"


def test_a_csv_opens_with_its_accents_in_a_french_excel(comparison: Comparison) -> None:
    content = comparison_writer(".csv")(comparison, DAY)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.splitlines()[0].decode("utf-8-sig").startswith("Territoire;Convention;Début;Fin")
    line = next(one for one in table(comparison) if one["Territoire"] == "Dornes" and "préavis" in one["Clause"])
    assert (line["État"], line["Valeur"]) == ("à compléter", "à compléter")


def test_a_word_table_calls_its_references_by_number(comparison: Comparison) -> None:
    file = word(replace(comparison, rows=(row(comparison, PREAVIS),)))
    (values, rest) = file.tables
    assert [cell.text for cell in values.rows[1].cells][1:] == [
        "6 mois\u00a0[1]", "≠ 4 mois (par avenant)\u00a0[2]\navant l'avenant\u00a0: 3 mois\u00a0[3]", "≠ non prévu",
        "≠ à compléter\u00a0[4]", "≠ contradictoire\u00a0: 6 mois / 2 mois\u00a0[5]\u00a0[6]",
    ]  # fmt: skip
    assert rest.rows[0].cells[1].text.startswith("Fauvel")
    notes = [one.text for one in file.paragraphs if one.text.startswith("[")]
    assert len(notes) == 7
    assert notes[1].startswith("[2] Avenant")
    assert "art. 1" in notes[1]
    assert "quatre mois." in notes[1]


def test_a_word_table_lies_across_the_page_and_repeats_its_header(comparison: Comparison) -> None:
    file = word(comparison)
    page = file.sections[0]
    assert page.page_width > page.page_height
    for one in file.tables:
        assert one.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        room = page.page_width - page.left_margin - page.right_margin
        assert sum(cell.width for cell in one.rows[0].cells) == pytest.approx(room, rel=0.01)


def test_what_all_say_stands_apart_in_word(comparison: Comparison) -> None:
    first = word(comparison).tables[0]
    told = {line.cells[0].text: line.cells[1].text.split("\u00a0[")[0] for line in first.rows[1:]}
    assert told["Comité de pilotage : réunions par an"] == "2 fois par an"


def test_too_many_conventions_for_a_page_are_refused_in_french(comparison: Comparison) -> None:
    with pytest.raises(BadRequest, match="ou prenez Excel"):
        comparison_writer(".docx")(replace(comparison, documents=comparison.documents[:1] * (MOST_ON_PAPER + 1)), DAY)


@pytest.mark.parametrize("suffix", [".pdf", ".json", "", ".xls"])
def test_another_suffix_is_refused_in_french(suffix: str) -> None:
    with pytest.raises(BadRequest, match=r"\.xlsx \(Excel\), \.docx \(Word\) ou \.csv"):
        comparison_writer(suffix)


def converted(file: Path, to: str, *options: str) -> Path:
    """By LibreOffice, which may be missing on a machine of a developer."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CTGBOT_REQUIRE_OFFICE") == "1":
            pytest.fail("LibreOffice manque : apt-get install -y libreoffice-writer libreoffice-calc")
        pytest.skip("LibreOffice n'est pas installé")
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    out = file.parent / "opened"
    command = [office, profile, "--headless", *options, "--convert-to", to, "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{file.stem}.{to}"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_office_suite_opens_the_file(suffix: str, comparison: Comparison, tmp_path: Path) -> None:
    file = tmp_path / f"comparaison{suffix}"
    file.write_bytes(comparison_writer(suffix)(replace(comparison, rows=(row(comparison),)), DAY))
    with pypdfium2.PdfDocument(converted(file, "pdf")) as pdf:
        said = " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    for words in ("Armond", "6 mois", "à compléter", "non prévu"):
        assert words in said.replace("\u00a0", " ")


def test_an_office_suite_reads_the_cells_of_a_csv(comparison: Comparison, tmp_path: Path) -> None:
    file = tmp_path / "comparaison.csv"
    file.write_bytes(comparison_writer(".csv")(planted(comparison, "=2+2"), DAY))
    sheet = load_workbook(converted(file, "xlsx", "--infilter=CSV:59,34,76,1")).active
    assert [cell.value for cell in sheet[1]][2] == "Début"
    assert "2+2" in str(sheet["I2"].value)
    assert sheet["I2"].data_type == "s"
