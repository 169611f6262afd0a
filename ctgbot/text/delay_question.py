"""Questions that want a date: « Si on veut finir le 31 décembre 2026, quand faut-il prévenir ? »

Read only when the date is tied to the end, or to the letter, in the same clause, and when the other one is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ctgbot.text.dates import find_dates, find_deadlines
from ctgbot.text.normalise import level

Side = Literal["end", "sent"]

_ENDS = (
    r"\b(?:fin|finir|finisse|finit|arret\w+|termin\w+|cess\w+|sortir|quitter"
    r"|partir|resilier|achev\w+|expir\w+)\b"
)
_GIVES_NOTICE = (
    r"\b(?:preven\w+|previen\w+|avert\w+|denonc\w+|preavis|notifi\w+|envoy\w+|lettre|courrier|recommandee?)\b"
)
_IS_SENT = r"\b(?:(?:envoye|notifie|adresse|poste|denonce|recu|prevenu)e?s?|previen(?:s|t)|denonce(?:ons)?)\b"
_WHEN = re.compile(
    r"(?:\bquand\b|\b(?:a|avant|pour) quelle date\b|\bdate (?:limite|butoir)\b|\bquel jour\b"
    r"|\bquelle (?:est|sera) la date\b)"
)
# « à quelle date la convention prend-elle fin », « quand finit-elle », « quand peut-on résilier »
_ASKS_END = re.compile(rf"{_WHEN.pattern}.*{_ENDS}|{_ENDS}.*{_WHEN.pattern}")
_ASKS_NOTICE = re.compile(_GIVES_NOTICE)
# Another act with a date of its own.
_OTHER = re.compile(r"\b(?:renouvel\w+|recond\w+|prolong\w+|avenants?|bilans?|deliber\w+|annexes?|plans? d'action)\b")
_FORMAL_NOTICE = re.compile(r"\bmises? en demeure\b")
_DATE = "§"
# What may stand between the end and its date: « s'arrête le », « finir pour le », « mettre fin à la convention au »
_NEAR = rf"[^,.;?!{_DATE}]{{0,40}}"
_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: 20\d\d)?\b|\b20\d\d\b"
)


@dataclass(frozen=True, slots=True)
class DelayAsked:
    """`day` is when to end, or when the letter was sent, by `side`; None when the question gives only a part of it,
    `words`. `counted_as_last`: « fin 2026 », « juin 2026 » count to their last day."""

    side: Side
    parameter: str
    day: date | None
    words: str
    counted_as_last: bool = False


def read_delay(question: str) -> DelayAsked | None:
    """Which date is given and which one is asked for; None when it is not surely such a question."""
    flat = level(question).replace("\n", " ")
    if not _WHEN.search(flat) or _OTHER.search(flat):
        return None
    given = _given(flat)
    if given is None:
        return None
    start, end, day, last = given
    marked = f"{flat[:start]}{_DATE}{flat[end:]}"
    side = _side(marked)
    if side is None:
        return None
    parameter = "mise_en_demeure_delai" if _FORMAL_NOTICE.search(flat) else "denonciation_preavis"
    return DelayAsked(side, parameter, day, question[start:end], last)


def _given(flat: str) -> tuple[int, int, date | None, bool] | None:
    """Where the only date of the question stands; the day, None when it is not complete; whether it is the last one of
    what is named."""
    whole, ends = find_dates(flat), find_deadlines(flat)
    found = [day for day in ends if not any(o is not day and o.start <= day.start and day.end <= o.end for o in ends)]
    if len(found) == 1:
        one = found[0]
        complete = None if one.iso.startswith("--") else date.fromisoformat(one.iso)
        return one.start, one.end, complete, one not in whole
    parts = list(re.finditer(_MONTH, flat)) if not found else []
    return (*parts[0].span(), None, False) if len(parts) == 1 else None


def _side(marked: str) -> Side | None:
    """Which of the two the date is, by the nearest word that says so; the other one must be what is asked."""
    ends, sent = _last(_ENDS, marked), _last(_IS_SENT, marked)
    if ends > sent:
        return "end" if _ASKS_NOTICE.search(marked) else None
    behind = re.search(rf"{_DATE}[^,.;?!]{{0,30}}{_IS_SENT}", marked)
    if sent < 0 and not behind:
        return None
    at = marked.index(_DATE)
    return "sent" if _ASKS_END.search(marked[at:]) or _ASKS_END.search(marked[: max(sent, 0)]) else None


def _last(cue: str, marked: str) -> int:
    """Where the last such word before the date and near it begins; -1 when there is none."""
    found = [m.start() for m in re.finditer(cue, marked) if re.match(rf"{_NEAR}{_DATE}", marked[m.end() :])]
    return max(found, default=-1)
