"""The extractive answer, said more fluently by a language model: it may rephrase what is cited, and decides nothing.

What was refused stays refused and the model is not asked. Every clause that the extractive answer cites is still cited
with its own words; the model's sentences that its quotes prove come before them, the others are marked. When nothing
that it says is proven, or when it is away, the extractive answer is given as it was, with a notice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ctgbot.errors import Cancelled, ContextOverflow, ModelUnavailable
from ctgbot.model import Answer, Citation, Passage, SourcedSentence, SourcedText
from ctgbot.text.grounding import ground, renumbered
from ctgbot.text.normalise import locate
from ctgbot.text.quote_mode import Piece, claims_from, read_pieces
from ctgbot.text.quote_prompt import Prompt, fitted, prompt_of, version

AWAY = "Le modèle de langue n'a pas répondu ({reason}) : voici la réponse extraite des textes."
UNPROVEN = "Le modèle de langue n'a rien dit que les textes prouvent : voici la réponse extraite des textes."
STOPPED = "La rédaction par le modèle de langue a été arrêtée à votre demande : voici la réponse extraite des textes."
CUT_SHORT = "Le modèle de langue s'est interrompu ({reason}) : ses phrases prouvées sont gardées."
DOUBTFUL = "Les phrases marquées « non vérifié » viennent du modèle de langue : aucun texte cité ne les prouve."
_MOST_CITED = 12  # an answer with more is a table of conventions: there is nothing to rephrase
_MOST_DOUBTFUL = 3  # sentences that nothing proves and that are shown all the same, marked

_log = logging.getLogger(__name__)


class LanguageModel(Protocol):
    """A model that writes JSON; the real one is in `adapters/llm.py`."""

    @property
    def name(self) -> str:
        """As `engine` says it."""

    @property
    def prompt_tokens(self) -> int:
        """How long a prompt may be."""

    def write(self, prompt: Prompt, on_text: Callable[[str], None], cancelled: Callable[[], bool]) -> str:
        """`on_text` gets all that has come, each time that more has. Raises Cancelled, ModelUnavailable."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the model may speak of, best first, and where quotes are checked: a document's text by its id."""

    passages: tuple[Passage, ...]
    text_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `on_piece` gets the answer so far after each finished sentence; `cancelled` is asked often."""

    on_piece: Callable[[SourcedText], None] = lambda _body: None
    cancelled: Callable[[], bool] = lambda: False


def cited_passages(answer: Answer, passages_of: Callable[[str], Sequence[Passage]]) -> tuple[Passage, ...]:
    """The passages that the answer cites, in the order of its citations. Those that are merely near are not given to
    the model: what it would say of them would be proven, and answer nothing."""
    found: dict[str, Passage] = {}
    for citation in answer.body.citations:
        for passage in passages_of(citation.document_id):
            if passage.start < citation.end and citation.start < passage.end:
                found.setdefault(passage.id, passage)
    return tuple(found.values())


def write_with(
    model: LanguageModel, question: str, extractive: Answer, material: Material, watch: Watch | None = None
) -> Answer:
    """The answer with the model's proven sentences first; `extractive` with a notice when there are none. Raises
    nothing of the model's: its absence is no error of the person who asks."""
    cited = len(extractive.body.citations)
    if extractive.status == "refused" or not material.passages or not 0 < cited <= _MOST_CITED:
        return extractive
    started = time.perf_counter()
    answer = _Dictation(model, question, extractive, material, watch or Watch()).taken()
    spent = round((time.perf_counter() - started) * 1000, 2)
    timings = {**extractive.timings_ms, "llm": spent, "total": extractive.timings_ms.get("total", 0.0) + spent}
    return replace(answer, timings_ms=timings)


