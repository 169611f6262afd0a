"""What a careful reader finds before signature, each thing with its place; and what the rules read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ctgbot.clauses.statements import Statement, Statements, read_statements
from ctgbot.model import Clause, Document, Period, Section
from ctgbot.text.references import reference_of
from ctgbot.text.spans import Span

Severity = Literal["haute", "moyenne", "basse"]
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
    return Subject(document, read_statements(document), {clause.parameter: clause for clause in clauses})
