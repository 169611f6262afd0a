"""Another process in which untrusted files are opened, so that a hostile one cannot hang, crash or swell this one.

The process is started at the first file and used for the next ones (a few milliseconds each); after a fault, a file
that cost much memory or a hundred files, the next file gets a new one. Nothing is shared with it but two pipes: it is
safe among Streamlit's threads, and dies with this process.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, Generic, NoReturn, TypeVar, cast

import ctgbot
from ctgbot import model
from ctgbot.adapters.limits import Limits
from ctgbot.errors import UnreadableFile
from ctgbot.model import PagePicture, SourceText

PageWatch = Callable[[int | None, int | None], None]
Message = tuple[Any, ...]
Answer = TypeVar("Answer", SourceText, PagePicture)

_LOG = logging.getLogger(__name__)
_TICK = 0.2  # seconds between two calls of the watch while nothing comes
_LONGEST_PAGE = 60.0  # seconds that a reader may ask for one page, on average
_PACKAGES = str(Path(ctgbot.__file__).parents[1])
# -I -S: neither the environment nor a .pth file decides what is imported, and the start is shorter.
_BOOT = """import json, sys
path, target, limits = json.loads(sys.argv[1])
sys.path[:] = path
from ctgbot.adapters.limits import Limits
from ctgbot.adapters.reading_child import main
main(target, Limits(**limits))
"""


class IsolatedProcess(Generic[Answer]):
    """Calls `target` there, « module:function », with (path, limits, *details). For one thread at a time."""

    def __init__(self, target: str, answer: type[Answer], limits: Limits) -> None:
        self._target = target
        self._answer: type[Answer] = answer
        self._limits = limits
        self._child: _Child | None = None

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._child:
            self._child.kill()
            self._child = None

    def call(self, path: Path, *details: str | int, watch: PageWatch | None = None) -> Answer:
        """`watch(page, pages)` is called several times a second; what it raises ends the call.

        Raises UnreadableFile: the target's codes, and `too_long`, `too_big`, `too_many_pages`, `crashed`.
        """
        order = json.dumps([str(path.absolute()), *details])
        reused = self._child is not None
        try:
            return self._once(order, watch or _nobody)
        except UnreadableFile as error:
            if error.code != "crashed" or not reused:
                raise
            return self._once(order, watch or _nobody)  # it may have been ending: only a new one can blame this file

    def _once(self, order: str, watch: PageWatch) -> Answer:
        if self._child and not self._child.is_alive():
            self.close()  # somebody has ended it since the last file
        if self._child is None:
            self._child = _Child(self._target, self._limits)
        tired = True  # whatever goes wrong, the next file gets a new process
        try:
            answer, tired = _Call(self._child, self._limits, watch).answer(order)
        finally:
            if tired or self._child.files >= self._limits.files_per_process:
                self.close()
        if isinstance(answer, UnreadableFile):
            raise answer
        if type(answer) is not self._answer:
            self.close()
            _fail(("unexpected", type(answer).__name__))
        return answer


class _Call:
    """One file: what the child says of it, and the time that it has left."""

    def __init__(self, child: _Child, limits: Limits, watch: PageWatch) -> None:
        self._child = child
        self._limits = limits
        self._watch = watch
        self._started = time.monotonic()
        self._page: int | None = None
        self._pages: int | None = None
        self._extra = 0.0

    def answer(self, order: str) -> tuple[object, bool]:
        """What was asked for or an UnreadableFile, and whether the process should not be used again."""
        self._child.ask(order)
        while True:
            message = self._child.next_message(_TICK)
            match message:
                case ("answer", answer, bool() as tired):
                    return answer, tired
                case ("refused", str() as code, str() as words, bool() as tired):
                    return UnreadableFile(code, words), tired
                case ("page", int() as page, int() as pages):
                    self._page, self._pages = page, pages
                case ("time", int() | float() as seconds):
                    self._extra = min(self._extra + seconds, _LONGEST_PAGE * (self._pages or 1))
                case None:
                    pass
                case _:
                    _fail(message)
            self._check_time()
            self._watch(self._page, self._pages)

    def _check_time(self) -> None:
        allowed = self._limits.allowed(self._pages or 0) + self._extra
        if time.monotonic() - self._started > allowed:
            raise UnreadableFile(
                "too_long",
                f"La lecture de ce fichier a été arrêtée au bout de {allowed:.0f} secondes. "
                "Exportez-le à nouveau, ou découpez-le en plusieurs fichiers.",
            )


def _fail(message: Message) -> NoReturn:
    _LOG.info("the reading process failed: %s", message)
    raise UnreadableFile(
        "crashed",
        "Ce fichier a fait échouer le programme de lecture. Ouvrez-le, puis enregistrez-le à nouveau.",
    )


class _Child:
    """The process and its two pipes. Messages are received by a thread: a pipe cannot be waited for on Windows."""

    def __init__(self, target: str, limits: Limits) -> None:
        self.files = 0
        self._process = _start(json.dumps([[_PACKAGES, *sys.path], target, asdict(limits)]))
        self._messages: SimpleQueue[Message] = SimpleQueue()
        output = cast("BinaryIO", self._process.stdout)
        self._thread = threading.Thread(
            target=_receive, args=(output, self._messages, limits.answer), name="ctgbot-reading", daemon=True
        )
        self._thread.start()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, order: str) -> None:
        self.files += 1
        stdin = cast("BinaryIO", self._process.stdin)
        try:
            stdin.write(order.encode() + b"\n")
            stdin.flush()
        except OSError:
            _fail(("closed",))

    def next_message(self, seconds: float) -> Message | None:
        """None when nothing came in that time; `("closed",)` when nothing will."""
        try:
            return self._messages.get(timeout=seconds)
        except Empty:
            return None

    def kill(self) -> None:
        """With what it has started itself."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not written yet has nobody to go to
                cast("BinaryIO", pipe).close()


def _start(order: str) -> subprocess.Popen[bytes]:
    """Raises UnreadableFile when the system has no place for one more process."""
    try:
        return subprocess.Popen(  # noqa: S603  this interpreter, our own code
            [sys.executable, "-I", "-S", "-c", _BOOT, order],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as exc:
        _fail(("not started", str(exc)))


def _receive(output: BinaryIO, messages: SimpleQueue[Message], most: int) -> None:
    """Until the process ends or says what cannot be understood."""
    try:
        while len(size := output.read(8)) == 8 and (length := int.from_bytes(size, "big")) <= most:
            data = output.read(length)
            if len(data) < length:
                break
            messages.put(_Unpickler(io.BytesIO(data)).load())
    except (pickle.UnpicklingError, *_MALFORMED) as exc:
        _LOG.info("the reading process was not understood: %s", exc)
    messages.put(("closed",))


_MALFORMED = (AttributeError, EOFError, ImportError, LookupError, MemoryError, OSError, TypeError, ValueError)


class _Unpickler(pickle.Unpickler):
    """Values of `model` only: a process that a file has taken over must not run anything here."""

    def find_class(self, module: str, name: str) -> type:
        found = vars(model).get(name) if module == model.__name__ else None
        if not isinstance(found, type) or not is_dataclass(found):
            raise pickle.UnpicklingError(f"{module}.{name} is not expected")
        return found


def _nobody(_page: int | None, _pages: int | None) -> None:
    """Nobody watches."""
