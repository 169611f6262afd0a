"""Where a French sentence ends, and where a point ends nothing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conventions import SEED
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.sentences import split_sentences

SPLIT = [
    ("La Caf agit. La commune suit.", ["La Caf agit.", "La commune suit."]),
    ("Est-ce dit ? Oui ! Bien… Fin", ["Est-ce dit ?", "Oui !", "Bien…", "Fin"]),
    ("L'art. 13 s'applique. La Caf (art. L. 263-1) agit.", ["L'art. 13 s'applique.", "La Caf (art. L. 263-1) agit."]),
    ("M. Ohl signe. Mme. Roy aussi.", ["M. Ohl signe.", "Mme. Roy aussi."]),
    ("Voir p. 3 et cf. annexe 2. Fin.", ["Voir p. 3 et cf. annexe 2.", "Fin."]),
    ("Les données (lieux, dates, etc...) servent. Oui.", ["Les données (lieux, dates, etc...) servent.", "Oui."]),
    ("Il vaut 2.5 points. Fin.", ["Il vaut 2.5 points.", "Fin."]),
    ("La fin est en 2028. 5 ans passent.", ["La fin est en 2028.", "5 ans passent."]),
    ("« Tout est dit. » La suite.", ["« Tout est dit. »", "La suite."]),
    ("14.1. Dénonciation\nElle cesse. Fin.", ["14.1. Dénonciation\nElle cesse.", "Fin."]),
    ("Le comité :\n- suit ;\n- conclut. Il siège.", ["Le comité :", "- suit ;", "- conclut.", "Il siège."]),
    ("Un titre\n\nUn texte", ["Un titre", "Un texte"]),
    ("coupé par\nla page. Fin.", ["coupé par\nla page.", "Fin."]),
    ("Comité\tIl siège. Il suit.\nCaf\tElle agit.", ["Comité\tIl siège. Il suit.", "Caf\tElle agit."]),
    ("Il siège. Il suit.\nChamp\tPilote\nFin. Oui.", ["Il siège.", "Il suit.", "Champ\tPilote", "Fin.", "Oui."]),
    ("•\tIl siège. Il suit.", ["•\tIl siège.", "Il suit."]),
    ("   ", []),
    ("", []),
]


# Each is written one after the other, a list item on its own line.
FOLLOWING = [
    ["Le code (art. L. 263-1 du Casf) s'applique.", "La Caf suit."],
    ["L'art. L. 263-1 s'applique.", "Fin."],
    ["Vu l'article L. 223-1 du code.", "Vu l'arrêté."],
    ["M. X signe.", "Mme Y aussi."],
    ["Mme. Roy et M. Ohl signent.", "Fait à Lys."],
    ["MM. Ohl et Roy siègent.", "Fin."],
    ["Le Dr. Roy est invité.", "Il vote."],
    ["Voir l'annexe n° 3.", "Elle compte."],
    ["Voir n°3 et n° 4.", "Fin."],
    ["Voir p. 3.", "Puis p. 12 et pp. 14-15.", "Fin."],
    ["Les crèches, haltes, etc. sont listées.", "Fin."],
    ["Les crèches, haltes, etc.", "La Caf les finance."],
    ["Les lieux (crèches, haltes, etc.).", "La Caf agit."],
    ["Les lieux, etc...", "La Caf agit."],
    ["Cf. l'annexe 2.", "Fin."],
    ["Le délai court (cf. Annexe 2) à la signature.", "Fin."],
    ["L'art. 13, al. 2, prévoit 6 mois.", "Fin."],
    ["L'article 13 al. 2.", "La suite."],
    ["L'article 1er.", "Il dit tout."],
    ["Le 1er. janvier est férié.", "Fin."],
    ["La S.A. Crèche gère le lieu.", "La commune paie."],
    ["La société est une S.A.", "Elle gère le lieu."],
    ["La C.A.F. du Nord signe.", "La M.S.A. aussi."],
    ["La commune de St. Ouen signe.", "Fin."],
    ["Rendez-vous au 12 av. Foch à Lys.", "Fin."],
    ["Le siège est bd. Victor Hugo.", "Fin."],
    ["Il vaut 2.5 points et 1.250,50 €.", "Fin."],
    ["Le taux est de 3,5 %.", "Il baisse."],
    ["Le prix est de 1 000 €.", "Il monte."],
    ["Le comité suit :", "- les crèches ;", "- les familles.", "Il siège."],
    ["Les axes sont :", "1) la jeunesse ;", "2) le logement.", "Fin."],
    ["Les axes :", "a) jeunesse ;", "b) logement"],
    ["Est-ce vrai ?!", "Oui."],
    ["Quoi ?!!", "Rien."],
    ["Il hésite… puis signe.", "Fin."],
    ["Il hésite...", "La Caf signe."],
    ["Il hésite…", "La Caf signe."],
    ["« Tout est dit. »", "La suite."],
    ["« Est-ce dit ? » demande la Caf.", "Oui."],
    ["Le délai (six mois) court.", "(Voir l'annexe.)", "Fin."],
    ["La convention prend fin en 2028.", "Le bilan suit."],
    ["Voir l'article 13.", "Le délai court."],
    ["Elle dure 6 mois env.", "La Caf l'anime."],
    ["Le R.G.P.D. s'applique.", "Fin."],
    ["Le tél. 03 20 00 00 00 répond.", "Fin."],
    ["Écrire à www.caf.fr ou contact@caf.fr.", "Merci."],
    ["Selon l'art. R. 227-1 et l'art. D. 521-12, la commune organise.", "Fin."],
    ["J.-P. Roy signe.", "Fin."],
    ["La loi du 6 janv. 1978 s'applique.", "Fin."],
    ["Entre le 1er sept. 2024 et le 31 déc. 2028, la Caf agit.", "Fin."],
    ["La Sté. Crèche gère.", "Fin."],
    ["Le montant max. est fixé.", "Fin."],
    ["La convention compte env. 12 actions.", "Fin."],
    ["M. Le Goff signe.", "Il préside."],
    ["Les alinéas 1er.", "Le second suit."],
    ["Elle vise les 0-3 ans, 3-6 ans, etc.", "Elle est annuelle."],
    ["Le taux de 0.5 % s'applique.", "Fin."],
    ["« Rien ! »", "Oui."],
]


@pytest.mark.parametrize("sentences", FOLLOWING, ids=lambda sentences: sentences[0])
def test_sentences_written_one_after_the_other_come_back(sentences: list[str]) -> None:
    text = re.sub(r"(?<=[:;]) (?=- |\d\)|[ab]\))", "\n", " ".join(sentences))
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_a_text_is_split_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_the_notice_period_of_the_seed_is_one_sentence() -> None:
    found = [SEED[start:end] for start, end in split_sentences(SEED)]
    assert (
        "La présente convention peut être dénoncée par l'une ou l'autre des parties moyennant un délai de prévenance de"
        " 6 mois." in found
    )


def is_whole(text: str) -> bool:
    """Trimmed spans in order; nothing but white space between them."""
    spans = [(0, 0), *split_sentences(text), (len(text), len(text))]
    return all(not text[a:b].strip() for (_, a), (b, _) in pairwise(spans)) and all(
        text[start:end] == text[start:end].strip() for start, end in spans
    )


@given(
    st.text()
    | st.lists(st.sampled_from(["M.", "art.", "Fin.", "\n", "\n\n", "- ", "2.", "etc...", "La", "»"])).map(" ".join)
)
def test_no_word_is_lost_between_two_sentences(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_no_word_of_a_hostile_text_is_lost(text: str) -> None:
    assert is_whole(text)
