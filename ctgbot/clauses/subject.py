"""Whether a statement speaks of the convention itself, or of another contract, a diagnosis, a mandate."""

from __future__ import annotations

from ctgbot.clauses.statements import Statement, wording

_THIS = wording(
    r"\b(?:presente|cette|la|notre) (?:convention|ctg)\b|\bctg\b|\bconvention territoriale|^[\W\d]*elle\b"
    r"|\bnous (?:signons|nous)|\bles (?:parties|signataires|partenaires) (?:s'engagent|se lient) (?:pour|jusqu|du\b)"
    r"|\ble partenariat (?:est (?:conclu|signe)|prend (?:fin|effet)|debute|s'acheve)"
    r"|^[\W\d]*(?:date d'effet|prise d'effet|entree en vigueur|date de (?:debut|fin)|echeance|terme|debut|fin"
    r"|duree)\b[^|:]{0,30}[|:]|\bson terme\b|\bsa duree\b|\bde la convention\b|\bduree conventionnelle"
)
_ANOTHER = wording(
    r"\b(?:precedent|ancien|anterieur)e?s? (?:convention|ctg|contrat)|\bcontrats?\b(?! territorial)"
    r"|\bconventions? (?:d'objectifs|de financement|de gestion|bilaterale|d'utilisation)|\bcof\b|\bcog\b|\bcpog\b"
    r"|\bcej\b|\bmandats?\b|\bmembres?\b|\bschema\b|\bsdsf\b|\bdeliberation|\bbail\b|\bmarches? publics?"
    r"|\bagre(?:ment|e)|\bconventions? (?:pluriannuelle |annuelle )?(?:(?:conclue|signee|passee) )?avec "
    r"(?:l'|la |le |les |une? )(?!caf\b|caisse|commun|ville|collectivite|departement|msa|metropole|agglo)"
)
_EXPRESSLY_THIS = wording(
    r"\bpresente convention|\bcette convention|\bla convention territoriale"
    r"|^[\W\d]*la convention (?:est|prend|entre|court|couvre|vaut|produit|expire|debute|s'a)"
)
_NOT_A_TEXT = wording(
    r"\bdiagnostic|\bplans? d'actions?|\bfiches?[ -]actions?|\bactions?\b|\bcomite|\bbilan|\bevaluation|\bdonnees"
    r"|\bposte\b|\bcharge de cooperation|\bfinancement|\bsubvention|\breunions?\b|\baides?\b|\bbonus\b"
    r"|\breglements? (?:interieur|de fonctionnement)|\bprojet (?:social|educatif|pedagogique)"
)
_TERM = wording(
    r"\bduree\b|\becheance|\beffet\b|\bvigueur\b|\bterme\b|\bvalidite\b|\bperiode\b|\bcombien de temps"
    r"|\bjusqu'a quand"
)


def names_another(flat: str) -> bool:
    """Whether levelled words name another text than this convention: a contract, a mandate, an approval."""
    return bool(_ANOTHER.search(flat) and not _EXPRESSLY_THIS.search(_ANOTHER.sub(" ", flat)))


def names_something_else(flat: str) -> bool:
    """Whether levelled words are about another text, or about no text: a reading for statements without any title."""
    return names_another(flat) or bool(_NOT_A_TEXT.search(flat))


def is_about_it(statement: Statement) -> bool:
    """Its own words name the convention and no other text; under a heading « Durée », silence is enough."""
    flat = statement.flat
    if _ANOTHER.search(flat):
        return not names_another(flat)
    if _THIS.search(flat):
        return True
    return bool(_TERM.search(statement.context)) and not _NOT_A_TEXT.search(flat)
