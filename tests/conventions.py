"""Conventions for the tests of the structure: the seed, and short fictional ones."""

from __future__ import annotations

from pathlib import Path

from ctgbot.model import DocumentCard, Identity, Section
from ctgbot.text.normalise import clean
from ctgbot.text.structure import find_sections

SEED = clean(next((Path(__file__).parent.parent / "corpus" / "conventions").glob("ctg-lys*.txt")).read_text("utf-8"))
CARD = DocumentCard("d", Identity("CTG Verlac"), None, "ctg.txt", "0" * 64, 0)

# « |kind number| » rows: what a reader sees of a section tree.
Row = tuple[str, int | None, str]


def rows(text: str) -> list[Row]:
    """Kind, number and last heading of each section."""
    return [(section.kind, section.number, section.trail[-1]) for section in find_sections(text)]


def kinds(text: str) -> list[tuple[str, int | None]]:
    return [(kind, number) for kind, number, _ in rows(text)]


def section(text: str, kind: str, number: int | None = None) -> Section:
    """The first section of a kind, and of a number when one is given."""
    return next(s for s in find_sections(text) if s.kind == kind and number in (None, s.number))


def body(text: str, found: Section) -> str:
    return text[found.start : found.end]
