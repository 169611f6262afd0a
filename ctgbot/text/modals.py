"""What binds and what allows: « peut », « doit », « s'engage à » may not stand for one another, nor « peut » be
dropped."""

from __future__ import annotations

import re

from ctgbot.text.normalise import level
from ctgbot.text.words import same_family, stem

_MAY = re.compile(
    r"\b(?:peut|peuvent|pourra|pourront|pourrait|pourraient|pouvait|possible|possibilite|libre|facult\w+|"
    r"eventuel\w*|autoris\w+|habilit\w+)\b"
)
_MUST = re.compile(
    r"\b(?:doit|doivent|devra|devront|devrait|devraient|devait|obligatoire\w*|oblig(?:e|es|ee|ees)|faut|faudra|"
    r"impos\w+|tenue?s?|exig\w+|imperati\w+)\b"
)
_PLEDGE = re.compile(r"\bs'engage\w*|\bengagement\w*|\bengagee?s? a\b")
_KINDS = (_MAY, _MUST, _PLEDGE)
# « pourra être résiliée », « peuvent librement participer », « a la possibilité de verser »
_ALLOWED = re.compile(
    r"\b(?:peut|peuvent|pourra|pourront|pourrait|pourraient|possibilite d[e'])(?:-(?:il|elle|ils|elles))?\s*"
    r"(?:\w+ment\s+)?(?:etre\s+)?(?:\w+ment\s+)?(?P<verb>\w{4,})"
)
_WORD = re.compile(r"[\wÀ-ÿ]+")
_BEFORE_NOUN = {
    "le", "la", "les", "l", "un", "une", "des", "de", "d", "du", "au", "aux", "a", "cette", "cet", "ce", "ces",
    "sa", "son", "leur", "leurs", "toute", "tout", "en", "par", "pour", "sans", "apres",
}  # fmt: skip


def modals_stand(sentence: str, proof: str) -> bool:
    """Whether the sentence binds and allows as its proof does."""
    flat, flat_proof = level(sentence), level(proof)
    if any(kind.search(flat) and not kind.search(flat_proof) for kind in _KINDS):
        return False
    return bool(_MAY.search(flat)) or not _made_certain(sentence, flat_proof)


def is_modal(word: str) -> bool:
    """Whether one word binds or allows: « peut », « devra », « tenues »."""
    return any(kind.fullmatch(level(word)) for kind in _KINDS)


def _made_certain(sentence: str, flat_proof: str) -> bool:
    """« La Caf verse » of « La Caf peut verser »; a noun (« la résiliation a lieu ») affirms nothing."""
    allowed = {stem(match["verb"]) for match in _ALLOWED.finditer(flat_proof)}
    words = _WORD.findall(sentence)
    return any(
        same_family(stem(word), verb) and level(before) not in _BEFORE_NOUN
        for before, word in zip(["", *words], words, strict=False)
        for verb in allowed
    )
