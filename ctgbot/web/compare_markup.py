"""HTML of a comparison; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ctgbot.clauses.comparison import agrees, apart, counted_words
from ctgbot.model import Cell, Citation, Comparison, ComparisonRow, Group, Said
from ctgbot.text.typography import unbroken
from ctgbot.web.clause_markup import avenant_name
from ctgbot.web.compare_choice import column_name
from ctgbot.web.listing import Cards
from ctgbot.web.markup import tags_html
from ctgbot.web.words import document_tags, page_words, period_words

APART = "s'écarte de la valeur la plus répandue"


def table_html(shown: Comparison, counted: Comparison, cards: Cards) -> str:
    """The conventions of this page in columns; what stands apart, and what agrees, is judged over all of `counted`."""
    groups = {row.parameter: row.groups for row in counted.rows}
    several = len(counted.documents) > 1
    same = [row for row in shown.rows if several and agrees(groups[row.parameter])]
    other = [row for row in shown.rows if row not in same]
    rows = "".join(_row(row, shown, groups[row.parameter], cards) for row in other)
    return (_table(rows, shown) if rows else "") + _agreed(same, counted, shown, cards)


def _table(rows: str, shown: Comparison) -> str:
    heads = "".join(
        f'<th scope="col">{escape(column_name(card))} <span class="ctg-years">'
        f"{period_words(card.identity.periode)}</span>{tags_html(document_tags(card))}</th>"
        for card in shown.documents
    )
    return (
        '<div class="ctg-compare" tabindex="0" role="region" aria-label="Tableau de comparaison"><table><thead><tr>'
        f'<th scope="col">Clause</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(row: ComparisonRow, shown: Comparison, groups: Sequence[Group], cards: Cards) -> str:
    different = apart(groups)
    cells = "".join(
        f'<td class="ctg-is-{cell.status}{" ctg-apart" if cell.document_id in different else ""}" '
        f'data-name="{escape(column_name(card), quote=True)}">{_cell(cell, cell.document_id in different, cards)}</td>'
        for card, cell in zip(shown.documents, row.cells, strict=True)
    )
    words = f'<p class="ctg-counted">{escape(unbroken(counted_words(groups)))}</p>' if different else ""
    return f'<tr><th scope="row">{escape(unbroken(row.label))}{words}</th>{cells}</tr>'


def _cell(cell: Cell, is_apart: bool, cards: Cards) -> str:
    """The value; hovered, its quote; opened, every quote behind it with its place."""
    sign = f'<span class="ctg-sign" title="{APART}">≠<span class="ctg-hidden"> {APART} : </span></span> '
    words = f"{sign if is_apart else ''}<span>{escape(unbroken(cell.display))}</span>{_marks(cell, cards)}"
    if cell.citation is None and not cell.replaced:
        return f'<p class="ctg-plain">{words}</p>'
    hover = f"« {_line(cell.citation.quote)} »\n{place_words(cell.citation)}" if cell.citation else ""
    proofs = [_proof("", cell.citation)] if cell.citation else []
    proofs += [_proof(f"Aussi : {other.display}", other.citation) for other in cell.others]
    proofs += [
        _proof(f"Avant, remplacé par {_avenant(old, cards)} : {old.display}", old.citation) for old in cell.replaced
    ]
    head = f'<summary title="{escape(hover, quote=True)}">{words}</summary>'
    return f'<details class="ctg-cell">{head}{"".join(proofs)}</details>'


def _marks(cell: Cell, cards: Cards) -> str:
    marks = []
    if cell.status == "contradictoire":
        marks.append("à trancher")
    if cell.amended_by is not None:
        marks.append(f"par {avenant_name(cards.get(cell.amended_by))}")
    if cell.citation is not None and cell.citation.ocr:
        marks.append("reconnu par OCR")
    return tags_html(tuple(marks))


def _avenant(old: Said, cards: Cards) -> str:
    return avenant_name(cards.get(old.replaced_by or ""))


def _proof(words: str, citation: Citation | None) -> str:
    said = f'<p class="ctg-origin">{escape(unbroken(words))}</p>' if words else ""
    if citation is None:
        return said
    return (
        f'{said}<blockquote class="ctg-quote">« {escape(_line(citation.quote))} »</blockquote>'
        f'<p class="ctg-origin">{escape(place_words(citation))}</p>'
    )


def place_words(citation: Citation) -> str:
    """« CTG Lys-lez-Lannoy 2024-2028 (projet), art. 13, page 7 »."""
    return ", ".join(part for part in (citation.document_title, citation.reference, page_words(citation.page)) if part)


def _agreed(rows: Sequence[ComparisonRow], counted: Comparison, shown: Comparison, cards: Cards) -> str:
    """One line each, opened to the quote of every convention of this page."""
    if not rows:
        return ""
    lines = "".join(_agreed_line(row, len(counted.documents), shown, cards) for row in rows)
    return f'<h2 class="ctg-part">Toutes s\'accordent</h2><div class="ctg-agreed">{lines}</div>'


def _agreed_line(row: ComparisonRow, number: int, shown: Comparison, cards: Cards) -> str:
    items = "".join(
        f"<li><strong>{escape(column_name(card))}</strong>{_cell(cell, False, cards)}</li>"
        for card, cell in zip(shown.documents, row.cells, strict=True)
    )
    words = escape(unbroken(row.groups[0].display))
    return (
        f'<details class="ctg-same"><summary><strong>{escape(unbroken(row.label))}</strong> : {words} '
        f'<span class="ctg-years">{number} conventions</span></summary><ul>{items}</ul></details>'
    )


def _line(text: str) -> str:
    return " ".join(text.split())
