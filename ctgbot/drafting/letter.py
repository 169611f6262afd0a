"""The letter that ends a convention: what its clauses say, quoted, and what only its sender knows, left blank."""

from __future__ import annotations

from ctgbot.drafting.lines import blank
from ctgbot.model import Clause, Gap

# The clauses that a letter of dénonciation stands on, in the order in which it says them.
CLAUSES = ("denonciation_preavis", "denonciation_forme", "denonciation_point_de_depart", "resiliation_effets")
GAPS = (
    Gap("expediteur", "nom et adresse de la collectivité", "mairie ou intercommunalité"),
    Gap("destinataire", "nom et adresse de la Caf", "Caf"),
    Gap("deliberation", "numéro et date de la délibération", "secrétariat général"),
    Gap("date_envoi", "date d'envoi", "expéditeur"),
    Gap("signataire", "nom et qualité du signataire", "collectivité"),
)
OPENING = (
    f"{blank(GAPS[0])} à {blank(GAPS[1])}.",
    "Objet : dénonciation de la convention territoriale globale.",
    f"Par délibération {blank(GAPS[2])}, nous vous informons de la dénonciation de la convention territoriale globale, "
    "dans les conditions qu'elle fixe :",
)
CLOSING = (
    f"Cette lettre vous est adressée le {blank(GAPS[3])} ; le délai court comme le prévoit la clause citée.",
    "Nous vous prions d'agréer l'expression de notre considération distinguée.",
    f"{blank(GAPS[4])}",
)
NO_FORM = (
    "La convention n'impose pas de forme à la dénonciation : l'envoi recommandé est une prudence, non une exigence "
    "du texte."
)
NO_NOTICE = "La convention ne fixe pas de délai de prévenance pour la dénonciation : à vérifier avant tout envoi."


def remarks(clauses: dict[str, Clause]) -> tuple[str, ...]:
    """What the sender must know and the letter does not say."""
    out = []
    notice, form = clauses.get("denonciation_preavis"), clauses.get("denonciation_forme")
    if notice is None or notice.proof is None:
        out.append(NO_NOTICE)
    if form is None or form.value in (None, "non_precisee"):
        out.append(NO_FORM)
    return tuple(out)
