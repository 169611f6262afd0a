"""The name of a place as an agent writes it: « art. 13 › Effets », « annexe 2 › article 3 », « axe 2 › fiche 2.1 »."""

from __future__ import annotations

import re

from ctgbot.model import Section
from ctgbot.text.normalise import fold, level
from ctgbot.text.plan_words import plan_word

_KIND_NAMES = {
    "titre": "titre",
    "sommaire": "sommaire",
    "parties": "parties",
    "visas": "visas",
    "preambule": "préambule",
    "signature": "signatures",
    "texte": "texte",
}
_ANNEXE = re.compile(r"^annexes?\s*(?:n\s*[°o]\s*)?(\d{1,2}|[ivx]+|[a-h])\b")
_LETTER = re.compile(r"^article\s+([a-h])\b")
_ARTICLE = re.compile(r"^art(?:icle\s*|\.\s*|\s+)(?:n\s*[°o]\s*)?(\d{1,3}|[ivx]+|premier)\b")
_SIGN = re.compile(r"(?:[ivx]+|[a-h])(?![a-z])")  # « II », « A.2 », not « deuxieme »
_DECIMAL = re.compile(r"^(\d{1,2}\.\d{1,2})\s*(.*)$")


def reference_of(section: Section) -> str:
    """« art. 13 › Résiliation par consentement mutuel », « art. 14.2 », « annexe 2 », « préambule »."""
    if section.kind in _KIND_NAMES:
        return " › ".join((_KIND_NAMES[section.kind], *section.trail[1:]))
    if section.kind == "complement":
        return section.title.lower()
    number = article_of(section)
    if number is None:
        return " › ".join(_without_chapters([_short_label(label) for label in section.trail], section.trail))
    if section.kind == "article":
        return f"art. {number}"
    label = section.trail[-1]
    decimal = _DECIMAL.match(label)
    if decimal:
        return f"art. {decimal[1]}" + (f" › {decimal[2]}" if decimal[2] else "")
    return f"art. {number} › {label}"


def article_of(section: Section) -> int | None:
    """The article that a citation of this section names; none inside an annexe."""
    return section.number if section.kind in ("article", "clause") else None


def _without_chapters(names: list[str], trail: tuple[str, ...]) -> list[str]:
    """« 3. Axes et fiches › axe 2 › fiche 2.1 » → « axe 2 › fiche 2.1 »: the chapter above the axes is no address."""
    first = next((place for place, label in enumerate(trail) if plan_word(level(label))), 0)
    annexes = [name for name, label in zip(names[:first], trail, strict=False) if _ANNEXE.match(fold(label))]
    return [*annexes, *names[first:]]


def _short_label(label: str) -> str:
    """« Annexe 2 – Instances et calendrier » → « annexe 2 », « Article C – Comité de pilotage » → « article C »."""
    folded = fold(label)
    annexe = _ANNEXE.match(folded)
    if annexe:
        return f"annexe {_as_written(annexe[1])}"
    if folded in ("annexe", "annexes"):
        return folded
    letter = _LETTER.match(folded)
    if letter:
        return f"article {letter[1].upper()}"
    article = _ARTICLE.match(folded)
    if article:
        return f"article {_as_written(article[1])}"
    plan = plan_word(level(label))
    if plan and plan.written:
        return f"{plan.word} {_as_written(''.join(plan.written.split()))}"
    return label


def _as_written(number: str) -> str:
    """« ii » → « II », « a.2 » → « A.2 », « premier » → « 1 »."""
    return "1" if number.startswith("premier") else number.upper() if _SIGN.match(number) else number
