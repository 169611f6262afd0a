"""A quote among the characters of a page: spaces, hyphens and typography aside, digits and words strict.

The page's characters come line by line with words cut at line ends; the quote comes with its words whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ctgbot.text.normalise import match_form

_MARGIN = 400  # characters of header and footer before or behind the body
_SHORTEST_PART = 12  # characters; the part of a quote that stands on one of its two pages


@dataclass(frozen=True, slots=True)
class Ink:
    """Characters without white space nor hyphens, in match form; `origins[i]` is the place of the i-th one's source."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, characters: Iterable[str]) -> Ink:
        """Of characters given one by one; each may become none or several."""
        out: list[str] = []
        origins: list[int] = []
        for place, character in enumerate(characters):
            for piece in match_form(character).text.replace("-", ""):
                if not piece.isspace() and piece not in "\ufffe\x02":
                    out.append(piece)
                    origins.append(place)
        return cls("".join(out), tuple(origins))


def find_quote(quote: str, page: Ink) -> tuple[int, ...] | None:
    """The places of the quote's characters; of a quote cut by a page's end, those of its longest part on this page."""
    needle = Ink.of(quote).text
    if not needle:
        return None
    at = page.text.find(needle)
    if at >= 0:
        return page.origins[at : at + len(needle)]
    start, end = max(_head(needle, page.text), _tail(needle, page.text), key=lambda span: span[1] - span[0])
    return page.origins[start:end] if end - start >= _SHORTEST_PART else None


def _head(needle: str, page: str) -> tuple[int, int]:
    """Where the quote's beginning ends the page, its footer aside."""
    size = _longest(len(needle), lambda size: needle[:size] in page)
    at = page.rfind(needle[:size])
    return (at, at + size) if len(page) - at - size <= _MARGIN else (0, 0)


def _tail(needle: str, page: str) -> tuple[int, int]:
    """Where the quote's end starts the page, its header aside."""
    size = _longest(len(needle), lambda size: needle[len(needle) - size :] in page)
    at = page.find(needle[len(needle) - size :])
    return (at, at + size) if at <= _MARGIN else (0, 0)


def _longest(most: int, is_there: Callable[[int], bool]) -> int:
    """The largest size up to `most` that is there, when every smaller one is too."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if is_there(middle) else (least, middle - 1)
    return least
