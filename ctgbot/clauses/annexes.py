"""The annexes that the text announces: those of its list where it has one, else every one that it cites or holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statements
from ctgbot.model import AnnexeRef
from ctgbot.text.annexes import AnnouncedAnnexe, announced, attached
from ctgbot.text.blanks import has_blank
from ctgbot.text.normalise import level

# « annexe 1, le plan d'actions ; annexe 2, le portrait du territoire », « l'annexe 4 (charte d'engagement) »
_IN_SENTENCE = re.compile(
    r"\bannexe\s+(?:n\s*[°o]\s*)?(?P<name>\d{1,2}|[a-h])\s*(?:(?:,|:|-)\s*(?:(?:le|la|les"
    r"|l')\s?\b)?(?P<title>[a-z][^;.\n()|]{3,90}?)"
    r"(?=\s*(?:;|\.\s|\.$|\n|\||,?\s*(?:et\s+)?(?:l'|l’)?annexe\b))|\((?P<aside>[a-z][^()]{3,80})\))"
)
_VERB = re.compile(
    r"\b(?:est|sont|figure|precise|fixe|comporte|contient|decrit|present[ea]|detaill[ea]|joint|donne|a|ont)\b"
)
_APART = 160  # characters: two announcements further apart are no list
_LIST = 2


def find(statements: Statements) -> Iterator[Candidate]:
    """One candidate of annexes, quoted where most of them are announced."""
    document = statements.document
    titles = dict(_titles_in_sentences(document.text))
    said = [_titled(annexe, titles) for annexe in announced(document.text, document.sections)]
    there = attached(document.sections)
    listed = [annexe for annexe in said if annexe.title]
    chosen = listed if len(listed) >= _LIST else said
    refs: dict[tuple[int | None, str, str], AnnexeRef] = {}
    for annexe in (*chosen, *there):
        key = (annexe.number, annexe.letter, "" if annexe.number or annexe.letter else annexe.title)
        if key not in refs or not refs[key].title:
            refs[key] = AnnexeRef(annexe.number, annexe.title, annexe.letter)
    if refs:
        value = tuple(sorted(refs.values(), key=lambda ref: (ref.number or 99, ref.letter, ref.title)))
        yield Candidate("annexes", value, *_proof(document.text, chosen or there))


def _titled(annexe: AnnouncedAnnexe, titles: dict[str, tuple[str, int, int]]) -> AnnouncedAnnexe:
    """With the title that a sentence gives it, at that sentence."""
    if annexe.title or annexe.name.lower() not in titles:
        return annexe
    title, start, end = titles[annexe.name.lower()]
    return replace(annexe, title=title, start=start, end=end)


def _titles_in_sentences(text: str) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """Titles in brackets, and those of a list: « l'annexe 1, chacune représentée par son maire » alone is none."""
    found = list(_IN_SENTENCE.finditer(level(text)))
    is_list = sum(match["title"] is not None for match in found) >= _LIST
    for match in reversed(found):
        group = "title" if match["title"] else "aside"
        blank = has_blank(text[slice(*match.span(group))])
        if not blank and not _VERB.search(match[group]) and (is_list or group == "aside"):
            start, end = match.span(group)
            yield match["name"], (text[start:end].strip(), match.start(), end)


def _proof(text: str, annexes: Sequence[AnnouncedAnnexe]) -> tuple[int, int]:
    """The longest run of announcements that stand close together; one alone is quoted with its line."""
    placed = sorted(annexes, key=lambda annexe: annexe.start)
    runs: list[list[AnnouncedAnnexe]] = []
    for annexe in placed:
        if runs and annexe.start - runs[-1][-1].end <= _APART:
            runs[-1].append(annexe)
        else:
            runs.append([annexe])
    run = max(runs, key=len)
    start, end = run[0].start, max(annexe.end for annexe in run)
    line_end = text.find("\n", start)
    return start, min(end, line_end) if len(run) == 1 and line_end > start else end
