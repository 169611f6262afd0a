"""What a question asks of each convention: a comparison, a value, « prévoit », the most, the least, or the spread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ctgbot.model import ClauseValue
from ctgbot.text.dates import find_deadlines
from ctgbot.text.durations import find_durations
from ctgbot.text.rates import find_rates
from ctgbot.text.sizes import size_of
from ctgbot.text.survey_topics import Topic

Relation = Literal[
    "less", "at_most", "more", "at_least", "equal", "other", "within", "given", "missing", "is", "smallest", "largest",
    "spread",
]  # fmt: skip
Span = tuple[int, int]

HELD = (
    r"(?:conventions?(?: territoriales? globales?)?|ctgs?|communes|collectivites|territoires|villes|intercommunalites"
    r"|epcis?)"
)
CONVENTIONS = r"(?:conventions(?: territoriales globales)?|ctgs?)"
_UNIVERSAL = re.compile(
    rf"\btoutes les {CONVENTIONS}\b(?!,? (?:qui|dont|ayant|avec|ou|sans|prevoyant)\b)(?=.*(?:-elles\b|\bmemes?\b))"
    rf"|^\W*est-ce que toutes les {CONVENTIONS}\b(?! (?:qui|dont|ayant|avec|ou)\b)"
)
_SPREAD = re.compile(
    r"\bcompar(?:e|er|ez|aison|atif)\w*|\bmemes?\b|\bidentiques?\b|\bdiffer\w+"
    rf"|\bvarie(?:nt)?\b|\bquel(?:le)?s sont\b(?! (?:les|nos) {HELD}\b)"
    r"|\btableau\b|\brecapitul\w+|\bpanorama\b|\brepartition\b"
)
# « Classe les conventions du préavis le plus court au plus long »
_RANKED = re.compile(r"\b(?:class(?:e|er|ez|ement)|tri(?:e|er|ez))\b")
_DEGREES = re.compile(
    r"\b(?:(?:le|la|les|du|au|de la|a la) )?(?:plus|moins) (?:court|long|elev|bas|souvent|tot|tard)\w*"
)
# « Quel est le préavis de chaque convention ? », not « Quelle est la convention dont… »
_ASKS_VALUE = re.compile(rf"\bquel(?:le)?s? (?!(?:(?:est|sont) )?(?:la |les )?{HELD}\b)")
_HAVING = re.compile(
    r"\b(?:ont|avoir|ayant|avec|sans|y a-t-il|existe\w*|dotees?|depourvu\w*|absence|prevoi\w+|prevoyant|comport\w+"
    r"|conti\w+|fix\w+|impos\w+|exig\w+|mention\w+|stipul\w+|dispos\w+|poss?ed\w+|inclu\w+|cit\w+|maintien\w+"
    r"|peuvent|n'ont|a|n'a)\b"
)
_NEGATION = re.compile(r"\b(?:ne|sans|aucune?s?|pas|depourvu\w*|absence)\b|\bn'")
LEAST = re.compile(
    r"\b(?:le|la|les) (?:plus (?:courts?|courtes?|brefs?|breves?|petite?s?|faibles?|tot|rarement|proches?|bas(?:se)?)"
    r"|moins (?:longs?|longues?|souvent|longtemps|eleve\w*|frequ\w+))\b|\ben premier\b"
)
MOST = re.compile(
    r"\b(?:le|la|les) (?:plus (?:longs?|longues?|longtemps|souvent|eleve\w*|grande?s?|importante?s?|frequ\w+|tard"
    r"|lointaine?s?)|moins (?:courts?|courtes?))\b|\ben dernier\b"
)
_COMPARISONS: tuple[tuple[Relation, str], ...] = (
    (
        "at_most",
        r"(?:inferieure?s? ou egale?s? a|au plus|au maximum|ne (?:depass\w+|exced\w+) pas|n'exced\w+ pas|jusqu'a)",
    ),
    ("at_least", r"(?:superieure?s? ou egale?s? a|au moins|au minimum|a minima)"),
    ("less", r"(?:inferieure?s? a|moins de|moins d'|(?:en |au-)dessous de|plus courte?s? que|moins longue?s? que)"),
    ("more", r"(?:superieure?s? a|plus de|plus d'|au-dela de|au-dessus de|exced\w+|depass\w+|plus longue?s? que)"),
    ("other", r"(?:different\w* de|autres? que)"),
    ("equal", r"(?:egale?s? a|exactement|pile)"),
)  # fmt: skip
_BEFORE = [(relation, re.compile(rf"\b{words} ?(?:a |d'|de )?$")) for relation, words in _COMPARISONS]
_AFTER: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("at_most", re.compile(r"^ (?:au plus|au maximum|maximum|ou moins)\b")),
    ("at_least", re.compile(r"^ (?:au moins|au minimum|minimum|ou plus)\b")),
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_DATE_BEFORE: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("less", re.compile(r"\bavant (?:le |la )?$")),
    ("at_most", re.compile(r"\bau plus tard (?:le |a la |en )?$|\bjusqu'(?:au|a la|en) $|\bd'ici (?:le |la )?$")),
    ("more", re.compile(r"\bapres (?:le |la )?$|\bau-dela (?:du |de )$")),
    ("at_least", re.compile(r"\ba (?:partir|compter) d(?:u|e) $")),
    ("equal", re.compile(r"\b(?:le|en|au|a la) $")),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is asked of every convention. `size` (and `until`, its last one) are those of the condition, as `size_of`
    counts; `values` the choices that meet it; `words` the condition as the question has it. `explicit` when it speaks
    of conventions in the plural; a bare « la plus courte » is one only where there are several."""

    topic: Topic
    relation: Relation
    size: float | None = None
    until: float | None = None
    values: tuple[str, ...] = ()
    words: str = ""
    explicit: bool = True


