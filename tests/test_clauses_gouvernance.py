"""Who meets, how often, who leads and who writes: sentences of the genre and what the registry makes of them."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, both, read, value

ARTICLE = "ARTICLE 7 – MODALITÉS DE COLLABORATION\n\n"


COPIL_FREQUENCE = [
    ("Le comité de pilotage se réunit au moins deux fois par an.", value(2)),
    ("Le Copil se réunit une fois par an au minimum.", value(1)),
    ("Le COPIL est réuni a minima une fois par semestre, à l'initiative de la Caf.", value(2)),
    ("Le suivi reposera, a minima, sur un comité de pilotage semestriel (annexe 2).", value(2)),
    ("Un comité de pilotage annuel est mis en place.", value(1)),
    ("Le comité de pilotage tient une séance chaque trimestre.", value(4)),
    ("Le comité de pilotage siège tous les quatre mois.", value(3)),
    ("Le comité de pilotage se réunit un mois sur deux.", value(6)),
    ("Le comité de pilotage se réunit trois (3) fois l'an sur convocation de son président.", value(3)),
    ("L'instance de pilotage se réunira à raison de deux séances annuelles au minimum.", value(2)),
    ("Le comité stratégique est convoqué par le président deux fois par an.", value(2)),
    ("Le comité de suivi se réunit une fois par an.", value(1)),
    ("Le comité de pilotage est composé des maires. Il se réunit 2 fois par an.", value(2)),
    ("Les parties créent un comité de pilotage.\n\nCette instance se réunit au moins trois fois par an.", value(3)),
    ("Le comité de pilotage comprend huit membres.\n\nSes réunions ont lieu chaque semestre.", value(2)),
    ("Le comité de pilotage est présidé par le maire.\n\nFréquence : semestrielle.", value(2)),
    ("Le comité de pilotage se réunit selon une périodicité trimestrielle.", value(4)),
    ("Une réunion annuelle du comité de pilotage est organisée.", value(1)),
    ("Deux réunions du comité de pilotage se tiennent chaque année.", value(2)),
    ("Le comité de pilotage se réunit une à deux fois par an.", value(1)),
    ("Le comité de pilotage se réunit au moins une fois tous les deux ans.", value(0.5)),
    ("Le comité de pilotage se réunit mensuellement.", value(12)),
    ("Le comité de pilotage est réuni tous les six mois, et autant que de besoin.", value(2)),
    ("Nous réunissons le comité de pilotage deux fois par an, en mars et en novembre.", value(2)),
    (
        "| Instance | Fréquence |\n| --- | --- |\n| Comité de pilotage | 2 fois par an |\n| Cotech | mensuelle |",
        value(2),
    ),
    ("Le Copil est l'instance de décision. Il se réunit autant que de besoin.", absent),
    ("Le comité de pilotage se réunit à la demande de l'une des parties.", absent),
    ("Le comité de pilotage examine le bilan annuel et arrête les orientations.", absent),
    ("Le comité de pilotage est destinataire d'un rapport semestriel.", absent),
    ("Le comité technique se réunit chaque mois. Il prépare les travaux du comité de pilotage.", absent),
    ("Le comité de pilotage s'appuie sur des groupes de travail qui se réunissent trois fois par an.", absent),
    ("Le comité départemental des services aux familles se réunit une fois par an.", absent),
    ("Le comité de pilotage convoque ses membres quinze jours avant la séance.", absent),
    ("Le comité de pilotage se réunit [nombre] fois par an.", blank),
    ("Le comité de pilotage se réunit XX fois par an.", blank),
    ("Le comité de pilotage se réunit ___ fois par an au minimum.", blank),
]


@pytest.mark.parametrize(("text", "expected"), COPIL_FREQUENCE)
def test_how_often_the_steering_committee_meets(text: str, expected: object) -> None:
    assert read("copil_frequence", ARTICLE + text) == expected


COTECH_FREQUENCE = [
    ("Le comité technique se réunit quatre fois par an.", value(4)),
    ("Un comité technique (Cotech) est réuni chaque trimestre.", value(4)),
    ("Le COTECH se réunit tous les deux mois.", value(6)),
    ("Le comité opérationnel se réunit chaque mois.", value(12)),
    ("Une équipe technique prépare les décisions. Elle se retrouve toutes les six semaines.", value(8)),
    ("L'équipe projet se réunit une fois par mois.", value(12)),
    ("Le groupe technique se réunit au moins deux fois par an, en amont du comité de pilotage.", value(2)),
    ("Le comité de pilotage se réunit une fois par an. Le comité technique se réunit six fois par an.", value(6)),
    ("Le comité technique, trimestriel, prépare les réunions du comité de pilotage.", value(4)),
    ("Un comité technique mensuel assure la mise en œuvre.", value(12)),
    ("Le comité technique est réuni à un rythme bimestriel.", value(6)),
    ("Le comité technique opérationnel se réunit une fois par quadrimestre.", value(3)),
    ("Les séances du comité technique sont trimestrielles.", value(4)),
    ("Comité technique\n\nFréquence : tous les trois mois.", value(4)),
    ("- le comité de pilotage, deux fois par an ;\n- le comité technique, une fois par trimestre.", value(4)),
    ("Le comité technique se réunit dix fois par an.", value(10)),
    ("Le Cotech se réunit 5 x par an.", value(5)),
    ("| Cotech | agents | tous les deux mois |\n| Copil | élus | annuel |", value(6)),
    ("Le comité technique se réunit à l'initiative du chargé de coopération.", absent),
    ("Le comité technique se réunit aussi souvent que nécessaire.", absent),
    ("Le comité de pilotage se réunit deux fois par an.", absent),
    ("Les groupes de travail thématiques se réunissent chaque trimestre.", absent),
    ("Le comité technique transmet un relevé de décisions sous quinze jours.", absent),
    ("Le comité technique rend compte chaque année au comité de pilotage.", absent),
    ("Le comité technique se réunit [à compléter] fois par an.", blank),
    ("Le comité technique se réunit X fois par an.", blank),
]


@pytest.mark.parametrize(("text", "expected"), COTECH_FREQUENCE)
def test_how_often_the_technical_committee_meets(text: str, expected: object) -> None:
    assert read("cotech_frequence", ARTICLE + text) == expected


COPIL_COMPOSITION = [
    ("Ce comité est composé, à parité, de représentants de la Caf et de la Collectivité.", absent),  # which one?
    (
        "Un comité de pilotage est créé. Ce comité est composé, à parité, de représentants des parties.",
        value("paritaire"),
    ),
    ("Le comité de pilotage est paritaire.", value("paritaire")),
    ("Il est créé un comité de pilotage paritaire Caf-commune.", value("paritaire")),
    ("Le Copil réunit en nombre égal des élus et des représentants de la Caf.", value("paritaire")),
    ("Le comité de pilotage compte autant de représentants de la Caf que de la commune.", value("paritaire")),
    ("Le comité de pilotage comprend trois représentants de chaque partie.", value("paritaire")),
    ("La composition du comité de pilotage respecte la parité entre la Caf et la ville.", value("paritaire")),
    ("Le comité de pilotage rassemble quatre membres de la Caf et quatre membres de la commune.", value("paritaire")),
    ("Le comité de pilotage est composé du maire, de deux adjoints et du directeur de la Caf.", "composé du maire"),
    ("Le comité de pilotage réunit les maires, la Caf, la MSA et le Département.", "réunit les maires"),
    ("Sont membres du comité de pilotage : le maire, la Caf et la MSA.", "Sont membres"),
    (
        "Le comité de pilotage comprend :\n\n- le maire ;\n- deux élus ;\n- le directeur de la Caf.",
        "- le directeur de la Caf",
    ),
    ("Le comité de pilotage se compose de dix membres désignés par les signataires.", "dix membres"),
    ("Siègent au comité de pilotage les élus référents et la Caf.", "Siègent"),
    ("Le Copil associe les élus, les services et les gestionnaires.", "associe"),
    ("Comité de pilotage\n\nComposition : élus de la commune, Caf, CCAS.", "élus de la commune"),
    ("| Instance | Composition |\n| --- | --- |\n| Comité de pilotage | Maire, Caf, MSA |", "Maire, Caf, MSA"),
    ("Le comité de pilotage se réunit deux fois par an.", absent),
    ("Le comité technique est composé des agents de la commune et de la Caf.", absent),
    ("Le comité de pilotage réunit ses membres deux fois par an.", absent),
    ("Le comité de pilotage valide le diagnostic et suit le plan d'actions.", absent),
    ("Des personnes ressources peuvent être invitées au comité de pilotage.", absent),
    ("Le comité de pilotage est composé de [liste des membres à compléter].", blank),
    ("Le comité de pilotage est composé de ………………………", blank),
    ("Le comité de pilotage comprend XX représentants de la Caf et XX élus.", blank),
]


@pytest.mark.parametrize(("text", "expected"), COPIL_COMPOSITION)
def test_who_sits_on_the_steering_committee(text: str, expected: object) -> None:
    result = read("copil_composition", ARTICLE + text)
    if isinstance(expected, str):
        assert result.status == "rempli"
        assert result.value != "paritaire"
        assert expected in result.quote
    else:
        assert result == expected


COPIL_ANIMATION = [
    (
        "Le comité de pilotage est animé par la collectivité en étroite collaboration avec les services de la Caf.",
        value("collectivite"),
    ),
    ("Le comité de pilotage est animé par la Caf.", value("caf")),
    ("Le comité de pilotage est coanimé par la Caf et la commune.", value("conjointe")),
    ("Le Copil est co-présidé par le maire et le directeur de la Caf.", value("conjointe")),
    ("La Caf et la communauté de communes président ensemble le comité de pilotage.", value("conjointe")),
    ("Le comité de pilotage est présidé par le maire ou son représentant.", value("collectivite")),
    ("La présidence du comité de pilotage revient au président de la communauté de communes.", value("collectivite")),
    ("Le comité de pilotage est présidé à tour de rôle par la Caf et la ville.", value("alternance")),
    ("La présidence du comité de pilotage est tournante.", value("alternance")),
    ("Le comité de pilotage est animé alternativement par la Caf et par la collectivité.", value("alternance")),
    ("L'animation du comité de pilotage est assurée conjointement par les deux parties.", value("conjointe")),
    ("L'animation du comité de pilotage est confiée au chargé de coopération de la commune.", value("collectivite")),
    ("Le directeur de la Caf préside le comité de pilotage.", value("caf")),
    ("Le comité de pilotage comprend dix membres. Il est piloté par le conseiller technique de la Caf.", value("caf")),
    ("La vice-présidente en charge de la petite enfance préside le comité de pilotage.", value("collectivite")),
    ("Comité de pilotage\n\nAnimation : Caf et commune.", value("conjointe")),
    ("Comité de pilotage\n\nPrésidence : le maire.", value("collectivite")),
    (
        "| Instance | Animation |\n| --- | --- |\n| Comité de pilotage | Ville |\n| Cotech | Caf |",
        value("collectivite"),
    ),
    ("Une année sur deux, la Caf ou la communauté d'agglomération préside le comité de pilotage.", value("alternance")),
    ("Le comité de pilotage est animé par un prestataire extérieur.", value("un prestataire extérieur")),
    ("Le comité technique est animé par la Caf. Il prépare les travaux du comité de pilotage.", absent),
    ("Le comité de pilotage anime et valide le diagnostic initial.", absent),
    ("Le comité de pilotage se réunit deux fois par an.", absent),
    ("La Caf participe au comité de pilotage.", absent),
    ("La chargée de coopération anime la démarche et rend compte au comité de pilotage.", absent),
    ("Le comité de pilotage est animé par [à compléter].", blank),
    ("Le comité de pilotage est présidé par M. ………………", blank),
]


@pytest.mark.parametrize(("text", "expected"), COPIL_ANIMATION)
def test_who_leads_the_steering_committee(text: str, expected: object) -> None:
    assert read("copil_animation", ARTICLE + text) == expected


COPIL_SECRETARIAT = [
    (
        "Le comité de pilotage se réunit deux fois par an. Le secrétariat permanent est assuré par la Collectivité, "
        "avec l'appui de la Caf.",
        value("collectivite"),
    ),
    ("La Caf assure le secrétariat du comité de pilotage.", value("caf")),
    ("Le secrétariat du comité de pilotage incombe à la commune.", value("collectivite")),
    ("Le secrétariat du comité de pilotage est confié à la Caf.", value("caf")),
    ("Le secrétariat du comité de pilotage est tenu par les services de la ville.", value("collectivite")),
    ("Le secrétariat du Copil est assuré alternativement par la Caf et la commune.", value("alternance")),
    ("Le secrétariat du comité de pilotage est assuré conjointement par la Caf et la commune.", value("conjointe")),
    ("Le secrétariat du comité de pilotage est tournant.", value("alternance")),
    ("La Caf et la commune tiennent à tour de rôle le secrétariat du comité de pilotage.", value("alternance")),
    ("La communauté de communes tient le secrétariat du comité de pilotage.", value("collectivite")),
    ("Le comité de pilotage est présidé par le maire, la Caf en assurant le secrétariat.", value("caf")),
    ("Le comité de pilotage est animé par la Caf, qui en assure le secrétariat.", value("caf")),
    (
        "La Caf prépare les réunions du comité de pilotage, envoie les convocations et rédige les comptes rendus.",
        value("caf"),
    ),
    ("Comité de pilotage\n\nSecrétariat : Caf.", value("caf")),
    ("| Instance | Secrétariat |\n| --- | --- |\n| Comité de pilotage | Caf |\n| Cotech | Ville |", value("caf")),
    ("Le secrétariat du comité de pilotage est assuré par le chargé de coopération CTG.", value("collectivite")),
    ("Le secrétariat du comité de pilotage revient à la direction de l'enfance de la ville.", value("collectivite")),
    ("La métropole assume la charge du secrétariat du comité de pilotage.", value("collectivite")),
    ("Les services de la Caf sont chargés du secrétariat du comité de pilotage.", value("caf")),
    ("Le secrétariat du comité de pilotage est partagé entre la Caf et la commune.", value("conjointe")),
    ("Le secrétariat du comité technique est assuré par la Caf. Il rend compte au comité de pilotage.", absent),
    ("Le comité de pilotage se réunit deux fois par an.", absent),
    ("La Caf assure le secrétariat du comité départemental des services aux familles.", absent),
    ("La secrétaire de mairie participe au comité de pilotage.", absent),
    ("Le secrétariat du comité de pilotage est assuré par [à compléter].", blank),
    ("Le secrétariat du comité de pilotage est assuré par ………………", blank),
]


@pytest.mark.parametrize(("text", "expected"), COPIL_SECRETARIAT)
def test_who_writes_for_the_steering_committee(text: str, expected: object) -> None:
    assert read("copil_secretariat", ARTICLE + text) == expected


def test_a_table_of_an_annexe_contradicts_the_article() -> None:
    text = (
        "ARTICLE 8 – GOUVERNANCE\n\nLe secrétariat du comité de pilotage est assuré par la Caf.\n\n"
        "ARTICLE 9 – DURÉE\n\nLa convention dure quatre ans.\n\n"
        "ANNEXE 2 – INSTANCES\n\n"
        "| Instance | Fréquence | Secrétariat |\n| --- | --- | --- |\n"
        "| Comité de pilotage | semestrielle | Communauté de communes |\n| Comité technique | mensuelle | Caf |\n"
    )
    assert read("copil_secretariat", text) == both("caf", "collectivite")


def test_two_committees_of_one_article_are_kept_apart() -> None:
    text = ARTICLE + (
        "Le comité de pilotage se réunit au moins une fois par an. Il est présidé par le maire.\n\n"
        "Le comité technique se réunit chaque trimestre. Il est animé par la Caf, qui en assure le secrétariat."
    )
    assert read("copil_frequence", text) == value(1)
    assert read("cotech_frequence", text) == value(4)
    assert read("copil_animation", text) == value("collectivite")
    assert read("copil_secretariat", text) == absent


def test_a_run_in_title_says_which_committee_it_is() -> None:
    text = (
        ARTICLE + "Comité de pilotage. Il se réunit chaque semestre.\n\nComité technique. Il se réunit chaque mois.\n"
    )
    assert read("copil_frequence", text) == value(2)
    assert read("cotech_frequence", text) == value(12)
