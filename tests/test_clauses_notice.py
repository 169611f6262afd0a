"""How a partner leaves, and how one at fault is warned: delays, forms, starting points, in other people's words."""

from __future__ import annotations

import pytest
from clause_reading import absent, blank, both, read, value
from conventions import SEED

from ctgbot.model import ClauseStatus

END = "ARTICLE 12 – LA FIN DE LA CONVENTION\n\n"

# text, delay, form, starting point; None for a clause that is not there, « ? » for one to fill in
NOTICES: list[tuple[str, str | None, str | None, str | None]] = [
    (
        "La présente convention peut être dénoncée par l'une ou l'autre des parties moyennant un délai de prévenance "
        "de 6 mois.",
        "P6M", "non_precisee", "non_precise",
    ),
    (
        "Chaque partie peut dénoncer la convention, sous réserve d'un préavis de trois mois notifié par lettre "
        "recommandée avec accusé de réception.",
        "P3M", "lrar", "non_precise",
    ),
    (
        "La convention pourra être résiliée à tout moment par l'une des parties, avec un préavis de six (6) mois "
        "courant à compter de la réception de la lettre recommandée.",
        "P6M", "lrar", "reception",
    ),
    (
        "Chacun des signataires peut se retirer de la convention en prévenant les autres par écrit quatre mois à "
        "l'avance.",
        "P4M", "ecrit", "non_precise",
    ),
    (
        "L'une ou l'autre des parties peut y mettre fin par courrier recommandé, au moins 90 jours avant la date "
        "d'échéance annuelle.",
        "P90D", "lrar", "echeance",
    ),
    (
        "Toute partie souhaitant quitter la convention en informe les autres par courrier simple un semestre avant "
        "le 31 décembre.",
        "P6M", "ecrit", "echeance",
    ),
    (
        "La dénonciation est adressée par lettre recommandée avec avis de réception. Le préavis est de trois mois à "
        "compter de l'envoi de cette lettre.",
        "P3M", "lrar", "envoi",
    ),
    (
        "Nous pouvons chacun sortir de cette convention. Il suffit de l'écrire à l'autre deux mois avant la date "
        "souhaitée.",
        "P2M", "ecrit", "echeance",
    ),
    (
        "La convention peut être dénoncée avant son terme par délibération de l'une des parties, sous réserve d'un "
        "préavis de douze mois.",
        "P12M", "non_precisee", "non_precise",
    ),
    (
        "Le signataire qui entend se désengager notifie sa décision par LRAR. Un délai de préavis de quatre (4) mois "
        "court à compter de la première présentation de cette lettre.",
        "P4M", "lrar", "reception",
    ),
    (
        "La présente convention est résiliable par chacune des parties, sans motif, moyennant un préavis d'un an.",
        "P1Y", "non_precisee", "non_precise",
    ),
    (
        "Les parties se réservent la faculté de mettre un terme à la convention avant son échéance, sous réserve "
        "d'observer un préavis de cinq mois, signifié par lettre recommandée ; le cachet de la poste fait foi.",
        "P5M", "lrar", "envoi",
    ),
    (
        "Chaque partenaire peut renoncer à la présente convention : il avertit les autres par lettre au moins six "
        "mois avant l'expiration de chaque année civile.",
        "P6M", "ecrit", "echeance",
    ),
    (
        "La commune ou la Caf peut décider unilatéralement de rompre la convention. Elle en avise l'autre partie par "
        "lettre recommandée avec demande d'avis de réception et respecte un délai de prévenance de 3 mois.",
        "P3M", "lrar", "non_precise",
    ),
    (
        "Hors cas de faute, la convention peut être résiliée par la Caf ou par la communauté de communes au 31 "
        "décembre de chaque année, la décision étant notifiée avant le 30 juin.",
        "P6M", "non_precisee", "echeance",
    ),
    (
        "La convention prend fin de manière anticipée si l'une des parties la dénonce ; cette dénonciation prend effet "
        "trois mois après réception du courrier recommandé qui la notifie.",
        "P3M", "lrar", "reception",
    ),
    (
        "La faculté de dénonciation est ouverte à tout signataire, par écrit.",
        None, "ecrit", "non_precise",
    ),
    (
        "La convention peut être dénoncée par l'une des parties à tout moment.",
        None, "non_precisee", "non_precise",
    ),
    (
        "La convention peut être dénoncée moyennant un préavis de [nombre] mois.",
        "?", "non_precisee", "non_precise",
    ),
    (
        "Chaque partie peut dénoncer la convention par lettre recommandée en respectant un préavis de XX mois.",
        "?", "lrar", "non_precise",
    ),
    ("Les parties peuvent, d'un commun accord, mettre fin à la convention à tout moment.", None, None, None),
    (
        "En cas de manquement, la convention est résiliée un mois après mise en demeure par lettre recommandée.",
        None, None, None,
    ),
    ("La convention ne peut être dénoncée avant son terme.", None, None, None),
    ("Le contrat enfance jeunesse peut être dénoncé avec un préavis de trois mois.", None, None, None),
    ("Les membres du comité de pilotage sont convoqués quinze jours avant la réunion.", None, None, None),
    ("Les parties se rapprochent dans un délai de deux mois avant toute saisine du juge.", None, None, None),
    ("La collectivité recrute un chargé de coopération dans les six mois suivant la signature.", None, None, None),
    (
        "La dénonciation de la convention, ouverte à chaque partie, obéit aux règles suivantes :\n"
        "- forme : lettre recommandée avec accusé de réception ;\n- délai : six mois ;\n- point de départ : date de "
        "réception.",
        "P6M", "lrar", "reception",
    ),
    (
        "| Cas | Délai | Forme |\n| --- | --- | --- |\n| Dénonciation par une partie | 6 mois | Lettre recommandée |\n"
        "| Mise en demeure restée sans effet | 1 mois | Lettre recommandée |",
        "P6M", "lrar", "non_precise",
    ),
    (
        "Un signataire peut se retirer. Son retrait est notifié à la Caf au plus tard six mois avant la fin de "
        "l'exercice.",
        "P6M", "non_precisee", "echeance",
    ),
    (
        "La convention pourra être dénoncée par lettre recommandée avec accusé de réception moyennant un préavis de "
        "trois mois, à compter de la date d'envoi de ladite lettre, le cachet de la poste faisant foi.",
        "P3M", "lrar", "envoi",
    ),
    (
        "Les signataires s'engagent pour la durée de la convention. Toutefois, chacun d'eux peut reprendre sa liberté "
        "à condition d'en aviser les autres, par courrier, avec un préavis de huit mois.",
        "P8M", "ecrit", "non_precise",
    ),
]  # fmt: skip


