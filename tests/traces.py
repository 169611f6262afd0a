"""What an index still holds of a text or of a vector, to the byte, whatever the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ctgbot.ports import FloatArray
from ctgbot.text.normalise import fold

LENGTH = 20  # characters: nobody's name and address fit in less
STEP = 7
_ENCODINGS = ("utf-8", "utf-16-le")


def windows(text: str) -> set[str]:
    """Pieces of 20 characters, one every 7."""
    return {text[start : start + LENGTH] for start in range(0, max(len(text) - LENGTH, 0) + 1, STEP)}


def text_traces(index: Path, texts: Iterable[str], kept: Iterable[str] = ()) -> list[str]:
    """« file: piece » for the pieces of `texts` that some file holds and that are in no text of `kept`.

    Pieces are looked for as they are, without accents and capitals (as indexes of words write them), and as JSON
    escapes them.
    """
    elsewhere = "\n".join(kept)
    pieces = {piece for text in texts for piece in windows(text) if piece not in elsewhere}
    forms = {form for piece in pieces for form in (piece, fold(piece), ascii(piece)[1:-1]) if form not in elsewhere}
    names = "\n".join(str(path.relative_to(index)) for path in index.rglob("*"))
    found = [f"name: {form}" for form in forms if form in names]
    for file, data in _files(index):
        found += [f"{file}: {form}" for form in forms for code in _ENCODINGS if form.encode(code, "ignore") in data]
    return sorted(found)


def vector_traces(index: Path, vectors: Iterable[FloatArray]) -> list[str]:
    """« file: n » for the vectors whose first numbers stand in some file; Chroma may have normalised them again."""
    found: list[str] = []
    wanted = list(vectors)
    for file, data in _files(index):
        for offset in range(4):
            numbers = np.frombuffer(data[offset : offset + (len(data) - offset) // 4 * 4], "<f4")
            found += [f"{file}: {place}" for place, vector in enumerate(wanted) if _holds(numbers, vector)]
    return sorted(set(found))


def _holds(numbers: FloatArray, vector: FloatArray) -> bool:
    run = 4
    with np.errstate(invalid="ignore", over="ignore"):
        places = np.flatnonzero(np.abs(numbers - vector[0]) < 1e-5)
    close = (np.allclose(numbers[place : place + run], vector[:run], atol=1e-5, rtol=0) for place in places)
    return any(numbers[place : place + run].size == run and same for place, same in zip(places, close, strict=True))


def _files(index: Path) -> list[tuple[str, bytes]]:
    files = sorted(path for path in index.rglob("*") if path.is_file())
    return [(str(file.relative_to(index)), file.read_bytes()) for file in files]
