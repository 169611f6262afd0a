"""A clause's value as a person reads it: « 6 mois », « 2 fois par an », « non prévu », « à compléter »."""

from __future__ import annotations

import re
from datetime import date

from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import AnnexeRef, Clause, ClauseValue, Period, Signataire

_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_UNITS = (("an", "ans"), ("mois", "mois"), ("semaine", "semaines"), ("jour", "jours"))
_WORDS = {
    "explicite": "par accord explicite", "tacite": "tacite", "aucune": "aucune", "lrar": "lettre recommandée (LRAR)",
    "ecrit": "par écrit", "non_precisee": "non précisée", "non_precise": "non précisé", "envoi": "à l’envoi",
    "reception": "à la réception", "echeance": "avant l’échéance", "paritaire": "à parité", "caf": "la Caf",
    "collectivite": "la collectivité", "conjointe": "conjointe", "alternance": "en alternance", "conseil": "le conseil",
    "copil": "le comité de pilotage", "en_continu": "en continu", "mi_parcours": "à mi-parcours", "finale": "finale",
    "annuelle": "annuelle", "sans_periode": "cité sans sa période", "signature": "à la signature",
}  # fmt: skip


def shown(clause: Clause) -> str:
    """What stands in a cell; the four kinds of emptiness have words of their own."""
    if clause.status == "absent":
        return "non prévu"
    if clause.status == "a_completer" or clause.value is None:
        return "à compléter"
    values = [clause.value, *(value for value, _ in clause.others)]
    said = [display(value, clause.parameter) for value in values]
    return "contradictoire : " + " / ".join(said) if clause.status == "contradictoire" else said[0]


def display(value: ClauseValue, parameter: str) -> str:
    """One value in French."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (int, float)):
        return f"{value:g} fois par an".replace(".", ",")
    if isinstance(value, Period):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        return " ; ".join(_item(item) for item in value)
    return _text(value, BY_KEY[parameter].kind)


def _item(item: str | Signataire | AnnexeRef) -> str:
    if isinstance(item, Signataire):
        who = ", ".join(part for part in (item.representant, item.qualite) if part)
        return f"{item.organisme} ({who})" if who else item.organisme
    if isinstance(item, AnnexeRef):
        name = f"annexe {item.number or item.letter}".strip()
        return f"{name} : {item.title}" if item.title else name
    return _WORDS.get(item, item)


def _text(value: str, kind: str) -> str:
    match = _DURATION.fullmatch(value)
    if match:
        pieces = zip(match.groups(), _UNITS, strict=True)
        return " et ".join(f"{n} {units[int(n) > 1]}" for n, units in pieces if n)
    if kind == "date" or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _day(value)
    return _WORDS.get(value, value)


def _day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return _WORDS.get(value, value)
