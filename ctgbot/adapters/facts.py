"""Files of figures, as they were downloaded or typed → the facts of one territory, and what was not taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ctgbot.adapters.facts_table import Table, open_table
from ctgbot.drafting.bands import summed
from ctgbot.drafting.checks import remarks_on
from ctgbot.drafting.columns import Layout, layout_of, tables
from ctgbot.drafting.rows import Remark, Row, Territory, facts_in, learn_codes, really_rounded
from ctgbot.errors import UnreadableFile
from ctgbot.model import Fact

_MOST_ALIKE = 5  # remarks of one kind that are shown; the others are counted
_MOST_COLUMNS = 8
_MOST_RIVALS = 100  # values of one figure that are kept: over this the file is no table of figures


def read_facts(paths: Sequence[Path], territoire: str) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Facts of `territoire` (its whole name or its code) and of what is around it, and warnings in French.

    Files are read twice, row by row: for the codes of the territory, then for its figures. Raises UnreadableFile for
    a file that is no table, or none of those that are known.
    """
    opened = [_recognised(path) for path in paths]
    territory = Territory(territoire)
    for table, layout in opened:
        learn_codes(layout, table.rows(), territory)
    tally = _Tally()
    tally.add(*_general(territory))
    facts: dict[tuple[object, ...], Fact] = {}
    counts: dict[tuple[object, ...], int] = {}
    for table, layout in opened:
        tally.add(*_unused(table, layout))
        before = len(facts)
        for one in facts_in(layout, _whole(table, tally), territory, table.path.name):
            if isinstance(one, Fact):
                figure = (one.key, one.year, one.scale)
                same = (*figure, one.value, one.source, one.file)
                if same not in facts and counts.get(figure, 0) < _MOST_RIVALS:
                    facts[same] = one
                    counts[figure] = counts.get(figure, 0) + 1
            else:
                tally.add(one)
        if len(facts) == before:
            tally.add(Remark("absent", f"« {table.path.name} » n'a aucun chiffre de « {territoire} »"))
    kept = summed(really_rounded(tuple(facts.values())))
    return kept, (*tally.said(), *remarks_on(kept))


class _Tally:
    """Remarks by kind: the first ones, and how many more there are, so that a bad file of any size stays short."""

    def __init__(self) -> None:
        self._first: dict[str, list[str]] = {}
        self._more: dict[str, int] = {}

    def add(self, *remarks: Remark) -> None:
        for remark in remarks:
            texts = self._first.setdefault(remark.kind, [])
            if len(texts) < _MOST_ALIKE:
                texts.append(f"{remark.text}.")
            else:
                self._more[remark.kind] = self._more.get(remark.kind, 0) + 1

    def said(self) -> tuple[str, ...]:
        out: list[str] = []
        for kind, texts in self._first.items():
            out += texts
            if more := self._more.get(kind):
                out.append(f"… et {more} {'autre ligne' if more == 1 else 'autres lignes'} dans le même cas.")
        return tuple(out)


def _recognised(path: Path) -> tuple[Table, Layout]:
    table = open_table(path)
    layout = layout_of(table.header)
    if layout is None:
        shown = ", ".join(f"« {name.strip()[:30]} »" for name in table.header[:_MOST_COLUMNS])
        known = ", ".join(one.name for one in tables())
        message = f"« {path.name} » : tableau non reconnu (colonnes {shown}…). Tableaux connus : {known}."
        raise UnreadableFile("unknown_table", message)
    return table, layout


def _whole(table: Table, tally: _Tally) -> Iterator[Row]:
    """The rows that have no more cells than the header: in another one a figure may stand in the wrong column."""
    width = len(table.header)
    for number, cells in table.rows():
        if any(cell.strip() for cell in cells[width:]):
            said = f"« {table.path.name} », ligne {number} : {len(cells)} cellules pour {width} colonnes, non reprise"
            tally.add(Remark("cellules", said))
        else:
            yield number, cells


def _general(territory: Territory) -> Iterable[Remark]:
    if territory.is_ambiguous:
        codes = ", ".join(sorted(territory.codes[territory.own_scale]))
        yield Remark("nom", f"Plusieurs territoires s'appellent « {territory.name} » ({codes}) : donnez le code Insee")


def _unused(table: Table, layout: Layout) -> Iterable[Remark]:
    if layout.unused:
        shown = ", ".join(name[:30] for name in layout.unused[:_MOST_COLUMNS])
        more = len(layout.unused) - _MOST_COLUMNS
        tail = f" et {more} autres" if more > 0 else ""
        yield Remark("colonnes", f"« {table.path.name} » : colonnes non utilisées : {shown}{tail}")
