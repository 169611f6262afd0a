"""What opens a party's block: « la commune de Verlac », « les communes de A, B et C », « Rivemont Agglomération ».

A body is known by its kind (`organismes.py`), by a label (« Pour la commune : Verlac »), by the person who signs for
it, or by what follows it (« représentée par »).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ctgbot.text.normalise import level
from ctgbot.text.organismes import ANY_BODY, ARTICLE, Organisme, name_end, read_lone, read_organisme
from ctgbot.text.party_lines import BODY
from ctgbot.text.personnes import first_person
from ctgbot.text.territoires import commune_name, grouping_name

REPRESENTED = re.compile(
    r"represente(?:e|s|es)?\s*(?:legalement |respectivement |ici |aux presentes )?(?:par\b|:)\s*:?|en la personne de\b"
    r"|representante?s?(?: legal(?:e)?)?\s*[:\x00]|agissant par\b"
)
_MOST = 300  # communes in a row
_ARTICLE = re.compile(ARTICLE)
_COMMUNES = re.compile(
    rf"{ARTICLE}(?:\w+ )?(?:communes|villes)(?: suivantes| signataires| membres)?\s*(?:de\b|du\b|des\b"
    rf"|d')?\s*:?\s*(?:de |d'|du |des )?"
)
_NEXT_NAME = re.compile(r"\s*(?:,?\s*\bet\b|,|;|\n\s*[-–•*])\s*(?:de |d'|du |des )?")
_NOT_A_NAME = re.compile(rf"{BODY}|represent|d'une|d'autre|ci[- ]apres|leurs?\b|monsieur|madame|mme|m\.|son\b|sa\b")
_NAME_ENDS = re.compile(
    r"\s*(?:$|[,;.:()«*\n\x00]|ci[- ]apres|represent|et\b|dont\b|sise?\b|d'une part|d'autre part|denomm"
    r"|domicili|ayant\b)"
)
_LABELLED = re.compile(rf"(?:pour )?{ARTICLE}([^:\n\x00]{{1,60}}?)\s*:\s*")  # « Pour la Caf : Mme Lise Brun »
_BLOCK_ENDS = re.compile(r";|\n\s*pour ")
_ADJECTIVE = re.compile(
    r"(?: (?!(?:et|ou|qui|que|dont|par|represent\w*|ci|sise?|ayant|est|a|son|sa|sont|dument)\b)[a-z][a-z-]+){1,2}"
    r"(?=,? ?(?:represent|dont le siege|sise?\b|ci[- ]apres|ayant son|[«(]))"
)
_FOR = re.compile(rf"pour {ARTICLE}([^:\n\x00]{{1,60}}?)\s*:\s*")  # « Pour la commune : Val-Mésange, représentée par »
_GENERIC_ENDS = re.compile(
    r"\s*(?:[,;(«:\n\x00]|\brepresent|\bci[- ]apres|\bdont\b|\bdenomm|\bsise?\b|\bayant\b|\ben la pers)"
)
_NOT_A_BODY = re.compile(
    r"(?:qui|pour|elle|il|ils|elles|ci[- ]apres|denomm|represent|dont|ayant|vu|monsieur|madame|mme|m\.|quand"
    r"|les parties|parties|ensemble|dument|fonction|qualite|nom|article|convention|annexe|page|date|et|la presente"
    r"|organisme|structure|collectivite|partenaire|signataires?|representant|avenant|par"
    r"|le (?:maire|president)|la (?:maire|presidente))\b"
)
_INNER_BODY = re.compile(rf"\n\W*{BODY}")
_OF_BODY = re.compile(
    rf"\b(?:de |du |pour |representant |au nom (?:et pour le compte )?(?:de |du )){ARTICLE}(?={ANY_BODY})"
)


@dataclass(frozen=True, slots=True)
class View:
    """Two views of one text, of the same length: as written, on long lines, and levelled."""

    plain: str
    flat: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Bodies that open a block together (several for « les communes de A, B et C »), and where the block goes on."""

    bodies: tuple[Organisme, ...]
    start: int
    end: int
    person_first: bool = False  # « Monsieur X, maire, agissant au nom de la commune de Y »