def holds(survey: Survey, value: ClauseValue) -> bool | None:
    """Whether a value meets the condition; None when it cannot be told. Not for the extremes and the spread."""
    if survey.relation in ("given", "missing"):
        given = value in survey.topic.given if survey.topic.given else value is not False
        return given == (survey.relation == "given")
    if survey.relation == "is":
        return _is_one_of(value, survey)
    size = size_of(value)
    if size is None or survey.size is None:
        return None
    near = abs(size - survey.size) < 0.005
    return {
        "less": size < survey.size and not near,
        "at_most": size < survey.size or near,
        "more": size > survey.size and not near,
        "at_least": size > survey.size or near,
        "equal": near,
        "other": not near,
        "within": survey.size <= size <= (survey.until or survey.size),
    }[survey.relation]


def _is_one_of(value: ClauseValue, survey: Survey) -> bool | None:
    if isinstance(value, tuple):
        return any(one in survey.values for one in value)
    if value in survey.values:
        return True
    closed = value in survey.topic.values or value in ("aucune", "non_precisee")
    return False if closed else None  # « la Caf et la ville, par moitié »: words of its own


def read_condition(topic: Topic, flat: str, spans: Sequence[Span]) -> tuple[Survey, list[Span]] | None:
    """The condition and where its words stand, the surest kind first."""
    rest = blanked(flat, spans)
    negative = bool(_NEGATION.search(rest))
    if _UNIVERSAL.search(flat):
        used = [match.span() for pattern in topic.values.values() for match in re.finditer(pattern, flat)]
        return Survey(topic, "spread"), [*used, *spans_of(_SPREAD, flat)]
    measured = _measured(topic, flat)
    if measured:
        survey, used = measured
        bound = re.search(r"\bne (?:depass\w+|exced\w+) pas|\bn'exced\w+ pas", flat)
        return None if negative and not (bound and survey.relation == "at_most") else measured
    named = [(value, match.span()) for value, words in topic.values.items() for match in re.finditer(words, flat)]
    if named:
        values = tuple(dict.fromkeys(value for value, _ in named))
        words = " ".join(flat[start:end] for _, (start, end) in named[:1])
        asked = Survey(topic, "is", values=values, words=words)
        return None if negative or len(values) > 1 else (asked, [span for _, span in named])
    if _RANKED.search(flat):
        return None if negative else (Survey(topic, "spread"), spans_of(_DEGREES, flat))
    for relation, pattern in (("smallest", LEAST), ("largest", MOST)):
        if pattern.search(flat):
            return None if negative or topic.measure is None else (Survey(topic, relation), [])  # type: ignore[arg-type]
    if _SPREAD.search(flat) or _ASKS_VALUE.search(flat):
        return None if negative else (Survey(topic, "spread"), spans_of(_SPREAD, flat))
    has_thing = _HAVING.search(rest) or _HAVING.search(flat)
    if not has_thing or (topic.values and not topic.given and "clause" not in rest):
        return None  # « Quelles communes assurent le secrétariat ? » asks who, not which conventions say who
    return Survey(topic, "missing" if negative else "given"), []


