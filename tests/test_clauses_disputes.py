"""What ends a convention at once, what its end brings, who settles a dispute, what stays secret, how it is changed.

A text value is proven by its quote: each row gives the words that the quote must hold.
"""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, read, value
from conventions import SEED

FORMAL = "ARTICLE 12 – DISPOSITIONS FINALES\n\n"
Row = tuple[str, str, str | None]  # parameter, text, what the quote holds

TEXTS: list[Row] = [
    ("resiliation_sans_mise_en_demeure",
     "La convention sera résiliée de plein droit, sans qu'il soit besoin de procéder à une mise en demeure, en cas de "
     "modification d'un de ses termes sans avenant.", "en cas de modification d'un de ses termes sans avenant"),
    ("resiliation_sans_mise_en_demeure",
     "La résiliation intervient sans mise en demeure préalable lorsque la collectivité perd la compétence.",
     "lorsque la collectivité perd la compétence"),
    ("resiliation_sans_mise_en_demeure",
     "La convention prend fin de plein droit et sans formalité en cas de dissolution de la communauté de communes.",
     "en cas de dissolution"),
    ("resiliation_sans_mise_en_demeure",
     "Aucune mise en demeure n'est requise en cas de fraude avérée : la convention est alors résiliée immédiatement.",
     "fraude avérée"),
    ("resiliation_sans_mise_en_demeure",
     "La résiliation est immédiate, sans préavis ni indemnité, si l'une des parties cesse son activité.",
     "cesse son activité"),
    ("resiliation_sans_mise_en_demeure",
     "Tout changement apporté à la convention sans avenant signé y met fin aussitôt, sans courrier préalable.",
     "sans avenant signé"),
    ("resiliation_sans_mise_en_demeure",
     "La convention est résiliée un mois après une mise en demeure restée sans effet.", None),
    ("resiliation_sans_mise_en_demeure", "La convention peut être dénoncée avec un préavis de six mois.", None),
    ("resiliation_effets",
     "La résiliation de la présente convention entraînera l'arrêt immédiat des engagements des parties.",
     "l'arrêt immédiat des engagements"),
    ("resiliation_effets",
     "En cas de résiliation, les actions engagées sont menées à leur terme.", "les actions engagées"),
    ("resiliation_effets", "La fin anticipée de la convention n'ouvre droit à aucune indemnité.", "aucune indemnité"),
    ("resiliation_effets",
     "Le retrait d'un signataire est sans effet sur les engagements des autres.", "engagements des autres"),
    ("resiliation_effets",
     "La résiliation met un terme aux engagements réciproques des parties.", "engagements réciproques"),
    ("resiliation_effets", "La convention est résiliée un mois après une mise en demeure restée sans effet.", None),
    ("juridiction",
     "Tout litige résultant de l'exécution de la présente convention est du ressort du Tribunal administratif dont "
     "relève la Caf.", "Tribunal administratif dont relève la Caf"),
    ("juridiction", "Les litiges sont portés devant le tribunal administratif de Lille.", "administratif de Lille"),
    ("juridiction", "À défaut d'accord, le juge administratif est seul compétent.", "juge administratif"),
    ("juridiction",
     "Les contestations relèvent de la juridiction administrative territorialement compétente.",
     "juridiction administrative"),
    ("juridiction", "En cas de désaccord, le TA de Nantes peut être saisi.", "TA de Nantes"),
    ("juridiction", "Le tribunal judiciaire de Rodez connaît des différends.", "tribunal judiciaire de Rodez"),
    ("juridiction", "Les parties règlent leurs différends à l'amiable.", None),
    ("juridiction", "Une décision du juge devenue définitive rend la clause non écrite.", None),
    ("avenant", "Toute modification de la convention fait l'objet d'un avenant signé des parties.", "avenant signé"),
    ("avenant", "La convention peut être modifiée à tout moment par voie d'avenant.", "par voie d'avenant"),
    ("avenant", "Les parties peuvent compléter la présente convention par un acte modificatif écrit.",
     "acte modificatif écrit"),
    ("avenant", "Aucune modification n'est valable sans l'accord écrit de tous les signataires.", "accord écrit"),
    ("avenant", "Ce que nous voulons changer, nous l'écrivons dans un avenant.", "dans un avenant"),
    ("avenant", "L'adhésion d'une nouvelle commune donne lieu à un avenant.", "donne lieu à un avenant"),
    ("avenant", "Vu l'avenant n° 1 à la convention d'objectifs et de gestion ;", None),
    ("avenant", "Le comité de pilotage se réunit deux fois par an.", None),
]  # fmt: skip


