"""What a person wants: the plain cases, and the near misses on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import Turn
from ctgbot.text.understand import understand


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bonjour", "greeting"),
        ("bonjour !", "greeting"),
        ("Salut, ça va ?", "well_being"),
        ("Comment allez-vous ?", "well_being"),
        ("Merci beaucoup !", "thanks"),
        ("merci, bonne journée", "thanks"),
        ("Au revoir", "goodbye"),
        ("Qui es-tu ?", "identity"),
        ("Es-tu un robot ?", "identity"),
        ("Bonjour, que sais-tu faire ?", "abilities"),
        ("Comment peux-tu m'aider ?", "abilities"),
        ("À quoi sers-tu ?", "abilities"),
        ("Parfait, merci", "thanks"),
        ("ok", "agreement"),
        ("D'accord, très bien.", "agreement"),
        ("aide", "abilities"),
    ],
)
def test_small_talk_is_known_by_its_kind(text: str, kind: str) -> None:
    understood = understand(text, [Turn("user", "Qui anime le copil ?")])
    assert (understood.intent, understood.kind, understood.changed) == ("small_talk", kind, False)


@pytest.mark.parametrize(
    ("text", "kind", "article"),
    [
        ("Rédige l'article 3", "article", 3),
        ("Rédige la partie libre de l'article 2 pour Hem.", "article", 2),
        ("Peux-tu me rédiger l'article 4 ?", "article", 4),
        ("Propose un paragraphe pour l'article 4 sur la parentalité.", "article", 4),
        ("Prépare un courrier de dénonciation de la CTG.", "lettre", None),
        ("Écris-moi une lettre de mise en demeure", "lettre", None),
        ("J'ai besoin d'un courrier pour la Caf", "lettre", None),
        ("Prépare la délibération du conseil municipal", "deliberation", None),
        ("Rédigez un avenant pour ajouter la MSA", "avenant", None),
        ("Bonjour, pouvez-vous nous préparer un projet d'avenant ?", "avenant", None),
        ("Modèle de courrier de dénonciation", "lettre", None),
        ("Aide-moi à rédiger une délibération", "deliberation", None),
        ("Rédige le compte rendu du copil", "compte_rendu", None),
        ("Prépare l'ordre du jour du prochain copil", "ordre_du_jour", None),
        ("Reformule la clause sur les données", "autre", None),
    ],
)
def test_a_draft_is_asked_for(text: str, kind: str, article: int | None) -> None:
    understood = understand(text, ())
    assert (understood.intent, understood.kind, understood.article) == ("draft", kind, article)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Vérifie la numérotation des annexes.", "la numérotation des annexes"),
        ("Relis la convention", "la convention"),
        ("Peux-tu vérifier les dates ?", "les dates"),
        ("Contrôle les renvois entre articles", "les renvois entre articles"),
        ("Pouvez-vous relire le projet de Hem ?", "le projet de Hem"),
        ("Y a-t-il des champs vides ?", "champs vides"),
        ("Il reste des champs à compléter ?", "champs à compléter"),
        ("Y a-t-il des incohérences dans la convention ?", "incohérences"),
        ("Y a-t-il des fautes d'orthographe ?", "fautes d'orthographe"),
        ("Liste les champs à compléter", "champs à compléter"),
        ("La convention est-elle complète ?", "La convention est-elle complète"),
        ("Que manque-t-il dans la convention ?", "Que manque-t-il dans"),
    ],
)
def test_a_check_is_asked_for(text: str, what: str) -> None:
    understood = understand(text, ())
    assert (understood.intent, understood.what) == ("check", what)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("C'est quoi un LAEP ?", "LAEP"),
        ("Que veut dire CTG ?", "CTG"),
        ("Que signifie le sigle RPE ?", "RPE"),
        ("Qu'est-ce qu'une mise en demeure ?", "mise en demeure"),
        ("Qu'est-ce que le bonus territoire ?", "bonus territoire"),
        ("Qu'est-ce que la parentalité ?", "parentalité"),
        ("Définition de « avenant »", "avenant"),
        ("Donne-moi la définition du schéma départemental", "schéma départemental"),
        ("Définis le terme COG", "COG"),
        ("Qu'entend-on par consentement mutuel ?", "consentement mutuel"),
        ("LAEP, c'est quoi ?", "LAEP"),
        ("EAJE ça veut dire quoi ?", "EAJE"),
        ("C'est quoi le SDSF ?", "SDSF"),
        ("Ça veut dire quoi ALSH ?", "ALSH"),
    ],
)
def test_a_word_is_to_be_defined(text: str, term: str) -> None:
    understood = understand(text, ())
    assert (understood.intent, understood.term) == ("definition", term)


@pytest.mark.parametrize(
    "text",
    [
        "Compare le préavis de Lys et celui de Hem",
        "Compare les deux conventions",
        "Quelles différences entre la CTG de Lys et celle de Hem ?",
        "Classe les conventions du préavis le plus court au plus long.",
        "Peux-tu comparer les fréquences du copil ?",
        "Tableau comparatif des délais",
        "En quoi la convention de Lys diffère-t-elle de celle de Hem ?",
    ],
)
def test_a_comparison_is_asked_for(text: str) -> None:
    assert understand(text, ()).intent == "compare"


@pytest.mark.parametrize(
    "text",
    [
        "Si on veut finir le 31 décembre 2026, quand faut-il prévenir ?",
        "Si la lettre est envoyée le 3 mars 2026, quand la convention s'arrête-t-elle ?",
    ],
)
def test_a_date_is_to_be_computed(text: str) -> None:
    assert understand(text, ()).intent == "date"


@pytest.mark.parametrize(
    "text",
    [
        "Quelle est la météo à Lille demain ?",
        "Donne-moi une recette de tarte aux pommes",
        "Écris un programme en Python qui trie une liste",
        "Quelle est la capitale de l'Espagne ?",
        "Raconte-moi une blague",
        "Combien font 12 x 45 ?",
        "3+4",
        "Pour qui voter dimanche ?",
        "Comment déclarer mes impôts ?",
        "Comment refaire mon passeport ?",
        "Qui a gagné le match de foot hier ?",
        "Traduis cette phrase en anglais",
        "Écris-moi un poème",
    ],
)
def test_another_world_is_out_of_scope(text: str) -> None:
    assert understand(text, ()).intent == "out_of_scope"


@pytest.mark.parametrize(
    "text",
    [
        "Le copil peut-il vérifier les comptes ?",
        "Qui vérifie le plan d'actions ?",
        "Vérifie si le préavis est de 6 mois",
        "Vérifie-t-on les dépenses chaque année ?",
        "Rédaction de l'avenant : qui s'en charge ?",
        "Qui rédige le compte rendu du copil ?",
        "Peut-on rédiger un avenant en cours d'année ?",
        "Faut-il rédiger un avenant pour ajouter la MSA ?",
        "La convention définit-elle la parentalité ?",
        "C'est quoi le délai pour résilier la CTG ?",
        "Qu'est-ce que l'avenant a changé ?",
        "Qu'est-ce que la Caf doit faire ?",
        "C'est quoi le préavis ?",
        "Qui définit les objectifs ?",
        "La comparaison des coûts est-elle prévue ?",
        "Bonjour, quel est le préavis ?",
        "Merci de me dire qui anime le copil",
        "Merci, et qui signe ?",
        "Qui êtes-vous tenus de prévenir en cas de dénonciation ?",
        "Peux-tu me dire qui préside le copil ?",
        "Y a-t-il des champs communs aux deux parties ?",
        "Y a-t-il un bonus territoire ?",
        "Y a-t-il une erreur à corriger en cas de faute ?",
        "Que se passe-t-il s'il y a des erreurs dans les données ?",
        "Quels impôts financent la crèche ?",
        "La Caf peut-elle transmettre des données aux impôts ?",
        "Quelles sont les recettes attendues ?",
        "Quelles recettes de la commune sont concernées ?",
        "Que dit le code de l'action sociale et des familles ?",
        "Quand finit la convention ?",
        "Quel est le montant du bonus ?",
        "Les élections municipales changent-elles la convention ?",
        "Combien de places de crèche ?",
        "Fais-tu la différence entre dénonciation et résiliation dans la convention ?",
        "Supprime l'article 13 de la convention",
        "Quelle est la capacité d'accueil ?",
        "Qui propose le plan d'actions ?",
        "Propose-t-on un avenant chaque année ?",
        "Que manque-t-il pour signer ?",
        "Quelle annexe contient le plan d'actions ?",
        "préavis",
        "La Caf contrôle-t-elle l'emploi des fonds ?",
        "Quelle est la différence entre dénonciation et résiliation ?",
        "Une lettre recommandée suffit-elle ?",
        "Un courrier simple suffit-il ?",
    ],
)
def test_in_doubt_it_is_a_question(text: str) -> None:
    assert understand(text, ()).intent == "question"


def test_a_follow_up_is_resolved_before_it_is_read() -> None:
    understood = understand("Et à Hem ?", [Turn("user", "Qui anime le copil à Lys-lez-Lannoy ?")])
    assert understood.question == "Qui anime le copil à Hem ?"
    assert (understood.intent, understood.changed) == ("question", True)


def test_a_draft_or_a_definition_is_no_follow_up() -> None:
    history = [Turn("user", "Qui anime le copil à Lys-lez-Lannoy ?")]
    assert understand("Rédige l'article 3", history).question == "Rédige l'article 3"
    assert understand("C'est quoi un LAEP ?", history).question == "C'est quoi un LAEP ?"


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text: str) -> None:
    assert understand(text, ()).question == text
