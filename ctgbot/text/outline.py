"""Which of the lines that look like headings count, and what each of them opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ctgbot.model import SectionKind
from ctgbot.text.headings import Heading
from ctgbot.text.nesting import Outline
from ctgbot.text.plan_lists import detached, listed, ranks_of

_FEWEST_COUNTED = 4  # « 1. », « 2. », « 3. », « 4. »: as many make the articles of a text that never says « Article »
_WIDEST_HOLE = 3  # articles missing in a row, for the count to go on behind them
_FEWEST_WORDS = 10  # below a title that only its look makes one: less is a line of the cover, a name
_FEWEST_WORDS_OF_ANNEXE = 25  # before the signatures, less than that under « Annexe 1 : … » is a line of a list


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a section starts; `trail` holds the headings from the outermost to its own."""

    heading: Heading
    kind: SectionKind
    article: int | None
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like a heading, with what stands around it."""

    heading: Heading
    alone: bool  # nothing, or a blank line, above: a numbered line inside a paragraph is no heading
    words_below: int  # up to the next candidate, its own line aside
    introduced: bool = False  # the line above ends with « : », as the one above a list does


def decide(candidates: list[Candidate], *, counts_articles: bool = True) -> list[Mark]:
    """The headings that count, given what came before and what comes behind each.

    `counts_articles`: whether « 1. Objet », « 2. Durée »… may be articles; not those of a schéma, of a diagnostic.
    """
    kept = _without_lists(candidates)
    in_lists = listed(kept, ranks_of([candidate.heading for candidate in kept]))
    kept = [candidate for position, candidate in enumerate(kept) if position not in in_lists]
    if counts_articles:
        kept = _with_counted_articles(kept)
    kept = _without_false_ends(kept)
    state = _State(kept)
    marks = [state.take(position) for position in range(len(kept))]
    return [mark for mark in marks if mark]


def _without_lists(found: list[Candidate]) -> list[Candidate]:
    """« 1. Accueil / 2. Jeunesse / 3. Logement », « Axe 1 : … / Axe 2 : … »: a list, when no text stands between."""
    dropped: set[int] = set()
    for position, (this, following) in enumerate(pairwise(found)):
        if this.words_below == 0 and _counts_on(this.heading, following.heading):
            dropped.update((position, position + 1) if not _is_bare_annexes(this.heading) else (position + 1,))
    return [candidate for position, candidate in enumerate(found) if position not in dropped]


def _is_bare_annexes(heading: Heading) -> bool:
    """« ANNEXES » above their list."""
    return heading.kind == "annexe" and not heading.mark and not heading.title


def _counts_on(heading: Heading, following: Heading) -> bool:
    """Same shape, next number; a roman one is not followed by a digit."""
    if heading.kind not in ("partie", "annexe") or heading.shape == "plan":
        return False
    if (heading.kind, heading.shape) != (following.kind, following.shape):
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
    texts = _texts_of_annexes(found)
    fullest: dict[tuple[int | None, str], int] = {}
    for position, words in texts.items():
        key = _annexe_key(found[position].heading)
        fullest[key] = max(fullest.get(key, 0), words)
    kept = []
    for position, candidate in enumerate(found):
        if candidate.heading.kind == "annexe":
            short = texts[position] < _FEWEST_WORDS_OF_ANNEXE
            again = texts[position] < fullest[_annexe_key(candidate.heading)]  # the annexe itself stands elsewhere
            unsigned = 0 <= last < position < signed
            if position < last or (short and (unsigned or again or candidate.introduced)):
                continue
        elif candidate.heading.kind == "signature" and position < last:
            continue
        kept.append(candidate)
    return kept


def _texts_of_annexes(found: list[Candidate]) -> dict[int, int]:
    """Words of each annexe with its own chapters and articles, up to the next annexe or the signatures."""
    texts: dict[int, int] = {}
    words = 0
    for position in range(len(found) - 1, -1, -1):
        candidate = found[position]
        words += candidate.words_below
        if candidate.heading.kind == "annexe":
            texts[position] = words
        if candidate.heading.kind in ("annexe", "signature"):
            words = 0
        else:
            words += len(candidate.heading.label.split())
    return texts


def _annexe_key(heading: Heading) -> tuple[int | None, str]:
    return heading.number, heading.mark if heading.mark else heading.label


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

    def __init__(self, found: list[Candidate]) -> None:
        self.found = found
        self.last_article = _last_article(found)
        headings = [candidate.heading for candidate in found]
        self.outline = Outline(ranks_of(headings), detached(headings))
        self.kind: SectionKind = "titre"
        self.style = 0  # of the heading that opened the kind
        self.name = ""  # its label
        self.article: int | None = None
        self.in_article = False
        self.in_annexe = False
        self.in_plan = False
        self.articles: set[int | None] = set()
        self.signed = False
        self.visas_open = False

    def take(self, position: int) -> Mark | None:
        heading = self.found[position].heading
        if heading.kind == "article":
            return self._article(heading, self._groups(position - 1))
        if heading.kind == "annexe":
            return self._annexe(heading)
        if heading.kind == "clause":
            return self._clause(heading)
        if heading.kind == "partie":
            return self._part(position)
        if self.in_plan and heading.kind != "signature":
            return self._open(replace(heading, kind="partie", shape="bold"), "partie")  # « Contexte » of a fiche
        return self._named(heading)

    def _groups(self, position: int) -> bool:
        """A heading without a text of its own right above an article: « LES OBLIGATIONS DES PARTIES »."""
        if not 0 <= position < len(self.found) - 1:
            return False
        return self.found[position].words_below == 0 and self.found[position + 1].heading.kind == "article"

    def _open(self, heading: Heading, kind: SectionKind) -> Mark:
        trail = self.outline.part(heading) if kind == "partie" else self.outline.alone(heading)
        self.kind, self.style, self.name = kind, heading.style, heading.label
        self.article, self.in_article = None, False
        return Mark(heading, kind, None, trail)

    def _article(self, heading: Heading, is_grouped: bool) -> Mark:
        trail = self.outline.article(heading, is_grouped=is_grouped)
        self.style = heading.style
        if self.in_annexe or (self.signed and heading.number in self.articles):  # an annexe's own article
            self.kind, self.article, self.in_article = "partie", None, False
            return Mark(heading, "partie", None, trail)
        self.articles.add(heading.number)
        self.kind, self.article, self.in_article = "article", heading.number, True
        return Mark(heading, "article", heading.number, trail)

    def _annexe(self, heading: Heading) -> Mark | None:
        if self.articles and not self.signed and heading.number is None and not (heading.title or heading.mark):
            return None  # the bare word « Annexes » inside the articles
        self.in_annexe, self.in_plan = True, False
        self.kind, self.style, self.article, self.in_article = "annexe", heading.style, None, False
        return Mark(heading, "annexe", None, self.outline.annexe(heading))

    def _clause(self, heading: Heading) -> Mark | None:
        if heading.shape == "decimal" and not self.in_article:
            return self._decimal_part(heading)
        if heading.shape == "decimal" and heading.number != self.article:
            return None  # « 14.2 » under article 14 only: « 2.5 enfants » is not a paragraph number
        if self.kind not in ("article", "clause", "annexe", "partie"):
            return None
        self.kind = "clause"
        return Mark(heading, "clause", self.article, self.outline.clause(heading))

    def _decimal_part(self, heading: Heading) -> Mark | None:
        """« 2.1 Le territoire » under « 2. Diagnostic », under the « Article 2 » of an annexe."""
        if not heading.title or not (heading.style or self.outline.owns(heading.numbers)):
            return None
        return self._open(replace(heading, kind="partie"), "partie")

    def _part(self, position: int) -> Mark | None:
        heading = self.found[position].heading
        if heading.shape == "numbered" and not self.found[position].alone:
            return None
        if self.in_article and not self._ends_article(position):
            return self._clause(replace(heading, kind="clause", shape="titled"))
        if heading.shape in ("markdown", "bold") and not self.in_article:
            return self._unnumbered_part(position)
        if self.kind in ("signature", "parties", "visas") and heading.shape not in ("word", "plan"):
            return None
        if heading.shape == "plan":
            self.in_plan = True
            if self.found[position].words_below == 0 and self.outline.is_open(heading):
                return None  # « Axe 2 » again on top of the next fiche
        return self._open(heading, "partie")

    def _ends_article(self, position: int) -> bool:
        """« TITRE II », a group of the articles below, a heading of a higher style; not « Axe 2 » in an article."""
        heading = self.found[position].heading
        if heading.shape == "word" or self._groups(position):
            return heading.shape in ("word", "markdown", "bold")
        if heading.shape != "markdown" or not (heading.style and self.style):
            return False
        return heading.style < self.style or (heading.style == self.style and position > self.last_article >= 0)

    def _unnumbered_part(self, position: int) -> Mark | None:
        """A heading that only the file knows: a part, a piece of the preamble, or no more than a line."""
        candidate = self.found[position]
        heading, is_styled = candidate.heading, candidate.heading.shape == "markdown"
        if self.kind in ("signature", "parties", "visas"):
            below = heading.style > self.style > 0 or (
                self.kind == "signature" and candidate.words_below < _FEWEST_WORDS
            )
            return self._open(heading, "partie") if is_styled and not below else None
        if self.kind == "preambule" and self._is_inside_preamble(position):
            return Mark(heading, "preambule", None, (self.name, heading.label))
        if not is_styled and candidate.words_below < _FEWEST_WORDS and not self._groups(position):
            return None  # a line of the cover, a word in bold above another heading
        return self._open(heading, "partie")

    def _is_inside_preamble(self, position: int) -> bool:
        heading = self.found[position].heading
        if heading.style and self.style:
            return heading.style > self.style
        return not self._groups(position) and position < self.last_article

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
