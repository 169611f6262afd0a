"""What the last articles say: whether secrecy outlives the convention, how its text may be changed."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statement, Statements, wording

_SECRET = wording(r"\bconfidential|\bconfidentiel|\bsecret\b|\bdiscretion\b|\bdivulgu")
_AFTERWARDS = wording(
    r"\bapres (?:(?:son|sa|l'|la|le|cette|ladite)\s*)?(?:presente )?(?:expiration|terme|fin|cessation|resiliation"
    r"|echeance|extinction)\b(?! d(?:e la|e chaque|es|u) (?:reunion|seance|debat|comite|entretien)"
    r"| de (?:leurs?|ses|son) (?:fonctions?|activites?|missions?))"
    r"|\bapres (?:celle-ci|elle)\b|\bau-dela d(?:u|e)\b|\bau dela d(?:u|e)\b|\bsurvi(?:t|v)|\bsubsist|\bperdur"
    r"|\bposterieurement"
    r"|\b(?:quand|lorsque|une fois|apres que) .{0,40}\b(?:terminee|expiree|finie|echue|close|achevee|pris fin)"
    r"|\bmeme apres\b(?! (?:leur|son|la|le) (?:depart|fonction|mission|reunion|cessation))|\bpendant et apres"
    r"|\bni apres\b|\b(?:apres|au-dela de) (?:l'|son )execution"
    r"|\ba compter de (?:l'|la |son |sa )(?:expiration|fin|cessation)"
    r"|\b(?:lorsque|quand|une fois|apres qu(?:e|'elle|'il)) .{0,40}\b(?:cesse|pris fin|expire)\b"
    r"|\bsans limit(?:e|ation) (?:de|dans le) (?:duree|temps)|\b(?:ans?|annees?|mois) (?:apres|suivant|au-dela)"
    r"|\bcontinue\w* .{0,30}apres"
)
_ONLY_DURING = wording(
    r"\b(?:cesse|prend fin|s'eteint|expire|disparait)\w* (?:au|a|avec)\b"
    r"|\bne s'(?:applique|impose) (?:que|qu') (?:pendant|durant)|\b(?:limitee?|cantonnee?) a la duree"
    r"|\blevee? (?:a|au)\b"
)
# « Les documents confidentiels sont conservés cinq ans après la fin de la convention. »
_KEPT = wording(r"\b(?:sont|est|seront|sera) (?:conserv|archiv|detrui|restitu|supprim|rendu)")
_BOUND = wording(r"\btenue?s?\b|\bobligation|\bs'impos|\bsecret\b|\bdemeur|\brest(?:e|ent|era|eront)\b|\bengag")
_DUTY = wording(r"^[\W\d]*(?:cette|cet|ce|ces|elle|celle-ci|ladite|l'obligation|la presente obligation|nous)\b")
_CHANGE = (
    r"(?:modif|revis|amend|chang|adapt|complet|ajout|evol|ajust|actualis)\w*|adhesion"
    r"|nouvelle? (?:commune|signataire|partie)"
)
_CHANGES = wording(rf"\b(?:{_CHANGE})")
_BY_AVENANT = wording(
    r"\bavenants?\b|\bacte(?:s)? modificatifs?|\bacte (?:signe|additionnel)"
    r"|\baccord (?:ecrit|expres|unanime|de tou)|\bpar ecrit\b|\bacte ecrit|\becrit signe|\bannexe modificative"
)
_NOT_HOW = wording(
    r"\bsans (?:la signature d'un |que .{0,30}|un )?avenant|\ben l'absence d'avenant|\bresili|\bpresent avenant"
    r"|\bavenant n|\bavenants? a la convention d'objectifs|\bprecedent|\bvu\b|\bpas d'avenant|\bsans avenant"
    r"|\bdispense|\bhoraires|\bprojets? (?:d'etablissement|educatif|pedagogique)|\breglement (?:interieur"
    r"|de fonctionnement)"
    r"|\bavenants? (?:au|aux|a un|a leur) (?:contrat|bail|marche|convention)|\bcontrats? d'accueil"
)
# « Elle peut être reconduite par voie d'avenant. » says nothing of its text
_RENEWS = wording(r"\brenouvel|\brecond|\bprorog|\bprolong")
_TITLE = wording(r"\bmodifi|\bchange|\brevision|\bavenants?\b|\bevolution")
_OWN_AVENANT = wording(
    r"\b(?:les|tout) avenants? (?:sont|est|sera|seront|doi)|\bpar voie d'avenant"
    r"|\bpeu\w+ (?:conclure|signer|convenir d'|adopter|passer|faire l'objet d'|donner lieu a)\s*(?:un "
    r"|des )?avenants?\b"
)


def find(statements: Statements) -> Iterator[Candidate]:
    """confidentialite_apres_terme, avenant."""
    before: Statement | None = None
    for statement in statements:
        if before and before.section is not statement.section:
            before = None
        outlives = _outlives(statement, before)
        if outlives is not None:
            yield Candidate("confidentialite_apres_terme", outlives, statement.start, statement.end)
        if (
            statement.section.kind not in ("visas", "parties", "titre")
            and not statement.is_rubric
            and _is_about_change(statement)
        ):
            yield Candidate("avenant", statement.text, statement.start, statement.end)
        before = statement


def _outlives(statement: Statement, before: Statement | None) -> bool | None:
    """Whether secrecy goes on after the term; None when the statement does not say."""
    flat = statement.flat
    secret = _SECRET.search(flat) or (
        _DUTY.match(flat) and (_SECRET.search(statement.headings) or (before and _SECRET.search(before.flat)))
    )
    if not secret:
        return None
    if _ONLY_DURING.search(flat):
        return False
    if _KEPT.search(flat) and not _BOUND.search(flat):
        return None
    return True if _AFTERWARDS.search(flat) else None


def _is_about_change(statement: Statement) -> bool:
    """Its own words say it, or its title does: « Changer la convention. Un avenant suffit, signé par tous. »"""
    titled = _TITLE.search(f"{statement.headings} {statement.rubric}") and _BY_AVENANT.search(statement.flat)
    says = says_how_to_change(statement.flat)
    return says or bool(titled and not _NOT_HOW.search(statement.flat) and not _RENEWS.search(statement.flat))


def says_how_to_change(flat: str) -> bool:
    """« Toute modification fait l'objet d'un avenant »; not « …résiliée en cas de modification sans avenant »."""
    if _NOT_HOW.search(flat):
        return False
    changes = _CHANGES.search(flat)
    if _RENEWS.search(flat) and not changes:
        return False
    return bool(_OWN_AVENANT.search(flat) or (changes and _BY_AVENANT.search(flat)))
