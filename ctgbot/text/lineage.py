"""How documents stand to one another: which convention an avenant changes, which text replaces which.

Two versions of one text cover the same territory and years; conventions of one territory with other years follow one
another and replace nothing. Where nothing tells, nothing is decided: no link is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ctgbot.model import NO_CONVENTION, DocumentCard, Period, Standing
from ctgbot.text.avenant_identity import date_named, period_named
from ctgbot.text.normalise import level

# What a territory is, not which: « Communauté de communes des Coteaux de Lorvane » and « Coteaux de Lorvane » are one.
_KINDS_OF_TERRITORY = {
    "communaute", "communes", "commune", "agglomeration", "urbaine", "metropole", "ville", "nouvelle", "departement",
    "syndicat", "intercommunal", "sivom", "epci", "cc", "ca", "cu", "territoire", "de", "du", "des", "d", "la", "le",
    "les", "l", "et",
}  # fmt: skip
_GROUPINGS = {"communaute", "communes", "agglomeration", "metropole", "syndicat", "sivom", "epci", "cc", "ca", "cu"}
_TOKEN = re.compile(r"[^\W_]+")
_STEM = re.compile(r"([^/\\]*?)(?:\.[^./\\]*)?$")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_ABBREVIATED = {"st": "saint", "ste": "sainte"}
_STATUTS = {"projet": 0, "inconnu": 1, "signe": 2}
_ALONE = Standing()
_VERSIONED = ("convention", "sdsf")
# « CTG_Verlac_v2.docx », « ctg verlac (projet).odt », « CTG Verlac DEF signée.pdf », « ctg-verlac-final (1).pdf »
_DRAFT_MARK = re.compile(r"\b(?:projet|draft|brouillon|provisoire|travail)\b")
_FINAL_MARK = re.compile(r"\b(?:def|definiti(?:f|ve)|finale?|vf|vdef|signee?|scan)\b")
_VERSION_MARK = re.compile(r"\b(?:v|version ?|vers ?)(\d{1,3})(?: (\d{1,3}))?\b")
_NO_PART_OF_NAME = re.compile(
    rf"{_DRAFT_MARK.pattern}|{_FINAL_MARK.pattern}|{_VERSION_MARK.pattern}|\b(?:copie|copy|relue?|corrigee?|ok"
    rf"|de|du)\b|\d+"
)

_Place = tuple[str, bool]  # core name; whether the document is a fictional example
_Marks = tuple[int, tuple[int, int]]


def standings(cards: Sequence[DocumentCard]) -> dict[str, Standing]:
    """The standing of each document, by id. Linear in their number: only those of one territory are ever compared."""
    by_id = {card.id: card for card in cards}
    places = _by_place(cards)
    replaced: dict[str, str] = {}
    for here in places.values():
        if len(here) > 1:
            for family in _families(here):
                replaced |= _replacements(family)
    links = _links(cards, by_id, places, replaced)
    replaced |= _replaced_avenants(cards, links)
    return _told(cards, links, replaced)


def _by_place(cards: Iterable[DocumentCard]) -> dict[_Place, list[DocumentCard]]:
    places: dict[_Place, list[DocumentCard]] = defaultdict(list)
    for card in cards:
        core = core_name(card.identity.territoire)
        if core:
            places[core, card.identity.exemple].append(card)
    return places


@lru_cache(maxsize=1 << 15)
def core_name(territoire: str) -> str:
    """« Communauté de communes des Coteaux de Lorvane (Tamoise) » → « coteauxlorvane »."""
    words = _TOKEN.findall(level(_IN_BRACKETS.sub("", territoire)))
    return "".join(_ABBREVIATED.get(word, word) for word in words if word not in _KINDS_OF_TERRITORY)


def _families(here: Sequence[DocumentCard]) -> Iterable[list[DocumentCard]]:
    """The versions of each text of one place; a grouping and a commune of one name are two places."""
    for nature in _VERSIONED:
        for alike in _alike([card for card in here if card.identity.nature == nature]):
            by_period: dict[Period | None, list[DocumentCard]] = defaultdict(list)
            for card in alike:
                by_period[card.identity.periode].append(card)
            yield from _with_undated(by_period)


def _alike(cards: list[DocumentCard]) -> list[list[DocumentCard]]:
    """Apart: those of a grouping, those of a commune; one that does not say which goes with the only kind there is."""
    if len(cards) < 2:
        return []
    kinds: dict[str, list[DocumentCard]] = defaultdict(list)
    for card in cards:
        kinds[_kind(card)].append(card)
    unsaid = kinds.pop("", [])
    if len(kinds) <= 1:
        return [[*unsaid, *(card for known in kinds.values() for card in known)]]
    return [*kinds.values(), unsaid]


def _kind(card: DocumentCard) -> str:
    if _is_grouping(card.identity.territoire):
        return "groupement"
    core = core_name(card.identity.territoire)
    for signataire in card.identity.signataires:
        if core_name(signataire.organisme) == core and signataire.organisme.startswith("Commune d"):
            return "commune"
    return ""


@lru_cache(maxsize=1 << 15)
def _is_grouping(territoire: str) -> bool:
    return not _GROUPINGS.isdisjoint(_TOKEN.findall(level(territoire)))


def _with_undated(by_period: Mapping[Period | None, list[DocumentCard]]) -> Iterable[list[DocumentCard]]:
    """One family for each period; a text without one belongs to the only family whose file names are like its own."""
    undated = by_period.get(None, [])
    dated = [family for period, family in by_period.items() if period]
    alone: dict[str, list[DocumentCard]] = defaultdict(list)
    for card in undated:
        name = _bare_name(card.path)
        near = [family for family in dated if any(_bare_name(other.path) == name for other in family)]
        (near[0] if len(near) == 1 else alone[name] if not near else []).append(card)
    yield from dated
    yield from alone.values()


def _replacements(family: Sequence[DocumentCard]) -> dict[str, str]:
    """Old id → id of the newest; nothing between two that nothing tells apart."""
    if len(family) < 2:
        return {}
    newest = family[0]
    for card in family[1:]:
        if _is_newer(card, newest):
            newest = card
    return {card.id: newest.id for card in family if _is_newer(newest, card)}


def _is_newer(one: DocumentCard, other: DocumentCard) -> bool:
    """Signed over unknown over draft, then the later signature, then the mark in the file's name."""
    mine, theirs = _STATUTS[one.identity.statut], _STATUTS[other.identity.statut]
    if mine != theirs:
        return mine > theirs
    if one.identity.date and other.identity.date and one.identity.date != other.identity.date:
        return one.identity.date > other.identity.date
    return _marks(one.path) > _marks(other.path)