def expected(text: str | None) -> object:
    return absent if text is None else blank if text == "?" else value(text)


@pytest.mark.parametrize(("text", "delay", "form", "start"), NOTICES)
def test_how_a_partner_leaves(text: str, delay: str | None, form: str | None, start: str | None) -> None:
    assert read("denonciation_preavis", END + text) == expected(delay)
    assert read("denonciation_forme", END + text) == expected(form)
    assert read("denonciation_point_de_depart", END + text) == expected(start)


WARNINGS: list[tuple[str, str | None, str | None, str | None]] = [
    (
        "En cas de non-respect par l'une des parties de ses obligations, la convention pourra être résiliée de plein "
        "droit à l'expiration d'un délai d'un mois suivant l'envoi d'une lettre recommandée avec avis de réception "
        "valant mise en demeure de se conformer et restée infructueuse.",
        "P1M", "lrar", "envoi",
    ),
    (
        "Après une mise en demeure adressée par lettre recommandée avec accusé de réception et restée sans effet "
        "pendant trente jours, la partie lésée peut résilier la convention.",
        "P30D", "lrar", "non_precise",
    ),
    (
        "Si l'un des partenaires ne tient pas ses engagements, l'autre lui écrit. Sans réponse dans les deux mois qui "
        "suivent la réception de ce courrier, la convention prend fin.",
        "P2M", "ecrit", "reception",
    ),
    (
        "Tout manquement grave entraîne la résiliation, quinze (15) jours après mise en demeure restée infructueuse.",
        "P15D", "non_precisee", "non_precise",
    ),
    (
        "Faute pour la partie défaillante de régulariser sa situation dans les 45 jours de la réception de la mise en "
        "demeure, notifiée par LRAR, la convention est résiliée.",
        "P45D", "lrar", "reception",
    ),
    (
        "En cas d'inexécution, la partie concernée est invitée par lettre recommandée à se conformer à ses engagements "
        "sous trois mois à compter de l'envoi. Passé ce délai, l'autre partie peut résilier.",
        "P3M", "lrar", "envoi",
    ),
    (
        "Le signataire qui méconnaît ses obligations est mis en demeure par écrit d'y remédier. Il dispose d'un délai "
        "de six semaines. À défaut, la convention est résiliée à son égard.",
        "P6W", "ecrit", "non_precise",
    ),
    (
        "La résiliation pour faute ne peut intervenir qu'à l'issue d'un délai de 2 mois à compter de la notification "
        "d'une mise en demeure par courrier recommandé.",
        "P2M", "lrar", "reception",
    ),
    (
        "En cas de violation de la convention, la Caf adresse une sommation de s'exécuter ; la résiliation est acquise "
        "de plein droit un mois après la première présentation de cette lettre recommandée.",
        "P1M", "lrar", "reception",
    ),
    (
        "Lorsqu'une partie n'exécute pas ses obligations, elle reçoit une mise en demeure en lettre recommandée avec "
        "demande d'avis de réception. Elle a vingt jours francs, à dater de la première présentation du pli, pour "
        "s'y conformer.",
        "P20D", "lrar", "reception",
    ),
    ("En cas de faute, la convention est résiliée après mise en demeure restée sans effet.", None, "non_precisee",
     "non_precise"),
    (
        "En cas de manquement, la convention est résiliée à l'expiration d'un délai de XX jours suivant une mise en "
        "demeure par lettre recommandée.",
        "?", "lrar", "non_precise",
    ),
    (
        "La convention est résiliée sans mise en demeure en cas de modification de ses termes sans avenant.",
        None, None, None,
    ),
    ("La convention peut être dénoncée avec un préavis de six mois par lettre recommandée.", None, None, None),
    ("Les litiges sont d'abord soumis à une conciliation de deux mois.", None, None, None),
    (
        "| Cas | Délai | Forme |\n| --- | --- | --- |\n| Dénonciation par une partie | 6 mois | Lettre simple |\n"
        "| Mise en demeure restée sans effet | 1 mois | Lettre recommandée |",
        "P1M", "lrar", "non_precise",
    ),
    (
        "Résiliation pour faute. Si une partie manque à ses obligations, l'autre peut résilier la convention. Cette "
        "résiliation est précédée d'une mise en demeure.\n\nLa mise en demeure prend la forme d'une lettre recommandée "
        "avec accusé de réception ; elle laisse à son destinataire un délai d'un mois pour s'exécuter.",
        "P1M", "lrar", "non_precise",
    ),
    (
        "À défaut pour l'une des parties de respecter l'un de ses engagements et un mois après l'envoi d'un courrier "
        "recommandé resté sans réponse, l'autre partie peut mettre fin à la convention.",
        "P1M", "lrar", "envoi",
    ),
    (
        "En cas de défaillance d'un signataire, un rappel écrit lui est adressé. Si, soixante jours après la date de "
        "réception de ce rappel, la situation n'est pas régularisée, la convention est résiliée.",
        "P60D", "ecrit", "reception",
    ),
    (
        "Le non-respect de la charte de la laïcité entraîne la résiliation, après une mise en demeure d'un mois restée "
        "infructueuse.",
        "P1M", "non_precisee", "non_precise",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "delay", "form", "start"), WARNINGS)
