"""Sections of the seed, of conventions by other hands, and of any text at all."""

from __future__ import annotations

import pytest
from conventions import SEED, body, kinds, rows, section
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import PageSpan
from ctgbot.text.references import reference_of
from ctgbot.text.structure import find_sections

SEED_SECTIONS = [
    ("titre", None, "Titre"),
    ("sommaire", None, "Sommaire"),
    ("titre", None, "Titre"),
    ("parties", None, "Entre"),
    ("visas", None, "Visas"),
    ("preambule", None, "Préambule"),
    ("article", 1, "ARTICLE 1 - OBJET DE LA CTG"),
    ("article", 2, "ARTICLE 2 – LES CHAMPS D'INTERVENTION DE LA CAF"),
    ("article", 3, "ARTICLE 3 – LES CHAMPS D'INTERVENTION DE LA COLLECTIVITE"),
    ("article", 4, "ARTICLE 4 – LES CHAMPS D'INTERVENTION COMMUNS DEJA OPERATIONNELS"),
    ("article", 5, "ARTICLE 5 – LES OBJECTIFS PARTAGES AU REGARD DES BESOINS"),
    ("article", 6, "ARTICLE 6 – ENGAGEMENTS DES PARTENAIRES"),
    ("article", 7, "ARTICLE 7 – MODALITES DE COLLABORATION"),
    ("article", 8, "ARTICLE 8 – ECHANGES DE DONNEES"),
    ("article", 9, "ARTICLE 9 - COMMUNICATION"),
    ("article", 10, "ARTICLE 10 - EVALUATION"),
    ("article", 11, "ARTICLE 11 – DUREE DE LA CONVENTION"),
    ("article", 12, "ARTICLE 12 – EXECUTION FORMELLE DE LA CONVENTION"),
    ("article", 13, "ARTICLE 13 – LA FIN DE LA CONVENTION"),
    ("clause", 13, "Résiliation de plein droit avec mise en demeure"),
    ("clause", 13, "Résiliation de plein droit sans mise en demeure"),
    ("clause", 13, "Résiliation par consentement mutuel"),
    ("clause", 13, "Effets de la résiliation"),
    ("article", 14, "ARTICLE 14 – LES RECOURS"),
    ("clause", 14, "Recours contentieux"),
    ("article", 15, "ARTICLE 15 - CONFIDENTIALITE"),
    ("signature", None, "Signatures"),
    ("complement", None, "Mode projet"),
]
HOLDS = [  # kind, number, how the section begins, how it ends
    ("sommaire", None, "SOMMAIRE", "Annexe 3 : Décision du Conseil Municipal **Page X**"),
    ("parties", None, "Entre\n", "en particulier la MSA)"),
    ("visas", None, "Vu les articles L. 263-1", "Il est convenu et arrêté ce qui suit :"),
    ("preambule", None, "Préambule\n\nLes Caf sont nées", "au service des usagers."),
    ("article", 8, "ARTICLE 8 – ECHANGES", "au titre de l'article 30 du Rgpd."),
    ("article", 15, "ARTICLE 15 - CONFIDENTIALITE", "et après son expiration."),
    ("signature", None, "Fait à\n\nLe JJ/MM/AAAA", "+ autres signataires éventuels"),
    ("complement", None, "OU\n\nPROJET\n\nAfin de gérer la Ctg en mode projet", "PROJET"),
]


def test_the_seed_is_read_as_its_author_laid_it_out() -> None:
    assert rows(SEED) == SEED_SECTIONS


@pytest.mark.parametrize(("kind", "number", "first", "last"), HOLDS)
def test_each_section_of_the_seed_holds_its_text(kind: str, number: int | None, first: str, last: str) -> None:
    text = body(SEED, section(SEED, kind, number)).strip()
    assert text.startswith(first)
    assert text.endswith(last)


def test_a_clause_stands_under_its_article() -> None:
    trails = [s.trail for s in find_sections(SEED) if s.kind == "clause" and s.number == 13]
    assert len(trails) == 4
    assert {trail[0] for trail in trails} == {"ARTICLE 13 – LA FIN DE LA CONVENTION"}


