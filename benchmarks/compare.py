"""What it costs to set many conventions side by side: the page, the counts, the files.

    python benchmarks/compare.py [--conventions 1000]

The conventions are those of `benchmarks/registry.py`, put into the registry without being ingested. The floor of a
count is one reading of the whole table of clauses by the database; that of a file, the comparison that it is made of.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from registry import fill, milliseconds, row

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.clauses.parameters import PARAMETERS
from ctgbot.settings import Settings
from ctgbot.web.compare_charts import bars_html
from ctgbot.web.compare_choice import PER_PAGE
from ctgbot.web.compare_markup import table_html

THIRTY = tuple(parameter.key for parameter in PARAMETERS[:30])
SMALL = 60
TIMES = 3


def page(assistant: Assistant, ids: tuple[str, ...], asked: tuple[str, ...]) -> str:
    """What the page computes before it is shown."""
    cards = {card.id: card for card in assistant.documents()}
    assistant.standings()
    counted = assistant.compare(ids, asked, cells=False)
    return table_html(assistant.compare(ids[:PER_PAGE], asked), counted, cards)


def measure(conventions: int) -> None:
    with TemporaryDirectory(prefix="ctgbot-bench-") as scratch:
        fill(SqlCatalogue.in_folder(Path(scratch)), conventions)
        assistant = open_assistant(Settings(index=Path(scratch)))
        ids = tuple(card.id for card in assistant.compare(cells=False).documents)
        clauses = milliseconds(lambda: assistant.clauses(), TIMES)
        row(f"{conventions} conventions : lire toutes les clauses, leurs citations avec", clauses)
        row("compter les 32 clauses", milliseconds(lambda: assistant.compare(cells=False)), clauses)
        row("compter une clause", milliseconds(lambda: assistant.compare((), THIRTY[6:7], cells=False)), clauses)
        row("page (12 colonnes, 30 clauses)", milliseconds(lambda: page(assistant, ids, THIRTY)), clauses)
        counted = assistant.compare(cells=False)
        row("graphiques", milliseconds(lambda: bars_html(counted)), clauses)
        row("comparaison entière", milliseconds(lambda: assistant.compare(), TIMES), clauses)
        suffixes = (".xlsx", ".csv", ".docx") if conventions <= SMALL else (".xlsx", ".csv")
        for suffix in suffixes:
            taken = milliseconds(lambda end=suffix: assistant.comparison_file((), THIRTY, end), 1)  # type: ignore[misc]
            row(f"fichier {suffix}, 30 clauses", taken, clauses)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conventions", type=int, default=1_000)
    given = options.parse_args()
    print("| mesure | temps | par rapport à la lecture |\n| --- | --- | --- |")
    for conventions in (SMALL, given.conventions):
        measure(conventions)


if __name__ == "__main__":
    main()
