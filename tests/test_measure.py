"""Measures of the answers: judged in plain words, kept, compared, forgotten to the byte, written as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from doubles_measures import MeasuresDouble

from ctgbot.adapters.measures import FILE, SqlMeasures
from ctgbot.errors import CtgbotError
from ctgbot.eval_report import report_html
from ctgbot.measure import Change, Measured, change_of, differences, failures_of, measure
from ctgbot.measured import Cited, Item, Outcome, Terms
from ctgbot.model import Answer, AnswerStatus, Citation, SourcedSentence, SourcedText, Turn
from ctgbot.question_evaluation import Row

NOTICE = "un délai de prévenance de 6 mois"
ITEM = Item("q1", "Quel préavis ?", True, (13,), (NOTICE,), (Turn("user", "La CTG ?"),), ("lys",))
GOOD = Outcome(ITEM, "answered", None, f"6 mois : « {NOTICE} »", (Cited("lys", "CTG Lys", "art. 13", NOTICE),))
BAD = replace(GOOD, text="Aucune idée.", citations=(), failures=("Article 13 attendu et non cité.",))
TERMS = Terms("jeu.jsonl", "extractive", "e5", "0.1.0", 4, frozenset({"aaa", "bbb"}))
ATTACK = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def kept(measures: SqlMeasures, *outcomes: Outcome, terms: Terms = TERMS) -> int:
    return measures.add("2026-11-23T12:00:00+00:00", terms, {"items": len(outcomes)}, outcomes).number


def row(status: AnswerStatus, answerable: bool = True, cited: tuple[int, ...] = (), must: tuple[int, ...] = ()) -> Row:
    return Row("q", status, answerable, cited, (), (), (), 0, must)


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        (row("answered", cited=(13,), must=(13,)), ()),
        (row("refused", answerable=False), ()),
        (row("partial", answerable=False), ()),
        (row("refused"), ("Le texte répond, et la réponse dit que non.",)),
        (row("partial"), ("Le texte répond, et la réponse se dit partielle.",)),
        (row("answered", answerable=False), ("Le texte ne répond pas, et une réponse est donnée.",)),
        (row("answered", cited=(7,)), ()),
        (row("answered", must=(7, 13)), ("Article 7, 13 attendu et non cité.",)),
        (row("answered", cited=(7, 13), must=(13,)), ("Article 7 cité sans être attendu.",)),
        (replace(row("answered"), unsupported_numbers=("12",)), ("Nombre sans preuve dans les citations : 12.",)),
        (replace(row("answered"), unverified_sentences=2), ("Phrases non vérifiées : 2.",)),
        (replace(row("answered"), quotes_missing=("6 mois",)), ("L'extrait attendu n'est pas montré : « 6 mois ».",)),
    ],
)
def test_a_failure_is_said_in_plain_words(judged: Row, says: tuple[str, ...]) -> None:
    assert failures_of(judged) == says


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (GOOD, None, "premier passage"),
        (BAD, GOOD, "nouvel échec"),
        (BAD, BAD, "toujours en échec"),
        (GOOD, BAD, "corrigé"),
        (GOOD, GOOD, "toujours juste"),
    ],
)
def test_a_question_is_set_beside_its_last_answer(now: Outcome, before: Outcome | None, change: Change) -> None:
    assert change_of(now, before) == change


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (TERMS, ()),
        (replace(TERMS, documents=frozenset({"aaa", "bbb", "ccc", "ddd"})), ("2 documents ajoutés",)),
        (replace(TERMS, documents=frozenset({"aaa", "ccc"})), ("1 document ajouté", "1 document retiré")),
        (replace(TERMS, generation=5), ("documents relus",)),
        (replace(TERMS, engine="llm:mistral"), ("moteur : extractive → llm:mistral",)),
        (replace(TERMS, version="0.2.0", model="bge"), ("modèle : e5 → bge", "version : 0.1.0 → 0.2.0")),
        (replace(TERMS, settings={"llm_retries": "3"}), ("llm_retries : — → 3",)),
    ],
)
def test_what_has_changed_between_two_runs_is_told(now: Terms, says: tuple[str, ...]) -> None:
    assert differences(now, TERMS) == says


def test_a_run_is_kept_and_read_again_as_it_was(tmp_path: Path) -> None:
    number = kept(SqlMeasures.in_folder(tmp_path), GOOD, BAD)
    again = SqlMeasures.in_folder(tmp_path)
    assert again.outcomes(number) == (GOOD, BAD)
    (run,) = again.runs()
    assert (run.terms, run.totals) == (TERMS, {"items": 2})


def test_the_last_outcome_is_the_newest_of_the_same_question_whatever_its_file(tmp_path: Path) -> None:
    measures = SqlMeasures.in_folder(tmp_path)
    first = kept(measures, BAD)
    second = kept(measures, GOOD, terms=replace(TERMS, source="autre.jsonl"))
    edited = replace(ITEM, must_cite=(7,))
    assert measures.last_outcomes([edited]) == {edited: GOOD}
    assert measures.last_outcomes([ITEM], before=second) == {ITEM: BAD}
    assert measures.last_outcomes([ITEM], before=first) == {}
    assert measures.last_outcomes([replace(ITEM, question="Autre ?")]) == {}
    last = measures.last("jeu.jsonl")
    assert last is not None
    assert last.number == first


def test_an_erased_document_leaves_no_byte_of_its_text_in_the_measures(tmp_path: Path) -> None:
    measures = SqlMeasures.in_folder(tmp_path)
    other = Item("q2", "Qui anime ?", True, (7,), ("animé par la collectivité",))
    stays = Outcome(other, "answered", None, "La collectivité.", (Cited("roubaix", "CTG", "art. 7", "animé par"),))
    repeats = replace(BAD, text=f"Rien de sûr, peut-être {NOTICE}.", failures=(f"Non montré : « {NOTICE} ».",))
    number = kept(measures, GOOD, repeats, stays)
    measures.set_questions((replace(ITEM, history=()), other))
    assert NOTICE.encode() in (tmp_path / FILE).read_bytes()
    measures.forget({"lys": f"ARTICLE 13\n{NOTICE}."})
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert NOTICE.encode() not in held
    assert measures.outcomes(number)[2] == stays
    assert [item.must_quote for item in measures.questions()] == [(), other.must_quote]


def test_forgetting_before_any_measure_makes_no_file(tmp_path: Path) -> None:
    SqlMeasures.in_folder(tmp_path).forget({"lys": NOTICE})
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"pas une base" * 100)
    with pytest.raises(CtgbotError, match="illisible"):
        SqlMeasures.in_folder(tmp_path).runs()


def answered(question: str) -> Answer:
    citation = Citation(1, "lys", "CTG Lys", "art. 13", 13, None, 0, len(NOTICE), NOTICE, NOTICE)
    return Answer(question, "answered", None, SourcedText((SourcedSentence("6 mois.", (1,), True),), (citation,)))


def test_a_second_measure_is_compared_with_the_first() -> None:
    measures = MeasuresDouble()
    first = measure([ITEM], lambda question, *_: answered(question), TERMS, measures)
    second = measure([ITEM], lambda question, *_: answered(question), TERMS, measures)
    assert (first.previous, first.before) == (None, (None,))
    assert second.previous == first.run
    assert second.before == first.outcomes
    assert second.run.totals["failures"] == 0


def reported(*pairs: tuple[Outcome, Outcome | None]) -> str:
    measures = MeasuresDouble()
    run = measures.add("2026-11-23T12:00:00+00:00", TERMS, {"items": len(pairs), "quote_recall": 0.9}, ())
    return report_html(Measured(run, tuple(now for now, _ in pairs), run, tuple(before for _, before in pairs)))


def test_the_report_shows_failures_first_with_both_answers() -> None:
    page = reported((GOOD, GOOD), (BAD, GOOD))
    failed, passed = page.index("Article 13 attendu et non cité."), page.index('class="passed"')
    assert failed < passed
    article = page[page.index("<article") : passed]
    for words in ("nouvel échec", "Aucune idée.", "6 mois : «", NOTICE, "art. 13", "La dernière fois"):
        assert words in article
    assert "90,0\u00a0%" in page
    assert "≥ 95,0\u00a0%" in page


def test_the_report_loads_and_runs_nothing_and_escapes_everything() -> None:
    item = replace(ITEM, id=ATTACK, question=ATTACK, must_quote=(ATTACK,), history=(Turn("user", ATTACK),))
    planted = replace(BAD, item=item, text=ATTACK, failures=(ATTACK,), citations=(Cited(*[ATTACK] * 4),))
    page = reported((planted, planted))
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"(?:src|href)=[\"']|url\(|@import|https?://", page)
    assert "default-src 'none'" in page
