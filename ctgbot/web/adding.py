"""Files dropped on the page: kept in the corpus, then read in the background."""

from __future__ import annotations

import streamlit as st

from ctgbot.web.indexing import start_ingest
from ctgbot.web.session import Desk
from ctgbot.web.uploads import ACCEPTED, Upload, keep, safe_name
from ctgbot.web.words import as_markdown

ADD = "Ajouter les documents"
AGAIN = "Relire le dossier du corpus"


def show_adding(desk: Desk) -> tuple[Upload, ...]:
    """Gives back the files that were just handed over: the page takes them in once everything is shown."""
    with st.container(border=True, key="adding"), st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(
            f"Déposez un ou plusieurs fichiers {', '.join(ACCEPTED)}",
            type=[suffix.removeprefix(".") for suffix in ACCEPTED],
            accept_multiple_files=True,
            help="50 Mo au plus par fichier. Une page scannée est reconnue si Tesseract est installé.",
        )
        with st.container(horizontal=True):
            handed_over = st.form_submit_button(ADD, type="primary", disabled=desk.busy())
            st.form_submit_button(
                AGAIN,
                type="tertiary",
                icon=":material/refresh:",
                disabled=desk.busy(),
                on_click=start_ingest,
                args=((desk.assistant.settings.corpus,),),
                help="Seuls les fichiers nouveaux ou modifiés sont lus.",
            )
    return tuple(Upload(file.name, file.getvalue()) for file in files) if handed_over else ()


def take_in(desk: Desk, uploads: tuple[Upload, ...]) -> None:
    """Every name is checked before the first file is written. Raises UnreadableFile."""
    if not uploads:
        return
    for upload in uploads:
        safe_name(upload.name)
    corpus = desk.assistant.settings.corpus
    kept = [keep(upload, corpus) for upload in uploads]
    for file in kept:
        if file.renamed:
            name = as_markdown(file.path.name)
            st.toast(f"Un fichier de ce nom existait déjà : enregistré sous « {name} ».")
    start_ingest(tuple(file.path for file in kept))
    st.rerun()
