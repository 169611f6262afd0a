"""Word's automatic numbers, counted as Word counts them: « Article 3 » may stand nowhere in a file's characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.counters import Label, written
from ctgbot.adapters.readers.docx_styles import find, value
from ctgbot.adapters.readers.symbols import SYMBOLS

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: « Article %1 » counted in decimals from 1; a bullet has its sign as text."""

    start: int
    style: str
    text: str
    restarts: bool
    legal: bool  # « 1.1 » under « I »: every number in digits
    shown: bool
    paragraph_style: str


_Levels = Mapping[int, _Level]


class Numbering:
    """The lists of one document; `label` counts, so paragraphs are asked in the order of the text, each once."""

    def __init__(self, numbering: etree._Element | None, style_numbers: Mapping[str, str]) -> None:
        """`style_numbers`: id of a numbering style → its numId, for the lists that only name a style."""
        self._lists: dict[str, tuple[str, _Levels, Mapping[int, int]]] = {}  # numId → (counted with, levels, restarts)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read(numbering, style_numbers)

    def _read(self, root: etree._Element, style_numbers: Mapping[str, str]) -> None:
        kinds = {str(kind.get(qn("w:abstractNumId"))): kind for kind in root.iter(qn("w:abstractNum"))}
        kind_of = {
            str(number.get(qn("w:numId"))): value(number, "w:abstractNumId") for number in root.iter(qn("w:num"))
        }
        for number in root.iter(qn("w:num")):
            name = value(number, "w:abstractNumId")
            if name not in kinds:
                continue
            linked = kind_of.get(style_numbers.get(value(kinds[name], "w:numStyleLink"), ""), name)
            levels = _levels(kinds.get(linked, kinds[name]))
            starts: dict[int, int] = {}
            for override in number.iter(qn("w:lvlOverride")):
                level = _integer(str(override.get(qn("w:ilvl"), "0")), 0)
                start = value(override, "w:startOverride")
                if start:
                    starts[level] = _integer(start, 1)
                levels |= _levels(override)
            self._lists[str(number.get(qn("w:numId")))] = (linked, levels, starts)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list ties to a paragraph style: « Titre 2 » is its second one."""
        levels = self._lists[number][1] if number in self._lists else {}
        return next((depth for depth, level in levels.items() if style and level.paragraph_style == style), 0)

    def label(self, number: str, depth: int) -> Label | None:
        """The next label of a list at a depth from 0; None for a list that the file does not define."""
        if number not in self._lists:
            return None
        name, levels, starts = self._lists[number]
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(name, {})
        self._count(number, depth, counts, levels, starts)
        if not level.shown:
            return Label("", is_bullet=False)
        if level.style == "bullet":
            return Label(level.text.translate(SYMBOLS), is_bullet=True)
        return Label(_PLACE.sub(lambda match: _filled(match, counts, levels, level), level.text).strip(), False)

    def _count(
        self, number: str, depth: int, counts: dict[int, int], levels: _Levels, starts: Mapping[int, int]
    ) -> None:
        if number not in self._begun:
            self._begun.add(number)
            for overridden in starts:
                counts.pop(overridden, None)
        for above in range(depth):
            counts.setdefault(above, starts.get(above, levels[above].start if above in levels else 1))
        counts[depth] = counts[depth] + 1 if depth in counts else starts.get(depth, levels[depth].start)
        for below in [other for other in counts if other > depth and (other not in levels or levels[other].restarts)]:
            del counts[below]


def _filled(match: re.Match[str], counts: Mapping[int, int], levels: _Levels, level: _Level) -> str:
    depth = int(match[1]) - 1
    style = levels[depth].style if depth in levels and not level.legal else "decimal"
    return written(counts.get(depth, 1), style)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iter(qn("w:lvl")):
        depth = _integer(str(element.get(qn("w:ilvl"), "0")), 0)
        if 0 <= depth < _DEEPEST:
            found[depth] = _Level(
                start=_integer(value(element, "w:start"), 1),
                style=value(element, "w:numFmt") or "decimal",
                text=value(element, "w:lvlText"),
                restarts=value(element, "w:lvlRestart") != "0",
                legal=find(element, "w:isLgl") is not None,
                shown=find(element, "w:rPr/w:vanish") is None,
                paragraph_style=value(element, "w:pStyle"),
            )
    return found


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
