"""The clause registry in the terminal: one line per parameter, its proof under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ctgbot.clauses.display import shown
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Clause
from ctgbot.terminal import without_codes

if TYPE_CHECKING:
    from ctgbot.audit_rules.finding import Finding
    from ctgbot.clauses.deadlines import Deadline

_SEVERITIES = {"haute": "de gravité haute", "moyenne": "moyenne", "basse": "basse"}
_STYLES = {"haute": "red", "moyenne": "yellow", "basse": ""}


def show_clauses(out: Console, clauses: Sequence[Clause]) -> None:
    """By document; what an avenant has changed says by which."""
    if not clauses:
        out.print("Aucune clause : l'index n'a ni convention ni avenant.")
    for document_id, group in groupby(clauses, key=lambda clause: clause.document_id):
        out.print(Text(without_codes(document_id), style="bold"), soft_wrap=True)
        for clause in group:
            _show(out, clause)


def _show(out: Console, clause: Clause) -> None:
    changed = f" (remplacé par {clause.superseded_by})" if clause.superseded_by else ""
    label = BY_KEY[clause.parameter].label
    out.print(Text(without_codes(f"  {label} : {shown(clause)}{changed}")), soft_wrap=True)
    for proof in (clause.proof, *(other for _, other in clause.others)):
        if proof:
            page = f", p. {proof.page}" if proof.page else ""
            quote = " ".join(proof.quote.split())
            out.print(Padding(Text(without_codes(f"« {quote} » ({proof.reference}{page})"), style="dim"), (0, 0, 0, 6)))


def show_deadlines(out: Console, deadlines: Sequence[Deadline]) -> None:
    """Each delay as a sentence, its clause, then what the text leaves open."""
    if not deadlines:
        out.print("Aucun délai fixé dans les conventions interrogées : aucune date n'en découle.")
    for document_id, group in groupby(deadlines, key=lambda deadline: deadline.clause.document_id):
        out.print(Text(without_codes(document_id), style="bold"), soft_wrap=True)
        for deadline in group:
            out.print(Text(without_codes(f"  {deadline.sentence}")), soft_wrap=True)
            if deadline.clause.proof:
                quote = " ".join(deadline.clause.proof.quote.split())
                proof = f"« {quote} » ({deadline.clause.proof.reference})"
                out.print(Padding(Text(without_codes(proof), style="dim"), (0, 0, 0, 6)))
            for remark in deadline.open:
                out.print(Padding(Text(without_codes(remark)), (0, 0, 0, 6)))


def show_findings(out: Console, findings: Sequence[Finding]) -> None:
    """How many of each gravity, then each finding with its place and what to do."""
    if not findings:
        out.print("Rien à signaler.")
        return
    counts = ", ".join(f"{sum(f.severity == key for f in findings)} {words}" for key, words in _SEVERITIES.items())
    out.print(Text(f"{len(findings)} remarques : {counts}.", style="bold"), soft_wrap=True)
    for finding in findings:
        page = f", p. {finding.page}" if finding.page else ""
        head = f"[{finding.severity}] {finding.reference}{page} : {finding.message}"
        out.print(Text(without_codes(head), style=_STYLES[finding.severity]), soft_wrap=True)
        if finding.quote:
            out.print(Padding(Text(without_codes(f"« {' '.join(finding.quote.split())} »"), style="dim"), (0, 0, 0, 6)))
        if finding.suggestion:
            out.print(Padding(Text(without_codes(finding.suggestion)), (0, 0, 0, 6)))
