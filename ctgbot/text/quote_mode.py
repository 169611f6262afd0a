"""What a language model gives back → sentences to prove. Nothing that it says is believed.

It returns pieces `{passage, quote, sentence}`. A quote has to stand in its own passage to the character, and the
sentence may leave words of that quote out, never add or move one. What remains goes to `ground()`, which alone makes a
sentence verified; the numbers of citations are the program's.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctgbot.model import Citation, Passage
from ctgbot.text.grounding import Claim
from ctgbot.text.misuse import is_for_machine
from ctgbot.text.negations import cuts_a_negation
from ctgbot.text.normalise import clean, locate
from ctgbot.text.restating import restates
from ctgbot.text.sentences import split_sentences
from ctgbot.text.words import content_words

_MOST_READ = 200_000  # characters of output; four pieces take about two thousand
_MOST_PIECES = 12
_LONGEST_SENTENCE = 500
_FEWEST_WORDS = 3  # content words of a quote: « la convention » stands everywhere and proves nothing

# An object without objects inside, strings skipped whole: « {"passage": 1, "quote": "…}…", "sentence": "…"} ».
_FLAT_OBJECT = re.compile(r'\{[^{}"]*+(?:"(?:[^"\\]|\\.)*+"[^{}"]*+)*+\}', re.DOTALL)

_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\s?\([^()]*\)")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
# « https://… », « javascript:… », « www.exemple.fr », « exemple.fr/suivi?d=… »
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|vbscript|mailto)\s?:\s?\S+|\bwww\.\S+|\b[\w-]+(?:\.[a-z]{2,})+/\S*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\s*\d[\d\s,;-]*\]")  # « [1] »: the program numbers
_SIGNS = re.compile(r"[*`|<>\[\]{}\\]|^\W*#+\s|_{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of an answer as the model gave it; `passage` counts from 1."""

    passage: int
    quote: str
    sentence: str


def read_pieces(output: str) -> tuple[Piece, ...]:
    """The complete pieces of what has come so far: JSON, JSON that stops short, in fences, among prose, or garbage."""
    pieces = dict.fromkeys(_pieces_in(output[:_MOST_READ]))
    return tuple(pieces)[:_MOST_PIECES]


def _pieces_in(output: str) -> Iterator[Piece]:
    for found in _FLAT_OBJECT.finditer(output):
        try:
            row = json.loads(found[0], strict=False)
        except ValueError:  # not JSON, or a number of more digits than Python reads
            continue
        piece = _piece(row)
        if piece:
            yield piece


def _piece(row: dict[str, object]) -> Piece | None:
    number, quote, sentence = (row.get(name) for name in ("passage", "quote", "sentence"))
    if isinstance(number, str) and re.fullmatch(r"[0-9]{1,4}", number):
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool):
        number = 0
    if not isinstance(quote, str) or not isinstance(sentence, str):
        return None
    said = neutral(sentence)
    return Piece(number, clean(quote), said) if said else None


def neutral(sentence: str) -> str:
    """The words of a sentence alone: no link, image, tag, mark-up, hidden sign or number of citation is left in it."""
    flat = clean(unicodedata.normalize("NFKC", sentence[: 4 * _LONGEST_SENTENCE]))
    flat = "".join(sign for sign in flat if unicodedata.category(sign) not in ("Cf", "Co", "Cn", "Cs"))
    for pattern, instead in (
        (_IMAGE_OR_LINK, r"\1"), (_ADDRESS, "(lien retiré)"), (_TAG, " "), (_NOTE, " "), (_SIGNS, " "),
    ):  # fmt: skip
        flat = pattern.sub(instead, flat)
    flat = " ".join(flat.split())
    flat = re.sub(r"\s+(?=[.,)])", "", flat)
    return flat if len(flat) <= _LONGEST_SENTENCE else flat[:_LONGEST_SENTENCE].rstrip() + "…"


def claims_from(
    pieces: Sequence[Piece], passages: Sequence[Passage], first_id: int = 1
) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """A claim by piece; with a citation, numbered from `first_id`, when its quote may prove it, and none otherwise.

    The citation is the whole sentence around the quote: a condition or a denial that the model left out comes back.
    """
    claims: list[Claim] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    for piece in pieces:
        passage = passages[piece.passage - 1] if 1 <= piece.passage <= len(passages) else None
        span = _span(piece, passage) if passage else None
        if passage is None or span is None:
            claims.append(Claim(piece.sentence))
            continue
        key = (passage.document_id, passage.start + span[0], passage.start + span[1])
        citation = citations.setdefault(key, _citation(passage, span, first_id + len(citations)))
        claims.append(Claim(piece.sentence, (citation.id,)))
    return tuple(claims), tuple(citations.values())


def _span(piece: Piece, passage: Passage) -> tuple[int, int] | None:
    """Where the sentences that hold the quote stand in the passage; None when the quote is not there or proves less."""
    place = locate(piece.quote, passage.text)
    if place is None or len(content_words(piece.quote)) < _FEWEST_WORDS or cuts_a_negation(passage.text, *place):
        return None
    if not restates(piece.sentence, passage.text[place[0] : place[1]]):
        return None
    around = [span for span in split_sentences(passage.text) if span[0] < place[1] and place[0] < span[1]]
    start, end = min(place[0], around[0][0]), max(place[1], around[-1][1])
    return None if is_for_machine(passage.text[start:end]) else (start, end)


def _citation(passage: Passage, span: tuple[int, int], number: int) -> Citation:
    return Citation(
        id=number,
        document_id=passage.document_id,
        document_title=passage.document_title,
        reference=passage.reference,
        article=passage.article,
        page=passage.page,
        start=passage.start + span[0],
        end=passage.start + span[1],
        quote=passage.text[span[0] : span[1]],
        text_at=passage.text,
        ocr=passage.ocr,
    )
