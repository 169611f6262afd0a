"""What the columns of a known table hold: the maps of the package, and a header read against them.

A map (`data/colonnes_*.tsv`) says how a table is recognised (`signature`), what it is (`source`, `echelle`, `arrondi`,
`perimetre`), and what each column holds. « {aa} » in a name stands for the two digits of a year: « P21_POP ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files

from ctgbot.text.normalise import level

_OF_ROW = ("nom", "code", "code_epci", "code_departement", "annee", "tranche", "valeur", "indicateur", "unite",
           "echelle_lue", "source_lue")  # fmt: skip
_CENTURY = 2000  # « 21 » of « P21_POP » is 2021: no file of today says 1999 this way


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of file. `columns`: (role, name in level form, indicator)."""

    name: str
    source: str
    scale: str
    perimeter: str
    rounded: bool
    signature: tuple[str, ...]
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A header read: where each role stands; `figures`: (column, indicator, year that its name says); `unused`: the
    columns that the map does not know, as written."""

    table: Table
    places: dict[str, int]
    figures: tuple[tuple[int, str, int | None], ...]
    unused: tuple[str, ...]


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """Every map of the package."""
    folder = files("ctgbot") / "data"
    found = sorted(file.name for file in folder.iterdir() if file.name.startswith("colonnes_"))
    return tuple(_table((folder / name).read_text("utf-8")) for name in found)


def layout_of(header: Sequence[str]) -> Layout | None:
    """The table whose signature stands in the header, the most detailed one; None when there is none."""
    names = [level(name).strip() for name in header]
    known = [table for table in tables() if all(_place(name, names) is not None for name in table.signature)]
    if not known:
        return None
    return _laid(max(known, key=lambda table: len(table.signature)), header, names)


def _laid(table: Table, header: Sequence[str], names: Sequence[str]) -> Layout:
    places: dict[str, int] = {}
    figures: list[tuple[int, str, int | None]] = []
    used: set[int] = set()
    for role, name, key in table.columns:
        for place, written in enumerate(names):
            year = _match(name, written)
            if year is None or place in used:
                continue
            if role == "chiffre":
                figures.append((place, key, year or None))
            elif role in _OF_ROW and role not in places:
                places[role] = place
            elif role != "ignoree":
                continue
            used.add(place)
    unused = tuple(header[place].strip() for place in range(len(names)) if place not in used and names[place])
    return Layout(table, places, tuple(figures), unused)


def _place(name: str, names: Sequence[str]) -> int | None:
    return next((place for place, written in enumerate(names) if _match(name, written) is not None), None)


def _match(name: str, written: str) -> int | None:
    """The year that the name holds, 0 when it holds none; None when they are two names. « a|b » is a or b."""
    for one in name.split("|"):
        if "{aa}" in one:
            found = re.fullmatch(re.escape(one).replace(r"\{aa\}", r"(\d\d)"), written)
            if found:
                return _CENTURY + int(found[1])
        elif fnmatchcase(written, one):
            return 0
    return None


def _table(text: str) -> Table:
    rows = [[*line.split("\t"), "", ""] for line in text.splitlines() if line.strip() and not line.startswith("#")]
    said = {row[0]: row[1] for row in rows}
    columns = tuple((row[0], level(row[1]), row[2]) for row in rows if row[0] in (*_OF_ROW, "chiffre", "ignoree"))
    signature = tuple(level(row[1]) for row in rows if row[0] == "signature")
    rounded = said.get("arrondi") == "oui"
    return Table(
        said["jeu"], said.get("source", ""), said.get("echelle", ""), said.get("perimetre", ""), rounded, signature,
        columns,
    )  # fmt: skip
