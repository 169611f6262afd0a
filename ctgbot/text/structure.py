"""Text → sections that tile it. No character is lost: each section runs to the start of the next one.

A convention is read as: titre, sommaire, parties, visas, préambule, articles with their clauses, signatures, what
follows them without a heading, annexes. `headings.py` says what a line looks like, `outline.py` which ones count.
"""

from __future__ import annotations

from bisect import bisect_right

from ctgbot.model import PageSpan, Section, SectionKind
from ctgbot.text.after_signature import complement_start
from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, split_lines
from ctgbot.text.outline import Candidate, Mark, decide
from ctgbot.text.sommaire import find_sommaires
from ctgbot.text.spans import Span
from ctgbot.text.wrapped import with_following

_PARENTS = ("annexe", "partie", "article")


def find_sections(text: str, pages: tuple[PageSpan, ...] = ()) -> tuple[Section, ...]:
    """The tiles of the text, in order; a text without any heading is one section."""
    if not text:
        return ()
    lines = split_lines(text)
    headings = tuple(recognise(line) for line in lines)
    sommaires = find_sommaires(lines, headings)
    marks = _opened(decide(_candidates(lines, headings, sommaires)), sommaires)
    return _tile(_with_complement(marks, text), text, pages)


def _candidates(
    lines: tuple[Line, ...], headings: tuple[Heading | None, ...], sommaires: tuple[Span, ...]
) -> list[Candidate]:
    """The headings outside the contents pages, each with its whole title and the number of words below it."""
    starts = [start for start, _ in sommaires]
    found: list[Candidate] = []
    words = 0
    for position in range(len(lines) - 1, -1, -1):
        line, heading = lines[position], headings[position]
        at = bisect_right(starts, line.start) - 1
        if at >= 0 and line.start < sommaires[at][1]:
            continue
        if heading:
            whole = with_following(heading, lines, position)
            below = max(0, words - _words_taken(heading, whole))
            runs_on = len(line.text.split()) - len(whole.label.split())
            found.append(Candidate(whole, position == 0 or lines[position - 1].is_blank, below + max(0, runs_on)))
            words = 0
        elif not line.is_blank:
            words += len(line.text.split())
    return found[::-1]


def _words_taken(heading: Heading, whole: Heading) -> int:
    """Words of the lines below that are the heading's title."""
    return max(0, len(whole.label.split()) - len(heading.label.split()))


def _opened(marks: list[Mark], sommaires: tuple[Span, ...]) -> list[Mark]:
    """With the contents pages, and the title that follows one, as sections of their own."""
    extra: list[Mark] = []
    starts = {mark.heading.start for mark in marks}
    for start, end in sommaires:
        extra.append(Mark(Heading("sommaire", None, "Sommaire", "Sommaire", start), "sommaire", None, 0))
        if end + 1 not in starts:
            title = Heading("titre", None, "Titre", "Titre", end + 1)
            extra.append(Mark(title, "titre", None, 0))
    return sorted(marks + extra, key=lambda mark: mark.heading.start)


def _with_complement(marks: list[Mark], text: str) -> list[Mark]:
    """With what follows the signatures without a heading as a section of its own."""
    out: list[Mark] = []
    for position, mark in enumerate(marks):
        out.append(mark)
        if mark.kind != "signature":
            continue
        end = marks[position + 1].heading.start if position + 1 < len(marks) else len(text)
        found = complement_start(text, mark.heading.start, end)
        if found:
            start, title = found
            out.append(Mark(Heading("complement", None, title, title, start), "complement", None, 0))
    return out


def _tile(marks: list[Mark], text: str, pages: tuple[PageSpan, ...]) -> tuple[Section, ...]:
    """Each mark's section runs to the next mark; what stands above the first one is the title, or all the text."""
    if not marks or text[: marks[0].heading.start].strip():
        opening = Heading("titre", None, "Titre", "Titre", 0)
        kind: SectionKind = "titre" if marks else "texte"
        marks = [Mark(opening, kind, None, 0), *marks]
    page_starts = [page.start for page in pages]
    sections: list[Section] = []
    above: list[Mark] = []
    for position, mark in enumerate(marks):
        start = mark.heading.start if position else 0
        end = marks[position + 1].heading.start if position + 1 < len(marks) else len(text)
        if end <= start:
            continue
        above = [*(parent for parent in above if parent.kind in _PARENTS and parent.level < mark.level), mark]
        page = pages[max(0, bisect_right(page_starts, start) - 1)].number if pages else None
        sections.append(_section(len(sections), above, (start, end), page))
    return tuple(sections)


def _section(index: int, above: list[Mark], span: Span, page: int | None) -> Section:
    mark = above[-1]
    number = mark.heading.number if mark.kind == "annexe" else mark.article
    title = mark.heading.title or mark.heading.label
    trail = tuple(parent.heading.label for parent in above)
    return Section(f"s{index:03d}", mark.kind, number, title, trail, *span, page)
