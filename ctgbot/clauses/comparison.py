"""Conventions side by side: which parameters a theme names, which conventions say the same, which one stands apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ctgbot.clauses.display import display
from ctgbot.clauses.parameters import BY_KEY, PARAMETERS, Parameter
from ctgbot.errors import BadRequest
from ctgbot.model import CellStatus, ClauseValue, Group
from ctgbot.text.normalise import fold, level, match_form
from ctgbot.text.sizes import size_of

MOST_ON_PAPER = 60  # conventions: beyond, a table on paper is read by nobody
NOT_READ = "non lu"
EMPTY: Mapping[CellStatus, str] = {
    "absent": "non prévu",
    "a_completer": "à compléter",
    "contradictoire": "contradictoire",
    "non_lu": NOT_READ,
}
_ORDER: tuple[CellStatus, ...] = ("rempli", "contradictoire", "a_completer", "absent", "non_lu")
_LONGEST = 45  # characters of a value that is said where values are counted
_SETTLED = ("rempli", "absent")  # conventions agree on what is said, or on saying nothing; never on what is not known

# What a person asks for in one word; a parameter may stand in two.
THEMES: Mapping[str, tuple[str, ...]] = {
    "délais": ("duree", "duree_maximale", "denonciation_preavis", "mise_en_demeure_delai", "reglement_amiable"),
    "dates": ("periode", "date_effet", "date_fin", "duree", "reconduction", "plan_action_echeance", "sdsf_reference"),
    "fin de la convention": tuple(one.key for one in PARAMETERS if one.theme == "Fin de la convention"),
    "gouvernance": tuple(one.key for one in PARAMETERS if one.theme == "Gouvernance"),
    "engagements": tuple(one.key for one in PARAMETERS if one.theme == "Engagements"),
    "données": tuple(one.key for one in PARAMETERS if one.theme == "Données"),
    "signature": ("signataires", "annexes", "avenant", "plan_action_validation"),
}
_BY_FOLDED = {fold(theme).rstrip("s"): keys for theme, keys in THEMES.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """Conventions that the registry says this of."""

    status: CellStatus
    value: ClauseValue | None
    documents: tuple[str, ...]


def parameters_of(asked: Sequence[str]) -> tuple[Parameter, ...]:
    """Keys and themes → parameters, in the order of the registry; all when nothing is asked. Raises BadRequest."""
    wanted: set[str] = set()
    for name in asked:
        keys = (name,) if name in BY_KEY else _BY_FOLDED.get(fold(name).strip().rstrip("s"), ())
        if not keys:
            raise BadRequest(
                f"Le paramètre « {name} » est inconnu. Thèmes possibles : {', '.join(THEMES)} ; "
                f"paramètres : {', '.join(BY_KEY)}."
            )
        wanted.update(keys)
    return tuple(one for one in PARAMETERS if not wanted or one.key in wanted)


def groups_of(parameter: Parameter, entries: Iterable[Entry], place: Mapping[str, int]) -> tuple[Group, ...]:
    """The conventions that say the same; the biggest group first, then the smallest value, what is not filled last.

    « un an » and « douze mois » say the same; two contradictions never do, and are counted together."""
    first: dict[tuple[CellStatus, Hashable], ClauseValue | None] = {}
    members: dict[tuple[CellStatus, Hashable], list[str]] = {}
    for entry in entries:
        value = entry.value if entry.status == "rempli" else None
        key = (entry.status, None if value is None else same_key(parameter.key, value))
        first.setdefault(key, value)
        members.setdefault(key, []).extend(entry.documents)
    groups = [
        Group(key[0], value, words_of(parameter, key[0], value), tuple(sorted(members[key], key=place.__getitem__)))
        for key, value in first.items()
        if members[key]
    ]
    return tuple(sorted(groups, key=_rank))


def words_of(parameter: Parameter, status: CellStatus, value: ClauseValue | None) -> str:
    """What stands for a group: its value, or the kind of emptiness."""
    return EMPTY[status] if status != "rempli" or value is None else display(value, parameter.key)


def same_key(parameter: str, value: ClauseValue) -> Hashable:
    """Equal for two values that say the same."""
    if isinstance(value, tuple):
        return frozenset(value)
    if not isinstance(value, str):
        return isinstance(value, bool), value  # True is not 1
    match BY_KEY[parameter].kind:
        case "duree":
            return size_of(value) or level(value)
        case "texte":
            return _bare(value)
        case _:
            return value


@lru_cache(maxsize=20_000)
def _bare(value: str) -> str:
    return match_form(value).text.casefold()


def agrees(groups: Sequence[Group]) -> bool:
    """Whether every convention says the same, or every one says nothing."""
    return len(groups) == 1 and groups[0].status in _SETTLED


def apart(groups: Sequence[Group]) -> frozenset[str]:
    """The conventions that do not say what most say; all of them where no value is the commonest."""
    if len(groups) < 2:
        return frozenset()
    sizes = sorted((len(group.documents) for group in groups), reverse=True)
    common = next(group for group in groups if len(group.documents) == sizes[0])
    kept = common if sizes[0] > sizes[1] else None
    return frozenset(document for group in groups if group is not kept for document in group.documents)


def counted_words(groups: Sequence[Group], most: int = 4) -> str:
    """« 6 mois : 7 conventions ; 3 mois : 2 ; non prévu : 1 »; a sentence of the text is counted, not quoted, and what
    is not filled is always said."""
    filled = [group for group in groups if group.status == "rempli"]
    short = [group for group in filled if len(group.display) <= _LONGEST][:most]
    counts = [(group.display, len(group.documents)) for group in short]
    rest = [group for group in filled if group not in short]
    if rest:
        counts.append((_others(len(rest), bool(short)), sum(len(group.documents) for group in rest)))
    counts += [(group.display, len(group.documents)) for group in groups if group.status != "rempli"]
    unit = f" convention{'s' if counts and counts[0][1] > 1 else ''}"
    return " ; ".join(f"{words} : {number}{unit if place == 0 else ''}" for place, (words, number) in enumerate(counts))


def _others(number: int, after_some: bool) -> str:
    if after_some:
        return f"{number} autres réponses" if number > 1 else "une autre réponse"
    return f"{number} rédactions différentes" if number > 1 else "une même rédaction"


def _rank(group: Group) -> tuple[int, int, float, str]:
    size = size_of(group.value)
    is_filled = group.status == "rempli"
    place = 0 if is_filled else _ORDER.index(group.status)
    return place, -len(group.documents), size if size is not None else float("inf"), group.display
