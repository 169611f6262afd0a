"""Clauses that disagree: two values of one parameter, a title and its content, counts, optional against automatic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Subject
from ctgbot.clauses.display import display
from ctgbot.clauses.parameters import BY_KEY
from ctgbot.clauses.statements import Statement
from ctgbot.model import Signataire
from ctgbot.text.quantities import number_value

_MUTUAL = re.compile(r"\bconsentement mutuel\b|\bcommun accord\b|\bamiable\b|\baccord des parties\b")
_UNILATERAL = re.compile(
    r"\bl'une ou l'autre\b|\bl'une des parties\b|\bchaque (?:partie|signataire)\b|\bunilateral|\bchacune des parties\b"
)
_ENDS = re.compile(r"\b(?:denonc|resili|mettre fin|retir)\w*")
_WITHOUT_NOTICE = re.compile(r"\bsans (?:mise en demeure|preavis)\b")
_WITH_NOTICE = re.compile(r"\bdelai d(?:e |')|\bmise en demeure (?:prealable|restee)|\bpreavis de\b")
_MODAL = (
    ("facultative", re.compile(r"\b(?:peut|pourra|peuvent|pourront) (?:[a-z]+ )?(?:etre )?(?:resili|denonc)\w*")),
    (
        "automatique",
        re.compile(r"\b(?:entraine(?:ra|ront)?|emporte(?:ra)?) (?:[a-z]+ )?la resiliation|\b(?:est|sera) resiliee?\b"),
    ),
)
_MODIFIED = re.compile(r"\bmodifi\w+[^.;]{0,80}\bsans (?:la signature d'un |signature d'un |un )?avenant")
_EVOLVES = re.compile(
    r"\bpourr(?:a|ont) evoluer\b|\bamenee?s? a evoluer\b|\bintegree? ulterieurement\b|\bsusceptibles? d'evoluer\b"
    r"|\bseront? (?:ajoutee?s?|annexee?s?|integree?s?) ulterieurement"
)
_COUNTED = re.compile(
    r"\b(?P<before>[a-z']+ [a-z']+|^\W*[a-z']+)?\s*\b(?P<n>\d{1,4}|(?:[a-z]+-)?[a-z]+(?:-[a-z]+)*)\s+"
    r"(?P<what>communes membres|equipements(?: et services)?|structures|gestionnaires|signataires|articles|axes"
    r"|fiches[- ]actions"
    r"|partenaires|delegues communautaires|membres|agents|places|allocataires|foyers)\b"
)
# These count one thing wherever they stand; the others only behind the same words (« la Caf soutient 31 équipements »)
_NO_COUNT = re.compile(r"\b(?:de|des|moins|plus|pour|sur|a|environ|deux|ces|chaque)$")  # « moins de 45 places »
_ONE_THING = ("communes membres", "signataires", "partenaires")
_YEAR = re.compile(r"\b20\d\d\b")
_ANY_END = re.compile(r"résiliation|quelle qu['’]en soit la cause|fin anticipée")
_HAS_ARTICLES = re.compile(r"\b(?:compte|comporte|comprend|composee? de)\s+(?P<n>\d{1,2}|[a-z-]+)\s+articles\b")
_COPIES = re.compile(r"\ben (?P<n>\d{1,2}|[a-z]+) exemplaires?(?: originaux)?\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.*: of clauses, titles, effects, counts."""
    yield from _clauses(subject)
    yield from _titles(subject)
    yield from _optional_or_automatic(subject)
    yield from _change_without_avenant(subject)
    yield from _effects_against_confidentiality(subject)
    yield from _counts(subject)


def _clauses(subject: Subject) -> Iterator[Finding]:
    for clause in subject.clauses.values():
        if clause.status != "contradictoire" or not clause.proof or clause.value is None:
            continue
        said = [(clause.value, clause.proof), *clause.others]
        told = " ; ".join(f"{display(value, clause.parameter)} ({proof.reference})" for value, proof in said)
        label = BY_KEY[clause.parameter].label
        for _, proof in said:
            yield subject.at(
                f"incoherence.{clause.parameter}",
                "haute",
                (proof.start, proof.end),
                f"{label} : deux clauses se contredisent – {told}.",
                "Retenir une seule des deux rédactions.",
            )


def _titles(subject: Subject) -> Iterator[Finding]:
    """A title that says one thing and a clause that says another."""
    for statement in subject.bodies():
        title = statement.headings.rsplit(" > ", 1)[-1]
        if not _ENDS.search(title) and not _ENDS.search(statement.flat):
            continue
        if _MUTUAL.search(title) and _UNILATERAL.search(statement.flat) and not _MUTUAL.search(statement.flat):
            message = (
                "Le titre annonce un accord des parties ; la clause permet à une seule de mettre fin à la convention."
            )
            suggestion = "Intituler la clause « Dénonciation », ou exiger l’accord des parties."
            yield subject.of(statement, "incoherence.titre_contenu", "haute", message, suggestion)
        elif (
            _WITHOUT_NOTICE.search(title)
            and _WITH_NOTICE.search(statement.flat)
            and not _WITHOUT_NOTICE.search(statement.flat)
        ):
            message = "Le titre annonce une fin sans mise en demeure ni préavis ; la clause en prévoit."
            yield subject.of(
                statement, "incoherence.titre_contenu", "haute", message, "Accorder le titre et la clause."
            )


