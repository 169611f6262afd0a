"""Annexes announced, annexes joined, annexes missing."""

from __future__ import annotations

import pytest
from conventions import SEED
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.text.annexes import announced, attached, not_attached
from ctgbot.text.structure import find_sections

PROSE = "Les parties font ensemble ce qui est dit à cet endroit du texte, et le suivent chaque année avec soin. " * 3


def said(text: str) -> list[tuple[str, str]]:
    return [(annexe.name, annexe.title) for annexe in announced(text, find_sections(text))]


def missing(text: str) -> list[str]:
    return [annexe.name for annexe in not_attached(text, find_sections(text))]


ANNOUNCED = [  # text, names and titles
    ("Le diagnostic figure en annexe 1.", [("1", "")]),
    ("Les plans (annexes 4 et 5) suivent.", [("4", ""), ("5", "")]),
    ("Sont jointes les annexes 1 à 3.", [("1", ""), ("2", ""), ("3", "")]),
    ("Voir l'annexe n° 2, puis l'annexe II et l'annexe 2.", [("2", "")]),
    ("Voir l'annexe B et l'annexe A.", [("A", ""), ("B", "")]),
    ("Une annexe à la convention le dit.", []),
    ("Annexe 1\tDiagnostic\nAnnexe 2\tPlan\n", [("1", "Diagnostic"), ("2", "Plan")]),
    ("Annexe 1 figure au dossier.", [("1", "")]),
    ("Sont joints :\n\nAnnexe 1 :\n\nLe diagnostic est partagé.", [("1", "")]),
    ("Voir l'annexe 1 (diagnostic partagé).", [("1", "diagnostic partagé")]),
    ("Pièces :\n- Annexe 1 : Diagnostic\n- Annexe 2 – Instances ;\n", [("1", "Diagnostic"), ("2", "Instances")]),
    ("Sommaire\nArticle 1 – Objet .... 1\nAnnexe 1 – Plan d'actions ..... 12\n", [("1", "Plan d'actions")]),
    ("Pièce jointe : Annexe 1 – Carte scolaire.", [("1", "Carte scolaire")]),
    ("Selon l'annexe 1 du décret n° 2021-1644 et l'annexe II de l'arrêté du 4 juillet 2024.", []),
    ("Selon l'annexe 2 de la présente convention.", [("2", "")]),
    ("Avenant n° 1\n\nL'annexe 2 de la convention est remplacée par l'annexe 1.", [("1", "")]),
    ("Voir l'annexe X et l'annexe XX.", []),
    ("Le budget annexe 2026 et ses 12 annexes.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_an_annexe_that_a_text_speaks_of_is_announced(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_the_seed_announces_three_annexes_cites_six_and_holds_none() -> None:
    sections = find_sections(SEED)
    found = announced(SEED, sections)
    assert [annexe.number for annexe in found] == [1, 2, 3, 4, 5, 6]
    assert [bool(annexe.title) for annexe in found] == [True] * 3 + [False] * 3
    assert found[2].title == "Décision du Conseil Municipal"
    assert SEED[found[2].start : found[2].end].startswith("**Annexe 3 :") or "Annexe 3" in SEED[found[2].start :][:20]
    assert attached(sections) == ()
    assert not_attached(SEED, sections) == found


JOINED = [  # what follows the signatures, names of what is missing
    ("Annexe 1 – Portrait\n\n" + PROSE, ["2"]),
    ("ANNEXE I\n\n" + PROSE + "\n\nANNEXE II\n\n" + PROSE, []),
    ("Annexe – Les instances\n\n" + PROSE, ["1"]),
    ("Annexe 2 – Instances\n\nArticle 1 – Séances\n\n" + PROSE + "\n\nVoir l'annexe 1.", ["1"]),
    ("", ["1", "2"]),
]


@pytest.mark.parametrize(("end", "expected"), JOINED)
def test_an_annexe_announced_and_not_joined_is_missing(end: str, expected: list[str]) -> None:
    text = (
        f"Article 1 – Objet\n\n{PROSE}\n\nArticle 2 – Pièces jointes\n\nSont joints :\n\nAnnexe 1 : Portrait\n"
        f"Annexe 2 : Les instances\n\nFait à Verlac, le 4 juin 2026.\n\nAnn Ohl\n\n{end}"
    )
    assert missing(text) == expected


def test_the_only_annexe_may_have_no_number() -> None:
    text = f"Article 1 – Objet\n\nVoir l'annexe 1. {PROSE}\n\nFait à Verlac, le 4 juin 2026.\n\nANNEXE\n\n{PROSE}"
    assert missing(text) == []


def test_a_list_under_the_word_annexes_joins_nothing() -> None:
    listed = "ANNEXES\n\nAnnexe 1 : Plan\n\nAnnexe 2 : Bilan\n"
    text = f"Article 1 – Objet\n\n{PROSE}\n\nFait à Verlac, le 4 juin 2026.\n\n{listed}"
    assert missing(text) == ["1", "2"]


@given(
    st.text()
    | st.lists(st.sampled_from(["annexe ", "Annexe 1 :", "\n", "à ", "3 ", "et ", "II", "A", "(", "Plan"])).map("".join)
)
def test_any_text_is_read_and_what_is_announced_stands_in_it(text: str) -> None:
    found = announced(text, find_sections(text))
    assert all(0 <= annexe.start < annexe.end <= len(text) and annexe.name for annexe in found)


@pytest.mark.parametrize("text", hostile_texts(60_000), ids=lambda text: repr(text[:12]))
def test_a_hostile_text_is_read_in_time(text: str) -> None:
    sections = find_sections(text)
    assert {annexe.start for annexe in not_attached(text, sections)} <= {a.start for a in announced(text, sections)}
