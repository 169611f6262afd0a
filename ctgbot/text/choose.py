"""Which pieces of the passages found answer one part of a question, and how sure that is.

A piece is scored by what retrieval thinks of its passage, by how much of the question stands in it, and by whether it
holds the kind of thing that is asked. Weights were set on the development questions and hold on a plateau
(docs/benchmarks.md); no rule here knows a convention's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from ctgbot.model import ScoredPassage
from ctgbot.text.matching import Term, coverage
from ctgbot.text.normalise import level
from ctgbot.text.question import Part
from ctgbot.text.units import Unit, units_of
from ctgbot.text.words import bag, content_words, stems

# Both signals are put on one scale (standard deviations over the pieces found) before they are added.
_SIMILARITY, _COVERAGE, _TYPE, _LIST = 1.0, 1.0, 0.7, 0.6
_NAMED_ARTICLE = 3.0  # « que dit l'article 9 ? »: the number decides
_PENALTY: Mapping[str, float] = {
    "titre": 1.0, "sommaire": 1.0, "signature": 0.6, "complement": 0.6, "visas": 0.2, "preambule": 0.2,
}  # fmt: skip
_NEAR = 1.0  # standard deviations below the best score within which another piece of the same article is shown too
_ABOUT = 0.5  # share of the question that a piece must cover to be preferred for the kind of thing that it holds
_SAME_COVER = 0.6  # and share of the best cover
_NEAR_IN_CLAUSE = 1.6  # the same, inside one clause: its conditions are read together
_SOME_COVER = 0.4  # the same, when the piece holds the kind of thing that is asked
_NEAR_ELSEWHERE = 0.4
_FEWEST_WORDS = 3  # « Et », « Exemple : » are not worth quoting
_MOST = 4
# « Cette instance : », « Il », « Celui-ci »: the subject stands in the lines before.
_ANAPHORA = re.compile(
    r"^\W*(?:ce|cette|cet|ces|il|elle|ils|elles|celui-ci|celle-ci|celles?-ci|ceux-ci|ce dernier|ces derniers|y|on)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotable piece with what speaks for it; `cover` is the share of the question that stands in or around it."""

    unit: Unit
    score: float
    cover: float
    holds: bool


def candidates(part: Part, terms: Sequence[Term], found: Sequence[ScoredPassage]) -> tuple[Candidate, ...]:
    """Every quotable piece of the passages found, best first; ties in the order of the text."""
    before = _text_before(found)
    raw: list[tuple[Unit, float, float]] = []
    for hit in found:
        for unit in units_of(hit.passage):
            if len(content_words(unit.text)) < _FEWEST_WORDS:
                continue
            leans = _ANAPHORA.match(level(unit.text))
            upstream = hit.passage.text[: unit.start - hit.passage.start]
            lead = _last_paragraph(f"{before[hit.passage.id]}\n\n{upstream}") if leans else ""
            cover = coverage(terms, unit.text, lead, " ".join(hit.passage.trail) + "\n" + hit.passage.text)
            raw.append((unit, hit.similarity, cover))
    similarity, covers = _standard([row[1] for row in raw]), _standard([row[2] for row in raw])
    out = [_scored(part, row, pair) for row, pair in zip(raw, zip(similarity, covers, strict=True), strict=True)]
    return tuple(sorted(out, key=lambda c: (-c.score, c.unit.passage.document_id, c.unit.start)))


def _last_paragraph(text: str) -> str:
    return text.strip().rsplit("\n\n", 1)[-1]


def _standard(values: Sequence[float]) -> list[float]:
    """Distances to the mean in standard deviations; all zero when nothing varies."""
    if not values:
        return []
    spread = pstdev(values)
    middle = fmean(values)
    return [(value - middle) / spread if spread > 1e-9 else 0.0 for value in values]


def _text_before(found: Sequence[ScoredPassage]) -> dict[str, str]:
    """For each passage, the passages of the same section that stand before it among those found."""
    return {
        hit.passage.id: "\n".join(
            other.passage.text
            for other in found
            if other.passage.document_id == hit.passage.document_id
            and other.passage.section_id == hit.passage.section_id
            and other.passage.start < hit.passage.start
        )
        for hit in found
    }


def _scored(part: Part, row: tuple[Unit, float, float], standard: tuple[float, float]) -> Candidate:
    unit, _, cover = row
    held = [kind.holds(unit.text) for kind in part.types if not kind.attribute]
    score = _SIMILARITY * standard[0] + _COVERAGE * standard[1] - _PENALTY.get(unit.passage.kind, 0.0)
    score += _TYPE * sum(held) / len(held) if held else 0.0
    score += _LIST if part.wants_list and unit.is_list else 0.0
    score += _NAMED_ARTICLE if unit.passage.article in part.articles or _is_named(unit, part) else 0.0
    return Candidate(unit, score, cover, all(kind.holds(unit.text) for kind in part.types))


