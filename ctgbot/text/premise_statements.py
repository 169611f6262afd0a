"""What a premise, or a question to be answered by yes or no, says of a parameter of the clause registry.

Only closed values, and only when every content word is understood: « Puisque le préavis des agents de la crèche est
de 3 mois » is not about the convention's notice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctgbot.text.durations import find_durations
from ctgbot.text.normalise import level
from ctgbot.text.quantities import find_quantities
from ctgbot.text.rates import per_year
from ctgbot.text.words import content_words

Value = str | bool | float
Read = Callable[[str], Value | None]

_NOT = re.compile(r"\bn(?:e\b|')|\bpas\b|\baucune?\b|\bsans\b|\bjamais\b|\bni\b|\bnon\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """`value` is in the registry's form; a year alone is « 2030 », « ~2030 » when only a part of it is meant (« fin
    2030 »); of `signataires`, a key of `BODIES`. `text`: as it was said."""

    parameter: str
    value: Value
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Topic:
    parameter: str
    about: re.Pattern[str]
    words: re.Pattern[str]
    read: Read


_ANYWHERE = (
    r"conventions?|ctgs?|territoriales?|globales?|textes?|contrats?|accords?|articles?|clauses?|prevu\w*"
    r"|prevoi\w*|fixe\w*"
    r"|bien|actuel\w*|vigueur|fait|encore|deja|faut|doit|comme|seul\w*|minimum|moins|toujours|partenariats?"
    r"|notre|partie?s?"
    r"|vrai\w*|exact\w*|reellement|effectivement|desormais|chez|existe\w*|applique\w*|valable\w*|obligatoire\w*"
)
# The bodies that a convention names, as people name them.
_CAF = r"\bcafs?\b|\bcaisse d'allocations familiales\b"
_COLLECTIVITE = (
    r"\b(?:communes?|collectivites?|villes?|mairies?|maires?|communautes?|agglomerations?|agglos?|metropoles?|epcis?"
    r"|intercommunalites?|interco|syndicats?)\b"
)
_WHO_WORDS = (
    r"caf|caisse|allocations|familiales|communes?|collectivites?|villes?|mairies?|maires?|communautes?|agglomerations?"
    r"|agglos?|metropoles?|epcis?|intercommunalites?|interco|presidente?|directrice|directeur"
)
BODIES = {
    "msa": r"\bmsa\b|mutualite sociale agricole",
    "departement": r"\bdepartement\b|\bconseil departemental\b|\bdepartementale?\b",
    "region": r"\bregion\b|\bconseil regional\b",
    "etat": r"\betat\b|\bprefet\w*|\bprefecture\b",
    "cpam": r"\bcpam\b|assurance maladie",
    "education": r"\beducation nationale\b|\bacademie\b|\brectorat\b",
    "ars": r"\bars\b|agence regionale de sante",
}
_BODY_WORDS = (
    r"msa|mutualite|sociale|agricole|departement\w*|conseils?|region\w*|etat|prefet\w*|prefecture|cpam"
    r"|assurance|maladie"
    r"|education|nationale|academie|rectorat|ars|agence|sante"
)
_TIME = r"\d+|mois|jours?|semaines?|ans?|annees?|trimestres?|semestres?|delais?|durees?|francs?|ouvre\w*|calendaires?"
_NUMBER = (
    r"une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|soixante"
    r"|janvier|fevrier"
    r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|1er"
)
_COPIL = r"copils?|comites?|pilotage"


def _topic(parameter: str, about: str, words: str, read: Read) -> _Topic:
    return _Topic(parameter, re.compile(about), re.compile(rf"(?:{words}|{_ANYWHERE}|{_NUMBER})"), read)


def _duration(text: str) -> Value | None:
    found = find_durations(text)
    return found[0].iso if len(found) == 1 and not _NOT.search(level(text)) else None


def _rate(text: str) -> Value | None:
    flat = level(text)
    return None if _NOT.search(flat) or re.search(r"\bmoins\b|\bminimum\b|\bplus\b", flat) else per_year(text)


def _day(text: str) -> Value | None:
    """One date, or one year when the text has no date."""
    if _NOT.search(level(text)):
        return None
    dates = [quantity.value for quantity in find_quantities(text) if quantity.kind == "date"]
    years = [quantity.value for quantity in find_quantities(text) if quantity.kind == "year"]
    found = dates or years
    if len(found) != 1:
        return None
    part = re.search(r"\b(?:fin|debut|mi|courant)[ -](?:de (?:l'annee )?)?\d{4}", level(text))
    return f"~{found[0]}" if part and not dates else found[0]


def _who(text: str) -> Value | None:
    """Who does it; None when the text denies, or names both without saying that they do it together."""
    flat = level(text)
    caf, other = re.search(_CAF, flat), re.search(_COLLECTIVITE, flat)
    if _NOT.search(flat):
        return None
    if re.search(r"\b(?:alternance|alternativement|tour de role|alterne\w*)\b", flat):
        return "alternance"
    if re.search(r"\b(?:copresid|coanim|co-(?:presid|anim)|conjoint|ensemble)\w*", flat):
        return "conjointe"
    if bool(caf) == bool(other):
        return None
    return "caf" if caf else "collectivite"


def _renewal(text: str) -> Value | None:
    flat = level(text)
    if re.search(r"\b(?:tacite\w*|automati\w*)\b|\btoute seule\b|\bd'office\b", flat):
        return None if _NOT.search(flat) else "tacite"
    if re.search(r"\b(?:explicite\w*|express\w*|expres)\b|\baccord\b", flat):
        return None if _NOT.search(flat) else "explicite"
    if re.search(r"\bpeut\b|\bpourra\b|\bpossible\b|\breconductible\b|\brenouvelable\b", flat):
        return None if _NOT.search(flat) else "possible"
    return "aucune" if re.search(r"\baucune?\b|\bn'est pas\b|\bpas de\b", flat) else None


def _form(text: str) -> Value | None:
    flat = level(text)
    if _NOT.search(flat):
        return None
    if re.search(
        r"\b(?:mails?|courriels?|e-mails?|emails?|telephones?|sms|oral\w*|verbal\w*)\b|\blettre simple\b", flat
    ):
        return "simple"
    return "lrar" if re.search(r"\b(?:lrar|ar)\b|\brecommandee?s?\b", flat) else None


def _ended(text: str) -> Value | None:
    """« s'arrête à la fin » is False, « continue après » is True."""
    flat = level(text)
    if re.search(
        r"\b(?:s'arrete|cesse|prend fin|finit|s'eteint|disparait|tombe|s'arretent|ne s'applique plus"
        r"|ne vaut plus|n'est plus|est levee)\b",
        flat,
    ):
        return False
    goes_on = re.search(r"\b(?:apres|au-dela|survit|subsiste|persiste|demeure|continue\w*|reste\w*)\b", flat)
    return True if goes_on and not _NOT.search(flat) else None  # fmt: skip


