"""The recipe of every tutorial, for comparison: RecursiveCharacterTextSplitter (1 000 characters, 200 shared) + Chroma.

The model is ours, prompts included, and the figures come from the same functions as `ctgbot eval retrieval`.

    .venv/bin/python benchmarks/stock_langchain.py DIR [DIR…]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.evaluation import percentile, read_json_lines, read_queries, score
from ctgbot.settings import Settings

CHUNK_CHARACTERS = 1_000
SHARED_CHARACTERS = 200
TOP = 100
_CHUNKS = 1_000  # asked for each question, so that a hundred documents are among them
_BATCH = 2_000


class OurModel(Embeddings):
    """The embedder of the project behind LangChain's interface."""

    def __init__(self, embedder: SentenceTransformersEmbedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self._embedder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.encode_query(text)]


def chunks_of(folder: Path) -> list[Document]:
    """Title and text of each document, split as the tutorials do."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=SHARED_CHARACTERS)
    documents = [
        Document(f"{row.get('title') or ''}\n{row['text']}".strip(), metadata={"document": str(row["id"])})
        for row in read_json_lines(folder / "corpus.jsonl", ("id", "text"))
    ]
    return splitter.split_documents(documents)


def measure(folder: Path, model: Embeddings) -> dict[str, object]:
    """The figures of `ctgbot eval retrieval` for the stock recipe."""
    chunks = chunks_of(folder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as index:
        store = Chroma("stock", model, persist_directory=index)
        started = time.perf_counter()
        for first in range(0, len(chunks), _BATCH):
            store.add_documents(chunks[first : first + _BATCH])
        index_seconds = time.perf_counter() - started
        rankings: list[tuple[str, ...]] = []
        latencies: list[float] = []
        queries = read_queries(folder)
        for query in queries:
            started = time.perf_counter()
            found = store.similarity_search_with_score(query.text, k=min(_CHUNKS, len(chunks)))
            latencies.append((time.perf_counter() - started) * 1_000)
            rankings.append(tuple(dict.fromkeys(str(chunk.metadata["document"]) for chunk, _ in found))[:TOP])
    return {
        "set": folder.name,
        "queries": len(queries),
        "passages": len(chunks),
        "index_seconds": round(index_seconds, 1),
        **score(rankings, [query.relevant for query in queries]).as_json(),
        "latency_ms": {"p50": round(percentile(latencies, 50), 1), "p95": round(percentile(latencies, 95), 1)},
    }


def main() -> None:
    settings = Settings()
    model = OurModel(SentenceTransformersEmbedder(settings.embedding_model, settings.model_cache))
    for argument in sys.argv[1:]:
        print(json.dumps(measure(Path(argument), model), ensure_ascii=False))


if __name__ == "__main__":
    main()
