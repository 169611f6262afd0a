"""Part « Le texte » of the page « Rédaction »: each sentence beside its proofs, and the blanks that are left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from ctgbot.draft_work import Filled, Place, Request, Work, decided, edited, filled, has_variants, open_gaps, varied
from ctgbot.model import Gap, Scale
from ctgbot.web.draft_form import SCALES, counted_key, facts_in, figure
from ctgbot.web.draft_markup import gaps_html, proofs_html, sentence_html
from ctgbot.web.draft_session import Sitting
from ctgbot.web.listing import Cards
from ctgbot.web.session import Desk, engine_name
from ctgbot.web.words import as_markdown

_MOST_WRITTEN = 1_500  # characters of a sentence that an agent writes
_AROUND: tuple[Scale, ...] = ("departement", "epci")
Act = Callable[[Work], Work]


def show_text(desk: Desk, now: Sitting, work: Work, cards: Cards) -> None:
    """Sentence by sentence, in order, numbered from 1."""
    number = 0
    for row, paragraph in enumerate(work.paragraphs):
        if row:
            st.html('<hr class="ctg-paragraph">')
        for column in range(len(paragraph)):
            number += 1
            with st.container(key=f"draft-sentence-{number}"):
                _sentence(desk, now, work, (row, column), (number, cards))


def show_gaps(desk: Desk, now: Sitting, work: Work) -> None:
    gaps = open_gaps(work)
    st.html('<h2 class="ctg-part">Ce qui manque</h2>')
    st.html(gaps_html(len(gaps)))
    for gap in gaps:
        with st.expander(as_markdown(f"{gap.label} – {gap.where_to_find}"), key=f"draft-gap-{gap.key}"):
            _gap(desk, now, work, gap)


def _sentence(desk: Desk, now: Sitting, work: Work, place: Place, shown: tuple[int, Cards]) -> None:
    number, cards = shown
    piece = work.piece(place)
    words, proofs = st.columns([7, 5], gap="medium")
    with words:
        st.html(sentence_html(piece, number))
        if now.editing == place:
            _editor(desk, now, work, place)
        else:
            _buttons(desk, now, work, place)
    with proofs:
        st.html(proofs_html(work, piece, cards))


def _buttons(desk: Desk, now: Sitting, work: Work, place: Place) -> None:
    piece = work.piece(place)
    name = f"{place[0]}-{place[1]}"
    with st.container(horizontal=True, gap="small", key=f"draft-do-{name}"):
        if piece.state == "proposee":
            _act("Accepter", f"draft-yes-{name}", ":material/check:", desk, now, partial(_decide, place, "acceptee"))
            _act("Refuser", f"draft-no-{name}", ":material/close:", desk, now, partial(_decide, place, "refusee"))
        else:
            _act("Revenir à proposée", f"draft-back-{name}", ":material/undo:", desk, now,
                 partial(_decide, place, "proposee"))  # fmt: skip
        st.button("Modifier", key=f"draft-edit-{name}", type="tertiary", icon=":material/edit:",
                  on_click=_open, args=(now, place))  # fmt: skip
        if piece.author != "programme":
            _act("Phrase d'origine", f"draft-first-{name}", ":material/restart_alt:", desk, now,
                 partial(_write, place, ""))  # fmt: skip
        elif has_variants(piece):
            _act("Autre tournure", f"draft-other-{name}", ":material/autorenew:", desk, now, partial(_vary, place))
        if engine_name(desk.assistant):
            st.button("Reformuler", key=f"draft-reword-{name}", type="tertiary", icon=":material/auto_awesome:",
                      on_click=now.reword, args=(desk.assistant, place),
                      help="Par le modèle de langue : un nombre ou un nom sans preuve est refusé.")  # fmt: skip


def _act(label: str, key: str, icon: str, desk: Desk, now: Sitting, act: Act) -> None:
    st.button(label, key=key, type="tertiary", icon=icon, on_click=_do, args=(desk, now, act))


def _do(desk: Desk, now: Sitting, act: Act) -> None:
    """A callback: on the copy as it is when the click comes."""
    if now.steps is not None:
        now.step(desk.assistant, act(now.steps.now))


def _decide(place: Place, state: str, work: Work) -> Work:
    return decided(work, place, state)  # type: ignore[arg-type]


def _vary(place: Place, work: Work) -> Work:
    return varied(work, place)


def _write(place: Place, text: str, work: Work) -> Work:
    return edited(work, place, text)


def _open(now: Sitting, place: Place | None) -> None:
    now.editing = place


def _editor(desk: Desk, now: Sitting, work: Work, place: Place) -> None:
    key = f"draft-words-{place[0]}-{place[1]}"
    with st.form(f"{key}-form", border=False):
        st.text_area("Votre phrase", work.piece(place).said, key=key, height=120, max_chars=_MOST_WRITTEN)
        with st.container(horizontal=True):
            st.form_submit_button("Enregistrer", type="primary", on_click=_save, args=(desk, now, place, key))
            st.form_submit_button("Annuler", on_click=_open, args=(now, None))


def _save(desk: Desk, now: Sitting, place: Place, key: str) -> None:
    _do(desk, now, partial(_write, place, st.session_state.get(key) or ""))
    now.editing = None


def _gap(desk: Desk, now: Sitting, work: Work, gap: Gap) -> None:
    key, around = counted_key(gap)
    with st.form(f"draft-fill-{gap.key}", border=False):
        name = f"draft-gap-value-{gap.key}"
        if around:
            st.radio(
                "À quelle échelle ?", _AROUND, format_func=SCALES.__getitem__, horizontal=True, key=f"{name}-scale"
            )
            st.text_input("Nombre à cette échelle (la part est calculée)", key=name)
        elif key:
            st.text_input("Valeur", key=name)
        else:
            st.text_area("Texte", key=name, height=80, max_chars=_MOST_WRITTEN)
        with st.container(horizontal=True):
            st.text_input("Année", _year_of(work), key=f"{name}-year", width=120)
            st.text_input("Source", key=f"{name}-source", placeholder=gap.where_to_find)
        st.form_submit_button("Compléter", on_click=_fill, args=(desk, now, work.request, gap))


def _fill(desk: Desk, now: Sitting, request: Request, gap: Gap) -> None:
    """A callback: what was typed stays when it is refused."""
    name = f"draft-gap-value-{gap.key}"
    value, year, source = (
        str(st.session_state.get(f"{name}{part}") or "").strip() for part in ("", "-year", "-source")
    )
    if not value:
        now.said = ("error", f"Écrivez de quoi remplir « {gap.label} ».")
        return
    key, around = counted_key(gap)
    if not key:
        given = Filled(gap, value.rstrip(" .;"), source or "saisi par l'agent", int(year) if year.isdigit() else None)
        _do(desk, now, lambda work: filled(work, given))
        return
    scale: Scale = st.session_state.get(f"{name}-scale", _AROUND[0]) if around else "territoire"
    fact = figure(key, (value, year, source), scale, request.territoire)
    if isinstance(fact, str):
        now.said = ("error", f"{gap.label} : {fact}")
        return
    now.take((fact,), now.remarks)
    facts = facts_in(now.rows, request.territoire, now.read).facts
    now.start(desk.assistant, replace(request, facts=facts))


def _year_of(work: Work) -> str:
    years = [fact.year for fact in work.request.facts if fact.year]
    return str(max(years)) if years else ""
