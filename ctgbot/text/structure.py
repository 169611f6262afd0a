"""Text → sections that tile it. No character is lost: each section runs to the start of the next one.

A convention is read as: titre, sommaire, parties, visas, préambule, articles with their clauses, signatures, what
follows them without a heading, annexes. `headings.py` says what a line looks like, `styled.py` what the file says
of it, `candidates.py` which ones count, `outline.py` what each opens, `nesting.py` under which other.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ctgbot.model import HeadingSpan, PageSpan, Section, SectionKind
from ctgbot.text.after_signature import complement_start
from ctgbot.text.candidates import Candidate
from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, split_lines
from ctgbot.text.normalise import fold
from ctgbot.text.outline import Mark, decide
from ctgbot.text.rubrics import with_rubrics
from ctgbot.text.sommaire import find_sommaires
from ctgbot.text.spans import Span
from ctgbot.text.styled import with_styles
from ctgbot.text.wrapped import with_following

_OPENING = 1_000  # characters: the cover
# Who numbers « 1. », « 2. »… without the word « article » makes articles of a contract, chapters of anything else.
_CONTRACT = re.compile(r"\b(?:convention|avenant|contrat|accord|protocole)\b")
_NO_CONTRACT = re.compile(
    r"\b(?:schema|sdsf|diagnostic|portrait|analyse des besoins|plan d'actions?|bilan|rapport|feuille de route)\b"
)


def find_sections(
    text: str, pages: tuple[PageSpan, ...] = (), headings: tuple[HeadingSpan, ...] = ()
) -> tuple[Section, ...]:
    """The tiles of the text, in order; a text without any heading is one section.

    `headings`: the lines that the file itself calls headings (`SourceText.headings`).
    """
    if not text:
        return ()
    lines = split_lines(text)
    recognised = tuple(recognise(line) for line in lines)
    sommaires = find_sommaires(lines, recognised)
    found = with_rubrics(lines, with_styles(lines, recognised, headings))
    tops = {page.start for page in pages}
    decided = decide(_candidates(lines, found, sommaires, tops), counts_articles=_is_contract(text))
    return _tile(_with_complement(_opened(decided, sommaires, text), text), text, pages)


def _is_contract(text: str) -> bool:
    """Whether the cover names a convention before it names a schéma or a diagnostic, or names neither."""
    opening = fold(text[:_OPENING])
    other = _NO_CONTRACT.search(opening)
    contract = _CONTRACT.search(opening)
    return other is None or (contract is not None and contract.start() < other.start())


def _candidates(
    lines: tuple[Line, ...], headings: tuple[Heading | None, ...], sommaires: tuple[Span, ...], tops: set[int]
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
            runs_on = _words(line.text) - _words(whole.label)
            above = lines[position - 1]  # a row of a table ends no paragraph
            is_alone = position == 0 or above.is_blank or "\t" in above.text or line.start in tops
            words_below = below + max(0, runs_on)
            found.append(Candidate(whole, is_alone, words_below, _is_introduced(lines, position)))
            words = 0
        elif not line.is_blank:
            words += len(line.text.split())
    return found[::-1]


def _words(text: str) -> int:
    """Words, the dash between a number and its title aside."""
    return sum(1 for word in text.split() if word[0].isalnum() or word[-1].isalnum())


def _is_introduced(lines: tuple[Line, ...], position: int) -> bool:
    """« Sont joints : » stands on the line above that is not blank."""
    above = [line for line in lines[max(0, position - 3) : position] if not line.is_blank]
    return bool(above) and above[-1].text.rstrip().endswith(":")


def _words_taken(heading: Heading, whole: Heading) -> int:
    """Words of the lines below that are the heading's title."""
    return max(0, len(whole.label.split()) - len(heading.label.split()))


def _opened(marks: list[Mark], sommaires: tuple[Span, ...], text: str) -> list[Mark]:
    """With the contents pages, and the title that follows one, as sections of their own."""
    extra: list[Mark] = []
    starts = sorted([*(mark.heading.start for mark in marks), *(start for start, _ in sommaires), len(text)])
    for start, end in sommaires:
        extra.append(_named("sommaire", "Sommaire", start))
        if text[end : starts[bisect_right(starts, start)]].strip():
            extra.append(_named("titre", "Titre", end + 1))
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
            out.append(_named("complement", title, start))
    return out


def _named(kind: SectionKind, title: str, start: int) -> Mark:
    """A section that no heading opens, under the name that a reader gives to it."""
    return Mark(Heading(kind, None, title, title, start), kind, None, (title,))


def _tile(marks: list[Mark], text: str, pages: tuple[PageSpan, ...]) -> tuple[Section, ...]:
    """Each mark's section runs to the next mark; what stands above the first one is the title, or all the text."""
    if not marks or text[: marks[0].heading.start].strip():
        marks = [_named("titre" if marks else "texte", "Titre", 0), *marks]
    page_starts = [page.start for page in pages]
    sections: list[Section] = []
    for position, mark in enumerate(marks):
        start = mark.heading.start if position else 0
        end = marks[position + 1].heading.start if position + 1 < len(marks) else len(text)
        if end <= start:
            continue
        page = pages[max(0, bisect_right(page_starts, start) - 1)].number if pages else None
        sections.append(_section(len(sections), mark, (start, end), page))
    return tuple(sections)


def _section(index: int, mark: Mark, span: Span, page: int | None) -> Section:
    number = mark.heading.number if mark.kind == "annexe" else mark.article
    title = mark.heading.title or mark.heading.label
    return Section(f"s{index:03d}", mark.kind, number, title, mark.trail, *span, page)