def read_subject(view: View, at: int, end: int) -> Subject | None:
    several = _communes(view, at)
    if several:
        return several
    labelled = _LABELLED.match(view.flat, at, end)
    lone = read_lone(view.plain, view.flat, labelled.span(1)) if labelled else None
    if lone and labelled and first_person(view.plain[labelled.end() : labelled.end() + 120]):
        return Subject((lone,), at, lone.end)
    hint = _FOR.match(view.flat, at, end)
    if hint:
        named = read_organisme(view.plain, view.flat, hint.start(1))
        if named and named.end <= hint.end(1):
            return Subject((named,), at, named.end)
        at = hint.end()
    body = read_organisme(view.plain, view.flat, at)
    if body and _NAME_ENDS.match(view.flat, body.end):
        return Subject((body,), at, body.end)
    adjective = _ADJECTIVE.match(view.flat, body.end) if body else None
    if body and adjective:  # « la Mutualité sociale agricole des Rives basses, représentée par… »
        said = view.plain[adjective.start() : adjective.end()]
        longer = replace(body, label=body.label + said, name=body.name + said, end=adjective.end())
        return Subject((longer,), at, longer.end)
    if body:
        return None
    return _person_first(view, at, end) or _other_body(view, at, end, hint[1] if hint else "")


def _communes(view: View, at: int) -> Subject | None:
    """« les communes de A, de B et de C »: two at least."""
    opening = _COMMUNES.match(view.flat, at)
    if not opening:
        return None
    bodies: list[Organisme] = []
    place = opening.end()
    while (close := name_end(view.plain, view.flat, place)) > place and len(bodies) < _MOST:
        name = commune_name(re.sub(r"\s+", " ", view.plain[place:close]), view.plain)
        joint = "d'" if level(name[:1]) in "aeiouy" else "de "
        bodies.append(Organisme("commune", f"Commune {joint}{name}", name, place, close))
        following = _NEXT_NAME.match(view.flat, close)
        if not following or _NOT_A_NAME.match(view.flat, following.end()):
            break
        place = following.end()
    return Subject(tuple(bodies), at, bodies[-1].end) if len(bodies) >= 2 else None


def _person_first(view: View, at: int, end: int) -> Subject | None:
    person = first_person(view.plain[at : at + 120])
    if not person:
        return None
    stop = _BLOCK_ENDS.search(view.flat, at, min(end, at + 300))
    limit = stop.start() if stop else min(end, at + 300)
    for match in _OF_BODY.finditer(view.flat, at + person.end(), limit):
        body = read_organisme(view.plain, view.flat, match.end())
        if body:
            return Subject((body,), at, body.end, person_first=True)
    return None


def _other_body(view: View, at: int, end: int, hint: str) -> Subject | None:
    """« Rivemont-Estuaire Agglomération (« l'Agglomération »), représentée par … »: a body by its place alone."""
    article = _ARTICLE.match(view.flat, at)
    start = article.end() if article else at
    stop = _GENERIC_ENDS.search(view.flat, start, min(end, start + 130))
    name = re.sub(r"\s+", " ", view.plain[start : stop.start()]).strip() if stop else ""
    if not stop or len(name) < 3 or not name[0].isupper() or " entre " in name or _NOT_A_BODY.match(view.flat, at):
        return None
    represented = REPRESENTED.search(view.flat, stop.start(), min(end, stop.start() + 250))
    gap = view.flat[stop.start() : represented.start()] if represented else ""
    if not represented or ";" in gap or "\n\n" in gap or _INNER_BODY.search(gap):
        return None
    if re.match(r"(?:commune|ville|mairie)", hint):
        own = commune_name(name, view.plain)
        joint = "d'" if level(own[:1]) in "aeiouy" else "de "
        body = Organisme("commune", f"Commune {joint}{own}", own, start, stop.start())
    else:
        grouping = bool(re.search(r"\b(?:agglomeration|metropole|communaute)\b", level(name)))
        label = grouping_name(name, view.plain) if grouping else name
        body = Organisme("epci" if grouping else "autre", label, label, start, stop.start())
    return Subject((body,), at, stop.start())
