"""Part « Les chiffres » of the page « Rédaction »: files, a sentence, a grid to correct them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ctgbot.drafting.checks import remarks_on
from ctgbot.drafting.typed import typed_facts
from ctgbot.errors import CtgbotError
from ctgbot.model import Fact
from ctgbot.web.draft_form import COLUMNS, SCALES, Read, facts_in, labels
from ctgbot.web.draft_markup import warnings_html
from ctgbot.web.draft_session import TABLES, Sitting, facts_of
from ctgbot.web.session import Desk
from ctgbot.web.uploads import Upload
from ctgbot.web.words import as_markdown

_NOTHING_READ = (
    "Aucun chiffre connu dans cette phrase. Écrivez par exemple : « 2 850 allocataires, 640 000 dans le département »."
)


def show_figures(desk: Desk, now: Sitting, territoire: str) -> Read:
    """What the grid holds; a row that is wrong is said under it and stays as it was typed."""
    st.html('<h2 class="ctg-part">2. Les chiffres</h2>')
    files, sentence = st.columns(2, gap="medium")
    with files, st.form("draft-files", border=False, clear_on_submit=True):
        st.file_uploader(
            "Fichiers de chiffres (.csv)",
            type=[suffix.removeprefix(".") for suffix in TABLES],
            accept_multiple_files=True,
            key="draft-uploads",
            help="Fichiers de data.caf.fr et de l'Insee tels que téléchargés, ou le tableau de l'assistant.",
        )
        st.form_submit_button("Lire les fichiers", on_click=partial(_read_files, desk, now, territoire))
    with sentence, st.form("draft-typed", border=False):
        st.text_area(
            "Ou une phrase",
            key="draft-sentence",
            height=100,
            placeholder="En 2024 : 2 850 allocataires, 640 000 dans le département ; 14 équipements",
        )
        st.form_submit_button("Lire la phrase", on_click=partial(_read_sentence, now, territoire))
    _grid(now)
    read = facts_in(now.rows, territoire, now.read)
    for problem in read.problems:
        st.warning(as_markdown(problem), icon=":material/edit_note:")
    with st.container():  # always there: what comes below keeps its place
        show_warnings((*now.remarks, *remarks_on(read.facts)))
    return read


def show_warnings(warnings: Sequence[str]) -> None:
    """Each once; nothing where there is none."""
    if warnings:
        st.html(warnings_html(tuple(dict.fromkeys(warnings))))


def _grid(now: Sitting) -> None:
    choice = st.column_config.SelectboxColumn
    edited = st.data_editor(
        list(now.base) or [dict.fromkeys(COLUMNS, "")],  # a blank row, so that the columns show
        key=f"draft-grid-{now.grid}",
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        placeholder="",  # else an empty cell says « None »
        alt="Chiffres : indicateur, valeur, année, échelle, source",
        column_config={
            "Indicateur": choice(options=list(labels(now.read)), width="large"),
            "Valeur": st.column_config.TextColumn(help="2 850, 63,4 ; « secret » si la source ne la diffuse pas."),
            "Année": st.column_config.TextColumn(),
            "Échelle": choice(options=list(SCALES.values()), default="territoire"),
            "Source": st.column_config.TextColumn(width="medium"),
        },
    )
    now.rows = tuple(dict(row) for row in edited)
    st.caption("Corrigez une case, ajoutez une ligne en bas. Une case fausse est signalée, rien n'est perdu.")


def _read_files(desk: Desk, now: Sitting, territoire: str) -> None:
    """A callback."""
    given = [Upload(file.name, file.getvalue()) for file in st.session_state.get("draft-uploads") or ()]
    if not given:
        now.said = ("error", "Choisissez un fichier de chiffres.")
        return
    if not territoire:
        now.said = ("error", "Dites d'abord le territoire : les fichiers en couvrent plusieurs.")
        return
    try:
        facts, remarks = facts_of(desk.assistant, given, territoire)
    except CtgbotError as error:
        now.said = ("error", str(error))
        return
    now.take(facts, remarks)
    now.said = _counted(facts)


def _read_sentence(now: Sitting, territoire: str) -> None:
    """A callback."""
    facts = typed_facts(st.session_state.get("draft-sentence") or "", territoire)
    if not facts:
        now.said = ("error", _NOTHING_READ)
        return
    now.take(facts, now.remarks)
    now.said = _counted(facts)
    st.session_state["draft-sentence"] = ""


def _counted(facts: Sequence[Fact]) -> tuple[str, str]:
    return ("success", f"Chiffres lus : {len(facts)}. Relisez-les dans le tableau.")
