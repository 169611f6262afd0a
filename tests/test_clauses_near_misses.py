"""Sentences about a term or an end: of this convention, or of something else that resembles it."""

from __future__ import annotations

import pytest
from clause_reading import Reading, absent, blank, read, value

from ctgbot.model import Period

TERM = "ARTICLE 10 – DURÉE DE LA CONVENTION\n\n"
END = "ARTICLE 12 – FIN DE LA CONVENTION\n\n"
PLAN = "ARTICLE 5 – PLAN D'ACTIONS\n\n"
DISPUTES = "ARTICLE 13 – LITIGES\n\n"
SECRECY = "ARTICLE 14 – CONFIDENTIALITÉ\n\n"
OTHER = "ARTICLE 3 – DISPOSITIONS DIVERSES\n\n"

WARNED = (
    "Le signataire qui ne respecte pas ses engagements reçoit un courrier lui demandant de s'y conformer. S'il ne l'a "
    "pas fait dans les deux mois de sa réception, l'autre peut prononcer la résiliation."
)

OF_ANOTHER: list[tuple[str, str]] = [
    ("date_fin", TERM + "La convention territoriale globale remplace le contrat enfance jeunesse, arrivé à échéance "
     "le 31 décembre 2022."),
    ("date_fin", TERM + "La convention prend la suite de la convention 2019-2023, qui a pris fin le 31 décembre 2023."),
    ("date_effet", TERM + "Elle succède à une première convention conclue à compter du 1er janvier 2019."),
    ("reconduction", TERM + "Les conventions d'objectifs et de financement se renouvellent par tacite reconduction."),
    ("reconduction", TERM + "Le relais petite enfance est agréé pour cinq ans, par tacite reconduction."),
    ("reconduction", TERM + "Les membres du comité sont nommés pour deux ans renouvelables tacitement."),
    ("denonciation_preavis", END + "La commune peut mettre fin à la mise à disposition des locaux avec un préavis de "
     "deux mois."),
    ("denonciation_preavis", END + "L'agent mis à disposition peut y mettre fin moyennant un préavis d'un mois."),
    ("denonciation_preavis", OTHER + "La convention de mise à disposition du bus peut être dénoncée avec un préavis "
     "de deux mois."),
    ("denonciation_preavis", OTHER + "Le chargé de coopération peut quitter ses fonctions avec un préavis de trois "
     "mois."),
    ("denonciation_forme", END + "Les parties peuvent convenir de mettre un terme à la convention."),
    ("plan_action_echeance", PLAN + "Le plan d'actions court jusqu'au 31 décembre 2028."),
    ("reglement_amiable", OTHER + "La maison des familles propose une médiation en cas de conflit entre parents."),
    ("duree", TERM + "Le bonus territoire est garanti pour quatre ans à compter du 1er janvier 2024."),
    ("date_fin", TERM + "La convention pluriannuelle avec la fédération des centres sociaux s'achève le 30 juin 2026."),
    ("periode", TERM + "Le projet social du centre couvre la période 2023-2026."),
    ("reconduction", TERM + "Le règlement de fonctionnement est reconduit tacitement chaque année."),
    ("reconduction", TERM + "Les aides sont reconduites d'année en année."),
    ("mise_en_demeure_delai", END + "Si une partie ne remplit pas ses obligations, le comité de pilotage se réunit en "
     "un mois."),
    ("denonciation_preavis", OTHER + "Les parents qui quittent la crèche donnent un préavis d'un mois."),
    ("plan_action_echeance", PLAN + "La fiche action n° 3 prévoit que le règlement soit adopté au plus tard le 31 mars "
     "2026."),
    ("plan_action_echeance", PLAN + "Le plan d'actions est joint à la délibération du 15 décembre 2024."),
    ("reglement_amiable", DISPUTES + "Les réclamations des usagers sont traitées à l'amiable sous un mois."),
    ("confidentialite_apres_terme", SECRECY + "Les documents confidentiels sont conservés cinq ans après la fin de la "
     "convention."),
    ("confidentialite_apres_terme", SECRECY + "Après la fin de la réunion, les débats restent confidentiels."),
    ("avenant", OTHER + "Le règlement intérieur de la crèche est modifié par écrit."),
    ("mise_en_demeure_delai", OTHER + "Après une mise en demeure restée sans effet pendant un mois, la Caf peut "
     "suspendre ses versements."),
    ("denonciation_preavis", OTHER + "La mise à disposition peut prendre fin à la demande de l'agent, avec un préavis "
     "de trois mois."),
    ("periode", TERM + "La convention s'appuie sur les données de la période 2018-2022."),
    ("date_fin", TERM + "La convention pourra être prorogée d'un an jusqu'au 31 décembre 2029."),
    ("denonciation_preavis", END + "À la suite d'une dénonciation, les parties se réunissent dans les deux mois."),
    ("denonciation_preavis", END + "Si la convention est dénoncée, les sommes indûment perçues sont reversées sous "
     "trente jours."),
    ("denonciation_preavis", END + "Une mise en demeure est adressée à la partie défaillante. Deux mois plus tard, la "
     "convention peut être résiliée."),
    ("mise_en_demeure_delai", OTHER + "En cas d'impayé, la famille est mise en demeure de régler sous quinze jours."),
    ("plan_action_echeance", PLAN + "La Caf verse le solde avant le 30 juin 2026, au vu du plan d'actions validé."),
    ("confidentialite_apres_terme", SECRECY + "Les agents restent tenus au secret, même après leur départ."),
    ("confidentialite_apres_terme", SECRECY + "Le secret s'impose aux agents, même après la cessation de leurs "
     "fonctions."),
    ("avenant", OTHER + "Tout changement d'horaires est signalé à la Caf par écrit."),
    ("avenant", OTHER + "Le projet d'établissement est révisé par avenant tous les cinq ans."),
]  # fmt: skip

