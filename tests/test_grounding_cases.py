"""The spec of proof, as a table: `data/grounding_cases.txt`, read here and nowhere else."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctgbot.text.grounding import supports

_ESCAPE = re.compile(r"\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")


def _cases() -> Iterator[tuple[str, str, bool]]:
    """(sentence, quote, whether the quote proves it)."""
    quote = ""
    for line in (Path(__file__).parent / "data" / "grounding_cases.txt").read_text("utf-8").splitlines():
        mark, text = line[:1], _ESCAPE.sub(lambda found: codecs.decode(found[0], "unicode_escape"), line[2:])
        if mark == ">":
            quote = text
        elif mark in "+-" and mark:
            yield text, quote, mark == "+"


CASES = tuple(_cases())


@pytest.mark.parametrize(("sentence", "quote", "expected"), CASES)
def test_a_sentence_is_proven_by_what_its_quote_says_and_by_nothing_else(
    sentence: str, quote: str, expected: bool
) -> None:
    assert supports(sentence, [quote]) is expected


def test_the_table_holds_as_much_truth_as_forgery() -> None:
    true = sum(expected for _, _, expected in CASES)
    assert len(CASES) >= 150
    assert 0.35 <= true / len(CASES) <= 0.65


def test_what_the_question_names_does_not_move_a_party() -> None:
    quote = "Le secrétariat est assuré par la collectivité."
    assert not supports("Le secrétariat est assuré par la Caf.", [quote], free="caf du nord")
    assert not supports("La Caf assure le secrétariat.", [quote], free="caf du nord")


def test_a_number_before_its_own_quote_keeps_the_bound_that_the_quote_shows() -> None:
    quote = "Le comité se réunit au moins deux fois par an."
    assert supports(f"Deux fois (art. 4) : « {quote} »", [quote], places=("art. 4",))
    assert not supports(f"Il se réunit deux fois (art. 4) : « {quote} »", [quote], places=("art. 4",))
