"""What a question asks: its subject, the kinds of answer it wants, what it takes for granted, what it may not have.

Pure reading of words; nothing here searches. The question is data: an order inside it is refused, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ctgbot.model import Turn
from ctgbot.text.answer_types import LISTED, AnswerType, asked_types
from ctgbot.text.framing import without_frame
from ctgbot.text.misuse import is_order, is_personal
from ctgbot.text.normalise import level
from ctgbot.text.places import named_places
from ctgbot.text.quantities import find_quantities
from ctgbot.text.spelling import respell
from ctgbot.text.words import content_words

_FOLLOW_UP = re.compile(
    r"^\W*(?:et\b|mais\b|donc\b|dans ce cas|sinon|and\b|ok\b|d'accord|pourquoi\s*\?|combien\s*\?|qui\s*\?|quand\s*\?)"
)
_PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|y|en|celui-ci|celle-ci|cela|ca|ce delai|cette clause|cet article|ce comite|"
    r"cette instance|ce dernier|cette derniere|l'autre)\b"
)
_FEW_WORDS = 5
_MOST_PARTS = 6  # each part is answered by itself: what is behind stays with the last
_SPLIT = re.compile(
    r"\?\s+(?=\S)|;\s+|\n\s*(?:\d[).]|[-•])\s+|"
    r",?\s+\b(?:(?:et|ou|puis)(?: aussi| enfin)?|ainsi que|d'autre part,?|par ailleurs,?)\s+"
    r"(?=(?:combien|quand|qui\b|quel|quelle|quels|quelles|comment|ou\b|a partir|jusqu|faut|est-ce|que\b|qu'|pourquoi|"
    r"peut|doit|a quoi|a qui|on (?:compte|peut|doit)|par (?:rapport|qui)|sous quel|de combien|pour combien))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a question. `subject` is the text without the words that only ask: empty when those are
    all that it has (« et par quel courrier ? »)."""

    text: str
    subject: str
    types: tuple[AnswerType, ...]
    wants_list: bool
    articles: tuple[int, ...] = ()
    plan: tuple[str, ...] = ()  # « fiche 2.1 »: parts of a plan that it names


@dataclass(frozen=True, slots=True)
class Reading:
    """`standalone`: the question with what a follow-up leaves unsaid; `parts`: at least one."""

    standalone: str
    parts: tuple[Part, ...]
    before: str
    is_order: bool
    is_personal: bool
    is_drafting: bool = False


def read_question(question: str, history: Sequence[Turn], bare_of: Callable[[str], str]) -> Reading:
    """Reads a question. `bare_of` takes away the names that the scope has dealt with: no clause repeats them."""
    question = respell(question)
    flat = level(question)
    before = bare_of(without_frame(_before(question, flat, history)))
    bare = bare_of(question)
    return Reading(
        standalone=f"{before} {bare}".strip(),
        parts=_parts(bare_of(without_frame(question))),
        before=before,
        is_order=is_order(question),
        is_personal=is_personal(question),
        is_drafting=bool(_DRAFTING.search(flat)),
    )


# « Rédige l'article 3 », « Propose un paragraphe… », « Prépare un courrier… »
_DRAFTING = re.compile(
    r"^\W*(?:peux-tu |pouvez-vous |merci de |il faudrait )?(?:me |nous )?"
    r"(?:redige[rz]?|ecri[st]?|ecrire|ecrivez|propose[rz]?|prepare[rz]?|reformule[rz]?)(?:-(?:moi|nous))?\s+(?:un|une|le|la|les|l'|des|d')"
)
# « La MSA est-elle signataire ? », « Que se passe-t-il… », « Y a-t-il… », « il y a »: no word stands for another there.
_INVERSION = re.compile(
    r"-(?:t-)?(?:il|elle|ils|elles|on|ce)\b|\by a(?:-t-il)?\b|\bil y a\b|\bil faut\b|\ben (?:cas|cours|vigueur|fin)\b"
)


def _before(question: str, flat: str, history: Sequence[Turn]) -> str:
    """The last question of the user when this one leans on it, else nothing."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return ""
    few = len(content_words(question)) <= _FEW_WORDS
    spoken = _INVERSION.sub(" ", flat)
    leans = bool(_FOLLOW_UP.search(flat)) or (few and bool(_PRONOUN.search(spoken)))
    return asked[-1] if few and leans else ""


def _parts(question: str) -> tuple[Part, ...]:
    flat = level(question)
    cuts = [0]
    for match in _SPLIT.finditer(flat):
        cuts.append(match.end())
    pieces = [question[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(question)], strict=True)]
    kept: list[str] = []
    for piece in pieces:
        if kept and (not content_words(piece) or not content_words(kept[-1])):
            kept[-1] = f"{kept[-1]} {piece}"
        elif piece:
            kept.append(piece)
    if len(kept) > _MOST_PARTS:
        kept[_MOST_PARTS - 1 :] = [" ".join(kept[_MOST_PARTS - 1 :])]
    return tuple(_part(piece) for piece in kept or [question])


def _part(text: str) -> Part:
    types = asked_types(text)
    places = named_places(text)
    wants_list = bool(LISTED.search(level(text)))
    return Part(text, _subject(text, types), types, wants_list, places.articles, places.plan)


def _subject(text: str, types: Sequence[AnswerType]) -> str:
    """Without the words that ask (« quel est le montant ») except for delays, whose name is the subject itself, and
    without the dates that the asker brings."""
    flat = level(text)
    spans = [
        (
            match.start(),
            match.start(match.lastindex) if kind.name.startswith("count:") and match.lastindex else match.end(),
        )
        for kind in types
        if kind.name != "duration"
        for match in kind.asks.finditer(flat)
    ]  # « combien de communes »: what is counted is the subject itself
    spans += [
        match.span()
        for match in re.finditer(r"\b(?:combien de (?:temps|tps|mois|jours)|cb de t\w+|au bout de combien)\b", flat)
    ]
    spans += [(q.start, q.end) for q in find_quantities(text) if q.kind == "date"]
    out = list(text)
    for start, end in spans:
        while end < len(flat) and end > start and flat[end - 1].isalnum() and flat[end].isalnum():
            end += 1  # « se réuni|r »: to the end of the word
        out[start:end] = " " * (end - start)
    subject = re.sub(r"\s+", " ", "".join(out)).strip()
    return subject if content_words(subject) else ""
