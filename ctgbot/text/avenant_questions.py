"""« Qu'est-ce que l'avenant a changé ? »: answered by the avenant's own sentences, all of them."""

from __future__ import annotations

import re

from ctgbot.model import Document
from ctgbot.text.avenants import changes
from ctgbot.text.normalise import level
from ctgbot.text.passages import passage_of
from ctgbot.text.question import Part
from ctgbot.text.units import Unit
from ctgbot.text.words import content_words

_ASKS = re.compile(r"\bavenants?\b")
_CHANGE = re.compile(r"\b(?:chang\w*|modif\w*|remplac\w*|apport\w*|contenu|contient|prevoi\w*|objet|dit)\b")
_BESIDE = re.compile(
    r"avenants?|chang\w*|modif\w*|remplac\w*|apport\w*|contenu|contient|prevoi\w*|objet|dit|conventions?|ctgs?"
    r"|\d{1,2}|premier|dernier|deuxieme|quoi|nouve\w*|clauses?|articles?|numero|n|territoriales?|globales?"
)


def asks_what_changed(part: Part) -> bool:
    """Whether every word of the question is about what an avenant changes."""
    flat = level(part.text)
    if not (_ASKS.search(flat) and _CHANGE.search(flat)):
        return False
    return all(_BESIDE.fullmatch(level(word.text)) for word in content_words(part.text))


def changed_by(part: Part, document: Document) -> tuple[Unit, ...]:
    """Each change that this avenant makes, once; none when the question is about something else."""
    if document.card.identity.nature != "avenant" or not asks_what_changed(part):
        return ()
    sections = {section.id: section for section in document.sections}
    spans = dict.fromkeys(
        (change.section_id, change.start, change.end) for change in changes(document.text, document.sections)
    )
    units = []
    for section_id, start, end in spans:
        on_page = next((page for page in document.pages if page.start <= start < page.end), None)
        passage = passage_of(document.card, document.text, sections[section_id], (start, end), on_page)
        units.append(Unit(passage, start, end, document.text[start:end]))
    return tuple(units)
