"""What a draft leaves to fill in, and what only looks like it."""

from __future__ import annotations

from collections import Counter

import pytest
from conventions import SEED
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.blanks import find_blanks, has_blank, template_from

SEED_COUNTS = {  # a careful reader's count: 53 in all
    "page": 18, "date": 5, "annee": 2, "valeur": 9, "note": 1, "choix": 3, "consigne": 6, "champ_vide": 4,
    "liste_vide": 1, "points": 1, "statut": 3,
}  # fmt: skip
BLANKS = [  # text, kind, what is to be filled in
    ("délibération du JJ/MM/AAAA", "date", "JJ/MM/AAAA"),
    ("au plus tard le XX/XX/N+1", "date", "XX/XX/N+1"),
    ("le XX/XX/2027", "date", "XX/XX/2027"),
    ("à compter du __/__/2027", "date", "__/__/2027"),
    ("le ../../....", "date", "../../...."),
    ("jusqu'au 31 décembre AAAA", "annee", "AAAA"),
    ("en 20xx", "annee", "20xx"),
    ("en 20…", "annee", "20…"),
    ("(*deux ans au plus*)", "note", "(*deux ans au plus*)"),
    ("le canton (à préciser selon le cas)", "choix", "(à préciser selon le cas)"),
    ("Partie libre pour décrire le projet.", "consigne", "Partie libre pour décrire le projet."),
    ("[à compléter : budget]", "consigne", "[à compléter : budget]"),
    ("[nombre] places", "consigne", "[nombre]"),
    ("- Fonction :", "champ_vide", "- Fonction :"),
    ("Nom et prénom :", "champ_vide", "Nom et prénom :"),
    ("Fait à", "champ_vide", "Fait à"),
    ("des champs tels que :\n\nElle permet", "liste_vide", "tels que :\n\n"),
    ("le canton de XXXX", "valeur", "XXXX"),
    ("X % du budget", "valeur", "X"),
    ("X gestionnaires", "valeur", "X"),
    ("Fait à ............", "points", "............"),
    ("n° ______ du conseil", "points", "______"),
    ("Le Maire de la Commune ...", "points", "..."),
    ("**PROJET**", "statut", "**PROJET**"),
    ("Objet Page X", "page", "Page X"),
]
FILLED = [
    "le 4 juin 2026", "Nom : Ann Ohl", "Fait à Verlac", "des champs tels que :\n\n- le loisir", "Exemple : la crèche",
    "le projet de territoire", "PROJET de territoire", "l'axe X.", "Mme X.", "etc...", "La suite ... du projet", "XXL",
    "Objet ............ 3", "Objet ............ 3\nDurée ........... 12\n", "Objet ______ 4", "[1]", "(selon le cas)",
]  # fmt: skip


def test_the_blanks_of_the_seed_are_those_that_a_careful_reader_counts() -> None:
    found = find_blanks(SEED)
    assert Counter(blank.kind for blank in found) == SEED_COUNTS
    assert len(found) == 53
    assert all(SEED[blank.start : blank.end] == blank.text for blank in found)


@pytest.mark.parametrize(("text", "kind", "written"), BLANKS)
def test_a_blank_is_found_with_its_kind(text: str, kind: str, written: str) -> None:
    assert [(blank.kind, blank.text) for blank in find_blanks(text)] == [(kind, written)]
    assert has_blank(text)


@pytest.mark.parametrize("text", FILLED)
def test_what_is_filled_in_is_no_blank(text: str) -> None:
    assert find_blanks(text) == ()
    assert not has_blank(text)


TEMPLATES = [
    ("Un texte.\n\nExemple :\n\nLa Caf finance…", 11),
    ("Exemples à remplacer :\nUn texte", 0),
    ("Partie libre. Exemple à remplacer :\nUn texte", 0),
    ("Exemple : la crèche de Verlac", None),
    ("Un texte.", None),
]


@pytest.mark.parametrize(("text", "at"), TEMPLATES)
def test_a_template_runs_from_the_line_that_says_so(text: str, at: int | None) -> None:
    assert template_from(text) == at


@given(st.lists(st.sampled_from([text for text, _, _ in BLANKS] + FILLED)).map("\n".join) | st.text())
def test_blanks_of_any_text_stand_in_it_in_order(text: str) -> None:
    end = 0
    for blank in find_blanks(text):
        assert end <= blank.start < blank.end
        assert text[blank.start : blank.end] == blank.text
        end = blank.end


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_blanks_of_a_hostile_text_do_not_overlap(text: str) -> None:
    assert sum(len(blank.text) for blank in find_blanks(text)) <= len(text)
    template_from(text)


OTHER_MARKS = [
    "le xx/xx/2025", "le xx xxxx 2025", "le JJ mois AAAA", "entre le 1er janvier 20_ _ et", "un montant de … euros",
    "un montant de ... euros", "soit … %", "soit __ %", "soit ?? %", "n° ... du 3 mai", "l'annexe n° X", "M./Mme …",
    "représentée par [Prénom NOM]", "la commune de <nom de la commune>", "la commune de {{commune}}",
    "représentée par (nom du signataire)", "(nombre) équipements", "[...]", "[…]", "Lieu : à définir",
    "date à préciser",
    "à renseigner par la Caf", "À COMPLÉTER", "A COMPLETER PAR LA CAF", "(insérer le logo)", "Insérer ici le logo",
    "NB : supprimer cette mention", "(*à adapter selon le territoire)", "[Option 1 : un an]", "☐ oui ☐ non",
    "rayer la mention inutile", "Délibération n°        du 3 mai", "Fait à            , le",
]  # fmt: skip


@pytest.mark.parametrize("mark", OTHER_MARKS)
def test_a_mark_of_another_template_is_a_blank(mark: str) -> None:
    assert find_blanks(f"Un texte.\n\n{mark}\n\nUn texte.")


NO_MARKS = [
    "Les modalités sont à définir par le comité de pilotage.", "Il reste à préciser les objectifs.",
    "des moyens, etc...",
    "un plan d'action… et des moyens", "l'article X est remis", "Note : les chiffres sont de 2023.",
    "le public visé (familles, enfants) est large", "100 % des places", "[1] source Insee",
    "Les trois axes à déterminer seront soumis au comité de pilotage.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_MARKS)
def test_plain_words_are_no_mark(text: str) -> None:
    assert not find_blanks(f"Un texte.\n\n{text}\n\nUn texte.")