def _articles(*headings: str) -> str:
    return "\n\n".join(
        f"{heading}\n\nLes parties font ce qui est dit ici, et le font ensemble." for heading in headings
    )


SHAPES = [
    ("ARTICLE 1er - OBJET", "ARTICLE 2 – DUREE", "ARTICLE 3 – FIN"),
    ("Article 1 : Objet", "Article 2 : Durée", "Article 3 : Fin"),
    ("Art. 1 – Objet", "Art. 2 – Durée", "Art. 3 – Fin"),
    ("ARTICLE PREMIER", "ARTICLE DEUX", "ARTICLE TROIS"),
    ("ARTICLE I", "ARTICLE II", "ARTICLE III"),
    ("ARTICLE N° 1", "ARTICLE N° 2", "ARTICLE N° 3"),
    ("**Article 1 – Objet**", "**Article 2 – Durée**", "**Article 3 – Fin**"),
    ("# Article 1 – Objet", "## Article 2 – Durée", "### Article 3 – Fin"),
    ("Article 1\nObjet", "Article 2\n\nDURÉE", "Article 3\nFin"),
]


@pytest.mark.parametrize("headings", SHAPES)
def test_articles_are_found_in_any_usual_shape(headings: tuple[str, ...]) -> None:
    assert kinds(_articles(*headings)) == [("article", 1), ("article", 2), ("article", 3)]


def test_numbers_alone_make_the_articles_of_a_text_that_never_says_article() -> None:
    text = _articles("1. Objet", "2. Durée", "3. Gouvernance", "4. Fin")
    assert kinds(text) == [("article", n) for n in (1, 2, 3, 4)]
    assert kinds(_articles("I – Objet", "II – Durée", "III – Suivi", "IV – Fin"))[3] == ("article", 4)


def test_three_numbered_parts_are_parts_and_not_articles() -> None:
    assert kinds(_articles("1. Contexte", "2. Méthode", "3. Suite")) == [("partie", None)] * 3


@pytest.mark.parametrize("entry", ["{}. Loisirs", "{}) Loisirs", "Axe {} : Loisirs", "Orientation {} – Loisirs"])
def test_a_numbered_list_inside_an_article_is_no_heading(entry: str) -> None:
    text = _articles("Article 1 – Objet") + "\n\n" + "\n\n".join(entry.format(n) for n in (1, 2, 3)) + "\n\n"
    assert kinds(text + _articles("Article 2 – Durée")) == [("article", 1), ("article", 2)]


def test_an_axis_with_its_text_is_a_clause_of_the_article_and_a_title_ends_it() -> None:
    text = _articles("TITRE I – PROJET", "Article 1 – Axes", "Axe 1 : Loisirs", "Axe 2 : Logement", "TITRE II – SUITE")
    assert kinds(text) == [("partie", None), ("article", 1), ("clause", 1), ("clause", 1), ("partie", None)]


def test_a_reference_at_the_start_of_a_wrapped_line_is_no_heading() -> None:
    text = _articles("Article 7 – Données") + " Le registre est tenu au titre de\nArticle 30 du Rgpd.\nIl est à jour.\n"
    assert kinds(text) == [("article", 7)]


TWO_LINES = [  # text, label, how the body begins
    (
        "ARTICLE 4 – LES ACTIONS COMMUNES DES PARTENAIRES DU\nTERRITOIRE\n\nLes parties agissent.",
        "ARTICLE 4 – LES ACTIONS COMMUNES DES PARTENAIRES DU TERRITOIRE",
    ),
    (
        "Article 4 : Les actions communes des partenaires déjà\nengagées\n\nLes parties agissent.",
        "Article 4 : Les actions communes des partenaires déjà engagées",
    ),
    ("Article 4\n\nLes actions communes\n\nLes parties agissent.", "Article 4 Les actions communes"),
    ("Article 4 – Les parties se réunissent au moins\nune fois par an, et\nplus si besoin.", "Article 4"),
    ("Article 4\n\nLes parties agissent.", "Article 4"),
    ("Article 4\nNéant", "Article 4"),
]


