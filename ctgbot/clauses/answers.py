"""A question about a parameter of the registry, answered by the clause that was read once, with its proof."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Clause, Passage, Proof
from ctgbot.text.choose import Candidate
from ctgbot.text.confidence import Verdict
from ctgbot.text.question import Part
from ctgbot.text.remarks import Found
from ctgbot.text.units import Unit

PassagesOf = Callable[[str], Sequence[Passage]]


def answer_from(part: Part, clauses: Sequence[Clause], passages_of: PassagesOf) -> Found | None:
    """What the registry holds for the parameters asked, of a convention and its avenants: the clause in force first,
    then the one it replaced. None when nothing was read (no convention) or a proof cannot be shown."""
    if not clauses:
        return None
    said = sorted((clause for clause in clauses if clause.proof), key=lambda clause: clause.superseded_by is not None)
    if not said:
        labels = tuple(dict.fromkeys(BY_KEY[clause.parameter].label for clause in clauses))
        return Found(part, (), Verdict("refused", (), ()), labels)
    chosen: list[Candidate] = []
    for clause in said:
        for proof in (clause.proof, *(other for _, other in clause.others)):
            passage = _passage_at(passages_of(clause.document_id), proof)
            if proof is None or passage is None:
                return None
            unit = Unit(passage, proof.start, proof.end, proof.quote)
            if unit not in [candidate.unit for candidate in chosen]:
                chosen.append(Candidate(unit, 0.0, 1.0, True))
    return Found(part, tuple(chosen), Verdict("answered", (), ()))


def _passage_at(passages: Sequence[Passage], proof: Proof | None) -> Passage | None:
    """The passage that a proof begins in."""
    at = bisect_right([passage.start for passage in passages], proof.start) - 1 if proof else -1
    return passages[at] if at >= 0 and proof and proof.start < passages[at].end else None
