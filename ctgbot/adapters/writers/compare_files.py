"""A comparison as a file that goes into a note: one format, one file. The suffix decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ctgbot.errors import BadRequest
from ctgbot.model import Comparison

Writer = Callable[[Comparison, date], bytes]


def comparison_writer(suffix: str) -> Writer:
    """For « .xlsx », « .docx » or « .csv ». Raises BadRequest; the libraries are loaded by who writes."""
    if suffix.lower() == ".xlsx":
        from ctgbot.adapters.writers.compare_xlsx import write_comparison_xlsx

        return write_comparison_xlsx
    if suffix.lower() == ".docx":
        from ctgbot.adapters.writers.compare_docx import write_comparison_docx

        return write_comparison_docx
    if suffix.lower() == ".csv":
        from ctgbot.adapters.writers.compare_csv import write_comparison_csv

        return write_comparison_csv
    said = suffix or "rien"
    raise BadRequest(f"Le fichier doit finir par .xlsx (Excel), .docx (Word) ou .csv, et non par « {said} ».")
