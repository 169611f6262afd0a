"""Page « Mesure »: questions with what is expected, asked all at once, and the score of each version."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.eval_report import report_html
from ctgbot.measure import Measured
from ctgbot.measured import Item, Run
from ctgbot.question_evaluation import item_json
from ctgbot.web.measure_form import check_quote, handed_over, merged, written_item
from ctgbot.web.measure_markup import measured_html, questions_html, run_words, runs_html
from ctgbot.web.measuring import Measuring, forget_measuring, measuring, start_measure
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.words import as_markdown, document_line

PROMISE = "Vos questions, ce que vous en attendez, et le score à chaque version du corpus et du programme."
_LOOK = Path(__file__).parent / "static" / "measure.css"
_FIELDS: dict[str, str | bool | tuple[str, ...]] = {
    "question": "",
    "articles": "",
    "quote": "",
    "refusal": False,
    "documents": (),
}
_SAID = "measure-said"  # (kind, words): what the last click did, shown once
_MOST_RUNS = 50  # of the table


def measure() -> None:
    st.html(_LOOK)
    st.html(f'<header class="ctg-header"><h1>Mesure</h1><p>{PROMISE}</p></header>')
    desk = get_desk()
    items = desk.assistant.measures.questions()
    with st.container():  # always there: what comes below keeps its place, and its fold
        _say()
        _progress()
    with st.container():
        _questions(desk, items)
    _form(desk)
    _files(desk, items)
    _runs(desk)


def _questions(desk: Desk, items: tuple[Item, ...]) -> None:
    if not items:
        st.html(
            '<section class="ctg-empty"><h2>Aucune question pour l\'instant</h2>'
            "<p>Ajoutez-en une ci-dessous avec l'article attendu, ou importez un fichier.</p></section>"
        )
        return
    st.html(questions_html(items))
    with st.container(horizontal=True):
        st.button(
            "Poser toutes les questions",
            type="primary",
            icon=":material/play_arrow:",
            on_click=start_measure,
            args=(desk, items),
            disabled=_is_busy(),
        )
        lines = "".join(json.dumps(item_json(item), ensure_ascii=False) + "\n" for item in items)
        st.download_button("Exporter les questions", lines, "questions.jsonl", "application/jsonl", on_click="ignore")


def _form(desk: Desk) -> None:
    cards = {card.id: card for card in desk.assistant.documents()}
    with st.expander("Ajouter une question", key="adding-question"), st.form("add-question", border=False):
        st.text_area("Question", key="measure-question", height=80)
        st.text_input("Articles attendus", key="measure-articles", placeholder="7, 13")
        st.text_area("Extrait attendu, mot pour mot (facultatif)", key="measure-quote", height=80)
        st.checkbox("Le texte ne répond pas : un « non » est attendu", key="measure-refusal")
        st.multiselect(
            "Documents (aucun : tous)",
            list(cards),
            key="measure-documents",
            format_func=lambda one: document_line(cards[one]),
            placeholder="Tous les documents",
        )
        st.form_submit_button("Ajouter la question", on_click=_add, args=(desk,))


def _files(desk: Desk, items: tuple[Item, ...]) -> None:
    with st.expander("Importer ou retirer des questions", key="question-files"):
        with st.form("import-questions", border=False, clear_on_submit=True):
            st.file_uploader("Fichier de questions (.jsonl)", type=["jsonl"], key="measure-file")
            st.form_submit_button("Importer", on_click=_import, args=(desk,))
        if items:
            names = {item.id: item.question for item in items}
            st.multiselect(
                "Questions à retirer",
                list(names),
                key="measure-out",
                format_func=lambda one: f"{one} · {names[one]}",
                placeholder="Choisissez",
            )
            st.button("Retirer ces questions", on_click=_remove, args=(desk,))


def _runs(desk: Desk) -> None:
    runs = desk.assistant.measures.runs()
    if not runs:
        return
    st.html('<h2 class="ctg-part">Mesures</h2>')
    st.html(runs_html(runs[:_MOST_RUNS]))
    known = {run.number: run for run in runs}
    newest = f"measure-run-{runs[0].number}"  # a new measure opens itself, whatever was being read
    # By number: two measures of one minute would have one label, and a label is what the browser sends back.
    chosen = st.selectbox(
        "Mesure à lire", list(known), key=newest, format_func=lambda one: f"n° {one} · {run_words(known[one])}"
    )
    measured = _read(desk, known[chosen], runs)
    st.html(measured_html(measured))
    st.download_button(
        "Télécharger ce compte rendu", report_html(measured), "mesure.html", "text/html", on_click="ignore"
    )


def _read(desk: Desk, run: Run, runs: tuple[Run, ...]) -> Measured:
    """The run beside what each of its questions had got before."""
    outcomes = desk.assistant.measures.outcomes(run.number)
    before = desk.assistant.measures.last_outcomes([one.item for one in outcomes], before=run.number)
    older = (one for one in runs if one.number < run.number and one.terms.source == run.terms.source)
    return Measured(run, outcomes, next(older, None), tuple(before.get(one.item) for one in outcomes))


def _add(desk: Desk) -> None:
    """A callback: what was typed stays when it is refused."""
    typed = {name: st.session_state.get(f"measure-{name}") or empty for name, empty in _FIELDS.items()}
    measures = desk.assistant.measures
    try:
        known = measures.questions()
        expected = (str(typed["articles"]), str(typed["quote"]), bool(typed["refusal"]))
        item = written_item(
            known, str(typed["question"]), expected, tuple(st.session_state.get("measure-documents", ()))
        )
        check_quote(item, lambda document: desk.assistant.show(document).text)
        measures.set_questions((*known, item))
    except CtgbotError as error:
        st.session_state[_SAID] = ("error", str(error))
        return
    for name, empty in _FIELDS.items():
        st.session_state[f"measure-{name}"] = empty
    st.session_state[_SAID] = ("success", f"Question « {item.id} » ajoutée.")


def _import(desk: Desk) -> None:
    file = st.session_state.get("measure-file")
    if file is None:
        st.session_state[_SAID] = ("error", "Choisissez un fichier de questions.")
        return
    measures = desk.assistant.measures
    try:
        new = handed_over(file.name, file.getvalue())
        measures.set_questions(merged(measures.questions(), new))
    except CtgbotError as error:
        st.session_state[_SAID] = ("error", str(error))
        return
    st.session_state[_SAID] = ("success", f"Questions importées : {len(new)}.")


def _remove(desk: Desk) -> None:
    gone = set(st.session_state.get("measure-out", ()))
    measures = desk.assistant.measures
    measures.set_questions([item for item in measures.questions() if item.id not in gone])
    st.session_state["measure-out"] = []
    st.session_state[_SAID] = ("success", f"Questions retirées : {len(gone)}.")


def _say() -> None:
    kind, words = st.session_state.pop(_SAID, ("", ""))
    if kind == "error":
        st.error(as_markdown(words), icon=":material/error:")
    elif words:
        st.success(as_markdown(words), icon=":material/check_circle:")


def _progress() -> None:
    task = measuring()
    if task is not None and not task.future.done():
        _bar(task)
    elif task is not None:
        _ended(task)


def _ended(task: Measuring) -> None:
    """Says a known failure; one that nobody expected is raised for the page to say."""
    forget_measuring()
    failure = task.future.exception()
    if isinstance(failure, CtgbotError):
        st.error(as_markdown(str(failure)), icon=":material/error:")
    elif failure is not None:
        raise failure
    else:
        st.success("Mesure faite. Le détail est plus bas.", icon=":material/check_circle:")


def _is_busy() -> bool:
    task = measuring()
    return task is not None and not task.future.done()


@st.fragment(run_every=0.5)
def _bar(task: Measuring) -> None:
    if task.future.done():
        st.rerun()
    with st.container(border=True, gap="small"):
        st.progress(task.done / max(task.total, 1), text=f"Question {task.done} sur {task.total}")
        st.button("Interrompre", icon=":material/stop_circle:", disabled=task.stopping, on_click=task.stop)
