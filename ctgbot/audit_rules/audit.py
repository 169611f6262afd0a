"""The check before signature: every rule on one document, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ctgbot.audit_rules import (
    annexes,
    completude,
    contradictions,
    dates,
    parties,
    placeholders,
    redaction,
    renvois,
    schema_pluriannuel,
    termes,
    textes_perimes,
)
from ctgbot.audit_rules.finding import Finding, Subject, subject_of
from ctgbot.model import Clause, Document

Rule = Callable[[Subject], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    placeholders.find,
    annexes.find,
    renvois.find,
    contradictions.find,
    dates.find,
    parties.find,
    termes.find,
    textes_perimes.find,
    redaction.find,
    completude.find,
    schema_pluriannuel.find,
)
_GRAVITY = {"haute": 0, "moyenne": 1, "basse": 2}
_SAID = re.compile(r"«\s*(.+?)[\s…]*»", re.DOTALL)
_HIDDEN = re.compile(r"masqué|invisible|barré", re.IGNORECASE)


def audit(document: Document, clauses: Sequence[Clause]) -> tuple[Finding, ...]:
    """What to correct or to settle before signing; findings without a place come last."""
    subject = subject_of(document, clauses)
    found = [finding for rule in RULES for finding in rule(subject)]
    found += list(_hidden(subject))
    return tuple(dict.fromkeys(sorted(found, key=_order)))


def _order(finding: Finding) -> tuple[bool, int, int]:
    return finding.start is None, finding.start or 0, _GRAVITY[finding.severity]


def _hidden(subject: Subject) -> Iterator[Finding]:
    """Text that the reader has left out because nobody sees it on the page, quoted as its warning quotes it."""
    for warning in subject.document.card.warnings:
        if _HIDDEN.search(warning):
            message = "Le fichier contient un texte que la page ne montre pas."
            found = subject.nowhere("incoherence.texte_cache", "haute", message, "Retirer ce texte du fichier.")
            said = _SAID.search(warning)
            yield replace(found, quote=said[1] if said else warning)
