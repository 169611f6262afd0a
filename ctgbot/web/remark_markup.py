"""HTML of the remarks of an audit; as in `markup`, every string is escaped here."""

from __future__ import annotations

from html import escape

from ctgbot.audit_rules.display import FAMILIES, SEVERITIES, counted_words, family_of, place_words
from ctgbot.audit_rules.finding import Finding
from ctgbot.model import Document
from ctgbot.text.typography import unbroken
from ctgbot.web.context import context_of
from ctgbot.web.markup import context_html
from ctgbot.web.remarks import Remark

_AROUND = 1_200  # characters on each side of a quote: there are many on one page
_LEAST_SHOWN = 3  # places that are read without a click
_LONGEST = 160  # characters of a quote before it is opened


def count_html(findings: tuple[Finding, ...]) -> str:
    """« 96 remarques : 19 de gravité haute… », said when it changes."""
    kind = "ctg-partial" if findings else "ctg-answered"
    return (
        f'<p class="ctg-status {kind}" role="status"><span class="ctg-icon" aria-hidden="true"></span>'
        f"<span>{counted_words(findings)}.</span></p>"
    )


def remark_html(remark: Remark, document: Document) -> str:
    """What is wrong, what to do, then each quote, opened in its section."""
    first = remark.first
    times = f' <span class="ctg-fact">· {len(remark.places)} endroits</span>' if len(remark.places) > 1 else ""
    todo = f'<p class="ctg-todo"><strong>À faire.</strong> {_said(first.suggestion)}</p>' if first.suggestion else ""
    quotes = [_quote(place, document) for place in remark.places if place.quote]
    shown, folded = quotes[:_LEAST_SHOWN], quotes[_LEAST_SHOWN:]
    places = "".join(shown)
    if folded:
        places += f'<details class="ctg-extract"><summary>{_more(len(folded))}</summary>{"".join(folded)}</details>'
    return (
        f'<article class="ctg-remark ctg-{first.severity}"><p class="ctg-remark-head">'
        f'<span class="ctg-gravity">{SEVERITIES[first.severity]}</span>'
        f"<span>{escape(FAMILIES.get(family_of(first), ''))}</span>"
        f"<span>{escape(place_words(first))}{times}</span></p>"
        f'<p class="ctg-remark-said">{_said(first.message)}</p>{todo}{places}</article>'
    )


def _quote(place: Finding, document: Document) -> str:
    """A quote that stands nowhere (a text that the page hides) has no section to be opened in."""
    line = " ".join(place.quote.split())
    short = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"
    if place.start is None or place.end is None:
        return f'<p class="ctg-extract">« {escape(short)} »</p>'
    context = context_html(context_of(document, place.start, place.end, _AROUND))
    return (
        f'<details class="ctg-extract"><summary>« {escape(short)} »</summary>'
        f'<div class="ctg-context">{context}</div></details>'
    )


def _more(number: int) -> str:
    return "Un autre endroit" if number == 1 else f"{number} autres endroits"


def _said(words: str) -> str:
    return escape(unbroken(words))
