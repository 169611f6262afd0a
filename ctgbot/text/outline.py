"""Which of the lines that look like headings count, and what each of them opens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ctgbot.model import SectionKind
from ctgbot.text.candidates import Candidate, candidates_that_count, last_article
from ctgbot.text.headings import Heading
from ctgbot.text.nesting import Outline
from ctgbot.text.plan_lists import detached, ranks_of

_FEWEST_WORDS = 10  # below a title that only its look makes one: less is a line of the cover, a name


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a section starts; `trail` holds the headings from the outermost to its own."""

    heading: Heading
    kind: SectionKind
    article: int | None
    trail: tuple[str, ...]


def decide(candidates: list[Candidate], *, counts_articles: bool = True) -> list[Mark]:
    """The headings that count, given what came before and what comes behind each.

    `counts_articles`: whether « 1. Objet », « 2. Durée »… may be articles; not those of a schéma, of a diagnostic.
    """
    kept = candidates_that_count(candidates, counts_articles=counts_articles)
    state = _State(kept)
    marks = [state.take(position) for position in range(len(kept))]
    return [mark for mark in marks if mark]


class _State:
    """What has been met so far; the only mutable thing here, alive for one call of `decide`."""

    def __init__(self, found: list[Candidate]) -> None:
        self.found = found
        self.last_article = last_article(found)
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
