"""Page « Mesure » as Streamlit runs it, around a double: questions written, handed over, asked, compared."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from doubles_measures import MeasuresDouble
from doubles_web import ATTACK, NOTICE, AssistantDouble, hostile, seed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from ctgbot.errors import BadRequest
from ctgbot.measure import Measured, Watch, measure
from ctgbot.measured import Item, Terms
from ctgbot.settings import Settings
from ctgbot.web.measure_form import article_numbers, handed_over, merged, next_id, written_item
from ctgbot.web.measuring import Measuring

APP = str(Path(__file__).parent.parent / "app.py")
PAGE = "from ctgbot.web.measure import measure\n\nmeasure()"
GOOD = Item("q-001", "Quel préavis ?", True, must_quote=(NOTICE,))
BAD = Item("q-002", "Quel bonus ?", True, must_quote=("jamais écrit",))


@dataclass
class MeasuringDouble(AssistantDouble):
    """Measures with the real rules, kept in memory; `version` is the program's."""

    measures: MeasuresDouble = field(default_factory=MeasuresDouble)
    version: str = "1"

    def measure(
        self, items: Sequence[Item], source: str, engine: str = "extractive", watch: Watch | None = None
    ) -> Measured:
        hashes = frozenset(card.id for card in self.documents())
        terms = Terms(source, engine, "e5", self.version, len(self.library), hashes)
        return measure(items, self.ask, terms, self.measures, watch or (lambda _done, _total: None))


@pytest.fixture
def assistant(tmp_path: Path) -> MeasuringDouble:
    return MeasuringDouble(settings=Settings(index=tmp_path / "index", corpus=tmp_path / "corpus"))


def opened(assistant: MeasuringDouble) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def button(app: AppTest, label: str) -> Button:
    return next(found for found in app.button if found.label == label)


def shown(app: AppTest) -> str:
    return "\n".join(element.body for element in app.html).replace("\u00a0", " ").replace("&#x27;", "'")


def told(app: AppTest) -> str:
    """Errors and successes, without the marks that keep them from being read as Markdown."""
    return "\n".join(element.value for element in (*app.error, *app.success)).replace("\\", "")


def typed(app: AppTest, question: str, articles: str = "", quote: str = "") -> AppTest:
    app.text_area(key="measure-question").set_value(question)
    app.text_input(key="measure-articles").set_value(articles)
    app.text_area(key="measure-quote").set_value(quote)
    app = button(app, "Ajouter la question").click().run()
    assert not app.exception
    return app


def measuring_of(app: AppTest) -> Measuring | None:
    found = app.session_state["measuring"] if "measuring" in app.session_state else None  # noqa: SIM401 (no `get` there)
    assert found is None or isinstance(found, Measuring)
    return found


def asked(app: AppTest) -> AppTest:
    """Every question asked, waited for."""
    button(app, "Poser toutes les questions").click().run()
    for _ in range(200):
        task = measuring_of(app)
        if task is None or task.future.done():
            break
        time.sleep(0.05)
    app.run()
    assert not app.exception
    return app


def test_an_empty_page_says_where_to_begin(assistant: MeasuringDouble) -> None:
    app = opened(assistant)
    assert not app.exception
    assert "Aucune question pour l'instant" in shown(app)


def test_a_question_is_added_with_what_is_expected(assistant: MeasuringDouble) -> None:
    app = typed(opened(assistant), " Quel préavis ? ", "art. 13, 7", NOTICE)
    assert assistant.measures.written == (Item("q-001", "Quel préavis ?", True, (13, 7), (NOTICE,)),)
    assert "Question « q-001 » ajoutée" in told(app)
    assert "art. 13" in shown(app)
    assert app.text_area(key="measure-question").value == ""


@pytest.mark.parametrize(
    ("question", "articles", "says"),
    [
        ("", "13", "Écrivez la question."),
        ("Quel préavis ?", "", "Dites ce qui est attendu"),
        ("Quel préavis ?", "treize", "« treize » n'est pas un numéro d'article"),
        ("Quel préavis ?", "-3", "n'est pas un numéro d'article"),
    ],
)
def test_a_question_that_cannot_be_kept_says_why_and_stays_typed(
    assistant: MeasuringDouble, question: str, articles: str, says: str
) -> None:
    app = typed(opened(assistant), question, articles)
    assert says in told(app)
    assert assistant.measures.written == ()
    assert app.text_input(key="measure-articles").value == articles


