"""The same services for the terminal. Data on stdout, progress and errors on stderr; exit codes 0, 1, 2.

Nothing heavy is imported before a command needs it: `ctgbot documents` must not wait for torch.
"""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from ctgbot import contract, terminal
from ctgbot.errors import BadRequest, BadSetting, CtgbotError
from ctgbot.model import Progress as Step
from ctgbot.model import Turn
from ctgbot.serve import serve as serve_app
from ctgbot.settings import Settings

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant
    from ctgbot.retrieve import Retriever

Opener = Callable[[Settings], "Assistant"]

Index = Annotated[Path | None, typer.Option("--index", metavar="DOSSIER", help="Dossier de l'index (CTGBOT_INDEX).")]
AsJson = Annotated[bool, typer.Option("--json", help="Un document JSON sur la sortie standard.")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", metavar="ID", help="Se limiter à ce document ; répétable.")
]
DocumentId = Annotated[str, typer.Argument(metavar="IDENTIFIANT", help="Identifiant donné par « ctgbot documents ».")]
Engine = Annotated[str, typer.Option("--engine", metavar="extractive|llm", help="Qui rédige la réponse.")]

app = typer.Typer(
    help="Assistant CTG : questions sur les conventions territoriales globales, réponses prouvées au caractère près.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
evaluation_app = typer.Typer(help="Mesurer la recherche et les réponses.", no_args_is_help=True)
app.add_typer(evaluation_app, name="eval")


def main(argv: Sequence[str] | None = None, opener: Opener | None = None) -> int:
    """Runs one command and gives back its exit code. `opener` stands for `bootstrap.open_assistant`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # « é » on a Windows console, a broken argument
    try:
        code = app(args=argv, prog_name="ctgbot", standalone_mode=False, obj=opener or _open_assistant)
    except CtgbotError as error:
        return _complain(str(error), 1)
    except typer.TyperException as error:
        return _complain(french_usage(error.format_message()), error.exit_code)
    except typer.Abort:
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
    sys.stderr.write(message.rstrip() + "\n")
    return code


def _open_assistant(settings: Settings) -> Assistant:
    from ctgbot.bootstrap import open_assistant

    return open_assistant(settings)


def _assistant(context: typer.Context, index: Path | None) -> Assistant:
    opener: Opener = context.obj
    return opener(read_settings(index))


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def _progress() -> Iterator[Callable[[Step], None]]:
    """A bar on stderr, with what is being done and the time left when it is known."""
    err = Console(stderr=True)
    counts = TextColumn("{task.completed}/{task.total} {task.fields[left]}")
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), counts)
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=1, left="")

        def show(step: Step) -> None:
            left = "" if step.seconds_left is None else f"encore {step.seconds_left:.0f} s"
            described = f"{step.stage} {step.detail}".strip()
            bar.update(task, description=described, completed=step.done, total=step.total, left=left)

        yield show


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN...", readable=False, help="Fichiers et dossiers.")],
    index: Index = None,
    as_json: AsJson = False,
) -> int:
    """Ajoute des fichiers et des dossiers à l'index ; un fichier inchangé est passé."""
    with _progress() as show:
        report = _assistant(context, index).ingest(paths, show)
    if as_json:
        _print_json(contract.ingest_json(report))
    else:
        terminal.show_report(terminal.console(), report)
    for rejection in report.rejected:
        _complain(f"{rejection.path} : {rejection.message}", 1)
    return 1 if report.rejected else 0


@app.command()
def documents(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Les documents de l'index."""
    cards = _assistant(context, index).documents()
    if as_json:
        _print_json([contract.card_json(card) for card in cards])
    else:
        terminal.show_cards(terminal.console(), cards)


@app.command()
def show(context: typer.Context, document_id: DocumentId, index: Index = None, as_json: AsJson = False) -> None:
    """Un document et le plan de son texte."""
    document = _assistant(context, index).show(document_id)
    if as_json:
        _print_json(contract.document_json(document))
    else:
        terminal.show_document(terminal.console(), document)


@app.command()
def erase(context: typer.Context, document_id: DocumentId, index: Index = None) -> None:
    """Efface un document de l'index : il n'en reste aucun octet."""
    _assistant(context, index).erase(document_id)
    terminal.console().print(f"Document « {document_id} » effacé de l'index.")


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

    assistant = _assistant(context, index)
    results = assistant.search(checked(query, assistant.settings.question_max_chars), top, document or ())
    if as_json:
        _print_json(contract.search_json(query, results))
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
    check_engine(engine)
    turns = read_history(history) if history else ()
    answer = _assistant(context, index).ask(question, document or (), turns)
    if as_json:
        _print_json(contract.answer_json(answer))
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
    ailments = _assistant(context, index).doctor(repair)
    healthy = all(ailment.repaired for ailment in ailments)
    if as_json:
        _print_json({"healthy": healthy, "ailments": [contract.ailment_json(ailment) for ailment in ailments]})
    else:
        terminal.show_ailments(terminal.console(), ailments)
    return 0 if healthy else _complain("L'index est à réparer : ctgbot doctor --repair", 1)


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
    with _progress() as show:
        measures = _assistant(context, index).evaluate_retrieval(
            folder, options, lambda stage, done, total: show(Step(stage, done, total or done))
        )
    if as_json:
        _print_json(measures)
    else:
        terminal.show_measures(terminal.console(), measures)


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Port local.")] = 8501,
    index: Index = None,
) -> None:
    """Ouvre l'application web, sur cette machine seulement."""
    serve_app(read_settings(index), port)


def read_settings(index: Path | None) -> Settings:
    """The settings, with `--index` above them. Raises BadSetting."""
    try:
        return Settings() if index is None else Settings(index=index)
    except ValidationError as exc:
        wrong = ", ".join("CTGBOT_" + str(error["loc"][0]).upper() for error in exc.errors())
        raise BadSetting(f"Réglage refusé : {wrong}. Corrigez la variable d'environnement ou ctgbot.toml.") from exc
    except tomllib.TOMLDecodeError as exc:
        raise BadSetting(f"ctgbot.toml ne peut pas être lu : {exc}") from exc


def check_engine(engine: str) -> None:
    """Raises BadRequest for an engine that does not exist, BadSetting for one that is not configured."""
    if engine == "llm":
        raise BadSetting("Aucun modèle de langue n'est configuré. Utilisez --engine extractive, qui n'en demande pas.")
    if engine != "extractive":
        raise BadRequest(f"Moteur « {engine} » inconnu : extractive ou llm.")


def known_retriever(name: str) -> Retriever:
    """Raises BadRequest for a retriever that does not exist."""
    match name:
        case "hybrid" | "dense" | "lexical":
            return name
    raise BadRequest(f"Recherche « {name} » inconnue : hybrid, dense ou lexical.")


def read_history(path: Path) -> tuple[Turn, ...]:
    """`[{"role": "user"|"assistant", "content": str}]`, oldest first. Raises BadRequest."""
    try:
        messages = json.loads(path.read_text(encoding="utf-8"))
        turns = tuple(Turn(message["role"], message["content"]) for message in messages)
    except (OSError, ValueError, TypeError, KeyError) as exc:
        raise _bad_history(path) from exc
    if not all(turn.role in ("user", "assistant") and isinstance(turn.content, str) for turn in turns):
        raise _bad_history(path)
    return turns


def _bad_history(path: Path) -> BadRequest:
    shape = '[{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]'
    return BadRequest(f"L'historique « {path} » ne peut pas être lu. Forme attendue : {shape}.")


if __name__ == "__main__":
    sys.exit(main())
