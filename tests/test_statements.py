"""What can be said and quoted of a document: sentences, items, rows, each with what introduces it."""

from __future__ import annotations

import pytest
from clause_reading import document_of
from conventions import SEED

from ctgbot.clauses.statements import Statement, read_statements

ARTICLE = "ARTICLE 7 – SUIVI\n\n"


def statements_of(text: str) -> list[Statement]:
    return [one for one in read_statements(document_of(ARTICLE + text)) if one.article == 7]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Il se réunit. Il décide.", ["Il se réunit.", "Il décide."]),
        ("Il comprend :\n- deux élus ;\n- un agent.", ["Il comprend :", "- deux élus ;", "- un agent."]),
        ("Il est animé par\n\nla collectivité.", ["Il est animé par\n\nla collectivité."]),
        ("| Comité | Rythme |\n| Copil | deux fois par an |", ["Comité\tRythme", "Copil\tdeux fois par an"]),
        (
            "| Durée | Elle est de 4 ans. Elle court dès 2024. |",
            ["Durée", "Elle est de 4 ans.", "Elle court dès 2024."],
        ),
        ("Durée : 4 ans\nForme : écrite", ["Durée : 4 ans", "Forme : écrite"]),
        ("Retrait. Un signataire peut se retirer.", ["Retrait.", "Un signataire peut se retirer."]),
        ("Les actions sont suivies. Néant.", ["Les actions sont suivies.", "Néant."]),
    ],
)
def test_a_text_is_cut_into_what_can_be_quoted(text: str, said: list[str]) -> None:
    assert [one.text for one in statements_of(text)] == said


def test_an_item_knows_what_introduces_it() -> None:
    *_, item = statements_of("Il comprend :\n- deux élus ;\n- un agent.")
    assert item.lead is not None
    assert item.lead.text == "Il comprend :"
    assert item.context.endswith("il comprend :")


def test_a_row_knows_its_header_and_a_long_cell_its_row() -> None:
    _, row = statements_of("| Comité | Rythme |\n| Copil | deux fois par an |")
    assert row.lead is not None
    assert (row.lead.text, row.flat) == ("Comité\tRythme", "copil|deux fois par an")
    *_, sentence = statements_of("| Durée | Elle est de 4 ans. Elle court dès 2024. |")
    assert sentence.lead is not None
    assert sentence.lead.text == "Durée"


@pytest.mark.parametrize(
    "text",
    ["Effets\n\nLes aides sont versées.", "Effets. Les aides sont versées.", "Effets\n\nA. Les aides sont versées."],
)
def test_a_small_title_stands_above_what_follows_it(text: str) -> None:
    assert "effets" in statements_of(text)[-1].rubric


def test_every_statement_of_the_seed_is_a_slice_of_it() -> None:
    document = document_of(SEED)
    statements = read_statements(document)
    end = 0
    for one in statements:
        assert end <= one.start < one.end
        assert document.text[one.start : one.end] == one.text
        assert len(one.flat) == len(one.text)
        end = one.end


def test_blanks_and_examples_to_replace_are_known() -> None:
    statements = read_statements(document_of(SEED))
    (term,) = (one for one in statements if "JJ/MM/AAAA jusqu'au" in one.text)
    assert len(statements.blanks_in(term)) == 3
    (example,) = (one for one in statements if "XXX allocataires" in one.text)
    assert statements.is_template(example.start)
    assert not statements.is_template(term.start)