def _file_name(path: str) -> str:
    """« CTG_Verlac-v2.1 (projet).docx » → « ctg verlac v2 1 projet »"""
    return " ".join(_TOKEN.findall(level(_STEM.search(path)[1])))  # type: ignore[index]  # it matches any text


@lru_cache(maxsize=1 << 15)
def _bare_name(path: str) -> str:
    """The file's name without marks of versions and numbers."""
    return " ".join(_NO_PART_OF_NAME.sub(" ", _file_name(path)).split())


@lru_cache(maxsize=1 << 15)
def _marks(path: str) -> _Marks:
    """(-1 draft, 0 unsaid, 1 final), then the number of the version, 1 where none is said."""
    name = _file_name(path)
    degree = 1 if _FINAL_MARK.search(name) else -1 if _DRAFT_MARK.search(name) else 0
    version = _VERSION_MARK.search(name)
    return degree, (int(version[1]), int(version[2] or 0)) if version else (1, 0)


def _links(
    cards: Sequence[DocumentCard],
    by_id: Mapping[str, DocumentCard],
    places: Mapping[_Place, Sequence[DocumentCard]],
    replaced: Mapping[str, str],
) -> dict[str, str]:
    """Avenant → its convention; a link that a person has made wins."""
    links: dict[str, str] = {}
    for card in cards:
        if card.identity.nature != "avenant" or card.identity.convention_id == NO_CONVENTION:
            continue
        given = by_id.get(card.identity.convention_id)
        if given and given.identity.nature == "convention":
            links[card.id] = given.id
            continue
        here = places.get((core_name(card.identity.territoire), card.identity.exemple), ())
        in_force = [c for c in here if c.identity.nature == "convention" and c.id not in replaced]
        convention = _convention_of(card, _of_its_kind(card, in_force))
        if convention:
            links[card.id] = convention.id
    return links


def _of_its_kind(avenant: DocumentCard, conventions: list[DocumentCard]) -> list[DocumentCard]:
    kind = _kind(avenant)
    return [card for card in conventions if not kind or _kind(card) in ("", kind)]


def _convention_of(avenant: DocumentCard, conventions: list[DocumentCard]) -> DocumentCard | None:
    """The only convention that fits what the avenant says: the day of its signature, its years, or the day itself."""
    signed = date_named(avenant.identity.modifie)
    same_day = [card for card in conventions if signed and card.identity.date == signed]
    if len(same_day) == 1:
        return same_day[0]
    years = period_named(avenant.identity.modifie) or avenant.identity.periode
    if years:
        fitting = [card for card in conventions if _fits(card.identity.periode, years)]
    else:
        fitting = [card for card in conventions if not (signed and card.identity.date)]
    if len(fitting) > 1:
        fitting = [card for card in fitting if _covers(card.identity.periode, avenant.identity.date)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(periode: Period | None, years: Period) -> bool:
    """« 2021-2026 » in an avenant that adds a year to « 2021-2025 »: the first year counts."""
    return periode is not None and periode.start == years.start


def _covers(periode: Period | None, day: str) -> bool:
    return bool(periode and day and periode.start - 1 <= int(day[:4]) <= periode.end)


def _replaced_avenants(cards: Sequence[DocumentCard], links: Mapping[str, str]) -> dict[str, str]:
    """Two files of one avenant: same convention and same number, or same file name where they have no number."""
    families: dict[tuple[str, int | str], list[DocumentCard]] = defaultdict(list)
    for card in cards:
        if card.id in links:
            families[links[card.id], card.identity.numero or _bare_name(card.path)].append(card)
    return {old: new for family in families.values() for old, new in _replacements(family).items()}


def _told(cards: Sequence[DocumentCard], links: Mapping[str, str], replaced: Mapping[str, str]) -> dict[str, Standing]:
    avenants: dict[str, list[DocumentCard]] = defaultdict(list)
    older: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        if card.id in links and card.id not in replaced:
            avenants[links[card.id]].append(card)
        if card.id in replaced:
            older[replaced[card.id]].append(card.id)
    told = dict.fromkeys((card.id for card in cards), _ALONE)
    for identifier in {*links, *avenants, *replaced, *older}:
        told[identifier] = Standing(
            convention=links.get(identifier),
            avenants=tuple(avenant.id for avenant in sorted(avenants.get(identifier, ()), key=_rank)),
            replaced_by=replaced.get(identifier),
            older=tuple(older.get(identifier, ())),
        )
    return told


def _rank(avenant: DocumentCard) -> tuple[int, str]:
    return avenant.identity.numero or 99, avenant.identity.date
