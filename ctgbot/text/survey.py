"""Questions about all the conventions: « Quelles conventions ont un préavis inférieur à 6 mois ? »

A survey is read only when nothing of the question is left over: several conventions are meant, one parameter of the
registry is named, one condition is put, and every other word is a word of asking. Anything else (a commune, a year of
signature, a second subject) makes it another question, which goes on as before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ctgbot.text.normalise import level
from ctgbot.text.survey_condition import CONVENTIONS, HELD, LEAST, MOST, Survey, blanked, read_condition, spans_of
from ctgbot.text.survey_topics import TOPICS
from ctgbot.text.words import content_words, stem

# « Quelles communes ont… », « Combien de CTG », « Dans combien de conventions », « Liste les conventions »
_SEVERAL = re.compile(
    rf"\b(?:quelles?|quels|combien d(?:e|')|combien parmi|lesquelles (?:des|de ces)|laquelle (?:des|de ces)|chaque"
    rf"|aucune?|nombre de|plusieurs|certaines|chacune des|y a-t-il des|toutes? (?:les|nos|vos|ces)"
    rf"|list(?:e|er|ez)(?:[ -](?:moi|nous))?(?: toutes)? (?:les|des)|(?:donne|cite|montre)\w*(?:[ -](?:moi|nous))?"
    rf"(?: toutes)? (?:les|des)|(?:compar\w+|class\w+|tri\w+|entre|parmi|chez) (?:les|nos|ces)) {HELD}\b"
    rf"|\b(?:les|des|nos|vos|ces|aux) {CONVENTIONS}\b"
    rf"|\bcombien (?:n'|ne |ont|prevoient|sont|fixent|comportent|imposent|exigent)|\blaquelle\b|\blesquelles\b"
    rf"|\bquelle est la (?:convention|ctg) (?:qui|dont|ayant|avec|ou|la plus)"
)
_IMPLIED = re.compile(r"\bcompar(?:e|er|ez|aison|atif)\b|\bclass(?:e|er|ez|ement)\b|\btri(?:e|er|ez)\b")
# « de la convention », « cette CTG »: one is meant
_ONE = re.compile(
    r"\b(?:la|cette|notre|votre|ma|sa|une seule) (?:presente )?(?:convention|ctg)\b"
    r"(?! (?:qui|dont|ayant|avec|ou|la plus)\b)|\bl[ea] (?:notre|votre|mienne|mien)\b|\bmemes? [\w' -]{1,40} que\b"
)
# What asks for something else than which, how many, the most or the spread.
_OTHERWISE = re.compile(
    r"^\W*(?:qui|a qui|par qui|que|quoi)\b|\b(?:comment|pourquoi|quand|quoi|qu'est-ce|peut-on|puis-je|peut|peux"
    r"|peuvent-|faut|doit|doivent|devons|si)\b"
    r"|\bcombien (?:de |d')(?:temps|tps|mois|jours|semaines|ans|annees|fois|reunions?"
    r"|seances?)\b|\bqui (?:assure|anime|preside|tient|signe|decide)|\?\W+\w"
)
_WORDS_OF_ASKING = """
convention conventions ctg territoriale globale clause clauses délai délais durée prévoir prévoient prévoyant comporter
comportent comporte contenir contiennent contient fixer fixent fixe imposer imposent impose exiger exigent exige
mentionner mentionnent mentionne stipuler stipulent stipule disposer disposent dispose posséder possèdent inclure
incluent inclut existe existent lister liste listez donner donnez cite citer citent montrer montrez afficher affiche
nombre vigueur registre corpus ensemble égal égale différentes différents retenir retenu retient appliquer appliquent
assurer assure assurent assuré assurée maintenir maintiennent tenir tient confier confient confié confiée an année fois
comparer comparez compare classer classez classe classement trier triez trie ordre croissant décroissant compétent
compétente
"""
_NEUTRAL = frozenset(stem(word) for word in _WORDS_OF_ASKING.split())
_HOLDERS = re.compile(rf"\b{HELD}\b")


def read_survey(question: str) -> Survey | None:
    """What the question asks of all conventions; None when it is another question, or not surely this one."""
    flat = level(question).replace("\n", " ")
    if _ONE.search(flat) or _OTHERWISE.search(flat):
        return None
    several = [match.span() for match in _SEVERAL.finditer(flat)]
    extreme = [match.span() for pattern in (LEAST, MOST) for match in pattern.finditer(flat)]
    implied = bool(extreme or _IMPLIED.search(flat))
    if not several and not implied:
        return None
    for topic in TOPICS:
        spans = topic.spans(blanked(flat, several))
        if spans:
            found = read_condition(topic, flat, spans)
            if found is None:
                return None
            survey, used = found
            survey = replace(survey, words=_as_asked(survey.words, flat, question), explicit=bool(several))
            rest = blanked(question, [*several, *extreme, *spans, *used])
            return survey if _is_accounted_for(rest) else None
    return None


def _as_asked(words: str, flat: str, question: str) -> str:
    """With the accents and capitals of the question."""
    at = flat.find(words)
    return question[at : at + len(words)]


def _is_accounted_for(rest: str) -> bool:
    """Whether only words of asking are left; a name is none of them."""
    flat = level(rest)
    left = blanked(rest, spans_of(_HOLDERS, flat))
    return all(word.stem in _NEUTRAL for word in content_words(left))
