"""Whether a convention goes on at its term: by an express decision, tacitly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.clauses.subject import is_about_it, names_something_else

_RENEW = wording(r"(?<!non[-\s])\brenouvel|\brecondui|\breconduct")
_GO_ON = wording(r"\bprorog|\bprolong|\bse poursui")
_TACITLY = wording(r"\btacite(?:ment)?\b")
_TACIT = wording(
    r"\btacite(?:ment)?\b"
    r"|\b(?:renouvel|recondui|reconduct|prorog|prolong|poursui)\w*[^.;]{0,40}\b(?:de plein droit"
    r"|automatique(?:ment)?|d'annee en annee)\b|\bautomatiquement (?:renouvel|recondui|prorog|prolong)"
)
_NOT_TACIT = wording(
    r"(?:\bne\b|\bn'|\bnon\b|\bsans(?: possibilite de| faculte de)?(?: reconduction| renouvellement)? (?=tacit)"
    r"|\bexclu|\baucune?\b|\bjamais\b|\bni\b|\bpas de\b|\btoute\b)[^.;]{0,70}\btacit"
    r"|\btacit\w*(?: reconduction)?[^.;]{0,30}\b(?:exclu|interdit|impossible|pas)"
)
_TOUTE_ONLY = wording(r"\btoute tacite reconduction est (?:exclue|interdite)|\bexclu\w* (?:de )?toute")
# « À défaut de dénonciation, la convention est reconduite pour un an. »
_UNLESS = wording(
    r"\b(?:sauf|a defaut|en l'absence|sans|hormis)(?: d'| de | )(?:avis contraire|opposition|denonciation"
    r"|decision contraire|manifestation contraire|volonte contraire)"
)
# « Elle se renouvelle d'un an si aucune partie ne s'y oppose. »
_UNOPPOSED = wording(
    r"\b(?:si (?:aucune?|nul)\b[^.;]{0,40}|sauf si [^.;]{0,60}|sauf a ce que [^.;]{0,60})"
    r"\b(?:s'y oppos|s'oppos|y met|denonc|manifest)"
)
_MAY = wording(r"\bpeu(?:t|vent)\b|\bpourr")
# « un renouvellement, lequel ne saurait résulter du silence des parties »
_NOT_BY_ITSELF = wording(
    r"\b(?:pas|jamais|ni|nullement) (?:\w+ )?(?:de plein droit|automatique(?:ment)?|tacite(?:ment)?|toute? seule?"
    r"|d'elle-meme)\b"
)
_SILENCE = wording(r"\bne (?:saurait|peut|pourra)\b[^.;]{0,60}\bsilence")
_NEVER = wording(
    r"^[\W\d]*(?:reconduction|renouvellement)[^|:]{0,30}[|:]\W*(?:aucune?|neant|non|pas|sans|exclue?|impossible)\b"
    r"|\bne (?:peut|pourra)(?: pas)? (?:etre|faire l'objet d'(?:une|aucune?)) (?:renouvel|recondui|reconduct"
    r"|prorog|prolong)"
    r"|\b(?:n'est|ne sera|n'est pas|ne sera pas)(?: pas| ni)?(?: tacitement)? (?:renouvel|recondui|reconduct"
    r"|prorog)|\bnon (?:renouvelable|reconductible)"
    r"|\b(?:sans|aucune?)(?: possibilite de| faculte de)? (?:renouvellement|reconduction)"
    r"|\bni (?:renouvel|reconduct|prorog)|\bne se (?:renouvelle|reconduit|poursuit)(?: pas| jamais)"
    r"|\bpas de (?:renouvellement|reconduction)"
)
_OPENS = wording(r"^[\W\d]*(?:(?:toute|la|le|son|sa|cette) )?(?:reconduction|renouvellement)(?:\W*[|:]|\b(?! d))")
_ONLY = wording(r"\b(?:que|qu')\b|\bsauf\b|\ba moins\b|\bsans (?:l')?(?:accord|decision|avenant|deliberation)")
_BY_DECISION = wording(
    r"\bexpres|\bexplicit|\bavenant\b|\bnouvel(?:le)? (?:convention|accord|engagement)|\baccord\b|\bdeliberation"
    r"|\bdecision|\bdecide|\bd'un commun|\bpar ecrit\b|\becrite?\b|\bsignature\b|\bsignee?\b"
)


# « La convention peut être prolongée par avenant », not « L'évaluation éclaire la décision de renouvellement. »
_RULE = wording(
    r"\bpeu(?:t|vent)\b|\bpourr|\bne .{0,40}(?:que|qu')\b|\bsubordonn|\bsuppose|\bnecessit|\brequi|\bfait l'objet"
    r"|\bfera l'objet|\bsous reserve|\bdoi(?:t|vent)\b|\bexig|\bresult"
    r"|\b(?:renouvelable|reconductible|prorogeable|renouvelee?|reconduite) (?:une (?:seule )?fois )?(?:que )?"
    r"(?:par|sur|apres|d'un)|\bdecider(?:a|ont)\b"
    r"|\bseulement|\buniquement|\bmoyennant|\bdonne lieu|\bpasse par|\bse fait|\bintervien|\bpour continuer"
    r"|\bexclu|[|]|^[\W\d]*(?:reconduction|renouvellement)\W*:"
)
_LATER = wording(
    r"\bdecision (?:de|du) (?:renouvel|reconduct)"
    r"|\b(?:avant|en vue d[eu]|prepar\w+) (?:le |son |la |ce )?(?:renouvel|reconduct)"
)


def find(statements: Statements) -> Iterator[Candidate]:
    """reconduction."""
    for statement in statements:
        renews, goes_on = _RENEW.search(statement.flat), _GO_ON.search(statement.flat)
        if statement.section.kind in ("visas", "parties") or not (renews or (goes_on and not statements.is_avenant)):
            continue
        of_no_other = _TACITLY.search(statement.flat) and not names_something_else(statement.flat)
        if not (is_about_it(statement) or of_no_other or _opens(statement)):
            continue
        value = renewal_of(statement.flat)
        if statements.is_open(statement.start, statement.end) and _is_choice(statement, statements):
            value = None
        elif value is None:
            continue
        yield Candidate("reconduction", value, statement.start, statement.end, 0 if renews else 1)


def renewal_of(flat: str) -> str | None:
    """« tacite », « aucune », « explicite »; None when levelled words do not say how."""
    if _SILENCE.search(flat) or _NOT_BY_ITSELF.search(flat):
        return "explicite"
    if _TACIT.search(flat) or _UNLESS.search(flat):
        return "explicite" if _NOT_TACIT.search(flat) or _TOUTE_ONLY.search(flat) else "tacite"
    if _UNOPPOSED.search(flat) and not _MAY.search(flat):
        return "tacite"
    if _NEVER.search(flat) and not _ONLY.search(flat):
        return "aucune"
    if _LATER.search(flat) or not _RULE.search(flat):
        return None
    return "explicite" if _BY_DECISION.search(flat) else None


def _opens(statement: Statement) -> bool:
    """« Toute reconduction … », « Le renouvellement … »: of what, the document says by its title."""
    return bool(_OPENS.match(statement.flat))


def _is_choice(statement: Statement, statements: Statements) -> bool:
    """The blank stands behind « reconduction »: the way itself is left open, not a date before it."""
    renews = _RENEW.search(statement.flat)
    blanks = statements.blanks_in(statement)
    return bool(renews and blanks and blanks[-1][0] - statement.start > renews.start())
