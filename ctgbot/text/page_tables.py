"""Ruled tables: the cells that the lines drawn on a page make, so that a row is read as a row.

An extractor gives a table cell by cell, line by line; « trimestre » then stands far from « Comité de pilotage ».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Corners = tuple[float, float, float, float]  # left, bottom, right, top; points from the bottom left of the page

_THIN = 2.5  # points: a rule, however it is drawn
_NEAR = 3.0  # points between rules that meet
_SHORTEST = 8.0
_FEWEST_RULES = 3  # each way: two rows of two cells
_MOST_PATHS = 3000
_WIDE_ENOUGH = 0.6  # of the table: a rule between two rows


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight line: at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from the top, each of cells from the left; cells merged over columns are one."""

    area: Corners
    rows: tuple[tuple[Corners, ...], ...]


def find_tables(paths: Sequence[Corners]) -> tuple[Table, ...]:
    """The tables that rules and frames draw, from the top of the page down."""
    if not _FEWEST_RULES * 2 <= len(paths) <= _MOST_PATHS:
        return ()
    across, down = _rules(paths)
    found = [_table(*group) for group in _connected(across, down)]
    return tuple(sorted((table for table in found if table), key=lambda table: -table.area[3]))


def _rules(paths: Iterable[Corners]) -> tuple[list[_Rule], list[_Rule]]:
    """Horizontal and vertical rules; a frame is four of them."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for left, bottom, right, top in paths:
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORTEST:
            across.append(_Rule((bottom + top) / 2, left, right))
        elif wide <= _THIN and high >= _SHORTEST:
            down.append(_Rule((left + right) / 2, bottom, top))
        elif wide >= _SHORTEST and high >= _SHORTEST:
            across += [_Rule(bottom, left, right), _Rule(top, left, right)]
            down += [_Rule(left, bottom, top), _Rule(right, bottom, top)]
    return _merged(across), _merged(down)


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Pieces of one rule, drawn cell by cell, as one."""
    out: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = out[-1] if out else None
        if last and abs(last.at - rule.at) <= _NEAR and rule.start <= last.end + _NEAR:
            out[-1] = _Rule(last.at, min(last.start, rule.start), max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _connected(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that meet, directly or through others."""
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    for rule in across:
        met = [other for other in down if _meet(rule, other)]
        touching = [group for group in groups if any(other in group[1] for other in met)]
        joined: tuple[list[_Rule], list[_Rule]] = ([rule], list(met))
        for group in touching:
            groups.remove(group)
            joined[0].extend(group[0])
            joined[1].extend(other for other in group[1] if other not in joined[1])
        groups.append(joined)
    return [group for group in groups if min(map(len, group)) >= _FEWEST_RULES]


def _meet(across: _Rule, down: _Rule) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _table(across: list[_Rule], down: list[_Rule]) -> Table | None:
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    wide = [rule.at for rule in across if rule.end - rule.start >= _WIDE_ENOUGH * (right - left)]
    levels = _apart(wide)[::-1]
    rows = []
    for top, bottom in pairwise(levels):
        middle = (top + bottom) / 2
        walls = _apart([rule.at for rule in down if rule.start <= middle <= rule.end])
        rows.append(tuple((one, bottom, other, top) for one, other in pairwise(walls)))
    if len(rows) < _FEWEST_RULES - 1 or max(map(len, rows)) < _FEWEST_RULES - 1 or not all(rows):
        return None
    return Table((left, levels[-1], right, levels[0]), tuple(rows))


def _apart(places: Iterable[float]) -> list[float]:
    """In order, those that stand too close together once."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out
