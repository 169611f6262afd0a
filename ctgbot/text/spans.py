"""Spans of a text: `text[start:end]`."""

from __future__ import annotations

Span = tuple[int, int]


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends; empty at `start` when there is nothing else."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return (first, start + len(piece.rstrip())) if first < end else (start, start)


class Claims:
    """First come, first served: who claims a span keeps it. Linear in the claimed length, whatever their number."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """Whether the span was free; it no longer is."""
        if self._taken.find(1, start, end) != -1:
            return False
        self._taken[start:end] = b"\1" * (end - start)
        return True
