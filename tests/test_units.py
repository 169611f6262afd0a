"""What a passage can be quoted by."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conventions import CARD, SEED
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import Passage, SectionKind
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections
from ctgbot.text.units import units_of


def passage(text: str, kind: SectionKind = "article") -> Passage:
    return Passage(
        "d:1", "d", "CTG Verlac", "s001", kind, "art. 1", ("Article 1",), 1, None, 100, 100 + len(text), text
    )


LONG = "La commune et la Caf suivent le projet avec les familles et le disent chaque année au conseil municipal réuni. "
QUOTED = [
    ("Un but.\n\nUn lot.", ["Un but.", "Un lot."]),
    ("Le comité :\n\n- suit ;\n- valide.", ["Le comité :\n\n- suit ;\n- valide."]),
    ("- suit ;\n\n- valide.\n\nFin.", ["- suit ;\n\n- valide.", "Fin."]),
    ("  Un but. \n \n Un lot.", ["Un but.", "Un lot."]),
    (LONG * 4, [LONG.strip()] * 4),
]


@pytest.mark.parametrize(("text", "units"), QUOTED)
def test_a_passage_is_quoted_by_its_paragraphs_and_a_long_one_by_its_sentences(text: str, units: list[str]) -> None:
    assert [unit.text for unit in units_of(passage(text))] == units


def test_a_short_clause_is_quoted_whole() -> None:
    text = "Un mois après l'envoi.\n\nSauf accord."
    assert [unit.text for unit in units_of(passage(text, "clause"))] == [text]


def test_a_list_is_known_as_one() -> None:
    assert [unit.is_list for unit in units_of(passage("Le comité :\n- suit ;\n- valide.\n\nFin."))] == [True, False]


def is_sound(whole: Passage) -> bool:
    """Slices of the passage with the document's offsets, in order, and no word lost."""
    units = units_of(whole)
    ends = [(whole.start, whole.start), *((unit.start, unit.end) for unit in units), (whole.end, whole.end)]
    between = [whole.text[a - whole.start : b - whole.start] for (_, a), (b, _) in pairwise(ends)]
    return not "".join(between).strip() and all(
        whole.text[unit.start - whole.start : unit.end - whole.start] == unit.text for unit in units
    )


def test_units_of_the_seed_lose_no_word() -> None:
    assert all(is_sound(whole) for whole in cut_passages(CARD, SEED, find_sections(SEED)))


@given(st.text())
def test_units_of_any_passage_lose_no_word(text: str) -> None:
    assert is_sound(passage(text))
