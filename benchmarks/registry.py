"""What a question over all the conventions costs, in a registry of many of them.

    python benchmarks/registry.py [--conventions 10000]

The conventions are made up and put into the registry without being ingested. The floor is one reading of the whole
table by the database; of one question, also the rows of its parameter.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.bootstrap import open_assistant
from ctgbot.clauses.parameters import PARAMETERS, Parameter
from ctgbot.model import Clause, ClauseValue, Document, DocumentCard, Identity, PageSpan, Period, Proof, Section
from ctgbot.settings import Settings
from ctgbot.stores import Entry

CLAUSE = "La présente convention peut être dénoncée moyennant un délai de prévenance de six mois."
TEXT = "\n\n".join(f"ARTICLE {number} – CLAUSE\n{CLAUSE * 3}" for number in range(1, 31))  # 8 000 characters
QUESTIONS = (
    "Quelles conventions ont un préavis inférieur à 6 mois ?",
    "Laquelle réunit son copil le plus souvent ?",
    "Combien n'ont pas de clause de dénonciation ?",
    "Dans quelles conventions la Caf assure-t-elle le secrétariat ?",
    "Toutes les conventions ont-elles la même juridiction ?",
    "Combien de conventions prévoient le bonus territoire ?",
)
TIMES = 9
AT_ONCE = 500
AVENANTS = 0.02  # share of the conventions that have one
ABSENT, BLANK = 0.10, 0.15  # shares of the clauses, one after the other


def value(parameter: Parameter, chance: random.Random) -> ClauseValue:
    match parameter.kind:
        case "duree":
            return f"P{chance.choice((1, 2, 3, 4, 6, 12))}M"
        case "nombre":
            return chance.choice((1, 2, 3, 4))
        case "booleen":
            return True
        case "periode":
            return Period(2024, chance.choice((2026, 2027, 2028)))
        case "date":
            return date(chance.choice((2026, 2027, 2028)), 12, 31).isoformat()
        case "choix":
            return chance.choice(("caf", "collectivite", "conjointe", "alternance"))
        case "liste":
            return (chance.choice(("finale", "annuelle", "mi_parcours")),)
        case "texte":
            return f"tribunal administratif de {chance.choice(('Verlac', 'Corvière', 'Tamoise'))}"


def clause(document_id: str, parameter: Parameter, chance: random.Random) -> Clause:
    drawn = chance.random()
    if drawn < ABSENT:
        return Clause(document_id, parameter.key, "absent")
    start = TEXT.index(CLAUSE, chance.randrange(len(TEXT) // 2))
    proof = Proof(CLAUSE, "art. 1", 1, 1, start, start + len(CLAUSE))
    if drawn < BLANK:
        return Clause(document_id, parameter.key, "a_completer", None, proof)
    return Clause(document_id, parameter.key, "rempli", value(parameter, chance), proof)


def entries(conventions: int) -> Iterator[Entry]:
    chance = random.Random(4)  # noqa: S311
    sections = (Section("s", "texte", None, "", (), 0, len(TEXT)),)
    pages = tuple(PageSpan(page + 1, page * 1_000, (page + 1) * 1_000) for page in range(len(TEXT) // 1_000))
    for number in range(conventions):
        name, place = f"ctg-{number:05}", f"Commune{number:05}"
        identity = Identity(f"CTG {place} 2024-2028", "convention", place, Period(2024, 2028), "signe")
        clauses = tuple(clause(name, parameter, chance) for parameter in PARAMETERS)
        yield entry(name, identity, sections, pages, clauses)
        if chance.random() < AVENANTS:
            change = Identity(f"Avenant n° 1 à la CTG {place}", "avenant", place, Period(2024, 2028), numero=1)
            amended = (clause(f"{name}-a", PARAMETERS[6], chance),)
            yield entry(f"{name}-a", change, sections, pages, amended)


def entry(
    name: str,
    identity: Identity,
    sections: tuple[Section, ...],
    pages: tuple[PageSpan, ...],
    clauses: tuple[Clause, ...],
) -> Entry:
    card = DocumentCard(name, identity, len(pages), f"/corpus/{name}.pdf", "0" * 64, 0)
    return Entry(Document(card, TEXT, sections, pages), (), (), "", clauses)


def fill(catalogue: SqlCatalogue, conventions: int) -> None:
    waiting: list[Entry] = []
    for one in entries(conventions):
        waiting.append(one)
        if len(waiting) == AT_ONCE:
            catalogue.save_all(waiting)
            waiting = []
    catalogue.save_all(waiting)


def milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1_000)
    return sorted(taken)[len(taken) // 2]


def row(label: str, taken: float, floor: float | None = None) -> None:
    ratio = f"{taken / floor:.1f} ×" if floor else ""
    print(f"| {label} | {taken:.1f} ms | {ratio} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conventions", type=int, default=10_000)
    given = options.parse_args()
    with TemporaryDirectory(prefix="ctgbot-bench-") as scratch:
        index = Path(scratch)
        catalogue = SqlCatalogue.in_folder(index)
        fill(catalogue, given.conventions)
        measure(index, catalogue)


def measure(index: Path, catalogue: SqlCatalogue) -> None:
    assistant = open_assistant(Settings(index=index))
    with sqlite3.connect(index / "catalogue.sqlite") as connection:

        def read(query: str) -> list[object]:
            return connection.execute(query).fetchall()

        floor = milliseconds(lambda: read("SELECT count(*), sum(length(value)), sum(size) FROM clauses NOT INDEXED"))
        notice = "SELECT document_id, status, value FROM clauses WHERE parameter = 'denonciation_preavis'"
        of_one = milliseconds(lambda: read(notice))
    print("| mesure | médiane | par rapport au plancher |\n| --- | --- | --- |")
    row("plancher : toute la table des clauses, par la base", floor)
    row("plancher : les lignes d'un paramètre", of_one)
    row("première question (l'état des versions se calcule)", milliseconds(lambda: assistant.ask(QUESTIONS[0]), 1))
    for question in QUESTIONS:
        row(question, milliseconds(lambda asked=question: assistant.ask(asked)), of_one)  # type: ignore[misc]
    row("tous les paramètres comptés", milliseconds(lambda: [catalogue.tally(one.key) for one in PARAMETERS]), floor)


if __name__ == "__main__":
    main()
