"""The lines of a page with their place on it: what layout rules (headers, paragraphs, columns) are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

_NARROWEST_LEADING = 6.0  # points; less is the same line, drawn a little higher
_WIDEST_LEADING = 40.0  # points; a larger step down is not the distance between two lines of one paragraph
_PARAGRAPH_GAP = 1.4  # times the page's usual leading


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text; `top` is its baseline in points from the top of the page, None when it was not found there."""

    text: str
    top: float | None = None


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of page `number` in reading order; `height` in points."""

    number: int
    lines: tuple[PlacedLine, ...]
    height: float = 842.0

    def without(self, places: frozenset[int]) -> PageLines:
        """The page without the lines at these places."""
        return self.with_lines(tuple(line for place, line in enumerate(self.lines) if place not in places))

    def with_lines(self, lines: tuple[PlacedLine, ...]) -> PageLines:
        """The same page with other lines."""
        return PageLines(self.number, lines, self.height)


def with_blank_lines(lines: tuple[PlacedLine, ...]) -> list[str]:
    """The lines' texts, with an empty one where the page leaves more room than between two lines of a paragraph."""
    steps = [_step(above, below) for above, below in pairwise(lines)]
    leadings = sorted(step for step in steps if step is not None and _NARROWEST_LEADING < step < _WIDEST_LEADING)
    if not leadings:
        return [line.text for line in lines]
    widest = _PARAGRAPH_GAP * leadings[len(leadings) // 4]  # short paragraphs have more gaps than lines: no median
    out = [lines[0].text]
    for step, line in zip(steps, lines[1:], strict=True):
        if step is not None and step > widest:
            out.append("")
        out.append(line.text)
    return out


def _step(above: PlacedLine, below: PlacedLine) -> float | None:
    return None if above.top is None or below.top is None else below.top - above.top
