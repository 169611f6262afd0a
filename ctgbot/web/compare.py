"""Page « Comparaison »: conventions side by side, how many say what, their periods, the files that go into a note."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from ctgbot.clauses.comparison import MOST_ON_PAPER, THEMES
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.model import Comparison, DocumentCard
from ctgbot.web.compare_charts import bars_html, periods_html
from ctgbot.web.compare_choice import PER_PAGE, Choice, cafs_of, comparable, groupings_of, narrowed, years_of
from ctgbot.web.compare_markup import table_html
from ctgbot.web.listing import Cards
from ctgbot.web.session import Desk, get_desk
from ctgbot.web.words import document_line, examples_words

PROMISE = (
    "Ce que chaque convention dit aujourd'hui de chaque clause, avenants compris, "
    "avec l'extrait et la page qui le prouvent."
)
LEGEND = (
    "« ≠ » et fond coloré : s'écarte de la valeur la plus répandue. « non prévu » : tout le texte a été lu, "
    "la clause n'y est pas. « à compléter » : un champ vide. « non lu » : des pages n'ont pas pu être lues."
)
_STYLE = Path(__file__).parent / "static" / "compare.css"
_TABS = ("Tableau", "Répartition", "Périodes")
_FIRST = ("délais",)
_TOO_MANY = f"Un tableau Word ne se lit plus au-delà de {MOST_ON_PAPER} conventions : choisissez-en moins."
_FILES = (
    ("Excel", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("CSV", ".csv", "text/csv"),
)


def comparison() -> None:
    """Reads of the registry only what the page shows: the conventions of one page of columns; the rest is counted."""
    st.html(_STYLE)
    st.html(f'<header class="ctg-header"><h1>Comparaison</h1><p>{PROMISE}</p></header>')
    desk = get_desk()
    everything = desk.assistant.documents()
    known = comparable(everything, desk.assistant.standings())
    if not known:
        st.html(
            '<section class="ctg-empty"><h2>Aucune convention pour l\'instant</h2>'
            "<p>Déposez des conventions dans la page « Corpus », puis revenez ici.</p></section>"
        )
        return
    chosen = _conventions(known)
    asked = _parameters()
    if not chosen:
        st.html('<p class="ctg-note">Aucune convention ne répond à ce choix : retirez un critère.</p>')
        return
    _compared(desk, chosen, asked, {card.id: card for card in everything})


def _conventions(known: tuple[DocumentCard, ...]) -> tuple[DocumentCard, ...]:
    """Nothing picked is everything."""
    by_id = {card.id: card for card in known}
    with st.expander("Choisir les conventions", icon=":material/filter_alt:"):
        cafs = st.multiselect(
            "Département (par sa Caf)", sorted({caf for card in known for caf in cafs_of(card)}), placeholder="Tous"
        )
        groupings = st.multiselect(
            "Intercommunalité", sorted({one for card in known for one in groupings_of(card)}), placeholder="Toutes"
        )
        years = st.multiselect(
            "Année couverte", sorted({year for card in known for year in years_of(card)}), placeholder="Toutes"
        )
        documents = st.multiselect(
            "Conventions", list(by_id), format_func=lambda one: document_line(by_id[one]), placeholder="Toutes"
        )
        mixed = len({card.identity.exemple for card in known}) > 1
        with_examples = st.toggle("Avec les exemples fictifs", value=True) if mixed else True
    chosen = narrowed(known, Choice(cafs, groupings, years, documents, with_examples))
    st.html(f'<p class="ctg-count">{_counted(len(chosen), len(known))}</p>')
    if any(card.identity.exemple for card in chosen):
        said = examples_words(chosen).replace("interrogé", "comparé")
        st.html(f'<p class="ctg-fictional"><strong>Exemples fictifs.</strong> {said}</p>')
    return chosen


def _counted(chosen: int, known: int) -> str:
    if chosen == known:
        return "1 convention" if known == 1 else f"Les {known} conventions du corpus"
    return f"{chosen} convention{'s' if chosen > 1 else ''} sur {known}"


def _parameters() -> tuple[str, ...]:
    """Themes, and clauses picked one by one beside them; nothing picked is every clause."""
    themes = st.pills("Thèmes", list(THEMES), selection_mode="multi", default=list(_FIRST), format_func=str.capitalize)
    single = st.multiselect(
        "Clauses précises", list(BY_KEY), format_func=lambda key: BY_KEY[key].label, placeholder="Celles du thème"
    )
    return (*themes, *single)


def _compared(desk: Desk, chosen: tuple[DocumentCard, ...], asked: tuple[str, ...], cards: Cards) -> None:
    ids = tuple(card.id for card in chosen)
    _downloads(desk, ids, asked)
    table, spread, periods = st.tabs(_TABS, key="compare-tabs", on_change="rerun")
    if table.open:
        with table:
            counted = desk.assistant.compare(ids, asked, cells=False)
            shown = desk.assistant.compare(_on_page(ids, "table"), asked)
            st.html(table_html(shown, counted, cards))
            st.caption(LEGEND)
    if spread.open:
        with spread:
            st.html(bars_html(desk.assistant.compare(ids, asked, cells=False)))
    if periods.open:
        with periods:
            _periods(desk.assistant.compare(_on_page(ids, "periods"), ("periode",)))


def _periods(shown: Comparison) -> None:
    st.html(periods_html(shown, datetime.now(tz=UTC).year))


def _on_page(ids: tuple[str, ...], key: str) -> tuple[str, ...]:
    pages = -(-len(ids) // PER_PAGE)
    if pages < 2:
        return ids
    number = min(st.pagination(pages, key=f"compare-{key}-{pages}"), pages)
    st.caption(f"Conventions {(number - 1) * PER_PAGE + 1} à {min(number * PER_PAGE, len(ids))} sur {len(ids)}")
    return ids[(number - 1) * PER_PAGE : number * PER_PAGE]


def _downloads(desk: Desk, ids: tuple[str, ...], asked: tuple[str, ...]) -> None:
    """Made when it is clicked, over every convention chosen and not only those of the page."""
    with st.container(horizontal=True, gap="small", key="downloads"):
        for label, suffix, mime in _FILES:
            st.download_button(
                f"Télécharger en {label}",
                partial(desk.assistant.comparison_file, ids, asked, suffix),
                f"comparaison{suffix}",
                mime,
                key=f"compare-file{suffix}",
                icon=":material/download:",
                on_click="ignore",
                disabled=suffix == ".docx" and len(ids) > MOST_ON_PAPER,
                help=_TOO_MANY if suffix == ".docx" and len(ids) > MOST_ON_PAPER else None,
            )
