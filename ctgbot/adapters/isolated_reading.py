"""Files read in another process: their text comes back, or a rejection."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from ctgbot.adapters.isolated_process import IsolatedProcess, PageWatch
from ctgbot.adapters.limits import Limits
from ctgbot.model import SourceText

READ_GUARDED = "ctgbot.adapters.guards:read_guarded"


class IsolatedReader:
    """`ingest.Read`. For one thread at a time; used as a context, it leaves no process behind."""

    def __init__(self, limits: Limits | None = None, target: str = READ_GUARDED) -> None:
        self._process = IsolatedProcess(target, SourceText, limits or Limits())

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(self, *_exc: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if there is one."""
        self._process.close()

    def __call__(self, path: Path, watch: PageWatch | None = None) -> SourceText:
        """`watch(page, pages)` is called several times a second; what it raises ends the reading.

        Raises UnreadableFile: the reader's codes, and `too_long`, `too_big`, `too_many_pages`, `crashed`.
        """
        return self._process.call(path, watch=watch)
