"""When the convention is evaluated: all along, half-way, at the end, every year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.several import whole_span
from ctgbot.clauses.statements import Statement, Statements

_EVALUATES = re.compile(
    r"\brevues? (?:annuelles? )?(?:du plan|de la convention|des actions)\b|\bevalu\w+|\bbilans?\b|\bauto-?evalu\w+"
)
# What evaluates under a heading of evaluation: « nous faisons le point », « un rapport d'étape », « revue annuelle »
_LOOKS_BACK = re.compile(
    r"\b(?:points?|rapports?|revues?|points? d'etape|mesur\w+|examin\w+|examen|analys\w+|tableaux? de bord|suivie?s?"
    r"|enquetes?)\b"
)
_OF_EVALUATION = re.compile(
    r"\bindicateurs\b|\bobservation\b|\bevalu\w+|\bbilans?\b|\bmesur\w+ (?:[a-z']+ )?(?:les |l'|des )?(?:resultats"
    r"|effets|impact)"
)
_MOMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "en_continu",
        re.compile(
            r"\bau fur et a mesure\b|\ben continu\b|\bcontinue?s?\b(?! de )|\btout au long\b|\bchemin faisant\b"
            r"|\bin itinere\b"
            r"|\bpermanente?s?\b|\bau fil de (?:l'eau|la mise en oeuvre)|\bpendant toute la (?:duree|vie)\b"
            r"|\ba chaque (?:etape|revue)\b"
            r"|\bdurant toute la (?:duree|periode)\b|\blors des revues\b"
        ),
    ),
    (
        "mi_parcours",
        re.compile(
            r"\bmi-?\s?(?:parcours|chemin|periode|echeance|mandat|convention|etape|terme|duree)\b|\bintermediaires?\b"
            r"|\b(?:rapport|bilan|evaluation) d'etape\b(?! (?:annuel|chaque))"
            r"|\b(?:au terme|a l'issue|a la fin) de la (?:deuxieme|seconde|2e) annee|\bau milieu de (?:la|l')"
            r"|\ba la moitie de\b"
        ),
    ),
    (
        "finale",
        re.compile(
            r"\b(?:evaluation|bilan)s? (?:[a-z]+ ){0,2}(?:final|terminal)e?s?\b|\bfinale?s?\b|\ba l'issue (?:de la|du"
            r"|de cette) (?:presente )?(?:convention|ctg|periode|contrat)"
            r"|\b(?:au|a son|a leur|avant (?:le|son)|du) terme\b(?! de la (?:premiere|deuxieme|troisieme|quatrieme))"
            r"|\b(?:en|de) fin de (?:convention|ctg|periode|contrat|parcours)"
            r"|\ba (?:la|sa) fin\b(?! (?:de chaque|de l'|d')\s?(?:annee|exercice))"
            r"|\ba (?:l'|son )(?:echeance|expiration|issue)\b(?! de la (?:premiere|deuxieme|troisieme|quatrieme))"
            r"|\bavant (?:l'|son )(?:echeance|expiration)\b"
            r"|\b(?:bilan|evaluation) (?:d'ensemble|globale?|generale?)\b|\bderniers mois\b|\b(?:derniere annee"
            r"|dernier (?:semestre"
            r"|trimestre))\b|\bavant la fin de (?:la|l')"
            r"|\bfin de la (?:presente )?(?:convention|ctg|periode)"
        ),
    ),
    (
        "annuelle",
        re.compile(
            r"\bannuel(?:le)?(?:s|ment)?\b|\bchaque (?:annee|printemps|ete|automne|hiver|exercice)\b|\btous les ans\b"
            r"|\bune fois (?:par an|l'an)\b|\bpar an\b|\bfin (?:d'|de chaque )(?:annee|exercice)\b"
        ),
    ),
)
_NEGATED = re.compile(
    r"\bn(?:e |')(?:[a-z]+ ){0,2}(?:pas|aucun|ni)\b|\bsans (?:evaluation|bilan)\b|\baucune? (?:evaluation|bilan)"
)
# « budget annuel », « réunion annuelle »: of something else
_OTHER_ANNUAL = re.compile(
    r"\b(?:budget|cout|reunions?|credits?|montants?|subventions?|programmation|seances?|calendrier|donnees|comptes?"
    r"|chiffres)"
    r" (?:[a-z]+ )?annuel(?:le)?s?\b"
)
_MEETS = re.compile(r"\bse reuni\w+|\breunions?\b")
_OF_ANOTHER = re.compile(
    r"\b(?:le|la|du|au|les|des|un|une) (?:precedente?s?|ancien(?:ne)?s?)\b|\b(?:convention|contrat"
    r"|ctg)s? precedente?s?\b"
    r"|\bcej\b|\bcontrats? enfance\b|\bpremiere convention\b"
)
# « Les modalités d'évaluation restent à définir. »
_TO_COME = re.compile(
    r"\b(?:modalites|calendrier|moments?|indicateurs|methode)\b[^.;:]{0,60}\b(?:rest\w+|est|sont|sera|seront)"
    r" (?:encore )?a (?:definir|preciser|determiner|fixer|completer)\W*$"
)
_TITLE = re.compile(r"\bevaluation\b|\bbilan\b|\bsuivi\b")


def find(statements: Statements) -> Iterator[Candidate]:
    """One candidate of evaluation: every moment that the text names, quoted where most of them stand."""
    proofs: list[tuple[Statement, frozenset[str]]] = []
    for statement in statements:
        past = statement.section.kind in ("preambule", "visas") or _OF_ANOTHER.search(statement.flat)
        if past or not _evaluates(statement):
            continue
        moments = _moments(statement, statements)
        if moments:
            proofs.append((statement, moments))
        elif _is_open(statement, statements):
            yield Candidate("evaluation", None, statement.start, statement.end, 1)
    own = [proof for proof in proofs if _OF_EVALUATION.search(proof[0].headings)] or proofs
    if own:
        named = frozenset().union(*(moments for _, moments in own))
        value = tuple(name for name, _ in _MOMENTS if name in named)
        yield Candidate("evaluation", value, *whole_span(own))


def _is_open(statement: Statement, statements: Statements) -> bool:
    blank = statements.is_open(statement.start, statement.end) or _TO_COME.search(statement.flat)
    return bool(blank and _TITLE.search(statement.headings))


def _evaluates(statement: Statement) -> bool:
    """Named here, or in the line that introduces an item under a heading of evaluation."""
    if _EVALUATES.search(statement.flat):
        return True
    if not _OF_EVALUATION.search(statement.headings):
        return False
    if _LOOKS_BACK.search(statement.flat):
        return True
    is_label = re.match(r"\W{0,4}(?:moments?|calendrier|quand|periodicite|frequence|rythme|temps)\b", statement.flat)
    lead = statement.lead
    return bool(is_label or (lead and _EVALUATES.search(lead.flat) and not _MEETS.search(statement.flat)))


def _moments(statement: Statement, statements: Statements) -> frozenset[str]:
    """The moments that stand outside of any blank."""
    flat = _OTHER_ANNUAL.sub(lambda other: " " * len(other[0]), statement.flat)
    flat = re.sub(r"[^;:]+", lambda part: " " * len(part[0]) if _NEGATED.search(part[0]) else part[0], flat)
    return frozenset(
        name
        for name, pattern in _MOMENTS
        for match in pattern.finditer(flat)
        if not statements.is_open(statement.start + match.start(), statement.start + match.end())
    )
