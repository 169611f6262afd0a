"""HTML of the measures; as in `markup`, every string is escaped here (a question's outcome: in `eval_report`)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ctgbot.eval_report import figure, outcome_html, terms_html, totals_html, when_words
from ctgbot.measure import Measured, differences
from ctgbot.measured import Item, Run

_FIGURES = ("quote_recall", "article_precision", "refusal_recall", "unsupported_numbers", "failures")
_HEADS = ("extraits montrés", "articles justes", "« non » reconnus", "nombres sans preuve", "échecs")


def questions_html(items: Sequence[Item]) -> str:
    """The questions, folded when there are many."""
    rows = "".join(
        f"<tr><td>{escape(item.id)}</td><td>{escape(item.question)}</td><td>{escape(_expected(item))}</td></tr>"
        for item in items
    )
    head = "<thead><tr><th scope=col>nom</th><th scope=col>question</th><th scope=col>attendu</th></tr></thead>"
    many = f"{len(items)} question{'s' if len(items) > 1 else ''}"
    opened = " open" if len(items) <= 10 else ""
    return (
        f'<section class="ctg-measure"><details{opened}><summary>{many}</summary><div class="wide"><table>{head}'
        f"<tbody>{rows}</tbody></table></div></details></section>"
    )


def runs_html(runs: Sequence[Run]) -> str:
    """Newest first; what has changed since the run of the same questions before it."""
    heads = "".join(f"<th scope=col>{head}</th>" for head in ("mesure", *_HEADS, "ce qui a changé"))
    rows = "".join(_run(run, _before(run, runs)) for run in runs)
    return (
        '<section class="ctg-measure"><div class="wide" tabindex="0" aria-label="Mesures, la plus récente en premier">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def measured_html(measured: Measured) -> str:
    """One run: its figures, its failures beside the last answers, then what is right, folded."""
    pairs = list(zip(measured.outcomes, measured.before, strict=True))
    failed = "".join(outcome_html(one, before) for one, before in pairs if one.failures)
    right = "".join(outcome_html(one, before) for one, before in pairs if not one.failures)
    good = sum(not one.failures for one in measured.outcomes)
    folded = f"<details><summary>{good} juste{'s' if good > 1 else ''}</summary>{right}</details>" if good else ""
    return (
        f'<section class="ctg-measure">{terms_html(measured.run, measured.previous)}'
        f"{totals_html(measured.run, measured.previous)}{failed or '<p>Aucun échec.</p>'}{folded}</section>"
    )


def run_words(run: Run) -> str:
    """A run in a list of choices."""
    return f"{when_words(run.when)} · {run.terms.source} · {run.totals.get('failures', 0):.0f} échec(s)"


def _run(run: Run, before: Run | None) -> str:
    cells = "".join(f"<td>{figure(name, run.totals[name])}</td>" for name in _FIGURES)
    changed = ", ".join(differences(run.terms, before.terms)) or "rien" if before else "premier passage"
    where = (
        f"{when_words(run.when)}<br><span class='soft'>{escape(run.terms.source)}, {escape(run.terms.engine)}</span>"
    )
    return f"<tr><td>{where}</td>{cells}<td>{escape(changed)}</td></tr>"


def _before(run: Run, runs: Sequence[Run]) -> Run | None:
    older = (one for one in runs if one.number < run.number and one.terms.source == run.terms.source)
    return next(older, None)


def _expected(item: Item) -> str:
    articles = [f"art. {number}" for number in item.must_cite]
    quotes = [f"« {quote} »" for quote in item.must_quote]
    return (
        ", ".join([*([] if item.answerable else ["un « non »"]), *articles, *quotes, *item.documents]) or "une réponse"
    )
