"""A text that begins like a formula stays words in the spreadsheets that the program writes."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook
from test_injection_markup import PAYLOAD, hostile

from ctgbot.adapters.writers.compare_csv import write_comparison_csv
from ctgbot.adapters.writers.compare_xlsx import write_comparison_xlsx
from ctgbot.model import Comparison

DAY = date(2026, 1, 1)


def compared() -> Comparison:
    made: Comparison = hostile(Comparison)
    documents = tuple(replace(card, id=PAYLOAD) for card in made.documents)
    return replace(made, documents=documents)


def test_no_cell_of_a_csv_is_a_formula() -> None:
    rows = list(csv.reader(StringIO(write_comparison_csv(compared(), DAY).decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=1+1") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    book = load_workbook(BytesIO(write_comparison_xlsx(compared(), DAY)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
