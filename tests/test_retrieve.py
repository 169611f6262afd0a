"""Meaning and words in one score; ties always in the same order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pytest
from doubles import WordEmbedder

from ctgbot.errors import BadRequest
from ctgbot.model import Hit, Passage
from ctgbot.ports import FloatArray
from ctgbot.retrieve import DENSE_SHARE, FLOOR_RANK, Retriever, fuse, retrieve


def passage(document_id: str, start: int) -> Passage:
    text = f"texte {document_id} {start}"
    return Passage(
        f"{document_id}:{start}", document_id, "Titre", "s000", "texte", "texte", (), None, None, start, start + 9, text
    )


class Near:
    """A dense index that answers the same hits whatever is asked."""

    def __init__(self, *hits: Hit) -> None:
        self.hits = hits
        self.scopes: list[Collection[str] | None] = []

    def search(self, vector: FloatArray, top: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        assert vector.dtype == np.float32
        self.scopes.append(documents)
        return self.hits[:top]


class Words:
    """A lexical index that answers the same hits, and remembers the words."""

    def __init__(self, *hits: Hit) -> None:
        self.hits = hits
        self.asked: Mapping[str, float] = {}
        self.scopes: list[Collection[str] | None] = []

    def search(self, words: Mapping[str, float], top: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        self.asked = words
        self.scopes.append(documents)
        return self.hits[:top]


class Drawer:
    """The part of the catalogue that retrieval reads; the order in which it gives passages back means nothing."""

    def __init__(self, *passages: Passage) -> None:
        self._passages = {one.id: one for one in reversed(passages)}

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        wanted = set(passage_ids)
        return {key: one for key, one in self._passages.items() if key in wanted}


SHELF = Drawer(*(passage(document, start) for document in ("a", "b") for start in (0, 10, 20)))


def ids(near: Near, words: Words, top: int = 10, retriever: Retriever = "hybrid") -> list[str]:
    found = retrieve(
        "Quel préavis ?",
        top,
        None,
        embedder=WordEmbedder(),
        dense=near,
        lexical=words,
        catalogue=SHELF,
        retriever=retriever,
    )
    return [one.passage.id for one in found]


def test_the_best_of_both_sides_scores_one() -> None:
    scores = fuse([Hit("x", 0.9), Hit("y", 0.8)], [Hit("x", 12.0), Hit("y", 3.0)])
    assert scores == pytest.approx({"x": 1.0, "y": (1 - DENSE_SHARE) * 0.25})


def test_a_passage_known_to_one_side_only_is_scored_all_the_same() -> None:
    scores = fuse([Hit("x", 0.9), Hit("y", 0.8)], [Hit("z", 5.0)])
    assert scores == pytest.approx({"x": DENSE_SHARE, "y": 0.0, "z": 1 - DENSE_SHARE})


def test_the_dense_scale_ends_at_the_floor_rank() -> None:
    near = [Hit(f"p{rank:04d}", 1.0 - rank / 1000) for rank in range(FLOOR_RANK + 50)]
    scores = fuse(near, [])
    assert scores[f"p{FLOOR_RANK - 1:04d}"] == pytest.approx(0.0)
    assert scores[f"p{FLOOR_RANK + 49:04d}"] < 0


def test_equal_cosines_do_not_divide_by_zero() -> None:
    assert fuse([Hit("x", 0.5), Hit("y", 0.5)], []) == pytest.approx({"x": DENSE_SHARE, "y": DENSE_SHARE})


def test_no_hit_at_all_gives_nothing() -> None:
    assert fuse([], []) == {}
    assert ids(Near(), Words()) == []


def test_a_word_hit_can_overtake_a_closer_meaning() -> None:
    near = Near(Hit("a:0", 0.90), Hit("a:10", 0.89), Hit("b:0", 0.50))
    assert ids(near, Words())[0] == "a:0"
    assert ids(near, Words(Hit("a:10", 9.0)))[0] == "a:10"


def test_ties_go_by_document_then_place() -> None:
    tied = [Hit("b:10", 0.5), Hit("a:20", 0.5), Hit("b:0", 0.5), Hit("a:10", 0.5)]
    assert ids(Near(*tied), Words()) == ["a:10", "a:20", "b:0", "b:10"]
    assert ids(Near(*reversed(tied)), Words(), top=2) == ["a:10", "a:20"]


def test_one_side_alone_can_be_asked() -> None:
    near, words = Near(Hit("a:0", 0.9)), Words(Hit("b:0", 3.0))
    assert ids(near, words, retriever="dense") == ["a:0"]
    assert ids(near, words, retriever="lexical") == ["b:0"]


def test_the_glossary_adds_words_to_the_lexical_side() -> None:
    words = Words()
    ids(Near(), words)
    assert words.asked["préavis"] == 1.0
    assert 0 < words.asked["prévenance"] < 1


def test_the_scope_reaches_both_indexes() -> None:
    near, words = Near(Hit("a:0", 0.9)), Words()
    retrieve("Quoi ?", 3, ("a",), embedder=WordEmbedder(), dense=near, lexical=words, catalogue=SHELF)
    assert near.scopes == words.scopes == [("a",)]


def test_a_passage_that_the_catalogue_no_longer_holds_is_left_out() -> None:
    assert ids(Near(Hit("gone:0", 0.9), Hit("a:0", 0.8)), Words()) == ["a:0"]


def test_an_empty_question_is_refused() -> None:
    with pytest.raises(BadRequest, match="vide"):
        retrieve(" \n", 3, None, embedder=WordEmbedder(), dense=Near(), lexical=Words(), catalogue=SHELF)
