"""What is paid and kept up: the « bonus territoire » of the Caf, the collectivité's own funding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.acteurs import is_pronoun, named_by
from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statement, Statements

# « Bonus Territoire Ctg », « bonus « territoire CTG » », « bonus inclusion handicap, mixité sociale et territoire »
_BONUS = re.compile(
    r"\bbonus (?:dits? )?(?:\"\s?|de )?(?:ctg )?territoires?\b|\bbonus[^.;:]{0,60}?(?:,"
    r"| et) (?:le bonus )?territoires?(?= ctg"
    r"|\b(?=[.,; ]*$))|\bbonus ctg\b"
)
_NO_BONUS = re.compile(
    r"\baucun bonus\b|\bn(?:e |')(?:ouvre|prevo|perco|percev|benefici|comprend|comporte|inclu|vers|donne|concern"
    r"|emporte)\w*"
    r" (?:pas|aucun)\b|\bsans bonus\b|\bni (?:au|de|le) bonus\b|\bhors bonus\b|\ba l'exclusion du bonus\b"
)
_BONUS_NOT_FOR = re.compile(
    r"\bbonus[^.;]{0,40}\bn(?:e |')(?:est|s'applique|concerne|sont)\w*(?: [a-z]+)? pas\b|\bpas (?:attribue|verse"
    r"|cumulable)"
)
_PAYS = re.compile(
    r"(?:soutien(?:s)? financiers?|financements?|contributions?(?: financieres?)?|participations? financieres?"
    r"|efforts? financiers?"
    r"|subventions?|appuis? financiers?|concours financiers?|engagements? financiers?|aides? financieres?"
    r"|effort budgetaire|enveloppes?\b"
    r"|moyens\b(?! de communication)|financierement|niveau d'intervention|depenses|credits"
    r"|part(?:icipation)? (?:financiere"
    r"|au financement)"
    r"|financer"
    r"|participations?\b(?! (?:aux|a la|a l'|au) (?:reunion|seance|instance|comite|travaux|vie|gouvernance))"
    r"|depens\w+|budget)"
)
_KEEPS = re.compile(
    r"\b(?:maint(?:ien|enir|ient|iennent|iendra|iendront|enu)\w*|poursui(?:t|vre|vent|vra|vront|te)\b|conserv(?:e|er"
    r"|ent|era|eront)\b"
    r"|perennis\w+|reconduir?e?\w*|reconduit|reconduisent|garanti\w*|continu(?:e|er|ent|era|eront)\b"
    r"|ne (?:pas )?(?:descend|diminu|redui|baiss|abaiss)\w*|n(?:e |')[a-z]+ (?:pas )?(?:diminu|redui|baiss|desengag"
    r"|inferieur)\w*"
    r"|ne (?:peut|peuvent|pourra|sera|seront) [a-z ]{0,12}inferieure?s?|sans baisse|ne pas (?:se )?desengag\w*"
    r"|rest\w+ (?:au moins )?(?:egal|equival|identiq|stable)\w*|au moins a hauteur"
    r"|a minima au niveau)\b"
)
_COLLECTIVITE = re.compile(
    r"\b(?:communes?(?! accord)|ville|villes|maires?|collectivites?|communaute(?:s)?|agglomeration|metropole|syndicat"
    r"|epci"
    r"|intercommunalite|cosignataires|signataires|parties|partenaires)\b"
)
_JOINT = re.compile(r"\b(?:signataires|parties|partenaires|cosignataires)\b")
_OTHER_FUNDER = re.compile(r"\b(?:cafs?|msa|departement|region|etat|caisse|cnaf)\b")
_NOT_BOUND = re.compile(
    r"\bn(?:e |')(?:est|sont|s'engage|s'engagent|garanti\w*|saurait|s'oblige)\w*(?: nullement)? (?:pas|tenue?s?"
    r"|nullement)\b|\bn'est tenue?s?|\b(?:aucune|nulle|sans) obligation\b"
    r"|\bne (?:prend|prennent|souscri\w+) aucun engagement|\bsans (?:obligation|engagement) de\b|\bn'emporte (?:pas"
    r"|aucun)"
)
_WHOSE_BEHIND = re.compile(
    r"\b(?:verse|versee|verses|versees|accordee?s?|apportee?s?|attribuee?s?) (?:par|a) (?:la |l'|les )?(?P<who>[a-z]+)"
)
# « maintenir un dialogue sur les financements »
_OF_ELSE = re.compile(
    r"\b(?:dialogue|qualite|ouvert\w*|poste|concertation|partenariat|information|relations?|presence|locaux"
    r"|activites?|echanges?"
    r"|mobilisation|reflexion|veille)\b"
)
_VERB_REACH = 120


def find(statements: Statements) -> Iterator[Candidate]:
    """Candidates of bonus_territoire and maintien_financement_collectivite."""
    for statement in statements:
        yield from _bonus(statement, statements)
        yield from _upkeep(statement, statements)


def _bonus(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    match = _BONUS.search(statement.flat)
    if not match or _BONUS_NOT_FOR.search(statement.flat):
        return
    start, end = statement.start, statement.end
    if statements.is_open(start + match.start(), start + match.end()):
        yield Candidate("bonus_territoire", None, start, end)
        return
    denied = bool(_NO_BONUS.search(statement.flat))
    in_a_narrative = statement.section.kind in ("preambule", "visas")
    yield Candidate("bonus_territoire", not denied, start, end, rank=int(in_a_narrative))


def _upkeep(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    flat = statement.flat
    for match in _KEEPS.finditer(flat):
        behind = flat[match.start() : match.end() + _VERB_REACH]
        money = _PAYS.search(behind) or _PAYS.search(flat[max(0, match.start() - _VERB_REACH) : match.start()])
        end = statement.start + match.end()
        if statements.is_open(end, min(end + 4, statement.end)) and _is_of_collectivite(statement, match, statements):
            yield Candidate("maintien_financement_collectivite", None, statement.start, statement.end)
            return
        if (
            not money
            or _OF_ELSE.search(behind[: money.start()] if money.string is behind else "")
            or not _is_of_collectivite(statement, match, statements)
        ):
            continue
        bound = not _NOT_BOUND.search(flat[max(0, match.start() - 60) : match.end()])
        rank = int(bool(_JOINT.search(_subject(statement, match, statements))))
        yield Candidate("maintien_financement_collectivite", bound, statement.start, statement.end, rank)
        return


def _is_of_collectivite(statement: Statement, keeps: re.Match[str], statements: Statements) -> bool:
    """Whether it is the collectivité that keeps it up: the subject before the verb, else who introduces the list."""
    whose = _WHOSE_BEHIND.search(statement.flat)
    if whose and re.match(r"cafs?$|msa$|departement$|caisse$", whose["who"]):
        return False
    return bool(_COLLECTIVITE.search(_subject(statement, keeps, statements)))


def _subject(statement: Statement, keeps: re.Match[str], statements: Statements) -> str:
    """The clause before the verb; empty when somebody else than the collectivité stands first in it."""
    before = statement.flat[: keeps.start()]
    clause = re.split(r"[;:]", before)[-1]
    if not (_COLLECTIVITE.search(clause) or _OTHER_FUNDER.search(clause)) and statement.lead:
        clause = statement.lead.flat
    if is_pronoun(clause):
        clause = named_by(statement, statements)
    own, others = _COLLECTIVITE.search(clause), _OTHER_FUNDER.search(clause)
    together = re.search(
        r"\b(?:caf|msa|departement|region|etat),? et (?:la |l'|les )|\bet (?:la |l')?(?:caf|msa)\b", clause
    )
    return "" if others and not together and (own is None or others.start() < own.start()) else clause
