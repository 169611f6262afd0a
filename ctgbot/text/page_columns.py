"""Two columns that the file draws row by row: « left 1, right 1, left 2, right 2 » is read left 1, left 2, right 1…

Only prose is put back in order: a table is read row by row, and its rules or its short cells tell it. A file that draws
one column after the other needs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Corners = tuple[float, float, float, float]  # left, bottom, right, top; points from the bottom left of the page

_BIN = 4.0  # points
_HIGH = 8.0  # points, for a path to be a vertical rule or a frame
_MIDDLE = (0.3, 0.7)  # of the width: where a gutter may be
_NARROWEST = 2  # bins
_FEWEST_ROWS = 6  # with text on both sides
_FULL = 0.7  # share of its column that a line of prose fills, on average
_CROSSING = 0.25  # of the rows: titles across both columns
_FEWEST_BOXES = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """Boxes on one line: their extent on each side of the gutter, None without any; `crosses` it with another."""

    bottom: float
    top: float
    left: tuple[float, float] | None
    right: tuple[float, float] | None
    crosses: bool


def column_regions(boxes: Sequence[Corners], width: float, rules: Sequence[Corners] = ()) -> tuple[Corners, ...]:
    """The areas of the page in reading order; none when the order of the file is the right one.

    `boxes` are those of the texts in the order of the file, `rules` those of lines and frames.
    """
    if len(boxes) < _FEWEST_BOXES:
        return ()
    gutter = _gutter(boxes, width)
    if gutter is None:
        return ()
    edges = [edge for left, bottom, right, top in rules if top - bottom > _HIGH for edge in (left, right)]
    if any(gutter[0] - _BIN <= edge <= gutter[1] + _BIN for edge in edges):
        return ()
    middle = (gutter[0] + gutter[1]) / 2
    rows = _rows(boxes, middle)
    both = [row for row in rows if row.left and row.right and not row.crosses]
    if len(both) < _FEWEST_ROWS or not _is_prose(both, rows, middle):
        return ()
    sides = [box[0] > middle for box in boxes if not box[0] < middle < box[2]]
    changes = sum(one != other for one, other in pairwise(sides))
    return _regions(rows, middle, width) if changes > len(both) else ()


def _gutter(boxes: Sequence[Corners], width: float) -> tuple[float, float] | None:
    """The widest band in the middle of the page that the fewest texts cross."""
    bins = int(width / _BIN) + 2
    steps = [0] * (bins + 1)
    for left, _, right, _ in boxes:
        steps[min(bins, max(0, int(left / _BIN)))] += 1
        steps[min(bins, max(0, int(right / _BIN) + 1))] -= 1
    most = _CROSSING * len({round((bottom + top) / 8) for _, bottom, _, top in boxes})
    crossing = list(accumulate(steps))
    first, last = int(_MIDDLE[0] * width / _BIN), int(_MIDDLE[1] * width / _BIN)
    fewest = min(crossing[first : last + 1])
    if fewest > most:
        return None
    best, run = (0, 0), 0
    for at in range(first, last + 1):
        run = run + 1 if crossing[at] == fewest else 0
        best = max(best, (run, at))
    run, at = best
    return ((at - run + 1) * _BIN, (at + 1) * _BIN) if run >= _NARROWEST else None


def _rows(boxes: Sequence[Corners], middle: float) -> list[_Row]:
    """From the top of the page down."""
    rows: list[list[Corners]] = []
    for box in sorted(boxes, key=lambda box: -(box[1] + box[3])):
        centre = (box[1] + box[3]) / 2
        if rows and rows[-1][0][1] <= centre <= rows[-1][0][3]:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_row(row, middle) for row in rows]


def _row(boxes: list[Corners], middle: float) -> _Row:
    left = [box for box in boxes if box[2] <= middle]
    right = [box for box in boxes if box[0] >= middle]
    return _Row(
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        (min(box[0] for box in left), max(box[2] for box in left)) if left else None,
        (min(box[0] for box in right), max(box[2] for box in right)) if right else None,
        len(left) + len(right) < len(boxes),
    )


def _is_prose(both: list[_Row], rows: list[_Row], middle: float) -> bool:
    """Whether the lines of both columns run to the end of their column, and few cross both."""
    if sum(row.crosses for row in rows) > _CROSSING * len(rows):
        return False
    lefts, rights = [row.left for row in both if row.left], [row.right for row in both if row.right]
    for extents in (lefts, rights):
        start, end = min(extent[0] for extent in extents), max(extent[1] for extent in extents)
        filled = sum(extent[1] - extent[0] for extent in extents) / len(extents)
        if end - start < middle / 3 or filled < _FULL * (end - start):
            return False
    return True


def _regions(rows: list[_Row], middle: float, width: float) -> tuple[Corners, ...]:
    """A row that crosses both columns, or stands above them, ends the columns above it."""
    regions: list[Corners] = []
    band: list[_Row] = []
    for row in [*rows, None]:
        if row is not None and not row.crosses:
            band.append(row)
            continue
        if band:
            bottom, top = min(one.bottom for one in band), max(one.top for one in band)
            regions += [(0.0, bottom - 1, middle, top + 1), (middle, bottom - 1, width, top + 1)]
            band = []
        if row is not None:
            regions.append((0.0, row.bottom - 1, width, row.top + 1))
    return tuple(regions)
