"""Two normal forms: the document's own text (`clean`), and the form in which quotes are compared (`match_form`).

Offsets everywhere refer to the cleaned text. The match form levels typography only (white space, apostrophes,
hyphens, quotation marks, ligatures): digits, case, accents and words stay strict, because « peut » is not « doit ».
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# \r\n, form feeds and Unicode line ends all become one newline; other control characters carry no text.
_LINE_ENDS = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "…": "...",
    }
)


def clean(raw: str) -> str:
    """The document's normalised text: NFC, newlines as « \\n », no control character, nothing else changed."""
    text = _LINE_ENDS.sub("\n", raw)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


@dataclass(frozen=True, slots=True)
class MatchForm:
    """A text in match form; `offsets[i]` is where its i-th character comes from in the original text."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of `text[start:end]` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def match_form(text: str) -> MatchForm:
    """Typography levelled, runs of white space as one space, none at the ends."""
    out: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        if character.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                offsets.append(position)
            continue
        for piece in character.translate(_TYPOGRAPHY):
            out.append(piece)
            offsets.append(position)
    if out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return MatchForm("".join(out), tuple(offsets))


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text, modulo typography; whole words only. None when it does not."""
    needle = match_form(quote).text
    if not needle:
        return None
    haystack = match_form(text)
    found = haystack.text.find(needle)
    while found != -1:
        end = found + len(needle)
        if _on_word_edges(haystack.text, found, end):
            return haystack.span(found, end)
        found = haystack.text.find(needle, found + 1)
    return None


def _on_word_edges(text: str, start: int, end: int) -> bool:
    """« 6 mois » does not stand in « 16 mois »."""
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    closes = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return opens and closes


def fold(text: str) -> str:
    """For search, never for proof: lower case, no accents, typography levelled; one character in, any number out."""
    decomposed = unicodedata.normalize("NFD", text.translate(_TYPOGRAPHY).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def level(text: str) -> str:
    """As `fold`, but one character out for each one in, so that offsets hold; any space but a newline is a space."""
    return text.translate(_LEVELLED)


class _Levelled(dict[int, str]):
    """Code point → its level form, worked out when first met: a page of text holds a hundred different ones."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _level_character(chr(code))
        return plain


def _level_character(character: str) -> str:
    if character.isspace() and character != "\n":
        return " "
    plain = character.translate(_TYPOGRAPHY)
    return unicodedata.normalize("NFD", (plain if len(plain) == 1 else character).lower())[0]


_LEVELLED = _Levelled()
