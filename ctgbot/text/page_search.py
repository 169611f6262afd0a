"""A quote among the characters of a page: spaces, hyphens and typography aside, digits and words strict.

The page's characters come line by line with words cut at line ends; the quote comes with its words whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ctgbot.text.normalise import match_form

_MARGIN = 400  # characters of header and footer before or behind the body
_CHANCE = 12  # characters


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


def find_quote(quote: str, page: Ink) -> tuple[int, ...]:
    """The places of the quote's characters on the page; none when it is not there."""
    needle = Ink.of(quote).text
    at = page.text.find(needle) if needle else -1
    return page.origins[at : at + len(needle)] if at >= 0 else ()


def find_over(quote: str, page: Ink, following: Ink) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of a quote that starts at the end of a page and ends at the start of the following one."""
    needle = Ink.of(quote).text
    most = _longest(len(needle) - 1, lambda size: needle[:size] in page.text)
    for size in range(most, max(0, most - _CHANCE), -1):  # a footer may go on like the quote by chance
        at, then = page.text.rfind(needle[:size]), following.text.find(needle[size:])
        if 0 <= then <= _MARGIN and len(page.text) - at - size <= _MARGIN:
            return page.origins[at : at + size], following.origins[then : then + len(needle) - size]
    return (), ()


def _longest(most: int, is_there: Callable[[int], bool]) -> int:
    """The largest size up to `most` that is there, when every smaller one is too."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if is_there(middle) else (least, middle - 1)
    return least
