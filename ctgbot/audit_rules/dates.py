"""Dates and durations against each other, against the title, against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ctgbot.audit_rules.finding import Finding, Subject, with_neighbours
from ctgbot.model import Clause, Period
from ctgbot.text.normalise import level

_N_PLUS = re.compile(r"\bN\s?\+\s?\d\b")
_N_DEFINED = re.compile(
    r"\bann[ée]e N\b[^.;\n]{0,60}\b(?:20\d\d|signature|effet|premi[èe]re)|\bN\s*(?:=|désigne|est l['’]année)"
)
_NO_SUCH_DAY = re.compile(
    r"\b(?:(?:29|30|31)\s+fevrier(?:\s+(?P<year>\d{4}))?|31\s+(?:avril|juin|septembre|novembre))\b"
)
_BEFORE = 40  # characters
_DURATION = re.compile(r"P(?P<n>\d+)(?P<unit>[YM])")


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.dates_*, incoherence.annee_n, incoherence.duree."""
    if subject.document.card.identity.nature == "convention":  # an avenant's dates are its own
        yield from _title_without_dates(subject)
        yield from _against_the_title(subject)
        yield from _duration(subject)
        yield from _plan_deadline(subject)
    yield from _n_plus(subject)
    yield from _impossible(subject)
    yield from _signature(subject)


def _title_without_dates(subject: Subject) -> Iterator[Finding]:
    period = subject.period
    open_dates = [p for p in ("date_effet", "date_fin") if subject.status(p) == "a_completer"]
    proof = next((clause.proof for p in open_dates if (clause := subject.clauses[p]).proof), None)
    if period and proof:
        message = f"Le titre annonce {period.start}-{period.end} ; la clause de durée laisse ses dates à compléter."
        suggestion = f"Écrire les dates, en accord avec {period.start}-{period.end}."
        yield subject.at("incoherence.dates_titre", "haute", (proof.start, proof.end), message, suggestion)


def _against_the_title(subject: Subject) -> Iterator[Finding]:
    """The years of the title against those of the term."""
    period = subject.document.card.identity.periode or subject.period
    for parameter, year, what in (("date_effet", 0, "début"), ("date_fin", 1, "fin")):
        day = _day(subject.clauses.get(parameter))
        clause = subject.clauses.get(parameter)
        if not (isinstance(period, Period) and day and clause and clause.proof):
            continue
        wanted = (period.start, period.end)[year]
        if day.year != wanted:
            message = f"Le titre annonce {period.start}-{period.end} ; la date de {what} est le {_written(day)}."
            span = (clause.proof.start, clause.proof.end)
            yield subject.at(
                "incoherence.dates_titre", "haute", span, message, "Accorder le titre et la clause de durée."
            )


def _duration(subject: Subject) -> Iterator[Finding]:
    start, end, clause = (
        _day(subject.clauses.get("date_effet")),
        _day(subject.clauses.get("date_fin")),
        subject.clauses.get("duree"),
    )
    written = _DURATION.fullmatch(clause.value) if clause and isinstance(clause.value, str) else None
    if start and end and end <= start:
        proof = subject.clauses["date_fin"].proof
        span = (proof.start, proof.end) if proof else (0, 0)
        yield subject.at(
            "incoherence.dates", "haute", span, "La date de fin précède la date d’effet.", "Corriger les dates."
        )
    elif start and end and written and clause and clause.proof:
        months = int(written["n"]) * (12 if written["unit"] == "Y" else 1)
        real = (end.year - start.year) * 12 + end.month - start.month + (1 if end.day >= start.day - 1 else 0)
        if abs(real - months) > 1:
            message = (
                f"La durée écrite est de {months} mois ; du {_written(start)} au {_written(end)}, il y en a {real}."
            )
            span = (clause.proof.start, clause.proof.end)
            yield subject.at("incoherence.duree", "haute", span, message, "Accorder la durée et les dates.")


def _plan_deadline(subject: Subject) -> Iterator[Finding]:
    clause, end = subject.clauses.get("plan_action_echeance"), _day(subject.clauses.get("date_fin"))
    due, start = _day(clause), _day(subject.clauses.get("date_effet"))
    if due and clause and clause.proof and ((end and due > end) or (start and due.year < start.year - 1)):
        message = f"L’échéance du plan d’actions ({_written(due)}) est hors de la durée de la convention."
        span = (clause.proof.start, clause.proof.end)
        yield subject.at("incoherence.dates_plan", "haute", span, message, "Corriger l’échéance.")


def _n_plus(subject: Subject) -> Iterator[Finding]:
    found = list(_N_PLUS.finditer(subject.text))
    if found and not _N_DEFINED.search(subject.text):
        places = ", ".join(dict.fromkeys(match[0].replace(" ", "") for match in found))
        message = f"L’année « N » n’est définie nulle part, et le texte s’y réfère ({places})."
        span = with_neighbours(subject.text, found[0].span(), _BEFORE, 0)
        yield subject.at("incoherence.annee_n", "haute", span, message, "Écrire les années en chiffres, ou définir N.")


def _impossible(subject: Subject) -> Iterator[Finding]:
    for match in _NO_SUCH_DAY.finditer(level(subject.text)):
        year = match["year"]
        leap = match[0].startswith("29") and (not year or _is_leap(int(year)))
        if not leap:
            message = f"Le « {subject.text[match.start() : match.end()]} » n’existe pas."
            yield subject.at("incoherence.date_impossible", "haute", match.span(), message, "Corriger la date.")


def _signature(subject: Subject) -> Iterator[Finding]:
    """Signed after its effect: lawful at times, to be known."""
    clause = subject.clauses.get("date_effet")
    effect = _day(clause)
    signed = subject.document.card.identity.date
    if effect and signed and clause and clause.proof and date.fromisoformat(signed) > effect:
        days = f"signée le {_written(date.fromisoformat(signed))}, elle prend effet le {_written(effect)}"
        message = f"Effet antérieur à la signature : {days}."
        span = (clause.proof.start, clause.proof.end)
        suggestion = "Vérifier que cet effet rétroactif est voulu et autorisé par la délibération."
        yield subject.at("incoherence.effet_retroactif", "basse", span, message, suggestion)


def _day(clause: Clause | None) -> date | None:
    if clause and isinstance(clause.value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", clause.value):
        return date.fromisoformat(clause.value)
    return None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def _written(day: date) -> str:
    """« 1er janvier 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
