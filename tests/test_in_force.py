"""Which documents answer when the question does not choose."""

from __future__ import annotations

import pytest

from ctgbot.model import DocumentCard, Identity, Nature, Period, Standing
from ctgbot.text.in_force import in_force, real_first


def card(
    name: str,
    territoire: str,
    years: tuple[int, int] | None = None,
    nature: Nature = "convention",
    exemple: bool = False,
) -> DocumentCard:
    period = Period(*years) if years else None
    identity = Identity(name, nature, territoire, period, exemple=exemple)
    return DocumentCard(name, identity, None, f"{name}.pdf", "0" * 64, 1)


OLD = card("ctg-2020", "Verlac", (2020, 2023))
DRAFT = card("projet", "Verlac", (2024, 2028))
NEW = card("ctg-2024", "Verlac", (2024, 2028))
AVENANT = card("avenant", "Verlac", None, "avenant")
OLD_AVENANT = card("avenant-2020", "Verlac", None, "avenant")
HEM = card("ctg-hem", "Hem", (2020, 2023))
EXAMPLE = card("exemple", "Le Vaudrecy", (2023, 2026), exemple=True)
STANDINGS = {
    "projet": Standing(replaced_by="ctg-2024"),
    "ctg-2024": Standing(avenants=("avenant",), older=("projet",)),
    "avenant": Standing(convention="ctg-2024"),
    "avenant-2020": Standing(convention="ctg-2020"),
}
ALL = (OLD, DRAFT, NEW, AVENANT, OLD_AVENANT, HEM)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Quel est le préavis ?", (NEW, AVENANT, HEM)),
        ("Quel était le préavis en 2021 ?", (OLD, OLD_AVENANT, HEM)),
        ("Quel était le préavis dans l'ancienne convention ?", ALL),
        ("Quel préavis avant l'avenant ?", ALL),
    ],
)
def test_the_version_of_the_year_asked_answers(question: str, kept: tuple[DocumentCard, ...]) -> None:
    assert in_force(ALL, STANDINGS, question, 2026).cards == kept


def test_what_is_set_aside_is_said() -> None:
    found = in_force(ALL, STANDINGS, "Quel est le préavis ?", 2026)
    assert found.older == (DRAFT,)
    assert found.ended == (OLD, OLD_AVENANT)


def test_the_only_convention_of_a_territoire_answers_though_it_has_ended() -> None:
    assert in_force((HEM,), {}, "Quel est le préavis ?", 2026).cards == (HEM,)


def test_the_last_of_several_that_have_ended_answers() -> None:
    last = card("ctg-hem-2", "Hem", (2024, 2025))
    assert in_force((HEM, last), {}, "Quel est le préavis ?", 2026).cards == (last,)


def test_a_version_that_is_asked_alone_answers() -> None:
    assert in_force((DRAFT,), STANDINGS, "Quel est le préavis ?", 2026).cards == (DRAFT,)


def test_a_fictional_example_does_not_answer_beside_a_real_convention() -> None:
    found = real_first(in_force((HEM, EXAMPLE), {}, "Quel est le préavis ?", 2026))
    assert (found.cards, found.examples) == ((HEM,), (EXAMPLE,))
    assert real_first(in_force((EXAMPLE,), {}, "Quel est le préavis ?", 2026)).cards == (EXAMPLE,)
