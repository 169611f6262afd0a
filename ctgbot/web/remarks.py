"""The remarks of an audit as values: which are shown, which are said once for several places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ctgbot.audit_rules.display import family_of
from ctgbot.audit_rules.finding import Finding

PER_PART = 25  # remarks sent to the browser at once


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to do, and each place of the same section where it is to be done: « Page X », eighteen times."""

    first: Finding
    places: tuple[Finding, ...]


def kept(findings: Sequence[Finding], severities: Collection[str], families: Collection[str]) -> tuple[Finding, ...]:
    """Those of these gravities and families; an empty choice keeps all."""
    return tuple(
        finding
        for finding in findings
        if (not severities or finding.severity in severities) and (not families or family_of(finding) in families)
    )


def remarks_of(findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """In the order of the text, by their first place."""
    same: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        same.setdefault((one.code, one.severity, one.message, one.suggestion, one.reference), []).append(one)
    return tuple(Remark(places[0], tuple(places)) for places in same.values())


def parts_of(remarks: Sequence[Remark]) -> tuple[tuple[Remark, ...], ...]:
    """One part at least, be it empty."""
    return tuple(tuple(remarks[start : start + PER_PART]) for start in range(0, max(1, len(remarks)), PER_PART))