@pytest.mark.parametrize(("parameter", "text", "quoted"), TEXTS)
def test_a_clause_is_quoted_in_its_own_words(parameter: str, text: str, quoted: str | None) -> None:
    found = read(parameter, FORMAL + text)
    if quoted is None:
        assert found == absent
    else:
        assert found.status == "rempli"
        assert quoted in found.quote


AMIABLE = [
    ("Les parties recherchent une solution amiable dans un délai de deux mois avant de saisir le juge.", value("P2M")),
    ("Tout litige donne lieu à une tentative de conciliation, d'une durée de quarante jours au plus.", value("P40D")),
    ("À défaut d'accord amiable dans les 30 jours, le tribunal administratif est saisi.", value("P30D")),
    ("En cas de différend, les parties se rencontrent sous un mois pour le régler à l'amiable.", value("P1M")),
    ("Les parties s'efforcent de régler leurs différends à l'amiable.", value(True)),
    ("Une médiation préalable est organisée avant tout recours contentieux.", value(True)),
    ("Avant d'aller devant un juge, nous cherchons ensemble une solution.", value(True)),
    ("Les parties conviennent de se concerter avant toute action contentieuse.", value(True)),
    ("Le désaccord est porté devant une commission de conciliation, qui statue dans les deux mois.", value("P2M")),
    ("Tout litige donne lieu à une conciliation dans un délai de [nombre] jours.", blank),
    ("Tout litige est du ressort du tribunal administratif de Lille.", absent),
    ("Les parties se concertent sur les priorités du territoire.", absent),
    ("La médiation familiale est financée par la Caf.", absent),
    ("Aider les familles à concilier vie familiale et vie professionnelle.", absent),
]


@pytest.mark.parametrize(("text", "wanted"), AMIABLE)
def test_an_amicable_settlement_and_its_delay(text: str, wanted: object) -> None:
    assert read("reglement_amiable", FORMAL + text) == wanted


SECRETS = [
    ("Les parties sont tenues à l'obligation de confidentialité durant l'exécution de la présente convention et après "
     "son expiration.", value(True)),
    ("Le secret professionnel s'impose aux agents, y compris au-delà du terme de la convention.", value(True)),
    ("Cette obligation de discrétion survit à la fin de la convention.", value(True)),
    ("La confidentialité des informations est garantie pendant cinq ans après la fin de la convention.", value(True)),
    ("Nous gardons confidentiel ce que nous apprenons, même quand la convention est terminée.", value(True)),
    ("L'obligation de confidentialité cesse au terme de la convention.", value(False)),
    ("L'obligation de discrétion ne s'applique que pendant la durée de la convention.", value(False)),
    ("Les parties sont tenues au secret professionnel.", absent),
    ("Un bilan est réalisé après l'expiration de la convention.", absent),
    ("Les données sont traitées de manière confidentielle.", absent),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SECRETS)
def test_whether_secrecy_outlives_the_convention(text: str, wanted: object) -> None:
    assert read("confidentialite_apres_terme", FORMAL + text) == wanted


SEED_TEXTS: list[tuple[str, object, str]] = [
    ("resiliation_sans_mise_en_demeure", None, "en cas de modification d'un des termes de la présente convention"),
    ("resiliation_effets", None, "La résiliation de la présente convention entraînera l'arrêt immédiat"),
    ("juridiction", None, "du ressort du Tribunal administratif dont relève la Caf"),
    ("confidentialite_apres_terme", True, "et après son expiration"),
]


@pytest.mark.parametrize(("parameter", "wanted", "proof"), SEED_TEXTS)
def test_the_seed_says_what_its_end_brings(parameter: str, wanted: object, proof: str) -> None:
    found = read(parameter, SEED)
    assert found.status == "rempli"
    assert proof in found.quote
    assert wanted is None or found.value is wanted


@pytest.mark.parametrize("parameter", ["reglement_amiable", "avenant"])
def test_what_the_seed_is_silent_about_is_absent(parameter: str) -> None:
    """Its art. 13 speaks of a change « sans la signature d'un avenant »: that is a penalty, no way to change it."""
    assert read(parameter, SEED) == absent


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        ("juridiction", "Le tribunal pour enfants oriente des familles vers le lieu d'accueil."),
        ("reglement_amiable", "La médiation de quartier apaise les conflits de voisinage."),
        ("reglement_amiable", "Un point d'écoute propose une conciliation aux couples en désaccord."),
        ("avenant", "Les modes de garde évoluent ; un avenant au contrat d'accueil est proposé aux parents."),
    ],
)
def test_words_of_family_life_settle_no_dispute(parameter: str, text: str) -> None:
    assert read(parameter, "ARTICLE 4 – CHAMPS D'INTERVENTION\n\n" + text) == absent
