"""What a person has typed in the form of an identity, against what is known: which fields are put right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date as calendar_date
from typing import TypeVar

from ctgbot.model import Correction, Identity, Nature, Period, Signataire, Statut
from ctgbot.web.words import NATURES, STATUTS, period_words

LABELS = {
    "title": "Titre",
    "nature": "Nature",
    "territoire": "Territoire",
    "periode": "Période",
    "statut": "Statut",
    "date": "Date de signature",
    "numero": "Numéro de l'avenant",
    "convention_id": "Convention modifiée",
    "signataires": "Signataires",
}
COLUMNS = ("Organisme", "Représentant", "Qualité")
Value = TypeVar("Value")
_FRENCH_DATE = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")  # « 12/03/2024 »


@dataclass(frozen=True, slots=True)
class Entered:
    """The form as it was sent. `date` is as typed; `convention_id` is None for « selon le texte »."""

    title: str
    nature: Nature
    territoire: str
    start: int | None
    end: int | None
    statut: Statut
    date: str
    numero: int | None = None
    convention_id: str | None = None
    signataires: tuple[Signataire, ...] = ()


def problem_in(entered: Entered, identity: Identity) -> str:
    """What keeps the form from being saved, in French; empty when nothing does."""
    if not entered.title.strip():
        return "Le titre ne peut pas être vide."
    if (entered.start is None) != (entered.end is None):
        return "Indiquez les deux années de la période, ou aucune."
    if entered.start is not None and entered.end is not None and entered.start > entered.end:
        return "La période finit avant de commencer : vérifiez les deux années."
    if entered.start is None and identity.periode is not None:
        return "La période ne peut pas être vidée : corrigez les années."
    if entered.numero is None and identity.numero is not None:
        return "Le numéro de l'avenant ne peut pas être vidé : corrigez-le."
    if entered.date.strip() not in ("", french_date(identity.date)) and iso_date(entered.date) is None:
        return "La date s'écrit jour/mois/année : 12/03/2024."
    return ""


def put_right(entered: Entered, identity: Identity, correction: Correction) -> Correction:
    """`correction` with each field that differs from what is shown; call it when `problem_in` finds nothing."""
    period = Period(entered.start, entered.end) if entered.start is not None and entered.end is not None else None
    same_date = entered.date.strip() == french_date(identity.date)
    date = identity.date if same_date else (iso_date(entered.date) or "")
    return Correction(
        title=_kept(entered.title.strip(), identity.title, correction.title),
        nature=_kept(entered.nature, identity.nature, correction.nature),
        territoire=_kept(" ".join(entered.territoire.split()), identity.territoire, correction.territoire),
        periode=_kept(period, identity.periode, correction.periode),
        statut=_kept(entered.statut, identity.statut, correction.statut),
        date=_kept(date, identity.date, correction.date),
        numero=_kept(entered.numero, identity.numero, correction.numero),
        signataires=_kept(entered.signataires, identity.signataires, correction.signataires),
        convention_id=entered.convention_id,
    )


def as_the_text_says(correction: Correction, field: str) -> Correction:
    """Without the correction of that field."""
    return replace(correction, **{field: None})


def corrected_fields(correction: Correction) -> tuple[str, ...]:
    return tuple(field.name for field in fields(correction) if getattr(correction, field.name) is not None)


def identity_words(identity: Identity, field: str) -> str:
    """What a field holds, as it is read: « 2024-2028 », « projet », « rien »."""
    words = {
        "title": identity.title,
        "nature": NATURES[identity.nature],
        "territoire": identity.territoire,
        "periode": period_words(identity.periode),
        "statut": STATUTS[identity.statut],
        "date": french_date(identity.date),
        "numero": "" if identity.numero is None else str(identity.numero),
        "signataires": ", ".join(one.organisme or one.representant for one in identity.signataires),
    }[field]
    return f"« {words} »" if words else "rien"


def french_date(iso: str) -> str:
    """« 2024-03-12 » → « 12/03/2024 »; what is no whole date is left as it is."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else iso


def iso_date(typed: str) -> str | None:
    """« 12/03/2024 » → « 2024-03-12 »; None when it is no day of the calendar."""
    match = _FRENCH_DATE.fullmatch(typed.strip())
    if match is None:
        return None
    try:
        return calendar_date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None


def rows_of(signataires: Sequence[Signataire]) -> list[dict[str, str]]:
    """Rows of the table; a blank one when there is none, so that the columns show."""
    people = signataires or (Signataire(""),)
    return [dict(zip(COLUMNS, (one.organisme, one.representant, one.qualite), strict=True)) for one in people]


def signataires_in(rows: Sequence[Mapping[str, str]]) -> tuple[Signataire, ...]:
    """Back from the table, blank rows aside; a cell that was emptied is None there."""
    people = (Signataire(*(" ".join((row.get(column) or "").split()) for column in COLUMNS)) for row in rows)
    return tuple(one for one in people if one != Signataire(""))


def _kept(typed: Value, shown: Value, corrected: Value | None) -> Value | None:
    """What was typed where it differs from what was shown; else what was put right before, or nothing."""
    return typed if typed != shown else corrected
