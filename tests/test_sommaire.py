"""A contents page is never read as articles, whatever it looks like."""

from __future__ import annotations

import pytest
from conventions import SEED, body, kinds, section

from ctgbot.text.lines import split_lines
from ctgbot.text.sommaire import has_page_mark, without_page_mark

MARKS = [  # entry, what it announces
    ("Article 7 : Moyens **Page X**", "Article 7 : Moyens"),
    ("**Annexe 2 : Moyens** **Page XX**", "**Annexe 2 : Moyens**"),
    ("Article 7 – Moyens ........................ 12", "Article 7 – Moyens"),
    ("Article 7 – Moyens . . . . . . . 12", "Article 7 – Moyens"),
    ("Article 7 – Moyens …………… 12", "Article 7 – Moyens"),
    ("Article 7 – Moyens\t12", "Article 7 – Moyens"),
    ("Article 7 – Moyens | 12", "Article 7 – Moyens"),
    ("Article 7 – Moyens      12", "Article 7 – Moyens"),
    ("Article 7 – Moyens page 12", "Article 7 – Moyens"),
    ("Page X", ""),
]
NO_MARKS = [
    "Article 7 – Moyens",
    "Article 7 – Moyens 2026",
    "en 2026",
    "Un texte, page 12, le dit.",
    "",
    "x" * 500 + "\t1",
]


@pytest.mark.parametrize(("line", "announced"), MARKS)
def test_a_page_mark_is_not_part_of_what_the_entry_announces(line: str, announced: str) -> None:
    assert has_page_mark(split_lines(line)[0])
    assert without_page_mark(line) == announced


@pytest.mark.parametrize("line", NO_MARKS)
def test_a_number_at_the_end_of_a_line_is_not_always_a_page(line: str) -> None:
    assert not has_page_mark(split_lines(line)[0])


def test_the_sommaire_of_the_seed_is_not_read_as_articles() -> None:
    text = body(SEED, section(SEED, "sommaire"))
    assert text.count("Article ") == 15
    assert text.count("Annexe ") == 3
    assert [number for kind, number in kinds(SEED) if kind == "article"] == list(range(1, 16))


TITLES = ("Objet", "Durée", "Pilotage", "Fin")
BODY = "\n\n".join(
    f"Article {n} – {title}\n\nLes parties font ensemble ce qui est dit à cet endroit de la convention, et le suivent."
    for n, title in enumerate(TITLES, 1)
)
FOUR = [("article", n) for n in (1, 2, 3, 4)]
ENTRIES = [
    "Article {n} – {title} ............ {n}",
    "Article {n} – {title}\t{n}",
    "Article {n} – {title} | {n}",
    "Article {n} – {title} Page {n}",
    "Article {n} – {title}\nPage {n}",
    "Article {n} – {title}",
]


def contents(pattern: str, space: str = "\n") -> str:
    return space.join(pattern.format(n=n, title=title) for n, title in enumerate(TITLES, 1))


@pytest.mark.parametrize("space", ["\n", "\n\n"])
@pytest.mark.parametrize("pattern", ENTRIES)
def test_a_contents_page_with_a_title_is_one_section(pattern: str, space: str) -> None:
    text = f"Convention\n\nSOMMAIRE\n\n{contents(pattern, space)}\n\n{BODY}"
    assert [kind for kind in kinds(text) if kind[0] != "titre"] == [("sommaire", None), *FOUR]


@pytest.mark.parametrize("pattern", ENTRIES)
def test_a_contents_page_without_a_title_is_one_section(pattern: str) -> None:
    text = f"Convention\n\n{contents(pattern)}\n\n{BODY}"
    assert [kind for kind in kinds(text) if kind[0] != "titre"] == [("sommaire", None), *FOUR]


@pytest.mark.parametrize("title", ["TABLE DES MATIÈRES\n\n", ""])
def test_a_contents_page_at_the_end_is_one_section(title: str) -> None:
    text = f"Convention\n\n{BODY}\n\n{title}{contents(ENTRIES[0])}\n"
    assert [kind for kind in kinds(text) if kind[0] != "titre"] == [*FOUR, ("sommaire", None)]


def test_titles_and_annexes_belong_to_the_contents_page() -> None:
    page = f"TITRE I – PROJET ..... 1\n{contents(ENTRIES[0])}\nAnnexe 1 – Portrait ..... 7\nAnnexe 2 – Plan ..... 8"
    text = f"Convention\n\nSommaire\n{page}\n\nTITRE I – PROJET\n\n{BODY}"
    assert [kind for kind in kinds(text) if kind[0] != "titre"] == [("sommaire", None), ("partie", None), *FOUR]


def test_numbered_entries_do_not_eat_the_first_article() -> None:
    page = "\n".join(f"{n}. {title}" for n, title in enumerate(TITLES, 1))
    text = f"Convention\n\nSommaire\n\n{page}\n\n" + BODY.replace("Article ", "").replace(" – ", ". ")
    assert [kind for kind in kinds(text) if kind[0] != "titre"] == [("sommaire", None), *FOUR]


def test_a_word_alone_makes_no_contents_page_of_the_articles() -> None:
    assert [kind for kind in kinds(f"SOMMAIRE\n\nUn texte.\n\n{BODY}") if kind[0] == "article"] == FOUR


def test_very_short_articles_are_no_contents_page() -> None:
    text = "\n".join(f"Article {n} – {title}\nSans objet à ce jour." for n, title in enumerate(TITLES, 1))
    assert kinds(text + "\n" + text) == [*FOUR, *FOUR]
