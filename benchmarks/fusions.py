"""One score from two lists of hits: the ways to do it, side by side. The table of docs/benchmarks.md, « Fusion ».

    python benchmarks/fusions.py --indexes FOLDER [DIR…]

Each DIR is a set in the BEIR layout, whose documents are ranked. « conventions » are the gold questions of `tests/gold`
on `corpus/`: the articles of the convention that the question names are ranked. FOLDER keeps the indexes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev

from ctgbot import retrieve
from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.bootstrap import open_assistant
from ctgbot.evaluation import index_corpus, read_queries, score
from ctgbot.model import Hit
from ctgbot.ports import Near
from ctgbot.settings import Settings
from ctgbot.stores import Stores
from ctgbot.text.glossary import expand, load_glossary
from ctgbot.text.scope import read_scope

ROOT = Path(__file__).parents[1]
GOLD = ("seed", "exemples", "refus")
Values = Mapping[str, float]
Fusion = Callable[[Sequence[Near], Sequence[Hit]], Values]
RRF = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What both sides found for one question; `group_of` gives what is ranked, `relevant` what should come first."""

    near: tuple[Near, ...]
    words: tuple[Hit, ...]
    group_of: Mapping[str, str]
    relevant: Mapping[str, int]


def of_meaning(near: Sequence[Near]) -> Values:
    return {hit.passage_id: hit.score for hit in near}


def of_words(words: Sequence[Hit]) -> Values:
    return {hit.passage_id: hit.score for hit in words}


def ranks(share: float) -> Fusion:
    def fuse(near: Sequence[Near], words: Sequence[Hit]) -> Values:
        found: dict[str, float] = {}
        for ids, weight in ((of_meaning(near), share), (of_words(words), 1 - share)):
            for rank, passage_id in enumerate(ids, 1):
                found[passage_id] = found.get(passage_id, 0.0) + weight / (RRF + rank)
        return found

    return fuse


def scaled(share: float, scale: Callable[[Values], Values]) -> Fusion:
    """What one side did not find counts there as its worst."""

    def fuse(near: Sequence[Near], words: Sequence[Hit]) -> Values:
        sides = [scale(values) for values in (of_meaning(near), of_words(words))]
        worst = [min(side.values(), default=0.0) for side in sides]
        return {
            i: share * sides[0].get(i, worst[0]) + (1 - share) * sides[1].get(i, worst[1])
            for i in dict.fromkeys([*sides[0], *sides[1]])
        }

    return fuse


def from_worst_to_best(values: Values) -> Values:
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    return {i: (value - low) / (high - low or 1.0) for i, value in values.items()}


def in_deviations(values: Values) -> Values:
    if not values:
        return {}
    middle, spread = fmean(values.values()), pstdev(values.values()) or 1.0
    return {i: (value - middle) / spread for i, value in values.items()}


def ours(share: float, beside: float, document: float) -> Fusion:
    def fuse(near: Sequence[Near], words: Sequence[Hit]) -> Values:
        kept = retrieve.DENSE_SHARE, retrieve.BESIDE, retrieve.DOCUMENT
        retrieve.DENSE_SHARE, retrieve.BESIDE, retrieve.DOCUMENT = share, beside, document
        try:
            return retrieve.fuse(near, words)
        finally:
            retrieve.DENSE_SHARE, retrieve.BESIDE, retrieve.DOCUMENT = kept

    return fuse


def fusions() -> Iterator[tuple[str, Fusion]]:
    share, beside, document = retrieve.DENSE_SHARE, retrieve.BESIDE, retrieve.DOCUMENT
    yield "dense seule", lambda near, _: of_meaning(near)
    yield "lexicale seule", lambda _, words: of_words(words)
    yield "rangs réciproques (RRF) 1:1", ranks(0.5)
    yield "rangs réciproques 2:1", ranks(2 / 3)
    for weight in (0.5, share, 0.8):
        yield f"min–max, p = {weight}", scaled(weight, from_worst_to_best)
    for weight in (0.5, share, 0.8):
        yield f"écarts-types, p = {weight}", scaled(weight, in_deviations)
    yield "plancher, passage seul", ours(share, 0.0, 0.0)
    yield "plancher, voisins", ours(share, beside, 0.0)
    yield "plancher, document", ours(share, 0.0, document)
    for weight in (0.5, 0.6, share, 0.7, 0.8):
        yield f"plancher, voisins et document, p = {weight}", ours(weight, beside, document)


