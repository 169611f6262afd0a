"""The same services for the terminal. Data on stdout, progress and errors on stderr; exit codes 0, 1, 2.

Nothing heavy is imported before a command needs it: `ctgbot documents` must not wait for torch.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ctgbot import contract, terminal
from ctgbot.cli_clauses import audit, clauses, delais
from ctgbot.cli_compare import compare
from ctgbot.cli_corpus import correct, examples_app
from ctgbot.cli_draft import draft
from ctgbot.cli_eval import evaluation_app
from ctgbot.cli_feedback import avis
from ctgbot.cli_options import (
    AsJson,
    DocumentId,
    Documents,
    Engine,
    Index,
    Opener,
    assistant_of,
    check_engine,
    open_wired,
    print_json,
    progress,
    read_history,
    read_settings,
    stoppable,
)
from ctgbot.errors import CtgbotError
from ctgbot.serve import serve as serve_app

app = typer.Typer(
    help="Assistant CTG : questions sur les conventions territoriales globales, réponses prouvées au caractère près.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(clauses)
app.command()(audit)
app.command()(delais)
app.command()(compare)
app.command()(correct)
app.command()(draft)
app.command()(avis)
app.add_typer(examples_app, name="exemples")
app.add_typer(evaluation_app, name="eval")


_CTRL_C = 130  # what typer makes of KeyboardInterrupt


def main(argv: Sequence[str] | None = None, opener: Opener | None = None) -> int:
    """Runs one command and gives back its exit code. `opener` stands for `bootstrap.open_assistant`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # « é » on a Windows console, a broken argument
    try:
        code = app(args=argv, prog_name="ctgbot", standalone_mode=False, obj=opener or open_wired)
    except CtgbotError as error:
        return _complain(str(error), 1)
    except typer.TyperException as error:
        return _complain(french_usage(error.format_message()), error.exit_code)
    except typer.Abort:
        return _complain("Interrompu.", 1)
    if code == _CTRL_C:
        return _complain("Interrompu.", 1)
    return code if isinstance(code, int) else 0


def french_usage(message: str) -> str:
    """The few usage messages of typer that a person meets, in French."""
    for english, french in _USAGE:
        message = message.replace(english, french)
    return message


_USAGE = (
    ("Missing argument", "Il manque l'argument"),
    ("Missing option", "Il manque l'option"),
    ("No such option:", "Option inconnue :"),
    ("No such command", "Commande inconnue :"),
    ("Invalid value for", "Valeur refusée pour"),
    ("Got unexpected extra argument", "Argument en trop"),
    ("requires an argument", "attend une valeur"),
    ("is not a valid integer", "n'est pas un nombre entier"),
    ("is not in the range", "n'est pas dans l'intervalle"),
    ("Possible options", "options possibles"),
    ("Did you mean", "Vouliez-vous dire"),
    ("Input should be greater than or equal to", "au moins"),
    ("Input should be less than or equal to", "au plus"),
    ("Input should be a valid integer, unable to parse string as an integer", "un nombre entier est attendu"),
)


def _complain(message: str, code: int) -> int:
    sys.stderr.write(terminal.without_codes(message.rstrip()) + "\n")
    return code


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN...", readable=False, help="Fichiers et dossiers.")],
    index: Index = None,
    as_json: AsJson = False,
) -> int:
    """Ajoute des fichiers et des dossiers à l'index ; un fichier inchangé est passé."""
    with progress() as bar, stoppable(bar) as show:
        report = assistant_of(context, index).ingest(paths, show)
    if as_json:
        print_json(contract.ingest_json(report))
    else:
        terminal.show_report(terminal.console(), report)
    for rejection in report.rejected:
        _complain(f"{rejection.path} : {rejection.message}", 1)
    if report.cancelled:
        return _complain("Interrompu à votre demande. Ce qui était déjà lu est gardé ; relancez pour finir.", 1)
    return 1 if report.rejected else 0


@app.command()
def documents(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Les documents de l'index."""
    assistant = assistant_of(context, index)
    cards, standings = assistant.documents(), assistant.standings()
    if as_json:
        print_json([contract.card_json(card, standings.get(card.id)) for card in cards])
    else:
        terminal.show_cards(terminal.console(), cards, standings)


@app.command()
def show(context: typer.Context, document_id: DocumentId, index: Index = None, as_json: AsJson = False) -> None:
    """Un document et le plan de son texte."""
    assistant = assistant_of(context, index)
    document, standing = assistant.show(document_id), assistant.standings().get(document_id)
    if as_json:
        print_json(contract.document_json(document, standing))
    else:
        terminal.show_document(terminal.console(), document, standing)


@app.command()
def erase(context: typer.Context, document_id: DocumentId, index: Index = None) -> None:
    """Efface un document de l'index : il n'en reste aucun octet."""
    assistant_of(context, index).erase(document_id)
    terminal.console().print(
        f"Document « {document_id} » effacé de l'index. Son fichier n'est pas touché : "
        "s'il est dans un dossier indexé, enlevez-le aussi."
    )


@app.command()
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="RECHERCHE")],
    top: Annotated[int, typer.Option("--top", min=1, max=1000, metavar="N", help="Nombre de passages.")] = 10,
    document: Documents = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Les passages les plus proches d'une recherche."""
    from ctgbot.ask import checked

    assistant = assistant_of(context, index)
    results = assistant.search(checked(query, assistant.settings.question_max_chars), top, document or ())
    if as_json:
        print_json(contract.search_json(query, results))
    else:
        terminal.show_results(terminal.console(), results)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION")],
    document: Documents = None,
    history: Annotated[
        Path | None, typer.Option("--history", metavar="FICHIER", help="Échanges précédents, en JSON.")
    ] = None,
    engine: Engine = "extractive",
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Répond à une question, avec les citations qui le prouvent."""
    check_engine(engine, read_settings(index))
    turns = read_history(history) if history else ()
    answer = assistant_of(context, index).ask(question, document or (), turns, engine=engine)
    if as_json:
        print_json(contract.answer_json(answer))
    else:
        terminal.show_answer(terminal.console(), answer)


@app.command()
def doctor(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Reconstruire ce qui se déduit du catalogue.")] = False,
    index: Index = None,
    as_json: AsJson = False,
) -> int:
    """Compare chaque magasin de l'index au catalogue."""
    ailments = assistant_of(context, index).doctor(repair)
    healthy = all(ailment.repaired for ailment in ailments)
    if as_json:
        print_json({"healthy": healthy, "ailments": [contract.ailment_json(ailment) for ailment in ailments]})
    else:
        terminal.show_ailments(terminal.console(), ailments)
    return 0 if healthy else _complain("L'index est à réparer : ctgbot doctor --repair", 1)


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Port local.")] = 8501,
    index: Index = None,
) -> None:
    """Ouvre l'application web, sur cette machine seulement."""
    serve_app(read_settings(index), port)


if __name__ == "__main__":
    sys.exit(main())
