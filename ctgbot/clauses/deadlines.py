"""From a date and a clause: when to give notice at the latest, or when the convention ends at the earliest.

Months are counted from day to day, and end on the last day of a month that is too short (code de procédure civile,
art. 641, whose way of counting is the common one; the convention may say otherwise). A Saturday, a Sunday or a public
holiday is shown, never moved: art. 642 moves the delays of procedure, not those of a contract.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from jours_feries_france import JoursFeries

from ctgbot.model import Clause

_ISO = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
# Each delay of the registry: how it is named, and where its form and its starting point stand.
_DELAYS = {
    "denonciation_preavis": ("Dénonciation", "denonciation_forme", "denonciation_point_de_depart"),
    "mise_en_demeure_delai": ("Mise en demeure", "mise_en_demeure_forme", "mise_en_demeure_point_de_depart"),
}
_STARTS = {
    "envoi": "Le délai court à partir de l'envoi.",
    "reception": "Le délai court à partir de la réception : comptez le temps d'acheminement.",
    "echeance": "Le délai se compte avant l'échéance de la convention : vérifiez que la date de fin en est une.",
}
_ONLY_IF = "Seulement si l'autre partie manque à ses obligations."
_NO_START = "Le texte ne précise pas si le délai court de l'envoi ou de la réception : gardez une marge."
_NO_FORM = "Le texte ne précise pas la forme : une lettre recommandée garde une preuve."
_FORMS = {"lrar": "Par lettre recommandée avec accusé de réception.", "ecrit": "Par écrit."}


@dataclass(frozen=True, slots=True)
class Day:
    """A date and what is particular about it: « samedi », « dimanche », a public holiday; empty for a working day."""

    date: date
    remark: str = ""

    @property
    def words(self) -> str:
        """« mercredi 30 juin 2027 »."""
        number = "1er" if self.date.day == 1 else str(self.date.day)
        return f"{_WEEK[self.date.weekday()]} {number} {_MONTHS[self.date.month - 1]} {self.date.year}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What follows from one delay. `notice_by`: the last day to give notice for the convention to end on `end`;
    `end` is the first possible day when the day of notice was given. `open`: what the text leaves open."""

    clause: Clause
    label: str
    notice_by: Day
    end: Day
    open: tuple[str, ...]
    from_notice: bool = False

    @property
    def words(self) -> str:
        """What follows from the day that was given: that of the end, or that of the notice."""
        if self.from_notice:
            return f"Si l'autre partie est prévenue le {self.notice_by.words}, fin au plus tôt le {self.end.words}."
        return f"Pour finir le {self.end.words}, prévenir au plus tard le {self.notice_by.words}."

    @property
    def sentence(self) -> str:
        """« Dénonciation : pour finir le …, prévenir au plus tard le … »."""
        return f"{self.label} : {self.words[:1].lower()}{self.words[1:]}"


def to_end_on(end: date, clauses: Sequence[Clause]) -> tuple[Deadline, ...]:
    """For each delay that the convention fixes: the last day to give notice."""
    return tuple(
        _deadline(clause, clauses, day(end + _step(str(clause.value), -1)), day(end)) for clause in _delays(clauses)
    )


def noticed_on(sent: date, clauses: Sequence[Clause]) -> tuple[Deadline, ...]:
    """For each delay that the convention fixes: the first day on which it may end."""
    found = (
        _deadline(clause, clauses, day(sent), day(sent + _step(str(clause.value), 1))) for clause in _delays(clauses)
    )
    return tuple(replace(deadline, from_notice=True) for deadline in found)


def day(when: date) -> Day:
    """With what a person must know of it, in metropolitan France."""
    holiday = _holidays(when.year).get(when)
    if holiday:
        return Day(when, f"jour férié ({holiday})")
    return Day(when, _WEEK[when.weekday()] if when.weekday() >= 5 else "")


def _delays(clauses: Sequence[Clause]) -> list[Clause]:
    return [
        clause
        for clause in clauses
        if clause.parameter in _DELAYS
        and clause.superseded_by is None
        and isinstance(clause.value, str)
        and _ISO.fullmatch(clause.value)
    ]


def _deadline(clause: Clause, clauses: Sequence[Clause], notice_by: Day, end: Day) -> Deadline:
    known = {other.parameter: other for other in clauses if other.superseded_by is None}
    label = _DELAYS[clause.parameter][0]
    return Deadline(clause, label, notice_by, end, (*_open(clause, known), *_days(notice_by, end)))


def _open(clause: Clause, known: Mapping[str, Clause]) -> list[str]:
    _, form, start = _DELAYS[clause.parameter]
    said = [_ONLY_IF] if clause.parameter == "mise_en_demeure_delai" else []
    said += [_FORMS.get(_value(known, form), _NO_FORM), _STARTS.get(_value(known, start), _NO_START)]
    if clause.status == "contradictoire":
        said.append("Le texte fixe plusieurs délais qui se contredisent : le premier est retenu ici.")
    return said


def _days(*days: Day) -> list[str]:
    return [f"Le {one.words} tombe un {one.remark}." for one in days if one.remark]


def _value(known: Mapping[str, Clause], parameter: str) -> str:
    clause = known.get(parameter)
    return str(clause.value) if clause and clause.value is not None else ""


def _step(notice: str, sign: int) -> relativedelta:
    match = _ISO.fullmatch(notice)
    years, months, weeks, days = (sign * int(number or 0) for number in (match.groups() if match else ("",) * 4))
    return relativedelta(years=years, months=months, weeks=weeks, days=days)


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    """Those of metropolitan France; Alsace and Moselle have two more."""
    return {when: name for name, when in JoursFeries.for_year(year).items()}
