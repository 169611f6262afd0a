"""Starts the web app in place of this process, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from ctgbot.errors import BadRequest, BadSetting
from ctgbot.settings import Settings

ADDRESS = "127.0.0.1"


def serve(settings: Settings, port: int, app: Path | None = None) -> None:
    """Does not come back. Raises BadRequest when the port is taken, BadSetting when app.py is not found."""
    script = app or find_app(Path.cwd())
    _check_free(port)
    environment = os.environ | {"CTGBOT_INDEX": str(settings.index.resolve())}
    os.execve(sys.executable, command(script, port), environment)  # noqa: S606 - no shell, our own interpreter


def command(script: Path, port: int) -> list[str]:
    """The arguments of the interpreter; said here too, because a user's own settings could open the app to others."""
    options = {"server.address": ADDRESS, "server.headless": "true", "browser.gatherUsageStats": "false"}
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *flags]


def find_app(start: Path) -> Path:
    """`app.py` beside the package (a clone), or in the folder from which the command is run."""
    for folder in (Path(__file__).resolve().parent.parent, start):
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise BadSetting("app.py est introuvable : lancez la commande depuis le dossier du projet.")


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as exc:
            raise BadRequest(f"Le port {port} n'est pas libre. Choisissez-en un autre : --port {port + 1}.") from exc
