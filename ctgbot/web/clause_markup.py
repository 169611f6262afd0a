"""HTML of the clause registry of one document; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from ctgbot.clauses.display import display, shown
from ctgbot.clauses.in_force import History
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Clause, ClauseStatus, ClauseValue, Document, DocumentCard, Proof
from ctgbot.text.typography import unbroken
from ctgbot.web.context import context_of
from ctgbot.web.listing import Cards
from ctgbot.web.markup import context_html

STATUSES: dict[ClauseStatus, str] = {
    "rempli": "renseignée",
    "a_completer": "à compléter",
    "contradictoire": "contradictoire",
    "absent": "aucune clause trouvée",
}
_COUNTED: dict[ClauseStatus, tuple[str, str]] = {
    "rempli": ("renseignée", "renseignées"),
    "a_completer": ("à compléter", "à compléter"),
    "contradictoire": ("contradictoire", "contradictoires"),
    "absent": ("sans clause trouvée", "sans clause trouvée"),
}
_AROUND = 1_200  # characters on each side of a quote
Texts = Mapping[str, Document]


def statuses_html(clauses: Sequence[Clause], of_avenant: bool) -> str:
    """« 32 clauses cherchées : 28 renseignées… »; an avenant is not asked what it leaves to its convention."""
    counts = ((sum(clause.status == status for clause in clauses), words) for status, words in _COUNTED.items())
    said = ", ".join(f"{number} {words[number > 1]}" for number, words in counts if number)
    if of_avenant:
        return f'<p class="ctg-count">Ce que dit cet avenant : {said}</p>'
    return f'<p class="ctg-count">{len(clauses)} clauses cherchées : {said}</p>'


def clauses_html(lines: Sequence[History], texts: Texts, cards: Cards) -> str:
    """A table for each theme; on a narrow screen each row becomes a block (see the style)."""
    in_order = sorted(lines, key=lambda line: _THEMES.index(BY_KEY[line.clause.parameter].theme))
    tables = (
        _table(theme, tuple(group), texts, cards)
        for theme, group in groupby(in_order, key=lambda line: BY_KEY[line.clause.parameter].theme)
    )
    return f'<div class="ctg-clauses">{"".join(tables)}</div>'


_THEMES = list(dict.fromkeys(parameter.theme for parameter in BY_KEY.values()))


def _table(theme: str, lines: Sequence[History], texts: Texts, cards: Cards) -> str:
    rows = "".join(_row(line, texts, cards) for line in lines)
    return (
        f'<h2 class="ctg-part">{escape(theme)}</h2><table><thead><tr><th scope="col">Clause</th>'
        f'<th scope="col">Ce que dit le texte</th><th scope="col">État</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(line: History, texts: Texts, cards: Cards) -> str:
    clause = line.clause
    origin = f'<p class="ctg-origin">{escape(_by(clause, cards))}</p>' if line.replaced else ""
    replaced = "".join(_replaced(old, texts, cards) for old in line.replaced)
    return (
        f'<tr><th scope="row">{escape(BY_KEY[clause.parameter].label)}</th>'
        f"<td>{origin}{_values(clause, texts)}{replaced}</td>"
        f'<td><span class="ctg-state ctg-state-{clause.status}">{STATUSES[clause.status]}</span></td></tr>'
    )


def _values(clause: Clause, texts: Texts) -> str:
    """Its value and its proof; each of the values of a text that contradicts itself comes with its own."""
    document = texts.get(clause.document_id)
    if clause.status in ("absent", "a_completer"):
        return f"<p>—</p>{proof_html(clause.proof, document)}"
    if clause.status == "contradictoire" and clause.value is not None:
        pairs: list[tuple[ClauseValue, Proof | None]] = [(clause.value, clause.proof), *clause.others]
        return "".join(_value(display(value, clause.parameter), proof, document) for value, proof in pairs)
    return _value(shown(clause), clause.proof, document)


def _value(words: str, proof: Proof | None, document: Document | None) -> str:
    return f'<p class="ctg-value">{escape(unbroken(words))}</p>{proof_html(proof, document)}'


def proof_html(proof: Proof | None, document: Document | None) -> str:
    """Its place, opened to the section; the quote alone when the text has changed since."""
    if proof is None:
        return ""
    page = f", page {proof.page}" if proof.page is not None else ""
    where = f"{proof.reference}{page}"
    inside = f"« {escape(proof.quote)} »"
    if document is not None and document.text[proof.start : proof.end] == proof.quote:
        inside = context_html(context_of(document, proof.start, proof.end, _AROUND))
    opened = f'<div class="ctg-context">{inside}</div>'
    return f'<details class="ctg-extract"><summary>{escape(where)}</summary>{opened}</details>'


def _by(clause: Clause, cards: Cards) -> str:
    """« En vigueur, par l'avenant n° 1 »."""
    return f"En vigueur, par {avenant_name(cards.get(clause.document_id))} :"


def _replaced(old: Clause, texts: Texts, cards: Cards) -> str:
    name = avenant_name(cards.get(old.superseded_by or ""))
    before = f'<p class="ctg-origin">Avant, remplacé par {escape(name)} :</p>'
    return f'<div class="ctg-replaced">{before}{_values(old, texts)}</div>'


def avenant_name(card: DocumentCard | None) -> str:
    """« l'avenant n° 1 »; « un avenant » when its number is not known."""
    number = card.identity.numero if card else None
    return "un avenant" if number is None else f"l'avenant n° {number}"
