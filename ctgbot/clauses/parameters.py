"""The parameters of the clause registry, in the order of the contract: what a convention is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ValueKind = Literal["periode", "date", "duree", "choix", "nombre", "booleen", "texte", "liste"]
Theme = Literal["Période et délais", "Fin de la convention", "Gouvernance", "Engagements", "Données", "Cadre"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`label` is what a person reads; two clauses of kind « texte » or « liste » are never in contradiction."""

    key: str
    label: str
    theme: Theme
    kind: ValueKind


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("periode", "Période", "Période et délais", "periode"),
    Parameter("date_effet", "Date d’effet", "Période et délais", "date"),
    Parameter("date_fin", "Date de fin", "Période et délais", "date"),
    Parameter("duree", "Durée", "Période et délais", "duree"),
    Parameter("duree_maximale", "Durée maximale", "Période et délais", "duree"),
    Parameter("reconduction", "Reconduction", "Période et délais", "choix"),
    Parameter("denonciation_preavis", "Dénonciation : préavis", "Fin de la convention", "duree"),
    Parameter("denonciation_forme", "Dénonciation : forme", "Fin de la convention", "choix"),
    Parameter("denonciation_point_de_depart", "Dénonciation : point de départ", "Fin de la convention", "choix"),
    Parameter("mise_en_demeure_delai", "Mise en demeure : délai", "Fin de la convention", "duree"),
    Parameter("mise_en_demeure_forme", "Mise en demeure : forme", "Fin de la convention", "choix"),
    Parameter("mise_en_demeure_point_de_depart", "Mise en demeure : point de départ", "Fin de la convention", "choix"),
    Parameter("resiliation_sans_mise_en_demeure", "Résiliation sans mise en demeure", "Fin de la convention", "texte"),
    Parameter("resiliation_effets", "Effets de la résiliation", "Fin de la convention", "texte"),
    Parameter("copil_frequence", "Comité de pilotage : réunions par an", "Gouvernance", "nombre"),
    Parameter("copil_composition", "Comité de pilotage : composition", "Gouvernance", "choix"),
    Parameter("copil_animation", "Comité de pilotage : animation", "Gouvernance", "choix"),
    Parameter("copil_secretariat", "Comité de pilotage : secrétariat", "Gouvernance", "choix"),
    Parameter("cotech_frequence", "Comité technique : réunions par an", "Gouvernance", "nombre"),
    Parameter("plan_action_echeance", "Plan d’action : échéance", "Engagements", "date"),
    Parameter("plan_action_validation", "Plan d’action : validation", "Engagements", "liste"),
    Parameter("signataires", "Signataires", "Cadre", "liste"),
    Parameter("bonus_territoire", "Bonus territoire", "Engagements", "booleen"),
    Parameter("maintien_financement_collectivite", "Maintien du financement", "Engagements", "booleen"),
    Parameter("evaluation", "Évaluation", "Engagements", "liste"),
    Parameter("juridiction", "Juridiction", "Fin de la convention", "texte"),
    Parameter("reglement_amiable", "Règlement amiable", "Fin de la convention", "duree"),
    Parameter("confidentialite_apres_terme", "Confidentialité après le terme", "Données", "booleen"),
    Parameter("avis_dpo_prealable", "Avis préalable du délégué à la protection des données", "Données", "booleen"),
    Parameter("annexes", "Annexes annoncées", "Cadre", "liste"),
    Parameter("sdsf_reference", "Période du schéma départemental", "Cadre", "periode"),
    Parameter("avenant", "Modification par avenant", "Cadre", "texte"),
)
BY_KEY = {parameter.key: parameter for parameter in PARAMETERS}
