"""Who settles a dispute: the parties among themselves, and within what delay, then a court."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.delays import has_blank_delay
from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.text.durations import find_durations

_COURT = wording(
    r"\btribuna(?:l|ux)\b(?: administratifs?| judiciaires?| competents?)?[^,;.|]*|\bjuridictions?\b[^,;.|]*"
    r"|\bjuge (?:administratif|judiciaire|competent|de droit commun)[^,;.|]*|\bta d(?:e|u|')[^,;.|]*"
)
_CALLED = wording(
    r"\bcompeten|\bressort|\bsaisi|\bport[ea]|\brelev|\bconnai|\bdevant\b|\bsoumis|\btranch|\bdefere|\battribu"
    r"|\bjuge\b|\bregle|\blitige|\bdifferend|\bcontentieu|\bdesaccord|\bcontestation"
)
_NOT_COURT = wording(
    r"\bdecision (?:du juge|judiciaire|de justice)|\bdefinitive\b|\bnon ecrite?\b|\bformalites? judiciaire"
)
_FRIENDLY = wording(
    r"\bamiable|\bconciliation\b|\bconciliateur|\bconcertation\b"
    r"|\bmediat(?:ion|eur)s?\b(?! (?:famil|numer|cultur|social))|\bse (?:concert|rencontr|rapproch|reun)\w*"
    r"|\bsolution (?:concertee|commune|negociee)|\bcherchons? (?:ensemble )?une solution"
    r"|\bcherchent (?:ensemble )?une solution|\bdialogue|\b(?:trouver|rechercher) un accord\b"
    r"|\bsoumis\w*(?: d'abord| prealablement| au prealable)? (?:a une|a la|au) (?:commission|comite)"
    r"|\ba defaut d'(?:accord|entente)\b(?! (?:dans|sous))|\bconcilier les (?:points de vue|positions)"
    r"|\bpour s'(?:accorder|entendre)\b"
    r"|\bnous (?:nous )?(?:concert|rencontr|rapproch|reun)\w*"
    r"|\b(?:chercher|trouver|rechercher) (?:ensemble )?une solution"
)
_DISPUTE = wording(
    r"\blitige|\bdifferend|\bdesaccord|\bcontentieu|\bcontestation|\bjuge\b|\btribuna"
    r"|\bconflits? entre (?:les |des )?(?:parties|signataires|partenaires)"
    r"|\bdifficultes? d'(?:execution|interp)|\brecours\b|\bne va (?:pas|plus)\b|\bmesentente|\bdisputes?\b"
    r"|\bne (?:fait|respecte|tient|remplit) pas|\binexecution|\bnon[- ]respect|\bmanquement"
)
_QUARREL = wording(
    r"\blitige|\bdifferend|\bdesaccord|\bcontentieu|\bcontestation|\brecours\b|\bconvention\b|\bctg\b"
    r"|\bcompeten|\bjuge\b"
    r"|\bjuridiction|\bdisputes?\b|\bparties\b|\bsignataires?\b|\bdispositions finales|\bamiable"
)
_FAMILY_LIFE = wording(
    r"\bconcilier vie|\bmediation familiale|\bparent|\bcouples?\b|\bvoisinage|\blocataire|\bquartier|\breclamation"
)
_NO_DELAY = wording(r"\bdelai de recours\b|\btou(?:te)?s les $")  # to go to court; how often they meet
_THEN = wording(
    r"^[\W\d]*(?:a defaut|passe ce|a l'expiration|au terme|a l'issue|si |faute d|cette |ce |celle-ci|la |elle "
    r"|il |le )"
)


def find(statements: Statements) -> Iterator[Candidate]:
    """juridiction, reglement_amiable."""
    friendly: Statement | None = None  # the statement just before, when it speaks of an amicable way
    for statement in statements:
        if statement.section.kind in ("visas", "preambule", "parties"):
            continue
        yield from _court(statement, statements)
        if _is_friendly(statement):
            friendly = statement
            yield _settled(statement, statements)
        elif friendly and friendly.section is statement.section and _THEN.match(statement.flat):
            yield from _later_delay(statement, friendly)
            friendly = None
        else:
            friendly = None


def _court(statement: Statement, statements: Statements) -> Iterator[Candidate]:
    court = _COURT.search(statement.flat)
    if not court or _NOT_COURT.search(statement.flat):
        return
    if not (_CALLED.search(statement.flat) or _CALLED.search(statement.context) or _DISPUTE.search(statement.context)):
        return
    if not (_QUARREL.search(statement.flat) or _QUARREL.search(statement.context)):
        return  # « le tribunal pour enfants », in a sheet about parents
    start, end = statement.start + court.start(), statement.start + court.end()
    named = " ".join(statement.text[court.start() : court.end()].split())
    is_blank = statements.is_open(start, end) or named.endswith((" de", " du", " d'", " d’"))  # « tribunal de ...... »
    value = None if is_blank else named
    yield Candidate("juridiction", value, statement.start, statement.end)


def _is_friendly(statement: Statement) -> bool:
    flat = statement.flat
    if not _FRIENDLY.search(flat) or _FAMILY_LIFE.search(flat):
        return False
    return bool(_DISPUTE.search(flat) or _DISPUTE.search(statement.context))


def _settled(statement: Statement, statements: Statements) -> Candidate:
    delays = _delays(statement)
    if delays:
        return Candidate("reglement_amiable", delays[0], statement.start, statement.end)
    blank = has_blank_delay(statement, statements)
    return Candidate("reglement_amiable", None if blank else True, statement.start, statement.end, 0 if blank else 1)


def _later_delay(statement: Statement, friendly: Statement) -> Iterator[Candidate]:
    """« La conciliation est tentée. Elle dure quarante jours au plus. »; a warning has a delay of its own."""
    if "en demeure" in statement.flat:
        return
    for iso in _delays(statement)[:1]:
        yield Candidate("reglement_amiable", iso, friendly.start, statement.end)


def _delays(statement: Statement) -> list[str]:
    """Those in which to agree."""
    flat = statement.flat
    return [d.iso for d in find_durations(flat) if not _NO_DELAY.search(flat[max(0, d.start - 40) : d.start])]
