"""Which of the lines that look like headings count, and what each of them opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ctgbot.model import SectionKind
from ctgbot.text.headings import Heading

LEVEL: dict[SectionKind, int] = {
    "titre": 0, "sommaire": 0, "parties": 0, "visas": 0, "preambule": 0, "signature": 0, "complement": 0,
    "annexe": 0, "partie": 1, "article": 2, "clause": 3, "texte": 4,
}  # fmt: skip
_FEWEST_COUNTED = 4  # « 1. », « 2. », « 3. », « 4. »: as many make the articles of a text that never says « Article »
_WIDEST_HOLE = 3  # articles missing in a row, for the count to go on behind them
_FEWEST_WORDS_OF_ANNEXE = 25  # before the signatures, less than that under « Annexe 1 : … » is a line of a list


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a section starts, and under which headings."""

    heading: Heading
    kind: SectionKind
    article: int | None
    level: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like a heading, with what stands around it."""

    heading: Heading
    alone: bool  # nothing, or a blank line, above: a numbered line inside a paragraph is no heading
    words_below: int  # up to the next candidate, its own line aside


def decide(candidates: list[Candidate]) -> list[Mark]:
    """The headings that count, given what came before and what comes behind each."""
    kept = _without_lists(candidates)
    kept = _with_counted_articles(kept)
    kept = _without_false_ends(kept)
    state = _State()
    marks = [state.take(candidate.heading, candidate.alone) for candidate in kept]
    return [mark for mark in marks if mark]


def _without_lists(found: list[Candidate]) -> list[Candidate]:
    """« 1. Accueil / 2. Jeunesse / 3. Logement », « Axe 1 : … / Axe 2 : … »: a list, when no text stands between."""
    dropped: set[int] = set()
    for position, (this, following) in enumerate(pairwise(found)):
        if this.words_below == 0 and _counts_on(this.heading, following.heading):
            dropped.update((position, position + 1))
    return [candidate for position, candidate in enumerate(found) if position not in dropped]


def _counts_on(heading: Heading, following: Heading) -> bool:
    """Same shape, next number; a roman one is not followed by a digit."""
    if heading.kind not in ("partie", "annexe") or (heading.kind, heading.shape) != (following.kind, following.shape):
        return False
    if heading.number is None or following.number is None:
        return heading.kind == "annexe"
    return following.number == heading.number + 1 and heading.mark.isdigit() == following.mark.isdigit()


def _with_counted_articles(found: list[Candidate]) -> list[Candidate]:
    """« 1. Objet », « 2. Durée »…: articles by number alone, when they count up from 1 and nothing says « Article »."""
    if any(candidate.heading.kind == "article" for candidate in found):
        return found
    counted: set[int] = set()
    for position, candidate in enumerate(found):
        if candidate.heading.shape == "numbered" and candidate.heading.number == len(counted) + 1:
            counted.add(position)
    if len(counted) < _FEWEST_COUNTED:
        return found
    return [
        replace(candidate, heading=replace(candidate.heading, kind="article")) if position in counted else candidate
        for position, candidate in enumerate(found)
    ]


def _without_false_ends(found: list[Candidate]) -> list[Candidate]:
    """No annexe and no signature before the last article; before the signatures, no annexe without a text.

    « Annexe 1 : Diagnostic partagé » under an article « Pièces jointes » is a line of a list.
    """
    last = _last_article(found)
    signed = max((i for i, candidate in enumerate(found) if candidate.heading.kind == "signature"), default=-1)
    kept = []
    for position, candidate in enumerate(found):
        is_annexe = candidate.heading.kind == "annexe"
        listed = is_annexe and 0 <= last < position < signed and candidate.words_below < _FEWEST_WORDS_OF_ANNEXE
        if not listed and not (position < last and (is_annexe or candidate.heading.kind == "signature")):
            kept.append(candidate)
    return kept


def _last_article(found: list[Candidate]) -> int:
    """Position of the article that ends the first count, -1 without any: an annexe may count its own from 1 again."""
    highest, last = 0, -1
    for position, candidate in enumerate(found):
        number = candidate.heading.number
        if candidate.heading.kind != "article" or number is None:
            continue
        if number == 1 and highest > 1:
            break
        if highest < number <= highest + _WIDEST_HOLE:
            highest, last = number, position
    return last


class _State:
    """What has been met so far; the only mutable thing here, alive for one call of `decide`."""

    def __init__(self) -> None:
        self.kind: SectionKind = "titre"
        self.article: int | None = None
        self.in_annexe = False
        self.articles: set[int | None] = set()
        self.signed = False
        self.visas_open = False

    def take(self, heading: Heading, alone: bool) -> Mark | None:
        if heading.kind == "article":
            return self._article(heading)
        if heading.kind == "annexe":
            return self._annexe(heading)
        if heading.kind == "clause":
            return self._clause(heading)
        if heading.kind == "partie":
            return self._part(heading, alone)
        return self._named(heading)

    def _open(self, heading: Heading, kind: SectionKind, level: int | None = None) -> Mark:
        self.kind = kind
        self.article = heading.number if kind == "article" and not self.in_annexe else None
        return Mark(heading, kind, self.article, LEVEL[kind] if level is None else level)

    def _article(self, heading: Heading) -> Mark:
        if self.in_annexe or (self.signed and heading.number in self.articles):
            return self._open(heading, "partie", LEVEL["article"])  # an annexe's own article
        self.articles.add(heading.number)
        return self._open(heading, "article")

    def _annexe(self, heading: Heading) -> Mark | None:
        if self.articles and not self.signed and heading.number is None and not heading.title:
            return None  # the bare word « Annexes » inside the articles
        self.in_annexe = True
        return self._open(heading, "annexe")

    def _clause(self, heading: Heading) -> Mark | None:
        if heading.shape == "decimal" and heading.number != self.article:
            return None  # « 14.2 » under article 14 only: « 2.5 enfants » is not a paragraph number
        if self.kind not in ("article", "clause", "annexe", "partie"):
            return None
        article = self.article
        self.kind = "clause"
        return Mark(heading, "clause", article, LEVEL["clause"])

    def _part(self, heading: Heading, alone: bool) -> Mark | None:
        if heading.shape == "word" and not self._is_axis_of_article(heading):
            return self._open(heading, "partie")
        if heading.shape == "numbered" and not alone:
            return None
        if self.kind in ("article", "clause") and self.article is not None:
            return self._clause(replace(heading, kind="clause", shape="titled"))
        if self.kind in ("signature", "parties", "visas"):
            return self._open(heading, "partie") if heading.shape == "markdown" else None
        return self._open(heading, "partie", LEVEL["clause"] if self.in_annexe else None)

    def _is_axis_of_article(self, heading: Heading) -> bool:
        """« Axe 2 : La parentalité » inside an article does not end it, as « TITRE II » does."""
        return self.article is not None and heading.label[:1] in "AaOo"

    def _named(self, heading: Heading) -> Mark | None:
        kind = heading.kind
        if kind == "signature":
            if self.in_annexe or self.signed:
                return None
            self.signed = True
            return self._open(heading, kind)
        if self.articles or self.in_annexe:
            return None  # « Contexte », « Signataires » after the first article are words of the text
        if kind == self.kind or (kind == "parties" and self.kind == "visas"):
            return None
        if heading.shape == "vu" and (self.visas_open or self.kind == "preambule"):
            return None  # « Considérant que… » inside an exposé, the second « Vu » of a list
        self.visas_open = self.visas_open or kind == "visas"
        return self._open(heading, kind)
