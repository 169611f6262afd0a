"""The ten fields that a convention and its territory share (brief, 4.3), how agents name them, what is told of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ctgbot.text.normalise import level


@dataclass(frozen=True, slots=True)
class Field:
    """`words`: what names it in a request, in level form; `own`: what the territory has of it; `common`: what it does
    with the Caf."""

    key: str
    label: str
    words: tuple[str, ...]
    own: str
    common: str


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """In the order of the preamble of the national model."""
    table = (files("ctgbot") / "data" / "champs.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:] if line.strip())
    return tuple(Field(r[0], r[1], tuple(level(word) for word in r[2].split("|")), r[3], r[4]) for r in rows)


def named_fields(request: str) -> tuple[Field, ...]:
    """Those that a request names; « petite enfance » is no « enfance »."""
    flat = level(request)
    found = []
    for field in fields():
        for word in sorted(field.words, key=len, reverse=True):
            match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", flat)
            if match:
                found.append((match.start(), field))
                flat = f"{flat[: match.start()]}{' ' * len(match[0])}{flat[match.end() :]}"
                break
    return tuple(field for _, field in sorted(found, key=lambda row: row[0]))
