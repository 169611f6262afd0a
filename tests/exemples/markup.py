"""The markup of the sources: one file, one document, readable as it is.

`@key value` lines come first. Then blocks, parted by blank lines: `= text` title of the cover, `~ text` centred line,
`# `, `## `, `### ` headings, `- ` items, `| a | b |` rows of a table (the first one is its header), `> ` boxed text,
`---` new page, `<<columns` and `>>` around two columns, `{sommaire}` the contents page, anything else a paragraph.
In a text: `**bold**`, `==left to fill==`, `^[a footnote]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Literal

Kind = Literal[
    "title", "centred", "heading", "item", "table", "box", "page", "columns", "end_columns", "contents", "paragraph"
]
Style = Literal["plain", "bold", "fill", "note"]

_SIGNS: tuple[tuple[str, Kind, int], ...] = (
    ("### ", "heading", 3),
    ("## ", "heading", 2),
    ("# ", "heading", 1),
    ("= ", "title", 0),
    ("~ ", "centred", 0),
    ("- ", "item", 0),
    ("> ", "box", 0),
)
_ALONE: dict[str, Kind] = {"---": "page", "<<columns": "columns", ">>": "end_columns", "{sommaire}": "contents"}
_BEFORE_PUNCTUATION = re.compile(r"(?<=\S) (?=[;:!?»%](?:\s|[.,)]|$))|(?<=«) ")
_RUN = re.compile(r"\*\*(.+?)\*\*|==(.+?)==|\^\[(.+?)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document; `rows` for a table, `level` for a heading."""

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text in one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """A document to render; `meta` holds its `@key value` lines."""

    name: str
    blocks: tuple[Block, ...]
    meta: dict[str, str] = field(default_factory=dict)


def read_source(path: Path) -> Source:
    """The document of a source file, named by its stem."""
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next(i for i, line in enumerate(lines) if not line.startswith("@"))
    meta = dict(line[1:].split(" ", 1) for line in lines[:count])
    lines = [_typeset(line, meta.get("typographie", "")) for line in lines]
    blocks: list[Block] = []
    for is_blank, group in groupby(lines[count:], key=lambda line: not line.strip()):
        if not is_blank:
            blocks += _blocks(list(group))
    return Source(path.stem, tuple(blocks), meta)


def _typeset(line: str, habits: str) -> str:
    """The author's habits: « courbes » apostrophes, « insecables » spaces before high punctuation and inside « »."""
    if "courbes" in habits:
        line = line.replace("'", "’")
    return _BEFORE_PUNCTUATION.sub("\N{NO-BREAK SPACE}", line) if "insecables" in habits else line


def _blocks(lines: list[str]) -> list[Block]:
    """Lines that no blank line parts: a sign opens a block, any other line goes on with the one above."""
    if lines[0].startswith("|"):
        return [Block("table", rows=tuple(_cells(line) for line in lines))]
    blocks: list[Block] = []
    for line in lines:
        opened = _opened(line)
        if opened:
            blocks.append(opened)
        elif blocks:
            last = blocks.pop()
            blocks.append(Block(last.kind, f"{last.text} {line.strip()}", last.level))
        else:
            blocks.append(Block("paragraph", line.strip()))
    return blocks


def _opened(line: str) -> Block | None:
    if line in _ALONE:
        return Block(_ALONE[line])
    for sign, kind, level in _SIGNS:
        if line.startswith(sign):
            return Block(kind, line[len(sign) :].strip(), level)
    return None


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def runs(text: str) -> tuple[Run, ...]:
    """« a **b** c » → three runs."""
    found: list[Run] = []
    at = 0
    for match in _RUN.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        bold, fill, note = match.groups()
        found.append(Run(bold or fill or note, "bold" if bold else "fill" if fill else "note"))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def words_of(source: Source) -> str:
    """The document's text without any layout, for comparing what a reader finds in it; notes are left out."""
    parts: list[str] = []
    for block in source.blocks:
        cells = [cell for row in block.rows for cell in row] or [block.text]
        parts += ["".join(run.text for run in runs(cell) if run.style != "note") for cell in cells]
    return "\n".join(part for part in parts if part)
