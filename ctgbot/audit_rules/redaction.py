"""What reads badly for sure: a pronoun without its noun, a broken sentence, a stray space, lists that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ctgbot.audit_rules.finding import Finding, Subject, with_neighbours
from ctgbot.text.normalise import level

_PRONOUN = re.compile(
    r"^\W{0,3}(?:elle|il|elles|ils)\b(?! (?:est (?:prevu|convenu|rappele|precise|cree|institue|procede|mis|constitue)"
    r"|s'agit|appartient|faut|y a|convient|revient))"
)
# « Ces besoins répondent : »; « ces derniers », « ces dispositions » need no noun above them
_THESE = re.compile(
    r"^\W{0,3}ces (?P<noun>(?!derni|dispositions|engagements|clauses|stipulations|conditions|parties|moyens|elements)"
    r"[a-z]{4,})"
)
_SPACED_COMMA = re.compile(r"(?<=\w)[ \u00a0]+,(?=\s)")
_DOUBLE = re.compile(r"\b(?P<word>de|la|le|les|des|du|et|à|en|par|pour|dans|sur|que|qui|une|un)[ \u00a0]+(?P=word)\b")
_D_OF_DES = re.compile(r"\bd['’](?:éventuels|autres) d['’]\w+")
_COMMA_SHOWN = 30
_DOMAINS = {
    "petite enfance": r"\bpetite enfance\b",
    "enfance": r"(?<!petite )\benfance\b",
    "jeunesse": r"\bjeunesse\b",
    "parentalité": r"\bparentalite\b",
    "accès aux droits": r"\bacces aux droits\b",
    "inclusion numérique": r"\binclusion numerique\b",
    "animation de la vie sociale": r"\banimation de la vie sociale\b",
    "logement": r"\blogement\b",
    "handicap": r"\bhandicap\b",
    "accompagnement social": r"\baccompagnement social\b",
    "insertion sociale": r"\binsertion sociale\b(?! et professionnelle)",
}
_A_LIST = 5


def find(subject: Subject) -> Iterator[Finding]:
    """Findings langue.* and incoherence.domaines."""
    yield from _openings(subject)
    yield from _spaces(subject)
    yield from _domains(subject)
    yield from _after_an_empty_list(subject)


def _openings(subject: Subject) -> Iterator[Finding]:
    """« Elle vise à… » opens an article; « Ces besoins répondent » names no need before it."""
    seen: set[int] = set()
    for statement in subject.bodies():
        opens = statement.section.kind == "article" and statement.section.start not in seen
        if opens and statement.kind == "phrase" and _PRONOUN.search(statement.flat):
            message = "L’article s’ouvre sur un pronom qui ne renvoie qu’au titre."
            yield subject.of(statement, "langue.antecedent", "basse", message, "Nommer : « La présente convention… ».")
        seen.add(statement.section.start)
        these = _THESE.search(statement.flat)
        if these and statement.section.kind == "article":
            before = level(subject.text[statement.section.start : statement.start])
            if these["noun"].rstrip("sx")[:6] not in before.split("\n", 1)[-1]:
                message = f"« Ces {these['noun']} » : l’article n’en a pas parlé avant."
                yield subject.of(
                    statement, "langue.antecedent", "basse", message, f"Dire de quels {these['noun']} il s’agit."
                )


def _spaces(subject: Subject) -> Iterator[Finding]:
    for pattern, what in (
        (_SPACED_COMMA, "Espace avant une virgule"),
        (_DOUBLE, "Mot répété"),
        (_D_OF_DES, "Tournure fautive"),
    ):
        for match in pattern.finditer(subject.text):
            span = with_neighbours(subject.text, match.span(), _COMMA_SHOWN, 0)
            yield subject.at("langue.typographie", "basse", span, f"{what}.", "Corriger.")


def _domains(subject: Subject) -> Iterator[Finding]:
    """Two lists of fields that are not the same."""
    lists = []
    for statement in subject.statements:
        if statement.section.kind in ("titre", "sommaire", "annexe"):
            continue
        named = frozenset(name for name, pattern in _DOMAINS.items() if re.search(pattern, statement.flat))
        if len(named) >= _A_LIST and statement.flat.count(",") >= _A_LIST - 2:
            lists.append((statement, named))
    for (_, one), (statement, other) in pairwise(lists):
        if one != other:
            lost, new = ", ".join(sorted(one - other)), ", ".join(sorted(other - one))
            changes = " ; ".join(
                part for part in (f"en moins : {lost}" if lost else "", f"en plus : {new}" if new else "") if part
            )
            message = f"Cette liste de domaines diffère de la précédente ({changes})."
            yield subject.of(
                statement, "incoherence.domaines", "moyenne", message, "Retenir une seule liste de domaines."
            )
            return


def _after_an_empty_list(subject: Subject) -> Iterator[Finding]:
    """« tels que : » with nothing behind, then « Elle permet également »."""
    for statement in subject.bodies():
        if not re.search(r"\btels? que ?:$", statement.flat.strip()):
            continue
        following = subject.statements.after(statement)
        if following and following[0].kind == "phrase":
            message = "La phrase annonce une liste qui ne vient pas ; la suivante ne s’y enchaîne plus."
            yield subject.of(
                following[0],
                "langue.phrase_interrompue",
                "moyenne",
                message,
                "Écrire la liste, ou reprendre la phrase.",
            )
