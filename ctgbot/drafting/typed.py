"""Figures typed in a request → facts: « 2 850 allocataires, 640 000 dans le département ; 14 sur 1 120 »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ctgbot.drafting.french import whole
from ctgbot.drafting.indicators import indicators
from ctgbot.model import Fact, Scale
from ctgbot.text.normalise import level

TYPED = "chiffre donné dans la demande"
_SPACE = "[ \u00a0\u202f]"
_NUMBER = re.compile(rf"(?<![\w,./-])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:,\d+)?(?![\w/-])")
_YEAR = re.compile(r"\b(?:en|fin|au 31 decembre|decembre|pour|annee) ((?:19|20)\d\d)\b")
_NAMED = re.compile(r"\b(?:articles?|art\.|annexes?|n°|axe|fiche)\s*$")
_NOUNS: tuple[tuple[str, str], ...] = (
    ("foyers_monoparentaux", r"(?:foyers|familles) monoparenta"),
    ("foyers_rsa", r"(?:foyers|allocataires|beneficiaires)[^,;.]{0,25}\brsa\b"),
    ("foyers_aah", r"(?:foyers|allocataires|beneficiaires)[^,;.]{0,25}\baah\b"),
    ("personnes_couvertes", r"personnes? couvertes?"),
    ("population_municipale", r"habitants?"),
    ("foyers_allocataires", r"(?:foyers )?allocataires?|foyers"),
    ("gestionnaires_finances", r"gestionnaires?"),
    ("equipements_finances", r"equipements?|structures? financees?"),
    ("part_budget_action_sociale", r"%[^,;.]{0,30}\bbudget"),
    ("taux_couverture_petite_enfance", r"places? pour 100"),
)
_SCALES: tuple[tuple[Scale, re.Pattern[str]], ...] = (
    ("departement", re.compile(r"\bdepartement")),
    ("epci", re.compile(r"\b(?:epci|intercommunalite|agglomeration|communaute|metropole)\b")),
    ("territoire", re.compile(r"\b(?:commune|ville|territoire)\b")),
)
_OUT_OF = re.compile(r"\bsur(?: un total de)?\s*$")


# « -12 allocataires »; not « 2024-2028 », « lez-Lannoy »
_NEGATIVE = re.compile(rf"(?<![\w)])[-−](\d[\d{_SPACE[1:-1]}]*)\s*(?:{'|'.join(noun for _, noun in _NOUNS[:8])})")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the figures before have set: what is counted, and the wider territory spoken of last."""

    key: str = ""
    around: Scale | None = None


def typed_facts(request: str, territoire: str) -> tuple[Fact, ...]:
    """In the order of the request; a figure that counts nothing known is left out."""
    found: list[Fact] = []
    seen = _Seen()
    for segment in re.split(r"[;.!?](?=\s|$)|\n", request):
        flat = level(segment)
        dated = _YEAR.search(flat)
        numbers = [match for match in _NUMBER.finditer(flat) if not _is_name(flat, match, dated)]
        for place, match in enumerate(numbers):
            stop = numbers[place + 1].start() if place + 1 < len(numbers) else len(flat)
            behind, before = flat[match.end() : stop], flat[: match.start()]
            key = _key(behind) or seen.key
            said = next((scale for scale, pattern in _SCALES if pattern.search(behind)), None)
            scale = said or (seen.around if _OUT_OF.search(before) else "territoire")
            seen = _Seen(key, scale if scale not in (None, "territoire") else seen.around)
            if key:
                found.append(_fact(key, match[0], scale or "departement", dated, territoire))
    return tuple(found)


def typed_remarks(request: str) -> tuple[str, ...]:
    """What is typed and cannot be a figure."""
    found = _NEGATIVE.finditer(level(request))
    return tuple(f"« {request[match.start() : match.end()]} » : nombre négatif, non repris." for match in found)


def _is_name(flat: str, match: re.Match[str], dated: re.Match[str] | None) -> bool:
    """« l'article 2 », « en 2023 », the « 100 » of « places pour 100 enfants »."""
    before = flat[: match.start()]
    is_year = dated is not None and match.start() == dated.start(1)
    return is_year or bool(_NAMED.search(before)) or before.endswith("places pour ")


def _key(behind: str) -> str:
    opening = behind[:60]
    hits = [(match.start(), key) for key, pattern in _NOUNS if (match := re.search(pattern, opening))]
    return min(hits)[1] if hits else ""


def _fact(key: str, written: str, scale: Scale, dated: re.Match[str] | None, territoire: str) -> Fact:
    value = Decimal(re.sub(_SPACE, "", written).replace(",", "."))
    indicator = indicators()[key]
    year = int(dated[1]) if dated else None
    return Fact(key, value, indicator.unit, TYPED, year, scale, territoire, whole(value), None, indicator.label)
