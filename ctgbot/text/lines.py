"""The lines of a text with their offsets, and the few questions asked of a line everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

# « ▪ **Résiliation de plein droit avec mise en demeure** », « ### Article 3 », « **ARTICLE 5 – …** »
_MARKUP = re.compile(r"^[\s>]*(?:#{1,6}\s+)?|[*_]{2,}|\\(?=[#*_])")
_BULLET = re.compile(r"^\s*(?:[-–—•◦○●*+]|[▪■□▫►▶➢➤✓✔·])\s+")
_TABBED_MARK = re.compile(
    r"\s*(?:[-–—•◦○●*+▪■]|\(?[A-Za-z0-9]{1,3}(?:\.\d{1,2})?[.)]?)\t"
)  # « •\tun point », « 2.\tObjet »
_SQUARE_BULLET = re.compile(r"^\s*[▪■►▶➢➤]\s*")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_SENTENCE_ENDS = (".", ";", ",", ":", "…")  # not « ? »: « Article 6 | Qui décide, qui suit ? »


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` without its newline."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """Without markup, bullets' bold marks and outer space."""
        return _MARKUP.sub("", self.text).strip()

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text)) and not self.text.lstrip().startswith("**")

    @property
    def is_row(self) -> bool:
        """Cells between tabs; a tab behind a bullet or a number makes none."""
        if "\t" not in self.text:
            return False
        text = self.text.strip()
        return "\t" in text and (text.count("\t") > 1 or not _TABBED_MARK.match(text))

    @property
    def square_title(self) -> str:
        """« ▪ **Effets de la résiliation** » → « Effets de la résiliation »; empty for any other line."""
        match = _SQUARE_BULLET.match(self.text)
        if not match:
            return ""
        title = _MARKUP.sub("", self.text[match.end() :]).strip().rstrip(":").strip()
        return title if is_title_like(title) and not title.startswith(("«", "“", '"')) else ""  # a title, no quotation

    @property
    def is_markdown_heading(self) -> bool:
        return bool(_MARKDOWN_HEADING.match(self.text))

    @property
    def is_bold(self) -> bool:
        stripped = self.text.strip()
        return stripped.startswith("**") and stripped.endswith("**") and len(stripped) > 4

    def cut(self, length: int) -> Line:
        """Its beginning, for a rule that needs no more of it."""
        return self if len(self.text) <= length else Line(self.start, self.start + length, self.text[:length])


def split_lines(text: str) -> tuple[Line, ...]:
    """Every line of the text, blank ones included."""
    lines: list[Line] = []
    start = 0
    for piece in text.split("\n"):
        lines.append(Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return tuple(lines)


def is_title_like(text: str, most_words: int = 15) -> bool:
    """Short, starts like a title and does not end like a sentence."""
    if len(text) > 150 or not 1 <= len(text.split()) <= most_words:
        return False
    first = text.lstrip('«"“( ')[:1]
    return (first.isupper() or first.isdigit()) and not text.rstrip().endswith(_SENTENCE_ENDS)


def is_capitals(text: str) -> bool:
    """« LA FIN DE LA CONVENTION »: at least three letters and no small one."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 3 and not any(character.islower() for character in letters)
