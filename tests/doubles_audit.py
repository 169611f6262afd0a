"""The pages' double with what a check needs: findings and clauses as given, dates and files made by the real rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from doubles_web import AssistantDouble

from ctgbot.adapters.writers import audit_writer
from ctgbot.audit_rules.finding import Finding
from ctgbot.clauses.deadlines import Deadline, noticed_on, to_end_on
from ctgbot.model import Clause, Proof


@dataclass
class CheckingDouble(AssistantDouble):
    """`findings` and `registry` are given back as they are; `audited` records what was read closely."""

    findings: tuple[Finding, ...] = ()
    registry: tuple[Clause, ...] = ()
    audited: list[str] = field(default_factory=list)

    def audit(self, document_id: str) -> tuple[Finding, ...]:
        self.audited.append(document_id)
        return self.findings

    def audit_file(self, document_id: str, suffix: str) -> bytes:
        return audit_writer(suffix)(self.show(document_id).card, self.findings, date(2026, 11, 23))

    def clauses(self, documents: Sequence[str] = ()) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.registry if clause.document_id in documents)

    def deadlines(
        self, documents: Sequence[str] = (), *, end: date | None = None, sent: date | None = None
    ) -> tuple[Deadline, ...]:
        tied = [avenant for one in documents if one in self.ties for avenant in self.ties[one].avenants]
        clauses = self.clauses([*documents, *tied])
        return to_end_on(end, clauses) if end else noticed_on(sent, clauses) if sent else ()

    def quoted(self, document_id: str, quote: str, reference: str, page: int | None = None) -> Proof:
        """A proof that stands in the double's own text."""
        start = self.show(document_id).text.index(quote)
        return Proof(quote, reference, None, page, start, start + len(quote))