def test_a_quote_that_the_chosen_document_does_not_hold_is_refused(assistant: MeasuringDouble) -> None:
    app = opened(assistant)
    app.multiselect(key="measure-documents").set_value(["lys"])
    app = typed(app, "Quel préavis ?", quote="douze mois de préavis")
    assert "n'est pas dans le document choisi" in told(app)


def test_all_questions_are_asked_and_the_failures_are_shown(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (GOOD, BAD)
    said = shown(asked(opened(assistant)))
    assert [question for question, _, _ in assistant.questions] == ["Quel préavis ?", "Quel bonus ?"]
    assert "L'extrait attendu n'est pas montré : « jamais écrit »." in said
    assert "1 juste" in said
    assert "premier passage" in said


def test_a_second_run_stands_beside_the_first_and_says_what_changed(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (GOOD, BAD)
    app = asked(opened(assistant))
    assistant.library = [seed(), hostile()]
    assistant.version = "2"
    said = shown(asked(app))
    for words in ("1 document ajouté", "version : 1 → 2", "toujours en échec", "toujours juste", "La dernière fois"):
        assert words in said
    assert len(app.selectbox[0].options) == 2


def test_a_click_during_a_measure_starts_no_other_and_loses_nothing(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (GOOD,)
    assistant.gate.clear()
    app = opened(assistant)
    button(app, "Poser toutes les questions").click().run()
    assert button(app, "Poser toutes les questions").disabled
    app.run()
    assistant.gate.set()
    app.session_state["measuring"].future.result(20)
    assert "Mesure faite" in told(app.run())
    assert len(assistant.measures.kept) == 1


def test_a_measure_that_is_stopped_says_so_and_keeps_no_figures(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (GOOD, BAD)
    assistant.gate.clear()
    app = opened(assistant)
    button(app, "Poser toutes les questions").click().run()
    button(app, "Interrompre").click().run()
    assistant.gate.set()
    app.session_state["measuring"].future.exception(20)
    assert "Interrompu à votre demande" in told(app.run())
    assert assistant.measures.kept == []


def test_a_measure_over_an_index_that_refuses_says_why(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (Item("q-001", "x" * 3000, True, (13,)),)
    app = opened(assistant)
    button(app, "Poser toutes les questions").click().run()
    task = measuring_of(app)
    if task is not None:  # the page may have seen it fail already
        task.future.exception(20)
        app.run()
    assert "trop longue" in told(app)


def test_questions_are_taken_out(assistant: MeasuringDouble) -> None:
    assistant.measures.written = (GOOD, BAD)
    app = opened(assistant)
    app.multiselect(key="measure-out").set_value(["q-001"])
    button(app, "Retirer ces questions").click().run()
    assert list(assistant.measures.written) == [BAD]


def test_nothing_of_a_question_or_of_a_document_is_read_as_html(assistant: MeasuringDouble) -> None:
    assistant.library = [hostile()]
    assistant.measures.written = (Item(ATTACK, f"piège {ATTACK}", True, (1,), (ATTACK,)),)
    said = shown(asked(opened(assistant)))
    assert "<script" not in said
    assert "<img" not in said


def test_the_page_is_in_the_navigation(assistant: MeasuringDouble) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["assistant"] = assistant
    app.run()
    assert not app.exception
    assert "Mesure" in Path(APP).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "numbers"), [("", ()), ("7", (7,)), ("art. 7, 13", (7, 13)), ("articles 7 ; 13 ;7", (7, 13))]
)
def test_articles_are_read_as_agents_write_them(written: str, numbers: tuple[int, ...]) -> None:
    assert article_numbers(written) == numbers


def test_a_new_question_takes_the_first_free_name() -> None:
    assert next_id(()) == "q-001"
    assert next_id((GOOD, Item("q-003", "?", True))) == "q-002"


def test_a_file_is_handed_over_and_what_is_wrong_names_it_and_its_line() -> None:
    line = json.dumps({"id": "a", "question": "Quel préavis ?", "answerable": True, "must_cite": [13]})
    assert handed_over("jeu.jsonl", line.encode()) == (Item("a", "Quel préavis ?", True, (13,)),)
    for content, says in ((b"{oups", "« jeu.jsonl », ligne 1"), (b"", "aucune question"), (b"\xff\xfe", "UTF-8")):
        with pytest.raises(BadRequest, match=says):
            handed_over("jeu.jsonl", content)


def test_a_question_of_the_same_name_is_replaced() -> None:
    again = Item("q-001", "Autre ?", True, (1,))
    assert merged((GOOD, BAD), (again,)) == (again, BAD)


def test_a_refusal_may_be_expected_without_an_article() -> None:
    assert not written_item((), "Quel montant ?", ("", "", True), ()).answerable
