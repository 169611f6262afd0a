"""Where a French sentence ends, and where a point ends nothing."""

from __future__ import annotations

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
