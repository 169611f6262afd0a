"""Schémas and plans d'actions: axes, orientations, objectifs, fiches and their rubrics, with their trail."""

from __future__ import annotations

import pytest
from conventions import CARD

from ctgbot.text.passages import cut_passages
from ctgbot.text.references import reference_of
from ctgbot.text.structure import find_sections

PROSE = "Les signataires font ensemble ce qui est dit à cet endroit du schéma, et le suivent chaque année avec soin."
LONG = (
    PROSE
    + " Ils le disent à toutes les familles, et rendent compte de ce qui a été fait comme de ce qui ne l'a pas été."
)
COVER = "Schéma départemental des services aux familles\nDépartement de la Vaurelle\n\n"


def references(text: str) -> list[str]:
    """Where an agent would say that each section stands, the cover aside."""
    return [reference_of(section) for section in find_sections(COVER + text)][1:]


def under(*headings: str) -> str:
    return "\n\n".join(f"{heading}\n\n{LONG}" for heading in headings) + "\n\n"


SHAPES = [  # an axe and its fiche, reference of the fiche
    ("Axe 2 – Parents", "Fiche 2.1 – Les Laep", "axe 2 › fiche 2.1"),
    ("AXE II : LES PARENTS", "FICHE ACTION 2.1", "axe II › fiche 2.1"),
    ("AXE N° 2. LES PARENTS", "Fiche-action n° 2.1 : Les Laep", "axe 2 › fiche 2.1"),
    ("Orientation stratégique n° 2 : Parents", "Objectif opérationnel 2.1 – Ouvrir", "orientation 2 › objectif 2.1"),
    ("Ambition 2 : Les parents", "Action 2.1. Ouvrir des Laep", "ambition 2 › action 2.1"),
    ("Axe B – Parents", "Fiche B.1 – Les Laep", "axe B › fiche B.1"),
    ("Axe 2 – Parents", "Fiche action : Ouvrir des Laep", "axe 2 › Fiche action : Ouvrir des Laep"),
    ("## Axe 2 – Parents", "### Fiche 2.1 – Les Laep", "axe 2 › fiche 2.1"),
    ("**Axe 2 – Parents**", "**Fiche 2.1 – Les Laep**", "axe 2 › fiche 2.1"),
]


@pytest.mark.parametrize(("axe", "fiche", "reference"), SHAPES)
def test_a_fiche_stands_under_its_axe_in_any_usual_shape(axe: str, fiche: str, reference: str) -> None:
    assert references(under(axe, fiche))[-1] == reference


NO_PARTS = [
    "Axe 2 de la convention",
    "Fiches 2.1 et 2.2",
    "L'axe 2 : les parents",
    "Objectif 100 % bio",
    "Action sociale",
    "Axe 2 : la commune ouvre un lieu.",
    "Mesure de la qualité",
    "Fiche de poste",
    "- Axe 2 : Parents",
]


@pytest.mark.parametrize("line", NO_PARTS)
def test_a_line_that_only_begins_like_one_is_no_part(line: str) -> None:
    assert references(under("Axe 1 – Accueil", line)) == ["axe 1"]


def test_a_fiche_belongs_to_its_axe_wherever_it_stands() -> None:
    text = under("Axe 1 – Accueil", "Axe 2 – Parents", "Fiche 1.1 – Places", "Fiche 2.1 – Laep")
    assert references(text) == ["axe 1", "axe 2", "axe 1 › fiche 1.1", "axe 2 › fiche 2.1"]


def test_fiches_counted_through_stand_under_the_axe_that_is_open() -> None:
    text = under("Axe 1 – Accueil", "Fiche 1 – Places", "Fiche 2 – Relais", "Axe 2 – Parents", "Fiche 3 – Laep")
    assert references(text) == ["axe 1", "axe 1 › fiche 1", "axe 1 › fiche 2", "axe 2", "axe 2 › fiche 3"]


def test_fiches_behind_all_the_axes_have_no_axe() -> None:
    text = under("Axe 1 – Accueil", "Axe 2 – Parents", "Fiche 1 – Places", "Fiche 2 – Laep")
    assert references(text) == ["axe 1", "axe 2", "fiche 1", "fiche 2"]


def test_orientations_may_hold_axes() -> None:
    text = under(
        "Orientation 1 – Enfance", "Axe 1 – Places", "Axe 2 – Relais", "Orientation 2 – Jeunes", "Axe 1 – Lieux"
    )
    assert references(text) == [
        "orientation 1", "orientation 1 › axe 1", "orientation 1 › axe 2", "orientation 2", "orientation 2 › axe 1",
    ]  # fmt: skip


def test_a_chapter_ends_the_axes_and_has_its_own_paragraphs() -> None:
    text = under("1. Diagnostic", "1.1 Le nord", "2. Axes et fiches", "Axe 1 – Accueil", "Fiche 1.1 – Places",
                 "3. Gouvernance", "3.1 Le comité", "4. Évaluation", "5. Révision", "Annexe 1 – Glossaire")  # fmt: skip
    assert references(text) == [
        "1. Diagnostic", "1. Diagnostic › 1.1 Le nord", "2. Axes et fiches", "axe 1", "axe 1 › fiche 1.1",
        "3. Gouvernance", "3. Gouvernance › 3.1 Le comité", "4. Évaluation", "5. Révision", "annexe 1",
    ]  # fmt: skip


def test_no_article_is_invented_in_a_schema() -> None:
    sections = find_sections(COVER + under("1. Objet", "2. Durée", "3. Axes", "4. Gouvernance", "5. Évaluation"))
    assert {(section.kind, section.number) for section in sections} == {("titre", None), ("partie", None)}


