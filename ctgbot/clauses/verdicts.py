"""Whether a statement about a parameter agrees with its clause; nothing when the clause does not settle it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from ctgbot.model import Clause, ClauseValue, Signataire
from ctgbot.text.normalise import level
from ctgbot.text.premise_statements import BODIES, Statement

Verdict = Literal["vrai", "faux", "non_prevu", "a_completer", "contradictoire"]
Settle = Callable[[Statement, ClauseValue, str], bool | None]

_PART = re.compile(r"(\d+)([YMWD])")
_ALONE = re.compile(r"\bseule?s?\b")
_CAF = re.compile(r"\bcaf\b|\bcaisse\b")
_COLLECTIVITE = re.compile(r"\b(?:commune|collectivite|ville|mairie|maire|communaute|agglomeration|metropole)s?\b")
_ROLE = re.compile(r"\b(?:co-?)?(presid|anim|secretari)")


def verdict(statement: Statement, clause: Clause, asked: bool) -> Verdict | None:
    """`asked`: a yes or a no is wanted, which takes more than correcting a premise with a quote."""
    if clause.status == "absent":
        return "non_prevu" if statement.value is not False else None
    if clause.status == "a_completer":
        return "a_completer"
    if clause.status == "contradictoire":
        return "contradictoire"
    if clause.value is None or clause.proof is None:
        return None
    quote = level(clause.proof.quote)
    settled = _SETTLED[clause.parameter](statement, clause.value, quote) if clause.parameter in _SETTLED else None
    if settled is None or (asked and not _plain(statement, clause.parameter, settled, quote)):
        return None
    return "vrai" if settled else "faux"


def _plain(statement: Statement, parameter: str, settled: bool, quote: str) -> bool:
    """« Préside-t-elle » is not settled by « anime »; whoever is not among the parties may sign all the same."""
    if parameter == "signataires":
        return settled
    said, written = _ROLE.search(level(statement.text)), _ROLE.search(quote)
    return parameter != "copil_animation" or (bool(said) and bool(written) and said[1] == written[1])  # type: ignore[index]


def _durations(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    """Equal, or clearly not: « 90 jours » and « trois mois » are neither."""
    one, other = _units(statement.value), _units(value)
    if one is None or other is None:
        return None
    if one == other:
        return True
    alike = abs(_days(one) - _days(other)) <= 0.1 * max(_days(one), _days(other))
    return None if alike else False


def _units(value: object) -> tuple[int, int] | None:
    parts = {unit: int(count) for count, unit in _PART.findall(value)} if isinstance(value, str) else {}
    if not parts:
        return None
    return parts.get("Y", 0) * 12 + parts.get("M", 0), parts.get("W", 0) * 7 + parts.get("D", 0)


def _days(units: tuple[int, int]) -> int:
    return units[0] * 30 + units[1]


def _numbers(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    return statement.value == value if isinstance(value, (int, float)) else None


def _dates(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    said = str(statement.value)
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    if said.startswith("~"):
        return None if value.startswith(said[1:]) else False
    return value.endswith(said[1:]) if said.startswith("--") else value.startswith(said)


def _renewal(statement: Statement, value: ClauseValue, quote: str) -> bool | None:
    """« N'est pas reconduite » may mean « not by itself »: an express renewal does not settle it; nor is a convention
    renewed where « une nouvelle convention sera nécessaire »."""
    if statement.value == value:
        return True
    if statement.value == "possible":
        if value == "explicite":
            return True if re.search(r"\bpeut\b|\bpourra\b", quote) else None
        return value != "aucune"
    unsettled = {statement.value, value} == {"explicite", "aucune"}
    return None if unsettled or value not in ("tacite", "explicite", "aucune") else False


def _roles(statement: Statement, value: ClauseValue, quote: str) -> bool | None:
    if value not in ("caf", "collectivite", "conjointe", "alternance"):
        return None
    alone = bool(_ALONE.search(level(statement.text)))
    if statement.value == value:
        with_the_other = _CAF if value == "collectivite" else _COLLECTIVITE
        return not with_the_other.search(quote) if alone else True
    shared = {"conjointe", "alternance"}
    if statement.value in shared and value in shared:
        return None  # one year each is a way of sharing
    return False if alone or value not in shared else None


def _forms(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    spoken = bool(re.search(r"\b(?:telephone|oral|verbal)", level(statement.text)))
    if statement.value == "lrar":
        return True if value == "lrar" else None
    return False if value == "lrar" or (value == "ecrit" and spoken) else None


def _whether(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    return statement.value is bool(value) if isinstance(statement.value, bool) else None


def _court(statement: Statement, _value: ClauseValue, quote: str) -> bool | None:
    if statement.value is False:
        return False
    kinds = set(re.findall(r"\b(administrati|judiciaire|commerce|grande instance)", quote))
    return statement.value in kinds if len(kinds) == 1 else None


def _even(_statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    return True if value == "paritaire" else None


def _signed(statement: Statement, value: ClauseValue, _quote: str) -> bool | None:
    if not isinstance(value, tuple) or not value:
        return None
    bodies = [level(one.organisme) for one in value if isinstance(one, Signataire)]
    own = [body for body in bodies if not _CAF.search(body)]
    return any(re.search(BODIES[str(statement.value)], body) for body in own)


_SETTLED: dict[str, Settle] = {
    "denonciation_preavis": _durations,
    "mise_en_demeure_delai": _durations,
    "duree": _durations,
    "copil_frequence": _numbers,
    "cotech_frequence": _numbers,
    "date_fin": _dates,
    "date_effet": _dates,
    "plan_action_echeance": _dates,
    "reconduction": _renewal,
    "copil_animation": _roles,
    "copil_secretariat": _roles,
    "copil_composition": _even,
    "denonciation_forme": _forms,
    "juridiction": _court,
    "confidentialite_apres_terme": _whether,
    "avis_dpo_prealable": _whether,
    "bonus_territoire": _whether,
    "maintien_financement_collectivite": _whether,
    "reglement_amiable": _whether,
    "signataires": _signed,
}
