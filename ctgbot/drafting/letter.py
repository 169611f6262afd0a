"""The acts around a convention: what its clauses say, quoted, and what only their author knows, left blank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ctgbot.clauses.deadlines import Deadline, noticed_on, to_end_on
from ctgbot.drafting.lines import blank
from ctgbot.model import Clause, Gap
from ctgbot.text.dates import find_deadlines
from ctgbot.text.normalise import level


@dataclass(frozen=True, slots=True)
class Act:
    """`clauses`: parameters that it stands on, in the order in which it says them, between `opening` and `closing`."""

    name: str
    clauses: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    gaps: tuple[Gap, ...]


_SENDER = Gap("expediteur", "nom et adresse de la collectivité", "mairie ou intercommunalité")
_RECEIVER = Gap("destinataire", "nom et adresse de la Caf", "Caf")
_DELIBERATION = Gap("deliberation", "numéro et date de la délibération", "secrétariat général")
_SENT = Gap("date_envoi", "date d'envoi", "expéditeur")
_SIGNER = Gap("signataire", "nom et qualité du signataire", "collectivité")
_SITTING = Gap("seance", "date de la séance", "secrétariat général")
_PRESENT = Gap("presents", "membres en exercice, présents et votants", "secrétariat général")
_REPORTER = Gap("rapporteur", "nom du rapporteur", "secrétariat général")
_VOTES = Gap("vote", "résultat du vote", "procès-verbal de la séance")
_CHIEF = Gap("autorite", "maire ou président, nom et qualité", "collectivité")
_LEGAL = Gap("visas", "visas : textes en vigueur à la date de la séance", "service juridique")
_NUMBER = Gap("numero_avenant", "numéro de l'avenant", "Caf et collectivité")
_PARTIES = Gap("parties", "parties signataires de l'avenant", "convention et avenants")
_OBJECT = Gap("objet", "objet de la modification", "Caf et collectivité")
_ARTICLE = Gap("article_modifie", "article modifié et nouvelle rédaction", "Caf et collectivité")
_EFFECT = Gap("effet", "date d'effet de l'avenant", "Caf et collectivité")
_PLACE = Gap("lieu", "lieu et date de signature", "parties signataires")

TERMINATION = Act(
    "lettre",
    ("denonciation_preavis", "denonciation_forme", "denonciation_point_de_depart", "resiliation_effets"),
    (
        f"{blank(_SENDER)} à {blank(_RECEIVER)}.",
        "Objet : dénonciation de la convention territoriale globale.",
        f"Par délibération {blank(_DELIBERATION)}, nous vous informons de la dénonciation de la convention "
        "territoriale globale, dans les conditions qu'elle fixe :",
    ),
    (
        f"Cette lettre vous est adressée le {blank(_SENT)} ; le délai court comme le prévoit la clause citée.",
        "Nous vous prions d'agréer l'expression de notre considération distinguée.",
        blank(_SIGNER),
    ),
    (_SENDER, _RECEIVER, _DELIBERATION, _SENT, _SIGNER),
)
DELIBERATION = Act(
    "deliberation",
    ("periode", "duree", "signataires", "plan_action_validation"),
    (
        f"Séance du {blank(_SITTING)} ; {blank(_PRESENT)}.",
        "Objet : convention territoriale globale avec la Caf.",
        f"Vu : {blank(_LEGAL)}.",
        f"Sur le rapport de {blank(_REPORTER)}, l'assemblée prend connaissance de la convention, dont il ressort :",
    ),
    (
        f"Après en avoir délibéré ({blank(_VOTES)}), l'assemblée :",
        "– approuve la convention territoriale globale annexée à la présente délibération ;",
        f"– autorise {blank(_CHIEF)} à la signer, ainsi que les documents qui s'y rapportent.",
    ),
    (_SITTING, _PRESENT, _LEGAL, _REPORTER, _VOTES, _CHIEF),
)
AVENANT = Act(
    "avenant",
    ("avenant", "periode", "duree"),
    (
        f"Avenant {blank(_NUMBER)} à la convention territoriale globale, entre {blank(_PARTIES)}.",
        f"Il a pour objet : {blank(_OBJECT)}.",
        "La convention dit de sa modification et de sa période :",
    ),
    (
        f"Article premier : {blank(_ARTICLE)}.",
        f"Le présent avenant prend effet le {blank(_EFFECT)}.",
        "Les autres stipulations de la convention restent inchangées.",
        f"Fait à {blank(_PLACE)}.",
    ),
    (_NUMBER, _PARTIES, _OBJECT, _ARTICLE, _EFFECT, _PLACE),
)
ACTS: Mapping[str, Act] = {act.name: act for act in (TERMINATION, DELIBERATION, AVENANT)}
CLAUSES = tuple(dict.fromkeys(parameter for act in ACTS.values() for parameter in act.clauses))
NO_FORM = (
    "La convention n'impose pas de forme à la dénonciation : l'envoi recommandé est une prudence, non une exigence "
    "du texte."
)
NO_NOTICE = "La convention ne fixe pas de délai de prévenance pour la dénonciation : à vérifier avant tout envoi."
TO_COUNT = (
    "Date à calculer : indiquez la date d'envoi ou la date de fin voulue, et le délai de la convention donne l'autre."
)
NO_CLAUSE = "La convention ne dit rien de sa modification par avenant : vérifiez qui doit la signer."
# « pour sortir au 31 décembre 2027 », « prend fin le »; any other date of such a request is that of the sending
_ENDS = re.compile(r"\b(?:fin|finir|sortir|sortie|quitter|effet|terme|echeance|cesser?|arreter?|jusqu)\b[^,.;]{0,40}$")


def remarks(act: Act, clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    """What its author must know and the act does not say."""
    if act is AVENANT:
        said = clauses.get("avenant")
        return () if said and said.proof else (NO_CLAUSE,)
    if act is not TERMINATION:
        return ()
    out = []
    notice, form = clauses.get("denonciation_preavis"), clauses.get("denonciation_forme")
    if notice is None or notice.proof is None:
        out.append(NO_NOTICE)
    if form is None or form.value in (None, "non_precisee"):
        out.append(NO_FORM)
    return tuple(out)


def dates_of(request: str, clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    """The dates that follow from the one that the request gives, with what the convention leaves open of them."""
    given = [one for one in find_deadlines(request) if not one.iso.startswith("--")]
    if "denonciation_preavis" not in clauses:
        return ()
    if len(given) != 1:
        return (TO_COUNT,)
    day = date.fromisoformat(given[0].iso)
    is_end = bool(_ENDS.search(level(request)[: given[0].start]))
    every = tuple(clauses.values())
    found: tuple[Deadline, ...] = to_end_on(day, every) if is_end else noticed_on(day, every)
    own = [one for one in found if one.clause.parameter == "denonciation_preavis"]
    return tuple(f"Calcul : {one.words} {' '.join(one.open)}".strip() for one in own)
