"""The schéma départemental that the convention stands on, and the years that it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statements
from ctgbot.model import ClauseValue, Period

_SCHEMA = re.compile(
    r"\bschemas? departementa(?:l|ux) (?:unique )?(?P<years>20\d\d\s?[-/]\s?20\d\d )?(?:des"
    r"|de) services aux familles(?:\s*\(\s*sdsf\s*\))?|\bsdsf\b"
    r"|\bschema des services aux familles\b"
)
_YEAR = r"20[0-4]\d"
_GAP = (  # between the schéma and its years: its département, its signature, « pour la période »
    r"(?:(?!\bctg\b|\bconvention\b|\bpreced|\bancien|\bsucced|\bcog\b|\bcej\b|\bschema\b|\bevaluation\b"
    r"|\bprecedent)[^.;|:]){0,110}?"
)
_YEARS = re.compile(rf"(?P<gap>{_GAP})(?<![\d/])(?P<start>{_YEAR})\s*(?:-|/|a|au|et)\s*(?P<end>{_YEAR})(?![\d/])")
_TERM = re.compile(
    rf"(?P<gap>{_GAP})\b(?:du|de|depuis le)\s+1er janvier (?P<start>{_YEAR})\b.{{0,30}}?\b31 decembre (?P<end>{_YEAR})"
)
# A verb between them: « le Sdsf et la Ctg 2024-2028 », « le Sdsf fixe … pour 2024-2026 » is of something else
_TIED = re.compile(
    r"^[\s\"«(\[,*_-]*(?:$|(?:(?:de|du|des|d'|la|le|l'|les|en|vigueur|sur|pour|periode|annees?|adopte|signe|conclu"
    r"|etabli|arrete|valide|approuve"
    r"|couvrant|couvre|portant|porte|relatif|valable|courant|court|s'etend|est|a ete|sdsf|departement|prefet|par"
    r"|revise|renouvele|au titre|titre"
    r"|qui|dont|caf|comite|cdsf|partenaires?|et ses|dans|son|edition|version|actualise|departemental\w*|[a-z'-]+"
    r"|\d{1,2}(?:er)?|[,()\"])[\s\"(),-]*){0,18}$)"
)
_VERBS_OF_OTHERS = re.compile(
    r"\b(?:fixe|prevoit|definit|identifie|retient|souligne|rappelle|vise|permet|constitue|articule|decline|repond"
    r"|ainsi que|et (?:le|la|les|l')\b)"
)
_BEFORE_IT = re.compile(r"\b(?:precedent|ancien|premier)\s*$")
_LONGEST = 4_000  # characters: no sentence
_BLANK_REACH = 40


def find(statements: Statements) -> Iterator[Candidate]:
    """Candidates of sdsf_reference: a mention with its years first, one without where there is no other."""
    for statement in statements:
        if len(statement.flat) > _LONGEST:
            continue
        for mention in _SCHEMA.finditer(statement.flat):
            if _BEFORE_IT.search(statement.flat[: mention.start()]):
                continue
            value, rank = _period(mention["years"] or statement.flat[mention.end() :])
            at = statement.start + mention.end()
            if value is None and statements.is_open(at, min(at + _BLANK_REACH, statement.end)):
                yield Candidate("sdsf_reference", None, statement.start, statement.end, 1)
            else:
                yield Candidate("sdsf_reference", value or "sans_periode", statement.start, statement.end, rank)


def _period(behind: str) -> tuple[ClauseValue | None, int]:
    for pattern in (_YEARS, _TERM):
        match = pattern.match(behind)
        if match and _TIED.match(match["gap"]) and not _VERBS_OF_OTHERS.search(match["gap"]):
            start, end = int(match["start"]), int(match["end"])
            if start < end <= start + 12:
                return Period(start, end), 0
    return None, 2
