"""Page « Rédaction »: the free section of articles 2, 3 and 4, each sentence with its proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ctgbot.draft_work import Request, Steps, cited_documents
from ctgbot.drafting.compose import ARTICLES
from ctgbot.drafting.fields import fields
from ctgbot.errors import CtgbotError
from ctgbot.model import DocumentCard, Fact
from ctgbot.web.compare_choice import comparable
from ctgbot.web.draft_figures import show_figures, show_warnings
from ctgbot.web.draft_files import show_files, show_kept
from ctgbot.web.draft_session import Sitting, begin_afresh, sitting
from ctgbot.web.draft_text import show_gaps, show_text
from ctgbot.web.listing import Cards
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.words import as_markdown, document_line

PROMISE = (
    "La partie libre des articles 2, 3 et 4 : chaque phrase avec sa preuve, chaque chiffre manquant en blanc visible."
)
_STYLE = Path(__file__).parent / "static" / "draft.css"
_ARTICLES = {
    2: "Article 2 : champs d'intervention de la Caf",
    3: "Article 3 : champs d'intervention de la collectivité",
    4: "Article 4 : champs d'intervention communs",
}
_FICTIONAL = "Exemple fictif. Cette convention est inventée pour la démonstration : aucun territoire réel n'est engagé."
_GONE = "Un document que cette rédaction citait a été effacé : la rédaction l'a été avec lui."
NO_CONVENTION = ""
_LENGTHS = ("Développée", "Courte")


def drafting() -> None:
    st.html(_STYLE)
    st.html(f'<header class="ctg-header"><h1>Rédaction</h1><p>{PROMISE}</p></header>')
    desk, now = get_desk(), sitting()
    cards = {card.id: card for card in desk.assistant.documents()}
    if now.steps is not None and not cited_documents(now.steps.now) <= set(cards):
        begin_afresh()
        now = sitting()
        now.said = ("error", _GONE)
    with st.container():  # always there: what comes below keeps its place
        _say(now)
        show_kept(desk, now)
    request = _subject(desk, now, cards)
    read = show_figures(desk, now, request.territoire)
    _start(desk, now, request, read.facts)
    _wait(now)
    if now.steps is not None:
        _drafted(desk, now, now.steps, cards)


def _subject(desk: Desk, now: Sitting, cards: Cards) -> Request:
    """Convention, territoire, article, fields; those of the draft that is open to begin with."""
    st.html('<h2 class="ctg-part">1. Le territoire et l\'article</h2>')
    known = {card.id: card for card in comparable(tuple(cards.values()), desk.assistant.standings())}
    before = now.steps.now.request if now.steps else Request(2, "", next(iter(known), NO_CONVENTION))
    ids = [*known, NO_CONVENTION]
    chosen, named = st.columns(2, gap="medium")
    with chosen:
        document_id = st.selectbox(
            "Convention à compléter",
            ids,
            index=ids.index(before.document_id) if before.document_id in ids else 0,
            format_func=lambda one: document_line(known[one]) if one else "Celle du territoire, si le corpus l'a",
            key=f"draft-document-{now.id}",
        )
    with named:
        default = before.territoire if before.document_id == document_id and before.territoire else ""
        territoire = st.text_input(
            "Territoire",
            default or (known[document_id].identity.territoire if document_id else ""),
            key=f"draft-territoire-{now.id}-{document_id}",
            placeholder="Commune ou intercommunalité",
        )
    _fictional(known.get(document_id))
    article = st.radio(
        "Article",
        ARTICLES,
        index=ARTICLES.index(before.article),
        format_func=_ARTICLES.__getitem__,
        key=f"draft-article-{now.id}",
    )
    labels = {field.key: field.label for field in fields()}
    chosen_fields = (
        st.multiselect(
            "Champs à décrire (tous si aucun n'est choisi)",
            list(labels),
            default=before.fields,
            format_func=labels.__getitem__,
            placeholder="Tous",
            key=f"draft-fields-{now.id}",
        )
        if article != ARTICLES[0]
        else []
    )
    length = st.segmented_control(
        "Longueur", _LENGTHS, default=_LENGTHS[before.short], required=True, key=f"draft-length-{now.id}"
    )
    short = length == _LENGTHS[1]
    return Request(article, " ".join(territoire.split()), document_id, tuple(chosen_fields), short=short)


def _fictional(card: DocumentCard | None) -> None:
    if card is not None and card.identity.exemple:
        head, _, rest = _FICTIONAL.partition(". ")
        st.html(f'<p class="ctg-fictional"><strong>{head}.</strong> {rest}</p>')


def _start(desk: Desk, now: Sitting, request: Request, facts: tuple[Fact, ...]) -> None:
    label = "Rédiger" if now.steps is None else "Mettre le texte à jour"
    asked = replace(request, facts=facts)
    stale = now.steps is not None and now.steps.now.request != asked
    if stale:
        st.html('<p class="ctg-note">Le choix ou les chiffres ont changé depuis ce texte.</p>')
    if st.button(label, type="primary", icon=":material/edit_document:", disabled=not request.territoire):
        now.start(desk.assistant, asked)


def _wait(now: Sitting) -> None:
    """For the draft that was asked for; a known failure is said, another one raised for the page to say."""
    if now.future is None:
        return
    with st.spinner("Rédaction…"):
        failure = now.future.exception()
    future, now.future = now.future, None
    if failure is None:
        now.steps = future.result()
        st.rerun()  # what stands above (drafts kept, label of the button) is that of before
    if not isinstance(failure, CtgbotError):
        raise failure
    st.error(as_markdown(str(failure)), icon=":material/error:")


def _drafted(desk: Desk, now: Sitting, steps: Steps, cards: Cards) -> None:
    work = steps.now
    st.html(f'<h2 class="ctg-part">3. Le texte : article {work.request.article}</h2>')
    _fictional(cards.get(work.request.document_id))
    show_warnings(work.draft.warnings)
    st.button(
        "Annuler la dernière action",
        icon=":material/undo:",
        disabled=not steps.past,
        on_click=now.undo,
        args=(desk.assistant,),
    )
    show_text(desk, now, work, cards)
    show_gaps(desk, now, work)
    show_files(desk, work)


def _say(now: Sitting) -> None:
    """What the last click did, once."""
    (kind, words), now.said = now.said, ("", "")
    if kind == "error":
        st.error(as_markdown(words), icon=":material/error:")
    elif words:
        st.success(as_markdown(words), icon=":material/check_circle:")
