"""Small stand-ins for what is slow or outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText
from ctgbot.ports import FloatArray

DIMENSIONS = 64


class WordEmbedder:
    """`ports.Embedder`: the more words two texts share, the closer they are. `encoded` lists what was encoded."""

    def __init__(self, fingerprint: str = f"words:1:{DIMENSIONS}") -> None:
        self.fingerprint = fingerprint
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        self.encoded.extend(texts)
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> FloatArray:
        vector = np.full(DIMENSIONS, 1e-3, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            vector[sha256(word.encode()).digest()[0] % DIMENSIONS] += 1
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


class HashEmbedder(WordEmbedder):
    """No two texts have vectors that look alike: what is left of one in a file cannot be taken for another."""

    def encode_query(self, text: str) -> FloatArray:
        seed = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def read_text(path: Path, _watch: object = None) -> SourceText:
    """A reader of UTF-8 text; « .bin » is not supported, and what is not UTF-8 is damaged."""
    if path.suffix == ".bin":
        raise UnreadableFile("unsupported", "Format non pris en charge.")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        raise UnreadableFile("damaged", "Le fichier est abîmé.") from exc
    if not text.strip():
        raise UnreadableFile("empty", "Le fichier est vide.")
    return SourceText(text)
