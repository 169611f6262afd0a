"""Which pieces answer, how sure that is, and the sentence that introduces them."""

from __future__ import annotations

import pytest
from clauses import ANIMATION, BONUS, PREAVIS, RECOURS

from ctgbot.model import DocumentCard, Identity, Passage, ScoredPassage
from ctgbot.text import phrasing
from ctgbot.text.answer_types import asked_types
from ctgbot.text.choose import Candidate, candidates, choose
from ctgbot.text.confidence import Verdict, judge
from ctgbot.text.equivalents import absent_things, equivalents
from ctgbot.text.matching import Term, count_stems, read_terms
from ctgbot.text.question import Part, read_question

CLAUSES = {13: PREAVIS, 7: ANIMATION, 14: RECOURS, 6: BONUS}
VOCABULARY = count_stems(CLAUSES.values())


def found(similarity: float = 0.8) -> tuple[ScoredPassage, ...]:
    """All clauses, each alike to the retriever: only words and kinds decide."""
    return tuple(
        ScoredPassage(
            Passage(str(n), "a", "CTG A", f"s{n}", "clause", f"art. {n}", (), n, None, n * 1000, n * 1000 + len(t), t),
            similarity,
            similarity,
        )
        for n, t in CLAUSES.items()
    )


def asked(question: str) -> tuple[Part, tuple[Term, ...], tuple[Candidate, ...]]:
    (part,) = read_question(question, (), lambda text: text).parts
    terms = read_terms(part.subject, VOCABULARY, equivalents(part.subject))
    return part, terms, choose(part, candidates(part, terms, found()), terms)


def verdict(question: str) -> Verdict:
    part, terms, chosen = asked(question)
    return judge(part, terms, chosen, absent_things(question, VOCABULARY))


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Quel est le délai de prévenance ?", 13),
        ("Qui tient le secrétariat permanent ?", 7),
        ("Quel tribunal juge le litige ?", 14),
        ("Que devient le contrat enfance jeunesse ?", 6),
        ("Que dit l'article 14 ?", 14),
    ],
)
def test_the_piece_that_holds_the_question_is_chosen(question: str, article: int) -> None:
    _, _, chosen = asked(question)
    assert chosen[0].unit.passage.article == article


def test_nothing_is_chosen_from_nothing() -> None:
    part, terms, _ = asked("Quel est le délai de prévenance ?")
    assert choose(part, candidates(part, terms, ()), terms) == ()


def test_every_piece_is_a_slice_of_its_passage() -> None:
    part, terms, _ = asked("Quel est le délai ?")
    for candidate in candidates(part, terms, found()):
        unit = candidate.unit
        start = unit.start - unit.passage.start
        assert unit.passage.text[start : start + len(unit.text)] == unit.text
        assert 0 <= candidate.cover <= 1


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Quel est le délai de prévenance ?", "answered"),
        ("De quel tribunal relèvent les litiges ?", "answered"),
        ("Quel est le montant du bonus territoire ?", "partial"),
        ("Quelle est la recette de la tarte aux prunes ?", "refused"),
    ],
)
def test_a_verdict_is_decided_by_what_the_texts_hold(question: str, status: str) -> None:
    assert verdict(question).status == status


def test_a_silence_is_named_by_what_is_asked() -> None:
    assert [kind.name for kind in verdict("Quel est le montant du bonus territoire ?").silent] == ["amount"]


@pytest.mark.parametrize(
    ("question", "quote", "lead"),
    [
        ("Quel est le délai ?", PREAVIS, "6 mois"),
        ("Quel est le délai ?", "quatre mois", "Quatre mois"),
        ("Quel est le délai ?", "un délai de 3 mois, ou de 6 mois", ""),
        ("Quel est le montant ?", "12 mois, 15 000 €", "15 000 €"),
        ("Qui signe ?", PREAVIS, ""),
    ],
)
def test_a_sole_quantity_leads_the_sentence(question: str, quote: str, lead: str) -> None:
    assert phrasing.headline(asked_types(question), quote) == lead


def test_a_quote_stands_on_one_line_between_its_own_marks() -> None:
    assert phrasing.quoted("art. 6", "un\n« Bonus  Ctg »") == "Art. 6 : « un “ Bonus Ctg ” »"
    assert phrasing.quoted("art. 6, CTG A", "6 mois", "6 mois") == "6 mois (art. 6, CTG A) : « 6 mois »"


def test_a_draft_and_an_example_are_named_as_such() -> None:
    card = DocumentCard("a", Identity("CTG A", statut="projet", exemple=True), None, "", "", 0)
    assert phrasing.label(card) == "CTG A (projet, exemple fictif)"
    assert phrasing.named([card] * 5) == "les documents choisis"


def test_documents_are_named_without_their_years_unless_only_the_years_tell_them_apart() -> None:
    old, new = (DocumentCard(i, Identity(f"CTG Verlac {i}"), None, "", "", 0) for i in ("2020-2023", "2024-2028"))
    assert phrasing.named([new]) == "« CTG Verlac »"
    assert phrasing.named([old, new]) == "« CTG Verlac 2020-2023 », « CTG Verlac 2024-2028 »"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("En autant d'exemplaires originaux que de signataires.", True),
        ("Fait en quatre exemplaires originaux.", True),
        ("Autant de réunions que nécessaire ; les exemplaires sont signés.", False),
        ("Les exemplaires sont signés.", False),
    ],
)
def test_a_count_may_be_told_by_as_many_as(text: str, holds: bool) -> None:
    (kind,) = asked_types("Combien d'exemplaires faut-il signer ?")
    assert kind.holds(text) is holds


def test_what_is_counted_is_what_is_spoken_of() -> None:
    (part,) = read_question("Combien de communes participent ?", (), str).parts
    terms = read_terms(part.subject, count_stems(["Neuf communes y prennent part.", *CLAUSES.values()]), {})
    assert "communes" in [term.word.text for term in terms]
    assert [term.word.text for term in terms if term.only_says] == ["participent"]


def test_the_figure_of_a_blank_counts_nothing() -> None:
    (kind,) = asked_types("Combien de foyers allocataires ?")
    assert not kind.holds("En décembre 20.., la Caf accompagne [nombre] foyers allocataires.")
    assert kind.holds("En décembre 20.., la Caf accompagne 1 385 foyers allocataires.")
