"""Questions put to each convention in turn: « Comment chaque commune traite-t-elle l'inclusion numérique ? »

Nothing is counted: what each text says is shown beside the others. What the registry can count (`survey.py`) is no such
question, nor is what happens to each commune within one convention (« chaque commune signataire désigne… »).
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.survey import read_survey
from ctgbot.text.words import content_words

_TEXTS = r"(?:conventions(?: territoriales globales)?|ctgs?)"
_TEXT = r"(?:convention(?: territoriale globale)?|ctg)"
_PLACES = (
    r"(?:communes|collectivites|villes|intercommunalites|agglomerations|metropoles|epcis?|communautes(?: de communes)?"
    r"|territoires)"
)
_PLACE = r"(?:commune|collectivite|ville|intercommunalite|agglomeration|epci|territoire)"
# « les communes signataires », « les communes du Val de Brelle », « chaque commune membre »: those of one convention.
_WITHIN = (
    r"(?! (?:signataires?|membres?|adherentes?|deleguees?|concernees?|partenaires?|participantes?|associees?"
    r"|d[eu]s? (?!(?:notre|nos|l'index|ce departement|le departement)\b)\w|d'))"
)
_OURS = r"(?:(?:toutes |tous )?(?:les|nos|ces|vos)(?: differentes?| differents?| autres)?|des|aux)"
_EACH = re.compile(
    rf"\b(?:chaque|chacune? d(?:e ces|e nos|e vos|es)) (?:{_TEXTS}|{_TEXT})\b"
    rf"|\bchaque {_PLACE}\b{_WITHIN}"
    rf"|\bchacune? (?:des|de nos|de ces|d'entre (?:elles|eux)|de vos)(?: {_PLACES}\b{_WITHIN}| {_TEXTS}\b|\b(?! ))"
    rf"|\b{_TEXT} par {_TEXT}\b|\b{_PLACE} par {_PLACE}\b"
    rf"|\bd'une? {_TEXT} a l'autre\b|\bd'une? {_PLACE} a l'autre\b|\bselon les (?:{_PLACES}|{_TEXTS})\b"
    rf"|\bpour chacun(?:e)? d(?:'elles|'entre elles|'eux|'entre eux)\b"
)
_ABOUT_ALL = re.compile(
    rf"\b(?:comment|de quelle (?:maniere|facon))\b.{{0,40}}\b{_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b)"
    rf"|\b(?:que|qu'est-ce que|qu'est ce que|ce que|quoi) .{{0,25}}\b{_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b)"
    rf"|\b(?:dans|chez|parmi|pour) {_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b).{{0,20}}\b(?:comment|que|qu')"
    rf"|\b{_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b) (?:parlent|disent|traitent|abordent|evoquent)\b"
)
_PANORAMA = re.compile(
    rf"\b(?:tour d'horizon|panorama|vue d'ensemble|inventaire|recensement|synthese comparee)\b"
    rf"(?=.*\b(?:{_PLACES}|{_TEXTS})\b|(?!.*\b(?:la|cette|notre|votre) {_TEXT}\b))"
)
_ONE = re.compile(rf"\b(?:la|cette|notre|votre|ma|une seule|sa) (?:presente )?{_TEXT}\b|\bl'avenant\b")

# What spreads a question over the conventions, and says nothing of its subject; the longest first.
_SPREAD = (
    re.compile(rf"\b{_TEXT} par {_TEXT}\b|\b{_PLACE} par {_PLACE}\b|\bd'une? \w+ a l'autre\b"),
    re.compile(rf"\bselon les (?:{_PLACES}|{_TEXTS})\b|\bpour chacune? d(?:'|e )\w+(?: \w+)?"),
    re.compile(
        rf"\b(?:(?:dans|pour|chez|par|de) )?(?:chaque|chacune? d(?:es|e nos|e ces|e vos))"
        rf" (?:{_TEXTS}|{_TEXT}|{_PLACES}|{_PLACE})\b"
    ),
    re.compile(rf"\b(?:(?:dans|chez|parmi|pour) )?{_OURS} (?:{_TEXTS}|{_PLACES})\b"),
    re.compile(r"\b(?:un )?(?:tour d'horizon|panorama|vue d'ensemble|inventaire)\b"),
)
# « Comment … traite-t-elle … », « Que disent … de … », « Fais-moi … »: the words of asking alone.
_ASKING = re.compile(
    r"^\W*(?:comment|de quelle (?:maniere|facon)|qu'est[ -]ce qu(?:e |')|que\b|qu'|fais\b(?:-moi)?|donne\w*\b(?:-moi)?"
    r"|compar\w+)"
)
_VERB = re.compile(
    r"\b(?:trait|abord|prevoi|prevoy|parl|evoqu|organis|envisag|mentionn)\w*(?:-t)?(?:-(?:elles?|ils?|on))?\b"
    r"|\b(?:dit|disent)(?:-(?:elles?|ils?|on))?\b|\b(?:prend|prennent)(?:-(?:elles?|ils?|on))? en compte\b"
)
_JOINT = re.compile(r"^(?:[\s,:;.]|\b(?:de|des|du|sur|pour|en matiere de|au sujet de|a propos de)\b|\bd')+")


def asks_each(question: str) -> bool:
    """Whether each convention is to say what it says; False for what the registry counts, and for one convention."""
    flat = level(question).replace("\n", " ")
    if _ONE.search(flat) or read_survey(question) is not None:
        return False
    return bool(_EACH.search(flat) or _ABOUT_ALL.search(flat) or _PANORAMA.search(flat))


def of_one(question: str) -> str:
    """The subject alone, as one text is asked about it: « L'inclusion numérique ? ». The verb that asks would only draw
    towards other clauses: « traite » is also what is done with data."""
    left = question
    for pattern in _SPREAD:
        left = _without(left, pattern)
    if left == question:
        return question
    asked = _without(left, _ASKING)
    if asked != left:
        asked = _without(asked, _VERB)
    subject = re.sub(r"\s+([,.])", r"\1", " ".join(asked.split())).strip(" ,;:?!.")
    joint = _JOINT.match(level(subject))
    subject = subject[joint.end() :] if joint else subject
    return f"{subject[:1].upper()}{subject[1:]} ?" if content_words(subject) else question


def _without(question: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(level(question))
    return f"{question[: match.start()]} {question[match.end() :]}" if match else question
