"""How good is the search? A public question set in the BEIR layout, indexed and searched as documents are.

The corpus is read line by line and indexed in groups, so that a long one costs the memory of its vectors only.
A document's rank is that of its best passage.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from math import ceil, log2
from pathlib import Path
from typing import Any, Protocol

from ctgbot import retrieve as fusion
from ctgbot.errors import BadRequest
from ctgbot.model import Document, DocumentCard, Identity, ScoredPassage
from ctgbot.retrieve import Retriever
from ctgbot.stores import Entry, Stores
from ctgbot.text import slices as cutting
from ctgbot.text.normalise import clean
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections
from ctgbot.vectors import add_missing, keys_of, texts_of

_GROUP = 2_048  # passages written together
_PASSAGES_PER_DOCUMENT = 10  # so many passages are asked for each document wanted: a long one fills several ranks
_KEPT_FIELDS = (str, int, float)

Row = Mapping[str, Any]
Relevance = Mapping[str, int]


class Search(Protocol):
    """`retrieve` with its stores."""

    def __call__(self, query: str, top: int, documents: Collection[str] | None) -> tuple[ScoredPassage, ...]: ...


class Watch(Protocol):
    """Called after each step with what is being done, how much is done, and how much there is (0: not known)."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Query:
    """A question, what it should find (grades above 0), and the value of its scope field."""

    id: str
    text: str
    relevant: Relevance
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the queries, between 0 and 1. `hit@k`: at least one relevant document among the k first."""

    ndcg_10: float
    recall_10: float
    recall_100: float
    mrr_10: float
    hit_1: float
    hit_5: float

    def as_json(self) -> dict[str, float]:
        """Under the names of the contract."""
        return {name.replace("_", "@"): round(value, 4) for name, value in asdict(self).items()}


@dataclass(slots=True)
class Indexed:
    """What went into the temporary index; `scopes` maps a value of the scope field to its documents."""

    documents: int = 0
    passages: int = 0
    unique_passages: int = 0
    seconds: float = 0.0
    scopes: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """`top` documents by query; `scope_field` restricts each query to the documents whose field equals its own."""

    scope_field: str = ""
    retriever: Retriever = "hybrid"
    top: int = 100


def evaluate_retrieval(folder: Path, stores: Stores, search: Search, options: Options, watch: Watch) -> dict[str, Any]:
    """The report of the contract. Raises BadRequest when a file of the set is missing or ill-formed."""
    queries = read_queries(folder, options.scope_field)
    indexed = index_corpus(folder / "corpus.jsonl", stores, options.scope_field, watch)
    return measure(queries, indexed, search, options, watch) | {"settings": settings_of(options, stores)}


def measure(
    queries: Sequence[Query], indexed: Indexed, search: Search, options: Options, watch: Watch
) -> dict[str, Any]:
    """The figures of a search over what was indexed."""
    rankings: list[tuple[str, ...]] = []
    latencies: list[float] = []
    for done, query in enumerate(queries, 1):
        scope = indexed.scopes.get(query.scope or "", []) if options.scope_field else None
        started = time.perf_counter()
        found = search(query.text, options.top * _PASSAGES_PER_DOCUMENT, scope)
        latencies.append((time.perf_counter() - started) * 1_000)
        rankings.append(ranked_documents(found, options.top))
        watch("Recherche", done, len(queries))
    return {
        "documents": indexed.documents,
        "queries": len(queries),
        "passages": indexed.passages,
        "unique_passages": indexed.unique_passages,
        "index_seconds": round(indexed.seconds, 2),
        **score(rankings, [query.relevant for query in queries]).as_json(),
        "latency_ms": {"p50": round(percentile(latencies, 50), 2), "p95": round(percentile(latencies, 95), 2)},
        "peak_rss_mb": peak_rss_mb(),
    }


def settings_of(options: Options, stores: Stores) -> dict[str, Any]:
    """Everything that the figures depend on."""
    return asdict(options) | {
        "model": stores.embedder.fingerprint,
        "dense_share": fusion.DENSE_SHARE,
        "beside": fusion.BESIDE,
        "document": fusion.DOCUMENT,
        "floor_rank": fusion.FLOOR_RANK,
        "depth": fusion.DEPTH,
        "most_words": cutting.MOST_WORDS,
        "fewest_words": cutting.FEWEST_WORDS,
    }


# --- reading the set


def read_queries(folder: Path, scope_field: str = "") -> tuple[Query, ...]:
    """The queries that have at least one relevant document, in the order of the file."""
    relevant = _read_qrels(folder / "qrels.tsv")
    rows = read_json_lines(folder / "queries.jsonl", ("id", "text"))
    queries = tuple(
        Query(str(row["id"]), row["text"], relevant[str(row["id"])], _scope_of(row, scope_field))
        for row in rows
        if str(row["id"]) in relevant
    )
    if not queries:
        raise BadRequest(f"Aucune question de {folder / 'queries.jsonl'} n'a de réponse dans qrels.tsv.")
    return queries


def read_json_lines(path: Path, fields: Sequence[str]) -> Iterator[Row]:
    """The objects of a JSON-lines file; raises BadRequest with the number of the line that is wrong."""
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as exc:
            raise BadRequest(f"{path}, ligne {number} : ce n'est pas du JSON ({exc.msg}).") from exc
        if not isinstance(row, dict):
            raise BadRequest(f"{path}, ligne {number} : un objet JSON est attendu.")
        missing = [name for name in fields if name not in row]
        if missing:
            raise BadRequest(f"{path}, ligne {number} : il manque le champ « {missing[0]} ».")
        if not isinstance(row.get("text", ""), str):
            raise BadRequest(f"{path}, ligne {number} : le champ « text » doit être un texte.")
        yield row


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    for position, (number, line) in enumerate(_lines(path)):
        if position == 0:
            continue  # the header
        cells = line.rstrip("\n").split("\t")
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            raise BadRequest(f"{path}, ligne {number} : « question, document, note » séparés par des tabulations.")
        if int(cells[2]) > 0:
            relevant.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return relevant


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their numbers."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as exc:
        raise BadRequest(f"Impossible de lire {path} : {exc.strerror or exc}.") from exc
    except UnicodeDecodeError as exc:
        raise BadRequest(f"{path} n'est pas en UTF-8.") from exc


def _scope_of(row: Row, scope_field: str) -> str | None:
    value = row.get(scope_field) if scope_field else None
    return str(value) if isinstance(value, _KEPT_FIELDS) else None


# --- indexing it


def index_corpus(path: Path, stores: Stores, scope_field: str, watch: Watch) -> Indexed:
    """Every document of the corpus into the (empty) stores, in groups."""
    indexed = Indexed()
    started = time.perf_counter()
    keys: set[str] = set()
    stores.catalogue.set_fingerprint(stores.embedder.fingerprint)
    for group in _groups(_entries(path, scope_field, indexed)):
        passages = [passage for entry in group for passage in entry.passages]
        missing = {key: text for key, text in texts_of(passages).items() if key not in keys}
        add_missing(missing, stores.dense, stores.embedder, lambda _done, _total: None)
        keys |= missing.keys()
        stores.lexical.replace([entry.document.card.id for entry in group], passages)
        stores.catalogue.save_all(group)
        indexed.passages += len(passages)
        watch("Indexation", indexed.documents, 0)
    indexed.unique_passages = len(keys)
    indexed.seconds = time.perf_counter() - started
    return indexed


def _entries(path: Path, scope_field: str, indexed: Indexed) -> Iterator[Entry]:
    seen: set[str] = set()
    for row in read_json_lines(path, ("id", "text")):
        entry = _entry(str(row["id"]), str(row.get("title") or ""), row["text"])
        if entry.document.card.id in seen:
            raise BadRequest(f"{path} : le document « {entry.document.card.id} » y est deux fois.")
        seen.add(entry.document.card.id)
        indexed.documents += 1
        scope = _scope_of(row, scope_field)
        if scope is not None:
            indexed.scopes.setdefault(scope, []).append(entry.document.card.id)
        yield entry


def _entry(document_id: str, title: str, body: str) -> Entry:
    """A document of the corpus; its title is its identity's, and its text where it has no other."""
    text = clean(body if body.strip() else title)
    sections = find_sections(text)
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    card = DocumentCard(document_id, Identity(clean(title)), None, f"{document_id}.txt", digest, 0)
    passages = cut_passages(card, text, sections)
    return Entry(Document(card, text, sections), passages, keys_of(passages))


