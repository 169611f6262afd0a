"""How fast a batch goes, and how long it will still take."""

from __future__ import annotations

import time


class Pace:
    """Time left, from the bytes that took time; unchanged files count for nothing."""

    def __init__(self, total: int) -> None:
        self._started = time.monotonic()
        self._left = float(total)
        self._worked = 0.0
        self._within = 0.0
        self._files = 0

    def skip(self, size: int) -> None:
        self._left -= size

    def advance(self, within: float) -> None:
        """Bytes of the files at hand that are done."""
        self._within = within

    def finish(self, files: int, size: int) -> None:
        self._left -= size
        self._worked += size
        self._within = 0.0
        self._files += files

    def seconds_left(self) -> float | None:
        """None until something was encoded."""
        worked = self._worked + self._within
        if not worked:
            return None
        return round(self._elapsed() * max(self._left - self._within, 0.0) / worked, 1)

    def files_per_minute(self) -> float | None:
        """Of the files that were read and stored; None before the first."""
        return round(60 * self._files / max(self._elapsed(), 1e-3), 1) if self._files else None

    def _elapsed(self) -> float:
        return time.monotonic() - self._started
