"""What agents say leads to what conventions say, and to nothing else."""

from __future__ import annotations

import pytest

from ctgbot.text.glossary import ADDED_WEIGHT, expand, glossary_of, load_glossary, read_lines
from ctgbot.text.normalise import fold


def added(question: str) -> set[str]:
    return {fold(word) for word, weight in expand(question, load_glossary()).items() if weight < 1}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Quel est le préavis ?", {"delai", "prevenance"}),
        ("Faut-il un recommandé ?", {"lrar", "lettre", "avis", "reception"}),
        ("Qui siège au COPIL ?", {"comite", "pilotage"}),
        ("Une sommation est-elle nécessaire ?", {"mise", "demeure"}),
        ("Peut-on compter sur un amendement ?", {"avenant"}),
        ("Que devient le CEJ ?", {"contrat", "enfance", "jeunesse"}),
        ("La commune verse-t-elle le bonus CTG ?", {"territoire"}),
    ],
)
def test_a_word_of_the_agents_adds_the_word_of_the_conventions(question: str, words: set[str]) -> None:
    assert words <= added(question)


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Quel est le délai de préavis ?", {"mise", "demeure", "sommation"}),
        ("Que dit la sommation ?", {"prevenance", "preavis", "delai"}),
        ("Un amendement est-il possible ?", {"reconduction", "renouvellement"}),
        ("Un renouvellement est-il possible ?", {"avenant", "modification"}),
        ("Combien de foyers allocataires ?", {"couverte", "population", "couvertes"}),
        ("Combien de personnes couvertes ?", {"allocataire"}),
        ("À quoi sert le bonus territoire ?", {"psu", "prestation", "unique"}),
        ("Quel est le montant de la PSU ?", {"bonus", "territoire"}),
        ("Que prévoit le schéma départemental ?", {"ctg", "territoriale", "globale"}),
        ("Que prévoit la CTG ?", {"sdsf", "schema"}),
        ("Qui est la chargée de coopération ?", {"conseil", "developpement", "conseiller", "technique"}),
        ("Qui est le conseiller technique ?", {"cooperation", "ctg"}),
    ],
)
def test_what_must_stay_apart_stays_apart(question: str, never: set[str]) -> None:
    assert not added(question) & never


@pytest.mark.parametrize(
    "question",
    [
        "Où est l'annexe 3 ?",
        "Quelle est la fin du délai ?",
        "Quelle est la durée de la convention ?",
        "Que dit l'article 30 ?",
        "Combien de bénéficiaires ?",  # two entries: allocataire, population couverte
        "Ça va, al dente ?",
        "",
    ],
)
def test_a_phrase_that_says_too_little_adds_nothing(question: str) -> None:
    assert not added(question)


def test_a_phrase_is_matched_whole() -> None:
    assert added("Une sommation")
    assert not added("Des sommationsX")
    assert {"comite"} <= added("instance de pilotage")
    assert not added("instance du pilotage")


def test_a_short_acronym_is_read_as_it_is_written() -> None:
    assert {"lettre"} <= added("Envoyer une RAR")
    assert not added("un rar cas")


def test_the_words_of_the_question_keep_their_weight_and_added_ones_weigh_less() -> None:
    weights = expand("Quel préavis ?", load_glossary())
    assert weights["préavis"] == 1.0
    assert weights["prévenance"] == ADDED_WEIGHT < 1


def test_a_synonym_of_two_terms_decides_nothing() -> None:
    glossary = glossary_of(
        read_lines("term\texpansion\tsynonyms\npremier mot\tx\tcommun|seul\nsecond mot\ty\tcommuns\n")
    )
    assert set(expand("commun", glossary)) == {"commun"}
    assert set(expand("seul", glossary)) == {"seul", "premier", "mot"}


def test_the_longest_phrase_wins() -> None:
    glossary = glossary_of(
        read_lines("term\texpansion\tsynonyms\ngrand terme\tx\tdélai de route\npetit sens\ty\troute\n")
    )
    assert set(expand("le délai de route", glossary)) == {"le", "délai", "de", "route", "grand", "terme"}
