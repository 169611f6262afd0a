"""What the texts of a territory, and the scheme of its département, hold of each field of a convention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ctgbot.drafting.fields import named_fields
from ctgbot.drafting.lines import Material
from ctgbot.model import Citation, Document, Passage, Section
from ctgbot.text import phrasing
from ctgbot.text.blanks import find_blanks, template_from
from ctgbot.text.citing import cite
from ctgbot.text.normalise import level, locate
from ctgbot.text.units import Unit, units_of

Text = tuple[Document, Sequence[Passage]]
# Headings of what the territory does by itself, and of what is done together, whatever the number of the article:
# « Article 3 | La commune et ses services », « Article n° 4 – Les coopérations en place », « Ce qui se fait à deux ».
_ABOUT = {
    3: re.compile(r"\b(?:collectivites?|la commune|des communes|la ville|communaute|agglomeration|metropole)\b"),
    4: re.compile(r"\b(?:communs\b|communes? deja|deja ensemble|ensemble\b|a deux|cooperations?|partenariat)"),
}
_DIAGNOSIS = re.compile(r"\bdiagnostic\b")
_ITEMS = re.compile(r"(\n(?=[^\S\n]*[-–—•▪■◦*]\s))")  # the separator is kept, so that places add up
_ROWS = re.compile(r"(\n)")
_OPENING = 6  # words in which a sentence says its field: « Parentalité : un café des parents… »
_AXIS = re.compile(r"^(?:axe|orientation|ambition|priorite|defi)s?\b")
_SHEET = re.compile(r"^(?:fiches?|actions?|objectifs?)\b")


def material_of(article: int, texts: Sequence[Text], sdsf: Text | None, first: int) -> Mapping[str, Material]:
    """By key of field. `texts`: the convention, then older ones and the diagnosis; citations are numbered from
    `first`."""
    number = first
    kept: tuple[dict[str, Citation], dict[str, Citation]] = ({}, {})  # said of each field, found by the diagnosis
    for document, passages in texts:
        for is_diagnosis, unit in _units(article, document, passages):
            keys, found = _fields_opening(unit.text), kept[is_diagnosis]
            if len(keys) == 1 and keys[0] not in found:
                found[keys[0]] = cite(unit, document.card, number)
                number += 1
    said, seen = kept
    planned = _cited(sdsf[0], number) if sdsf else {}
    period = sdsf[0].card.identity.periode if sdsf else None
    years = f"{period.start}-{period.end}" if period else ""
    every = dict.fromkeys((*said, *seen, *planned))
    return {key: Material(said.get(key), seen.get(key), planned.get(key, ()), years) for key in every}


def _units(article: int, document: Document, passages: Sequence[Passage]) -> Iterator[tuple[bool, Unit]]:
    """Of the articles that are about the same thing, and (True) of the diagnosis, which is about all of it."""
    for passage in passages:
        if passage.kind in ("titre", "sommaire", "signatures"):
            continue
        heading = level(" ".join(passage.trail))
        is_diagnosis = document.card.identity.nature == "diagnostic" or bool(_DIAGNOSIS.search(heading))
        if is_diagnosis or (passage.article and _ABOUT[article].search(heading)):
            pieces = (unit for piece in units_of(passage) for unit in _items(piece) if _states(unit.text))
            yield from ((is_diagnosis, unit) for unit in pieces)


def _items(unit: Unit) -> Iterator[Unit]:
    """A list is quoted item by item, a table row by row."""
    cut = _ROWS if "\t" in unit.text else _ITEMS if unit.is_list else None
    if cut is None:
        yield unit
        return
    place = 0
    for block in cut.split(unit.text):
        text = block.strip()
        if text:
            start = unit.start + place + block.index(text)
            yield Unit(unit.passage, start, start + len(text), text)
        place += len(block)


def _states(text: str) -> bool:
    """Something is said, and nothing is left to be filled in."""
    return len(text.split()) > 3 and not find_blanks(text) and template_from(text) is None


def _fields_opening(text: str) -> tuple[str, ...]:
    """The field that the sentence opens on; two fields at once are no description of either."""
    opening = tuple(field.key for field in named_fields(" ".join(text.split()[:_OPENING])))
    return opening if len(named_fields(text)) <= 2 else ()


def _planned(sdsf: Document) -> dict[str, tuple[Section, ...]]:
    """The axis and the sheet whose headings name the field; the axis alone where no sheet does."""
    axes: dict[str, Section] = {}
    sheets: dict[str, tuple[Section, Section]] = {}
    axis: Section | None = None
    for section in sdsf.sections:
        title = level(section.trail[-1]) if section.trail else ""
        if _AXIS.match(title):
            axis = section
            for field in named_fields(section.trail[-1]):
                axes.setdefault(field.key, section)
        elif axis and _SHEET.match(title) and section.trail[0] == axis.trail[0]:
            for field in named_fields(section.trail[-1]):
                sheets.setdefault(field.key, (axis, section))
    return {**{key: (section,) for key, section in axes.items()}, **sheets}


def _cited(sdsf: Document, number: int) -> dict[str, tuple[Citation, ...]]:
    """Numbered from `number`; a heading that serves two fields is one citation."""
    numbers: dict[str, int] = {}
    found: dict[str, tuple[Citation, ...]] = {}
    for key, sections in _planned(sdsf).items():
        cited = (_heading(sdsf, one, numbers.setdefault(one.id, number + len(numbers))) for one in sections)
        found[key] = tuple(one for one in cited if one)
    return found


def _heading(document: Document, section: Section, number: int) -> Citation | None:
    """The heading as it is written at its place; None when it cannot be shown."""
    found = locate(section.trail[-1], document.text[section.start : section.end])
    if found is None:
        return None
    start, end = section.start + found[0], section.start + found[1]
    return Citation(
        number,
        document.card.id,
        phrasing.label(document.card),
        section.trail[-1].split(" – ")[0],
        None,
        section.page,
        start,
        end,
        document.text[start:end],
        document.text[section.start : section.end],
    )
