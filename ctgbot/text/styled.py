"""Headings by the file's own word: a Word or OpenDocument style, an HTML or Markdown level, or only a look.

What `recognise` knows keeps its rule and gains its level. A heading that the file alone knows becomes a part: shape
« markdown » for a style, « bold » for a look. A style laid over a paragraph of prose makes no heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from ctgbot.model import HeadingSpan
from ctgbot.text.headings import Heading, Shape
from ctgbot.text.lines import Line, is_title_like
from ctgbot.text.normalise import level as level_text
from ctgbot.text.sommaire import has_page_mark

Headings = tuple[Heading | None, ...]
_Styled = tuple[int, int, int]  # position of the line, level, number of lines

_MOST_WORDS = 25  # of a styled heading: titles of fiches are long
_LONGEST = 200
_MOST_LINES = 3  # a title with line breaks inside
_MOST_TITLES = 4  # lines of a cover
_MOST_WORDS_ABOVE = 30  # logos, a date, « Document fictif »
_MOST_WORDS_BELOW = 60  # a subtitle, a table of the parties; more is the text of a chapter
_FEW_WORDS = 10
# « Convention territoriale globale », « Schéma départemental des services aux familles », « Diagnostic partagé »
_DOCUMENT = re.compile(
    r"\b(?:convention|avenant|contrat|accord|protocole|ctg|schema|sdsf|diagnostic|portrait|bilan|rapport|charte"
    r"|reglement|document|note|plan d'actions?|feuille de route)\b"
)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s")
_ENDS_PROSE = (";", ",", "…")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?] +[A-ZÀ-Ý]")  # « … du canton. La Caf … »: two sentences


def with_styles(lines: tuple[Line, ...], recognised: Headings, spans: tuple[HeadingSpan, ...]) -> Headings:
    """The headings of each line, those that the file alone knows among them."""
    out = list(recognised)
    styled = _styled(lines, [line.start for line in lines], spans)
    titles = _titles(lines, recognised, styled)
    for position, level, covered in styled:
        heading = out[position]
        if heading is not None:
            if heading.shape not in ("vu", "fait"):
                out[position] = replace(heading, style=level)
            continue
        label = " ".join(line.bare for line in lines[position : position + covered] if not line.is_blank)
        if position not in titles and _is_heading(lines[position], label, level):
            shape: Shape = "markdown" if level else "bold"
            out[position] = Heading("partie", None, label, label, lines[position].start, shape=shape, style=level)
    return tuple(out)


def _titles(lines: tuple[Line, ...], recognised: Headings, styled: list[_Styled]) -> set[int]:
    """Positions of the document's own title and of what goes on with it: « Commune de Verlac », « 2026-2030 ».

    The first heading of the file, when it opens the text, says what the document is or is the only one of its level,
    and no chapter stands below it.
    """
    titles: set[int] = set()
    levels = Counter(level for _, level, _ in styled)
    end = 0  # of the last line of the title so far
    for position, level, covered in styled[:_MOST_TITLES]:
        below = _words_below(lines, recognised, styled, position + covered)
        names_it = bool(_DOCUMENT.search(level_text(lines[position].text)))
        gap = _words(lines[end:position])
        if titles:
            is_title = gap == 0 and below <= (_MOST_WORDS_BELOW if names_it or not level else _FEW_WORDS)
        else:
            alone = names_it or (level and levels[level] == 1) or (not level and not gap)
            is_title = bool(level <= 1 and alone and gap <= _MOST_WORDS_ABOVE and below <= _MOST_WORDS_BELOW)
        if recognised[position] is not None or not is_title:
            break
        titles.add(position)
        end = position + covered
    return titles


def _words_below(lines: tuple[Line, ...], recognised: Headings, styled: list[_Styled], start: int) -> int:
    """Words up to the next heading of any kind, counted no further than is needed."""
    starts = {position for position, _, _ in styled}
    words = 0
    for position in range(start, len(lines)):
        if recognised[position] is not None or position in starts or words > _MOST_WORDS_BELOW:
            break
        words += len(lines[position].text.split())
    return words


def _words(lines: tuple[Line, ...]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _styled(lines: tuple[Line, ...], starts: list[int], spans: tuple[HeadingSpan, ...]) -> list[_Styled]:
    """The headings of the file, in order; Markdown says them in its text."""
    if not spans:
        hashes = ((position, _HASHES.match(line.text)) for position, line in enumerate(lines) if "#" in line.text[:10])
        return [(position, len(found[1]), 1) for position, found in hashes if found]
    out: list[_Styled] = []
    for span in sorted(spans, key=lambda span: span.start):
        first = max(0, bisect_right(starts, span.start) - 1)
        last = max(first, bisect_right(starts, max(span.start, span.end - 1)) - 1)
        if lines[first].is_blank or last - first >= _MOST_LINES or span.end <= span.start:
            continue
        if span.start <= lines[first].start + 1 and (not out or out[-1][0] < first):
            out.append((first, span.level, last - first + 1))
    return out


def _is_heading(line: Line, label: str, level: int) -> bool:
    """Whether a line that only the file calls a heading is one."""
    if "\t" in line.text or has_page_mark(line) or not any(map(str.isalpha, label)):
        return False
    if not level:
        return is_title_like(label) and not line.is_bullet
    if len(label) > _LONGEST or len(label.split()) > _MOST_WORDS or label.endswith(_ENDS_PROSE):
        return False
    return not _INNER_STOP.search(label) and not (label.endswith(".") and len(label.split()) > _MOST_WORDS // 2)
