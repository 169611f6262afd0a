"""Questions put to each convention in turn: « Comment chaque commune traite-t-elle l'inclusion numérique ? »

Nothing is counted: what each text says is shown beside the others. What the registry can count (`survey.py`) is no such
question, nor is what happens to each commune within one convention (« chaque commune signataire désigne… »).
"""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.survey import read_survey

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
    rf"|\b(?:dans|chez|parmi|pour) {_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b).{{0,20}}\b(?:comment|que|qu'|quelle place)"
    rf"|\b{_OURS} (?:{_PLACES}\b{_WITHIN}|{_TEXTS}\b) (?:parlent|disent|traitent|abordent|evoquent)\b"
)
_PANORAMA = re.compile(
    rf"\b(?:tour d'horizon|panorama|vue d'ensemble|inventaire|recensement|synthese comparee)\b"
    rf"(?=.*\b(?:{_PLACES}|{_TEXTS})\b|(?!.*\b(?:la|cette|notre|votre) {_TEXT}\b))"
)
_ONE = re.compile(rf"\b(?:la|cette|notre|votre|ma|une seule|sa) (?:presente )?{_TEXT}\b|\bl'avenant\b")

# Longest first: what is put in the place of the many, for the question that each text is asked.
_ALONE = (
    (
        re.compile(
            rf"\bcommune par commune\b|\b{_TEXT} par {_TEXT}\b|\b{_PLACE} par {_PLACE}\b|\bd'une? \w+ a l'autre\b"
        ),
        "",
    ),
    (re.compile(rf"\bselon les (?:{_PLACES}|{_TEXTS})\b|\bpour chacune? d(?:'|e )\w+(?: \w+)?"), ""),
    (
        re.compile(
            rf"\b(?:dans|pour|chez|par) (?:chaque|chacune? d(?:es|e nos|e ces|e vos))"
            rf" (?:{_TEXTS}|{_TEXT}|{_PLACES}|{_PLACE})\b"
        ),
        "",
    ),
    (re.compile(rf"\b(?:dans|chez|parmi|pour) {_OURS} (?:{_TEXTS}|{_PLACES})\b"), ""),
    (re.compile(rf"\bde (?:chaque|chacune? d(?:es|e nos|e ces|e vos)) (?:{_TEXTS}|{_TEXT})\b"), "de la convention"),
    (re.compile(rf"\b(?:chaque|chacune? d(?:es|e nos|e ces|e vos)) (?:{_TEXTS}|{_TEXT})\b"), "la convention"),
    (re.compile(rf"\b{_OURS} {_TEXTS}\b"), "la convention"),
    (re.compile(rf"\b(?:chaque|chacune? d(?:es|e nos|e ces|e vos)) (?:{_PLACES}|{_PLACE})\b"), "la collectivité"),
    (re.compile(rf"\b{_OURS} {_PLACES}\b"), "la collectivité"),
)


def asks_each(question: str) -> bool:
    """Whether each convention is to say what it says; False for what the registry counts, and for one convention."""
    flat = level(question).replace("\n", " ")
    if _ONE.search(flat) or read_survey(question) is not None:
        return False
    return bool(_EACH.search(flat) or _ABOUT_ALL.search(flat) or _PANORAMA.search(flat))


def of_one(question: str) -> str:
    """The same question put to one text: « Comment la collectivité traite-t-elle l'inclusion numérique ? »"""
    for pattern, alone in _ALONE:
        match = pattern.search(level(question))
        if match:
            question = f"{question[: match.start()]}{alone}{question[match.end() :]}"
    question = re.sub(r"\s+([,.])", r"\1", re.sub(r"\s{2,}", " ", question)).strip(" ,")
    return question[:1].upper() + question[1:]
