"""The findings of an audit as a person reads them: gravities, families, places and counts in French words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctgbot.audit_rules.finding import Finding, Severity

SEVERITIES: dict[Severity, str] = {"haute": "Gravité haute", "moyenne": "Gravité moyenne", "basse": "Gravité basse"}
FAMILIES = {
    "placeholder": "À compléter",
    "incoherence": "Incohérence",
    "completude": "Clause à prévoir",
    "langue": "Rédaction",
}


def family_of(finding: Finding) -> str:
    """« placeholder » of « placeholder.date »: a key of FAMILIES."""
    return finding.code.partition(".")[0]


def place_words(finding: Finding) -> str:
    """« art. 13, page 4 », « document entier »."""
    return finding.reference if finding.page is None else f"{finding.reference}, page {finding.page}"


def counted_words(findings: Sequence[Finding]) -> str:
    """« 3 remarques : 1 de gravité haute, 2 de gravité basse »; « Aucune remarque »."""
    if not findings:
        return "Aucune remarque"
    counts = ((sum(one.severity == key for one in findings), words) for key, words in SEVERITIES.items())
    said = ", ".join(f"{number} de {words.lower()}" for number, words in counts if number)
    return f"{len(findings)} remarque{'s' if len(findings) > 1 else ''} : {said}"


def of_severity(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity == severity)