SAID: list[tuple[str, str, Reading]] = [
    ("date_effet", TERM + "La présente convention, qui remplace le contrat enfance jeunesse échu le 31 décembre 2022, "
     "prend effet le 1er janvier 2023.", value("2023-01-01")),
    ("date_fin", TERM + "Elle remplace le contrat enfance jeunesse conclu en 2019 et prend fin le 31 décembre 2026.",
     absent),  # whose end it is stays open
    ("date_effet", TERM + "Signée le 14 mars 2024, la convention produit effet rétroactivement au 1er janvier 2024.",
     value("2024-01-01")),
    ("date_effet", TERM + "La convention vaut pour 48 mois à partir du 1er juillet 2024.", value("2024-07-01")),
    ("duree_maximale", TERM + "La convention pourra être prolongée d'un an, sans que sa durée totale excède cinq ans.",
     value("P5Y")),
    ("duree_maximale", TERM + "Elle est conclue pour trois ans, renouvelable une fois par décision expresse, sans "
     "pouvoir excéder six ans.", value("P6Y")),
    ("duree", TERM + "Elle est conclue pour trois ans, renouvelable une fois par décision expresse, sans pouvoir "
     "excéder six ans.", value("P3Y")),
    ("periode", "# CONVENTION TERRITORIALE GLOBALE\n\n## Commune de Vaubrun\n\nAnnées 2024 à 2028\n\n## ARTICLE 1 - "
     "OBJET\n\nLa convention organise le partenariat.", value(Period(2024, 2028))),
    ("periode", "CONVENTION TERRITORIALE GLOBALE\n20… - 20…\n\nArticle 1 : Objet\n\nLa convention organise le "
     "partenariat.", blank),
    ("reconduction", TERM + "Elle est conclue pour trois ans, renouvelable une fois par décision expresse.",
     value("explicite")),
    ("reconduction", TERM + "Au terme des quatre ans, les parties décideront ensemble de l'opportunité de la "
     "renouveler.", value("explicite")),
    ("reconduction", TERM + "Elle se renouvelle par périodes d'un an si aucune partie ne s'y oppose.", value("tacite")),
    ("reconduction", TERM + "La convention pourra être renouvelée par avenant si aucune partie ne s'y oppose.",
     value("explicite")),
    ("reconduction", OTHER + "Toute tacite reconduction est exclue.", value("explicite")),
    ("denonciation_preavis", END + "Chaque partie peut se désengager en respectant un préavis d'une durée de cent dix "
     "jours à dater de l'envoi d'un courrier recommandé.", value("P110D")),
    ("denonciation_preavis", END + "La Caf peut mettre fin à son engagement avec un préavis de deux mois.",
     value("P2M")),
    ("denonciation_point_de_depart", END + "Un signataire peut se retirer de la convention quatre mois avant la date "
     "qu'il a choisie. Le préavis court à compter de la réception de sa lettre.", value("reception")),
    ("reglement_amiable", DISPUTES + "Les différends sont d'abord soumis à une commission paritaire, qui rend son avis "
     "sous quarante-cinq jours.", value("P45D")),
    ("confidentialite_apres_terme", SECRECY + "Le secret professionnel s'impose aux parties sans "
     "limite de temps.", value(True)),
    ("plan_action_echeance", PLAN + "Le plan d'actions, annexé à la présente convention, comporte dix fiches.",
     value("signature")),
    ("plan_action_echeance", PLAN + "Le plan d'actions joint à la convention sera complété au plus tard le 30 juin "
     "2025.", value("2025-06-30")),
    ("plan_action_echeance", PLAN + "Le programme d'actions est finalisé dans l'année qui suit la signature.",
     value("dans l'année qui suit la signature")),
    ("date_fin", TERM + "Elle prend fin au plus tard le 31 décembre 2029.", value("2029-12-31")),
    ("denonciation_forme", END + "| Préavis de dénonciation | 6 mois |\n| Forme | LRAR |", value("lrar")),
    ("denonciation_point_de_depart", END + "| Préavis de dénonciation | 6 mois |\n| Point de départ | date de première "
     "présentation |", value("reception")),
    ("reglement_amiable", DISPUTES + "Les parties se réunissent tous les six mois pour régler les difficultés "
     "d'exécution.", value(True)),
    ("reglement_amiable", DISPUTES + "Le comité de pilotage s'efforce de concilier les points de vue ; à défaut, le "
     "tribunal administratif est saisi.", value(True)),
    ("confidentialite_apres_terme", SECRECY + "La confidentialité est levée à l'issue de la convention.", value(False)),
    ("confidentialite_apres_terme", SECRECY + "Cette obligation vaut pendant la convention et après celle-ci.",
     value(True)),
    ("mise_en_demeure_delai", END + WARNED,
     value("P2M")),
    ("denonciation_preavis", END + WARNED,
     absent),
    ("duree", "Article 1 – Engagement dans le temps\n\nLes parties s'engagent pour quatre ans à compter du 1er janvier "
     "2024.", value("P4Y")),
    ("plan_action_echeance", PLAN + "Il est annexé à la présente convention.", value("signature")),
    ("plan_action_echeance", DISPUTES + "Il est annexé à la présente convention.", absent),
    ("reglement_amiable", DISPUTES + "Les difficultés sont examinées par les directions, qui se donnent un mois pour "
     "s'accorder.", value("P1M")),
    ("periode", "CONVENTION TERRITORIALE GLOBALE\nROQUEVAL\n1er juillet 2025 - 30 juin 2030\n\nArticle 1 : Objet\n\nLa "
     "convention organise le partenariat.", value(Period(2025, 2030))),
    ("avenant", "Article 5 – Vie de la convention\n\nAvenant. Les parties peuvent modifier la convention par avenant.",
     value("Les parties peuvent modifier la convention par avenant.")),
    ("date_fin", TERM + "La convention est signée pour la durée du mandat municipal restant à courir et au plus tard "
     "jusqu'au 31 décembre 2027.", value("2027-12-31")),
    ("date_effet", TERM + "Elle s'applique depuis le 1er janvier 2024.", value("2024-01-01")),
    ("date_effet", TERM + "Elle est conclue pour la période du ..../..../20.... au ..../..../20.... .", blank),
    ("date_fin", TERM + "Elle est conclue pour la période du ..../..../20.... au ..../..../20.... .", blank),
    ("mise_en_demeure_point_de_depart", END + "En cas de manquement, une mise en demeure ouvre un délai de 45 jours, "
     "décompté de sa notification.", value("reception")),
    ("plan_action_echeance", PLAN + "Une version du plan d'actions est transmise à la Caf. La version définitive "
     "est arrêtée le 30 novembre 2024 au plus tard.", value("2024-11-30")),
    ("plan_action_echeance", PLAN + "Le plan d'actions sera présenté au cours du ....... trimestre 20.... .", blank),
    ("reglement_amiable", DISPUTES + "Les parties disposent d'un délai de concertation d'un mois. Si le désaccord "
     "persiste, une mise en demeure ouvre un délai de 45 jours.", value("P1M")),
    ("confidentialite_apres_terme", SECRECY + "Chaque partie s'engage à ne pas divulguer les informations reçues, "
     "pendant les deux années suivant le terme de la convention.", value(True)),
]  # fmt: skip

