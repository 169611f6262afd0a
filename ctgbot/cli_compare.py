"""`ctgbot compare`: what each convention says of each clause, side by side, on the screen or in a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ctgbot import contract
from ctgbot.cli_options import AsJson, Documents, Index, assistant_of, print_json, write_out
from ctgbot.errors import BadRequest
from ctgbot.terminal import without_codes

_FORMATS = ("json", "csv", "xlsx", "docx")
_FOR_A_FILE = {"xlsx": "Excel", "docx": "Word"}


def compare(
    context: typer.Context,
    document: Documents = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", metavar="CLÉ", help="Paramètre ou thème (« délais », « gouvernance »…) ; répétable."
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="json|csv|xlsx|docx", help="Sans lui, celui du fichier, sinon JSON.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FICHIER", help="Écrire dans ce fichier.")] = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Compare les clauses des conventions : valeurs en vigueur, avenants compris, et extraits qui les prouvent."""
    chosen = _format("json" if as_json else form, out)
    assistant = assistant_of(context, index)
    if chosen != "json":
        content = assistant.comparison_file(document or (), parameter or (), f".{chosen}")
        if out is None:
            sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
        else:
            write_out(out, content)
        return
    comparison = assistant.compare(document or (), parameter or ())
    for card, reason in comparison.left_out if document else ():
        sys.stderr.write(f"Écarté : {without_codes(card.identity.title)}. {reason}\n")
    if out is None:
        print_json(contract.comparison_json(comparison))
    else:
        write_out(out, (json.dumps(contract.comparison_json(comparison), ensure_ascii=False, indent=2) + "\n").encode())


def _format(form: str, out: Path | None) -> str:
    """Raises BadRequest for a format that does not exist, or that needs a file and has none."""
    chosen = (form or (out.suffix.lstrip(".") if out else "") or "json").lower()
    if chosen not in _FORMATS:
        raise BadRequest(f"Format « {chosen} » inconnu : {', '.join(_FORMATS)}.")
    if out is None and chosen in _FOR_A_FILE:
        raise BadRequest(f"Un fichier {_FOR_A_FILE[chosen]} ne s'affiche pas : ajoutez --out comparaison.{chosen}.")
    return chosen