def stores_in(folder: Path, settings: Settings) -> Stores:
    embedder = SentenceTransformersEmbedder(settings.embedding_model, settings.model_cache)
    catalogue = SqlCatalogue.in_folder(folder)
    dense = ChromaIndex(folder / "vectors", embedder.fingerprint, catalogue)
    return Stores(catalogue, dense, TantivyIndex(folder / "words"), embedder)


def found(question: str, scope: Sequence[str] | None, stores: Stores) -> tuple[tuple[Near, ...], tuple[Hit, ...]]:
    near = stores.dense.search(stores.embedder.encode_query(question), retrieve.DEPTH, scope)
    return near, stores.lexical.search(expand(question, load_glossary()), retrieve.DEPTH, scope)


def asked_of_set(folder: Path, index: Path) -> list[Asked]:
    is_new = not index.exists()
    index.mkdir(parents=True, exist_ok=True)
    stores = stores_in(index, Settings())
    if is_new:
        index_corpus(folder / "corpus.jsonl", stores, "", lambda _stage, _done, _total: None)
    document_of = {placement.passage_id: placement.document_id for placement in stores.catalogue.placements()}
    return [Asked(*found(one.text, None, stores), document_of, one.relevant) for one in read_queries(folder)]


def asked_of_conventions(index: Path, scoped: bool) -> list[Asked]:
    if not index.exists():
        open_assistant(Settings(index=index)).ingest([ROOT / "corpus"])
    stores = stores_in(index, Settings())
    cards = stores.catalogue.cards()
    passages = [passage for card in cards for passage in stores.catalogue.passages_of(card.id)]
    article_of = {passage.id: f"{passage.document_id} {passage.article}" for passage in passages}
    seed = [card.id for card in cards if not card.identity.exemple]
    asked: list[Asked] = []
    for name in GOLD:
        for row in map(json.loads, (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()):
            is_seed = "seed" in (name, row.get("corpus"))
            named = seed if is_seed else list(read_scope(row["question"], cards).documents)
            if not row["answerable"] or not row.get("must_cite") or row.get("history") or not named:
                continue
            relevant = {f"{document} {article}": 1 for document in named for article in row["must_cite"]}
            relevant = {article: 1 for article in relevant if article in article_of.values()}
            hits = found(row["question"], named if scoped else None, stores)
            asked.append(Asked(*hits, article_of, relevant))
    return asked


def figures(fusion: Fusion, asked: Sequence[Asked]) -> str:
    rankings = []
    for one in asked:
        values = fusion(one.near, one.words)
        best = sorted(values, key=lambda i: (-values[i], i))
        rankings.append(tuple(dict.fromkeys(one.group_of[i] for i in best)))
    means = score(rankings, [one.relevant for one in asked])
    return f"{means.ndcg_10:.3f} / {means.hit_1:.3f} / {means.hit_5:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indexes", type=Path, required=True)
    parser.add_argument("sets", nargs="*", type=Path)
    arguments = parser.parse_args()
    sets = {folder.name: asked_of_set(folder, arguments.indexes / folder.name) for folder in arguments.sets}
    sets["conventions, la bonne"] = asked_of_conventions(arguments.indexes / "conventions", scoped=True)
    sets["conventions, toutes"] = asked_of_conventions(arguments.indexes / "conventions", scoped=False)
    print("| fusion |", *(f" {name} ({len(asked)}) |" for name, asked in sets.items()), sep="")
    print("| --- " * (len(sets) + 1) + "|")
    for name, fusion in fusions():
        print(f"| {name} | " + " | ".join(figures(fusion, asked) for asked in sets.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