WHOLE: list[tuple[str, str]] = [
    ("resiliation_sans_mise_en_demeure", "La convention devient caduque si la compétence petite enfance est "
     "transférée."),
    ("resiliation_effets", "Aucune indemnité n'est due en cas de résiliation."),
    ("resiliation_effets", "La sortie de la Caf emporte caducité de la convention."),
    ("resiliation_effets", "Le départ d'une commune ne met pas fin à la convention pour les autres."),
]  # fmt: skip


@pytest.mark.parametrize(("parameter", "text"), OF_ANOTHER)
def test_what_is_said_of_something_else_is_no_value(parameter: str, text: str) -> None:
    assert read(parameter, text) == absent


@pytest.mark.parametrize(("parameter", "text", "expected"), SAID)
def test_what_is_said_of_this_convention_is_read(parameter: str, text: str, expected: Reading) -> None:
    assert read(parameter, text) == expected


@pytest.mark.parametrize(("parameter", "sentence"), WHOLE)
def test_a_clause_is_quoted_whole(parameter: str, sentence: str) -> None:
    assert read(parameter, END + sentence).values == (sentence,)


def test_how_the_text_changes_may_be_said_by_a_writing_signed_by_all() -> None:
    sentence = "Aucune modification n'est opposable si elle n'a pas fait l'objet d'un écrit signé de tous."
    assert read("avenant", "ARTICLE 11 – MODIFICATIONS\n\n" + sentence) == value(sentence)