def _optional_or_automatic(subject: Subject) -> Iterator[Finding]:
    """« pourra être résiliée de plein droit » here, « entraîneront la résiliation de plein droit » there."""
    found: dict[str, Statement] = {}
    for statement in subject.bodies():
        if "plein droit" in statement.flat:
            for name, pattern in _MODAL:
                if pattern.search(statement.flat):
                    found.setdefault(name, statement)
    if len(found) == 2:
        message = "La résiliation de plein droit est facultative dans une clause et automatique dans une autre."
        suggestion = "Dire pour chaque cas si la résiliation est une faculté ou un effet automatique."
        yield subject.of(found["automatique"], "incoherence.resiliation_effet", "basse", message, suggestion)


def _change_without_avenant(subject: Subject) -> Iterator[Finding]:
    """The convention falls when it is changed without an avenant, and no clause organises avenants."""
    strict = next((one for one in subject.bodies() if _MODIFIED.search(one.flat) and _ENDS.search(one.flat)), None)
    if strict is None:
        return
    later = [one for one in subject.statements if _EVOLVES.search(one.flat)]
    if subject.status("avenant") == "absent" or later:
        also = f" ; {len(later)} clause(s) prévoient pourtant des évolutions" if later else ""
        missing = " et aucune clause n’organise les avenants" if subject.status("avenant") == "absent" else ""
        message = f"Toute modification sans avenant met fin à la convention{missing}{also}."
        suggestion = "Prévoir une clause d’avenant, ou en excepter les évolutions annoncées."
        yield subject.of(strict, "incoherence.avenant", "haute", message, suggestion)
    for one in later[:1]:
        message = (
            "Cette évolution est annoncée sans avenant, alors qu’une modification sans avenant met fin à la convention."
        )
        yield subject.of(
            one, "incoherence.evolution", "moyenne", message, "Préciser que cette évolution passe par un avenant."
        )


def _effects_against_confidentiality(subject: Subject) -> Iterator[Finding]:
    effects, secret = subject.clauses.get("resiliation_effets"), subject.clauses.get("confidentialite_apres_terme")
    stops = effects and effects.proof and re.search(r"arrêt immédiat|immédiatement|sans délai", effects.proof.quote)
    survives = secret.proof if secret and secret.value is True else None
    if stops and survives and not _ANY_END.search(survives.quote):
        message = (
            "La résiliation arrête tous les engagements ; la confidentialité ne survit qu’au terme de la convention."
        )
        suggestion = "Dire que la confidentialité survit aussi à la résiliation."
        span = (survives.start, survives.end)
        yield subject.at("incoherence.confidentialite", "moyenne", span, message, suggestion)


def _counts(subject: Subject) -> Iterator[Finding]:
    """« vingt-six communes membres » here, twenty-eight there; figures of two years may differ."""
    said: dict[tuple[str, str], dict[int, Statement]] = {}
    for statement in subject.statements:
        for match in _COUNTED.finditer(statement.flat):
            number = number_value(match["n"])
            before = "" if match["what"] in _ONE_THING else (match["before"] or "").strip()
            if number and int(number) > 1 and not _NO_COUNT.search(before):
                said.setdefault((before, match["what"]), {}).setdefault(int(number), statement)
    for (before, what), numbers in said.items():
        years = {tuple(_YEAR.findall(statement.flat)) for statement in numbers.values()}
        if len(numbers) > 1 and (before or what == "communes membres") and len(years) == 1:
            told = " et ".join(str(number) for number in sorted(numbers))
            for statement in sorted(numbers.values(), key=lambda one: one.start)[:2]:
                message = f"Le texte compte {told} {what} selon les endroits."
                yield subject.of(
                    statement, "incoherence.nombre", "moyenne", message, "Vérifier le nombre et l’écrire partout."
                )
    yield from _articles(subject)
    yield from _signatories(subject, {what: numbers for (_, what), numbers in said.items()})


def _articles(subject: Subject) -> Iterator[Finding]:
    """« La convention comporte quinze articles », and it has twelve."""
    real = len({section.number for section in subject.articles if section.number})
    for statement in subject.statements:
        match = _HAS_ARTICLES.search(statement.flat)
        said = number_value(match["n"]) if match else None
        if said and real > 1 and int(said) != real:
            message = f"Le texte compte {said} articles ; il en a {real}."
            yield subject.of(
                statement, "incoherence.nombre_articles", "basse", message, "Corriger le nombre d’articles."
            )


def _signatories(subject: Subject, said: dict[str, dict[int, Statement]]) -> Iterator[Finding]:
    clause = subject.clauses.get("signataires")
    people = clause.value if clause and isinstance(clause.value, tuple) else ()
    bodies = {one.organisme for one in people if isinstance(one, Signataire) and one.organisme}
    if len(bodies) < 2:
        return
    counted = {number: s for what in ("signataires", "partenaires") for number, s in said.get(what, {}).items()}
    for number, statement in counted.items():
        if number != len(bodies) and re.search(
            r"\b(?:les|des|aux|nos)\b[^,;]{0,20}\b(?:signataires|partenaires)\b", statement.flat
        ):
            message = f"Le texte parle de {number} signataires ; {len(bodies)} sont désignés dans les parties."
            yield subject.of(
                statement, "incoherence.nombre_signataires", "moyenne", message, "Accorder le nombre et la liste."
            )
    for statement in subject.statements:
        match = _COPIES.search(statement.flat)
        copies = number_value(match["n"]) if match else None
        if copies and int(copies) not in (len(bodies), len(people)):
            message = f"{copies} exemplaires pour {len(bodies)} signataires."
            yield subject.of(
                statement, "incoherence.exemplaires", "basse", message, "Prévoir un exemplaire par signataire."
            )
