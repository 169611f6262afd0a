"""How a run of characters looks: what tells hidden text, text to fill in and headings without a heading style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.lines import is_capitals, is_title_like

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
# What office programs and web pages name; any other name is taken for a colour that is seen.
_NAMED: dict[str, Colour] = {
    "white": WHITE, "black": BLACK, "yellow": (255, 255, 0), "green": (0, 255, 0), "lime": (0, 255, 0),
    "cyan": (0, 255, 255), "aqua": (0, 255, 255), "magenta": (255, 0, 255), "fuchsia": (255, 0, 255),
    "red": (255, 0, 0), "blue": (0, 0, 255), "orange": (255, 165, 0), "pink": (255, 192, 203),
    "lightgray": (192, 192, 192), "lightgrey": (192, 192, 192), "darkgray": (128, 128, 128),
    "darkblue": (0, 0, 128), "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0), "darkmagenta": (128, 0, 128),
    "darkred": (128, 0, 0), "darkyellow": (128, 128, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
}  # fmt: skip
_PAGE = re.compile(r"\t[ .]*\d{1,4}$")  # « GOUVERNANCE → 4 »: a line of the contents
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D{1,5}(\d{1,3})\D{1,5}(\d{1,3})")
_SMALLEST = 2.0  # points: « 1-point » text is there for machines
_SAME = 16  # of 255: two colours as close as that cannot be told apart
_BRIGHT = 100  # of 255, between the strongest and the weakest of red, green, blue: a marker pen, not a pale shade
_LIGHT = 200


def colour(written: str) -> Colour | None:
    """« FFFF00 », « #ff0 », « yellow », « rgb(255, 255, 0) »; None for « auto », « transparent », « none »."""
    text = written.strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    match = _HEX.fullmatch(text)
    if match:
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    match = _RGB.match(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def is_marker_pen(ground: Colour | None) -> bool:
    """Yellow, bright green, pink, pale yellow; not the pale blue of a table, not grey, not white."""
    return ground is not None and max(ground) >= _LIGHT and max(ground) - min(ground) >= _BRIGHT


def is_seen_apart(ink: Colour, ground: Colour) -> bool:
    """Whether ink can be told from what it is written on."""
    return max(abs(one - other) for one, other in zip(ink, ground, strict=True)) > _SAME


@dataclass(frozen=True, slots=True)
class Look:
    """None: not said here; the style below decides. `size` in points."""

    hidden: bool | None = None
    size: float | None = None
    ink: Colour | None = None
    ground: Colour | None = None
    bold: bool | None = None
    capitals: bool | None = None
    to_fill: bool | None = None
    struck: bool | None = None

    def over(self, below: Look) -> Look:
        """This look laid over another: what it does not say is the other's."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.size if self.size is None else self.size,
            below.ink if self.ink is None else self.ink,
            below.ground if self.ground is None else self.ground,
            below.bold if self.bold is None else self.bold,
            below.capitals if self.capitals is None else self.capitals,
            below.to_fill if self.to_fill is None else self.to_fill,
            below.struck if self.struck is None else self.struck,
        )

    def is_unseen(self, paper: Colour | None) -> bool:
        """Hidden, too small to be read, or of the colour of its ground; `paper` None: nobody knows what is below."""
        if self.hidden or (self.size is not None and self.size <= _SMALLEST):
            return True
        ground = self.ground or paper
        return self.ink is not None and ground is not None and not is_seen_apart(self.ink, ground)

    def is_left_out(self, paper: Colour | None) -> bool:
        """Unseen, or struck through: « rayer la mention inutile », a clause that the parties have crossed out."""
        return bool(self.struck) or self.is_unseen(paper)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look."""

    text: str
    look: Look


def looks_like_heading(pieces: list[Piece]) -> bool:
    """« **Article 3 – Durée** », « GOUVERNANCE »: a whole paragraph in bold or in capitals, short, no sentence."""
    seen = [piece for piece in pieces if piece.text.strip()]
    text = "".join(piece.text for piece in seen).strip()
    if not is_title_like(text) or not any(map(str.isalpha, text)) or _PAGE.search(text):
        return False
    return all(piece.look.bold for piece in seen) or all(
        piece.look.capitals or is_capitals(piece.text) or not any(map(str.isalpha, piece.text)) for piece in seen
    )
