"""What a clause says of a delay: how long, in what form it is opened, from when it runs."""

from __future__ import annotations

import re
from calendar import monthrange

from ctgbot.clauses.statements import Statement, Statements, wording
from ctgbot.text.dates import find_dates
from ctgbot.text.durations import Duration, find_durations

_REGISTERED = re.compile(r"\brecommandee?s?\b|\bl\.?\s?r\.?\s?a\.?\s?r\b|\blr\s?/\s?ar\b|\brar\b")
_WRITTEN = re.compile(r"\becri(?:te?s?|re|t|vent|vant)\b|\blettres?\b|\bcourriers?\b|\bcourriel|\bmail\b|\bplis?\b")
_ACKNOWLEDGED = re.compile(r"\b(?:avis|accuse)s?\s+de\s+reception\b")
_DATED_BY_RECEIPT = wording(r"\b(?:date|jour) .{0,20}\bsur l'(?:avis|accuse) de reception")
# « à compter de la date d'envoi », « le jour où l'autre reçoit la lettre »; not « six mois avant le terme, par envoi »
_FROM = (
    r"(?:\ba (?:compter|partir|dater)\b[^.;|]{0,40}?|\b(?:suivant|suivent|suivra|apres|depuis|des|court|courant"
    r"|decompte|courent)\b(?! (?:un|une) )[^.;|]{0,30}?"
    r"|\b(?:date|jour|jours|mois|semaines?|ans?) d(?:e|u|')[^.;|,]{0,25}?)"
)
_FROM_SENDING = wording(
    rf"{_FROM}(?<!par\s)(?<!par\sl')\b(?:envoi|expedition|depot|emission)\b|\bcachet de la poste"
    r"|\b(?:jour|date|moment|laquelle|lequel) (?:ou |a laquelle )?[^.;|]{0,30}\b(?:envoie|expedie|poste"
    r"|est envoyee?)\b"
)
_FROM_RECEIPT = wording(
    rf"{_FROM}\b(?:reception|presentation|notification|remise)\b"
    r"|\b(?:jour|date|moment) (?:ou|a laquelle) [^.;|]{0,30}\b(?:recoit|recu|recue|recoivent|parvient)\b"
)
# « six mois avant le 31 décembre », « 90 jours au moins avant la date d'échéance »
_COUNTED_BACK = wording(
    r"^(?:,)?(?: au moins| au minimum| au plus tard| pleins?| francs?| calendaires?){0,2} avant (?!toute? |d)"
)
_NOT_THIS_DELAY = wording(
    r"(?:(?<!preavis\sd'une\s)(?<!delai\sd'une\s)\bduree(?: totale| maximale| minimale| initiale)?(?: d[eu']| est"
    r"| de)?|\bconclue? pour|\b(?:pour une|par) periodes? d[e']|\bperiode d'essai d[e']|\brenouvelable"
    r"|\breconduite?\b.{0,20}|\bprolong\w+.{0,20}|\bconciliation.{0,30}|\bconcertation.{0,30}|\bmediation.{0,30}"
    r"|\bamiable.{0,30})\W*$"
)
_UNIT = re.compile(r"\b(?:mois|jours?|semaines?|ans?|annees?|semestres?|trimestres?)\b")
_AGAIN = re.compile(r"^\s*(?:\(|,?\s*soit\b)\s*(?:soit\s+)?$")
_DOTTED = re.compile(
    rf"(?:\.{{2,}}|…|_{{2,}}|(?<!\w)x{{2,4}}|\[[^\]]{{0,30}}\])\s*(?:\([^()]{{0,12}}\)\s*)?{_UNIT.pattern}"
)
_BLANK_BEFORE = 16  # characters: « [nombre] mois », « ____ (__) jours »
# « résiliée au 31 décembre …, la décision étant notifiée avant le 30 juin »
_EFFECTIVE = wording(r"\b(?:au|effet (?:au|le)|fin (?:au|le)|terme (?:au|le)|pour le) $")
_BEFORE = wording(r"\b(?:avant|au plus tard|jusqu'au) (?:le )?$")


def delays_in(flat: str) -> tuple[Duration, ...]:
    """The durations of levelled words that can be a delay, each once: « 90 jours (trois mois) » is the first."""
    out: list[Duration] = []
    last = 0
    for duration in find_durations(flat):
        before = flat[max(0, duration.start - 60) : duration.start]
        again = bool(out) and bool(_AGAIN.match(flat[last : duration.start]))
        if not again and not _NOT_THIS_DELAY.search(before):
            out.append(duration)
            last = duration.end
    return tuple(out)


def delay_between_dates(statement: Statement) -> str | None:
    """« au 31 décembre, … notifiée avant le 30 juin » → P6M: whole months between two days of a year, or None."""
    effective = early = None
    for day in find_dates(statement.flat):
        before = statement.flat[max(0, day.start - 25) : day.start]
        if not day.iso.startswith("--"):
            continue
        if _BEFORE.search(before):
            early = day.iso
        elif _EFFECTIVE.search(before):
            effective = day.iso
    if not effective or not early:
        return None
    (month, day_), (month_before, day_before) = _parts(effective), _parts(early)
    both_last = day_ == _last(month) and day_before == _last(month_before)
    return f"P{(month - month_before) % 12}M" if month != month_before and (both_last or day_ == day_before) else None


def _parts(iso: str) -> tuple[int, int]:
    return int(iso[2:4]), int(iso[5:7])


def _last(month: int) -> int:
    return monthrange(2001, month)[1]


def has_blank_delay(statement: Statement, statements: Statements) -> bool:
    """« un préavis de [nombre] mois », « … jours »: a unit of time with a blank just before it."""
    return bool(_DOTTED.search(statement.flat)) or any(
        statements.is_open(statement.start + max(0, unit.start() - _BLANK_BEFORE), statement.start + unit.start())
        for unit in _UNIT.finditer(statement.flat)
    )


def form_of(flat: str) -> str | None:
    """« lrar », « ecrit », or None when levelled words name no form."""
    if _REGISTERED.search(flat):
        return "lrar"
    return "ecrit" if _WRITTEN.search(flat) else None


def start_of(flat: str) -> str | None:
    """« envoi », « reception », « echeance », or None when levelled words do not say from when a delay runs.

    A first presentation and a notification are what the addressee receives.
    """
    if _DATED_BY_RECEIPT.search(flat):
        return "reception"
    words = _ACKNOWLEDGED.sub(lambda match: " " * len(match[0]), flat)
    if _FROM_SENDING.search(words):
        return "envoi"
    if _FROM_RECEIPT.search(words):
        return "reception"
    back = any(_COUNTED_BACK.match(words[duration.end : duration.end + 40]) for duration in find_durations(words))
    return "echeance" if back else None
