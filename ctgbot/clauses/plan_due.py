"""By when the action plan is due: a date, a delay after the signature, or the signature itself."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.text.dates import find_deadlines
from ctgbot.text.durations import find_durations
from ctgbot.text.normalise import level

_PLAN = wording(
    r"\b(?:plans?|programmes?) d'actions?\b|\bfeuilles? de route\b|\bfiches?[ -]actions?\b|\bplans? pluriannue\w+"
)
_MADE = wording(
    r"\b(?:present|valid|finalis|arret|adopt|etabli|elabor|annex|joint|remis|transmis|defini|formalis|sign|soumis"
    r"|ecri|integr|stabilis|complet|produi|livr|fixe|approuv|construi|bati|achev|s'appliqu|vot|figur|constitu"
    r"|form|attend|decri|detaill)\w*"
)
_OF_ITS_LIFE = wording(
    r"\b(?:bilan|evaluation|revue|suivi|actualisation|mise a jour|avancement)s?(?: annuel\w*)? (?:du|des"
    r"|de la) (?:plan|programme|fiche|feuille)|\best (?:evalue|actualise|revu|mis a jour)|\bchaque annee\b"
    r"|\bau vu d(?:u|es)\b|\bvers(?:e|era|ent|ement)\b|\btous les ans\b|\b(?:plan|programme"
    r"|fiche)s?\b.{0,30}\bprevoi(?:t|ent) (?:que|qu')"
)
_BY = wording(
    r"(?:\bau plus tard(?: le| au)?|\bavant(?: le| la| l')?|\bd'ici(?: au| a la| le| a)?|\bpour le|\blimite(?: du"
    r"| :)?|\bau|\bjusqu'au|\bd'ici la|\bau cours d(?:u|e l'annee)|\becheance(?: du| au| :)?|\bde|\|)\W*$"
)
_AT_THE_LATEST = wording(r"^(?:\W{0,3}:)|^,? (?:au plus tard|dernier delai|dernier terme|inclus)\b")
_LEANS = wording(
    r"^[\W\d]*(?:il|elle|ils|elles|celui-ci|celles?-ci|ceux-ci|ce(?:tte)? (?:plan|programme|document|fiche)"
    r"|(?:la|sa) version (?:definitive|finale))\b"
)
_REPLACED = wording(r"\bremplacee?s? par\b")
_AFTER_SIGNATURE = wording(
    r"^ (?:suivant|apres|a compter de|a partir de|qui suivent|qui suivront|de) (?:la |sa "
    r"|cette )?(?:date de )?(?:la |sa )?signature"
)
_BEFORE_DELAY = wording(r"(?:\bdans (?:les|un delai de|un delai d'|le delai de)|\bau plus tard|\bsous|\bdans)\s*$")
_AT_SIGNATURE = wording(
    r"\b(?:des|a|au jour de|lors de|au moment de) (?:la |sa )?(?:date de )?(?:la |sa )?signature\b"
    r"|\best (?:annexe|joint)e? a la (?:presente )?convention"
)

# « Les fiches-actions, au nombre de neuf, figurent en annexe 3. »: it is there when the convention is signed
_IS_THERE = wording(
    r"\b(?:figure|figurent|constitue|constituent|forme|forment)\b.{0,40}\b(?:annexe|presente convention|ci-apres)"
    r"|\b(?:est|sont) (?:annexe|joint)e?s? (?:a|en) (?!(?:la |cette |une )?deliberation)"
    r"|\b(?:est|sont) (?:presente|decrit|detaill)\w* (?:en|a l')annexe"
)
# « le plan d'actions joint à la convention »: said in passing, weaker than any sentence about when it is due
_ATTACHED = wording(
    r"\b(?:plans?|programmes?) d'actions?(?: 20\d\d ?[-/] ?20\d\d| partage| pluriannuel)?,? (?:annexe|joint)s? "
    r"(?:a la (?:presente )?convention|aux presentes|en annexe)"
)
_NEXT = wording(
    r"\b(?:dans|au cours de|avant la fin de) (?:l'annee|le (?:mois|trimestre|semestre)|du (?:mois|trimestre|semestre))"
    r" (?:qui suit|suivant) (?:la|sa|cette) (?:date de )?(?:la |sa )?signature"
)
_BY_AVENANT = wording(
    r"\b(?:integr|annex|ajout|joint|adopt|formalis)\w* .{0,50}\bpar (?:l'|un "
    r"|voie d')?(?P<avenant>avenant(?:\s*n\s?°\s?\d+)?)"
)
_WEAKER = 1
_IN_PASSING = 2


def find(statements: Statements) -> Iterator[Candidate]:
    """plan_action_echeance."""
    before: Statement | None = None
    for statement in statements:
        named = bool(_PLAN.search(statement.flat))
        leans = _LEANS.match(statement.flat) and _is_introduced(statement, before)
        before = statement
        titled = statement.kind in ("ligne", "cellule") or statements.is_avenant
        titled = titled and bool(_PLAN.search(statement.headings))
        if not (named or leans or titled) or statement.section.kind in ("visas", "signature"):
            continue
        made = _MADE.search(statement.flat) or (statements.is_avenant and _REPLACED.search(statement.flat))
        if made and not _OF_ITS_LIFE.search(statement.flat):
            yield from _due(statement, statements)


def _is_introduced(statement: Statement, before: Statement | None) -> bool:
    """Whether « il » is the plan: the sentence before names it or, for the first one, the title of its section."""
    if before and before.section is statement.section:
        return bool(_PLAN.search(before.flat))
    return bool(_PLAN.search(level(statement.section.title)))


def _due(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    flat = statement.flat
    for day in find_deadlines(flat):
        before, behind = flat[max(0, day.start - 40) : day.start], flat[day.end : day.end + 40]
        if not day.iso.startswith("--") and (_is_due(before) or _AT_THE_LATEST.match(behind)):
            yield _candidate(day.iso, statement)
            return
    for start, _ in statements.blanks_in(statement):
        if _BY.search(flat[max(0, start - statement.start - 40) : start - statement.start]):
            yield _candidate(None, statement)
            return
    for duration in find_durations(flat):
        after = _AFTER_SIGNATURE.match(flat[duration.end :])
        opens = _BEFORE_DELAY.search(flat[: duration.start])
        if after and opens:
            words = statement.text[opens.start() : duration.end + after.end()]
            yield _candidate(" ".join(words.split()), statement)
            return
    if following := _NEXT.search(flat):
        yield _candidate(" ".join(statement.text[following.start() : following.end()].split()), statement)
    elif _AT_SIGNATURE.search(flat):
        yield _candidate("signature", statement)
    elif by_avenant := _BY_AVENANT.search(flat):
        yield _candidate(" ".join(by_avenant["avenant"].split()), statement, _WEAKER)
    elif _IS_THERE.search(flat):
        yield _candidate("signature", statement, _WEAKER)
    elif _ATTACHED.search(flat):
        yield _candidate("signature", statement, _IN_PASSING)


def _is_due(before: str) -> bool:
    """« au plus tard le », or in an avenant « est remplacée par celle du »."""
    return bool(_BY.search(before) or _REPLACED.search(before))


def _candidate(value: str | None, statement: Statement, rank: int = 0) -> Candidate:
    return Candidate("plan_action_echeance", value, statement.start, statement.end, rank)
