"""What commands share: their options, the assistant they speak to, what they read and how they write."""

from __future__ import annotations

import json
import signal
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from ctgbot.errors import BadRequest, BadSetting, Cancelled
from ctgbot.model import Progress as Step
from ctgbot.model import Turn
from ctgbot.settings import Settings
from ctgbot.terminal import without_codes

if TYPE_CHECKING:
    from ctgbot.bootstrap import Assistant

_EARLIEST, _LATEST = 1990, 2100  # years in which a convention may stand

Opener = Callable[[Settings], "Assistant"]

Index = Annotated[Path | None, typer.Option("--index", metavar="DOSSIER", help="Dossier de l'index (CTGBOT_INDEX).")]
AsJson = Annotated[bool, typer.Option("--json", help="Un document JSON sur la sortie standard.")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", metavar="ID", help="Se limiter à ce document ; répétable.")
]
DocumentId = Annotated[str, typer.Argument(metavar="IDENTIFIANT", help="Identifiant donné par « ctgbot documents ».")]
Engine = Annotated[str, typer.Option("--engine", metavar="extractive|llm", help="Qui rédige la réponse.")]


def open_wired(settings: Settings) -> Assistant:
    from ctgbot.bootstrap import open_assistant

    return open_assistant(settings)


def assistant_of(context: typer.Context, index: Path | None) -> Assistant:
    opener: Opener = context.obj
    return opener(read_settings(index))


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_out(path: Path, content: bytes) -> None:
    """Says on stderr what was written. Raises BadRequest when the place takes no file."""
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise BadRequest(f"Le fichier « {path} » ne peut pas être écrit : vérifiez le dossier et ses droits.") from exc
    sys.stderr.write(f"Écrit : {without_codes(str(path))}\n")


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
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


@contextmanager
def stoppable(report: Callable[[Step], None]) -> Iterator[Callable[[Step], None]]:
    """Ctrl-C ends the work at its next step, what is done being kept; pressed again, at once."""
    asked = Event()

    def ask(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        asked.set()
        sys.stderr.write("Interruption demandée : l'étape en cours se termine…\n")

    def show(step: Step) -> None:
        if asked.is_set():
            raise Cancelled
        report(step)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield show
    finally:
        signal.signal(signal.SIGINT, before)


def read_settings(index: Path | None) -> Settings:
    """The settings, with `--index` above them. Raises BadSetting."""
    try:
        return Settings() if index is None else Settings(index=index)
    except ValidationError as exc:
        wrong = ", ".join("CTGBOT_" + str(error["loc"][0]).upper() for error in exc.errors())
        raise BadSetting(f"Réglage refusé : {wrong}. Corrigez la variable d'environnement ou ctgbot.toml.") from exc
    except tomllib.TOMLDecodeError as exc:
        raise BadSetting(f"ctgbot.toml ne peut pas être lu : {exc}") from exc


def check_engine(engine: str, settings: Settings) -> None:
    """Raises BadRequest for an engine that does not exist, BadSetting for one that is not configured."""
    if engine == "llm" and not settings.llm_model:
        raise BadSetting(
            "Aucun modèle de langue n'est configuré (CTGBOT_LLM_MODEL, CTGBOT_LLM_URL). "
            "Utilisez --engine extractive, qui n'en demande pas."
        )
    if engine not in ("extractive", "llm"):
        raise BadRequest(f"Moteur « {engine} » inconnu : extractive ou llm.")


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


def day_of(written: str) -> date:
    """« 2024-06-30 ». Raises BadRequest."""
    try:
        day = date.fromisoformat(written.strip())
    except ValueError as exc:
        raise BadRequest(f"La date « {written} » ne se lit pas. Écrivez-la ainsi : 2024-06-30.") from exc
    if not _EARLIEST <= day.year <= _LATEST:
        raise BadRequest(f"L'année de « {written} » est hors de portée ({_EARLIEST} à {_LATEST}).")
    return day
