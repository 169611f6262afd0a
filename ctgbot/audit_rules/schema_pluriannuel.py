"""Communes above 10 000 inhabitants: the multi-year scheme of childcare, of which a CTG may take the place.

Sources: CASF, art. L. 214-1-3 (loi n° 2023-1196 du 18 décembre 2023), D. 214-10-1 (décret n° 2025-253 du 20 mars
2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Subject
from ctgbot.text.normalise import level

_INHABITANTS = re.compile(r"(?<![\d.])(?P<n>\d{1,3}(?:[ .]\d{3}){1,2}|\d{4,7})\s+habitants\b")
_NOT_ITS_OWN = re.compile(r"\b(?:plus|moins|au-dela|seuil|superieure?s?|departement|region|communes? de)\b[^.;]{0,25}$")
_THRESHOLD = 10_000
_FROM = 2024  # the law is of December 2023: an older convention could not know of it
_POINTS = (
    (
        "recensement de l’offre d’accueil des 0-3 ans",
        re.compile(r"\b(?:recens\w+|inventaire|etat des lieux)\b[^.;]{0,80}\b(?:accueil|offre|modes? de garde|places)"),
    ),
    (
        "besoins d’accueil des jeunes enfants",
        re.compile(r"\bbesoins?\b[^.;]{0,60}\b(?:accueil|jeunes? enfants?|petite enfance|0-3)"),
    ),
    (
        "zones où l’offre manque",
        re.compile(r"\b(?:zones?|secteurs?|quartiers?)\b[^.;]{0,40}\b(?:tension|sous-dot\w+|deficit\w*|manque)"),
    ),
    (
        "orientations de maintien et de développement de l’offre",
        re.compile(
            r"\b(?:maintien|developpement|creation)\b[^.;]{0,60}\b(?:places?|offre d'accueil|accueil du jeune enfant)"
        ),
    ),
    ("calendrier prévisionnel", re.compile(r"\b(?:calendrier|echeancier)\b")),
    ("coût prévisionnel", re.compile(r"\b(?:couts?|chiffrage|budget previsionnel|plan de financement)\b")),
    ("indicateurs de suivi", re.compile(r"\bindicateurs?\b")),
    ("relais petite enfance (obligatoire au 1er janvier 2026)", re.compile(r"\brelais petite enfance\b|\brpe\b")),
)


def find(subject: Subject) -> Iterator[Finding]:
    """Findings completude.schema_pluriannuel: the points that miss, or a question where the population is not said."""
    period = subject.period
    if subject.document.card.identity.nature != "convention" or (period and period.start < _FROM):
        return
    flat = level(subject.text)
    population = _population(flat)
    if population is None:
        if re.search(
            r"\b(?:communaute|agglomeration|metropole|epci)\b", level(subject.document.card.identity.territoire)
        ):
            return
        message = "La population n’est pas indiquée : la commune compte-t-elle plus de 10 000 habitants ?"
        suggestion = "Si oui, vérifier que la convention peut tenir lieu de schéma pluriannuel (CASF, D. 214-10-1)."
        yield subject.nowhere("completude.schema_pluriannuel", "basse", message, suggestion)
        return
    if population[0] <= _THRESHOLD:
        return
    missing = [what for what, pattern in _POINTS if not pattern.search(flat)]
    if missing:
        message = (
            f"Plus de 10 000 habitants : pour tenir lieu de schéma pluriannuel, il manque : {' ; '.join(missing)}."
        )
        suggestion = "Compléter ces points, ou dire où se trouve le schéma (CASF, L. 214-1-3 et D. 214-10-1)."
        yield subject.at("completude.schema_pluriannuel", "moyenne", population[1], message, suggestion)


def _population(flat: str) -> tuple[int, tuple[int, int]] | None:
    """The first number of inhabitants that is not a threshold nor a département's, and where it stands."""
    for match in _INHABITANTS.finditer(flat):
        if not _NOT_ITS_OWN.search(flat[max(0, match.start() - 40) : match.start()]):
            return int(re.sub(r"\D", "", match["n"])), match.span()
    return None
