"""Clauses of the national frame that are missing, or that leave open what they should settle."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Severity, Subject
from ctgbot.clauses.parameters import BY_KEY

# parameter → severity, what its absence leaves open
_EXPECTED: dict[str, tuple[Severity, str]] = {
    "periode": ("haute", "Indiquer les années que la convention couvre."),
    "date_effet": ("haute", "Écrire la date de prise d’effet."),
    "date_fin": ("haute", "Écrire la date de fin."),
    "signataires": ("haute", "Désigner chaque signataire, son représentant et sa qualité."),
    "reconduction": ("moyenne", "Dire si la convention se reconduit, et comment."),
    "denonciation_preavis": ("haute", "Prévoir comment une partie peut se retirer, et avec quel préavis."),
    "mise_en_demeure_delai": (
        "moyenne",
        "Prévoir une mise en demeure, avec un délai, avant la résiliation pour faute.",
    ),
    "copil_frequence": ("moyenne", "Fixer un nombre minimal de réunions par an."),
    "copil_composition": ("moyenne", "Dire qui siège au comité de pilotage."),
    "copil_animation": ("moyenne", "Dire qui anime le comité de pilotage."),
    "copil_secretariat": ("basse", "Dire qui assure le secrétariat du comité de pilotage."),
    "cotech_frequence": ("basse", "Prévoir, s’il y a lieu, un comité technique et son rythme."),
    "plan_action_echeance": ("moyenne", "Fixer la date à laquelle le plan d’actions est arrêté."),
    "plan_action_validation": ("basse", "Dire qui valide le plan d’actions."),
    "bonus_territoire": ("moyenne", "Mentionner le bonus territoire, ou dire qu’il n’est pas ouvert."),
    "maintien_financement_collectivite": ("moyenne", "Rappeler l’engagement de la collectivité sur ses financements."),
    "evaluation": ("moyenne", "Prévoir quand la convention est évaluée."),
    "juridiction": ("moyenne", "Désigner le tribunal compétent."),
    "reglement_amiable": ("basse", "Prévoir une recherche d’accord amiable avant le juge."),
    "confidentialite_apres_terme": ("basse", "Dire que la confidentialité survit à la convention."),
    "avis_dpo_prealable": ("moyenne", "Prévoir l’avis préalable du délégué à la protection des données."),
    "sdsf_reference": ("moyenne", "Rattacher la convention au schéma départemental des services aux familles."),
    "avenant": ("moyenne", "Dire comment la convention peut être modifiée."),
}
_LEFT_OPEN = (
    ("denonciation_forme", "non_precisee", "La dénonciation ne dit pas sous quelle forme (lettre recommandée, écrit).",
     "Préciser : par lettre recommandée avec avis de réception."),
    ("denonciation_point_de_depart", "non_precise", "Le préavis n’a pas de point de départ (envoi ou réception).",
     "Préciser : à compter de la réception de la lettre."),
    ("mise_en_demeure_forme", "non_precisee", "La mise en demeure n’a pas de forme précisée.",
     "Préciser : par lettre recommandée avec avis de réception."),
    ("mise_en_demeure_point_de_depart", "non_precise", "Le délai de la mise en demeure n’a pas de point de départ.",
     "Préciser : à compter de la réception de la lettre."),
    ("sdsf_reference", "sans_periode", "Le schéma départemental est cité sans sa période ni sa date.",
     "Ajouter les années du schéma en vigueur."),
)  # fmt: skip

_DELAYS = {  # a form or a starting point is wanted where there is a delay
    "denonciation_forme": "denonciation_preavis",
    "denonciation_point_de_depart": "denonciation_preavis",
    "mise_en_demeure_forme": "mise_en_demeure_delai",
    "mise_en_demeure_point_de_depart": "mise_en_demeure_delai",
}


def find(subject: Subject) -> Iterator[Finding]:
    """Findings completude.<parameter>: of a convention only; nothing is missing where pages could not be read."""
    if subject.document.card.identity.nature != "convention":
        return
    unread = any(page.method == "a_oceriser" for page in subject.document.pages)
    for parameter, (severity, suggestion) in _EXPECTED.items():
        if subject.status(parameter) == "absent" and parameter in subject.clauses and not unread:
            message = f"{BY_KEY[parameter].label} : aucune clause trouvée dans le document."
            yield subject.nowhere(f"completude.{parameter}", severity, message, suggestion)
    for parameter, value, message, suggestion in _LEFT_OPEN:
        clause = subject.clauses.get(parameter)
        delay = _DELAYS.get(parameter)
        if clause and clause.value == value and clause.proof and (delay is None or subject.status(delay) == "rempli"):
            span = (clause.proof.start, clause.proof.end)
            yield subject.at(f"completude.{parameter}", "moyenne", span, message, suggestion)
