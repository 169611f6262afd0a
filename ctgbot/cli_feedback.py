"""`ctgbot avis`: what people think of the answers, listed or handed over as gold questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from ctgbot.cli_options import AsJson, Index, assistant_of, print_json, write_out
from ctgbot.errors import BadSetting
from ctgbot.feedback import FAULTS, Judged, gold_lines, opinion_json

_LONGEST = 90  # characters of a question on one line


def avis(
    context: typer.Context,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FICHIER.jsonl", help="Écrire les questions pour « eval ».")
    ] = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Les avis donnés sur les réponses ; --export en fait des questions d'évaluation."""
    journal = assistant_of(context, index).journal
    if journal is None:
        raise BadSetting("L'historique n'est pas tenu (CTGBOT_JOURNAL=off) : aucun avis n'est gardé.")
    judgements = journal.opinions()
    if as_json:
        print_json([opinion_json(judged) for judged in judgements])
    elif export is None:
        _show(Console(width=120) if not sys.stdout.isatty() else Console(), judgements)
    if export is not None:
        lines = gold_lines(judgements)
        write_out(export, lines.encode())
        sys.stderr.write(f"{lines.count(chr(10))} question(s) d'évaluation sur {len(judgements)} avis.\n")


def _show(console: Console, judgements: tuple[Judged, ...]) -> None:
    if not judgements:
        console.print("Aucun avis pour l'instant : ils se donnent sous chaque réponse de l'application.")
    for kept, _ in judgements:
        opinion = kept.opinion
        if opinion is None:
            continue
        said = "utile" if opinion.rating == "up" else "à revoir"
        question = " ".join(kept.answer.question.split())
        short = question if len(question) <= _LONGEST else question[: _LONGEST - 1] + "…"
        console.print(f"[bold]{said}[/bold]  {escape(short)}", highlight=False)
        articles = f"attendu : art. {', '.join(map(str, opinion.articles))}" if opinion.articles else ""
        details = [*(FAULTS[fault] for fault in opinion.faults), articles, opinion.comment]
        shown = " · ".join(escape(detail) for detail in details if detail)
        if shown:
            console.print(f"    {shown}", highlight=False)