def _groups(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    size = 0
    for entry in entries:
        group.append(entry)
        size += len(entry.passages)
        if size >= _GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


# --- measuring


def ranked_documents(found: Sequence[ScoredPassage], top: int) -> tuple[str, ...]:
    """The documents in the order of their best passages, `top` at most."""
    return tuple(dict.fromkeys(scored.passage.document_id for scored in found))[:top]


def score(rankings: Sequence[Sequence[str]], relevants: Sequence[Relevance]) -> Scores:
    """Means over queries, each with a relevant document at least; gains are the grades over log2(rank + 1)."""
    pairs = list(zip(rankings, relevants, strict=True))
    return Scores(
        ndcg_10=_mean(_ndcg(ranking, relevant, 10) for ranking, relevant in pairs),
        recall_10=_mean(_found(ranking, relevant, 10) / len(relevant) for ranking, relevant in pairs),
        recall_100=_mean(_found(ranking, relevant, 100) / len(relevant) for ranking, relevant in pairs),
        mrr_10=_mean(_reciprocal_rank(ranking, relevant, 10) for ranking, relevant in pairs),
        hit_1=_mean(float(_found(ranking, relevant, 1) > 0) for ranking, relevant in pairs),
        hit_5=_mean(float(_found(ranking, relevant, 5) > 0) for ranking, relevant in pairs),
    )


def percentile(values: Sequence[float], rank: float) -> float:
    """The smallest value that `rank` % of the values do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(rank / 100 * len(ordered)) - 1)] if ordered else 0.0


def peak_rss_mb() -> float | None:
    """The most memory that this process ever held; None where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)  # macOS counts bytes, Linux kilobytes


def _ndcg(ranking: Sequence[str], relevant: Relevance, depth: int) -> float:
    gained = sum(relevant.get(document, 0) / log2(rank + 1) for rank, document in enumerate(ranking[:depth], 1))
    grades = sorted(relevant.values(), reverse=True)[:depth]
    return gained / sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _found(ranking: Sequence[str], relevant: Relevance, depth: int) -> int:
    return sum(document in relevant for document in ranking[:depth])


def _reciprocal_rank(ranking: Sequence[str], relevant: Relevance, depth: int) -> float:
    return next((1 / rank for rank, document in enumerate(ranking[:depth], 1) if document in relevant), 0.0)


def _mean(values: Iterable[float]) -> float:
    collected = list(values)
    return sum(collected) / len(collected) if collected else 0.0
