"""HTML of one question put to several conventions; as in `markup`, every string is escaped here."""

from __future__ import annotations

from html import escape

from ctgbot.each import Row, Table, counted, name_of
from ctgbot.model import Citation
from ctgbot.web.words import RECOGNISED, page_words


def table_html(table: Table) -> str:
    """A row for each convention: what it says with its place, or that it says nothing."""
    rows = "".join(_row(row) for row in table.rows)
    return (
        f'<section class="ctg-clauses ctg-each"><p class="ctg-count">{escape(counted(table.rows))}</p>'
        '<table><thead><tr><th scope="col">Convention</th><th scope="col">Ce que dit le texte</th>'
        f'<th scope="col">État</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


_STATES = {
    "dit": ("rempli", "répond"),
    "en partie": ("a_completer", "en partie"),
    "à compléter": ("a_completer", "à compléter"),
    "rien": ("absent", "n'en dit rien"),
}


def _row(row: Row) -> str:
    kind, said = _STATES[row.says]
    return (
        f'<tr><th scope="row">{escape(name_of(row.document))}</th><td>{_said(row)}</td>'
        f'<td><span class="ctg-state ctg-state-{kind}">{escape(said)}</span></td></tr>'
    )


def _said(row: Row) -> str:
    if row.says not in ("dit", "en partie"):
        return "<p>—</p>"
    cited = {citation.id: citation for citation in row.answer.body.citations}
    lines = []
    for sentence in row.answer.body.sentences:
        if sentence.verified and sentence.citations:
            proofs = "".join(_proof(cited[number]) for number in sentence.citations if number in cited)
            lines.append(f'<p class="ctg-value">{escape(sentence.text)}</p>{proofs}')
    warnings = "".join(f'<p class="ctg-origin">Attention : {escape(one)}</p>' for one in row.answer.warnings)
    return "".join(lines) + warnings


def _proof(citation: Citation) -> str:
    places = (citation.reference, page_words(citation.page), RECOGNISED if citation.ocr else "")
    where = ", ".join(part for part in places if part)
    return (
        f'<details class="ctg-extract"><summary>{escape(where)}</summary>'
        f'<div class="ctg-context"><p class="ctg-text">{escape(citation.quote)}</p></div></details>'
    )
