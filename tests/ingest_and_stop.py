"""A process that writes in an index with the doubles and stops dead at a given point, for test_crash.

Arguments: corpus, index, point, verb (« ingest », « erase:ID » or « repair »). « vectors:3 » is the point before the
third call of that kind, where it writes « here » and waits to be killed; « none:0 » is never; at « tell:0 » it goes on,
and writes a line at each step for somebody who kills it at any moment.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from doubles import WordEmbedder, read_text
from samples import open_stores

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import doctor
from ctgbot.erase import erase
from ctgbot.ingest import ingest
from ctgbot.model import Passage
from ctgbot.ports import FloatArray
from ctgbot.stores import Entry

KIND, COUNT = sys.argv[3].split(":")
VERB, _, DOCUMENT = sys.argv[4].partition(":")
calls = 0


def stop_at(kind: str) -> None:
    global calls
    if KIND == "tell":
        say(kind)
    calls += kind == KIND
    if kind == KIND and calls == int(COUNT):
        say("here")
        time.sleep(600)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


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

    def keep(self, keys: Collection[str]) -> None:
        stop_at("keep")
        super().keep(keys)


class StoppingLexical(TantivyIndex):
    def replace(self, documents: Collection[str], passages: Sequence[Passage]) -> None:
        stop_at("words")
        super().replace(documents, passages)

    def rebuild(self, passages: Iterator[Passage]) -> None:
        stop_at("rebuild")
        super().rebuild(passages)


class StoppingCatalogue(SqlCatalogue):
    def save_all(self, entries: Sequence[Entry]) -> None:
        stop_at("catalogue")
        super().save_all(entries)

    def delete(self, document_id: str) -> None:
        stop_at("delete")
        super().delete(document_id)

    def scrub(self) -> None:
        stop_at("scrub")
        super().scrub()

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
    lock = WriteLock(index, patience=60)
    if VERB == "erase":
        erase([DOCUMENT], stores, lock)
    elif VERB == "repair":
        doctor(stores, lock, repair_it=True)
    else:
        report = ingest([corpus], stores, lock, read_text, lambda step: stop_at(step.stage))
        say(f"{len(report.added)} {len(report.updated)} {len(report.unchanged)}")


if __name__ == "__main__":
    main()
