"""Pages of original files drawn in another process: showing a quote where it stands must be as safe as reading it."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from ctgbot.adapters.isolated_process import IsolatedProcess
from ctgbot.adapters.limits import Limits
from ctgbot.model import PagePicture

PAGE_PICTURE = "ctgbot.adapters.page_pictures:page_picture"
_IDLE = 120.0  # seconds; a person who checks quotes opens several pages in a row


class IsolatedPictures:
    """For any thread: one picture at a time. The process ends after some idle time, with `close`, or with this one."""

    def __init__(self, limits: Limits | None = None, idle: float = _IDLE, target: str = PAGE_PICTURE) -> None:
        self._process = IsolatedProcess(target, PagePicture, limits or Limits())
        self._idle = idle
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> IsolatedPictures:
        return self

    def __exit__(self, *_exc: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if there is one; the next picture starts another."""
        with self._lock:
            self._rest(None)
            self._process.close()

    def page_picture(self, path: Path, page: int, quote: str, width: int = 900, sha256: str = "") -> PagePicture:
        """Page `page`, from 1, `width` pixels across, with the quote's boxes drawn on it; no box when it is not there.

        `sha256`: of the file as it was indexed; a file that has changed since is refused. Raises UnreadableFile:
        `unreadable`, `changed`, `no_picture`, `no_page`, `damaged`, `not_a_file`, `too_big`, `too_long`, `crashed`.
        """
        with self._lock:
            self._rest(None)
            try:
                return self._process.call(path, page, quote, width, sha256)
            finally:
                timer = threading.Timer(self._idle, self._end)
                timer.daemon = True
                self._rest(timer)
                timer.start()

    def _rest(self, timer: threading.Timer | None) -> None:
        """What will end the idle process from now on."""
        if self._timer:
            self._timer.cancel()
        self._timer = timer

    def _end(self) -> None:
        with self._lock:
            if threading.current_thread() is self._timer:  # else another picture was asked for meanwhile
                self._process.close()