def test_how_a_partner_at_fault_is_warned(text: str, delay: str | None, form: str | None, start: str | None) -> None:
    assert read("mise_en_demeure_delai", END + text) == expected(delay)
    assert read("mise_en_demeure_forme", END + text) == expected(form)
    assert read("mise_en_demeure_point_de_depart", END + text) == expected(start)


def test_two_notices_that_disagree_are_both_kept() -> None:
    text = (
        "La convention peut être dénoncée par chaque partie avec un préavis de trois mois.\n\n"
        "ANNEXE 1 – RÈGLES COMMUNES\n\nLe préavis de dénonciation est fixé à six mois."
    )
    assert read("denonciation_preavis", END + text) == both("P3M", "P6M")


def test_form_and_delay_in_two_articles_are_put_together() -> None:
    text = (
        "Chaque partie peut dénoncer la convention moyennant un préavis de six mois.\n\n"
        "ARTICLE 13 – NOTIFICATIONS\n\nToute notification prévue par la présente convention, dénonciation comprise, "
        "est faite par lettre recommandée avec accusé de réception."
    )
    assert read("denonciation_preavis", END + text) == value("P6M")
    assert read("denonciation_forme", END + text) == value("lrar")


def test_a_title_that_its_clause_belies_does_not_decide() -> None:
    text = END + (
        "▪ **Résiliation par consentement mutuel**\n\nLa présente convention peut être dénoncée par l'une ou l'autre "
        "des parties moyennant un délai de prévenance de 6 mois."
    )
    assert read("denonciation_preavis", text) == value("P6M")


