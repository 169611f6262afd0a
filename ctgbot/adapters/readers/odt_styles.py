"""What OpenDocument's styles say: how characters look, what colour is behind them, how lists are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from ctgbot.adapters.readers.look import BLACK, Colour, Look, colour, is_marker_pen

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|cm|mm|in|px|pc)")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75, "pc": 12.0}
_BOLD_FROM = 600
_MARGINS = ("fo:margin-left", "fo:text-indent")
_FARTHEST = (-300.0, 1_200.0)  # points from the left or the top: A4 is 595 × 842
_TITLES = {"Title": 1, "Subtitle": 2}


def q(name: str) -> str:
    """« text:p » as lxml names it."""
    prefix, local = name.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def attribute(element: etree._Element, name: str) -> str:
    """Its value, empty when it is not there."""
    return str(element.get(q(name), ""))


class Styles:
    """The styles of one document, by family and name; `roots`: of styles.xml, then of content.xml."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, Look] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root in roots:
            for style in root.iter(q("style:style")):
                self._styles[attribute(style, "style:family"), attribute(style, "style:name")] = style
            for style in root.iter(q("style:default-style")):
                self._defaults[attribute(style, "style:family")] = _look(style.find(q("style:text-properties")))

    def look(self, family: str, name: str) -> Look:
        """What a style and those that it comes from say of characters; nothing for a style without a name."""
        if (family, name) not in self._looks:
            look = Look()
            for style in self._chain(family, name):
                look = look.over(_look(style.find(q("style:text-properties"))))
            self._looks[family, name] = look
        return self._looks[family, name]

    def default(self, family: str) -> Look:
        return self._defaults.get(family, Look())

    def ground(self, family: str, name: str) -> Colour | None:
        """The colour behind a paragraph, a cell, a row or a table; None when the style has none."""
        for style in self._chain(family, name):
            for properties in style:
                found = colour(attribute(properties, "fo:background-color"))
                if found and properties.tag != q("style:text-properties"):
                    return found
        return None

    def is_filled(self, name: str) -> bool:
        """Whether a frame has something behind its text."""
        for style in self._chain("graphic", name):
            properties = style.find(q("style:graphic-properties"))
            fill = "" if properties is None else attribute(properties, "draw:fill")
            if fill:
                return fill != "none"
        return self.ground("graphic", name) is not None

    def is_off_page(self, name: str) -> bool:
        """Whether the indents of a paragraph style put it where no page is."""
        for style in self._chain("paragraph", name):
            properties = style.find(q("style:paragraph-properties"))
            if properties is not None and any(is_far(attribute(properties, margin)) for margin in _MARGINS):
                return True
        return False

    def title_level(self, name: str) -> int | None:
        """« Title » has no outline level: a text:p, though it heads the document."""
        for style in self._chain("paragraph", name):
            level = _TITLES.get(attribute(style, "style:name"))
            if level:
                return level
        return None

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        met: set[str] = set()
        while (family, name) in self._styles and name not in met:
            met.add(name)
            style = self._styles[family, name]
            yield style
            name = attribute(style, "style:parent-style-name")


def _look(properties: etree._Element | None) -> Look:
    if properties is None:
        return Look()
    display, ground = attribute(properties, "text:display"), colour(attribute(properties, "fo:background-color"))
    ink = colour(attribute(properties, "fo:color"))
    if attribute(properties, "style:use-window-font-color") == "true":
        ink = BLACK
    weight, case = attribute(properties, "fo:font-weight"), attribute(properties, "fo:text-transform")
    caps, line = attribute(properties, "fo:font-variant"), attribute(properties, "style:text-line-through-style")
    return Look(
        hidden=display == "none" if display else None,
        size=points(attribute(properties, "fo:font-size")),
        ink=ink,
        ground=ground,
        bold=is_bold(weight),
        capitals=case == "uppercase" or caps == "small-caps" if case or caps else None,
        to_fill=is_marker_pen(ground) or None,
        struck=line != "none" if line else None,
    )


def points(written: str) -> float | None:
    """« 2pt », « 0.5mm »; None for a share of another size and for anything else."""
    match = _LENGTH.fullmatch(written.strip().lower())
    return float(match[1]) * _POINTS[match[2]] if match else None


def is_far(place: str) -> bool:
    """« -50cm »: off the page."""
    value = points(place.removeprefix("-"))
    return value is not None and not _FARTHEST[0] <= (-value if place.startswith("-") else value) <= _FARTHEST[1]


def is_bold(weight: str) -> bool | None:
    """« bold », « 700 »; None when nothing is said."""
    if not weight:
        return None
    return weight in ("bold", "bolder") or (weight.isdecimal() and len(weight) < 5 and int(weight) >= _BOLD_FROM)
