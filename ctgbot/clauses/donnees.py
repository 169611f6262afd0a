"""Whether personal data may move only when the data protection officer has been heard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statement, Statements

_OFFICER = re.compile(
    r"\bdelegue(?:e|s|es)?(?: [a-z]+){0,2}? a la protection des donnees\b|\bdpo\b|\bdpd\b|\bdelegue(?:e"
    r"|s)? (?:informatique et libertes|rgpd)"
    r"|\b(?:leurs?|ces|ce|les|chaque) delegues?\b(?=[^.]*(?:donnees|echange|transmission))"
)
_OPINION = r"(?:avis|accord|validation|autorisation|feu vert|visa|etude|examen|consultation|analyse)"
_HEARD = re.compile(
    r"\bconsult(?:e|es|ee|ees|ent|er|era|eront|ation)\b|\bsaisi(?:e|s|es|r|t|ssent)?\b|\bsolicit|\bsollicit\w+"
    r"|\bexamin\w+|\bvalid\w+"
    rf"|\bsoumi[st]e?s?\b|\b{_OPINION}\b|\bautoris\w+|\bse prononce\w*"
)
_FIRST = re.compile(
    r"\bprealable(?:s|ment)?\b|\bau prealable\b|\bavant (?:tout|toute|que|la|le|l'|chaque|de|d'|sa|son|leur|ce|cette)"
    r"|\bapres (?:avis"
    r"|accord|consultation|validation|que)"
    r"|\bqu'(?:apres|avec)\b|\bprecede(?:e|es|s)?\b|\bsubordonne\w*|\bd'abord\b|\bsans (?:l'|un |son |leur |le |la "
    r"|avoir |que )"
    r"|\bconditionne\w*|\bsous reserve\b|\ben amont\b"
)
_NOT_NEEDED = re.compile(
    r"\b(?:n'est|ne sont|n'a|n'ont) (?:pas|nullement|plus) (?:\w+ )?(?:requi\w*|necessaires?|exige\w*|obligatoires?"
    r"|besoin|lieu|soumis\w*|a etre)"
    r"|\bsans qu'il (?:soit|y ait)[^.;]{0,40}\b(?:besoin|necessaire|lieu)\b|\bsans (?:avoir a|devoir"
    r"|obligation de) (?:consult|saisi|recueill|sollicit)"
    r"|\bdispense\w* (?:de|d')|\bfacultatif\b"
)
# « les échanges de données agrégées sont dispensés … »: of some data only
_SOME_ONLY = re.compile(r"\bagreg\w+|\banonym\w+|\bstatistiques?\b|\bnon nominativ\w+|\bsauf\b")
# The rights of the persons and breaches of security are other matters
_OTHER_MATTER = re.compile(r"\bdemandes? d'acces\b|\bexerc\w+ (?:de )?(?:leurs|ses|ces|les) droits\b|\bviolations?\b")
_PRONOUN = re.compile(r"\b(?:son|leur|cet|leurs) (?:avis|accord)\b")


def find(statements: Statements) -> Iterator[Candidate]:
    """Candidates of avis_dpo_prealable."""
    for statement in statements:
        if not _of_officer(statement, statements):
            continue
        opinion = _HEARD.search(statement.flat)
        if not opinion or _OTHER_MATTER.search(statement.flat):
            continue
        start, end = statement.start, statement.end
        if _NOT_NEEDED.search(statement.flat):
            if not _SOME_ONLY.search(statement.flat):
                yield Candidate("avis_dpo_prealable", False, start, end)
        elif _FIRST.search(statement.flat):
            blank = statements.is_open(start + opinion.start(), start + opinion.end())
            yield Candidate("avis_dpo_prealable", None if blank else True, start, end)


def _of_officer(statement: Statement, statements: Statements) -> bool:
    if _OFFICER.search(statement.flat):
        return True
    before = statements.before(statement)
    return bool(_PRONOUN.search(statement.flat) and before and _OFFICER.search(before[0].flat))
