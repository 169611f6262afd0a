"""Texts and bodies that the convention cites and that others have replaced: the table is data, with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ctgbot.audit_rules.finding import Finding, Subject
from ctgbot.text.dates import find_dates
from ctgbot.text.normalise import level

_CPOG = re.compile(r"\bcpog\b|\bcontrat pluriannuel d'objectifs et de gestion\b")
_COG = re.compile(r"\bcog\b|\bconvention d'objectifs et de gestion\b")
_YEARS = re.compile(r"\b20\d\d\b")
_COG_START = 2023  # Cog 2023-2027, signed on 10 July 2023
_HISTORY = re.compile(
    r"\b(?:a l'issue|ancien\w*|anterieur\w*|precedent\w*|succed\w*|remplac\w*|pris fin|arrive a (?:son )?terme"
    r"|au titre du|substitu\w*|(?:prend|prennent|fait|font) (?:la )?suite)\b"
)
_VISAS = (
    (2022, "ordonnance n° 2021-611 du 19 mai 2021 (services aux familles)", re.compile(r"2021-611")),
    (
        2024,
        "loi n° 2023-1196 du 18 décembre 2023 (autorités organisatrices de l’accueil du jeune enfant)",
        re.compile(r"2023-1196|l\.?\s?214-1-3"),
    ),
)


@dataclass(frozen=True, slots=True)
class OldText:
    """A row of the table; it is old for a convention that goes on in `since` or later."""

    pattern: re.Pattern[str]
    name: str
    replaced_by: str
    since: int
    source: str


@cache
def old_texts() -> tuple[OldText, ...]:
    table = files("ctgbot").joinpath("data/textes_perimes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:] if line.strip()]
    return tuple(
        OldText(re.compile(pattern), name, new, int(since), source) for pattern, name, new, since, source in rows
    )


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.texte_perime, incoherence.cog, completude.visas."""
    period = subject.period
    year = period.start if period else None
    for old in old_texts():
        if year is None or year >= old.since:
            yield from _old(subject, old)
    yield from _cog(subject, year)
    if subject.document.card.identity.nature == "convention":
        yield from _missing_visas(subject, year)


def _old(subject: Subject, old: OldText) -> Iterator[Finding]:
    """Its first mention; one that tells its end is history."""
    statement = next((one for one in subject.statements if old.pattern.search(one.flat)), None)
    if statement is None:
        return
    told = bool(_HISTORY.search(statement.flat))
    message = f"Texte ou organisme remplacé depuis {old.since} : {old.name} → {old.replaced_by} ({old.source})."
    suggestion = "Vérifier que la mention est encore utile." if told else f"Citer : {old.replaced_by}."
    yield subject.of(statement, "incoherence.texte_perime", "basse" if told else "moyenne", message, suggestion)


def _cog(subject: Subject, year: int | None) -> Iterator[Finding]:
    """A Cpog decided before the Cog in force, a Cog without its years."""
    if year is not None and year >= _COG_START:
        for statement in subject.statements:
            dates = [int(day.iso[:4]) for day in find_dates(statement.text) if not day.iso.startswith("--")]
            if _CPOG.search(statement.flat) and dates and max(dates) < _COG_START:
                message = f"Ce Cpog est antérieur à la Cog en vigueur (2023-2027) : il date de {max(dates)}."
                suggestion = "Viser le Cpog et la délibération qui déclinent la Cog 2023-2027."
                yield subject.of(statement, "incoherence.cog", "moyenne", message, suggestion)
                break
    undated = [one for one in subject.statements if _COG.search(one.flat) and not _CPOG.search(one.flat)]
    if undated and not any(_YEARS.search(one.flat) for one in undated):
        message = "La convention d’objectifs et de gestion (Cog) est citée sans ses années."
        yield subject.of(undated[0], "completude.cog", "basse", message, "Écrire : Cog 2023-2027.")


def _missing_visas(subject: Subject, year: int | None) -> Iterator[Finding]:
    """The texts that stood when the convention begins, and that it does not cite."""
    if year is None:
        return
    flat = level(subject.text)
    missing = [name for since, name, pattern in _VISAS if year >= since and not pattern.search(flat)]
    if not missing:
        return
    visas = [one for one in subject.statements if re.match(r"\W{0,3}vu\b", one.flat)]
    message = f"Le texte ne vise pas : {' ; '.join(missing)}."
    suggestion = "Ajouter ces textes aux visas."
    if visas:
        yield subject.of(visas[-1], "completude.visas", "basse", message, suggestion)
    else:
        yield subject.nowhere("completude.visas", "basse", message, suggestion)
