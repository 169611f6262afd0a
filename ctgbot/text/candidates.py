"""Which of the lines that look like headings are none: entries of a list, annexes and signatures met too early."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ctgbot.text.headings import Heading
from ctgbot.text.plan_lists import listed, ranks_of

_FEWEST_COUNTED = 4  # « 1. », « 2. », « 3. », « 4. »: as many make the articles of a text that never says « Article »
_WIDEST_HOLE = 3  # articles missing in a row, for the count to go on behind them
_FEWEST_WORDS_OF_ANNEXE = 25  # before the signatures, less than that under « Annexe 1 : … » is a line of a list


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like a heading, with what stands around it."""

    heading: Heading
    alone: bool  # nothing, or a blank line, above: a numbered line inside a paragraph is no heading
    words_below: int  # up to the next candidate, its own line aside
    introduced: bool = False  # the line above ends with « : », as the one above a list does


def candidates_that_count(found: list[Candidate], *, counts_articles: bool) -> list[Candidate]:
    """Without entries of lists and false ends; `counts_articles`: « 1. Objet », « 2. Durée »… may be articles."""
    kept = _without_lists(found)
    in_lists = listed(kept, ranks_of([candidate.heading for candidate in kept]))
    kept = [candidate for position, candidate in enumerate(kept) if position not in in_lists]
    if counts_articles:
        kept = _with_counted_articles(kept)
    return _without_false_ends(kept)


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
    last = last_article(found)
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


def last_article(found: list[Candidate]) -> int:
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
