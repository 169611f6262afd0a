"""Meaning and words in one score; ties always in the same order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pytest
from doubles import WordEmbedder

from ctgbot.errors import BadRequest
from ctgbot.model import Hit, Passage
from ctgbot.ports import FloatArray, Near
from ctgbot.retrieve import DENSE_SHARE, FLOOR_RANK, Retriever, fuse, retrieve


def passage(document_id: str, start: int) -> Passage:
    text = f"texte {document_id} {start}"
    return Passage(
        f"{document_id}:{start}", document_id, "Titre", "s000", "texte", "texte", (), None, None, start, start + 9, text
    )


class Meaning:
    """A dense index that answers the same hits whatever is asked."""

    def __init__(self, *hits: Near) -> None:
        self.hits = hits
        self.scopes: list[Collection[str] | None] = []

    def search(self, vector: FloatArray, top: int, documents: Collection[str] | None = None) -> tuple[Near, ...]:
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


def close(passage_id: str, cosine: float, *, beside: float | None = None, document: float = 0.5) -> Near:
    """A passage alone in its section, unless the cosine of its neighbours is given."""
    return Near(passage_id, cosine, cosine if beside is None else beside, document)


def ids(near: Meaning, words: Words, top: int = 10, retriever: Retriever = "hybrid") -> list[str]:
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
    scores = fuse([close("x", 0.9), close("y", 0.8)], [Hit("x", 12.0), Hit("y", 3.0)])
    assert scores == pytest.approx({"x": 1.0, "y": (1 - DENSE_SHARE) * 0.25})


def test_a_passage_known_to_one_side_only_is_scored_all_the_same() -> None:
    scores = fuse([close("x", 0.9), close("y", 0.8)], [Hit("z", 5.0)])
    assert scores == pytest.approx({"x": DENSE_SHARE, "y": 0.0, "z": 1 - DENSE_SHARE})


def test_the_dense_scale_ends_at_the_floor_rank() -> None:
    near = [close(f"p{rank:04d}", 1.0 - rank / 1000) for rank in range(FLOOR_RANK + 50)]
    scores = fuse(near, [])
    assert scores[f"p{FLOOR_RANK - 1:04d}"] == pytest.approx(0.0)
    assert scores[f"p{FLOOR_RANK + 49:04d}"] < 0


def test_what_stands_beside_a_passage_decides_between_two_that_are_equally_close() -> None:
    near = [close("x", 0.9, beside=0.5), close("y", 0.9, beside=0.8), close("z", 0.6)]
    scores = fuse(near, [])
    assert scores["y"] > scores["x"] > scores["z"]


def test_the_document_decides_between_two_passages_that_are_equally_close() -> None:
    scores = fuse([close("x", 0.9, document=0.6), close("y", 0.9, document=0.8), close("z", 0.5)], [])
    assert scores["y"] > scores["x"] > scores["z"]


def test_within_one_document_what_it_speaks_of_changes_nothing() -> None:
    cosines = {"x": 0.9, "y": 0.7, "z": 0.6}
    of_one, of_another = ([close(i, c, document=d) for i, c in cosines.items()] for d in (0.1, 0.9))
    assert fuse(of_one, [Hit("z", 4.0)]) == pytest.approx(fuse(of_another, [Hit("z", 4.0)]))


def test_equal_cosines_do_not_divide_by_zero() -> None:
    assert fuse([close("x", 0.5), close("y", 0.5)], []) == pytest.approx({"x": DENSE_SHARE, "y": DENSE_SHARE})


def test_no_hit_at_all_gives_nothing() -> None:
    assert fuse([], []) == {}
    assert ids(Meaning(), Words()) == []


def test_a_word_hit_can_overtake_a_closer_meaning() -> None:
    near = Meaning(close("a:0", 0.90), close("a:10", 0.89), close("b:0", 0.50))
    assert ids(near, Words())[0] == "a:0"
    assert ids(near, Words(Hit("a:10", 9.0)))[0] == "a:10"


def test_ties_go_by_document_then_place() -> None:
    tied = [close("b:10", 0.5), close("a:20", 0.5), close("b:0", 0.5), close("a:10", 0.5)]
    assert ids(Meaning(*tied), Words()) == ["a:10", "a:20", "b:0", "b:10"]
    assert ids(Meaning(*reversed(tied)), Words(), top=2) == ["a:10", "a:20"]


def test_one_side_alone_can_be_asked() -> None:
    near, words = Meaning(close("a:0", 0.9)), Words(Hit("b:0", 3.0))
    assert ids(near, words, retriever="dense") == ["a:0"]
    assert ids(near, words, retriever="lexical") == ["b:0"]


def test_the_glossary_adds_words_to_the_lexical_side() -> None:
    words = Words()
    ids(Meaning(), words)
    assert words.asked["préavis"] == 1.0
    assert 0 < words.asked["prévenance"] < 1


def test_the_scope_reaches_both_indexes() -> None:
    near, words = Meaning(close("a:0", 0.9)), Words()
    retrieve("Quoi ?", 3, ("a",), embedder=WordEmbedder(), dense=near, lexical=words, catalogue=SHELF)
    assert near.scopes == words.scopes == [("a",)]


def test_a_passage_that_the_catalogue_no_longer_holds_is_left_out() -> None:
    assert ids(Meaning(close("gone:0", 0.9), close("a:0", 0.8)), Words()) == ["a:0"]


def test_an_empty_question_is_refused() -> None:
    with pytest.raises(BadRequest, match="vide"):
        retrieve(" \n", 3, None, embedder=WordEmbedder(), dense=Meaning(), lexical=Words(), catalogue=SHELF)
