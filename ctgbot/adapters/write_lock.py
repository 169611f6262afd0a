"""One writer at a time, whatever the process. Readers never take this lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ctgbot.errors import BadSetting, IndexBusy

PATIENCE = 5.0  # seconds: an ingest of one small file ends within them


class WriteLock:
    """`stores.Lock` on files of the index folder."""

    def __init__(self, index: Path, patience: float = PATIENCE) -> None:
        self._lock = index / "write.lock"
        self._owner = index / "write.pid"
        self._patience = patience

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Raises IndexBusy when another writer keeps it longer than the patience, BadSetting when it cannot be made."""
        lock = FileLock(self._lock, timeout=self._patience)
        try:
            self._lock.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as exc:
            raise IndexBusy(
                f"Une autre indexation est en cours{self._holder()}. Attendez qu'elle se termine, puis recommencez. "
                "Les questions restent possibles pendant ce temps."
            ) from exc
        except OSError as exc:
            raise BadSetting(
                f"Impossible d'écrire dans le dossier d'index {self._lock.parent} ({exc.strerror or exc}). "
                "Vérifiez ses droits ou choisissez-en un autre : CTGBOT_INDEX."
            ) from exc
        try:
            self._owner.write_text(f"{os.getpid()} {_now():%Y-%m-%dT%H:%M}", encoding="ascii")
            yield
        finally:
            self._owner.unlink(missing_ok=True)
            lock.release()

    def _holder(self) -> str:
        """« (processus 4321, depuis 14 h 05) »; the system frees the lock of a process that was killed."""
        try:
            process, since = self._owner.read_text(encoding="ascii").split()
            return f" (processus {int(process)}, depuis {_said(datetime.fromisoformat(since), _now())})"
        except (OSError, ValueError):
            return ""


def _said(since: datetime, now: datetime) -> str:
    """The time, with the day when it is not today's."""
    day = "" if since.date() == now.date() else f"le {since:%d/%m/%Y} à "
    return f"{day}{since.hour} h {since:%M}"


def _now() -> datetime:
    """On the clock of the person at the screen."""
    return datetime.now().astimezone().replace(tzinfo=None)
