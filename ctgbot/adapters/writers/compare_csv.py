"""A comparison as CSV for a French Excel: a line for each convention and parameter, semicolons, UTF-8 with its mark."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from ctgbot.adapters.writers.cells import one_line
from ctgbot.adapters.writers.compare_lines import Line, lines_of
from ctgbot.model import Comparison

_COLUMNS = (
    "Territoire", "Convention", "Début", "Fin", "Projet", "Exemple fictif", "Clause", "État", "Valeur", "Remarque",
    "Document cité", "Article", "Page", "Citation",
)  # fmt: skip
_LONGEST = 32_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_comparison_csv(comparison: Comparison, _day: date) -> bytes:
    """Without its byte order mark, Excel reads accents as Windows ones."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([inert(one_line(words, _LONGEST)) for words in _line(line)] for line in lines_of(comparison))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def inert(words: str) -> str:
    """« =2+2 » stays words in a spreadsheet: an apostrophe before it, as a person would type."""
    return f"'{words}" if words.startswith(FORMULA) else words


def _line(line: Line) -> tuple[str, ...]:
    identity, citation = line.card.identity, line.citation
    period = (str(identity.periode.start), str(identity.periode.end)) if identity.periode else ("", "")
    known = (identity.territoire, identity.title, *period)
    marks = ("oui" if identity.statut == "projet" else "non", "oui" if identity.exemple else "non")
    proof = ("", "", "", "")
    if citation is not None:
        page = "" if citation.page is None else str(citation.page)
        proof = (citation.document_title, citation.reference, page, citation.quote)
    return (*known, *marks, line.row.label, line.state, line.words, line.note, *proof)