def _measured(topic: Topic, flat: str) -> tuple[Survey, list[Span]] | None:
    """« inférieur à 6 mois », « deux fois par an », « avant le 1er janvier 2027 »."""
    if topic.measure == "date":
        return _dated(topic, flat)
    if topic.measure == "duration":
        found = [(size_of(one.iso), one.start, one.end) for one in find_durations(flat)]
    else:
        found = [(one.per_year, one.start, one.end) for one in find_rates(flat)] if topic.measure else []
    if len(found) != 1:
        return None
    size, start, end = found[0]
    relation, first, last = _compared(flat, start, end)
    return Survey(topic, relation, size, words=flat[first:last]), [(first, last)]


def _compared(flat: str, start: int, end: int) -> tuple[Relation, int, int]:
    """The comparison around a quantity: « au moins deux fois par an », « six mois ou plus »; equality by itself."""
    inside = next((r for r, words in _COMPARISONS if re.search(words, flat[start:end])), None)
    for relation, pattern in _BEFORE:
        before = pattern.search(flat[:start])
        if before:
            return relation, before.start(), end
    for relation, pattern in _AFTER:
        after = pattern.search(flat[end:])
        if after:
            return relation, start, end + after.end()
    return inside or "equal", start, end


def _dated(topic: Topic, flat: str) -> tuple[Survey, list[Span]] | None:
    days = [day for day in find_deadlines(flat) if not day.iso.startswith("--")]
    if len(days) == 1:
        return _around(topic, flat, (_number(days[0].iso), _number(days[0].iso)), (days[0].start, days[0].end))
    years = list(_YEAR.finditer(flat))
    if days or len(years) != 1:
        return None
    year = int(years[0][1])
    return _around(topic, flat, (year * 10_000 + 101, year * 10_000 + 1231), years[0].span())


def _around(topic: Topic, flat: str, sizes: tuple[float, float], span: Span) -> tuple[Survey, list[Span]] | None:
    """A year is from its first day to its last: « avant 2027 », « après 2026 », « en 2026 »."""
    first, last = sizes
    for relation, pattern in _DATE_BEFORE:
        before = pattern.search(flat[: span[0]])
        if before:
            used = (before.start(), span[1])
            size = last if relation in ("at_most", "more") else first
            asked: Relation = "within" if relation == "equal" else relation
            return Survey(topic, asked, size, last, words=flat[used[0] : used[1]]), [used]
    fin = flat[span[0] : span[1]].startswith("fin")
    return (Survey(topic, "within", first, last, words=flat[span[0] : span[1]]), [span]) if fin else None


def _number(iso: str) -> float:
    return float(iso.replace("-", ""))


def spans_of(pattern: re.Pattern[str], flat: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(flat)]


def blanked(text: str, spans: Sequence[Span]) -> str:
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return "".join(out)
