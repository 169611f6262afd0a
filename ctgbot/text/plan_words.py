"""The words that name a part of a schéma or of a plan d'actions: « Axe II », « Fiche-action n° 2.1 », « Objectif 1.2 ».

Written for the genre (axes, orientations, objectifs opérationnels, fiches-actions), whatever each one is put under:
`nesting.py` finds that out from the numbers and the order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# From the widest to the narrowest, as most plans have them; several words stand on one rung.
RANKS = {
    "axe": 1, "ambition": 1, "enjeu": 1, "defi": 1, "priorite": 1, "volet": 1, "pilier": 1, "thematique": 1,
    "orientation": 2, "objectif": 3, "sous-objectif": 4, "fiche": 5, "action": 6, "mesure": 6, "sous-action": 7,
}  # fmt: skip
_ADJECTIVE = (
    r"(?: (?:strategique|operationnel|operationnelle|general|generale|specifique|prioritaire|transversal|transversale"
    r"|thematique|departemental|departementale|majeur|majeure|commun|commune)){0,2}"
)
_WORD = "|".join(sorted(RANKS, key=len, reverse=True))
_SHEET = r"fiche(?:s? ?-? ?(?:actions?|objectifs?|projets?|mesures?|orientations?|operations?))?"
# « 2.1 », « 2-1 », « II », « A.2 », « premier »; not the years of « Objectif 2030 »
_NUMBER = (
    r"(?:\d{1,2}(?:\s?[.-]\s?\d{1,2}){0,3}|[a-h](?:\s?[.-]?\s?\d{1,2}){0,2}|[ivx]{1,7}(?:\s?[.-]\s?\d{1,2}){0,2}"
    r"|premiere?|deuxieme|second|troisieme|quatrieme|cinquieme)"
)
_PLAN = re.compile(
    rf"^(?:(?P<sheet>{_SHEET})|(?P<word>{_WORD})){_ADJECTIVE}\s*(?:n\s*[°o]\s*)?"
    rf"(?P<number>{_NUMBER})?(?![\w'/%])\.?\s*(?P<rest>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PlanWord:
    """« Fiche-action n° 2.1 : Les Laep »: word « fiche », written « 2.1 », `rest_at` where « : Les Laep » starts."""

    word: str
    written: str
    rest_at: int


def plan_word(levelled: str) -> PlanWord | None:
    """The plan's word at the start of a levelled line (`normalise.level`); only a fiche may have no number."""
    match = _PLAN.match(levelled)
    if match is None or (not match["number"] and not match["sheet"]):
        return None
    return PlanWord("fiche" if match["sheet"] else match["word"], match["number"] or "", match.start("rest"))
