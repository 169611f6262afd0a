"""A question about a parameter of the registry, answered by the clause that was read once, with its proof."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from ctgbot.clauses.parameters import BY_KEY
from ctgbot.clauses.verdicts import Verdict as Agreement
from ctgbot.clauses.verdicts import verdict
from ctgbot.model import Clause, Passage, Proof
from ctgbot.text.answer_types import TYPES, AnswerType
from ctgbot.text.choose import Candidate
from ctgbot.text.confidence import Verdict
from ctgbot.text.normalise import level
from ctgbot.text.premise_parts import Assumption, assumptions, wants_yes_or_no
from ctgbot.text.premise_statements import Statement, statements
from ctgbot.text.question import Part
from ctgbot.text.regimes import REGIMES, asks_every_regime
from ctgbot.text.remarks import IN_FORCE, REPLACED, TO_FILL_IN, Found
from ctgbot.text.units import Unit

# Values of the registry that say that the clause is there and does not settle this.
_SILENT_ON = {"non_precisee": "form", "non_precise": "start"}
_MAY_SET_NO_DELAY = ("resiliation_sans_mise_en_demeure", "reglement_amiable")

PassagesOf = Callable[[str], Sequence[Passage]]
ClausesOf = Callable[[Collection[str]], Sequence[Clause]]

CONTRADICTED = "Le texte se contredit. "
_SUPPOSED = "La question suppose « {said} » ; "
_CORRECTED: dict[Agreement, str] = {
    "faux": "le texte dit autre chose. ",
    "contradictoire": "le texte se contredit. ",
    "a_completer": "ce n'est pas renseigné dans ce texte. ",
}
_YES_OR_NO: dict[Agreement, str] = {
    "vrai": "Oui. ", "faux": "Non. ", "contradictoire": CONTRADICTED, "a_completer": TO_FILL_IN,
}  # fmt: skip
_NOT_SHOWN = "le texte cité ne le montre pas. "  # a party may be missing from a draft
_NOT_FORESEEN = "le texte lu ne prévoit rien pour « {label} »."


def answer_from(part: Part, clauses: Sequence[Clause], passages_of: PassagesOf) -> Found | None:
    """What the registry holds for the parameters asked, of a convention and its avenants: the clause in force first,
    then the one it replaced. None when nothing was read (no convention) or a proof cannot be shown."""
    if not clauses or _only_animates(part, clauses):
        return None
    said = sorted((clause for clause in clauses if clause.proof), key=lambda clause: clause.superseded_by is not None)
    if not said:
        labels = tuple(dict.fromkeys(BY_KEY[clause.parameter].label for clause in clauses))
        return Found(part, (), Verdict("refused", (), ()), labels)
    chosen: list[Candidate] = []
    openings: list[str] = []
    for clause in said:
        for proof in (clause.proof, *(other for _, other in clause.others)):
            passage = _passage_at(passages_of(clause.document_id), proof)
            if proof is None or passage is None:
                return None
            unit = Unit(passage, proof.start, proof.end, proof.quote)
            if unit not in [candidate.unit for candidate in chosen]:
                first = proof is clause.proof
                openings.append(_opening(clause, said) if first else "")
                chosen.append(Candidate(unit, 0.0, 1.0, True))
    silent = _unsettled(part, said, chosen)
    return Found(
        part, tuple(chosen), Verdict("partial" if silent else "answered", silent, ()), openings=tuple(openings)
    )


def _only_animates(part: Part, clauses: Sequence[Clause]) -> bool:
    """« Qui préside ? » is told by the clause on animation only where it presides too."""
    asked = [clause for clause in clauses if clause.parameter == "copil_animation" and clause.proof]
    if not asked or "presid" not in level(part.text):
        return False
    return not any(clause.proof and "presid" in level(clause.proof.quote) for clause in asked)


def _unsettled(part: Part, said: Sequence[Clause], chosen: Sequence[Candidate]) -> tuple[AnswerType, ...]:
    """What the clause leaves open though it is the right one: how to write, from when to count, for how long."""
    names = {
        _SILENT_ON[str(clause.value)]
        for clause in said
        if clause.superseded_by is None and clause.status == "rempli" and str(clause.value) in _SILENT_ON
    }
    kinds = tuple(kind for kind in TYPES if kind.name in names)
    if any(clause.parameter in _MAY_SET_NO_DELAY for clause in said):
        asked = [kind for kind in part.types if kind.name == "duration"]
        kinds += tuple(kind for kind in asked if not any(kind.holds(candidate.unit.text) for candidate in chosen))
    return kinds


def _opening(clause: Clause, said: Sequence[Clause]) -> str:
    """What is to be known before the quote is read."""
    if clause.superseded_by is not None:
        return REPLACED
    if clause.status == "contradictoire":
        return CONTRADICTED
    if clause.status == "a_completer":
        return TO_FILL_IN
    replaces = any(other.superseded_by and other.parameter == clause.parameter for other in said)
    return IN_FORCE if replaces else ""


def every_regime(part: Part, clauses_of: ClausesOf, passages_of: PassagesOf) -> Found | None:
    """The ways out of a convention, one line each, when the question does not say which; None of a single one."""
    if not asks_every_regime(part):
        return None
    clauses = [clause for clause in clauses_of(list(REGIMES)) if clause.proof]
    lines = [
        (opening, answer_from(part, [clause for clause in clauses if clause.parameter == parameter], passages_of))
        for parameter, opening in REGIMES.items()
    ]
    said = [(opening, found) for opening, found in lines if found and found.chosen]
    if len(said) < 2:
        return None
    chosen = tuple(candidate for _, found in said for candidate in found.chosen)
    openings = tuple(f"{opening}{note[:1].lower()}{note[1:]}" for opening, found in said for note in found.openings)
    return Found(part, chosen, Verdict("answered", (), ()), openings=openings)


def premises_answered(
    question: str,
    part: Part,
    bare_of: Callable[[str], str],
    clauses_of: ClausesOf,
    passages_of: PassagesOf,
) -> tuple[Found, ...]:
    """The premises that the clauses belie, each with the clause; and those to be confirmed, with Oui or Non. What is
    true, and what the registry does not settle, is not spoken of. `bare_of` takes the names of places away."""
    found = []
    for assumption in assumptions(question):
        for statement in statements(bare_of(assumption.text)):
            reply = _reply(part, assumption, statement, clauses_of, passages_of)
            if reply:
                found.append(reply)
    return tuple(found)


def yes_or_no(part: Part, clauses_of: ClausesOf, passages_of: PassagesOf) -> Found | None:
    """« La CTG est-elle reconduite tacitement ? »: Oui or Non before the clause, when its value settles it."""
    if assumptions(part.text) or not wants_yes_or_no(part.text):
        return None
    said = statements(part.text)
    if len(said) != 1:
        return None
    reply = _reply(part, Assumption(part.text, True), said[0], clauses_of, passages_of)
    if reply and not reply.chosen:  # asked alone, what no clause foresees is a no, not an answer
        return Found(part, (), Verdict("refused", (), ()), (BY_KEY[said[0].parameter].label,))
    return reply


def _reply(
    part: Part, assumption: Assumption, statement: Statement, clauses_of: ClausesOf, passages_of: PassagesOf
) -> Found | None:
    clauses = [clause for clause in clauses_of([statement.parameter]) if clause.parameter == statement.parameter]
    current = [clause for clause in clauses if clause.superseded_by is None]
    known = [clause for clause in current if clause.status != "absent"]
    if len(known or current) == 0 or len(known) > 1:
        return None
    agreement = verdict(statement, (known or current)[0], assumption.asked)
    supposed = _SUPPOSED.format(said=assumption.text.replace("«", "“").replace("»", "”"))
    if agreement == "non_prevu":
        label = _NOT_FORESEEN.format(label=BY_KEY[statement.parameter].label)
        notice = label[:1].upper() + label[1:] if assumption.asked else supposed + label
        return Found(part, (), Verdict("answered", (), ()), notice=notice)
    if agreement is None or (agreement == "vrai" and not assumption.asked):
        return None
    answer = answer_from(part, clauses, passages_of)
    if answer is None or not answer.chosen:
        return None
    corrected = _NOT_SHOWN if statement.parameter == "signataires" else _CORRECTED.get(agreement, "")
    opening = _YES_OR_NO[agreement] if assumption.asked else supposed + corrected
    kept = answer.openings[0] if answer.openings[0] in (IN_FORCE, REPLACED) else ""
    return Found(part, answer.chosen, answer.verdict, openings=(opening + kept, *answer.openings[1:]))


def _passage_at(passages: Sequence[Passage], proof: Proof | None) -> Passage | None:
    """The passage that a proof begins in."""
    at = bisect_right([passage.start for passage in passages], proof.start) - 1 if proof else -1
    return passages[at] if at >= 0 and proof and proof.start < passages[at].end else None
