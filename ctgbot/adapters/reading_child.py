"""The process that opens files for another one: `isolated_process` starts it, gives it paths, may kill it any time.

One line of JSON per file on stdin, the path and what else the target takes; frames on stdout: eight bytes of length,
then a pickled tuple whose first item says what it is: « page », « time », « answer », « refused », « fault ». It dies
with its parent, whatever it is doing.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from ctgbot.adapters.limits import MEBIBYTE, Limits
from ctgbot.adapters.page_watch import listen
from ctgbot.errors import UnreadableFile
from ctgbot.model import PagePicture, SourceText

Target = Callable[..., SourceText | PagePicture]  # (path, limits, *details)

TOO_BIG = (
    "too_big",
    "La lecture de ce fichier demande trop de mémoire. Découpez le document, ou enregistrez-le sans ses images.",
)
_GRACE = 5.0  # seconds after which a process that nobody watches any more ends by itself
_TIRED = 512 * MEBIBYTE  # what the process has once held; the next file deserves a new one
_LOOK = 0.1  # seconds between two looks at the memory, where the system sets no limit to it


def main(target: str, limits: Limits) -> None:
    """Reads until stdin ends. `target` is « module:function »."""
    inbox, outbox = _own_streams()
    _limit(limits.memory)
    requests: SimpleQueue[list[str | int]] = SimpleQueue()
    threading.Thread(target=_receive, args=(inbox, requests), daemon=True).start()
    module, _, function = target.partition(":")
    read: Target = getattr(import_module(module), function)
    while True:
        _one_file(requests.get(), read, _Channel(outbox, limits))


class _Channel:
    """What is said about one file; a `page_watch.Listener`."""

    def __init__(self, outbox: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self._outbox = outbox
        self._until = time.monotonic() + limits.seconds
        self._pages = 0
        self._arm()

    def page(self, number: int, total: int) -> None:
        if total > self.limits.pages:
            raise UnreadableFile(
                "too_many_pages",
                f"Ce document a {total} pages ; la limite est de {self.limits.pages}. Découpez-le.",
            )
        if total != self._pages:
            self._until += self.limits.allowed(total) - self.limits.allowed(self._pages)
            self._pages = total
            self._arm()
        self.send("page", number, total)

    def more_time(self, seconds: float) -> None:
        self._until += seconds
        self._arm()
        self.send("time", seconds)

    def send(self, *message: object) -> None:
        data = pickle.dumps(message, protocol=5)
        self._outbox.write(len(data).to_bytes(8, "big"))
        self._outbox.write(data)
        self._outbox.flush()

    def rest(self) -> None:
        """Nothing is being read: no alarm."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _arm(self) -> None:
        """The system's own alarm: it ends even a regular expression that lets no other thread run."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, max(1.0, self._until - time.monotonic() + _GRACE))


def _one_file(request: list[str | int], read: Target, channel: _Channel) -> None:
    """Any other error ends the process once it is told: what it leaves behind is not known."""
    stop = listen(channel)
    try:
        path, *details = request
        answer = read(Path(str(path)), channel.limits, *details)
        if isinstance(answer, SourceText) and len(answer.text) > channel.limits.characters:
            raise UnreadableFile(
                "too_big", "Le texte de ce document est trop long pour être indexé. Découpez-le en plusieurs fichiers."
            )
        channel.send("answer", answer, _is_tired())
    except UnreadableFile as exc:
        channel.send("refused", exc.code, str(exc), _is_tired())
    except MemoryError:
        channel.send("refused", *TOO_BIG, True)
    except BaseException:
        channel.send("fault", traceback.format_exc()[-4000:])
        raise
    finally:
        stop()
        channel.rest()


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for this protocol only: what a library prints goes nowhere."""
    inbox, outbox = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return os.fdopen(inbox, "rb"), os.fdopen(outbox, "wb")


def _receive(inbox: BinaryIO, requests: SimpleQueue[list[str | int]]) -> None:
    for line in inbox:
        requests.put(json.loads(line))
    _die()  # the parent has closed its end, or is dead


def _die() -> None:
    """With what was started from here (a recogniser of characters)."""
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _limit(memory: int) -> None:
    """Linux refuses the memory (`MemoryError`); elsewhere, the process watches itself. Nothing is done on Windows."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    else:
        threading.Thread(target=_watch_memory, args=(memory,), daemon=True).start()


def _watch_memory(memory: int) -> None:
    while _peak() < memory:
        time.sleep(_LOOK)
    _die()


def _peak() -> int:
    """Bytes; 0 where the system does not tell. On Linux `ru_maxrss` begins with what the parent held: torch."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _is_tired() -> bool:
    return _peak() > _TIRED
