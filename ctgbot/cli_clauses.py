"""`ctgbot clauses`, `audit` and `delais`: what each convention says, what it lacks, the dates that follow from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ctgbot import contract, terminal, terminal_clauses
from ctgbot.cli_options import AsJson, DocumentId, Documents, Index, assistant_of, day_of, print_json, write_out
from ctgbot.errors import BadRequest


def clauses(context: typer.Context, document: Documents = None, index: Index = None, as_json: AsJson = False) -> None:
    """Les clauses de chaque convention : valeur, statut et extrait qui le prouve."""
    found = assistant_of(context, index).clauses(document or ())
    if as_json:
        print_json([contract.clause_json(clause) for clause in found])
    else:
        terminal_clauses.show_clauses(terminal.console(), found)


def audit(
    context: typer.Context,
    document_id: DocumentId,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FICHIER", help="Écrire un fichier Word (.docx) ou Excel (.xlsx).")
    ] = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Relit un document avant sa signature : champs vides, incohérences, manques, avec leur place."""
    assistant = assistant_of(context, index)
    if out is not None:
        write_out(out, assistant.audit_file(document_id, out.suffix))
        return
    findings = assistant.audit(document_id)
    if as_json:
        print_json([contract.finding_json(finding) for finding in findings])
    else:
        terminal_clauses.show_findings(terminal.console(), findings)


def delais(
    context: typer.Context,
    document: Documents = None,
    end: Annotated[
        str | None, typer.Option("--fin", metavar="AAAA-MM-JJ", help="Pour finir ce jour-là : prévenir quand ?")
    ] = None,
    sent: Annotated[
        str | None, typer.Option("--prevenu", metavar="AAAA-MM-JJ", help="Prévenu ce jour-là : fin quand ?")
    ] = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Les dates qui découlent des délais : quand prévenir au plus tard, ou quand la convention finit au plus tôt."""
    if (end is None) == (sent is None):
        raise BadRequest("Donnez une date, et une seule : --fin 2026-12-31, ou --prevenu 2026-06-30.")
    assistant = assistant_of(context, index)
    found = assistant.deadlines(document or (), end=_day(end), sent=_day(sent))
    if as_json:
        print_json([contract.deadline_json(one) for one in found])
    else:
        terminal_clauses.show_deadlines(terminal.console(), found)


def _day(written: str | None) -> date | None:
    return day_of(written) if written else None
