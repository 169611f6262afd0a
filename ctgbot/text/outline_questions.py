"""« Quels sont les axes du schéma ? », « Liste les articles »: questions that the plan of a text answers by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.model import Document, Passage, Section
from ctgbot.text.normalise import level
from ctgbot.text.passages import cut_passages, passage_of
from ctgbot.text.plan_words import plan_word
from ctgbot.text.question import Part
from ctgbot.text.units import Unit, units_of
from ctgbot.text.words import content_words

_ASKS = re.compile(
    r"\b(?:quel(?:le)?s (?:sont )?|listez? |lister |enumere[rz]? |citez? |donne[rz]?(?:[- ]moi)? )(?:les |des )?"
    r"(axe|orientation|objectif|fiche|action|ambition|enjeu|article)s?\b"
)
# What may stand beside without asking for something else.
_BESIDE = re.compile(
    r"axes?|orientations?|objectifs?|fiches?|actions?|ambitions?|enjeux?|articles?|strategiques?|operationnels?"
    r"|schemas?|departementa\w+|services?|familles?|sdsf|conventions?|ctgs?|plan|listez?|lister|enumere\w*|citez?"
    r"|donne\w*|prevu\w*|compte|comporte|contient|retenu\w*|\d+(?:\.\d+)?|sont|titres?"
)


# « Que dit la fiche 2.1 ? », « Que contient la fiche-action 3.2 du schéma ? »: all of it.
_WHOLE = re.compile(r"^\W*(?:que|qu'|quoi|de quoi|a quoi)\b|\b(?:contenu|detail\w*|resume\w*)\b")
_SAYS = re.compile(r"dit|dire|prevoi\w*|prevu\w*|contient|contenu|parle\w*|correspond|detail\w*|resume\w*|porte")
_MOST = 12  # pieces of a fiche quoted whole


def asks_for_plan(part: Part) -> bool:
    """Whether every word of the question is about the plan of a text, or about one fiche as a whole."""
    return bool(_asked_heading(part) or _asked_fiche(part))


def outlined(part: Part, document: Document) -> tuple[Unit, ...]:
    """The headings that the question asks for, or the whole of the fiche that it names, as quotable pieces; none when
    it asks for anything else."""
    heading, fiche = _asked_heading(part), _asked_fiche(part)
    if fiche:
        return _whole(fiche, document)
    return tuple(_units(heading, part.plan, document)) if heading else ()


def _asked_fiche(part: Part) -> str:
    """« fiche 2.1 » when the question asks what it says, and nothing more precise."""
    named = part.plan[0] if part.plan else ""
    if not named.startswith(("fiche", "action")) or not _WHOLE.search(level(part.text)):
        return ""
    words = (level(word.text) for word in content_words(part.text))
    return named if all(_BESIDE.fullmatch(word) or _SAYS.fullmatch(word) for word in words) else ""


def _asked_heading(part: Part) -> str:
    """« axe » when the question asks which ones there are."""
    asked = _ASKS.search(level(part.text))
    words = (level(word.text) for word in content_words(part.text))
    return asked[1] if asked and all(_BESIDE.fullmatch(word) for word in words) else ""


def _whole(fiche: str, document: Document) -> tuple[Unit, ...]:
    passages = cut_passages(document.card, document.text, document.sections, document.pages)
    inside = (passage for passage in passages if fiche in level(passage.reference).split(" › "))
    return tuple(unit for passage in inside for unit in units_of(passage))[:_MOST]


def _units(word: str, under: tuple[str, ...], document: Document) -> Iterator[Unit]:
    for section in document.sections:
        on_page = next((page for page in document.pages if page.start <= section.start < page.end), None)
        passage = passage_of(document.card, document.text, section, (section.start, section.end), on_page)
        if _is_one(section, word) and _stands_under(passage, under):
            label = section.trail[-1]
            start = document.text.find(label, section.start, section.end)
            if start >= 0:
                yield Unit(passage, start, start + len(label), label)


def _is_one(section: Section, word: str) -> bool:
    if word == "article":
        return section.kind == "article"
    found = plan_word(level(section.trail[-1])) if section.trail else None
    return found is not None and found.word == word


def _stands_under(passage: Passage, under: tuple[str, ...]) -> bool:
    """« les fiches de l'axe 2 »: « axe 2 › fiche 2.1 »."""
    steps = level(passage.reference).split(" › ")
    return all(name in steps[:-1] for name in under)
