"""How a scanned page lies: the angle that makes its lines level, and the way back from the page made straight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from ctgbot.model import Rect

_STEEPEST = 5.0  # degrees: a sheet that slipped in the feeder
_COARSE, _FINE = 0.5, 0.1
_HIGH = 900  # pixels are enough to see lines of text
_SHARPER = 1.2  # times as clear as the page as it is: below, nothing is gained
_PAPER = 255


@dataclass(frozen=True, slots=True)
class Turn:
    """A page turned by `degrees`, counter-clockwise, about its middle; `before` and `after` are its sizes."""

    degrees: float
    before: tuple[float, float]
    after: tuple[float, float]

    def back(self, box: Rect) -> Rect:
        """Where a box of the turned page stands on the page before it was turned."""
        angle = math.radians(self.degrees)
        cosine, sine = math.cos(angle), math.sin(angle)
        across, down = [], []
        for x in (box.left, box.right):
            for y in (box.top, box.bottom):
                right, below = x - self.after[0] / 2, y - self.after[1] / 2
                across.append(cosine * right - sine * below + self.before[0] / 2)
                down.append(sine * right + cosine * below + self.before[1] / 2)
        return Rect(min(across), min(down), max(across), max(down))


def turned(image: Image.Image, degrees: float) -> Image.Image:
    """The image turned counter-clockwise, on white paper that is large enough."""
    if not degrees:
        return image
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)


def slant(image: Image.Image) -> float:
    """The degrees by which to turn a grey image so that its lines are level; 0 when they are, or when it has none."""
    small = image.reduce(max(1, image.height // _HIGH))
    steps = range(-round(_STEEPEST / _COARSE), round(_STEEPEST / _COARSE) + 1)
    near = max((step * _COARSE for step in steps), key=lambda degrees: _clearness(small, degrees))
    fine = range(-round(_COARSE / _FINE) + 1, round(_COARSE / _FINE))
    best = max((near + step * _FINE for step in fine), key=lambda degrees: _clearness(small, degrees))
    return round(best, 1) if _clearness(small, best) > _SHARPER * _clearness(small, 0.0) else 0.0


def _clearness(image: Image.Image, degrees: float) -> int:
    """How much rows of ink and rows of paper differ: most when the lines are level."""
    rows = image.rotate(degrees, fillcolor=_PAPER).resize((1, image.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
