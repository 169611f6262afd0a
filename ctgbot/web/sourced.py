"""Components that show what was sourced, and nothing that was not: they take a SourcedText or an Answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import streamlit as st

from ctgbot.model import SourcedText
from ctgbot.web.markup import (
    nearest_html,
    sentences_html,
    sources_html,
    status_html,
    tools_html,
    understood_html,
    warnings_html,
)
from ctgbot.web.session import Shown

_STEPS = 24
_SECONDS = 0.6  # the whole reveal: enough to see where the answer starts, never a wait


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: `anchor` begins the ids of its sources, `searched` says which documents were asked."""

    anchor: str
    searched: str


def show_answer(shown: Shown, place: Place, reveal: bool) -> None:
    """An answer whole, or written out when it is new. It is already proved: only its display takes time."""
    slot = st.empty()
    if reveal:
        for part in _parts(shown.answer.body):
            slot.html(f'<article class="ctg-answer" aria-busy="true">{sentences_html(part, place.anchor)}</article>')
            time.sleep(_SECONDS / _STEPS)
    slot.html(_answer(shown, place))


def _sourced(sourced: SourcedText, shown: Shown, anchor: str) -> str:
    return sentences_html(sourced, anchor) + sources_html(sourced, shown.contexts, shown.cards, anchor)


def _answer(shown: Shown, place: Place) -> str:
    answer = shown.answer
    return (
        f'<article class="ctg-answer ctg-is-{answer.status}" aria-label="Réponse" data-ctg-answer="{place.anchor}">'
        f"{understood_html(answer)}{status_html(answer)}{_sourced(answer.body, shown, place.anchor)}"
        f"{warnings_html(answer.warnings)}{nearest_html(answer.nearest, shown.cards)}"
        f"{tools_html(answer, shown.cards, place.searched)}</article>"
    )


def _parts(sourced: SourcedText) -> Iterator[SourcedText]:
    """Longer and longer beginnings of the text, without citations, cut between words."""
    words = [len(sentence.text.split()) for sentence in sourced.sentences]
    ends = list(accumulate(words))
    total = ends[-1] if ends else 0
    for step in range(1, _STEPS):
        left = total * step // _STEPS
        sentences = []
        for sentence, count in zip(sourced.sentences, words, strict=True):
            if left > 0:
                text = sentence.text if left >= count else " ".join(sentence.text.split()[:left])
                sentences.append(replace(sentence, text=text, citations=()))
            left -= count
        yield SourcedText(tuple(sentences))
