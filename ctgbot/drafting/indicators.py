"""The indicators that a description of a territory uses, how they are named, and where an agent finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Indicator:
    """`one`, `many`: what is counted, in the singular and in the plural. `where`: who has the figure."""

    key: str
    label: str
    unit: str
    one: str
    many: str
    where: str


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """By key, in the order in which a description speaks of them."""
    table = (files("ctgbot") / "data" / "indicateurs.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:] if line.strip())
    return {row[0]: Indicator(*row) for row in rows}