def test_an_example_to_replace_is_a_blank() -> None:
    text = END + "Exemple :\n\nChaque partie peut dénoncer la convention moyennant un préavis de six mois."
    assert read("denonciation_preavis", text) == blank


SEED_CLAUSES: list[tuple[str, ClauseStatus, object, str]] = [
    ("denonciation_preavis", "rempli", "P6M", "moyennant un délai de prévenance de 6 mois"),
    ("denonciation_forme", "rempli", "non_precisee", "La présente convention peut être dénoncée"),
    ("denonciation_point_de_depart", "rempli", "non_precise", "La présente convention peut être dénoncée"),
    ("mise_en_demeure_delai", "rempli", "P1M", "à l'expiration d'un délai d'un mois suivant l'envoi"),
    ("mise_en_demeure_forme", "rempli", "lrar", "lettre recommandée avec avis de réception valant mise en demeure"),
    ("mise_en_demeure_point_de_depart", "rempli", "envoi", "suivant l'envoi d'une lettre recommandée"),
]


@pytest.mark.parametrize(("parameter", "status", "wanted", "proof"), SEED_CLAUSES)
def test_the_seed_says_how_it_ends(parameter: str, status: ClauseStatus, wanted: object, proof: str) -> None:
    found = read(parameter, SEED)
    assert (found.status, found.value) == (status, wanted)
    assert proof in found.quote


FAMILY_LIFE = [
    "Accompagner les personnes en rupture de droits, à la suite d'une séparation.",
    "Les jeunes qui quittent le système scolaire sont reçus dans les deux mois.",
    "Un parent peut mettre fin à l'accueil de son enfant en prévenant la crèche un mois à l'avance.",
    "Le retrait d'un agrément est notifié à l'assistante maternelle par lettre recommandée.",
    "La structure qui cesse son activité en informe les familles par courrier trois mois avant la fermeture.",
    "Les violences intrafamiliales donnent lieu à un signalement immédiat par écrit.",
    "En cas d'infraction au code de la route, le minibus est immobilisé.",
]


@pytest.mark.parametrize("text", FAMILY_LIFE)
def test_words_of_family_life_end_no_convention(text: str) -> None:
    for parameter in ("denonciation_preavis", "denonciation_forme", "mise_en_demeure_delai", "mise_en_demeure_forme"):
        assert read(parameter, "ARTICLE 4 – CHAMPS D'INTERVENTION\n\n" + text) == absent