@pytest.mark.parametrize(("text", "label"), TWO_LINES)
def test_a_title_on_two_lines_is_whole_and_running_text_is_no_title(text: str, label: str) -> None:
    assert rows(text) == [("article", 4, label)]


DECIMALS = [
    ("7.1. Dénonciation\nLa convention prend fin.", "7.1 Dénonciation"),
    ("7.1 – Dénonciation\n\nLa convention prend fin.", "7.1 Dénonciation"),
    ("Article 7.1 : Dénonciation\nLa convention prend fin.", "7.1 Dénonciation"),
    ("7.1. Chaque partie peut mettre fin au présent\naccord.", "7.1"),
    ("7.1. La convention prend fin avec la mission.", "7.1"),
    ("7.1. Le conseil de la commune et celui de la communauté\nRivemont délibèrent.", "7.1"),
]


@pytest.mark.parametrize(("paragraph", "label"), DECIMALS)
def test_a_numbered_paragraph_is_a_clause_of_its_article(paragraph: str, label: str) -> None:
    text = f"Article 7 – Fin\n{paragraph}\n"
    assert rows(text) == [("article", 7, "Article 7 – Fin"), ("clause", 7, label)]


def test_a_decimal_number_of_another_article_is_text() -> None:
    assert kinds("Article 7 – Fin\n3.2 Mesures prises ailleurs\nUn texte.\n") == [("article", 7)]


SIGNED = "Fait à Verlac, le 4 juin 2026.\n\nLe maire, Ann Ohl\n\n"
LIST = "Annexe 1 : Portrait du canton\nAnnexe 2 : Instances\n\n"
FINAL = "Article 3 – Pièces jointes\n\nSont joints :\n\n"


@pytest.mark.parametrize("listed", [LIST, "Annexe 1 : Portrait du canton\n\n", LIST + "Elles font foi.\n\n"])
def test_a_list_of_annexes_inside_an_article_opens_no_annexe(listed: str) -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Durée") + "\n\n" + FINAL + listed
    assert kinds(text + _articles("Article 4 – Litiges") + "\n\n" + SIGNED) == [
        ("article", 1), ("article", 2), ("article", 3), ("article", 4), ("signature", None),
    ]  # fmt: skip
    assert kinds(text + SIGNED)[-2:] == [("article", 3), ("signature", None)]


def test_annexes_behind_the_signatures_are_annexes_and_their_articles_are_their_own() -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Fin") + "\n\n" + SIGNED
    text += "Annexe 1 – Règlement\n\n" + _articles("Article 1 – Accès", "Article 2 – Tarifs", "Article 3 – Suite")
    found = rows(text)
    assert [(kind, number) for kind, number, _ in found] == [
        ("article", 1), ("article", 2), ("signature", None), ("annexe", 1), *[("partie", None)] * 3,
    ]  # fmt: skip
    assert find_sections(text)[-1].trail == ("Annexe 1 – Règlement", "Article 3 – Suite")


