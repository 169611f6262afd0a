"""Whether a sentence of a draft says more than its proofs: every number and every name must stand in one of them.

The rule is that of `drafting/prove.py`, for words that an agent or a language model has written: what the sentence
adds is named, so that whoever reads it knows what to check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.drafting.french import percent, some, whole
from ctgbot.drafting.indicators import indicators
from ctgbot.model import Fact
from ctgbot.text.grounding import unsupported_numbers
from ctgbot.text.normalise import level
from ctgbot.text.quantities import find_quantities
from ctgbot.text.words import content_words

BLANK = re.compile(r"\[à compléter[^\]]*\]")
# A capital inside a sentence (« Lille », « Saint-Denis »), or an acronym (« MSA »).
_INSIDE = re.compile(r"(?<!^)(?<![.!?]\s)(?<=[\s'’(«])[A-ZÀ-Ý][\w'’-]+|\b[A-Z]{2,}\b")
# « la moitié des foyers », « une douzaine de crèches », « a doublé », « 471k », « ½ »: figures that are no numbers.
_LOOSE = re.compile(
    r"\bmoitié\b|\b(?:un|le|deux) tiers (?=de|d['’])|\bquarts?\b|\bmilliers?\b|\bmajorité\b|\bla plupart\b|"
    r"\b(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?\b|\ble (?:double|triple)\b|"
    r"\b(?:doubl|tripl|quadrupl)(?:ée?s?|ent|er)\b|\b(?:plus|moins) (?:de|d['’]) ?(?=\d)|[¼½¾⅓⅔⅕⅛]|\b\d+[kKM]\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:^|(?<=[.!?]\s))[«\s]*([A-ZÀ-Ý][\w-]+)(?P<after>\s?[,']?)")
_OPENINGS = frozenset(
    ["aujourd'hui", "aujourd", "desormais", "enfin", "ensuite", "egalement", "parmi", "afin", "grace", "pres"]
)
# The institutions that any convention speaks of: naming them says nothing of a territory.
_GENRE = frozenset(
    ["caf", "cnaf", "ctg", "sdsf", "epci", "ccas", "cias", "rsa", "aah", "qf", "etat", "insee", "msa", "pmi", "eaje"]
)


def doubts(sentence: str, facts: Sequence[Fact], quotes: Sequence[str], known: Sequence[str] = ()) -> tuple[str, ...]:
    """What no fact and no quote holds, in French, one remark each; none when the sentence stands.

    `known`: texts whose names and references need no proof (territoire, titles). Blanks are no statement.
    """
    own = BLANK.sub(" ", sentence)
    proof = [*quotes, *(said for fact in facts for said in _ways(fact))]
    numbers = [f"le nombre « {number} » n'est ni un chiffre donné ni dans l'extrait cité" for number in
               dict.fromkeys(unsupported_numbers(own, [*proof, *known]))]  # fmt: skip
    said = level(" ".join([*quotes, *known]))
    loose = [f"« {words} » n'est dans aucun extrait cité" for words in dict.fromkeys(_loose(own))
             if level(words) not in said]  # fmt: skip
    place = level(" ".join([*proof, *known, *(fact.source for fact in facts)]))
    names = [f"le nom « {name} » n'est dans aucune preuve" for name in dict.fromkeys(_names(own))
             if not _stands(level(name), place)]  # fmt: skip
    return (*numbers, *_references(own, [*quotes, *known]), *loose, *names)


def _references(sentence: str, proof: Sequence[str]) -> list[str]:
    """« l'article 9 », « annexe 4 »: another place than those of the proofs."""
    known = {quantity.value for text in proof for quantity in find_quantities(text) if quantity.kind == "reference"}
    found = [quantity for quantity in find_quantities(sentence) if quantity.kind == "reference"]
    return [
        f"le renvoi « {sentence[one.start : one.end]} » n'est dans aucune preuve"
        for one in found
        if one.value not in known
    ]


def _loose(sentence: str) -> list[str]:
    return [match[0] for match in _LOOSE.finditer(sentence)]


def _ways(fact: Fact) -> list[str]:
    """How a sentence may write a fact: « 2 850 foyers », « 2 850 allocataires », « 0,45 % », « en 2023 »."""
    said = [fact.display, f"{fact.display} {fact.unit}", f"{fact.display} {fact.label}"]
    said += [f"en {fact.year}"] if fact.year else []
    if fact.value is None:
        return said
    if fact.unit == "%":
        return [*said, percent(fact.value)]
    indicator = indicators().get(fact.key)
    if indicator is not None:
        words = [word.text for word in content_words(indicator.many)]
        said += [some(fact.value, indicator.one, indicator.many), *(f"{whole(fact.value)} {word}" for word in words)]
    return [*said, f"{whole(fact.value)} {fact.unit}"]


def _names(sentence: str) -> list[str]:
    """In their order. A sentence that begins with neither an article nor an adverb begins with a name."""
    inside = _INSIDE.findall(sentence)
    firsts = [
        match[1]
        for match in _FIRST.finditer(sentence)
        if match["after"].strip() == "" and ("-" in match[1] or _is_bare(match[1]))
    ]
    return [*firsts, *inside]


def _is_bare(word: str) -> bool:
    flat = level(word)
    return bool(content_words(flat)) and flat not in _OPENINGS and not flat.endswith(("ment", "ant"))


def _stands(name: str, place: str) -> bool:
    return name in _GENRE or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", place) is not None
