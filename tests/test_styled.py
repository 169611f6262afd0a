"""Headings that the file itself calls headings, by a style or by their look alone."""

from __future__ import annotations

import pytest
from conventions import CARD

from ctgbot.model import HeadingSpan, Section, SectionKind
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections

PROSE = "Les parties font ensemble ce qui est dit à cet endroit du texte, et le suivent chaque année avec soin."


def laid_out(*blocks: str) -> tuple[Section, ...]:
    """Sections of a text whose blocks that begin with « =2= » have a heading style of level 2, with « =0= » a look."""
    text, spans = "", []
    for block in blocks:
        level, bare = (int(block[1]), block[3:]) if block[:1] == "=" else (-1, block)
        if level >= 0:
            spans.append(HeadingSpan(level, len(text), len(text) + len(bare)))
        text += bare + "\n\n"
    return find_sections(text, (), tuple(spans))


def trails(*blocks: str) -> list[str]:
    return [" › ".join(section.trail) for section in laid_out(*blocks)]


TREES = [  # blocks, trails
    (("=1=Le territoire", PROSE, "=1=Les familles", PROSE), ["Le territoire", "Les familles"]),
    (
        ("=1=Lieux", PROSE, "=2=Cantons", PROSE, "=3=Au nord", PROSE, "=2=La ville", PROSE, "=1=Suite", PROSE),
        [
            "Lieux", "Lieux › Cantons", "Lieux › Cantons › Au nord", "Lieux › La ville", "Suite",
        ],
    ),
    (("=0=Le territoire", PROSE, "=0=Les familles", PROSE), ["Titre", "Les familles"]),  # the first look is the title
    (("Une note.", PROSE, "=0=Le territoire", PROSE), ["Titre", "Le territoire"]),
    (("=1=Annexe 1 – Charte", PROSE, "=2=Les lieux", PROSE), ["Annexe 1 – Charte", "Annexe 1 – Charte › Les lieux"]),
    (("=1=Préambule", PROSE, "=2=La démarche", PROSE, "=1=Le projet", PROSE),
     ["Préambule", "Préambule › La démarche", "Le projet"]),
    (("=1=1. Diagnostic", PROSE, "=2=1.1 Le nord", PROSE, "=2=Le sud", PROSE),
     ["1. Diagnostic", "1. Diagnostic › 1.1 Le nord", "1. Diagnostic › Le sud"]),
    (("=1=Axe 1 – Accueil", PROSE, "=2=Ouvrir des places", PROSE, "=1=Axe 2 – Parents", PROSE),
     ["Axe 1 – Accueil", "Axe 1 – Accueil › Ouvrir des places", "Axe 2 – Parents"]),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), TREES)
def test_a_heading_of_the_file_stands_where_its_level_says(blocks: tuple[str, ...], expected: list[str]) -> None:
    assert trails(*blocks) == expected


def articles(*blocks: str) -> list[tuple[SectionKind, int | None, str]]:
    """Kind, number and last heading, in a convention of three articles around the blocks."""
    found = laid_out("=1=Article 1 – Objet", PROSE, "=1=Article 2 – Suivi", PROSE, *blocks, "=1=Article 3 – Fin", PROSE)
    return [(section.kind, section.number, section.trail[-1]) for section in found][2:-1]


INSIDE = [
    (("=2=Les réunions", PROSE), [("clause", 2, "Les réunions")]),
    (("=1=Les réunions", PROSE), [("clause", 2, "Les réunions")]),  # a careless level
    (("=0=Les réunions", PROSE), [("clause", 2, "Les réunions")]),
    (("=2=" + PROSE,), []),
    (("=3=La commune suit le projet. La Caf aussi", PROSE), []),
    (("=0=Réunions\t2026", PROSE), []),
    (("=1=TITRE II – SUITE",), [("partie", None, "TITRE II – SUITE")]),
    (("=1=Dispositions finales",), [("partie", None, "Dispositions finales")]),
    (("=2=Séances", PROSE, "=3=Ordre du jour", PROSE), [("clause", 2, "Séances"), ("clause", 2, "Ordre du jour")]),
]


@pytest.mark.parametrize(("blocks", "expected"), INSIDE)
def test_a_heading_inside_an_article_is_a_clause_and_prose_is_none(
    blocks: tuple[str, ...], expected: list[tuple[str, int | None, str]]
) -> None:
    assert articles(*blocks) == expected


def test_a_heading_like_the_articles_behind_the_last_one_is_not_part_of_it() -> None:
    found = laid_out("=2=Article 1 – Objet", PROSE, "=2=Article 2 – Fin", PROSE, "=2=Mode projet", PROSE)
    assert [(section.kind, section.number) for section in found] == [("article", 1), ("article", 2), ("partie", None)]


def test_a_part_of_a_higher_style_holds_its_articles() -> None:
    assert trails("=1=Le projet", "=2=Article 1 – Objet", PROSE, "=1=La fin", "=2=Article 2 – Durée", PROSE) == [
        "Le projet", "Le projet › Article 1 – Objet", "La fin", "La fin › Article 2 – Durée",
    ]  # fmt: skip


def test_the_documents_own_title_is_no_part() -> None:
    found = laid_out(
        "=1=Convention territoriale globale", "=1=Commune de Verlac", "2026-2030", "=1=Article 1 – Objet", PROSE
    )
    assert [section.kind for section in found] == ["titre", "article"]
    found = laid_out("=0=Convention territoriale globale", "Commune de Verlac", "=0=Article 1 – Objet", PROSE)
    assert [section.kind for section in found] == ["titre", "article"]


def test_names_in_bold_in_the_parties_and_the_signatures_open_nothing() -> None:
    found = laid_out(
        "=1=Entre", "=0=La Caf du Morel", "représentée par sa directrice,", "=0=La commune de Verlac", "son maire.",
        "=1=Article 1 – Objet", PROSE, "Fait à Verlac, le 4 juin 2026", "=0=Le maire", "=2=La directrice", "Ann Ohl",
    )  # fmt: skip
    assert [section.kind for section in found] == ["parties", "article", "signature"]


def test_a_heading_on_two_lines_is_whole() -> None:
    found = laid_out("=1=Le territoire\net ses familles", PROSE, "=1=Suite", PROSE)
    assert [section.trail for section in found] == [("Le territoire et ses familles",), ("Suite",)]


def test_the_text_of_a_heading_on_two_lines_begins_below_it() -> None:
    text = f"Le territoire\net ses familles\n\n{PROSE}\n"
    sections = find_sections(text, (), (HeadingSpan(2, 0, text.index("\n\n")),))
    assert [passage.text for passage in cut_passages(CARD, text, sections)] == [PROSE]


def test_markdown_levels_are_levels() -> None:
    text = f"# Note\n\n## Le territoire\n\n{PROSE}\n\n### Les cantons\n\n{PROSE}\n\n## Suite\n\n{PROSE}\n"
    assert [section.trail for section in find_sections(text)] == [
        ("Titre",), ("Le territoire",), ("Le territoire", "Les cantons"), ("Suite",),
    ]  # fmt: skip


@pytest.mark.parametrize("span", [(0, 5), (3, 3), (9, 4), (0, 10_000), (200, 300)])
def test_a_span_that_fits_no_line_is_harmless(span: tuple[int, int]) -> None:
    text = f"Une note\n\n{PROSE}\n"
    found = find_sections(text, (), (HeadingSpan(1, *span),))
    assert "".join(text[section.start : section.end] for section in found) == text
