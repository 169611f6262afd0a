"""Leaving a convention, when the question does not say how; a heading that belies its clause."""

from __future__ import annotations

import pytest

from ctgbot.clauses.answers import every_regime
from ctgbot.model import Citation, Clause, Passage, Proof
from ctgbot.text.question import Part
from ctgbot.text.regimes import asks_every_regime
from ctgbot.text.title_conflict import title_conflicts


def part(question: str) -> Part:
    return Part(question, question, (), False)


@pytest.mark.parametrize(
    ("question", "is_open"),
    [
        ("C'est quoi le délai pour résilier la CTG ?", True),
        ("Comment sortir de la convention ?", True),
        ("Combien de temps pour mettre fin à la convention ?", True),
        ("Quelles sont les conditions de résiliation ?", True),
        ("Dans quels cas peut-on rompre la convention ?", True),
        ("Quel est le préavis pour résilier ?", False),
        ("Quel délai après une mise en demeure ?", False),
        ("Comment résilier en cas de faute ?", False),
        ("Comment résilier le bail de la crèche ?", False),
        ("Quels sont les effets de la résiliation ?", False),
        ("Qui peut résilier la convention ?", False),
    ],
)
def test_only_an_open_question_is_about_every_regime(question: str, is_open: bool) -> None:
    assert asks_every_regime(part(question)) is is_open


def clause(parameter: str, quote: str, at: int) -> Clause:
    return Clause("vaux", parameter, "rempli", "x", Proof(quote, "art. 13", 13, 1, at, at + len(quote)))


def passages_of(document: str) -> list[Passage]:
    return [Passage("p", document, "CTG", "s", "article", "art. 13", (), 13, 1, 0, 500, "x" * 500)]


def test_each_regime_has_its_line_and_its_condition() -> None:
    clauses = [
        clause("mise_en_demeure_delai", "un mois après la mise en demeure", 100),
        clause("denonciation_preavis", "un préavis de six mois", 0),
    ]
    found = every_regime(part("Comment sortir de la convention ?"), lambda _: clauses, passages_of)
    assert found is not None
    assert [one.unit.text for one in found.chosen] == ["un préavis de six mois", "un mois après la mise en demeure"]
    assert found.openings == ("Pour dénoncer la convention : ", "Après une mise en demeure : ")


def test_one_way_out_is_no_list() -> None:
    only = [clause("denonciation_preavis", "un préavis de six mois", 0)]
    assert every_regime(part("Comment sortir de la convention ?"), lambda _: only, passages_of) is None


@pytest.mark.parametrize(
    ("title", "quote", "expected"),
    [
        (
            "Résiliation par consentement mutuel",
            "La convention peut être dénoncée par l'une ou l'autre des parties.",
            ("consentement mutuel", "l'une ou l'autre"),
        ),
        ("Résiliation par consentement mutuel", "Les parties peuvent y mettre fin d'un commun accord.", None),
        ("Dénonciation unilatérale", "Elle prend fin d'un commun accord.", ("unilatérale", "commun accord")),
        ("Dénonciation unilatérale", "Chacune des parties peut la dénoncer.", None),
        (
            "Résiliation sans mise en demeure",
            "Elle est résiliée un mois après une mise en demeure restée sans réponse par lettre.",
            None,  # « sans » stands in the clause too: not sure enough
        ),
        (
            "Résiliation sans mise en demeure",
            "Elle est résiliée après une mise en demeure d'un mois.",
            ("sans mise en demeure", "après une mise en demeure"),
        ),
        (
            "Résiliation avec mise en demeure",
            "Elle est résiliée sans mise en demeure.",
            ("avec mise en demeure", "sans mise en demeure"),
        ),
        ("Tacite reconduction", "Elle est reconduite par accord exprès.", ("Tacite", "exprès")),
        ("Tacite reconduction", "Elle se renouvelle par tacite reconduction.", None),
        ("Reconduction", "Elle n'est pas reconduite.", ("Reconduction", "n'est pas reconduite")),
        ("Reconduction", "Elle est reconduite par accord exprès.", None),
        ("Comité annuel", "Il se réunit deux fois par an.", ("annuel", "deux fois par an")),
        ("Comité annuel", "Il se réunit une fois par an.", None),
        ("Durée", "Elle est conclue pour quatre ans.", None),
        ("Règlement à l'amiable", "L'une ou l'autre des parties réunit le comité.", None),
    ],
)
def test_a_heading_that_belies_its_clause_is_told(title: str, quote: str, expected: tuple[str, str] | None) -> None:
    cited = Citation(1, "vaux", "CTG", f"art. 13 › {title}", 13, 1, 0, len(quote), quote, quote)
    said = list(title_conflicts([cited]))
    assert len(said) == (expected is not None)
    if expected:
        assert f"annonce « {expected[0]} »" in said[0]
        assert f"dit « {expected[1]} »" in said[0]
