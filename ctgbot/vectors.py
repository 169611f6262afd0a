"""Which vectors the catalogue needs, and the ones that are not there yet: each text is encoded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from ctgbot.model import Passage
from ctgbot.ports import Embedder, FloatArray
from ctgbot.stores import DenseStore
from ctgbot.text.passages import embedded_text, vector_key

_BATCH = 32  # texts of close lengths: little padding, and a progress bar that moves


def keys_of(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The name of each passage's vector."""
    return tuple(vector_key(embedded_text(passage)) for passage in passages)


def texts_of(passages: Iterable[Passage]) -> dict[str, str]:
    """What is encoded, by the name of its vector."""
    texts = map(embedded_text, passages)
    return {vector_key(text): text for text in texts}


def add_missing(
    texts: Mapping[str, str], dense: DenseStore, embedder: Embedder, tick: Callable[[int, int], None]
) -> None:
    """Encodes and stores, shortest first. `tick(done, total)` is called after each batch, and before the first one:
    the model is loaded then, which takes longer than a batch."""
    ordered = iter(sorted(texts, key=lambda key: (len(texts[key]), key)))
    done = 0
    if texts:
        tick(done, len(texts))
    while batch := list(islice(ordered, _BATCH)):
        vectors: dict[str, FloatArray] = dict(
            zip(batch, embedder.encode_passages([texts[key] for key in batch]), strict=True)
        )
        dense.add(vectors)
        done += len(batch)
        tick(done, len(texts))
