"""A measure as one HTML page: readable without a network, printed, on a telephone. Failures come first.

Nothing is loaded from anywhere and nothing is run: filters are radio buttons and CSS. Documents, questions and answers
are data: every string is escaped here.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Final

from ctgbot.measure import TARGETS, Change, Measured, change_of, differences
from ctgbot.measured import Item, Outcome, Run

LABELS: Final = {
    "items": "questions",
    "failures": "échecs",
    "quote_recall": "extraits attendus montrés",
    "article_recall": "articles attendus cités",
    "article_precision": "articles cités qui sont les bons",
    "refusal_recall": "questions sans réponse reconnues",
    "refusal_precision": "« non » donnés à raison",
    "unsupported_numbers": "nombres sans preuve",
    "unverified_sentences": "phrases non vérifiées",
}
_COUNTS = ("items", "failures", "unsupported_numbers", "unverified_sentences")
_LESS_IS_BETTER = ("failures", "unsupported_numbers", "unverified_sentences")
_STATUS = {"answered": "répondu", "partial": "répondu en partie", "refused": "non"}
_KINDS: dict[Change, str] = {
    "nouvel échec": "new",
    "toujours en échec": "still",
    "premier passage": "first",
    "corrigé": "fixed",
    "toujours juste": "good",
}
_FILTERS = (
    ("all", "Tout"),
    ("new", "Nouveaux échecs"),
    ("still", "Toujours en échec"),
    ("fixed", "Corrigés"),
    ("fail", "Tous les échecs"),
)
_LOOK = """
:root{--ink:#1b2733;--soft:#4a5866;--line:#d5dce3;--bad:#a32a1e;--ok:#1b6339;--blue:#1d4f7c}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);max-width:64rem;margin:0 auto;padding:1rem;
overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}h3{font-size:1rem;margin:.2rem 0 .5rem}
h4{font-size:.85rem;color:var(--soft);margin:.6rem 0 .1rem}
p,ul{margin:.2rem 0}ul{padding-left:1.2rem}.soft{color:var(--soft);font-size:.9rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;padding:.35rem .5rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td{font-variant-numeric:tabular-nums}
th,td{overflow-wrap:normal}
.bad{color:var(--bad);font-weight:600}.ok{color:var(--ok);font-weight:600}
article{border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:.4rem;
padding:.7rem .9rem;margin:.7rem 0}
article.fixed,article.good,article.right{border-left-color:var(--ok)}
.tag{border:1px solid currentColor;border-radius:.35rem;padding:0 .35rem;font-size:.8rem;white-space:nowrap}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.said{white-space:pre-line}
blockquote{margin:.2rem 0;padding-left:.7rem;border-left:2px solid var(--line);white-space:pre-line}
summary{cursor:pointer;color:var(--blue)}
.filter{position:absolute;opacity:0}
.choices{display:flex;flex-wrap:wrap;gap:.4rem;margin:.8rem 0}
.choices label{border:1px solid var(--line);border-radius:1rem;padding:.15rem .7rem;cursor:pointer}
@media(max-width:40rem){.pair{grid-template-columns:1fr}th,td{padding-right:.3rem;font-size:.85rem}}
@media print{.choices{display:none}article{break-inside:avoid}body{max-width:none;padding:0}}
"""


def report_html(measured: Measured) -> str:
    """The whole page."""
    run = measured.run
    pairs = list(zip(measured.outcomes, measured.before, strict=True))
    failed = "".join(outcome_html(one, before) for one, before in pairs if one.failures)
    passed = "".join(outcome_html(one, before) for one, before in pairs if not one.failures)
    radios = "".join(
        f'<input class="filter" type="radio" name="filter" id="f-{kind}"{" checked" if kind == "all" else ""}>'
        for kind, _ in _FILTERS
    )
    labels = "".join(f'<label for="f-{kind}">{label} ({_count(pairs, kind)})</label>' for kind, label in _FILTERS)
    good = len(pairs) - int(run.totals.get("failures", 0))
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Mesure des réponses</title><style>{_LOOK}{_filter_rules()}</style></head><body>"
        f"<header><h1>Mesure des réponses</h1>{terms_html(run, measured.previous)}</header>"
        f"<h2>Totaux</h2>{totals_html(run, measured.previous)}<h2>Question par question</h2>"
        f'{radios}<nav class="choices" aria-label="Filtrer">{labels}</nav><main>'
        f'{failed or "<p>Aucun échec.</p>"}<details class="passed"{"" if failed else " open"}>'
        f"<summary>{good} réponse{_s(good)} juste{_s(good)}</summary>{passed}</details></main></body></html>"
    )


def terms_html(run: Run, previous: Run | None) -> str:
    """When, with what, and what has changed since the run before."""
    terms = run.terms
    said = (
        f"{when_words(run.when)} · {escape(terms.source)} · moteur {escape(terms.engine)} · "
        f"{len(terms.documents)} document{_s(len(terms.documents))} · version {escape(terms.version)}"
    )
    if previous is None:
        since = "Premier passage de ces questions."
    else:
        changed = ", ".join(differences(terms, previous.terms)) or "rien (mêmes documents, mêmes réglages)"
        since = f"Depuis la mesure précédente ({when_words(previous.when)}), ce qui a changé : {changed}."
    return f'<p class="soft">{said}</p><p class="soft">{escape(since)}</p>'


def totals_html(run: Run, previous: Run | None) -> str:
    """Each figure with what is aimed at, and its change."""
    rows = "".join(
        f"<tr><th scope=row>{label}</th><td>{figure(name, run.totals[name])}</td><td>{_target(name, run)}</td>"
        f"<td>{_delta(name, run, previous)}</td></tr>"
        for name, label in LABELS.items()
        if name in run.totals
    )
    head = "<tr><th scope=col>mesure</th><th scope=col>valeur</th><th scope=col>visée</th><th scope=col>écart</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def outcome_html(outcome: Outcome, before: Outcome | None) -> str:
    """One question: what was expected, what was answered, and beside it what had been answered the last time."""
    item, change = outcome.item, change_of(outcome, before)
    kind = f"{_KINDS[change]} {'fail' if outcome.failures else 'right'}"
    why = "".join(f"<li>{escape(words)}</li>" for words in outcome.failures)
    reasons = f'<h4>Pourquoi c\'est un échec</h4><ul class="bad">{why}</ul>' if why else ""
    last = _answered(before, "La dernière fois") if before else '<p class="soft">Jamais posée avant.</p>'
    asked = "".join(f'<p class="soft">Avant : {escape(turn.content)}</p>' for turn in item.history)
    return (
        f'<article class="{kind}"><p class="soft">{escape(item.id)} <span class="tag">{change}</span></p>{asked}'
        f"<h3>{escape(item.question)}</h3>{reasons}{_expected(item)}"
        f'<div class="pair"><div>{_answered(outcome, "Cette fois")}</div><div>{last}</div></div></article>'
    )


def figure(name: str, value: float) -> str:
    """« 93,0 % », or a count."""
    return f"{value:.0f}" if name in _COUNTS else f"{value * 100:.1f}\u00a0%".replace(".", ",")


def when_words(when: str) -> str:
    """« 23/11/2026 à 12:40 », in the local time of the machine."""
    return datetime.fromisoformat(when).astimezone().strftime("%d/%m/%Y à %H:%M")


def _expected(item: Item) -> str:
    articles = ", ".join(f"art. {number}" for number in item.must_cite)
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in item.must_quote)
    what = "une réponse" if item.answerable else "un « non » : le texte ne répond pas"
    cited = f", qui cite {articles}" if articles else ""
    return f"<h4>Attendu</h4><p>{what}{cited}</p>{quotes}"


def _answered(outcome: Outcome, title: str) -> str:
    if outcome.erased and not outcome.text:
        return f'<h4>{title}</h4><p class="soft">Texte effacé avec un document.</p>'
    cited = "".join(
        f'<p class="soft">{escape(one.reference)}, {escape(one.title)}</p><blockquote>{escape(one.quote)}</blockquote>'
        for one in outcome.citations
    )
    many = len(outcome.citations)
    sources = f"<details><summary>{many} citation{_s(many)}</summary>{cited}</details>"
    mark = '<span class="bad">échec</span>' if outcome.failures else '<span class="ok">juste</span>'
    return (
        f"<h4>{title} : {_STATUS[outcome.status]}, {mark}</h4>"
        f'<p class="said">{escape(outcome.text)}</p>{sources if cited else ""}'
    )


def _target(name: str, run: Run) -> str:
    if name not in TARGETS:
        return ""
    aim, value = TARGETS[name], run.totals[name]
    reached = value <= aim if name in _LESS_IS_BETTER else value >= aim
    said = f"{figure(name, aim)}" if name in _LESS_IS_BETTER else f"≥ {figure(name, aim)}"
    return f'{said} <span class="{"ok" if reached else "bad"}">{"atteint" if reached else "manqué"}</span>'


def _delta(name: str, run: Run, previous: Run | None) -> str:
    if previous is None or name not in previous.totals:
        return "—"
    change = run.totals[name] - previous.totals[name]
    if not round(change, 4):
        return "="
    unit = f"{change:+.0f}" if name in _COUNTS else f"{change * 100:+.1f} pts".replace(".", ",")
    if name == "items":
        return unit
    better = (change < 0) == (name in _LESS_IS_BETTER)
    return f'<span class="{"ok" if better else "bad"}">{unit} {"mieux" if better else "moins bien"}</span>'


def _count(pairs: list[tuple[Outcome, Outcome | None]], kind: str) -> int:
    if kind in ("all", "fail"):
        return sum(kind == "all" or bool(outcome.failures) for outcome, _ in pairs)
    return sum(_KINDS[change_of(outcome, before)] == kind for outcome, before in pairs)


def _filter_rules() -> str:
    """A folded answer that is asked for is not hidden: choosing « Corrigés » shows the fold, to be opened."""
    rules = []
    for kind, _ in _FILTERS:
        label = f'~.choices label[for="f-{kind}"]'
        rules.append(f"#f-{kind}:checked{label}{{background:#1d4f7c;color:#fff}}")
        rules.append(f"#f-{kind}:focus-visible{label}{{outline:2px solid #1d4f7c}}")
        if kind != "all":
            rules.append(f"#f-{kind}:checked~main article:not(.{kind}){{display:none}}")
    rules.append("#f-new:checked~main .passed,#f-still:checked~main .passed,#f-fail:checked~main .passed{display:none}")
    return "".join(rules)


def _s(number: int) -> str:
    return "s" if number > 1 else ""
