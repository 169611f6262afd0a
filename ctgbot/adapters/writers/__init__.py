"""An audit as a file to send or to annotate: one format, one file. The suffix decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ctgbot.audit_rules.finding import Finding
from ctgbot.errors import BadRequest
from ctgbot.model import DocumentCard

Writer = Callable[[DocumentCard, Sequence[Finding], date], bytes]


def audit_writer(suffix: str) -> Writer:
    """For « .docx » or « .xlsx ». Raises BadRequest; the libraries are loaded by who writes."""
    if suffix.lower() == ".docx":
        from ctgbot.adapters.writers.audit_docx import write_audit_docx

        return write_audit_docx
    if suffix.lower() == ".xlsx":
        from ctgbot.adapters.writers.audit_xlsx import write_audit_xlsx

        return write_audit_xlsx
    raise BadRequest(f"Le fichier doit finir par .docx (Word) ou .xlsx (Excel), et non par « {suffix or 'rien'} ».")
