"""Annexes announced, cited, attached: three lists that ought to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Subject, with_neighbours
from ctgbot.model import AnnexeRef
from ctgbot.text.annexes import AnnouncedAnnexe, announced, attached
from ctgbot.text.normalise import level
from ctgbot.text.quantities import number_value
from ctgbot.text.spans import Span

# « les 3 annexes énumérées », « ses trois annexes »
_COUNT = re.compile(r"\b(?:les|ses|des|aux|de|ces|compte|comporte|comprend|et)\s+(?P<n>\d{1,2}|[a-z]+)\s+annexes\b")
_CITED = re.compile(r"\bannexes?\s+(?:n\s*[°o]\s*)?(?P<names>\d{1,2}(?:\s*(?:,|et)\s*\d{1,2})*)\b")
_COUNCIL = re.compile(r"\bconseils? (?:municipal|municipaux|communautaire|metropolitain|syndical)")
_A_MENTION = 20  # characters: « annexes 1, 2 et 3 »; a list is longer
_BEFORE = 40  # characters: « figureront en annexes 4 et 5 »
_TO_COME = re.compile(r"\b(?:jointes?|signee?s? separement|a joindre|transmises? ulterieurement)\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.annexe_*."""
    clause = subject.clauses.get("annexes")
    listed = clause.value if clause and isinstance(clause.value, tuple) else ()
    refs = [ref for ref in listed if isinstance(ref, AnnexeRef)]
    yield from _not_attached(subject, refs)
    yield from _not_announced(subject, refs)
    yield from _miscounted(subject, refs)
    yield from _council_twice(subject)


def _not_attached(subject: Subject, refs: list[AnnexeRef]) -> Iterator[Finding]:
    """One finding for all that the text announces and the file does not hold, then the clauses that rely on it."""
    held = {annexe.name.lower() for annexe in attached(subject.document.sections)}
    missing = [name for ref in refs if not {name := _name(ref), ref.title.lower()} & held and name.lower() not in held]
    places = [annexe for annexe in announced(subject.text, subject.document.sections) if annexe.name in missing]
    if not places:
        return
    many = len(missing) > 1
    message = f"Annexe{'s' * many} {_enumerated(missing)} annoncée{'s' * many} et non jointe{'s' * many} au document."
    suggestion = "Joindre les pièces annoncées avant la signature, ou retirer leur mention."
    span = _place(subject, missing, places)
    yield subject.at("incoherence.annexe_non_jointe", "haute", span, message, suggestion)
    yield from _cited_and_missing(subject, missing, span)


def _place(subject: Subject, missing: list[str], places: list[AnnouncedAnnexe]) -> Span:
    """The list of the annexes where it announces them all, else the first sentence that names one of them."""
    clause = subject.clauses.get("annexes")
    proof = clause.proof if clause else None
    if (
        proof
        and proof.end - proof.start > _A_MENTION
        and all(proof.start <= place.start <= proof.end for place in places)
        and len(places) == len(missing)
    ):
        return proof.start, proof.end
    first = places[0]
    return next(
        ((one.start, one.end) for one in subject.statements if one.start <= first.start < one.end),
        (first.start, first.end),
    )


def _cited_and_missing(subject: Subject, missing: list[str], listed: Span) -> Iterator[Finding]:
    """The first sentence that relies on each annexe that is not there, and those that say so themselves."""
    left = set(missing)
    for statement in subject.statements:
        if statement.start < listed[1] and listed[0] < statement.end:
            continue
        cited = [name for match in _CITED.finditer(statement.flat) for name in re.findall(r"\d+", match["names"])]
        absent = [name for name in cited if name in left or (name in missing and _TO_COME.search(statement.flat))]
        if absent:
            left -= set(absent)
            many = len(absent) > 1
            what = (
                f"aux annexes {_enumerated(absent)}, qui ne sont pas jointes"
                if many
                else f"à l’annexe {absent[0]}, qui n’est pas jointe"
            )
            message = f"Cette phrase renvoie {what}."
            suggestion = "Joindre l’annexe, ou écrire dans la clause ce qu’elle devait dire."
            yield subject.of(statement, "incoherence.renvoi_annexe_absente", "moyenne", message, suggestion)


def _not_announced(subject: Subject, refs: list[AnnexeRef]) -> Iterator[Finding]:
    known = {_name(ref) for ref in refs} | {annexe.name for annexe in attached(subject.document.sections)}
    spans: dict[tuple[int, int], list[str]] = {}
    for annexe in announced(subject.text, subject.document.sections):
        if annexe.name not in known:
            spans.setdefault((annexe.start, annexe.end), []).append(annexe.name)
    for span, names in spans.items():
        many = len(names) > 1
        what = f"Annexe{'s' * many} {_enumerated(names)} citée{'s' * many} ici, mais absente{'s' * many}"
        message = f"{what} de la liste des annexes ({_enumerated(sorted(known)) if known else 'aucune'})."
        suggestion = "Corriger le numéro, ou ajouter l’annexe à la liste et la joindre."
        yield subject.at(
            "incoherence.annexe_non_annoncee",
            "haute",
            with_neighbours(subject.text, span, _BEFORE, 0),
            message,
            suggestion,
        )


def _miscounted(subject: Subject, refs: list[AnnexeRef]) -> Iterator[Finding]:
    flat = level(subject.text)
    for match in _COUNT.finditer(flat):
        said = number_value(match["n"])
        if said and refs and int(said) != len(refs):
            message = f"Le texte compte {said} annexes ; {len(refs)} sont annoncées ou jointes."
            yield subject.at(
                "incoherence.annexe_nombre", "moyenne", match.span(), message, "Accorder le nombre et la liste."
            )


def _council_twice(subject: Subject) -> Iterator[Finding]:
    """The council's decision in one annexe, what is presented to the council in another one."""
    places: dict[str, tuple[int, int]] = {}
    for statement in subject.statements:
        for match in _COUNCIL.finditer(statement.flat):
            cited = _CITED.search(statement.flat, match.end(), match.end() + 60)
            if cited:
                end = statement.start + cited.end()
                places.setdefault(cited["names"], (statement.start + match.start(), end))
    if len(places) > 1:
        names = _enumerated(sorted(places))
        message = f"La décision du conseil est placée dans des annexes différentes selon les clauses ({names})."
        span = list(places.values())[-1]
        yield subject.at("incoherence.annexe_deliberation", "haute", span, message, "Retenir un seul numéro d’annexe.")


def _name(ref: AnnexeRef) -> str:
    return str(ref.number) if ref.number is not None else ref.letter or ref.title


def _enumerated(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
