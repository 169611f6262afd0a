"""The articles and annexes that a question names: where to look, and what is not there to be looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.model import Section
from ctgbot.text.headings import number_of
from ctgbot.text.normalise import level

_NUMBERS = r"((?:\d{1,2}|[ivx]{1,5})(?:er)?(?:\s*(?:,|et|ou|a|-)\s*(?:\d{1,2}|[ivx]{1,5})\b)*)"
# « que dit l'article 9 ? », « les articles 6 et 13 », « art. 7 »; not « l'article 30 du RGPD », « article L. 263-1 »
_ARTICLE = re.compile(
    rf"\bart(?:icle)?s?\.?\s+(?:n°\s*)?{_NUMBERS}\b(?!\s*(?:du|de la|des)\s+(?:rgpd|loi|code|decret|reglement))"
)
_ANNEXE = re.compile(rf"\bannexes?\s+(?:n°\s*)?{_NUMBERS}\b")


# « la fiche 2.1 », « la fiche-action n° 3.2 », « l'axe 2 », as references name them
_OF_PLAN = re.compile(
    r"\b(fiche|axe|orientation|objectif|action)s?(?:[ -](?:actions?|operationnels?|strategiques?))?\s+"
    r"(?:n°\s*)?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Numbers of the articles and annexes, in the order of the words, each once; in `plan`, « fiche 2.1 »."""

    articles: tuple[int, ...] = ()
    annexes: tuple[int, ...] = ()
    plan: tuple[str, ...] = ()


def named_places(question: str) -> Places:
    """What the question points at."""
    flat = level(question)
    plan = dict.fromkeys(f"{match[1]} {match[2]}" for match in _OF_PLAN.finditer(flat))
    return Places(_numbers(_ARTICLE, flat), _numbers(_ANNEXE, flat), tuple(plan))


def missing_places(places: Places, sections: Sequence[Section]) -> Places:
    """What it points at and the documents do not have; an annexe that is only announced is not there."""
    articles = {section.number for section in sections if section.kind == "article"}
    annexes = {section.number for section in sections if section.kind == "annexe"}
    return Places(
        tuple(number for number in places.articles if number not in articles),
        tuple(number for number in places.annexes if number not in annexes),
    )


def _numbers(pattern: re.Pattern[str], flat: str) -> tuple[int, ...]:
    written = [word for match in pattern.finditer(flat) for word in re.findall(r"\d{1,2}|\b[ivx]{1,5}\b", match[1])]
    return tuple(dict.fromkeys(number for word in written if (number := number_of(word)) is not None))
