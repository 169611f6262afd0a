"""How often something happens, as a number of times a year: « deux fois par an », « semestriel », « un mois sur deux ».

The least that the text promises counts: « une à deux fois par an » is once. « Bisannuel » is left out: people write it
for twice a year and for every second year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor

from ctgbot.text.normalise import level
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words

_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_SEASONS = "printemps|ete|automne|hiver"
_PER_YEAR = {
    "an": 1, "annee": 1, "exercice": 1, "semestre": 2, "quadrimestre": 3, "trimestre": 4, "bimestre": 6, "mois": 12,
    "quinzaine": 24, "semaine": 52, "jour": 365,
}  # fmt: skip
_UNIT = (
    r"(?:ans?|annees?|exercices?|semestres?|quadrimestres?|trimestres?|bimestres?|mois|quinzaines?|semaines?|jours?)"
)
_ADJECTIVES = {
    "annuel": 1, "biannuel": 2, "semestriel": 2, "quadrimestriel": 3, "trimestriel": 4, "bimestriel": 6, "mensuel": 12,
    "bimensuel": 24, "hebdomadaire": 52, "biennal": 0.5, "triennal": 1 / 3, "quinquennal": 0.2,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{NUMBER_IN_WORDS.pattern})"
_AGAIN = rf"(?:\s*\(\s*{_NUMBER}\s*\))?"
_TIMES = r"(?:fois|x\b|reunions?|seances?|rencontres?|sessions?|comites?)"
_LEAST = r"(?:,?\s*(?:a minima|au moins|au minimum|minimum|au plus|au maximum|ordinaires?|plenieres?)\s*,?)?"
# « deux fois », « trois (3) séances au minimum », « une à deux fois »: the first number is the least
_COUNT = (
    rf"(?<![\w,.\]])(?P<count>{_NUMBER}){_AGAIN}(?:\s+(?:a|ou)\s+{_NUMBER}{_AGAIN})?\s*(?P<what>{_TIMES})?{_LEAST}\s*"
)
# « par an », « l'an », « /an », « chaque semestre », « tous les six (6) mois », « au cours de l'année »
_PERIOD = (
    r"(?:(?:par|a chaque|(?:au cours|lors) de chaque|(?:au cours|lors) d'un|chaque|/|dans l'|au cours de l'|l')\s*"
    rf"(?P<unit>{_UNIT})\b(?:\s+civile?)?"
    rf"|tou(?:te)?s les(?:\s+(?P<every>{_NUMBER}){_AGAIN})?\s+(?P<units>{_UNIT})\b)"
)
_COUNTED = re.compile(_COUNT + _PERIOD)
_EVERY = re.compile(
    r"\b(?:(?P<per>par)|chaque)\s+(?P<unit>semestre|quadrimestre|trimestre|bimestre|mois|annee)\b"
    rf"|\btou(?:te)?s les(?:\s+(?P<every>{_NUMBER}){_AGAIN})?\s+(?P<units>{_UNIT})\b"
)
# « un mois sur deux »
_OUT_OF = re.compile(rf"\bune?\s+(?P<unit>mois|semaine|trimestre|semestre|annee|an)\s+sur\s+(?P<out>{_NUMBER})\b")
_ADJECTIVE = re.compile(
    r"\b(?P<name>(?:bi-?)?annuel|semestriel|quadrimestriel|trimestriel|bi-?mestriel|(?:bi-?)?mensuel|hebdomadaire"
    r"|biennal|triennal|quinquennal)(?:le)?(?:s|ment)?\b"
)
_ADJECTIVE_STEMS = ("annuel", "mestriel", "mensuel", "hebdomadaire", "ennal")
_COUNT_BEFORE = re.compile(rf"(?<![\w,.\]])(?P<count>{_NUMBER}){_AGAIN}\s+{_TIMES}\s+$")
_COUNT_REACH = 60  # characters: « quatre-vingt-dix-neuf (99) rencontres »
_SOME_MONTHS = rf"(?:{_MONTHS})(?:\s*(?:,|et|ni|ou|-)\s*(?:et\s+)?(?:(?:en|d')\s*)?(?:{_MONTHS}))*"
# « sauf juillet et août », « aucune séance n'étant tenue en juillet ni en août »
_EXCEPT = re.compile(
    rf"(?:sauf|hors|hormis|excepte|a l'exception|en dehors|aucune?\b|pas)[^.;]{{0,50}}?\b(?P<months>{_SOME_MONTHS})"
)
_FROM_TO = re.compile(rf"^\s*,?\s*(?:de|d')\s*(?P<first>{_MONTHS})\s+a\s+(?P<last>{_MONTHS})\b")
_MOMENTS = rf"(?:(?:{_MONTHS})\b(?!\s*\d)|(?:{_SEASONS})\b)"
# « en mars et en octobre de chaque année », « chaque année en mars et en octobre »
_LINK = r"(?:\s|,|\bet\b|\ben\b|\bau\b|\baux?\b|\bmois\b|\bde\b|d'|l'|a l'|\bfin\b|\bdebut\b)*"
_MANY_MOMENTS = rf"(?P<moments>{_MOMENTS}(?:{_LINK}{_MOMENTS})+)"
_YEARLY = r"(?:chaque annee|tous les ans)"
_DATED = re.compile(rf"\b{_YEARLY}\b{_LINK}{_MANY_MOMENTS}")
_DATED_BEFORE = re.compile(rf"\b{_MANY_MOMENTS}\s*(?:,\s*|de\s+)?{_YEARLY}\b")
_STEMS = (
    "an",
    "nnal",
    "mois",
    "mestr",
    "mensu",
    "semaine",
    "hebdo",
    "quinz",
    "exercice",
    "jour",
)  # one is in any frequency
_TIMES_BEFORE = re.compile(rf"{_TIMES}\s*$")
_REACH = 120  # characters behind « chaque mois » in which an exception to it stands


@dataclass(frozen=True, slots=True)
class Rate:
    """`text[start:end]` says `per_year` times a year, at least."""

    per_year: float
    start: int
    end: int


def find_rates(text: str) -> tuple[Rate, ...]:
    """Every frequency of a text, in order, none overlapping."""
    flat = level(text).replace("\n", " ")
    found: list[Rate] = []
    if not any(stem in flat for stem in _STEMS):
        return ()
    for read in (_dated, _out_of, _counted, _adjectives, _every):
        for rate in read(flat):
            if not any(rate.start < other.end and other.start < rate.end for other in found):
                found.append(rate)
    return tuple(_reduced(flat, rate) for rate in sorted(found, key=lambda rate: rate.start))


def per_year(text: str) -> float | None:
    """The only frequency that a text says; None when it says none or two that differ."""
    values = {rate.per_year for rate in find_rates(text)}
    return values.pop() if len(values) == 1 else None


def _dated(flat: str) -> list[Rate]:
    return [
        Rate(len(re.findall(_MOMENTS, match["moments"])), *match.span())
        for pattern in (_DATED, _DATED_BEFORE)
        for match in pattern.finditer(flat)
    ]


def _out_of(flat: str) -> list[Rate]:
    return [_rate(match, 1, match["unit"], _number(match["out"])) for match in _OUT_OF.finditer(flat)]


def _counted(flat: str) -> list[Rate]:
    out = []
    for match in _COUNTED.finditer(flat):
        count = _number(match["count"])
        bare = match["what"] is None and not re.search(r"(?:\bpar|/)\s*\w+(?:\s+civile?)?$", match[0])
        if count and not bare:  # « l'article 7 chaque année » counts nothing
            out.append(_rate(match, count, match["unit"] or match["units"], _number(match["every"] or "1")))
    return out


def _adjectives(flat: str) -> list[Rate]:
    out: list[Rate] = []
    if not any(stem in flat for stem in _ADJECTIVE_STEMS):
        return out
    for match in _ADJECTIVE.finditer(flat):
        first = max(0, match.start() - _COUNT_REACH)
        before = _COUNT_BEFORE.search(flat[first : match.start()])
        times, count = _ADJECTIVES[match["name"].replace("-", "")], _number(before["count"]) if before else 1
        if times == 1 or count == 1:  # « deux réunions trimestrielles »: of each quarter, or two in all?
            out.append(Rate(times * count, first + before.start() if before else match.start(), match.end()))
    return out


def _every(flat: str) -> list[Rate]:
    out = []
    for match in _EVERY.finditer(flat):
        uncounted = match["per"] and _TIMES_BEFORE.search(flat[max(0, match.start() - 20) : match.start()])
        if not uncounted:  # « XX fois par trimestre »
            out.append(_rate(match, 1, match["unit"] or match["units"], _number(match["every"] or "1")))
    return out


def _rate(match: re.Match[str], count: int, unit: str, every: int) -> Rate:
    singular = unit if unit == "mois" else unit.rstrip("s")
    times = count * _PER_YEAR[singular] / max(every, 1)
    if singular == "jour" and every == 15:
        times = _PER_YEAR["quinzaine"]
    return Rate(floor(times) if times > 1 else times, *match.span())


def _number(written: str) -> int:
    return int(written) if written.isdigit() else parse_number_words(written) or 0


def _reduced(flat: str, rate: Rate) -> Rate:
    """« chaque mois sauf juillet et août » is ten times a year."""
    if rate.per_year != 12:
        return rate
    behind = re.split(r"[.;]", flat[rate.end : rate.end + _REACH])[0]
    months = _MONTHS.split("|")
    span = _FROM_TO.match(behind)
    if span:
        return Rate((months.index(span["last"]) - months.index(span["first"])) % 12 + 1, rate.start, rate.end)
    left_out = _EXCEPT.search(behind)
    named = set(re.findall(_MONTHS, left_out["months"])) if left_out else set()
    return Rate(rate.per_year - len(named), rate.start, rate.end)