def _whether(text: str) -> Value | None:
    """Whether it is there: a single denial says no, doubts say nothing."""
    flat = level(text)
    if re.search(r"\b(?:inutile|facultati\w*|dispense\w*|supprime\w*|pas besoin)\b", flat):
        return False
    return not re.search(r"\baucune?\b|\bsans\b|\bpas (?:de|d')|\bn'(?:est|a) pas\b|\bne \w+ pas\b|\bpas\b", flat)


def _keeps(text: str) -> Value | None:
    flat = level(text)
    denied = bool(_NOT.search(flat))
    if re.search(r"\b(?:maint\w*|poursui\w*|conserv\w*|continu\w*)\b", flat):
        return None if denied else True
    lowers = re.search(r"\b(?:baiss\w*|diminu\w*|redui\w*|arret\w*|cess\w*|supprim\w*)\b", flat)
    return False if lowers and not denied else None


def _court(text: str) -> Value | None:
    flat = level(text)
    if re.search(r"\baucune?\b|\bpas de\b|\bsans\b", flat):
        return False
    kind = re.findall(r"\b(administrati|judiciaire|commerce|grande instance)", flat)
    return kind[0] if len(set(kind)) == 1 and not _NOT.search(flat) else None


def _even(text: str) -> Value | None:
    return None if _NOT.search(level(text)) else "paritaire"


