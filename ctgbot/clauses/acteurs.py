"""Who does it: the Caf, the collectivité, both together, in turn, or somebody else in the text's own words."""

from __future__ import annotations

import re
from bisect import bisect_left

from ctgbot.clauses.statements import Statement, Statements
from ctgbot.text.normalise import level

_CAF = re.compile(
    r"\b(?:cafs?|caisses? d'allocations|la caisse|conseill(?:er|ere)s? techniques?|conseil et (?:de )?developpement"
    r"|ccd)\b"
)
_COLLECTIVITE = re.compile(
    r"\b(?:communes?(?! accord)|ville|villes|maires?|mairie|collectivites?|communautes?|agglomeration|metropole"
    r"|syndicat"
    r"|epci|intercommunalites?|chargee?s? de cooperation|coordinat(?:eur|rice|eurs)|adjointe?s?|vice-president(?:e|es"
    r"|s)?"
    r"|elue?s?(?! de la caf)|municipal(?:e|es|ite)?|municipaux|communautaires?|ccas|cias|dgs|sivom|sivu)\b"
)
# « président » alone is that of the collectivité or of the Caf: the words around it decide
_OTHER = re.compile(r"\b(?:msa|departement|conseil departemental|prefet|etat|education nationale|association)\b")
_TOGETHER = re.compile(
    r"\bco-?(?:anim|presid|pilot|dirig|coordon)|\bconjoint|\bensemble\b|\ben commun\b|\ba deux voix\b|\bbinome\b"
    r"|\bpartagee?s? entre\b|\bcollegial|\bles deux parties\b|\bles (?:parties|signataires|partenaires)\b"
    r"|\bchacune? des (?:parties|signataires)\b|\bpresidence commune\b|\bnous\b|\bde concert\b"
)
_IN_TURN = re.compile(
    r"\btour de role\b|\balternativ|\ben alternance\b|\balternan|\balternee?\b|\btour a tour\b|\btournante?\b"
    r"|\ba son tour\b|\bsuccessivement\b|\brotation\b|\bsur deux\b|\brotative?\b|\bannee suivante\b"
)
# What only helps: « avec l'appui de la Caf », « en étroite collaboration avec … », « ou son représentant »
_SUPPORT = re.compile(
    r",?\s*\b(?:en (?:(?:etroite|lien|relation) )?(?:collaboration|lien|liaison|relation|concertation|association"
    r"|partenariat"
    r"|coordination|cooperation|etroit)\b|avec (?:l'appui|l'aide|l'assistance|l'implication|la participation|le soutien"
    r"|le concours|la collaboration|l'accompagnement|l'accord|l'ensemble|les services)|assiste|appuye|seconde"
    r"|en presence|apres (?:avis|accord)|sous (?:la|le)|pour le compte|devant|aupres)\b.*"
)
_CAF_TITLE = re.compile(
    r"\b(?:elue?s?|vice-president(?:e|es|s)?|president(?:e|es|s)?|coordinat(?:eur|rice)"
    r"|adjointe?s?)(?:(?! et )[^,;]){0,40}?"
    r"(?:de la caf|du conseil d'administration(?: de la caf)?)"
)
_PRONOUN = re.compile(
    r"^[\W\d]{0,8}(?:(?:a ce titre|en contrepartie|dans ce cadre|par ailleurs|en outre|toutefois|a cette fin"
    r"|pour ce faire"
    r"|a cet effet|de plus|enfin|egalement)[^,]{0,30}, )?(?:elles?|ils?)\b"
)
_NUMBERED = re.compile(r"^[\W\d]{0,8}")
_SENTENCES_BACK = 6
_SUBJECT_WORDS = 5
_THEN = re.compile(r"\bpuis\b|\bensuite\b")  # « par la Caf la première année, puis par la commune »
_EITHER = re.compile(r"\bou\b(?! (?:son|sa|leur|d'une?|a defaut|par (?:son|delegation)))")


def actor(said: str, around: str = "") -> str | None:
    """« caf », « collectivite », « conjointe », « alternance »; None when it is somebody else, or nobody one knows.

    `said` names who does it, `around` is the whole sentence (« à tour de rôle » may stand anywhere); both levelled.
    """
    doers = _SUPPORT.sub("", said)
    both = bool(_CAF.search(doers)) and bool(_COLLECTIVITE.search(_without_caf_titles(doers)))
    if _IN_TURN.search(around or said) or (both and _THEN.search(doers)):
        return "alternance"
    if _TOGETHER.search(doers):
        return "conjointe"
    if both:
        return None if _EITHER.search(doers) else "conjointe"
    if _OTHER.search(doers):
        return None
    if _CAF.search(doers):
        return "caf"
    if _COLLECTIVITE.search(doers):
        return "collectivite"
    return None


def _without_caf_titles(said: str) -> str:
    """« l'élu référent du conseil d'administration de la Caf » is no member of a council of the territory."""
    return _CAF_TITLE.sub("", said)


def named_by(statement: Statement, statements: Statements) -> str:
    """Levelled words of whom « elle » at the start of a sentence stands for: the subject of a sentence above it in the
    article, else who the heading names (« Engagements de la Commune »); empty when nobody is named."""
    position = bisect_left(statements.all, statement.start, key=lambda one: one.start)
    for before in reversed(statements.all[max(0, position - _SENTENCES_BACK) : position]):
        if before.section.number != statement.section.number or before.section.kind not in ("article", "clause"):
            break
        if before.kind == "phrase" and not is_pronoun(before.flat):
            opening = " ".join(_NUMBERED.sub("", before.flat).split()[:_SUBJECT_WORDS])
            return opening if actor(opening) else ""
    heading = level(statement.section.trail[-1]) if statement.section.trail else ""
    return heading if actor(heading) in ("caf", "collectivite") else ""


def is_pronoun(flat: str) -> bool:
    """Whether the sentence opens with « elle », « il », behind « à ce titre, » if need be."""
    return bool(_PRONOUN.match(flat))
