"""`ctgbot eval`: how good the search and the answers are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctgbot import contract, terminal
from ctgbot.cli_options import (
    AsJson,
    Engine,
    Index,
    assistant_of,
    check_engine,
    print_json,
    progress,
    read_settings,
    write_out,
)
from ctgbot.errors import BadRequest
from ctgbot.model import Answer
from ctgbot.model import Progress as Step

if TYPE_CHECKING:
    from ctgbot.retrieve import Retriever

evaluation_app = typer.Typer(help="Mesurer la recherche et les réponses.", no_args_is_help=True)


@evaluation_app.command()
def retrieval(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", readable=False, help="Un jeu au format BEIR.")],
    scope_field: Annotated[
        str, typer.Option("--scope-field", metavar="CHAMP", help="Chercher parmi les documents de même valeur.")
    ] = "",
    retriever: Annotated[str, typer.Option("--retriever", metavar="hybrid|dense|lexical")] = "hybrid",
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="Documents demandés par question.")] = 100,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Mesure la recherche sur un jeu de questions public, dans un index temporaire."""
    from ctgbot.evaluation import Options

    options = Options(scope_field, known_retriever(retriever), top)
    with progress() as show:
        measures = assistant_of(context, index).evaluate_retrieval(
            folder, options, lambda stage, done, total: show(Step(stage, done, total or done))
        )
    if as_json:
        print_json(measures)
    else:
        terminal.show_measures(terminal.console(), measures)


@evaluation_app.command()
def questions(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", readable=False, help="Une question par ligne, en JSON.")],
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FICHIER", help="Écrire aussi chaque réponse, en JSON.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FICHIER.html", help="Écrire un compte rendu à lire, en HTML.")
    ] = None,
    engine: Engine = "extractive",
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Pose les questions d'un fichier et compare les réponses à ce qui est attendu, et à la mesure précédente."""
    from ctgbot.eval_report import report_html
    from ctgbot.question_evaluation import questions_json, read_items

    check_engine(engine, read_settings(index))
    assistant = assistant_of(context, index)
    items = read_items(file)
    with progress() as show:
        measured = assistant.measure(items, file.name, engine, lambda done, total: show(Step("Questions", done, total)))
    if answers:
        write_answers(answers, [(row.id, answer) for row, answer in measured.judged])
    if report:
        write_out(report, report_html(measured).encode())
    figures = questions_json([row for row, _ in measured.judged])
    if as_json:
        print_json(figures)
    else:
        rows = figures.pop("rows")
        terminal.show_rows(terminal.console(), rows)
        terminal.show_measures(terminal.console(), figures)


def write_answers(path: Path, answers: list[tuple[str, Answer]]) -> None:
    """`{"id", ...ANSWER}` per line. Raises BadRequest."""
    lines = (json.dumps({"id": item} | contract.answer_json(answer), ensure_ascii=False) for item, answer in answers)
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as exc:
        raise BadRequest(f"Impossible d'écrire « {path} » ({exc.strerror}).") from exc


def known_retriever(name: str) -> Retriever:
    """Raises BadRequest for a retriever that does not exist."""
    match name:
        case "hybrid" | "dense" | "lexical":
            return name
    raise BadRequest(f"Recherche « {name} » inconnue : hybrid, dense ou lexical.")
