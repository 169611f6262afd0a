"""Text → sections that tile it. No character is lost: each section runs to the start of the next one.

A convention is read as: titre, sommaire, parties, visas, préambule, articles with their clauses, signatures, what
follows them without a heading, annexes. `headings.py` says what a line looks like; here it is decided what counts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from ctgbot.model import PageSpan, Section, SectionKind
from ctgbot.text.after_signature import complement_start
from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, is_capitals, split_lines
from ctgbot.text.sommaire import Span, find_sommaires

_LEVEL: dict[SectionKind, int] = {
    "titre": 0, "sommaire": 0, "parties": 0, "visas": 0, "preambule": 0, "signature": 0, "complement": 0,
    "annexe": 0, "partie": 1, "article": 2, "clause": 3, "texte": 4,
}  # fmt: skip
_PARENTS = ("annexe", "partie", "article")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a section starts, and under which headings."""

    heading: Heading
    kind: SectionKind
    article: int | None
    level: int


def find_sections(text: str, pages: tuple[PageSpan, ...] = ()) -> tuple[Section, ...]:
    """The tiles of the text, in order; a text without any heading is one section."""
    if not text:
        return ()
    lines = split_lines(text)
    sommaires = find_sommaires(lines)
    marks = _opened(_decide(_candidates(lines, sommaires), lines), sommaires)
    marks = _with_complement(marks, text)
    return _tile(marks, text, pages)


def _candidates(lines: tuple[Line, ...], sommaires: tuple[Span, ...]) -> list[Heading]:
    found: list[Heading] = []
    for position, line in enumerate(lines):
        if any(start <= line.start < end for start, end in sommaires):
            continue
        heading = recognise(line)
        if heading:
            found.append(_joined(heading, line, lines[position + 1 : position + 2]))
    return _without_lists_of_annexes(found, lines)


def _joined(heading: Heading, line: Line, following: tuple[Line, ...]) -> Heading:
    """« ARTICLE 4 – LES CHAMPS … COMMUNS DEJA / OPERATIONNELS »: a title in capitals cut by the page's width."""
    if heading.kind not in ("article", "annexe", "partie") or not following or not is_capitals(line.bare):
        return heading
    rest = following[0].bare
    if not is_capitals(rest) or len(line.bare) < 40 or recognise(following[0]) is not None:
        return heading
    return replace(heading, label=f"{heading.label} {rest}", title=f"{heading.title} {rest}")


def _without_lists_of_annexes(found: list[Heading], lines: tuple[Line, ...]) -> list[Heading]:
    """« Annexe 1 : … / Annexe 2 : … » under an article « Pièces jointes » is a list, not two annexes."""
    prose_starts = [line.start for line in lines if not line.is_blank and recognise(line) is None]
    kept: list[Heading] = []
    for position, heading in enumerate(found):
        if heading.kind == "annexe":
            after = found[position + 1].start if position + 1 < len(found) else float("inf")
            has_body = any(heading.start < start < after for start in prose_starts)
            listed = position + 1 < len(found) and found[position + 1].kind in ("annexe", "signature")
            follows_annexe = position > 0 and found[position - 1].kind == "annexe" and found[position - 1] not in kept
            if not has_body and (listed or follows_annexe):
                continue
        kept.append(heading)
    return kept


def _decide(found: list[Heading], lines: tuple[Line, ...]) -> list[_Mark]:
    """Keeps the headings that count, given what came before each."""
    has_articles = any(heading.kind == "article" for heading in found)
    counted = set() if has_articles else _counted_articles(found)
    marks: list[_Mark] = []
    state = _State()
    for heading in found:
        mark = state.take(heading, heading in counted, _stands_alone(heading, lines))
        if mark:
            marks.append(mark)
    return marks


def _counted_articles(found: list[Heading]) -> set[Heading]:
    """« 1. Objet », « 2. Durée »…: articles by number alone, when they count up from 1 and nothing says « Article »."""
    kept: list[Heading] = []
    for heading in found:
        if heading.shape == "numbered" and heading.number == len(kept) + 1:
            kept.append(heading)
    return set(kept) if len(kept) >= 4 else set()


def _stands_alone(heading: Heading, lines: tuple[Line, ...]) -> bool:
    """A blank line, or nothing, before it: a numbered line inside a paragraph or a list is no heading."""
    position = bisect_right([line.start for line in lines], heading.start) - 1
    return position == 0 or lines[position - 1].is_blank


