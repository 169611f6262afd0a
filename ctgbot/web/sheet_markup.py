"""HTML of a document's sheet and of its line in the list; as in `markup`, every string is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from ctgbot.model import Document, DocumentCard, IngestReport, Rejection, Section, Standing
from ctgbot.web.listing import Cards, facts_of, relation_words
from ctgbot.web.markup import tags_html
from ctgbot.web.reading import PageRun, PageState, state_words
from ctgbot.web.words import report_words

_LEAST_SHOWN = 3  # warnings that are read without a click
_LONGEST = 60_000  # characters of one section: a text without any heading is one section
_SIGNS = {"texte": "", "second": "2e", "ocr": "OCR", "a_oceriser": "!", "vide": "–"}


def line_html(card: DocumentCard, standing: Standing, cards: Cards) -> str:
    """Under a title of the list: what the document is, and how it stands among the others."""
    tags = ("exemple fictif",) if card.identity.exemple else ()
    relations = " · ".join(escape(words) for words in relation_words(card, standing, cards))
    related = f'<p class="ctg-relation">{relations}</p>' if relations else ""
    return f'<div class="ctg-line"><p>{_facts(facts_of(card))}{tags_html(tags)}</p>{related}{_remarks(card)}</div>'


def title_html(card: DocumentCard, name: str) -> str:
    """Top of a sheet, brought into view when it is opened; `name` is that of the file."""
    tags = ("exemple fictif",) if card.identity.exemple else ()
    return (
        f'<header class="ctg-sheet" data-ctg-sheet="{escape(card.id, quote=True)}">'
        f"<h1>{escape(card.identity.title)}</h1>"
        f"<p>{_facts(facts_of(card))}{tags_html(tags)}</p>"
        f'<p class="ctg-file">Fichier : {escape(name)}</p></header>'
    )


def warnings_list_html(warnings: Sequence[str]) -> str:
    """The gravest first, as they come; a long list is folded after the first ones."""
    shown, folded = warnings[:_LEAST_SHOWN], warnings[_LEAST_SHOWN:]
    more = f"<details><summary>{_more(len(folded))}</summary>{_items(folded)}</details>" if folded else ""
    return f'<section class="ctg-remarks" aria-label="Remarques de lecture">{_items(shown)}{more}</section>'


def strip_html(pages: Sequence[PageState]) -> str:
    """One cell for each page, its state written in it for who cannot hover it; nothing when all are simply read."""
    if all(page.state == "texte" for page in pages):
        return ""
    cells = "".join(
        f'<li class="ctg-page-{page.state}" title="Page {page.number} : {_state(page)}">{page.number}'
        f'<sup aria-hidden="true">{_sign(page)}</sup><span class="ctg-hidden"> : {_state(page)}</span></li>'
        for page in pages
    )
    return f'<ol class="ctg-strip" tabindex="0" aria-label="Les pages, une à une">{cells}</ol>'


def runs_html(runs: Sequence[PageRun]) -> str:
    """The same as a table, pages that follow one another together."""
    rows = "".join(
        f'<tr><th scope="row">{_pages(run)}</th><td>'
        f'<span class="ctg-swatch ctg-page-{run.state}" aria-hidden="true"></span>'
        f"{escape(state_words(run.state, run.lowest, run.highest))}</td></tr>"
        for run in runs
    )
    return (
        '<div class="ctg-runs" tabindex="0"><table><thead><tr><th scope="col">Pages</th>'
        f'<th scope="col">Ce qui a été lu</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def tree_html(document: Document, sections: Sequence[Section]) -> str:
    """Each section on its line, set in by its depth, opened to its text."""
    return f'<div class="ctg-tree">{"".join(_section(document, section) for section in sections)}</div>'


def read_text_html(text: str) -> str:
    """What was read on a page, beside its picture."""
    shown = escape(text.strip()) or "<em>Rien n'a été lu sur cette page.</em>"
    return f'<div class="ctg-read" tabindex="0" aria-label="Texte lu sur la page">{shown}</div>'


def report_html(report: IngestReport) -> str:
    """What became of the files: in one line, then each document by name and each refused file with its reason."""
    kind = "ctg-partial" if report.rejected or report.cancelled else "ctg-answered"
    return (
        f'<p class="ctg-status {kind}" role="status"><span class="ctg-icon" aria-hidden="true"></span>'
        f"<span>{escape(report_words(report))}</span></p>{_read(report)}{_refused(report.rejected)}"
    )


def _read(report: IngestReport) -> str:
    rows = "".join(
        f'<li><span class="ctg-tag">{label}</span> {escape(card.identity.title)}{_remarks(card)}</li>'
        for label, cards in (("ajouté", report.added), ("mis à jour", report.updated))
        for card in cards
    )
    return f'<ul class="ctg-files" tabindex="0" aria-label="Documents lus">{rows}</ul>' if rows else ""


def _refused(rejected: Sequence[Rejection]) -> str:
    rows = "".join(
        f'<li><span class="ctg-tag ctg-no">refusé</span> <strong>{escape(PurePath(rejection.path).name)}</strong>'
        f"<p>{escape(rejection.message)}</p></li>"
        for rejection in rejected
    )
    return f'<ul class="ctg-files" tabindex="0" aria-label="Fichiers refusés">{rows}</ul>' if rows else ""


def _facts(facts: Sequence[str]) -> str:
    return " · ".join(f'<span class="ctg-fact">{escape(fact)}</span>' for fact in facts)


def _remarks(card: DocumentCard) -> str:
    if not card.warnings:
        return ""
    words = "1 remarque de lecture" if len(card.warnings) == 1 else f"{len(card.warnings)} remarques de lecture"
    return f'<p class="ctg-card-warning">{words}</p>'


def _items(warnings: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(warning)}</li>' for warning in warnings)}</ul>"


def _more(number: int) -> str:
    return "Une autre remarque" if number == 1 else f"{number} autres remarques"


def _state(page: PageState) -> str:
    return escape(state_words(page.state, page.confidence, page.confidence), quote=True)


def _sign(page: PageState) -> str:
    return _SIGNS[page.state] if page.confidence is None else f"{page.confidence:.0f} %"


def _pages(run: PageRun) -> str:
    return str(run.first) if run.first == run.last else f"{run.first} à {run.last}"


def _section(document: Document, section: Section) -> str:
    text = document.text[section.start : section.end].strip("\n")
    cut = text[:_LONGEST]
    rest = f"\n[… {len(text) - _LONGEST} caractères de plus]" if len(text) > _LONGEST else ""
    heading = section.trail[-1] if section.trail else section.title
    page = f'<span class="ctg-fact">page {section.page}</span>' if section.page is not None else ""
    above = " › ".join(section.trail[:-1])
    trail = f'<p class="ctg-trail">{escape(above)}</p>' if above else ""
    depth = min(4, max(1, len(section.trail)))
    return (
        f'<details class="ctg-section ctg-depth-{depth}"><summary><span>{escape(heading or _UNTITLED)}</span>{page}'
        f"</summary>{trail}"
        f'<div class="ctg-text">{escape(cut + rest)}</div></details>'
    )


_UNTITLED = "Texte sans titre"
