"""Scope: the documents that a question names, the places that no document covers, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import DocumentCard, Identity
from ctgbot.text.scope import of_nature, read_scope, without_names


def card(identifier: str, territoire: str) -> DocumentCard:
    title = f"CTG {territoire} 2024-2028"
    return DocumentCard(identifier, Identity(title, "convention", territoire), None, "", "", 0)


CARDS = (card("lys", "Lys Lez Lannoy"), card("van", "Vandelle"))


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Quel est le délai dans la CTG de Lys-lez-Lannoy ?", ("lys",)),
        ("quel delai a lys lez lanoy", ("lys",)),
        ("Quel délai à Lys ?", ("lys",)),
        ("QUEL EST LE DELAI DANS LA CTG DE LYS LEZ LANNOY ?", ("lys",)),
        ("La CTG 2024-2028 de Lys", ("lys",)),
        ("la ville de lys", ("lys",)),
        ("Compare la CTG de Lys et celle de Vandelle", ("lys", "van")),
        ("Que dit l'analyse des besoins ?", ()),
        ("Quelles analyses prévoit la convention ?", ()),
        ("Quel est le délai ?", ()),
    ],
)
def test_a_question_names_its_documents(question: str, documents: tuple[str, ...]) -> None:
    read = read_scope(question, CARDS)
    assert (read.documents, read.unknown) == (documents, ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("La CTG de Hem prévoit quel délai ?", ("Hem",)),
        ("Quel est le préavis dans la convention d'Anstaing ?", ("Anstaing",)),
        ("Quel délai pour la commune de Villeneuve-d'Ascq ?", ("Villeneuve-d'Ascq",)),
        ("et celle du Quesnoy ?", ("Quesnoy",)),
        ("La mairie de Roubaix peut-elle résilier ?", ("Roubaix",)),
        ("La communauté de communes de Pévèle", ("Pévèle",)),
        ("La commune de Sainghin-en-Mélantois", ("Sainghin-en-Mélantois",)),
        ("QUEL EST LE DELAI DANS LA CTG DE HEM ?", ("HEM",)),
        ("Quel est le délai de la ctg de hem ?", ("hem",)),
        ("la commune de wasquehal a-t-elle une ctg ?", ("wasquehal",)),
        ("La CTG de Hem et celle de Hem", ("Hem",)),
    ],
)
def test_a_place_that_no_document_covers_is_told(question: str, unknown: tuple[str, ...]) -> None:
    read = read_scope(question, CARDS)
    assert (read.documents, read.unknown) == ((), unknown)


def test_a_known_and_an_unknown_place_are_both_told() -> None:
    read = read_scope("Compare le délai de la CTG de Lys avec celui de la CTG de Hem.", CARDS)
    assert read.documents == ("lys",)
    assert len(read.unknown) == 1
    assert read.unknown[0].endswith("Hem")


@pytest.mark.parametrize(
    "question",
    [
        "La convention d'objectifs et de gestion, c'est quoi ?",
        "La Convention d'Objectifs et de Gestion est-elle citée ?",
        "La convention d'objectifs et de financement",
        "La commune peut-elle résilier ?",
        "La Commune peut-elle résilier ?",
        "La CTG de la Caf du Nord",
        "La convention de la Caf du Nord est-elle signée ?",
        "convention de partenariat",
        "La Convention de Partenariat avec la MSA",
        "La ville de demain est-elle un objectif ?",
        "QUEL EST LE DÉLAI DE PRÉVENANCE DE LA CONVENTION ?",
        "QUELLE EST LA DUREE DE LA CONVENTION TERRITORIALE GLOBALE ?",
        "LA COMMUNE PEUT-ELLE DENONCER LA CONVENTION ?",
        "LA CONVENTION D'OBJECTIFS ET DE GESTION",
        "La Convention Territoriale Globale prévoit quoi ?",
        "La CTG Bonus",
        "L'avenant de Janvier",
        "La convention du Tribunal administratif",
        "La convention de Madame Delcourt",
        "La Convention Collective",
        "la convention de Résiliation",
        "convention du Conseil Municipal",
        "la ctg de cette commune",
        "la ctg de mon territoire",
        "la commune de résidence",
        "la convention de 2024",
        "la commune de moins de 5 000 habitants",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(question: str) -> None:
    read = read_scope(question, CARDS)
    assert (read.documents, read.unknown) == ((), ())


def test_a_name_that_is_there_is_no_typo_of_another_one() -> None:
    cards = (card("aub", "Aubrelle Métropole"), card("brelle", "Val de Brelle"))
    assert read_scope("Quel préavis à Aubrelle ?", cards).documents == ("aub",)
    assert read_scope("Quel préavis au Val de Brelle ?", cards).documents == ("brelle",)
    assert read_scope("Quel préavis à Aubrele ?", cards).documents == ("aub",)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Quel préavis au Val d'Ormeraie ?", ["orm"]),
        ("Quel préavis au Val de Brelle ?", ["bre"]),
        ("Qui pilote la fiche 2.3 du SDSF de la Creuse-Haute ?", []),
        ("Que dit le SDSF de la Haute-Fictive ?", ["fic"]),
        ("quel preavis au val d'ormeraie", ["orm"]),
        ("Et dans la convention de Rochemaure-le-Vieil ?", ["roc"]),
        ("Et à Rochemaure ?", ["roc"]),
        ("La Caf du Nord et Brelle", ["bre"]),
        ("À Brelle, les parents élus votent-ils ?", ["bre"]),
        ("Au Val d'Ormeraie, qui vote ?", ["orm"]),
        ("Brelle : quel préavis ?", ["bre"]),
        ("Quel préavis Brelle prévoit-elle ?", ["bre"]),
        ("Pour la Communauté de communes du Val d'Ormeraie, quel préavis ?", ["orm"]),
        ("Quelle est la durée ? Brelle", ["bre"]),
        ("Convention Brelle 2024-2028 : préavis", ["bre"]),
        ("Que dit Madame Odile Brelle ?", []),
        ("Préavis de Brelle ?", ["bre"]),
        ("Préavis Brelle", ["bre"]),
        ("Bonjour. Durée de Brelle ?", ["bre"]),
    ],
)
def test_a_word_of_a_longer_name_does_not_name_another_document(question: str, named: list[str]) -> None:
    cards = (
        card("orm", "Val d'Ormeraie"),
        card("bre", "Val de Brelle"),
        card("fic", "Département de la Haute-Fictive"),
    )
    unread = DocumentCard("roc", Identity("CTG deux colonnes Rochemaure-le-Vieil", "convention"), None, "", "", 0)
    assert list(read_scope(question, (*cards, unread)).documents) == named


SCHEME = DocumentCard("sdsf", Identity("SDSF Verle", "sdsf", "Département de la Verle"), None, "", "", 0)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Que prévoit le SDSF sur les relais ?", ["sdsf"]),
        ("Quels sont les axes du schéma départemental ?", ["sdsf"]),
        ("Que dit la convention du SDSF ?", ["lys", "sdsf"]),
        ("Quel est le préavis ?", ["lys", "sdsf"]),
    ],
)
def test_a_question_about_the_scheme_is_asked_of_the_scheme(question: str, asked: list[str]) -> None:
    assert [one.id for one in of_nature(question, (CARDS[0], SCHEME))] == asked
    assert of_nature(question, (CARDS[0],)) == (CARDS[0],)


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Que dit l'analyse des besoins à Lys ?", "Que dit l'analyse des besoins ?"),
        ("Et à LYS LEZ LANNOY ?", "?"),
        ("quel délai a lys lez lanoy stp", "quel délai stp"),
        ("délai à Hem ?", "délai ?"),
        ("la convention territoriale globale prévoit un vandale", "la prévoit un vandale"),
        ("L’œuvre de Vandelle, c’est l’accueil", "L’œuvre , c’est l’accueil"),
    ],
)
def test_names_are_taken_out_of_the_question_and_words_are_left(question: str, bare: str) -> None:
    assert without_names(question, CARDS, ("Hem",)) == bare


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read = read_scope(text, CARDS)
    assert set(read.documents) <= {"lys", "van"}
    assert len(without_names(text, CARDS, read.unknown)) <= len(text)


def test_an_acronym_before_a_name_is_no_part_of_it() -> None:
    cards = [card("hau", "Hauberchain-sur-Lauve"), card("lys", "Lys-lez-Lannoy")]
    assert read_scope("Qui dirige le CCAS de Hauberchain-sur-Lauve ?", cards).documents == ("hau",)