def _is_named(unit: Unit, part: Part) -> bool:
    """« que dit la fiche 2.1 ? »: « axe 2 › fiche 2.1 › Indicateurs »."""
    steps = level(unit.passage.reference).split(" › ")
    return any(name in steps for name in part.plan)


def choose(part: Part, ranked: Sequence[Candidate], terms: Sequence[Term]) -> tuple[Candidate, ...]:
    """The best piece, the near ones of its article, and those that answer what it leaves aside; in reading order."""
    if not ranked:
        return ()
    best = _holder(part, ranked) or ranked[0]
    chosen = [best]
    for candidate in ranked:
        if (
            candidate is not best
            and len(chosen) < _MOST
            and _same_document(candidate, best)
            and _belongs(part, candidate, chosen, terms)
        ):
            chosen.append(candidate)
    chosen.extend(_what_is_asked(part, chosen, ranked))
    chosen.extend(_other_regimes(part, chosen, ranked, terms))
    return tuple(sorted(chosen, key=lambda c: (c is not best and not _same_article(c, best), c.unit.start)))


def _holder(part: Part, ranked: Sequence[Candidate]) -> Candidate | None:
    """When a name, a date or an amount is asked: the best piece that has one and speaks of what is asked, wherever it
    stands; a piece that has none is no answer, however near."""
    if not any(kind.exact for kind in part.types):
        return None
    holders = [candidate for candidate in ranked if candidate.holds and candidate.cover >= _ABOUT]
    return max(holders, key=lambda candidate: (round(candidate.cover, 1), candidate.score), default=None)


def _belongs(part: Part, candidate: Candidate, chosen: Sequence[Candidate], terms: Sequence[Term]) -> bool:
    best = chosen[0]
    behind = best.score - candidate.score
    if _same_article(candidate, best):
        passage = candidate.unit.passage
        in_clause = passage.kind == "clause" and passage.section_id == best.unit.passage.section_id
        near = _NEAR_IN_CLAUSE if in_clause else _NEAR
        return behind <= near and candidate.cover >= _SAME_COVER * best.cover
    if behind <= _NEAR_ELSEWHERE and candidate.cover >= best.cover:
        return True
    if part.wants_list and candidate.unit.is_list:
        return behind <= _NEAR and candidate.cover >= _SAME_COVER * best.cover
    return _answers_the_rest(candidate, chosen, terms)


def _what_is_asked(part: Part, chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """When a delay is asked and nothing chosen holds one, the best piece of the same article that does."""
    best = chosen[0]
    if not part.types or any(candidate.holds for candidate in chosen):
        return []
    in_article = (c for c in ranked if c.holds and _same_document(c, best) and _same_article(c, best))
    return [c for c in in_article if c.cover >= _SOME_COVER * best.cover][:1]


def _other_regimes(
    part: Part, chosen: Sequence[Candidate], ranked: Sequence[Candidate], terms: Sequence[Term]
) -> list[Candidate]:
    """« Le délai pour résilier » when an article has several clauses on it: the others on the same subject are shown
    too, even those that set no delay, because the asker may be in their case."""
    best = chosen[0]
    shown = {c.unit.passage.section_id for c in chosen if _same_article(c, best)}
    if len(shown) < 2:
        return []
    flat = level(part.text)
    asking = {stem for kind in part.types for match in kind.asks.finditer(flat) for stem in stems(match[0])}
    subject = [term for term in terms if term.word.stem not in asking]
    others: list[Candidate] = []
    enough = _SAME_COVER * coverage(subject, best.unit.text)
    for candidate in ranked if subject else ():
        section = candidate.unit.passage.section_id
        beside = _same_document(candidate, best) and _same_article(candidate, best) and section not in shown
        if beside and coverage(subject, candidate.unit.text) >= enough:
            others.append(candidate)
            shown.add(section)
    return others


def _same_document(one: Candidate, other: Candidate) -> bool:
    return one.unit.passage.document_id == other.unit.passage.document_id


def _same_article(one: Candidate, other: Candidate) -> bool:
    a, b = one.unit.passage, other.unit.passage
    return a.article == b.article and (a.article is not None or a.section_id == b.section_id)


def _answers_the_rest(candidate: Candidate, chosen: Sequence[Candidate], terms: Sequence[Term]) -> bool:
    """A heading of another article names a word of the question that nothing chosen so far holds."""
    already = bag("\n".join(f"{' '.join(c.unit.passage.trail)}\n{c.unit.passage.text}" for c in chosen))
    headings, text = bag(" ".join(candidate.unit.passage.trail)), bag(candidate.unit.text)
    return any(
        term.stands_in(headings) and term.stands_in(text) and not term.found_in(already) and term.weight >= _mean(terms)
        for term in terms
    )


def _mean(terms: Sequence[Term]) -> float:
    """Of the words that the documents know: an unknown one weighs most and would hide the others."""
    weights = [term.weight for term in terms if term.is_known]
    return sum(weights) / len(weights) if weights else 0.0
