"""Marks that travel inside the text while it is put together: noncharacters of Unicode, which no document may hold.

Joining, stripping and folding white space then need no offsets. `source_text` takes the marks out at the end and says
where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.model import HeadingSpan, SourceText
from ctgbot.text.normalise import clean

_TO_FILL, _FILLED, _HEADING_ENDS, _STRUCK = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_HEADING = 0xFDE0  # + level
_DEEPEST = 9
_MARKS = re.compile("[\ufdd0-\ufdef]")
_HEADING_MARKS = re.compile("[\ufdd2\ufde0-\ufde9]")
_TAGS = re.compile("[\U000e0001-\U000e007f]+")  # letters that nothing draws: a second ASCII, for machines only
_LONGEST_EXCERPT = 80  # characters of a hidden or highlighted text shown in a warning
_MOST_EXCERPTS = 5


def without_marks(text: str) -> str:
    """A document's own characters, from which nothing can be taken for a mark."""
    return _MARKS.sub("", text)


def to_fill(text: str) -> str:
    """Marked as highlighted; white space around it stays outside."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{_TO_FILL}{core}{_FILLED}{text[start + len(core) :]}"


def struck_out(text: str) -> str:
    """Marked as crossed out, to be told apart from what is hidden."""
    return _STRUCK + text


def heading(text: str, level: int) -> str:
    """Marked as a heading; level 0 is one by its look."""
    return f"{chr(_HEADING + min(level, _DEEPEST))}{text}{_HEADING_ENDS}"


def without_headings(text: str) -> str:
    """The text of a table cell or of a note: a title in it heads nothing outside."""
    return _HEADING_MARKS.sub("", text)


def source_text(marked: str, hidden: Sequence[str] = (), warnings: Sequence[str] = ()) -> SourceText:
    """The cleaned text without its marks, with what they said; `hidden` holds the texts that were left out."""
    pieces: list[str] = []
    headings: list[HeadingSpan] = []
    blanks: list[tuple[int, int]] = []
    opened: dict[str, tuple[int, int]] = {}  # closing mark → (level, where it opened)
    length = 0
    cleaned = clean(_TAGS.sub("", marked))
    hidden = [*hidden, *(_as_letters(tags) for tags in _TAGS.findall(marked))]
    last = 0
    for match in _MARKS.finditer(cleaned):
        pieces.append(cleaned[last : match.start()])
        length += match.start() - last
        last = match.end()
        if match[0] == _TO_FILL:
            opened[_FILLED] = (0, length)
        elif ord(match[0]) >= _HEADING:
            opened[_HEADING_ENDS] = (ord(match[0]) - _HEADING, length)
        elif match[0] == _HEADING_ENDS and match[0] in opened:
            headings.append(HeadingSpan(*opened.pop(match[0]), length))
        elif match[0] == _FILLED and match[0] in opened:
            blanks.append((opened.pop(match[0])[1], length))
    pieces.append(cleaned[last:])
    text = clean("".join(pieces))  # a mark may have stood between a letter and its accent
    told = (*_left_out_warnings(hidden), *_blanks_warning(text, blanks), *warnings)
    inside = [span for span in headings if span.end <= len(text)]
    return SourceText(text, (), told, tuple(inside), tuple(span for span in blanks if span[1] <= len(text)))


def _as_letters(tags: str) -> str:
    return "".join(chr(ord(tag) & 0x7F) for tag in tags)


def _left_out_warnings(hidden: Sequence[str]) -> tuple[str, ...]:
    unseen = [text for text in hidden if not text.startswith(_STRUCK)]
    struck = [text for text in hidden if text.startswith(_STRUCK)]
    return (*_left_out("Texte masqué ignoré", unseen), *_left_out("Texte barré écarté", struck))


def _left_out(label: str, pieces: Sequence[str]) -> tuple[str, ...]:
    texts = [text for text in (" ".join(without_marks(clean(piece)).split()) for piece in pieces) if text]
    if not texts:
        return ()
    return (f"{label} ({sum(map(len, texts))} caractères) : {_excerpts(texts)}.",)


def _blanks_warning(text: str, blanks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    if not blanks:
        return ()
    texts = [" ".join(text[start:end].split()) for start, end in blanks]
    return (f"Passages surlignés, tenus pour à compléter ({len(texts)}) : {_excerpts(texts)}.",)


def _excerpts(texts: Sequence[str]) -> str:
    shown = [f"« {text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT] + '…'} »" for text in texts]
    return ", ".join(shown[:_MOST_EXCERPTS]) + (", …" if len(shown) > _MOST_EXCERPTS else "")