class _State:
    """What has been met so far; the only mutable thing here, alive for one call of `_decide`."""

    def __init__(self) -> None:
        self.kind: SectionKind = "titre"
        self.article: int | None = None
        self.in_annexe = False
        self.articles = 0
        self.signed = False
        self.visas_open = False

    def take(self, heading: Heading, counted: bool, alone: bool) -> _Mark | None:
        if heading.kind == "article" or counted:
            return self._article(heading)
        if heading.kind == "annexe":
            return self._annexe(heading)
        if heading.kind == "clause":
            return self._clause(heading)
        if heading.shape in ("numbered", "markdown") or heading.kind == "partie":
            return self._part(heading, alone)
        return self._named(heading)

    def _open(self, heading: Heading, kind: SectionKind, level: int | None = None) -> _Mark:
        self.kind = kind
        self.article = heading.number if kind == "article" and not self.in_annexe else None
        return _Mark(heading, kind, self.article, _LEVEL[kind] if level is None else level)

    def _article(self, heading: Heading) -> _Mark:
        if self.in_annexe:
            return self._open(heading, "partie", _LEVEL["article"])
        self.articles += 1
        return self._open(heading, "article")

    def _annexe(self, heading: Heading) -> _Mark | None:
        if self.articles and not self.signed and heading.number is None and not heading.title:
            return None  # the bare word « Annexes » inside the articles
        self.in_annexe = True
        return self._open(heading, "annexe")

    def _clause(self, heading: Heading) -> _Mark | None:
        if heading.shape == "decimal" and heading.number != self.article:
            return None  # « 14.2 » under article 14 only: « 2.5 enfants » is not a paragraph number
        if self.kind not in ("article", "clause", "annexe", "partie"):
            return None
        article = self.article
        self.kind = "clause"
        return _Mark(heading, "clause", article, _LEVEL["clause"])

    def _part(self, heading: Heading, alone: bool) -> _Mark | None:
        if heading.shape == "word":
            return self._open(heading, "partie")
        if heading.shape == "numbered" and not alone:
            return None
        if self.kind in ("article", "clause") and self.article is not None:
            return self._clause(replace(heading, kind="clause", shape="titled"))
        if self.kind in ("signature", "parties", "visas"):
            return None if heading.shape == "numbered" else self._open(heading, "partie")
        return self._open(heading, "partie", _LEVEL["clause"] if self.in_annexe else None)

    def _named(self, heading: Heading) -> _Mark | None:
        kind = heading.kind
        if kind == "signature":
            if self.in_annexe or self.signed:
                return None
            self.signed = True
            return self._open(heading, kind)
        if self.articles or self.in_annexe:
            return None  # « Contexte », « Signataires » after the first article are words of the text
        if kind == self.kind or (kind == "parties" and self.kind == "visas") or (kind == "visas" and self.visas_open and heading.shape == "vu"):  # fmt: skip
            return None
        if kind == "visas":
            if heading.shape == "vu" and self.kind == "preambule":
                return None  # « Considérant que… » inside an exposé
            self.visas_open = True
        return self._open(heading, kind)


def _opened(marks: list[_Mark], sommaires: tuple[Span, ...]) -> list[_Mark]:
    """With the contents pages, and the title that follows one, as sections of their own."""
    extra: list[_Mark] = []
    starts = {mark.heading.start for mark in marks}
    for start, end in sommaires:
        extra.append(_Mark(Heading("sommaire", None, "Sommaire", "Sommaire", start), "sommaire", None, 0))
        if end + 1 not in starts:
            title = Heading("titre", None, "Titre", "Titre", end + 1)
            extra.append(_Mark(title, "titre", None, 0))
    return sorted(marks + extra, key=lambda mark: mark.heading.start)


def _with_complement(marks: list[_Mark], text: str) -> list[_Mark]:
    out: list[_Mark] = []
    for position, mark in enumerate(marks):
        out.append(mark)
        if mark.kind != "signature":
            continue
        end = marks[position + 1].heading.start if position + 1 < len(marks) else len(text)
        found = complement_start(text, mark.heading.start, end)
        if found:
            start, title = found
            out.append(_Mark(Heading("complement", None, title, title, start), "complement", None, 0))
    return out


def _tile(marks: list[_Mark], text: str, pages: tuple[PageSpan, ...]) -> tuple[Section, ...]:
    if not marks or text[: marks[0].heading.start].strip():
        opening = Heading("titre", None, "Titre", "Titre", 0)
        kind: SectionKind = "titre" if marks else "texte"
        marks = [_Mark(opening, kind, None, 0), *marks]
    page_starts = [page.start for page in pages]
    sections: list[Section] = []
    above: list[_Mark] = []
    for position, mark in enumerate(marks):
        start = mark.heading.start if position else 0
        end = marks[position + 1].heading.start if position + 1 < len(marks) else len(text)
        if end <= start:
            continue
        above = [parent for parent in above if parent.kind in _PARENTS and parent.level < mark.level] + [mark]
        trail = tuple(parent.heading.label for parent in above)
        page = pages[max(0, bisect_right(page_starts, start) - 1)].number if pages else None
        number = mark.article
        if mark.kind == "annexe":
            number = mark.heading.number
        sections.append(
            Section(f"s{len(sections):03d}", mark.kind, number, mark.heading.title or mark.heading.label, trail, start, end, page)  # fmt: skip
        )
    return tuple(sections)
