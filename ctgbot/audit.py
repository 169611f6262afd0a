"""A document before its signature → what a careful reader would correct or settle."""

from __future__ import annotations

from ctgbot.audit_rules.audit import audit as read_closely
from ctgbot.audit_rules.finding import Finding
from ctgbot.stores import CatalogueStore


def audit(document_id: str, catalogue: CatalogueStore) -> tuple[Finding, ...]:
    """In the order of the text, what is missing everywhere last. Raises UnknownDocument."""
    document = catalogue.document(document_id)
    return read_closely(document, catalogue.clauses([document_id]))
