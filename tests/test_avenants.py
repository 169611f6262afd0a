"""What an avenant changes, read from its own sentences."""

from __future__ import annotations

import pytest
from conventions import SEED

from ctgbot.model import Period
from ctgbot.text.avenant_identity import changed_convention, date_named, number_of_avenant, period_named
from ctgbot.text.avenants import changes
from ctgbot.text.structure import find_sections

HEAD = "AVENANT N° 1\n\nEntre la Caf du Nord et la commune de Lys\n\n"
FOOT = "\n\nFait à Lys, le 3 mars 2025.\n"
Row = tuple[int | None, str, str]


def read(body: str) -> list[Row]:
    text = HEAD + body + FOOT
    return [(c.article, c.kind, text[c.start : c.end]) for c in changes(text, find_sections(text))]


def one(sentence: str) -> list[Row]:
    return read(f"Article 1 – Contenu\n\n{sentence}")


SENTENCES: list[tuple[str, list[tuple[int | None, str]]]] = [
    ("À l'article 7, les mots « deux fois » sont remplacés par les mots « trois fois ».", [(7, "replaced")]),
    ("À l’article 7, le mot « deux » est remplacé par le mot « trois ».", [(7, "replaced")]),
    (
        "Au paragraphe 5.2, la date du « 15 novembre 2023 » est remplacée par celle du « 31 mars 2024 ».",
        [(5, "replaced")],
    ),
    ("À l'article 7, lire « trois fois » au lieu de « deux fois ».", [(7, "replaced")]),
    ("Au premier alinéa de l'article 13, le délai de trois mois est porté à six mois.", [(13, "replaced")]),
    ("L'article XIII est désormais rédigé ainsi : « Le préavis est de six mois. »", [(13, "replaced")]),
    (
        "Les articles 5, 8 et 14 sont remplacés par les dispositions suivantes.",
        [(5, "replaced"), (8, "replaced"), (14, "replaced")],
    ),
    ("Le présent article annule et remplace l'article 6 de la convention.", [(6, "replaced")]),
    ("L'article 5.1 est modifié comme suit : le plan est rendu le 30 juin 2025.", [(5, "replaced")]),
    ("L'article 5 est abrogé.", [(5, "removed")]),
    ("Le second alinéa de l'article 9 est supprimé.", [(9, "removed")]),
    (
        "Il est ajouté un article 16 ainsi rédigé : « Article 16 – Langues. Les supports sont traduits. »",
        [(16, "added")],
    ),
    ("L'article 4 est complété par l'alinéa suivant : « Un guichet unique est ouvert. »", [(4, "added")]),
    ("Après l'article 10, il est inséré un article 10 bis.", [(10, "added")]),
    ("La durée prévue à l'article 11 est prorogée jusqu'au 31 décembre 2026.", [(11, "extended")]),
    ("La convention est prolongée d'un an, soit jusqu'au 31 décembre 2026.", [(None, "extended")]),
    ("La Mutualité sociale agricole du Nord devient partie à la convention.", [(None, "added")]),
    ("L'annexe 2 est remplacée par celle qui est jointe au présent avenant.", [(None, "replaced")]),
    ("Le présent avenant a pour objet de modifier l'article 3 de la convention.", [(3, "replaced")]),
    # no change
    ("Les autres stipulations de la convention demeurent inchangées.", []),
    ("Toutes les autres dispositions restent en vigueur sans changement.", []),
    ("Le délai de huit mois fixé au paragraphe 14.1 n’est pas modifié.", []),
    ("Le comité technique prévu à l'article 8 conserve son rythme.", []),
    ("Le préavis reste celui de l'article 13, soit six mois.", []),
    ("Le présent avenant entre en vigueur le 1er février 2024. Il n’a pas d’effet sur le terme de la convention.", []),
    ("Vu l'article L. 214-1 du code de l'action sociale et des familles.", []),
    ("Les données sont traitées selon l'article 30 du RGPD.", []),
    ("Le comité de pilotage du 5 décembre a constaté un retard.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_says_which_article_changes_and_how(sentence: str, expected: list[tuple[int | None, str]]) -> None:
    assert [(article, kind) for article, kind, _ in one(sentence)] == expected


def test_a_change_is_its_sentence() -> None:
    sentence = "Au paragraphe 8.2, les mots « une fois l’an » sont remplacés par les mots « trois fois l’an »."
    assert one(f"{sentence} Le comité technique conserve son rythme.") == [(8, "replaced", sentence)]


def test_the_text_that_a_sentence_brings_in_belongs_to_it() -> None:
    body = "L'article 13 est modifié comme suit :\n\n« Le préavis est de six mois.\n\nIl court de la réception. »"
    assert one(body + "\n\nLe reste demeure inchangé.") == [(13, "replaced", body)]


def test_a_new_text_without_quotation_marks_runs_to_the_next_change() -> None:
    first = "L'article 13 est ainsi rédigé :\n\nLe préavis est de six mois.\n\nIl court de la réception."
    second = "L'article 14 est abrogé."
    assert one(f"{first}\n\n{second}") == [(13, "replaced", first), (14, "removed", second)]


def test_the_title_tells_the_article_where_the_text_is_only_the_new_text() -> None:
    body = "Article 2 – Modification de l'article 7 (comité de pilotage)\n\nLe comité se réunit trois fois par an."
    assert read(body) == [(7, "replaced", "Le comité se réunit trois fois par an.")]


def test_the_title_tells_the_article_of_a_sentence_that_does_not() -> None:
    body = "Article 2 – Modification de l'article 7\n\nLes mots « deux fois » sont remplacés par « trois fois »."
    assert [(article, kind) for article, kind, _ in read(body)] == [(7, "replaced")]


def test_an_announcement_says_nothing_new_about_an_article_that_is_changed_further_on() -> None:
    body = (
        "Article 1 – Objet\n\nLe présent avenant modifie les articles 5 et 8 de la convention.\n\n"
        "Article 2 – Plan\n\nÀ l'article 5, les mots « 2023 » sont remplacés par « 2024 »."
    )
    assert [(article, kind) for article, kind, _ in read(body)] == [(8, "replaced"), (5, "replaced")]


def test_what_is_quoted_names_no_article() -> None:
    sentence = "À l'article 7, les mots « selon l'article 5 » sont remplacés par les mots « selon l'article 6 »."
    assert [article for article, _, _ in one(sentence)] == [7]


def test_what_the_parties_and_the_motives_say_is_no_change() -> None:
    text = (
        HEAD
        + "Motifs\n\nL'article 5 est modifié parce que le plan est en retard.\n\nArticle A – Objet\n\nNéant."
        + FOOT
    )
    assert changes(text, find_sections(text)) == ()


def test_each_change_stands_in_its_section() -> None:
    text = (
        HEAD + "\n\n".join(f"Article {i} – Point\n\n{sentence}" for i, (sentence, _) in enumerate(SENTENCES, 1)) + FOOT
    )
    sections = {section.id: section for section in find_sections(text)}
    found = changes(text, tuple(sections.values()))
    assert len(found) >= 18
    assert all(sections[change.section_id].start <= change.start < change.end <= len(text) for change in found)


@pytest.mark.parametrize(
    ("cover", "filename", "number"),
    [
        ("AVENANT N° 1", "x", 1),
        ("Avenant n°12", "x", 12),
        ("Avenant numéro 3", "x", 3),
        ("Avenant 2 à la CTG", "x", 2),
        ("Deuxième avenant", "x", 2),
        ("3e avenant à la convention", "x", 3),
        ("AVENANT N° II", "x", 2),
        ("Avenant", "Avenant-4_Verlac.odt", 4),
        ("Avenant 2026 à la CTG", "x", None),
        ("Avenant à la convention", "avenant.pdf", None),
    ],
)
def test_the_number_of_an_avenant(cover: str, filename: str, number: int | None) -> None:
    assert number_of_avenant(cover, filename) == number


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "Avenant n° 1\nà la convention territoriale globale des Coteaux de Lorvane signée le 28 juin "
            "2023\n\nDocument",
            "la convention territoriale globale des Coteaux de Lorvane signée le 28 juin 2023",
        ),
        ("Avenant à la CTG 2023-2027 signée le 12/03/2023.", "la CTG 2023-2027 signée le 12/03/2023"),
        (
            "Avenant à la convention territoriale globale\nde Verlac\nconclue le 1er mars 2023",
            "la convention territoriale globale de Verlac conclue le 1er mars 2023",
        ),
        (
            "Avenant à la Convention territoriale globale (CTG) 2021 - 2025",
            "la Convention territoriale globale (CTG) 2021 - 2025",
        ),
        (
            "Avenant à la convention\n\nVu la convention territoriale globale signée le 3 mai 2022 ;",
            "la convention territoriale globale signée le 3 mai 2022",
        ),
        ("Avenant à la convention territoriale globale.", ""),
        ("Une note", ""),
    ],
)
def test_the_convention_is_named_in_the_avenants_words(head: str, words: str) -> None:
    assert changed_convention(head) == words


def test_the_day_and_the_years_of_the_convention_are_read_from_those_words() -> None:
    words = "la convention territoriale globale 2023-2027 signée le 12 mars 2023"
    assert (date_named(words), period_named(words)) == ("2023-03-12", Period(2023, 2027))
    assert (date_named("la convention"), period_named("la convention")) == ("", None)


def test_a_convention_without_avenant_sentences_changes_nothing_by_mistake() -> None:
    assert [change.article for change in changes(SEED, find_sections(SEED))] == []
