"""The little of CSS that tells what a reader of a page sees: inline styles, and rules on one element, class or id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ctgbot.adapters.readers.comments import without_comments
from ctgbot.adapters.readers.look import BLACK, PLAIN, Look, colour, is_marker_pen
from ctgbot.adapters.readers.odt_styles import is_bold, points

_BRACES = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)")  # « p », « .note », « div#a.b »
_PART = re.compile(r"[.#][\w-]+")
_ZERO = re.compile(r"0+(?:\.0+)?(?:[a-z]+|%)?")
_FAR = re.compile(r"-\d{4,}(?:\.\d+)?px|-\d{3,}(?:\.\d+)?(?:em|rem|cm|pt|%)")
_OFF_THE_PAGE = ("left", "top", "right", "text-indent", "margin-left", "margin-top")
_NO_GROUND = ("none", "transparent", "inherit", "initial", "unset", "")
_MOST_RULES = 2_000
_LONGEST = 2_000  # characters of a style attribute that are looked at


@dataclass(frozen=True, slots=True)
class Declared:
    """What a style says: a look, and whether it puts an image or an unknown colour behind the text."""

    look: Look = PLAIN
    unknown_ground: bool = False

    def over(self, below: Declared) -> Declared:
        return Declared(self.look.over(below.look), self.unknown_ground or below.unknown_ground)


def declared(style: str) -> Declared:
    """Of « color: #fff; font-size: 1px »."""
    found = Declared()
    for piece in style[:_LONGEST].lower().split(";"):
        name, _, value = piece.partition(":")
        found = _one(name.strip(), value.replace("!important", "").strip()).over(found)
    return found


def _one(name: str, value: str) -> Declared:
    if name in ("background", "background-color", "background-image"):
        return _ground(value)
    return Declared(_look(name, value))


def _look(name: str, value: str) -> Look:
    if (name, value) in (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")):
        return Look(hidden=True)
    if (name == "opacity" and _ZERO.fullmatch(value)) or (name in _OFF_THE_PAGE and _FAR.fullmatch(value)):
        return Look(hidden=True)
    if name == "font-size":
        return Look(size=0.0 if _ZERO.fullmatch(value) else points(value))
    if name == "color":
        return Look(ink=None if value == "inherit" else colour(value) or BLACK)  # an unknown colour is seen
    if name == "font-weight":
        return Look(bold=is_bold(value))
    if name in ("text-decoration", "text-decoration-line"):
        return Look(struck="line-through" in value.split() or None)
    if name in ("text-transform", "font-variant"):
        return Look(capitals=value in ("uppercase", "small-caps"))
    return Look()


def _ground(value: str) -> Declared:
    if value in _NO_GROUND:
        return Declared()
    ground = colour(value) or next((found for word in value.split() if (found := colour(word))), None)
    if ground is None or "url(" in value or "gradient(" in value:
        return Declared(unknown_ground=True)
    return Declared(Look(ground=ground, to_fill=is_marker_pen(ground) or None))


class Sheet:
    """The rules of a page's own style sheets, in their order."""

    def __init__(self, css: str) -> None:
        self._rules: dict[str, list[tuple[frozenset[str], Declared]]] = {}
        for selectors, style in islice(_rules(without_comments(css, "/*", "*/")[0].lower()), _MOST_RULES):
            said = declared(style)
            if said == Declared():
                continue
            for selector in selectors.split(","):
                self._add(selector.strip(), said)

    def _add(self, selector: str, said: Declared) -> None:
        match = _SELECTOR.fullmatch(selector)
        if match and selector:  # « .a .b », « p:hover », « [lang] » depend on more than the element
            parts = frozenset([*_PART.findall(match[2]), *([match[1]] if match[1] and match[1] != "*" else [])])
            self._rules.setdefault(min(parts, default="*"), []).append((parts, said))

    def of(self, tag: str, identifier: str, classes: str) -> Declared:
        """What the rules say of an element."""
        if not self._rules:
            return Declared()
        names = {tag, "*", *(f".{name}" for name in classes.lower().split())}
        if identifier:
            names.add(f"#{identifier.lower()}")
        found = Declared()
        for name in sorted(names & self._rules.keys()):
            for parts, said in self._rules[name]:
                if parts <= names:
                    found = said.over(found)
        return found


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, style) outside « @media » and other blocks, which may not hold on a screen."""
    depth = opened = last = 0
    head = ""
    for match in _BRACES.finditer(css):
        if match[0] == "{":
            if depth == 0:
                head, opened = css[last : match.start()].rpartition(";")[2].strip(), match.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if head and not head.startswith("@"):
                    yield head, css[opened : match.start()]
                last = match.end()


def without_ground(look: Look) -> Look:
    """For what stands on an image: nobody knows its colour."""
    return replace(look, ground=None)
