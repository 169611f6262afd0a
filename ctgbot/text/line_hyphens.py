"""Words cut at the end of a line become whole again, so that search and quotes find them.

« dénon- / ciation » is « dénonciation »; « rendez- / vous », « Lys- / lez-Lannoy » keep their hyphen. What the document
writes elsewhere decides first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARKS = ("-", "\u00ad", "\u2010")
_CUT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)([-\u00ad\u2010])$")
_REST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# « Lys-lez-Lannoy », « Chalon-sur-Saône », « Aix-en-Provence »
_IN_NAMES = frozenset(["lez", "lès", "les", "sur", "sous", "en", "de", "du", "des", "la", "le", "et", "au", "aux", "d"])
_FEWEST = 2  # letters on each side of a typographic cut
# Second halves and first halves that French writes with a hyphen.
_SECOND = (
    "ci là ce il elle on ils elles je tu nous vous moi toi lui leur leurs y en le la les t même mêmes dire vis faire"
    " être sociale sociaux sociales social éducatif éducative éducatifs éducatives emploi"
)
_FIRST = (
    "celui celle ceux celles peut rendez vis avant après arrière sous vice non demi mi semi ex quasi ci au par là"
    " socio médico psycho inter savoir compte porte chef main garde grand petite saint sainte plate quelques eux elle"
    " elles lui soi vingt trente quarante cinquante soixante quatre dix est a sont ont peuvent doit doivent"
)
_AFTER, _BEFORE = frozenset(_SECOND.split()), frozenset(_FIRST.split())


def rejoined(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages' lines with every word on one line: the rest of a cut word goes up to the line where it starts."""
    if not any(line.endswith(_MARKS) for lines in pages for line in lines):
        return [list(lines) for lines in pages]
    known = {word.lower() for lines in pages for line in lines for word in _inner_words(line)}
    out: list[list[str]] = []
    open_line: tuple[int, int] | None = None  # page and line that may end with half a word
    for lines in pages:
        out.append([])
        for line in lines:
            rest = line
            if open_line and line.strip():
                page, at = open_line
                out[page][at], rest = _joined(out[page][at], line, known)
            if rest.strip() or not line.strip():
                out[-1].append(rest)
            if rest.strip():
                open_line = (len(out) - 1, len(out[-1]) - 1) if rest.endswith(_MARKS) else None
    return out


def _inner_words(line: str) -> list[str]:
    """The words of a line, without the last one when it is cut and without what may be the end of another."""
    words = _WORDS.findall(line)
    return words[1:-1] if line.endswith(_MARKS) else words[1:]


def _joined(above: str, line: str, known: set[str]) -> tuple[str, str]:
    cut, rest = _CUT.search(above), _REST.match(line)
    if not cut or not rest:
        return above, line
    first, second = cut[1], rest[0]
    if min(len(first), len(second)) < _FEWEST and second not in _AFTER:
        return above, line
    hyphen = "-" if _keeps_hyphen(first, second, cut[2], known) else ""
    tail = _closing(line[rest.end() :])
    end = rest.end() + len(tail)
    return above[: cut.end(1)] + hyphen + second + tail, line[end:].lstrip()


def _closing(after: str) -> str:
    """The punctuation that belongs to the word: « ciation, »."""
    match = re.match(r"[^\s\w]+(?=\s|$)|’|'\w+", after)
    return match[0] if match and not match[0].startswith(("’", "'")) else ""


def _keeps_hyphen(first: str, second: str, mark: str, known: set[str]) -> bool:
    if mark == "\u00ad":
        return False
    whole = (first + second).lower()
    with_hyphen = f"{first}-{second}".lower()
    if (whole in known) != (with_hyphen in known):
        return with_hyphen in known
    start, end = first.lower().rsplit("-", 1)[-1], second.lower().split("-", 1)[0]
    is_name = second[0].isupper() or (first[0].isupper() and end in _IN_NAMES)
    return is_name or start in _BEFORE or end in _AFTER
