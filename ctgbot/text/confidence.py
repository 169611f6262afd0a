"""Answer, half an answer, or none: decided on what the texts hold of the question, never on a retrieval score.

Measured by others and here: absent things score as high as present ones. What separates them is the question's own
words that no text of the scope contains, and the kind of thing asked (an amount, a count…) that no clause holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.model import AnswerStatus
from ctgbot.text.answer_types import AnswerType
from ctgbot.text.choose import Candidate
from ctgbot.text.details import asked_details
from ctgbot.text.framing import without_case
from ctgbot.text.matching import Term
from ctgbot.text.question import Part
from ctgbot.text.words import Bag, bag, stems

_SOME = 0.12  # share of the question's words below which the texts are about something else
# Share of the question's words that the quotes themselves must hold when it asks for nothing that can be checked by
# its kind (« faut-il une conciliation ? »). Of 154 questions: under it, 6 of 8 without an answer, 1 in 5 of the others.
_ENOUGH = 0.27
_ABOUT = 0.5  # share that a piece must hold itself before a name, an amount or a count in it answers


@dataclass(frozen=True, slots=True)
class Verdict:
    """`silent`: kinds of thing asked that no piece holds; `absent`: words of the question that stand nowhere near."""

    status: AnswerStatus
    silent: tuple[AnswerType, ...]
    absent: tuple[str, ...]


def judge(part: Part, terms: Sequence[Term], chosen: Sequence[Candidate], things: tuple[str, ...] = ()) -> Verdict:
    """How far the pieces chosen answer this part of the question; `things` are what it names and no text speaks of."""
    around = bag("\n".join(f"{' '.join(c.unit.passage.trail)}\n{c.unit.passage.text}" for c in chosen))
    kinds = (*part.types, *asked_details(part.text))
    silent = tuple(kind for kind in kinds if not any(_holds(kind, terms, c) for c in _asked_about(kind, chosen)))
    if any(candidate.unit.passage.article in part.articles for candidate in chosen) and not silent:
        return Verdict("answered", (), ())  # « que dit l'article 9 ? »: here it is
    if _share(terms, around) < _SOME:
        unknown = tuple(term.word.text for term in terms if _is_word(term) and not term.is_known)
        return Verdict("refused", silent, unknown)
    quoted = bag("\n".join(candidate.unit.text for candidate in chosen))
    if not part.types and not things and _share(_of_the_question(part, terms), quoted) < _ENOUGH:
        return Verdict("partial", silent, tuple(t.word.text for t in terms if _is_word(t) and not t.found_in(around)))
    return Verdict("partial" if silent or things else "answered", silent, things)


def _of_the_question(part: Part, terms: Sequence[Term]) -> Sequence[Term]:
    """Without the case that opens it: « Pour des statistiques, faut-il passer par le DPO ? » is about the DPO."""
    main = stems(without_case(part.text))
    return [term for term in terms if term.word.stem in main] or terms


def _asked_about(kind: AnswerType, chosen: Sequence[Candidate]) -> Sequence[Candidate]:
    """The form of a dénonciation is in its own clause or nowhere: the next clause's letter is not an answer."""
    if not kind.attribute or not chosen:
        return chosen
    best = max(chosen, key=lambda candidate: candidate.score)
    return [c for c in chosen if c.unit.passage.section_id == best.unit.passage.section_id]


def _holds(kind: AnswerType, terms: Sequence[Term], candidate: Candidate) -> bool:
    if not kind.holds(candidate.unit.text):
        return False
    things = [term for term in terms if not term.only_says] or terms
    return not kind.exact or _share(things, bag(candidate.unit.text)) >= _ABOUT


def _is_word(term: Term) -> bool:
    return not term.word.stem.isdigit()


def _share(terms: Sequence[Term], present: Bag) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * term.found_in(present) for term in terms) / total if total else 0.0
