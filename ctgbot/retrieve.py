"""A question → the passages worth reading, best first: meaning (dense) and words (lexical) in one score.

score = DENSE_SHARE · dense + (1 − DENSE_SHARE) · lexical, with
- closeness = the passage's cosine, BESIDE of it being its neighbours' of the same section, plus DOCUMENT · its
  document's. A passage of eighty words often leaves its subject to what stands around it. Within one document the
  last term is the same for all and decides nothing.
- dense = (closeness − floor) / (best − floor), where floor is the FLOOR_RANK-th best of the scope. In a big
  corpus the best two hundred lie close together, so that meaning decides; within one short convention the floor is its
  farthest passage, so that words (names, acronyms, figures) weigh more. Ranks (RRF) do less well.
- lexical = BM25 / best BM25 of the scope.
Figures behind the constants: docs/benchmarks.md, « Fusion ».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, Protocol

from ctgbot.errors import BadRequest
from ctgbot.model import Hit, Passage, ScoredPassage
from ctgbot.ports import DenseIndex, Embedder, LexicalIndex, Near
from ctgbot.text.glossary import expand, load_glossary

Retriever = Literal["hybrid", "dense", "lexical"]

DENSE_SHARE = 0.65  # from 0.6 to 0.7 cnil has .78–.79, spf_qr .943–.948, conventions .80–.81; 0.5 costs spf_qr .016
BESIDE = 0.1  # 0.05 to 0.15 is a plateau; more takes the right clause of a convention from the first place
DOCUMENT = 0.4  # 0.2 to 0.65 is a plateau
FLOOR_RANK = 200  # 100 to 200 is a plateau; 10 costs spf_qr .01
DEPTH = 1_000  # hits asked from each side, so that a passage found by one has its score from the other


class Shelf(Protocol):
    """The one thing that is asked of the catalogue here."""

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist among these ids."""


def retrieve(
    query: str,
    top: int,
    documents: Collection[str] | None,
    *,
    embedder: Embedder,
    dense: DenseIndex,
    lexical: LexicalIndex,
    catalogue: Shelf,
    retriever: Retriever = "hybrid",
) -> tuple[ScoredPassage, ...]:
    """At most `top` passages of `documents` (all when None). Ties by document, then place in it.

    Raises BadRequest on an empty question.
    """
    if not query.strip():
        raise BadRequest("La question est vide.")
    if top < 1:
        return ()
    depth = max(DEPTH, top)
    near = () if retriever == "lexical" else dense.search(embedder.encode_query(query), depth, documents)
    words = () if retriever == "dense" else lexical.search(expand(query, load_glossary()), depth, documents)
    scores = _scores(near, words, retriever)
    found = catalogue.passages(_leading(scores, top))
    cosines = {hit.passage_id: hit.score for hit in near}
    farthest = min(cosines.values(), default=0.0)
    ranked = [ScoredPassage(found[i], scores[i], cosines.get(i, farthest)) for i in found]
    ranked.sort(key=lambda scored: (-scored.score, scored.passage.document_id, scored.passage.start))
    return tuple(ranked[:top])


def _scores(near: Sequence[Near], words: Sequence[Hit], retriever: Retriever) -> dict[str, float]:
    if retriever == "dense":
        return {hit.passage_id: hit.score for hit in near}
    if retriever == "lexical":
        return {hit.passage_id: hit.score for hit in words}
    return fuse(near, words)


def fuse(near: Sequence[Near], words: Sequence[Hit]) -> dict[str, float]:
    """One score by passage from the hits of both sides, each best first.

    A passage that one side did not give back counts there as its last one (dense) or as 0 (lexical).
    """
    dense = _scaled({one.passage_id: _closeness(one) for one in near})
    missing = min(dense.values(), default=0.0)
    best = words[0].score if words else 0.0
    lexical: Mapping[str, float] = {hit.passage_id: hit.score / best for hit in words} if best > 0 else {}
    return {
        passage_id: DENSE_SHARE * dense.get(passage_id, missing) + (1 - DENSE_SHARE) * lexical.get(passage_id, 0.0)
        for passage_id in [*dense, *(passage_id for passage_id in lexical if passage_id not in dense)]
    }


def _closeness(near: Near) -> float:
    return (1 - BESIDE) * near.score + BESIDE * near.beside + DOCUMENT * near.document


def _scaled(closeness: Mapping[str, float]) -> dict[str, float]:
    """1 for the best, 0 for the FLOOR_RANK-th, negative behind it."""
    if not closeness:
        return {}
    ordered = sorted(closeness.values(), reverse=True)
    best, floor = ordered[0], ordered[min(FLOOR_RANK, len(ordered)) - 1]
    spread = best - floor
    if spread <= 0:
        return dict.fromkeys(closeness, 1.0)
    return {passage_id: (value - floor) / spread for passage_id, value in closeness.items()}


def _leading(scores: Mapping[str, float], top: int) -> list[str]:
    """The ids of the `top` best and of whatever ties with the last of them."""
    ordered = sorted(scores, key=lambda passage_id: (-scores[passage_id], passage_id))
    if len(ordered) <= top:
        return ordered
    last = scores[ordered[top - 1]]
    return [passage_id for passage_id in ordered if scores[passage_id] >= last]
