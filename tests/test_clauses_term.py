"""When a convention begins and ends, how long it lasts, whether it goes on."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, both, read, value
from conventions import SEED

from ctgbot.model import Period

TERM = "ARTICLE 10 – DURÉE\n\n"
# text, date_effet, date_fin, duree, duree_maximale; None when the text is silent, « ? » when it is blank
TERMS: list[tuple[str, str | None, str | None, str | None, str | None]] = [
    ("La présente convention est conclue à compter du 1er janvier 2024 jusqu'au 31 décembre 2028.",
     "2024-01-01", "2028-12-31", None, None),
    ("La présente convention est conclue à compter de JJ/MM/AAAA jusqu'au 31 décembre AAAA (*N+4 au maximum*).",
     "?", "?", None, "N+4"),
    ("La convention est conclue pour une durée de quatre (4) ans à compter du 1er janvier 2023.",
     "2023-01-01", None, "P4Y", None),
    ("Elle prend effet le 01/09/2024 et s'achève le 31/08/2028.", "2024-09-01", "2028-08-31", None, None),
    ("La convention entre en vigueur le premier janvier 2025 pour cinq ans.", "2025-01-01", None, "P5Y", None),
    ("La convention s'applique du 1er janvier 2022 au 31 décembre 2026.", "2022-01-01", "2026-12-31", None, None),
    ("La durée de la convention est fixée à cinq années, soit du 1er janvier 2024 au 31 décembre 2028.",
     "2024-01-01", "2028-12-31", "P5Y", None),
    ("Le terme de la convention est fixé au 30 juin 2027.", None, "2027-06-30", None, None),
    ("La convention expire le 31 décembre 2027.", None, "2027-12-31", None, None),
    ("Nous signons pour quatre ans, du 1er janvier 2024 au 31 décembre 2027.", "2024-01-01", "2027-12-31", "P4Y", None),
    ("La convention est conclue pour une durée de trois ans. Sa durée totale ne peut excéder cinq ans.",
     None, None, "P3Y", "P5Y"),
    ("Elle peut être prolongée par avenant dans la limite d'une durée maximale de six ans.", None, None, None, "P6Y"),
    ("La durée de la convention ne peut dépasser le 31 décembre de l'année N+4.", None, None, None, "N+4"),
    ("La convention prend effet à la date de sa signature par la dernière des parties.", None, None, None, None),
    ("La convention est conclue pour ___ ans.", None, None, "?", None),
    ("La convention prend effet le __/__/2026 et prend fin le 31 décembre 20...", "?", "?", None, None),
    ("| Début | 1er janvier 2026 |\n| Fin | 31 décembre 2030 |\n| Durée | 5 ans |",
     "2026-01-01", "2030-12-31", "P5Y", None),
    ("- Date d'effet : 1er janvier 2024 ;\n- Date d'échéance : 31 décembre 2027.",
     "2024-01-01", "2027-12-31", None, None),
    ("La convention couvre la période 2024-2028.", None, None, None, None),
    ("Le diagnostic partagé a été conduit du 1er mars 2023 au 30 juin 2023.", None, None, None, None),
    ("La délibération du conseil municipal en date du 12 décembre 2023 est jointe.", None, None, None, None),
    ("Les conventions d'objectifs et de financement sont conclues pour une durée de quatre ans.",
     None, None, None, None),
    ("Les membres du comité sont désignés pour une durée de deux ans.", None, None, None, None),
    ("Conclue pour une durée de cinq ans, la présente convention produit ses effets à partir du 1er juillet 2024.",
     "2024-07-01", None, "P5Y", None),
    ("La convention court jusqu'au trente et un décembre deux mille vingt-huit.", None, "2028-12-31", None, None),
    ("La présente convention cessera de produire ses effets au 31 décembre 2026, sans formalité.",
     None, "2026-12-31", None, None),
]  # fmt: skip


def expected(text: str | None) -> object:
    return absent if text is None else blank if text == "?" else value(text)


@pytest.mark.parametrize(("text", "start", "end", "lasts", "most"), TERMS)
def test_when_it_begins_and_ends(
    text: str, start: str | None, end: str | None, lasts: str | None, most: str | None
) -> None:
    assert read("date_effet", TERM + text) == expected(start)
    assert read("date_fin", TERM + text) == expected(end)
    assert read("duree", TERM + text) == expected(lasts)
    assert read("duree_maximale", TERM + text) == expected(most)


PERIODS = [
    ("CONVENTION TERRITORIALE GLOBALE 2024 - 2028\n\nCommune de Verlac\n\n" + TERM + "Elle est signée.", (2024, 2028)),
    ("Convention territoriale globale\nPériode 2023-2027\n\n" + TERM + "Elle est signée.", (2023, 2027)),
    ("CTG 2025/2029\n\n" + TERM + "Elle est signée.", (2025, 2029)),
    ("Convention territoriale globale\n\n" + TERM + "Elle s'applique du 1er janvier 2022 au 31 décembre 2026.",
     (2022, 2026)),
    ("Convention territoriale globale\n\n" + TERM + "La convention couvre la période 2024-2028.", (2024, 2028)),
    ("Convention territoriale globale\n\n" + TERM + "Elle couvre les années 2024 à 2027.", (2024, 2027)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "years"), PERIODS)
def test_the_years_that_it_covers(text: str, years: tuple[int, int]) -> None:
    assert read("periode", text) == value(Period(*years))


NO_PERIOD = [
    "Convention territoriale globale\n\nVu la convention d'objectifs et de gestion 2023-2027 ;\n\n" + TERM + "Rien.",
    "Convention territoriale globale\n\n"
    + TERM
    + "Le schéma départemental des services aux familles 2022-2026 s'applique.",
    "Convention territoriale globale\n\n" + TERM + "La précédente convention portait sur 2019-2023.",
]


@pytest.mark.parametrize("text", NO_PERIOD)
def test_the_years_of_another_text_are_not_its_period(text: str) -> None:
    assert read("periode", text) == absent


def test_a_title_and_a_clause_that_disagree_on_the_years_are_both_kept() -> None:
    text = "CTG 2024-2028\n\n" + TERM + "Elle s'applique du 1er janvier 2024 au 31 décembre 2027."
    assert read("periode", text) == both(Period(2024, 2028), Period(2024, 2027))


RENEWALS = [
    ("La présente convention ne peut être reconduite que par accord explicite.", value("explicite")),
    ("La convention peut être reconduite par décision expresse des parties.", value("explicite")),
    ("Elle est renouvelable par accord exprès des signataires.", value("explicite")),
    ("À son terme, elle peut être renouvelée par la signature d'une nouvelle convention.", value("explicite")),
    ("Toute reconduction fait l'objet d'un avenant.", value("explicite")),
    (
        "Elle ne peut faire l'objet d'une reconduction tacite : un accord écrit des parties est requis.",
        value("explicite"),
    ),
    ("La convention n'est pas reconductible tacitement.", value("explicite")),
    ("Il est exclu toute tacite reconduction.", value("explicite")),
    ("Le renouvellement suppose une délibération de chaque partie.", value("explicite")),
    ("Elle est renouvelable par tacite reconduction pour une période d'un an.", value("tacite")),
    ("Elle se renouvelle tacitement, d'année en année.", value("tacite")),
    ("À défaut de dénonciation, la convention est reconduite de plein droit pour un an.", value("tacite")),
    ("Sauf avis contraire d'une partie, elle est prorogée automatiquement par périodes d'un an.", value("tacite")),
    ("Sans opposition de l'une des parties, elle se poursuit par reconduction tacite.", value("tacite")),
    ("La convention ne peut pas être reconduite.", value("aucune")),
    ("Elle n'est pas renouvelable.", value("aucune")),
    ("La convention n'est ni renouvelable ni prorogeable.", value("aucune")),
    ("Elle prend fin au terme prévu, sans possibilité de reconduction.", value("aucune")),
    ("La convention est non reconductible.", value("aucune")),
    ("Les actions reconduites d'une année sur l'autre sont évaluées.", absent),
    ("Le mandat des membres du comité est renouvelable.", absent),
    ("Les contrats enfance jeunesse ne sont pas renouvelés.", absent),
    ("Les parties préparent le renouvellement six mois avant le terme.", absent),
    ("La convention est conclue pour quatre ans.", absent),
    ("La convention est renouvelable par [à compléter : accord explicite ou tacite reconduction].", blank),
]


@pytest.mark.parametrize(("text", "wanted"), RENEWALS)
def test_whether_it_goes_on(text: str, wanted: object) -> None:
    assert read("reconduction", TERM + text) == wanted


PLANS = [
    ("Le plan d'actions est présenté au conseil municipal au plus tard le 30 juin 2025.", value("2025-06-30")),
    ("Une fois définis, et au plus tard le XX/XX/N+1, le plan d'action détaillant les moyens sera présenté.", blank),
    ("Le plan d'actions sera finalisé avant le 31 mars 2025 et annexé à la présente convention.", value("2025-03-31")),
    ("Les fiches actions seront arrêtées d'ici fin juin 2025.", value("2025-06-30")),
    ("Le plan d'action est arrêté pour le 1er octobre 2024 dernier délai.", value("2024-10-01")),
    ("Le plan d'actions est annexé à la convention dès sa signature.", value("signature")),
    ("Le plan d'actions, joint en annexe 2 à la date de signature, engage les parties.", value("signature")),
    ("La feuille de route est validée par le comité de pilotage avant le 15/09/2025.", value("2025-09-15")),
    ("Le plan d'actions est élaboré dans les six mois suivant la signature.",
     value("dans les six mois suivant la signature")),
    ("Le programme d'actions est établi au plus tard un an après la signature de la convention.",
     value("au plus tard un an après la signature")),
    ("Le plan d'actions est remis avant le __/__/2026.", blank),
    ("Le plan d'actions sera élaboré ultérieurement.", absent),
    ("Le plan d'actions est évalué chaque année avant le 31 mars.", absent),
    ("Le bilan du plan d'actions est transmis avant le 30 juin 2027.", absent),
    ("Le diagnostic partagé est arrêté avant le 30 juin 2024.", absent),
    ("| Étape | Date |\n| Plan d'actions arrêté | 30 novembre 2025 |\n| Évaluation finale | 31 mars 2028 |",
     value("2025-11-30")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PLANS)
def test_by_when_the_plan_is_due(text: str, wanted: object) -> None:
    assert read("plan_action_echeance", "ARTICLE 5 – OBJECTIFS PARTAGÉS\n\n" + text) == wanted


SEED_TERM = [
    ("periode", value(Period(2024, 2028)), "2024 - 2028"),
    ("date_effet", blank, "à compter de JJ/MM/AAAA"),
    ("date_fin", blank, "jusqu'au 31 décembre AAAA"),
    ("duree", absent, ""),
    ("duree_maximale", value("N+4"), "N+4 au maximum"),
    ("reconduction", value("explicite"), "La présente convention ne peut être reconduite que par accord explicite."),
    ("plan_action_echeance", blank, "au plus tard le XX/XX/N+1"),
]


@pytest.mark.parametrize(("parameter", "wanted", "proof"), SEED_TERM)
def test_the_seed_says_when(parameter: str, wanted: object, proof: str) -> None:
    found = read(parameter, SEED)
    assert found == wanted
    assert proof in found.quote