class _Dictation:
    """One answer being written: what was heard so far, and what of it stands."""

    def __init__(
        self, model: LanguageModel, question: str, extractive: Answer, material: Material, watch: Watch
    ) -> None:
        self._model, self._question, self._extractive = model, question, extractive
        self._material, self._watch = material, watch
        self._given = fitted(question, material.passages, model.prompt_tokens)
        self._pieces: tuple[Piece, ...] = ()

    def taken(self) -> Answer:
        reason = ""
        try:
            self._ask()
        except Cancelled:
            return self._as_it_was(STOPPED)
        except ModelUnavailable as exc:
            reason = str(exc)
        body = compose(self._pieces, self._given, self._extractive.body, self._material.text_of)
        _log.info("pieces=%d failure=%r", len(self._pieces), reason)
        if body is None:
            return self._as_it_was(AWAY.format(reason=reason) if reason else UNPROVEN)
        notices = [CUT_SHORT.format(reason=reason)] if reason else []
        if not all(sentence.verified for sentence in body.sentences):
            notices.append(DOUBTFUL)
        warnings = (*self._extractive.warnings, *notices)
        return replace(self._extractive, body=body, warnings=warnings, engine=f"llm:{self._model.name}")

    def _ask(self) -> None:
        """Too long for the model after all: once more with half of the passages."""
        try:
            self._write()
        except ContextOverflow:
            if len(self._given) == 1:
                raise
            self._given = self._given[: len(self._given) // 2]
            self._write()

    def _write(self) -> None:
        given = (self._model.name, version(), len(self._given), len(self._material.passages))
        _log.info("model=%s prompts=%s passages=%d/%d", *given)
        prompt = prompt_of(self._question, self._given)
        self._hear(self._model.write(prompt, self._hear, self._watch.cancelled))

    def _hear(self, text: str) -> None:
        """A piece can only be finished where an object is closed."""
        pieces = read_pieces(text) if "}" in text else ()
        if len(pieces) <= len(self._pieces):
            return
        self._pieces = pieces
        body = compose(pieces, self._given, self._extractive.body, self._material.text_of)
        if body is not None:
            self._watch.on_piece(body)

    def _as_it_was(self, notice: str) -> Answer:
        return replace(self._extractive, warnings=(*self._extractive.warnings, notice))


def compose(
    pieces: Sequence[Piece], given: Sequence[Passage], extractive: SourcedText, text_of: Callable[[str], str]
) -> SourcedText | None:
    """Proven sentences, then what the extractive answer says, then what nothing proves; None when nothing is proven."""
    first = max((citation.id for citation in extractive.citations), default=0) + 1
    claims, citations = claims_from(pieces, given, first)
    proven = ground(claims, citations, text_of, [citation.document_title for citation in citations])
    merged = {citation.id: _same_clause(citation, extractive.citations) for citation in proven.citations}
    if not any(sentence.verified for sentence in proven.sentences):
        return None
    said = [
        replace(sentence, citations=tuple(merged[i].id for i in sentence.citations))
        for sentence in proven.sentences
        if sentence.verified and not _is_said(sentence.text, extractive)
    ]
    doubtful = [SourcedSentence(sentence.text) for sentence in proven.sentences if not sentence.verified]
    every = {citation.id: citation for citation in (*extractive.citations, *merged.values())}
    sentences = tuple(dict.fromkeys((*said, *extractive.sentences, *doubtful[:_MOST_DOUBTFUL])))
    return renumbered(SourcedText(sentences, tuple(every.values())))


def _same_clause(citation: Citation, cited: Sequence[Citation]) -> Citation:
    """The clause that the extractive answer cites, when this one is part of it: one clause, one number."""
    for other in cited:
        if other.document_id == citation.document_id and other.start <= citation.start and citation.end <= other.end:
            return other
    return citation


def _is_said(sentence: str, extractive: SourcedText) -> bool:
    """Whether the extractive answer has these very words: said twice, they say no more."""
    return any(locate(sentence.rstrip(" .…"), other.text) for other in extractive.sentences)
