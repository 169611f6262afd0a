"""`ground()`: the only place where a sentence becomes *verified*.

A sentence is verified when each of its quotes is in the document to the character and what it says around them adds
nothing: every number stands in a quote next to the same unit, every negation, modal verb and name too. A sentence that
is not verified is kept and marked, never deleted and never counted as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ctgbot.model import Citation, SourcedSentence, SourcedText
from ctgbot.text.normalise import level, locate
from ctgbot.text.quantities import find_quantities

_QUOTED = re.compile(r"«\s*(.*?)\s*»", re.DOTALL)
# Negations as French writes them; « non » and « ni » alone, « sans » and « aucun » change what a clause says.
_NEGATIONS = re.compile(
    r"\b(ne|n'|pas|jamais|aucune?s?|ni|non|sans|sauf|hormis|excepte|exclu\w*|interdi\w*|refus\w*)(?:\b|"
    r"(?<='))"
)
_MODALS = {
    "pouvoir": re.compile(r"\b(peut|peuvent|pourra|pourront|pourrait|pourraient|pouvait)\b"),
    "devoir": re.compile(
        r"\b(doit|doivent|devra|devront|devrait|devraient|devait|obligatoire(?:s|ment)?|faut|impose\w*|tenue?s? de)\b"
    ),
}
# A capital inside a sentence: « Préfet », « Lille », « MSA »; an acronym anywhere.
_NAME = re.compile(r"(?<![.!?:«»(\[\"]\s)(?<!^)(?<=[\s'’(])([A-ZÀ-Ý][\wÀ-ÿ’'-]{2,})")
_REFERENCES = re.compile(
    r"\(?\b(?:art(?:icle)?s?\.?|annexes?|préambule|visas?|parties|p\.|page)\s*[\dIVX.]*[^«»:]*?:(?=\s*«)|"
    r"\[\d+\]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence before it is checked. `spoken_for` are words that need no proof: the question's, the titles'."""

    text: str
    citations: tuple[int, ...] = ()


def ground(
    claims: Sequence[Claim], citations: Sequence[Citation], text_of: Callable[[str], str], known: Iterable[str] = ()
) -> SourcedText:
    """The claims with `verified` set. `text_of` gives a document's text by id; `known` are texts whose names need no
    proof (document titles, references, the question). Citations whose quote is not the document's own are dropped."""
    proven = {citation.id: citation for citation in citations if _is_slice(citation, text_of)}
    free = level(" ".join(known))
    sentences = tuple(
        SourcedSentence(claim.text, tuple(i for i in claim.citations if i in proven), _is_proven(claim, proven, free))
        for claim in claims
    )
    return SourcedText(sentences, tuple(proven.values()))


def _is_slice(citation: Citation, text_of: Callable[[str], str]) -> bool:
    return (
        bool(citation.quote.strip()) and text_of(citation.document_id)[citation.start : citation.end] == citation.quote
    )


def _is_proven(claim: Claim, proven: dict[int, Citation], free: str) -> bool:
    if not claim.citations or any(i not in proven for i in claim.citations):
        return False
    quotes = tuple(proven[i].quote for i in claim.citations)
    return supports(claim.text, quotes, free)


def supports(sentence: str, quotes: Sequence[str], free: str = "") -> bool:
    """Whether the quotes prove the sentence: its own « … » are in them, and its other words add nothing to them."""
    if not quotes:
        return False
    if any(not _is_quoted(quoted, quotes) for quoted in _QUOTED.findall(sentence)):
        return False
    own_words = _QUOTED.sub("« »", sentence)
    own_words = _REFERENCES.sub(" ", own_words) if "«" in own_words else own_words
    proof = "\n".join(quotes)
    return (
        _numbers_stand(own_words, proof)
        and _polarity_stands(own_words, proof)
        and _modals_stand(own_words, proof)
        and _names_stand(own_words, proof, free)
    )


def _is_quoted(quoted: str, quotes: Sequence[str]) -> bool:
    pieces = [piece.strip() for piece in re.split(r"\[…\]|\[\.\.\.\]", quoted) if piece.strip()]
    return all(any(locate(piece, quote) for quote in quotes) for piece in pieces)


def unsupported_numbers(sentence: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a sentence, as written, that no quote holds next to the same unit. References are not numbers."""
    proof = {quantity.key for quote in quotes for quantity in find_quantities(quote)}
    values = {value for _, value, _ in proof}
    missing = []
    for quantity in find_quantities(sentence):
        if quantity.kind == "reference":
            continue
        loose = quantity.kind == "count" and not quantity.unit and quantity.value in values
        if quantity.key not in proof and not loose:
            missing.append(sentence[quantity.start : quantity.end])
    return tuple(missing)


def _numbers_stand(sentence: str, proof: str) -> bool:
    return not unsupported_numbers(sentence, (proof,))


def _polarity_stands(sentence: str, proof: str) -> bool:
    """A negation that the quote has not, or a quote's negation that the sentence drops, turns the clause round."""
    said = bool(_NEGATIONS.search(level(sentence)))
    if said:
        return bool(_NEGATIONS.search(level(proof)))
    return not said and (not _restates(sentence, proof) or not _NEGATIONS.search(level(proof)))


def _restates(sentence: str, proof: str) -> bool:
    """Whether the sentence says in its own words what the quote says: most of the quote's words are in it."""
    words = set(re.findall(r"[a-z]{4,}", level(sentence)))
    quoted = set(re.findall(r"[a-z]{4,}", level(proof)))
    return bool(quoted) and len(words & quoted) / len(quoted) >= 0.5


def _modals_stand(sentence: str, proof: str) -> bool:
    flat, flat_proof = level(sentence), level(proof)
    return all(not pattern.search(flat) or bool(pattern.search(flat_proof)) for pattern in _MODALS.values())


def _names_stand(sentence: str, proof: str, free: str) -> bool:
    place = f"{level(proof)} {free}"
    return all(level(name) in place for name in _NAME.findall(sentence))


def renumbered(text: SourcedText) -> SourcedText:
    """Citations numbered 1, 2, 3… in the order in which the sentences use them; unused ones dropped."""
    order: dict[int, int] = {}
    for sentence in text.sentences:
        for identifier in sentence.citations:
            order.setdefault(identifier, len(order) + 1)
    by_id = {citation.id: citation for citation in text.citations}
    sentences = tuple(replace(s, citations=tuple(order[i] for i in s.citations)) for s in text.sentences)
    return SourcedText(sentences, tuple(replace(by_id[old], id=new) for old, new in order.items()))
