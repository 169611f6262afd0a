"""The clause registry in the terminal: one line per parameter, its proof under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ctgbot.clauses.display import shown
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Clause


def show_clauses(out: Console, clauses: Sequence[Clause]) -> None:
    """By document; what an avenant has changed says by which."""
    if not clauses:
        out.print("Aucune clause : l'index n'a ni convention ni avenant.")
    for document_id, group in groupby(clauses, key=lambda clause: clause.document_id):
        out.print(Text(document_id, style="bold"), soft_wrap=True)
        for clause in group:
            _show(out, clause)


def _show(out: Console, clause: Clause) -> None:
    changed = f" (remplacé par {clause.superseded_by})" if clause.superseded_by else ""
    label = BY_KEY[clause.parameter].label
    out.print(Text(f"  {label} : {shown(clause)}{changed}"), soft_wrap=True)
    for proof in (clause.proof, *(other for _, other in clause.others)):
        if proof:
            page = f", p. {proof.page}" if proof.page else ""
            quote = " ".join(proof.quote.split())
            out.print(Padding(Text(f"« {quote} » ({proof.reference}{page})", style="dim"), (0, 0, 0, 6)))