ANNEXES = [  # what follows the signatures, references of its sections
    ("ANNEXE II\n\n", ["annexe II", "annexe II › article 1", "annexe II › article 3"]),
    ("Annexe A – Charte\n\n", ["annexe A", "annexe A › article 1", "annexe A › article 3"]),
    ("Annexe n° 1 : Charte\n\n", ["annexe 1", "annexe 1 › article 1", "annexe 1 › article 3"]),
    ("Annexe – Charte\n\n", ["Annexe – Charte", "Annexe – Charte › article 1", "Annexe – Charte › article 3"]),
    (
        "Annexe 1 – Charte\n\nCHAPITRE I – LES LIEUX\n\n",
        [
            "annexe 1", "annexe 1 › CHAPITRE I – LES LIEUX", "annexe 1 › CHAPITRE I – LES LIEUX › article 1",
            "annexe 1 › CHAPITRE I – LES LIEUX › article 3",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize("signed", [SIGNED, ""])
@pytest.mark.parametrize(("heading", "references"), ANNEXES)
def test_an_article_of_an_annexe_is_named_with_its_annexe(heading: str, references: list[str], signed: str) -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Durée", "Article 3 – Fin") + "\n\n" + signed + heading
    found = find_sections(text + _articles("Article 1 – Accès", "Article 3 – Tarifs"))
    assert [reference_of(section) for section in found[-len(references) :]] == references
    assert {section.number for section in found[-2:]} == {None}


def test_an_annexe_of_tables_only_before_the_signatures_is_one() -> None:
    table = "\n".join(f"Instance {n}\tCaf et commune\t{n} fois par an" for n in range(1, 9))
    text = _articles("Article 1 – Objet", "Article 2 – Fin") + "\n\nAnnexe 1 – Instances\n\n" + table + "\n\n" + SIGNED
    assert kinds(text)[:3] == [("article", 1), ("article", 2), ("annexe", 1)]


def test_an_annexe_listed_alone_in_an_article_is_the_one_behind_it() -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Durée") + "\n\n" + FINAL + "Annexe 1 : Portrait du canton\n\n"
    text += (
        "Annexe 1 – Portrait du canton\n\n" + _articles("Article 1 – Population") + " Les familles y sont nombreuses."
    )
    assert kinds(text) == [("article", 1), ("article", 2), ("article", 3), ("annexe", 1), ("partie", None)]


def test_articles_that_start_again_behind_the_signatures_are_not_the_conventions() -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Fin") + "\n\n" + SIGNED + _articles("Article 1 – Accès")
    assert kinds(text) == [("article", 1), ("article", 2), ("signature", None), ("partie", None)]


def test_names_in_the_signatures_open_nothing() -> None:
    text = _articles("Article 1 – Objet") + "\n\n" + SIGNED + "**Le Maire**\n\n**Ann Ohl**\n"
    assert kinds(text) == [("article", 1), ("signature", None)]


def test_the_foot_of_a_page_below_the_signatures_is_no_section() -> None:
    text = (
        _articles("Article 1 – Objet") + "\n\n" + SIGNED + "Caf du Morel et commune de Verlac et canton de Morel, 5\n"
    )
    assert kinds(text) == [("article", 1), ("signature", None)]


def test_a_text_without_heading_is_one_section() -> None:
    assert rows("Une note.\n\nElle n'a pas de titre.\n") == [("texte", None, "Titre")]
    assert rows("") == []
    assert rows(" \n\t\n") == [("texte", None, "Titre")]


def test_a_section_knows_the_page_on_which_it_starts() -> None:
    text = _articles("Article 1 – Objet", "Article 2 – Durée", "Article 3 – Fin")
    second = text.index("Article 2")
    pages = (PageSpan(1, 0, second - 5), PageSpan(2, second - 5, len(text)))
    assert [found.page for found in find_sections(text, pages)] == [1, 2, 2]


LINES = st.lists(
    st.sampled_from(
        [line for line in SEED.split("\n") if len(line) < 90]
        + ["", "", "1. Objet", "2. Durée", "7.1 Fin", "## Suite", "**Gras**", "Annexe 1 : Plan", "ANNEXES", "TITRE II"]
        + ["Article A – Objet", "Article 3.1 : Objet", "Axe 2 : Loisirs", "Fait à Verlac", "Article 4", "SOMMAIRE"]
    ),
    max_size=40,
)


def _tiles(text: str) -> bool:
    sections = find_sections(text)
    joined = "".join(text[found.start : found.end] for found in sections)
    return joined == text and all(found.start < found.end for found in sections)


@given(st.text())
def test_sections_tile_any_text(text: str) -> None:
    assert _tiles(text)


@given(LINES)
def test_sections_tile_any_run_of_real_lines(lines: list[str]) -> None:
    assert _tiles("\n".join(lines))


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_sections_tile_a_hostile_text_in_time(text: str) -> None:
    """No clock: what is quadratic here takes minutes, and the suite's own limit ends it."""
    assert _tiles(text)
