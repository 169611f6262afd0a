"""What a careful reader finds before signature, each thing with its place; and what the rules read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ctgbot.clauses.statements import Statement, Statements, read_statements
from ctgbot.model import Clause, Document, Period, Section
from ctgbot.text.references import reference_of
from ctgbot.text.spans import Span, trim

Severity = Literal["haute", "moyenne", "basse"]
_LONGEST = 4_000  # characters of a sentence
WHOLE = "document entier"


@dataclass(frozen=True, slots=True)
class Finding:
    """`quote` is `document.text[start:end]`; what is missing everywhere has no place: `start` and `end` are None.

    `code` is « family.kind »: placeholder, incoherence, completude, langue.
    """

    code: str
    severity: Severity
    message: str
    reference: str
    page: int | None
    start: int | None
    end: int | None
    quote: str
    suggestion: str


@dataclass(frozen=True)
class Subject:
    """A document, cut into statements, with its clauses by parameter: what every rule reads."""

    document: Document
    statements: Statements
    clauses: Mapping[str, Clause]

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def period(self) -> Period | None:
        """The years that the clauses say, else those of the title."""
        clause = self.clauses.get("periode")
        value = clause.value if clause else None
        return value if isinstance(value, Period) else self.document.card.identity.periode

    @property
    def articles(self) -> tuple[Section, ...]:
        return tuple(section for section in self.document.sections if section.kind == "article")

    def status(self, parameter: str) -> str:
        clause = self.clauses.get(parameter)
        return clause.status if clause else "absent"

    def bodies(self) -> Iterator[Statement]:
        """The statements of the articles and of their clauses."""
        return (one for one in self.statements if one.section.kind in ("article", "clause"))

    def at(self, code: str, severity: Severity, span: Span, message: str, suggestion: str) -> Finding:
        """A finding that stands somewhere."""
        start, end = span
        starts = [section.start for section in self.document.sections]
        section = self.document.sections[max(0, bisect_right(starts, start) - 1)]
        pages = self.document.pages
        position = bisect_right([page.start for page in pages], start) - 1
        page = pages[position].number if position >= 0 else section.page
        return Finding(
            code, severity, message, reference_of(section), page, start, end, self.text[start:end], suggestion
        )

    def of(self, statement: Statement, code: str, severity: Severity, message: str, suggestion: str) -> Finding:
        return self.at(code, severity, (statement.start, statement.end), message, suggestion)

    def nowhere(self, code: str, severity: Severity, message: str, suggestion: str) -> Finding:
        """A finding about what is not there."""
        return Finding(code, severity, message, WHOLE, None, None, None, "", suggestion)


def subject_of(document: Document, clauses: Sequence[Clause]) -> Subject:
    """A sentence of many thousand characters is no prose: left out, for the time that patterns would take on it."""
    statements = read_statements(document)
    prose = tuple(statement for statement in statements if len(statement.flat) <= _LONGEST)
    return Subject(document, replace(statements, all=prose), {clause.parameter: clause for clause in clauses})


def with_neighbours(text: str, span: Span, before: int, after: int) -> Span:
    """The span with the words of its line beside it, up to so many characters on each side; never past its line."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    left, right = max(line, start - before), min(len(text) if stop == -1 else stop, end + after)
    while line < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return trim(text, left, right)
