"""Which lines look like headings, as what, and which only begin like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.headings import number_of, recognise
from ctgbot.text.lines import split_lines

HEADINGS = [  # line, kind, number, title
    ("ARTICLE 1 - OBJET DE LA CTG", "article", 1, "OBJET DE LA CTG"),
    ("ARTICLE 1er -", "article", 1, ""),
    ("ARTICLE 1ER – OBJET", "article", 1, "OBJET"),
    ("Article 1er.- De l’objet", "article", 1, "De l’objet"),
    ("Article 2 :", "article", 2, ""),
    ("Article 2 : Durée de l'accord", "article", 2, "Durée de l'accord"),
    ("Art. 3 – Pilotage", "article", 3, "Pilotage"),
    ("Art.4: Pilotage", "article", 4, "Pilotage"),
    ("ARTICLE PREMIER", "article", 1, ""),
    ("ARTICLE DEUXIÈME – DUREE", "article", 2, "DUREE"),
    ("Article dix-sept : Litiges", "article", 17, "Litiges"),
    ("ARTICLE UNIQUE : OBJET", "article", 1, "OBJET"),
    ("ARTICLE IV. LES RECOURS", "article", 4, "LES RECOURS"),
    ("Article XIX — Litiges", "article", 19, "Litiges"),
    ("ARTICLE N° 4", "article", 4, ""),
    ("Article n°12 – Evaluation", "article", 12, "Evaluation"),
    ("ARTICLE 3 DUREE DE LA CONVENTION", "article", 3, "DUREE DE LA CONVENTION"),
    ("Article 6 | Qui décide\u00a0?", "article", 6, "Qui décide\u00a0?"),
    ("Article 6 bis – Avenants", "article", 6, "Avenants"),
    ("**ARTICLE 5 – MOYENS**", "article", 5, "MOYENS"),
    ("## Article 5 : Moyens", "article", 5, "Moyens"),
    ("   Article 5\t- Moyens", "article", 5, "Moyens"),
    ("Article B – Durée prolongée", "article", None, "Durée prolongée"),
    ("Article 4.2 – Jeunesse", "clause", 4, "Jeunesse"),
    ("7.1. Dénonciation", "clause", 7, "Dénonciation"),
    ("▪ **Suites de la rupture**", "clause", None, "Suites de la rupture"),
    ("Annexe 1 : Portrait du canton", "annexe", 1, "Portrait du canton"),
    ("ANNEXE II – BUDGET", "annexe", 2, "BUDGET"),
    ("Annexe B : Budget", "annexe", None, "Budget"),
    ("ANNEXES", "annexe", None, ""),
    ("TITRE II – DES MOYENS", "partie", 2, "DES MOYENS"),
    ("Chapitre 1 : Le projet", "partie", 1, "Le projet"),
    ("3. Gouvernance", "partie", 3, "Gouvernance"),
    ("IV – Durée", "partie", 4, "Durée"),
    ("**Le projet commun**", "partie", None, "Le projet commun"),
    ("### Le projet commun", "partie", None, "Le projet commun"),
    ("SOMMAIRE", "sommaire", None, "SOMMAIRE"),
    ("Table des matières", "sommaire", None, "Table des matières"),
    ("Préambule :", "preambule", None, "Préambule"),
    ("Pourquoi ce projet\u00a0?", "preambule", None, "Pourquoi ce projet\u00a0?"),
    ("Contexte et enjeux", "preambule", None, "Contexte et enjeux"),
    ("ENTRE LES SOUSSIGNÉS :", "parties", None, "ENTRE LES SOUSSIGNÉS"),
    ("La présente convention est passée entre :", "parties", None, "La présente convention est passée entre"),
    ("Désignation des parties", "parties", None, "Désignation des parties"),
    ("Cadre légal et réglementaire", "visas", None, "Cadre légal et réglementaire"),
    ("Vu le code de la santé publique ;", "visas", None, "Visas"),
    ("Fait à Verlac, le 4 juin 2026", "signature", None, "Signatures"),
    ("Fait aux Lilas, le 4 juin 2026", "signature", None, "Signatures"),
    ("Axe 2 : Les familles", "partie", 2, "Les familles"),
    ("FICHE-ACTION N° 2.1 – LES LAEP", "partie", None, "LES LAEP"),
    ("DEUXIÈME PARTIE : LE DIAGNOSTIC", "partie", 2, "LE DIAGNOSTIC"),
]
NO_HEADINGS = [
    "Article 30 du Rgpd.",
    "Article 30 du Rgpd",
    "Article 5, les parties se réunissent",
    "Article L. 263-1 du Code de la sécurité sociale",
    "Article D. 214-1 du Code de l'action sociale",
    "Article 227-1-3 du Code",
    "article 13 – La fin",
    "Articles 12 et 13 : la fin",
    "Article 2024 : trop",
    "Article IIX – Faux",
    "Artisans : les métiers",
    "- Article 3 : un point d'une liste",
    "Annexes au présent accord, consultables en mairie",
    "Titre du projet",
    "3. la commune assure le secrétariat ;",
    "- 3. Un point",
    "2.5 enfants par famille",
    "12.5 % des foyers",
    "▪ un point de la liste ;",
    "Vue d'ensemble",
    "En fait à voir",
    "Entre 2020 et 2024",
    "Contexte difficile pour les familles du canton, dont les revenus baissent depuis dix ans.",
    "",
    "    ",
]


@pytest.mark.parametrize(("line", "kind", "number", "title"), HEADINGS)
def test_a_heading_in_any_usual_shape_is_recognised(line: str, kind: str, number: int | None, title: str) -> None:
    heading = recognise(split_lines(line)[0])
    assert heading is not None
    assert (heading.kind, heading.number, heading.title) == (kind, number, title)


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_a_line_that_only_begins_like_a_heading_is_none(line: str) -> None:
    assert recognise(split_lines(line)[0]) is None


@pytest.mark.parametrize("words", [30, 3_000])
def test_text_that_runs_on_behind_the_number_is_no_title(words: int) -> None:
    heading = recognise(split_lines("Article 8 – Les parties " + "agissent ensemble " * words + ".")[0])
    assert heading is not None
    assert (heading.number, heading.label, heading.title) == (8, "Article 8", "")


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def test_roman_numbers_are_read_up_to_thirty_nine() -> None:
    assert [number_of(roman(number)) for number in range(1, 40)] == list(range(1, 40))


@pytest.mark.parametrize("written", ["", "IIX", "VV", "IL", "C", "A", "²", "douzaine"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert number_of(written) is None


@given(st.text())
def test_any_line_is_read_without_an_error(text: str) -> None:
    for line in split_lines(text):
        heading = recognise(line)
        assert heading is None or heading.start == line.start
