"""OpenDocument's automatic numbers: lists by their nesting, headings by the outline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ctgbot.adapters.readers.counters import Label, written
from ctgbot.adapters.readers.odt_styles import attribute, q
from ctgbot.adapters.readers.symbols import SYMBOLS

_STYLES = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}
_PLACE = re.compile(r"%(\d{1,2})%")
_OUTLINE = ""  # the outline's key among the lists: no list style has an empty name
_KINDS = {q(f"text:{name}") for name in ("list-level-style-number", "list-level-style-bullet", "outline-level-style")}


@dataclass(frozen=True, slots=True)
class _Level:
    """« Article %2%. » written in decimals from 1; a bullet has its sign as pattern."""

    pattern: str
    style: str
    start: int
    is_bullet: bool


Levels = Mapping[int, _Level]


class Count:
    """How far a list is, by level from 0."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def label(self, levels: Levels, depth: int, start: str = "") -> Label | None:
        """The next label at a depth; `start` is the number that the file imposes, if any."""
        level = levels.get(depth)
        if level is None:
            return None
        if level.is_bullet:
            return Label(level.pattern.translate(SYMBOLS), is_bullet=True)
        following = self._numbers[depth] + 1 if depth in self._numbers else level.start
        self._numbers[depth] = integer(start, following)
        for below in [other for other in self._numbers if other > depth]:
            del self._numbers[below]
        return Label(_PLACE.sub(lambda match: self._number(int(match[1]) - 1, levels), level.pattern).strip(), False)

    def _number(self, depth: int, levels: Levels) -> str:
        level = levels.get(depth)
        return written(self._numbers.get(depth, level.start if level else 1), level.style) if level else ""


class Lists:
    """The list styles of one document and the lists met so far, for those that go on."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._styles: dict[str, Levels] = {}
        for root in roots:
            for style in root.iter(q("text:list-style")):
                self._styles[attribute(style, "style:name")] = _levels(style)
            for style in root.iter(q("text:outline-style")):
                self._styles[_OUTLINE] = _levels(style)
        self._by_id: dict[str, Count] = {}
        self._by_style: dict[str, Count] = {}
        self._outline = Count()

    def levels(self, style: str) -> Levels:
        return self._styles.get(style, {}) if style else {}

    def count(self, element: etree._Element, style: str) -> Count:
        """The count of a text:list: a new one, unless it says that it goes on."""
        name, before = attribute(element, "xml:id"), attribute(element, "text:continue-list")
        earlier = self._by_id.get(before) if before else None
        if earlier is None and attribute(element, "text:continue-numbering") == "true":
            earlier = self._by_style.get(style)
        count = earlier or Count()
        self._by_style[style] = count
        if name:
            self._by_id[name] = count
        return count

    def outline(self, depth: int, start: str) -> Label | None:
        """The number of a heading outside lists; None where headings have none."""
        return self._outline.label(self._styles.get(_OUTLINE, {}), depth, start)


def _levels(style: etree._Element) -> Levels:
    found: dict[int, _Level] = {}
    for element in style:
        if element.tag not in _KINDS:
            continue
        depth = integer(attribute(element, "text:level"), 1) - 1
        kind = attribute(element, "style:num-format")
        is_bullet = element.tag == q("text:list-level-style-bullet")
        pattern = attribute(element, "text:bullet-char") if is_bullet else _pattern(element, depth, kind)
        start = integer(attribute(element, "text:start-value"), 1)
        found[depth] = _Level(pattern, _STYLES.get(kind, "decimal"), start, is_bullet)
    return found


def _pattern(element: etree._Element, depth: int, kind: str) -> str:
    if not kind:
        return ""
    whole = attribute(element, "style:num-list-format") or attribute(element, "loext:num-list-format")
    if whole:
        return whole
    shown = min(integer(attribute(element, "text:display-levels"), 1), depth + 1)
    places = ".".join(f"%{place}%" for place in range(depth + 2 - shown, depth + 2))
    return attribute(element, "style:num-prefix") + places + attribute(element, "style:num-suffix")


def integer(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
