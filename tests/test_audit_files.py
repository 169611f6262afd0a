"""An audit as Word and Excel files, opened again: what a person finds in them, and what a hostile text cannot do."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from ctgbot.adapters.writers import audit_writer
from ctgbot.adapters.writers.audit_docx import write_audit_docx
from ctgbot.adapters.writers.audit_xlsx import write_audit_xlsx
from ctgbot.audit_rules.display import counted_words
from ctgbot.audit_rules.finding import Finding
from ctgbot.errors import BadRequest
from ctgbot.model import DocumentCard, Identity, Period

DAY = date(2026, 11, 23)
CARD = DocumentCard(
    "ctg-lys",
    Identity("CTG de Lys-lez-Lannoy – été", "convention", "Lys-lez-Lannoy", Period(2024, 2028), "projet", True),
    12,
    "corpus/lys.pdf",
    "0" * 64,
    40,
)
DATE = Finding(
    "placeholder.date", "haute", "Date à compléter : « JJ/MM/AAAA ».", "art. 11", 7, 5, 15, "JJ/MM/AAAA", "Dater."
)
NO_AVENANT = Finding(
    "completude.avenant",
    "basse",
    "Aucune clause d’avenant.",
    "document entier",
    None,
    None,
    None,
    "",
    "En prévoir.",
)
FINDINGS = (DATE, NO_AVENANT)
FORMULAS = ("=2+2", "+33 3 20 00 00 00", "-12 % d'enfants", "@SOMME(A1)", '=HYPERLINK("http://x.fr";"ici")')


def planted(quote: str) -> Finding:
    return Finding("langue.terme", "moyenne", quote, quote, 1, 0, len(quote), quote, quote)


def word(*findings: Finding, card: DocumentCard = CARD) -> Any:
    return docx.Document(BytesIO(write_audit_docx(card, findings, DAY)))


def excel(*findings: Finding) -> Any:
    return load_workbook(BytesIO(write_audit_xlsx(CARD, findings, DAY)))


def test_the_word_file_says_what_was_checked_when_and_how_many_remarks() -> None:
    said = "\n".join(paragraph.text for paragraph in word(*FINDINGS).paragraphs)
    for words in (
        "Contrôle avant signature", "CTG de Lys-lez-Lannoy – été", "projet, exemple fictif", "23/11/2026",
        "2 remarques : 1 de gravité haute, 1 de gravité basse", "Gravité haute (1)",
    ):  # fmt: skip
        assert words in said
    assert "Gravité moyenne" not in said


def test_a_real_text_carries_no_mark_of_fiction() -> None:
    real = DocumentCard("a", Identity("CTG", "convention", statut="signe"), None, "a.txt", "0" * 64, 1)
    said = "\n".join(paragraph.text for paragraph in word(DATE, card=real).paragraphs)
    assert "fictif" not in said
    assert "projet" not in said


def test_each_gravity_has_its_table_with_place_remark_quote_and_suggestion() -> None:
    high, low = word(*FINDINGS).tables
    assert [cell.text for cell in high.rows[0].cells] == ["Place", "Remarque", "Extrait", "Suggestion"]
    assert [cell.text for cell in high.rows[1].cells] == [
        "art. 11, page 7", "Date à compléter\u00a0: «\u00a0JJ/MM/AAAA\u00a0».", "«\u00a0JJ/MM/AAAA\u00a0»", "Dater.",
    ]  # fmt: skip
    assert [cell.text for cell in low.rows[1].cells] == [
        "document entier", "Aucune clause d’avenant.", "", "En prévoir.",
    ]  # fmt: skip


def test_the_header_of_a_table_comes_back_on_each_page_and_its_widths_fill_it() -> None:
    file = word(*FINDINGS)
    table, page = file.tables[0], file.sections[0]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(cell.width for cell in table.rows[1].cells) == pytest.approx(room, rel=0.01)


def test_a_long_quote_is_cut_between_words_in_word_and_whole_in_excel() -> None:
    long = "mot " * 300
    assert word(planted(long)).tables[0].rows[1].cells[2].text.endswith("mot […]\u00a0»")
    assert excel(planted(long))["Remarques"]["G2"].value == long.strip()


def test_the_excel_sheet_is_frozen_filtered_and_wrapped() -> None:
    sheet = excel(*FINDINGS)["Remarques"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert [cell.value for cell in sheet[2]] == [
        1, "haute", "À compléter", "art. 11", 7, "Date à compléter : « JJ/MM/AAAA ».", "JJ/MM/AAAA", "Dater.",
    ]  # fmt: skip


def test_the_second_sheet_says_what_was_checked() -> None:
    told = {row[0].value: row[1].value for row in excel(*FINDINGS)["Document"].iter_rows()}
    assert told["Document"] == "CTG de Lys-lez-Lannoy – été"
    assert told["Attention"] == "projet, exemple fictif"
    assert (told["Contrôle du"], told["Remarques"], told["Gravité haute"]) == ("23/11/2026", 2, 1)


@pytest.mark.parametrize("quote", FORMULAS)
def test_a_quote_is_never_a_formula(quote: str) -> None:
    row = excel(planted(quote))["Remarques"][2]
    for cell in (row[3], row[5], row[6], row[7]):
        assert (cell.value, cell.data_type) == (quote, "s")
        assert cell.quotePrefix


def test_characters_that_no_office_file_may_hold_are_left_out() -> None:
    hostile = planted("a\x00b\x0bc\x1bd\ud800e\ufffef")
    assert word(hostile).tables[0].rows[1].cells[1].text == "abcdef"
    assert excel(hostile)["Remarques"]["F2"].value == "abcdef"


def test_a_quote_beyond_what_a_cell_takes_is_cut() -> None:
    assert len(excel(planted("mot " * 20_000))["Remarques"]["G2"].value) < 32_767


def test_an_audit_without_remarks_is_a_file_all_the_same() -> None:
    assert "Aucune remarque" in "\n".join(paragraph.text for paragraph in word().paragraphs)
    assert [cell.value for cell in excel()["Remarques"][1]][:2] == ["N°", "Gravité"]


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((), "Aucune remarque"),
        ((DATE,), "1 remarque : 1 de gravité haute"),
        (FINDINGS, "2 remarques : 1 de gravité haute, 1 de gravité basse"),
    ],
)
def test_remarks_are_counted_by_gravity(findings: tuple[Finding, ...], words: str) -> None:
    assert counted_words(findings) == words


@pytest.mark.parametrize("suffix", [".pdf", ".csv", "", ".doc"])
def test_another_suffix_is_refused_in_french(suffix: str) -> None:
    with pytest.raises(BadRequest, match=r"\.docx \(Word\) ou \.xlsx \(Excel\)"):
        audit_writer(suffix)


def test_capitals_of_a_suffix_do_not_matter() -> None:
    assert audit_writer(".DOCX") is write_audit_docx
    assert audit_writer(".XLSX") is write_audit_xlsx


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_office_suite_opens_the_file(suffix: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CTGBOT_REQUIRE_OFFICE") == "1":
            pytest.fail("LibreOffice manque : apt-get install -y libreoffice-writer libreoffice-calc")
        pytest.skip("LibreOffice n'est pas installé")
    file = tmp_path / f"controle{suffix}"
    file.write_bytes(audit_writer(suffix)(CARD, (*FINDINGS, planted("=2+2")), DAY))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as pdf:
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    for words in ("Remarque", "Date à compléter", "JJ/MM/AAAA", "=2+2"):
        assert words in " ".join(said.split())