OVERVIEW = "Axe 1 – Accueil\nFiche 1.1 – Places\nFiche 1.2 – Relais\nAxe 2 – Parents\nFiche 2.1 – Laep\n\n"
PLAN = under("Axe 1 – Accueil", "Fiche 1.1 – Places", "Fiche 1.2 – Relais", "Axe 2 – Parents", "Fiche 2.1 – Laep")
PARTS = ["axe 1", "axe 1 › fiche 1.1", "axe 1 › fiche 1.2", "axe 2", "axe 2 › fiche 2.1"]


@pytest.mark.parametrize("below", ["", "Le détail suit.\n\n", LONG + "\n\n"])
@pytest.mark.parametrize("overview", [OVERVIEW, OVERVIEW.replace("\n", "\n\n"), OVERVIEW.replace("Fiche ", "")])
def test_an_overview_is_not_the_plan(overview: str, below: str) -> None:
    assert references("1. Vue synoptique\n\n" + overview + below + "2. Déclinaison en fiches\n\n" + PLAN) == [
        "1. Vue synoptique", "2. Déclinaison en fiches", *PARTS,
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["SOMMAIRE\n", ""])
def test_the_entries_of_a_contents_page_are_no_parts(title: str) -> None:
    entries = "\n".join(f"{line} ........ {n}" for n, line in enumerate(filter(None, OVERVIEW.split("\n")), 3))
    found = find_sections(COVER + title + entries + "\n\n" + PLAN)
    assert [reference_of(section) for section in found if section.kind == "partie"] == PARTS


RUBRICS = [
    "Constat\nTrop peu de places.\nPilote\nLa Caf.\nIndicateurs de suivi\nPlaces créées.\n",
    "Constat : trop peu de places.\nPilote : la Caf.\nIndicateurs de suivi : places créées.\n",
    "Constat :\n\nTrop peu de places.\n\nPilote :\n\nLa Caf.\n\nIndicateurs de suivi :\n\nPlaces créées.\n",
    "**Constat**\n\nTrop peu de places.\n\n**Pilote**\n\nLa Caf.\n\n**Indicateurs de suivi**\n\nPlaces créées.\n",
    "Constat\tTrop peu de places.\nPilote\tLa Caf.\nIndicateurs de suivi\tPlaces créées.\n",
    "CONSTAT\nTrop peu de places.\nPILOTE\nLa Caf.\nINDICATEURS DE SUIVI\nPlaces créées.\n",
    "Rubrique\tContenu\nConstat\tTrop peu de places.\nPilote\tLa Caf.\nIndicateurs de suivi\tPlaces créées.\n",
]


@pytest.mark.parametrize("rubrics", RUBRICS)
def test_the_rubrics_of_a_fiche_are_its_parts(rubrics: str) -> None:
    text = "Axe 2 – Parents\n\nFiche 2.1 – Les Laep\n\n" + rubrics
    assert [name.lower() for name in references(text)] == [
        "axe 2", "axe 2 › fiche 2.1", "axe 2 › fiche 2.1 › constat", "axe 2 › fiche 2.1 › pilote",
        "axe 2 › fiche 2.1 › indicateurs de suivi",
    ]  # fmt: skip


def test_what_a_rubric_says_is_quoted_with_the_fiche_in_its_trail() -> None:
    text = COVER + "Axe 2 – Parents\n\nFiche 2.1 – Les Laep\n\n" + RUBRICS[4]
    found = [passage for passage in cut_passages(CARD, text, find_sections(text)) if "La Caf" in passage.text]
    assert [(passage.text, passage.trail) for passage in found] == [
        ("Pilote\tLa Caf.", ("Axe 2 – Parents", "Fiche 2.1 – Les Laep", "Pilote"))
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Objectif\tPublic\tPilote\nOuvrir\tParents\tCaf\n",
        "Objectifs :\n- ouvrir ;\n- tenir.\n",
        "Un pilote suit l'action.\n",
    ],
)
def test_one_label_or_the_head_of_a_table_makes_no_rubric(body: str) -> None:
    assert references("Fiche 1 – Places\n\n" + body + "\n" + LONG) == ["fiche 1"]


def test_the_same_words_in_a_convention_make_no_part() -> None:
    text = f"Article 1 – Objet\n\nConstat : {PROSE}\n\nPilote : la Caf.\n\nArticle 2 – Fin\n\n{PROSE}\n"
    assert [(section.kind, section.number) for section in find_sections(text)] == [("article", 1), ("article", 2)]


def test_fiches_of_an_annexe_stand_under_it() -> None:
    text = f"Article 1 – Objet\n\n{LONG}\n\nFait à Verlac, le 4 juin 2026.\n\nAnnexe 3 – Fiches\n\n" + under(
        "Fiche 1 – Laep"
    )
    assert reference_of(find_sections(text)[-1]) == "annexe 3 › fiche 1"


def test_an_axe_inside_an_article_is_a_clause_of_it() -> None:
    text = under("Article 1 – Objet", "Axe 1 : Loisirs", "Objectif 1.1 : Ouvrir", "Article 2 – Fin")
    assert [(section.kind, section.number) for section in find_sections(text)] == [
        ("article", 1), ("clause", 1), ("clause", 1), ("article", 2),
    ]  # fmt: skip


def test_an_axe_written_again_on_each_fiche_is_no_second_axe() -> None:
    page = "Axe 1 – Accueil\n\nFiche 1.{n} – Action {n}\n\n" + LONG + "\n\n"
    text = page.format(n=1) + page.format(n=2)
    assert references(text) == ["axe 1", "axe 1 › fiche 1.1", "axe 1 › fiche 1.2"]
