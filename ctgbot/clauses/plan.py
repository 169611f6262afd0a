"""Who validates the plan of action: the Caf, the council, the steering committee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.several import whole_span
from ctgbot.clauses.statements import Statement, Statements

_PLAN = re.compile(
    r"\b(?:plans? d['e] ?actions?|programmes? d'actions?|fiches?[- ]actions?|feuilles? de route|schema de developpement"
    r"|plans? pluriannuels?|plan d'action)\b"
)
# « le projet de plan », under « Plan d'actions »
_THIS_PLAN = re.compile(r"\b(?:projet de|le|ce|du|au) plan\b(?! (?:de|du|d'|departemental|local|mercredi|strategique))")
_VALID = (
    r"(?:valid|approuv|adopt|arret(?!er? (?:immediat|des))|enterin|vot(?=e[es]?\b|ent\b|er\b)|ratifi|homologu"
    r"|agre(?=e))[a-z]*"
)
_CAF = (
    r"(?:conseils? d'administration(?! du c)(?: de la caf)?|commission d'action sociale(?: de la caf)?"
    r"|(?<!de )la caf\b|caf\b"
    r"|services de la caf|directi?on de la caf|direct(?:eur|rice) de la caf)"
)
_COUNCIL = (
    r"(?:conseils? (?:municipa\w+|communautaires?|metropolitain|syndical|de communaute|d'agglomeration)|assemblees?"
    r" deliberantes?|organes? deliberants?|comite syndical|deliberation\b(?! (?:du|de la) c(?:onseil d'administration"
    r"|af)))"
)
_COPIL = r"(?:comites? de pilotage|co-?pils?\b|instance de pilotage|comites? strategiques?|instance de gouvernance)"
# Names of the steering committee where no other one steers
_LESSER = re.compile(r"\bcomites? (?:de suivi|partenarial|territorial|de la (?:ctg|convention))\b")
_WHO = re.compile(rf"(?P<copil>{_COPIL})|(?P<conseil>{_COUNCIL})|(?P<caf>{_CAF})")
# « validé par … », « soumis à la validation du … », « la validation relève du … », « objet d'une délibération du … »
_PASSIVE = re.compile(
    rf"\b(?:{_VALID}(?: (?:conjointement|definitivement|ensuite|ensemble))?,? (?:par|en|au)\b"
    r"|(?:soumi[st]e?s?|presentee?s?|transmi[st]e?s?) (?:pour|au?) (?:la |l')?(?:validation|approbation|adoption|accord"
    r"|vote|avis conforme)"
    r"|(?:validation|approbation|adoption|vote|accord|avis conforme)s? (?:finale? |prealable |formelle? "
    r"|conjointe? )?(?:du|de la"
    r"|de l'|par|des"
    r"|:|relev\w+|revient|appartient|incombe)"
    r"|deliberee?s? par\b"
    r"|(?:validation|approbation|adoption) (?:du|des|de la|de ce) (?:plan|programme|fiches?"
    r"|feuille)[^.;]{0,40}?(?:relev\w+|revient|appartient|incombe|est assuree)"
    r"|(?:soumi[st]e?s?|transmi[st]e?s?|adressee?s?|presentee?s?) (?=(?:a|au"
    r"|aux) [^.;]{3,60}? pour (?:sa )?(?:validation|approbation|adoption|accord))"
    r"|soumi[st]e?s? a (?:la |une )?(?=deliberation)|soumi[st]e?s? (?:aux?|a l') ?(?=conseils? (?:municipa|communau"
    r"|metropol)|assemblees? delib)|objet d'une (?=deliberation)|par (?=deliberation))"
)
# « le conseil municipal l'a voté »: « l' » is the plan of the sentence before
_CLITIC = re.compile(rf"\bl(?:'|e |es )(?:(?:a|ont|avons) |(?!valid?ation|adoption|vote\b)){_VALID}\b")
# « le comité de pilotage valide le plan d'actions »
_ACTIVE = re.compile(rf"\b(?:{_VALID}|delibere(?:nt|ra|ront)? sur|donne(?:nt)? (?:son|leur) accord)\b")
_NEGATED = re.compile(r"\bn(?:e |')(?:[a-z]+ ){0,3}(?:pas|aucun|jamais)\b|\bsans (?:validation|approbation)")
_REACH = 90
_OTHER_OBJECT = re.compile(r"\b(?:diagnostic|bilan|convention|avenant|budget|compte rendu|evaluation)\b")
_TO_IT = re.compile(r"\b(?:annexe|joint|integre|insere|ajoute)\w* (?:a|dans|par) (?:la |l')(?:presente )?$")
_AND_THE = re.compile(r"^ (?:le|un|son) [a-z]+(?: [a-z]+)? et (?:le|un|son) $")  # « valider le diagnostic et le plan »
# « adopté par la Caf et la commune »: which body of the commune is not said
_UNSAID = re.compile(
    r"\b(?:caf et (?:par )?(?:la|l')|(?:commune|ville|collectivite|communaute|agglomeration"
    r"|metropole) et (?:par )?la caf)\b"
)
_LABEL = re.compile(
    r"^\W{0,4}(?:validation|approbation|adoption|vote|valide par"
    r"|approuve par)(?: du plan d'actions?)?\s?[:|]\s*(?P<what>.+)$"
)
# « Il est validé par… », « Après avis de l'équipe technique, il est arrêté par… »
_IT = re.compile(
    r"[\W\d]{0,8}(?:[^.;:|]{0,80}, )?(?:il|elle|ils|elles|celui-ci|celles-ci|ce plan|ces fiches|ce document)\b"
)
_ACTIONS = re.compile(r"[\W\d]{0,8}(?:les|ces|des) (?:fiches[- ])?actions\b")  # « Elles sont validées par la Caf »
_HE = re.compile(r"[\W\d]{0,8}(?:il|elle)\s*$")
_ORDER = ("caf", "conseil", "copil")


def find(statements: Statements) -> Iterator[Candidate]:
    """One candidate of plan_action_validation: everyone who validates, quoted where most of them stand."""
    proofs: list[tuple[Statement, frozenset[str]]] = []
    steers = any(re.search(_COPIL, statement.flat) for statement in statements)
    for statement in statements:
        if statement.section.kind in ("visas", "parties") or not _about_the_plan(statement, statements):
            continue
        who = _validators(statement, statements, steers=steers)
        if who:
            proofs.append((statement, who))
        elif _is_open(statement, statements):
            yield Candidate("plan_action_validation", None, statement.start, statement.end, 1)
    if proofs:
        named = frozenset().union(*(who for _, who in proofs))
        value = tuple(name for name in _ORDER if name in named)
        yield Candidate("plan_action_validation", value, *whole_span(proofs))


def _about_the_plan(statement: Statement, statements: Statements) -> bool:
    """The plan is named here, or is what « il » stands for: in the sentence before, in the heading."""
    if _PLAN.search(statement.flat):
        return True
    if _THIS_PLAN.search(statement.flat) and _PLAN.search(statement.headings):
        return True
    if _IT.match(statement.flat):
        before = statements.above(statement)
        if before and _PLAN.search(before.flat):
            return True
        headings = statement.headings
        return bool(before and _ACTIONS.match(before.flat) and _PLAN.search(headings))
    if _CLITIC.search(statement.flat):
        return any(_PLAN.search(before.flat) for before in statements.before(statement, 2))
    if _LABEL.match(statement.flat):
        return bool(
            _PLAN.search(statement.context) or any(_PLAN.search(s.flat) for s in statements.before(statement, 3))
        )
    return False


def _validators(statement: Statement, statements: Statements, *, steers: bool) -> frozenset[str]:
    """Who validates by this statement; a « comité de suivi » steers where no « comité de pilotage » does."""
    flat = statement.flat if steers else _LESSER.sub("comite de pilotage", statement.flat)
    label = _LABEL.match(flat)
    if label:
        return _named(label["what"])
    found: set[str] = set()
    for match in _PASSIVE.finditer(flat):
        if _NEGATED.search(flat[max(0, match.start() - 40) : match.end()]) or not _is_of_the_plan(flat, match):
            continue
        clause = _first_clause(flat[match.end() : match.end() + _REACH])
        if not _UNSAID.search(clause) or re.search(_COUNCIL, clause):
            found |= _named(clause)
    for match in _ACTIVE.finditer(flat):
        plan = _PLAN.search(flat, match.end(), match.end() + _REACH)
        between = flat[match.end() : plan.start()] if plan else ""
        plan_is_object = plan and (
            _AND_THE.search(between) or not (_OTHER_OBJECT.search(between) or re.search(r"[,;:]", between))
        )
        if plan_is_object and not _NEGATED.search(flat[max(0, match.start() - 30) : match.end()]):
            subject = flat[max(0, match.start() - _REACH) : match.start()]
            lead = statement.lead.flat if statement.lead and not _WHO.search(subject) else ""
            subject = _committee(statement, statements) if _HE.match(subject) else subject
            row = flat.split("|")[0] if "|" in flat else ""  # a row is of its first cell, not of the members beside
            found |= _named(re.split(r"[.;|]|, (?:qui|puis)", subject)[-1]) or _named(row or lead)
    for match in _CLITIC.finditer(flat):
        if _PLAN.search(flat) and not re.search(r", qui $", flat[: match.start()]):
            continue
        if not _NEGATED.search(flat[max(0, match.start() - 30) : match.end()]):
            found |= _last_named(re.split(r"[.;]|'a [a-z]+e\b", flat[: match.start()])[-1])
    return frozenset(found)


def _committee(statement: Statement, statements: Statements) -> str:
    """Who « il » is in « Il valide le plan d'actions »: the steering committee of the heading, or of the sentence
    above."""
    own = statement.headings.split(" > ")[-1] if not re.search(r"> [\d.]+$", statement.headings) else statement.headings
    above = statements.above(statement)
    opening = re.match(r"[\W\d]{0,8}(?:le|un|ce|ledit|la|une|cette) .{0,60}", above.flat) if above else None
    for said in (own, opening[0] if opening else ""):
        found = re.search(_COPIL, said)
        if found and not re.search(r"technique|thematique", said):
            return found[0]
    return ""


def _is_of_the_plan(flat: str, verb: re.Match[str]) -> bool:
    """« le diagnostic est validé par …, puis le plan est mis en œuvre »: the last one before the verb is validated."""
    before = flat[: verb.start()]
    plans = [match.end() for match in _PLAN.finditer(before)]
    others = [
        match.end()
        for match in _OTHER_OBJECT.finditer(before)
        if verb.start() - match.end() <= 2 or not _TO_IT.search(before[: match.start()])
    ]
    if not plans:
        behind = re.split(r"[.;]", flat[verb.start() : verb.end() + 60])[0]
        return not others and bool(_PLAN.search(behind) or not _PLAN.search(flat))  # « Il est validé par … »
    if others and verb.start() - max(others) <= 2:  # « annexé à la convention approuvée par le conseil municipal »
        return False
    return not others or max(plans) > max(others) or "," in before[min(plans) :]


def _first_clause(behind: str) -> str:
    """What follows « validé par », up to another verb: « par la Caf et présenté au conseil municipal »."""
    return re.split(r"[.;]|\b(?:present|soumi|transmi|inform|communiqu|annex|figur|joint|qui|avant|lors)", behind)[0]


def _named(flat: str) -> frozenset[str]:
    return frozenset(match.lastgroup for match in _WHO.finditer(flat) if match.lastgroup)


def _last_named(flat: str) -> frozenset[str]:
    """« examiné par le comité de pilotage, qui le valide »: the one who stands right before."""
    named = [match.lastgroup for match in _WHO.finditer(flat) if match.lastgroup]
    return frozenset(named[-1:])


def _is_open(statement: Statement, statements: Statements) -> bool:
    verb = _PASSIVE.search(statement.flat) or _LABEL.match(statement.flat)
    return bool(verb) and statements.is_open(statement.start + (verb.end() if verb else 0) - 1, statement.end)
