"""Who signs, who sits, who acts: bilateral words in a text of several signatories, names missing under the signature,
a steering described twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Subject
from ctgbot.model import Signataire
from ctgbot.text.normalise import fold, level

_MORE_SIGN = re.compile(
    r"\bautres? (?:co)?signataires?\b|\bautres partenaires (?:financeurs|signataires)|\bsignataires? supplementaires?"
    r"|\bsignataire\(s\) supplementaire"
)
_BILATERAL = re.compile(
    r"\bl'autre partie\b|\bl'une ou l'autre (?:des )?parties?\b|\bles deux parties\b|\bla caf,? ou la (?:ville"
    r"|commune|collectivite"
    r"|communaute)"
)
_DIAGNOSIS_DONE = re.compile(
    r"\b(?:decrit|presente|figurant|figure)[^.;]{0,40}\bdiagnostic partage\b"
    r"|\bdiagnostic partage[^.;]{0,30}\b(?:figurant|figure|annexe)"
)
_DIAGNOSIS_TO_DO = re.compile(
    r"\b(?:realiser|elaborer|conduire|etablir|mener|anime et valide|valide|valider) (?:un |le "
    r"|ce )?diagnostic\b(?! (?:partage )?figurant)"
)
_PARITY = re.compile(r"\ba parite\b|\bparitaire|\bnombre egal\b")
_TWO_LEADERS = re.compile(r"\b(?:deux|co-?) ?animateurs?\b[^.;]*\bcaf\b")
_STEERS = re.compile(r"\bcomite de pilotage\b|\bcopil\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.bilateral, .signature, .diagnostic, .parite, .animation, .page_sans_titre."""
    yield from _bilateral(subject)
    yield from _unnamed_in_signature(subject)
    yield from _diagnosis(subject)
    yield from _parity(subject)
    yield from _leaders(subject)
    yield from _page_without_title(subject)


def _signataires(subject: Subject) -> list[Signataire]:
    clause = subject.clauses.get("signataires")
    value = clause.value if clause and isinstance(clause.value, tuple) else subject.document.card.identity.signataires
    return [one for one in value if isinstance(one, Signataire)]


def _bilateral(subject: Subject) -> Iterator[Finding]:
    """The first clause written for two, where more sign or may sign."""
    bodies = {one.organisme for one in _signataires(subject) if one.organisme}
    if len(bodies) < 3 and not any(_MORE_SIGN.search(one.flat) for one in subject.statements):
        return
    written_for_two = [one for one in subject.bodies() if _BILATERAL.search(one.flat)]
    if written_for_two:
        first = next((one for one in written_for_two if re.search(r"resili|denonc", one.flat)), written_for_two[0])
        count = len(written_for_two)
        message = f"Clause écrite pour deux parties ({count} dans le texte), alors que d’autres peuvent signer."
        suggestion = "Dire l’effet de la sortie d’un seul signataire, et écrire « les autres parties »."
        yield subject.of(first, "incoherence.bilateral", "moyenne", message, suggestion)


def _unnamed_in_signature(subject: Subject) -> Iterator[Finding]:
    """Somebody whom the parties name and the signatures do not."""
    blocks = [section for section in subject.document.sections if section.kind == "signature"]
    if not blocks:
        return
    end = next(
        (s.start for s in subject.document.sections if s.start >= blocks[-1].end and s.kind == "annexe"),
        len(subject.text),
    )
    signed = fold(subject.text[blocks[0].start : end])
    missing = [
        one for one in _signataires(subject) if one.representant and _family_name(one.representant) not in signed
    ]
    named = [one for one in _signataires(subject) if one.representant and _family_name(one.representant) in signed]
    if missing and named:
        names = ", ".join(f"{one.representant} ({one.qualite or one.organisme})" for one in missing)
        message = f"Désigné dans les parties et absent du bloc de signature : {names}."
        span = (blocks[0].start, min(end, blocks[0].start + 300))
        yield subject.at("incoherence.signature", "moyenne", span, message, "Compléter le bloc de signature.")


def _family_name(name: str) -> str:
    return fold(name).split()[-1]


def _diagnosis(subject: Subject) -> Iterator[Finding]:
    done = next((one for one in subject.statements if _DIAGNOSIS_DONE.search(one.flat)), None)
    to_do = next((one for one in subject.statements if _DIAGNOSIS_TO_DO.search(one.flat)), None)
    if done and to_do:
        message = "Le diagnostic est présenté comme fait (annexé) et, ici, comme à faire ou à valider."
        suggestion = "Dire si le diagnostic est achevé à la signature."
        yield subject.of(to_do, "incoherence.diagnostic", "moyenne", message, suggestion)


def _parity(subject: Subject) -> Iterator[Finding]:
    """Parity of two here; of two and of others there."""
    equal = [one for one in subject.statements if _PARITY.search(one.flat)]
    wide = next((one for one in equal if re.search(r"\bautres (?:co)?signataires\b", one.flat)), None)
    narrow = next((one for one in equal if not re.search(r"\bautres (?:co)?signataires\b", one.flat)), None)
    if wide and narrow:
        message = "La parité du comité de pilotage est ici ouverte à d’autres signataires, ailleurs entre deux parties."
        yield subject.of(wide, "incoherence.parite", "moyenne", message, "Retenir une seule composition.")


def _leaders(subject: Subject) -> Iterator[Finding]:
    """One leader in the article, two « animateurs » elsewhere."""
    clause = subject.clauses.get("copil_animation")
    if not clause or clause.value not in ("caf", "collectivite"):
        return
    for statement in subject.statements:
        if _TWO_LEADERS.search(statement.flat):
            message = "Le comité de pilotage a un seul animateur dans une clause, deux dans celle-ci."
            yield subject.of(statement, "incoherence.animation", "moyenne", message, "Retenir une seule animation.")
            return


def _page_without_title(subject: Subject) -> Iterator[Finding]:
    """What follows the signatures without a heading, and steers anew."""
    for section in subject.document.sections:
        said = level(subject.text[section.start : section.end])
        if section.kind == "complement" and _STEERS.search(said):
            message = "Page sans titre après les signatures : annexe, alternative à un article ou brouillon ?"
            suggestion = "En faire une annexe numérotée, ou la retirer."
            span = _first_line(subject.text, section.start, section.end)
            yield subject.at("incoherence.page_sans_titre", "moyenne", span, message, suggestion)


def _first_line(text: str, start: int, end: int) -> tuple[int, int]:
    lines = [line for line in text[start:end].split("\n") if len(line.split()) > 3]
    at = text.index(lines[0], start) if lines else start
    return at, at + len(lines[0]) if lines else end