def _signs(text: str) -> Value | None:
    flat = level(text)
    named = [key for key, pattern in BODIES.items() if re.search(pattern, flat)]
    return named[0] if len(named) == 1 and not _NOT.search(flat) else None


_LEAVING = r"preavis|prevenances?|denonc\w*|resili\w*|sort\w*|quitt\w*|prevenir|avance|avant|retir\w*|respecter"
_MEETING = r"reuni\w*|rencontr\w*|siege\w*|tient|tenu\w*|tenir|fois|annuel\w*|semestr\w*|trimestr\w*|mensuel\w*|rythme"
_UNDER = (
    r"signature|lettre|courrier|recommandee?s?|accuse|reception|avis|simple|mails?|e|courriels?|emails?|telephones?"
)
_TOPICS = (
    _topic("mise_en_demeure_delai", r"\bmises? en demeure\b", rf"mises?|demeure|{_TIME}|agir|repondre|conformer"
           rf"|laisse\w*",
           _duration),
    _topic("denonciation_preavis", r"^(?!.*\bmises? en demeure\b).*\b(?:preavis|prevenance|denonc"
           r"|prevenir\b.*\bavance)",
           rf"{_LEAVING}|{_TIME}", _duration),
    _topic("copil_frequence", r"\b(?:copils?|comites? de pilotage)\b", rf"{_COPIL}|{_MEETING}|{_TIME}", _rate),
    _topic("cotech_frequence", r"\b(?:cotechs?|comites? techniques?)\b",
           rf"cotechs?|comites?|techniques?|{_MEETING}|{_TIME}", _rate),
    _topic("date_fin", r"\b(?:court|jusqu'|va\b|finit|termine|expire|echeance|prend fin|fin|s'arrete|s'acheve|valable)",
           rf"court|courir|va|jusqu\w*|finit|fin|termine\w*|expire\w*|echeance|arrete\w*|acheve\w*|terme|dates?"
           rf"|{_TIME}",
           _day),
    _topic("date_effet", r"\b(?:prend effet|entre en vigueur|commence|debute|demarre|date d'effet|court depuis)\b",
           rf"effet|entre\w*|commence\w*|debut\w*|demarre\w*|court|dates?|partir|depuis|{_TIME}", _day),
    _topic("duree", r"\b(?:dure\w*|conclue? pour|signee? pour|vaut pour)\b", rf"dur\w+|conclue?|signee?|vaut|{_TIME}",
           _duration),
    _topic("reconduction", r"\b(?:recondu|reconduc|renouvel)", r"recondu\w*|renouvel\w*|tacite\w*|automati\w*"
           r"|explicite\w*"
           r"|express\w*|expres|seule?|office|accord|terme|fin|echeance|possible|\d{4}", _renewal),
    _topic("copil_animation", r"\b(?:co-?)?(?:presid|anim)\w*", rf"{_COPIL}|(?:co)?(?:presid|anim)\w*|{_WHO_WORDS}"
           r"|secretari\w*|tient|tour|role|alternance|alternativement|conjoint\w*|ensemble|assure\w*|charge\w*", _who),
    _topic("copil_secretariat", r"\bsecretari", rf"{_COPIL}|secretari\w*|tient|tenu|assur\w*|{_WHO_WORDS}"
           rf"|(?:presid|anim)\w*"
           r"|permanent|charge\w*|conjoint\w*|ensemble|tour|role|alternance", _who),
    _topic("copil_composition", r"\b(?:paritaire\w*|parite)\b", rf"{_COPIL}|paritaire\w*|parite|compos\w*", _even),
    _topic("denonciation_forme", r"\b(?:denonc|resili|preavis)\w*", rf"{_LEAVING}|{_UNDER}|lrar|ar|sms|oral\w*"
           rf"|verbal\w*|suffit"
           r"|envoy\w*|forme|ecrit\w*|possible", _form),
    _topic("juridiction", r"\b(?:juridiction|tribuna)", r"juridictions?|tribuna\w*|administrati\w*|judiciaires?"
           r"|commerce|grande"
           r"|instance|competent\w*|litiges?|contentieux|cas|designe\w*|releve\w*", _court),
    _topic("confidentialite_apres_terme", r"\b(?:confidentialite|discretion|secret)\b.*\b(?:fin|terme"
           r"|expiration|convention"
           r"|apres|echeance)\b|\b(?:fin|terme|apres)\b.*\b(?:confidentialite|discretion|secret)\b",
           r"confidentialite|discretion|secret|professionnel|obligations?|fin|terme|expiration|apres|echeance"
           r"|arrete\w*|cesse"
           r"|prend|finit|disparait|tombe|continue\w*|reste\w*|subsiste|persiste|demeure|vaut|levee|au-dela"
           r"|dela", _ended),
    _topic("avis_dpo_prealable", r"\bavis\b.*\b(?:dpo|dpd|delegue)\b|\b(?:dpo|dpd|delegue)\b.*\bavis\b",
           r"avis|dpo|dpd|delegue\w*|protection|donnees|personnelles|prealable\w*|necessaire|requis\w*|besoin|inutile"
           r"|facultati\w*|dispense\w*|demande\w*|donne", _whether),
    _topic("bonus_territoire", r"\bbonus\b", r"bonus|territoires?|supprime\w*|caf|verse\w*|finance\w*", _whether),
    _topic("maintien_financement_collectivite", rf"{_COLLECTIVITE}.*\b(?:financ|soutien|participation"
           rf"|contribution|effort)",
           rf"{_WHO_WORDS}|financ\w*|soutien|participation|contribution|effort|maint\w*|poursui\w*|conserv\w*"
           rf"|continu\w*"
           r"|baiss\w*|diminu\w*|redui\w*|arret\w*|cess\w*|engag\w*", _keeps),
    _topic("reglement_amiable", r"\b(?:amiable|conciliation|mediation)\b", r"amiable|conciliation|mediation"
           r"|reglement|litiges?"
           r"|prealable|phase|tentative|procedure|recherch\w*|cas|impose\w*|desaccord|demarche", _whether),
    _topic("signataires", r"\b(?:sign|cosign)\w*", rf"sign\w*|cosign\w*|{_BODY_WORDS}", _signs),
    _topic("plan_action_echeance", r"\bplans? d'actions?\b", rf"plans?|actions?|rendu|echeance|pret\w*"
           rf"|finalise\w*|tard|date|{_TIME}",
           _day),
)  # fmt: skip


def statements(text: str) -> tuple[Statement, ...]:
    """What the text says of the registry's parameters; nothing as soon as one of its words is about something else."""
    flat = level(text)
    topics = [topic for topic in _TOPICS if topic.about.search(flat)]
    read = [(topic, value) for topic in topics if (value := topic.read(text)) is not None]
    words = [level(word.text) for word in content_words(text)]
    if not all(any(topic.words.fullmatch(word) for topic, _ in read) for word in words):
        return ()
    return tuple(Statement(topic.parameter, value, text) for topic, value in read)


def parameters_named(text: str) -> tuple[str, ...]:
    """The parameters a premise is about, whatever it says of them, for premises about clauses that are not there."""
    flat = level(text)
    words = [level(word.text) for word in content_words(text)]
    return tuple(
        topic.parameter
        for topic in _TOPICS
        if topic.about.search(flat) and all(topic.words.fullmatch(word) for word in words)
    )
