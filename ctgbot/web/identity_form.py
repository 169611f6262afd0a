"""The identity as read, to be put right: what a person corrects is marked, and can be set back to the text's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from zlib import crc32

import streamlit as st

from ctgbot.model import NO_CONVENTION, Correction, Document, Identity, Nature, Statut
from ctgbot.text.identity import identify
from ctgbot.web.corrections import (
    COLUMNS,
    LABELS,
    Entered,
    as_the_text_says,
    corrected_fields,
    french_date,
    identity_words,
    problem_in,
    put_right,
    rows_of,
    signataires_in,
)
from ctgbot.web.listing import ALONE, Cards
from ctgbot.web.session import Desk, start_errand
from ctgbot.web.words import NATURES, STATUTS, as_markdown, document_line

SAVE = "Enregistrer les corrections"
BACK = "Revenir au texte"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_DOING = "Enregistrement de la correction…"
_SAVED = "La correction est enregistrée. Elle reste, même si le document est relu."
_SET_BACK = "C'est de nouveau ce que dit le texte."
_NATURES: tuple[Nature, ...] = tuple(NATURES)
_STATUTS: tuple[Statut, ...] = tuple(STATUTS)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the form starts from; `read` is the identity that the text gives by itself."""

    document_id: str
    identity: Identity
    correction: Correction
    read: Identity

    def key(self, field: str) -> str:
        """Another value in the catalogue is another widget; what is typed elsewhere and not yet saved stays."""
        stored = f"{getattr(self.identity, field)!r} {getattr(self.correction, field)!r}"
        return f"{field}-{self.document_id}-{crc32(stored.encode()):08x}"

    def label(self, field: str) -> str:
        return f"{LABELS[field]} :blue-badge[corrigé]" if self.is_corrected(field) else LABELS[field]

    def is_corrected(self, field: str) -> bool:
        return getattr(self.correction, field) is not None


def show_identity(desk: Desk, document: Document, cards: Cards) -> None:
    """A form: nothing is sent before « Enregistrer »."""
    known = _known(desk, document)
    if desk.busy():
        st.caption("Des documents sont en cours de lecture : les corrections s'enregistrent ensuite.")
    with st.form(f"identity-{document.card.id}", enter_to_submit=False, border=False):
        entered = _fields(desk, known, cards)
        saved = st.form_submit_button(SAVE, type="primary", disabled=desk.busy())
    if not saved:
        return
    problem = problem_in(entered, known.identity)
    correction = known.correction if problem else put_right(entered, known.identity, known.correction)
    if problem:
        st.error(problem)
    elif correction == known.correction:
        st.info("Rien n'a changé.")
    else:
        start_errand(partial(desk.assistant.correct, document.card.id, correction), _DOING, _SAVED)
        st.rerun()


def _known(desk: Desk, document: Document) -> _Known:
    """The text is read again only where there is something to go back to."""
    card, correction = document.card, desk.assistant.correction(document.card.id)
    read = card.identity
    if corrected_fields(correction):
        read = identify(document.text, document.sections, PurePath(card.path).name)
    return _Known(card.id, card.identity, correction, read)


def _fields(desk: Desk, known: _Known, cards: Cards) -> Entered:
    identity = known.identity
    title = st.text_input(known.label("title"), identity.title, key=known.key("title"))
    _way_back(desk, known, "title")
    left, right = st.columns(2)
    with left:
        nature = st.selectbox(
            known.label("nature"),
            _NATURES,
            _NATURES.index(identity.nature),
            format_func=NATURES.__getitem__,
            key=known.key("nature"),
        )
        _way_back(desk, known, "nature")
    with right:
        statut = st.selectbox(
            known.label("statut"),
            _STATUTS,
            _STATUTS.index(identity.statut),
            format_func=STATUTS.__getitem__,
            key=known.key("statut"),
        )
        _way_back(desk, known, "statut")
    territoire = st.text_input(known.label("territoire"), identity.territoire, key=known.key("territoire"))
    _way_back(desk, known, "territoire")
    start, end = _years(desk, known)
    date = _date(desk, known)
    numero, convention_id = _avenant(desk, known, cards)
    rows = _signataires(desk, known)
    return Entered(title, nature, territoire, start, end, statut, date, numero, convention_id, signataires_in(rows))


def _years(desk: Desk, known: _Known) -> tuple[int | None, int | None]:
    period = known.identity.periode
    years = []
    for column, which, year in zip(
        st.columns(2), ("première", "dernière"), (period.start, period.end) if period else (None, None), strict=True
    ):
        with column:
            label = f"{known.label('periode')}, {which} année"
            key = f"{which}-{known.key('periode')}"
            years.append(st.number_input(label, _FIRST_YEAR, _LAST_YEAR, year, key=key, placeholder="Année"))
    _way_back(desk, known, "periode")
    return years[0], years[1]


def _date(desk: Desk, known: _Known) -> str:
    shown = french_date(known.identity.date)
    date = st.text_input(known.label("date"), shown, key=known.key("date"), placeholder="jour/mois/année")
    _way_back(desk, known, "date")
    return date


def _avenant(desk: Desk, known: _Known, cards: Cards) -> tuple[int | None, str | None]:
    """Only for an avenant: its number, and the convention that it changes."""
    identity, tied = known.identity, known.correction.convention_id
    if identity.nature != "avenant":
        return identity.numero, tied
    numero = st.number_input(known.label("numero"), 1, 99, identity.numero, key=known.key("numero"), placeholder="1")
    _way_back(desk, known, "numero")
    options = [None, NO_CONVENTION, *(card.id for card in cards.values() if card.identity.nature == "convention")]
    found = desk.assistant.standings().get(known.document_id, ALONE).convention if tied is None else None
    designated = f" : {cards[found].identity.title}" if found in cards and found is not None else ""
    said = {None: f"celle que le texte désigne{designated}", NO_CONVENTION: "aucune"}
    convention_id = st.selectbox(
        known.label("convention_id"),
        options,
        options.index(tied) if tied in options else 0,
        format_func=lambda option: document_line(cards[option]) if option in cards else said.get(option, ""),
        key=known.key("convention_id"),
        help=as_markdown(f"Le texte dit : « {identity.modifie} »") if identity.modifie else None,
    )
    return numero, convention_id


def _signataires(desk: Desk, known: _Known) -> list[dict[str, str]]:
    with st.container(gap="xxsmall", key="people"):
        st.markdown(known.label("signataires"))
        st.caption("Un double clic ouvre une case ; la dernière ligne, vide, sert à en ajouter un.")
        rows = st.data_editor(
            rows_of(known.identity.signataires),
            num_rows="dynamic",
            hide_index=True,
            key=known.key("signataires"),
            column_config={column: st.column_config.TextColumn(column) for column in COLUMNS},
            alt="Signataires : organisme, représentant, qualité",
        )
    _way_back(desk, known, "signataires")
    return rows


def _way_back(desk: Desk, known: _Known, field: str) -> None:
    """Under a field that was put right: what the text says, and a click to take it back."""
    if not known.is_corrected(field):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"back-to-{field}"):
        st.caption(as_markdown(f"Le texte dit : {identity_words(known.read, field)}"), width="content")
        correction = as_the_text_says(known.correction, field)
        st.form_submit_button(
            BACK,
            key=f"back-{field}-{known.document_id}",
            type="tertiary",
            icon=":material/undo:",
            disabled=desk.busy(),
            on_click=start_errand,
            args=(partial(desk.assistant.correct, known.document_id, correction), _DOING, _SET_BACK),
        )
