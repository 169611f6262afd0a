"""A measure of the answers: the questions asked, each outcome judged in plain words, the run kept and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from ctgbot.measured import Cited, Item, Outcome, Run, Terms
from ctgbot.model import Answer
from ctgbot.question_evaluation import Ask, Row, evaluate_questions, totals

Change = Literal["premier passage", "corrigé", "nouvel échec", "toujours en échec", "toujours juste"]
Watch = Callable[[int, int], None]

# What a good answer reaches (issue: « Answers an agent can rely on »); of the last two, 0 is the only good figure.
TARGETS: dict[str, float] = {
    "quote_recall": 0.95,
    "article_precision": 0.97,
    "refusal_recall": 0.95,
    "refusal_precision": 0.95,
    "unsupported_numbers": 0,
    "unverified_sentences": 0,
}


class Measures(Protocol):
    """Where runs are kept."""

    def add(self, when: str, terms: Terms, figures: dict[str, float], outcomes: Sequence[Outcome]) -> Run: ...

    def last(self, source: str) -> Run | None:
        """The newest run of these questions."""

    def last_outcomes(self, items: Iterable[Item]) -> dict[Item, Outcome]:
        """The newest outcome of each question, known by its id and its text; whatever file it came from."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A run with its outcomes, the run before it, and what each question had got then."""

    run: Run
    outcomes: tuple[Outcome, ...]
    previous: Run | None
    before: tuple[Outcome | None, ...]
    judged: tuple[tuple[Row, Answer], ...] = ()


def measure(
    items: Sequence[Item], ask: Ask, terms: Terms, measures: Measures, watch: Watch = lambda _done, _total: None
) -> Measured:
    """Asks, judges, keeps. Errors of `ask` and of the store go through: nothing is kept of a run that was stopped."""
    previous, known = measures.last(terms.source), measures.last_outcomes(items)
    judged = evaluate_questions(items, ask, watch)
    outcomes = tuple(outcome_of(item, row, answer) for item, (row, answer) in zip(items, judged, strict=True))
    figures = asdict(totals([row for row, _ in judged])) | {"failures": sum(bool(one.failures) for one in outcomes)}
    run = measures.add(datetime.now(tz=UTC).isoformat(timespec="seconds"), terms, figures, outcomes)
    return Measured(run, outcomes, previous, tuple(known.get(item) for item in items), judged)


def outcome_of(item: Item, row: Row, answer: Answer) -> Outcome:
    """What a report keeps of an answer."""
    citations = tuple(
        Cited(citation.document_id, citation.document_title, citation.reference, citation.quote)
        for citation in answer.body.citations
    )
    return Outcome(item, answer.status, answer.reason, answer.body.text, citations, failures_of(row))


def failures_of(row: Row) -> tuple[str, ...]:
    """Why an answer counts as a failure; a citation beside the right ones does too, as in article_precision."""
    wanted, cited = set(row.must_cite), set(row.articles)
    found: list[str] = []
    if row.answerable and row.status == "refused":
        found.append("Le texte répond, et la réponse dit que non.")
    elif row.answerable and row.status == "partial":
        found.append("Le texte répond, et la réponse se dit partielle.")
    elif not row.answerable and row.status == "answered":
        found.append("Le texte ne répond pas, et une réponse est donnée.")
    found += [f"L'extrait attendu n'est pas montré : « {quote} »." for quote in row.quotes_missing]
    if wanted - cited:
        found.append(f"{_articles(wanted - cited)} attendu et non cité.")
    if wanted and cited - wanted:
        found.append(f"{_articles(cited - wanted)} cité sans être attendu.")
    if row.unsupported_numbers:
        found.append(f"Nombre sans preuve dans les citations : {', '.join(row.unsupported_numbers)}.")
    if row.unverified_sentences:
        found.append(f"Phrases non vérifiées : {row.unverified_sentences}.")
    return tuple(found)


def _articles(numbers: Iterable[int]) -> str:
    return "Article " + ", ".join(str(number) for number in sorted(numbers))


def change_of(outcome: Outcome, before: Outcome | None) -> Change:
    """How a question has fared since the last time it was asked."""
    if before is None:
        return "premier passage"
    if outcome.failures:
        return "toujours en échec" if before.failures else "nouvel échec"
    return "corrigé" if before.failures else "toujours juste"


def differences(run: Terms, before: Terms) -> tuple[str, ...]:
    """What is not the same in two runs: « 2 documents ajoutés », « moteur : extractive → llm:x ». Nothing when
    all that could change the figures is the same."""
    added, gone = len(run.documents - before.documents), len(before.documents - run.documents)
    said = [_counted(added, "ajouté"), _counted(gone, "retiré")]
    if not added and not gone and run.generation != before.generation:
        said.append("documents relus")
    for name, new, old in (
        ("moteur", run.engine, before.engine),
        ("modèle", run.model, before.model),
        ("version", run.version, before.version),
        *((key, run.settings.get(key, "—"), before.settings.get(key, "—")) for key in _keys(run, before)),
    ):
        if new != old:
            said.append(f"{name} : {old or '—'} → {new or '—'}")
    return tuple(words for words in said if words)


def _keys(run: Terms, before: Terms) -> list[str]:
    return sorted({*run.settings, *before.settings})


def _counted(number: int, done: str) -> str:
    if not number:
        return ""
    return f"{number} document{'s' if number > 1 else ''} {done}{'s' if number > 1 else ''}"
