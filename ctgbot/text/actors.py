"""Who does what: « La Caf anime », « animé par la collectivité ». One party may not be put in the place of another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level
from ctgbot.text.words import same_family, stem

# One word for the names that one party has in a convention: « la ville » and « la collectivité » sign as one.
_PARTIES = {
    "caf": "caf", "caisse d'allocations familiales": "caf", "commune": "collectivite", "ville": "collectivite",
    "collectivite": "collectivite", "municipalite": "collectivite", "communaute de communes": "epci", "epci": "epci",
    "communaute d'agglomeration": "epci", "msa": "msa", "departement": "departement", "etat": "etat",
    "region": "region", "prefet": "prefet", "prefecture": "prefet", "parties": "parties", "maire": "maire",
    "comite de pilotage": "copil", "copil": "copil", "comite technique": "cotech", "cotech": "cotech",
    "conseil municipal": "conseil", "conseil communautaire": "conseil epci", "president": "president",
    "conseil d'administration": "ca", "directeur": "directeur", "association": "association", "familles": "familles",
}  # fmt: skip
_ANY = "|".join(sorted(_PARTIES, key=len, reverse=True))
_ONE = rf"(?:l'|la |le |les |son |sa |une? |chacune? des |des |deux )*(?:{_ANY})s?\b(?:\s+de\s+[a-z-]+)?"
_SEVERAL = rf"{_ONE}(?:\s*(?:,|et|ou|avec)\s*{_ONE})*"
# « La Caf et la commune (qui) s'engagent à verser … »: the subject, then up to three words of which one is its verb
_ACTIVE = re.compile(
    rf"(?:^|[.;:,]\s+|\bque?\s+|\bqu'|\bet\s+|\bseule?s?\s+)(?P<who>{_SEVERAL})\s+"
    r"(?!de\b|du\b|des\b)(?:ne\s+|n'|se\s+|s'|y\s+|en\s+|la\s+|le\s+|les\s+|leur\s+|lui\s+)*(?P<does>\w+(?:\s+\w+){0,2})"
)
# « est animé conjointement par la collectivité », « animé par la Caf »
_PASSIVES = tuple(
    re.compile(rf"{done}par\s+(?P<who>{_SEVERAL})")
    for done in (
        r"\b(?:est|sont|sera|seront|etre|ete|soit|soient)\s+(?:\w+ment\s+)?"
        r"(?P<done>\w{3,})\s+(?:(?!et\b)\w+\s+){1,5}?",
        r"\b(?P<done>\w{3,}(?:e|i|u|s|it)e?s?)\s+",
    )
)
_AUXILIARIES = {
    "est", "sont", "sera", "seront", "etre", "ont", "a", "aura", "doit", "doivent", "peut", "peuvent", "pourra",
    "devra", "devront", "pourront", "engage", "engagent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """The parties that do what the verb says."""

    who: frozenset[str]
    verb: str


def deeds(text: str) -> tuple[Deed, ...]:
    """Every « X verb » and « verb par X » of a text; a passive verb is nobody's own."""
    flat = " ".join(level(text).split())
    found = [Deed(_who(m["who"]), stem(m["done"])) for passive in _PASSIVES for m in passive.finditer(flat)]
    for match in _ACTIVE.finditer(flat):
        words = match["does"].split()
        if words[0] in ("est", "sont", "sera", "seront"):
            continue
        verbs = [word for word in words if word not in _AUXILIARIES and len(word) > 2]
        found += [Deed(_who(match["who"]), stem(verb)) for verb in verbs[:1]]
    return tuple(found)


def same_actors(sentence: str, proof: str) -> bool:
    """Whether nobody does in the sentence what somebody else does in the proof."""
    proven = deeds(proof)
    for deed in deeds(sentence):
        rivals = [other for other in proven if same_family(deed.verb, other.verb)]
        if rivals and not any(other.who == deed.who for other in rivals):
            return False
    return parties(sentence) <= parties(proof) | _both(proof)


def parties(text: str) -> frozenset[str]:
    """Every party that a text names."""
    return frozenset(_PARTIES[name] for name in re.findall(rf"\b({_ANY})s?\b", level(text)))


def _who(written: str) -> frozenset[str]:
    return frozenset(_PARTIES[name] for name in re.findall(rf"\b({_ANY})s?\b", written))


def _both(proof: str) -> frozenset[str]:
    """« les parties » are named when « la Caf » and « la commune » are, together."""
    return frozenset({"parties"}) if {"caf", "collectivite"} <= parties(proof) else frozenset()
