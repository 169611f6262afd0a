"""Words that change a clause without a number or a name: « seule », « certains », « les deux tiers », « tacite »;
and the words of a sentence that its proof does not hold at all."""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.quantities import find_quantities
from ctgbot.text.words import content_words, same_family, stem

_QUALIFIERS = re.compile(
    r"\b(?:seule?s?|seulement|uniquement|exclusi\w+|tacite\w*|explicite\w*|automati\w+|toujours|immediat\w*|"
    r"gratui\w+|definiti\w+|irrevocab\w+|unilateral\w*|moiti\w+|double\w*|triple\w*|"
    r"(?:un|une|deux|trois|quatre|\d)\s+(?:tiers|quarts?|cinquiemes?|dixiemes?))\b"
)
_RHYTHM = re.compile(
    r"\b(?:tous les|toutes les|chaque|par)\s+(?P<unit>an(?:nee)?|mois|jour|semaine|trimestre|semestre)s?\b"
)
_ORDINAL = re.compile(
    r"\b(?:(?P<figure>\d{1,3})\s?(?:er|ere|e|eme|nd|nde|ᵉ)\b|(?P<word>premi|second|deuxi|troisi|quatri|cinqui|sixi|"
    r"septi|huiti|neuvi|dixi|derni)\w*)"
)
_RANKS = {"premi": "1", "second": "2", "deuxi": "2", "troisi": "3", "quatri": "4", "cinqui": "5", "sixi": "6",
          "septi": "7", "huiti": "8", "neuvi": "9", "dixi": "10"}  # fmt: skip
_ALL = re.compile(r"\b(?:tous|toutes|chaque|chacune?s?|ensemble|integralite|totalite|entiere?s?)\b")
_SOME = re.compile(
    r"\b(?:certaine?s|quelques|plusieurs|la plupart|la majorite|une partie|partiel\w*)(?:\s+(?:des?|du|d'|les?))*\s*"
    r"(?P<what>\w*)"
)
# What may not stand for its opposite; « avis de réception » is the name of a letter.
_OPPOSITES = (
    (r"augment|hausse|accroi|accru", r"diminu|baiss|reduct|reduit|reduir"), (r"envo[iy]", r"recept|recue?s?\b"),
    (r"public", r"prive"), (r"ouvert|ouvre|ouvrir", r"ferme"), (r"debut|commenc", r"termin|acheve"),
    (r"\bsimple", r"recommande"), (r"consultati", r"deliberati"), (r"\becrite?s?\b|par ecrit", r"\boral|verbal"),
    (r"provisoire|temporaire", r"definiti|permanent"), (r"gratui", r"payant"), (r"interne", r"externe"),
    (r"autoris", r"interdi|proscri"), (r"obligatoire", r"facultati"), (r"crea|creer|cree", r"supprim"),
    (r"administrati", r"judiciaire"), (r"recommande", r"courriel|electronique"), (r"\bavant\b", r"\bapres\b"),
    (r"majorite", r"unanimite"),
    (r"preala", r"posterieur|a posteriori"), (r"minimum|minima|au moins", r"maximum|maximal|au plus\b"),
)  # fmt: skip
_PAIRS = tuple((re.compile(one), re.compile(other)) for one, other in _OPPOSITES)
_LETTER = re.compile(r"\b(?:avis|accuse) de reception")
_LEAST_KNOWN = 0.6  # of the words of a sentence: a paraphrase brings a verb of its own, not a matter of its own
# Verbs by which one says what a text says.
_SAYING_WORDS = {
    "prévoit", "prévu", "fixe", "fixé", "cite", "cité", "vise", "visé", "précise", "indique", "dispose", "stipule",
    "conclut", "concerne", "s'agit", "lieu", "délai", "dure", "durée", "part", "date", "article", "convention",
    "texte", "clause",
}  # fmt: skip
_SAYING = frozenset(map(stem, _SAYING_WORDS))


def qualifiers_stand(sentence: str, proof: str) -> bool:
    """Whether it adds no « seule », « tacite », « deux tiers », « troisième », « chaque mois » to its proof."""
    flat, flat_proof = level(sentence), level(proof)
    rhythms = {match["unit"] for match in _RHYTHM.finditer(flat_proof)}
    said, proven = ({_short(word) for word in _QUALIFIERS.findall(text)} for text in (flat, flat_proof))
    return (
        said <= proven
        and all(match["unit"] in rhythms for match in _RHYTHM.finditer(flat))
        and _ranks(flat) <= _ranks(flat_proof)
    )


def quantifiers_stand(sentence: str, proof: str) -> bool:
    """« certains équipements » is neither « tous les équipements » nor « les équipements »."""
    flat, flat_proof = _RHYTHM.sub(" ", level(sentence)), level(proof)
    if _ALL.search(flat) and not _ALL.search(flat_proof):
        return False
    some = {stem(match["what"]) for match in _SOME.finditer(flat_proof) if match["what"]}
    if _SOME.search(flat):
        return bool(_SOME.search(flat_proof))
    elsewhere = {word.stem for word in content_words(_SOME.sub(" ", flat_proof))}
    return not any(word.stem in some - elsewhere for word in content_words(flat))


def no_opposite(sentence: str, proof: str) -> bool:
    """Whether no word of the sentence is the opposite of one that the proof has alone."""
    said, proven = (_LETTER.sub(" ", level(text)) for text in (sentence, proof))
    for pair in _PAIRS:
        for one, other in (pair, pair[::-1]):
            if one.search(said) and not one.search(proven) and other.search(proven):
                return False
    return True


def words_stand(sentence: str, proof: str, free: str) -> bool:
    """Whether most words of the sentence are of the proof: without a number or a name it could say anything."""
    known = {word.stem for word in content_words(f"{proof} {free}")} | _SAYING
    own = {word.stem for word in content_words(_without_quantities(sentence)) if not word.text.isdigit()}
    strange = {word for word in own if not any(same_family(word, other) for other in known)}
    return (len(strange) <= 1 and bool(own - strange or not own)) or len(strange) <= (1 - _LEAST_KNOWN) * len(own)


def _without_quantities(text: str) -> str:
    for quantity in reversed(find_quantities(text)):
        text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


def _short(word: str) -> str:
    return word if word[0].isdigit() or " " in word else word[:6]


def _ranks(flat: str) -> set[str]:
    """« 3e », « troisième » → 3; « 1er janvier » is a day."""
    days = {quantity.start for quantity in find_quantities(flat) if quantity.kind == "date"}
    return {
        match["figure"] or _RANKS.get(match["word"], match["word"])
        for match in _ORDINAL.finditer(flat)
        if match.start() not in days
    }
