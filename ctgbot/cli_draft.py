"""`ctgbot draft`: a proposal for the free section of an article, from files of figures and the texts of the corpus."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ctgbot import contract
from ctgbot.cli_options import Index, assistant_of, print_json, write_out
from ctgbot.drafting.page import markdown
from ctgbot.errors import BadRequest

_FORMATS = ("json", "md", "docx")


def draft(
    context: typer.Context,
    article: Annotated[int, typer.Option("--article", metavar="2|3|4", help="Article à rédiger.")],
    territoire: Annotated[str, typer.Option("--territoire", metavar="NOM", help="Nom exact, ou code Insee.")],
    document: Annotated[
        str, typer.Option("--document", metavar="ID", help="Convention à compléter, si ce n'est celle du territoire.")
    ] = "",
    facts: Annotated[
        list[Path] | None, typer.Option("--facts", metavar="FICHIER.csv", help="Chiffres ; répétable.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option("--champ", metavar="CHAMP", help="Champ à traiter (articles 3, 4) ; répétable.")
    ] = None,
    short: Annotated[bool, typer.Option("--court", help="Un texte plus court.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="json|md|docx", help="Sans lui, celui du fichier, sinon JSON.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FICHIER", help="Écrire dans ce fichier.")] = None,
    index: Index = None,
) -> None:
    """Rédige la partie libre d'un article : chaque chiffre est une donnée ou un calcul, le reste est à compléter."""
    chosen = _format(form, out)
    assistant = assistant_of(context, index)
    known, warnings = assistant.facts(facts or (), territoire)
    made = assistant.draft(article, territoire, document, known, field or (), short=short)
    made = replace(made, warnings=tuple(dict.fromkeys((*warnings, *made.warnings))))
    if chosen == "docx" and out is not None:
        write_out(out, assistant.draft_file(made, ".docx"))
    elif out is not None:
        text = markdown(made) if chosen == "md" else json.dumps(contract.draft_json(made), ensure_ascii=False, indent=2)
        write_out(out, (text.rstrip() + "\n").encode())
    elif chosen == "md":
        sys.stdout.write(markdown(made))
    else:
        print_json(contract.draft_json(made))
    for warning in made.warnings:
        sys.stderr.write(f"À vérifier : {warning}\n")


def _format(form: str, out: Path | None) -> str:
    """Raises BadRequest for a format that does not exist, or that needs a file and has none."""
    chosen = (form or (out.suffix.lstrip(".") if out else "") or "json").lower()
    if chosen not in _FORMATS:
        raise BadRequest(f"Format « {chosen} » inconnu : {', '.join(_FORMATS)}.")
    if chosen == "docx" and out is None:
        raise BadRequest("Un fichier Word ne s'affiche pas : ajoutez --out projet.docx.")
    return chosen
