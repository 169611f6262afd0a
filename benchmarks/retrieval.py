"""The table of docs/benchmarks.md: both retrievers, their fusion, and the stock recipe on the same sets.

.venv/bin/python benchmarks/retrieval.py DIR [DIR…]
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import get_args

import stock_langchain

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.evaluation import Options, index_corpus, measure, read_queries
from ctgbot.retrieve import Retriever, retrieve
from ctgbot.settings import Settings
from ctgbot.stores import Stores

_COLUMNS = ("ndcg@10", "hit@1", "hit@5", "recall@10", "recall@100", "mrr@10")


def rows(folder: Path, embedder: SentenceTransformersEmbedder) -> list[tuple[str, dict[str, object]]]:
    """One report by retriever; the corpus is indexed once."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as index:
        catalogue = SqlCatalogue.in_folder(Path(index))
        dense = ChromaIndex(Path(index) / "vectors", embedder.fingerprint, catalogue)
        stores = Stores(catalogue, dense, TantivyIndex(Path(index) / "words"), embedder)
        queries = read_queries(folder)
        indexed = index_corpus(folder / "corpus.jsonl", stores, "", _silent)
        found: list[tuple[str, dict[str, object]]] = []
        for retriever in get_args(Retriever):
            search = partial(
                retrieve,
                embedder=embedder,
                dense=dense,
                lexical=stores.lexical,
                catalogue=catalogue,
                retriever=retriever,
            )
            found.append((retriever, measure(queries, indexed, search, Options(retriever=retriever), _silent)))
        return found


def main() -> None:
    settings = Settings()
    embedder = SentenceTransformersEmbedder(settings.embedding_model, settings.model_cache)
    print("| jeu | recherche |", *(f" {column} |" for column in _COLUMNS), " p50 (ms) |", sep="")
    print("| --- " * (len(_COLUMNS) + 3) + "|")
    for argument in sys.argv[1:]:
        folder = Path(argument)
        stock = stock_langchain.measure(folder, stock_langchain.OurModel(embedder))
        for name, report in [*rows(folder, embedder), ("LangChain", stock)]:
            latency = report["latency_ms"]
            assert isinstance(latency, dict)  # noqa: S101
            cells = [f"{report[column]:.4f}" for column in _COLUMNS] + [f"{latency['p50']:.0f}"]
            print(f"| {folder.name} | {name} | " + " | ".join(cells) + " |", flush=True)


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    main()
