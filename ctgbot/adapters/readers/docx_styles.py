"""What Word's styles say of a paragraph: how its characters look, whether it is a heading, which list it is in."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.look import BLACK, WHITE, Colour, Look, colour, is_marker_pen

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NO_INK = f"{_W14}textFill/{_W14}noFill"
_OFF = ("0", "false", "off", "none")
_HEADING_NAMES = {f"heading {level}": level for level in range(1, 10)} | {"title": 1, "subtitle": 2}
_PLACEHOLDER = "placeholder text"  # « Cliquez ici pour entrer du texte »: a content control nobody filled
_BODY_LEVEL = 9  # w:outlineLvl of body text


class Styles:
    """The styles of one document, by id; `styles` is the root of its styles part."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = {str(style.get(qn("w:styleId"))): style for style in styles.iter(qn("w:style"))}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            "",
        )
        self._base = look_of(find(styles, "w:docDefaults/w:rPrDefault/w:rPr"))
        self._looks: dict[str, Look] = {}

    def look(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        """Of a run: its own properties over its style, over the paragraph's, over the document's."""
        style = "" if properties is None else value(properties, "w:rStyle")
        own = look_of(properties)
        return own.over(self._of(style)).over(self._of(paragraph_style or self._default)).over(self._base)

    def _of(self, style: str) -> Look:
        if style not in self._looks:
            look = Look()
            for element in self._chain(style):
                look = look.over(look_of(find(element, "w:rPr")))
                if value(element, "w:name").lower() == _PLACEHOLDER:
                    look = Look(to_fill=True).over(look)
            self._looks[style] = look
        return self._looks[style]

    def heading_level(self, style: str) -> int | None:
        """« heading 1 » is 1 whatever the language of the style's id; an outline level counts too."""
        for element in self._chain(style):
            level = _HEADING_NAMES.get(value(element, "w:name").lower()) or outline_level(find(element, "w:pPr"))
            if level:
                return level
        return None

    def paper(self, style: str) -> Colour | None:
        """The colour behind the paragraphs of a style, None when it says nothing."""
        return next((paper for element in self._chain(style) if (paper := shade(find(element, "w:pPr/w:shd")))), None)

    def numbering(self, style: str) -> tuple[str, str]:
        """(numId, ilvl) that a style gives to its paragraphs; empty strings without a list."""
        for element in self._chain(style or self._default):
            number = value(element, "w:pPr/w:numPr/w:numId")
            if number:
                return number, value(element, "w:pPr/w:numPr/w:ilvl")
        return "", ""

    def shades_tables(self, style: str) -> bool:
        """Whether a table style colours some cells: which ones depends on their place, so white may be read there."""
        return any(
            shade(element) not in (None, WHITE) for one in self._chain(style) for element in one.iter(qn("w:shd"))
        )

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """The style and those that it is based on; a circle is walked once."""
        met: set[str] = set()
        while style in self._styles and style not in met:
            met.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn")


def look_of(properties: etree._Element | None) -> Look:
    """What one w:rPr says by itself."""
    if properties is None or not len(properties):
        return Look()
    size, ink = value(properties, "w:sz"), value(properties, "w:color")
    shading = shade(find(properties, "w:shd"))
    pen = value(properties, "w:highlight").lower()
    highlight = colour(pen)
    marked = highlight not in (None, WHITE, BLACK) or is_marker_pen(shading)
    return Look(
        hidden=True if properties.find(_NO_INK) is not None else _toggle(properties, "w:vanish"),
        size=float(size) / 2 if size.isdecimal() else None,
        ink=_ink(properties, ink),
        ground=highlight or shading,
        bold=_toggle(properties, "w:b"),
        capitals=_toggle(properties, "w:caps") or _toggle(properties, "w:smallCaps"),
        to_fill=marked or (False if pen == "none" else None),
        struck=_either(_toggle(properties, "w:strike"), _toggle(properties, "w:dstrike")),
    )


def _ink(properties: etree._Element, written: str) -> Colour | None:
    """« auto » is black, over any colour of the styles."""
    if written == "auto":
        return BLACK
    theme = find(properties, "w:color")
    if not written and theme is not None and theme.get(qn("w:themeColor")) in ("background1", "light1"):
        return WHITE
    return colour(written)


def shade(element: etree._Element | None) -> Colour | None:
    """The fill of a w:shd; a solid pattern covers it with its own colour."""
    if element is None:
        return None
    if element.get(qn("w:val")) == "solid":
        return colour(str(element.get(qn("w:color"), ""))) or BLACK
    return colour(str(element.get(qn("w:fill"), "")))


def outline_level(properties: etree._Element | None) -> int | None:
    """1 to 9 from w:outlineLvl, which counts from 0; None for body text."""
    written = "" if properties is None else value(properties, "w:outlineLvl")
    return int(written) + 1 if written.isdecimal() and int(written) < _BODY_LEVEL else None


def find(element: etree._Element, path: str) -> etree._Element | None:
    """« w:pPr/w:shd » below an element."""
    return element.find("/".join(qn(step) for step in path.split("/")))


def value(element: etree._Element, path: str) -> str:
    """The w:val found at a path, empty without it."""
    found = find(element, path)
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _either(one: bool | None, other: bool | None) -> bool | None:
    return None if one is None and other is None else bool(one or other)


def _toggle(properties: etree._Element, tag: str) -> bool | None:
    found = find(properties, tag)
    return None if found is None else str(found.get(qn("w:val"), "1")).lower() not in _OFF
