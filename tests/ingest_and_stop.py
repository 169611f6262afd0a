"""A process that ingests with the doubles and stops dead at a given point, for test_crash.

Arguments: corpus, index, point (« vectors:3 »: before the third call of that kind; « none:0 »: never). At the point it
writes « here » and waits to be killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from doubles import WordEmbedder, read_text
from samples import open_stores

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.adapters.write_lock import WriteLock
from ctgbot.ingest import ingest
from ctgbot.model import Passage
from ctgbot.ports import FloatArray
from ctgbot.stores import Entry

KIND, COUNT = sys.argv[3].split(":") if len(sys.argv) > 3 else ("none", "0")
calls = 0


def stop_at(kind: str) -> None:
    global calls
    calls += kind == KIND
    if kind == KIND and calls == int(COUNT):
        sys.stdout.write("here\n")
        sys.stdout.flush()
        time.sleep(600)


class StoppingEmbedder(WordEmbedder):
    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        stop_at("encode")
        return super().encode_passages(texts)


class StoppingDense(ChromaIndex):
    def add(self, vectors: Mapping[str, FloatArray]) -> None:
        stop_at("vectors")
        super().add(vectors)

    def remove(self, keys: Collection[str]) -> None:
        stop_at("stale")
        super().remove(keys)


class StoppingLexical(TantivyIndex):
    def replace(self, documents: Collection[str], passages: Sequence[Passage]) -> None:
        stop_at("words")
        super().replace(documents, passages)


class StoppingCatalogue(SqlCatalogue):
    def save_all(self, entries: Sequence[Entry]) -> None:
        stop_at("catalogue")
        super().save_all(entries)

    def set_pending(self, pending: bool) -> None:
        stop_at("mark" if pending else "unmark")
        super().set_pending(pending)


def main() -> None:
    corpus, index = Path(sys.argv[1]), Path(sys.argv[2])
    embedder = StoppingEmbedder()
    catalogue = StoppingCatalogue.in_folder(index)
    stores = replace(
        open_stores(index),
        catalogue=catalogue,
        dense=StoppingDense(index / "vectors", embedder.fingerprint, catalogue),
        lexical=StoppingLexical(index / "words"),
        embedder=embedder,
    )
    report = ingest([corpus], stores, WriteLock(index, patience=60), read_text, lambda _step: None)
    sys.stdout.write(f"{len(report.added)} {len(report.updated)} {len(report.unchanged)}\n")


if __name__ == "__main__":
    main()
