"""Headings and the line below them: a title cut by the page's width, a title on its own line, or text running on."""

from __future__ import annotations

from dataclasses import replace

from ctgbot.text.headings import Heading, recognise
from ctgbot.text.lines import Line, is_capitals, is_title_like
from ctgbot.text.rubrics import is_rubric

_FULL_LINE = 40  # characters: a title in capitals shorter than this was not cut by the page's width
_WHOLE = ("square", "markdown", "bold", "rubric")  # shapes whose line is all their title
_SHORT_TITLE = 8  # words of a numbered paragraph's title: « 14.2. Résiliation pour inexécution »


def with_following(heading: Heading, lines: tuple[Line, ...], position: int) -> Heading:
    """The heading of `lines[position]` with its whole title, or with none where its line is already the text."""
    if heading.kind not in ("article", "annexe", "partie", "clause") or heading.shape in _WHOLE:
        return heading
    following = lines[position + 1 : position + 5]
    if not heading.title:
        may_wait = heading.kind in ("article", "annexe") or heading.shape == "plan"
        return _titled_below(heading, lines[position], following) if may_wait else heading
    if not following or following[0].is_blank or recognise(following[0]) is not None:
        return heading
    if is_capitals(lines[position].bare):
        return _cut_in_capitals(heading, lines[position], following[0])
    if following[0].bare[:1].islower() and not following[0].is_bullet:
        return _cut_in_small_letters(heading, lines[position], following)
    return _prose_if_long(heading)


def _cut_in_capitals(heading: Heading, line: Line, below: Line) -> Heading:
    """« ARTICLE 4 – LES CHAMPS … COMMUNS DEJA / OPERATIONNELS »."""
    if is_capitals(below.bare) and len(line.bare) >= _FULL_LINE:
        return _joined(heading, below.bare)
    return heading


def _cut_in_small_letters(heading: Heading, line: Line, following: tuple[Line, ...]) -> Heading:
    """« Article 4 : Les champs communs déjà / opérationnels », not « 8.1 Le comité réunit / les élus et… »."""
    below = following[0].bare
    ends = len(following) < 2 or following[1].is_blank or not following[1].bare[:1].islower()
    if (
        ends
        and len(line.bare) >= _FULL_LINE
        and len(below.split()) <= 6
        and is_title_like(below[0].upper() + below[1:])
    ):
        return _joined(heading, below)
    return _untitled(heading, line)


def _prose_if_long(heading: Heading) -> Heading:
    """A numbered paragraph with text right below it has a title only when it is short."""
    if heading.shape == "decimal" and len(heading.title.split()) > _SHORT_TITLE:
        return replace(heading, label=f"{heading.number}.{heading.sub}", title="")
    return heading


def _titled_below(heading: Heading, line: Line, following: tuple[Line, ...]) -> Heading:
    """« ARTICLE 4 » and, on the next line that is not blank, « Gouvernance » with a text below it."""
    if len(line.bare) > len(heading.label):
        return heading  # « Article 3 – La présente convention… »: the text runs on
    written = [below for below in following if not below.is_blank]
    if len(written) < 2 or not is_title_like(written[0].bare) or written[0].is_bullet:
        return heading
    if any(recognise(below) is not None for below in written[:2]) or is_rubric(written[0]) or "\t" in written[0].text:
        return heading
    stands_alone = following[following.index(written[0]) + 1].is_blank
    is_marked = is_capitals(written[0].bare) or written[0].is_bold or len(written[0].bare.split()) <= _SHORT_TITLE
    if not (stands_alone or is_marked) or written[1].bare[:1].islower():
        return heading
    return _joined(heading, written[0].bare)


def _joined(heading: Heading, rest: str) -> Heading:
    return replace(heading, label=f"{heading.label} {rest}", title=f"{heading.title} {rest}".strip())


def _untitled(heading: Heading, line: Line) -> Heading:
    """What was taken for a title is the beginning of a paragraph."""
    if heading.shape == "decimal":
        return replace(heading, label=f"{heading.number}.{heading.sub}", title="")
    if heading.kind == "article":
        label = line.bare[: line.bare.rfind(heading.title)].rstrip(" -–—:.|)•/\t")
        return replace(heading, label=label, title="")
    return heading
