"""How often the steering and the technical committee meet, and who sits on the steering one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.cases import Case, cases_of
from ctgbot.clauses.copil_roles import find_roles
from ctgbot.clauses.instances import About, Instance, read_instances
from ctgbot.clauses.statements import Statements
from ctgbot.text.rates import Rate, find_rates

_FREQUENCY_LABEL = re.compile(
    r"frequence|periodicite|rythme|reunions?\b|seances?\b|calendrier|cadence|recurrence|tenue"
)
# « se réunit », « tient une séance », « est convoqué », « deux réunions … se tiennent »
_MEETS = re.compile(
    r"\b(?:se (?:reuni|rencontr|retrouv|tien|reuniss|rassembl|voi)\w*|(?:est|sont|sera|seront|etre) (?:reuni|convoqu"
    r"|organis)\w*"
    r"|reuniss\w+|reuni(?:e|s|es)?\b|siege\w*|tien(?:t|dra|nent|dront)\b|(?:a|ont|aura|auront) lieu|reunions?\b"
    r"|seances?\b|rencontres?\b"
    r"|frequence|periodicite|rythme|cadence|convoqu\w+|reunir\b|reuni(?:t|ra|ront|ssent)(?= (?:le|un|ce) (?:comite"
    r"|copil|cotech)))"
)
# Another verb between the meeting and the rate: « se réunit et examine chaque année le bilan »
_OTHER_VERB = re.compile(
    r"\b(?:examin|valid|arret|present|rend(?:re|ent)?\b|adopt|dress|etabli|approuv|evalu|actualis|transm"
    r"|(?<!qui )sui(?:t|vre"
    r"|vent)\b"
    r"|fai(?:t|re)\b|produi|remi[st]|elabor|redig|prepar|bilan|rapport|analys|propos|defini|debat|delibere"
    r"|point d'etape)"
)
_ADJECTIVE_OF = re.compile(
    r"\b(?:reunions?|seances?|rencontres?|frequence|periodicite|rythme|cadence|base|facon|maniere|convocation)"
    r"(?: (?:est|sont|sera|seront|au moins|au minimum|a minima|plenieres?|minimale?|ordinaires?)){0,2}\s*$"
)
_MEETINGS_ARE = re.compile(r"\b(?:reunions?|seances?|rencontres?)\b.*\b(?:sont|seront|est|sera)\s*$")
_LITTLE = re.compile(
    r"^[\s,:(*-]*(?:(?:au (?:moins|minimum)|a minima|minimum|restreint|elargi|plenier|unique|commun|qui|dit|est|sera"
    r"|partenarial|reuni(?:t|ra)|a raison d[eu']|de|la|soit)[\s,(]*){0,4}$"
)
_AT_MOST = re.compile(r"\b(?:au (?:plus|maximum)|jusqu'a|maximum|dans la limite de)\b")
_AT_LEAST = re.compile(r"\b(?:au (?:moins|minimum)|a minima|minimum)\b")
_COUNT_BEFORE = re.compile(
    r"\b(?P<n>deux|trois|quatre|cinq|six|huit|[2-9])\s+(?:reunions|seances|rencontres)\b[^.;:]{0,80}$"
)
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "huit": 8}
_YEARLY = re.compile(r"^(?:chaque annee|tous les ans)")
_BLANK_COUNT = re.compile(
    r"\b(?:fois|reunions?|seances?)\b|/\s*an\b|\bpar (?:an|semestre|trimestre|mois)\b|\bfrequence|periodicite"
)
# « une réunion supplémentaire peut se tenir chaque trimestre »: no rhythm of its own
_EXTRA = re.compile(
    r"\b(?:supplementaires?|extraordinaires?|exceptionnelles?)\b[^.;:]{0,80}$"
    r"|\b(?:peut|peuvent|pourra|pourront) (?:egalement |aussi |en outre |etre |se |s'y )*(?:reuni|ten|convoqu|organis)"
    r"[^.;:]{0,60}$"
)
_TOLD_TO = re.compile(r"\b(?:au|aux|devant le|devant les)\s*$")  # « rend compte au comité deux fois par an »
_THEN = re.compile(r"\b(?:puis|ensuite|premiere annee|annees? suivantes?)\b")

# An avenant, under « Comité de pilotage »: « les mots « une fois l'an » sont remplacés par « trois fois l'an » »
_REPLACED_BY = re.compile(r"\bremplace(?:e|s|es)? par\b(?P<by>[^.;]*)")

_BESIDE = 6  # characters: « du », « de ce »
_LONGEST = 4_000  # characters
FREQUENCIES: tuple[tuple[str, Instance], ...] = (("copil_frequence", "copil"), ("cotech_frequence", "cotech"))


def find(statements: Statements) -> Iterator[Candidate]:
    """Candidates of copil_frequence, cotech_frequence, copil_composition, copil_animation, copil_secretariat."""
    abouts = [about for about in read_instances(statements) if _may_say(about)]
    for about in abouts:
        for parameter, instance in FREQUENCIES:
            yield from _frequencies(about, parameter, instance, statements)
    yield from find_roles(abouts, statements)


def _may_say(about: About) -> bool:
    """A sentence about a committee, and short enough to be one."""
    return bool(about.mentions or about.focus) and len(about.statement.flat) <= _LONGEST


def _frequencies(about: About, parameter: str, instance: Instance, statements: Statements) -> Iterator[Candidate]:
    statement = about.statement
    rank = 2 if statement.section.kind == "complement" else 0
    labelled = [case for case in cases_of(about) if _is_frequency(case)]
    found = [rate.per_year for case in labelled if instance in case.instances for rate in _least(case.what)]
    replaced = _REPLACED_BY.search(statement.flat)
    if replaced:
        found = [rate.per_year for rate in find_rates(replaced["by"])] if about.focus == instance else []
    elif not labelled and "|" not in statement.flat:
        found = [_times(about, rate) for rate in find_rates(statement.text) if instance in _met(about, rate)]
    if found:
        least = min(found) if _THEN.search(statement.flat) else found[0]
        yield Candidate(parameter, _whole(least), statement.start, statement.end, rank)
    elif _is_open(about, instance, labelled, statements):
        yield Candidate(parameter, None, statement.start, statement.end, rank)


def _is_frequency(case: Case) -> bool:
    """Under a label of frequency, or a cell that says nothing but a rate."""
    if _FREQUENCY_LABEL.search(case.label):
        return True
    rates = find_rates(case.what)
    return (
        "|" in case.about.statement.flat and len(rates) == 1 and len(case.what) - (rates[0].end - rates[0].start) <= 12
    )


def _least(what: str) -> tuple[Rate, ...]:
    return () if _AT_MOST.search(what) and not _AT_LEAST.search(what) else find_rates(what)


def _met(about: About, rate: Rate) -> frozenset[Instance]:
    """The committees of which a sentence says that they meet at this rate; none when the rate is of something else."""
    flat = about.statement.flat
    before, said = flat[: rate.start], flat[rate.start : rate.end]
    if "respectivement" in flat or _EXTRA.search(before):
        return frozenset()
    if _AT_MOST.search(before[-25:]) or (_AT_MOST.search(said) and not _AT_LEAST.search(said)):
        return frozenset()
    near = [
        m
        for m in about.mentions
        if m.end <= rate.start and _LITTLE.match(flat[m.end : rate.start]) and not _TOLD_TO.search(flat[: m.start])
    ]
    if near:
        return frozenset({near[-1].instance})
    if re.match(
        r"(?:bi-?|tri)?(?:annuel|semestriel|trimestriel|quadrimestriel|mensuel|mestriel|hebdo)\w*$", said
    ) and not (re.search(r"ment$", said)):
        behind_it = [m for m in about.mentions if 0 <= m.start - rate.end <= _BESIDE]
        if behind_it:  # « la réunion annuelle du comité de pilotage »
            return frozenset({behind_it[0].instance}) if _ADJECTIVE_OF.search(before) else frozenset()
        fits = _ADJECTIVE_OF.search(before) or _MEETINGS_ARE.search(before)
        return about.at(rate.start) if fits else frozenset()
    verbs = [match for match in _MEETS.finditer(flat) if match.start() < rate.end]
    if verbs:
        between = flat[verbs[-1].end() : rate.start]
        return frozenset() if _OTHER_VERB.search(between) else about.at(verbs[-1].start())
    behind = _MEETS.search(flat, rate.end)  # « Une fois par an, le comité de pilotage se réunit »
    if behind and not _OTHER_VERB.search(flat[rate.end : behind.start()]):
        return about.at(behind.start())
    return frozenset()


def _times(about: About, rate: Rate) -> float:
    """« Deux réunions du comité de pilotage se tiennent chaque année »: the count stands apart from the year."""
    flat = about.statement.flat
    counted = _COUNT_BEFORE.search(flat[: rate.start])
    if counted and _YEARLY.match(flat[rate.start : rate.end]):
        return rate.per_year * (_COUNTS.get(counted["n"]) or int(counted["n"]))
    return rate.per_year


def _is_open(about: About, instance: Instance, labelled: list[Case], statements: Statements) -> bool:
    """Whether the place of the frequency is there and left blank."""
    statement = about.statement
    if not statements.is_open(statement.start, statement.end):
        return False
    if labelled:
        return any(instance in case.instances and statements.is_open(*_span(case)) for case in labelled)
    verbs = [match for match in _MEETS.finditer(statement.flat) if instance in about.at(match.start())]
    return any(
        statements.is_open(statement.start + verb.end(), min(statement.start + verb.end() + 60, statement.end))
        and _BLANK_COUNT.search(statement.flat[verb.start() : verb.end() + 90])
        for verb in verbs
    )


def _span(case: Case) -> tuple[int, int]:
    start = case.about.statement.start + max(0, case.about.statement.flat.find(case.what))
    return start, start + len(case.what)


def _whole(times: float) -> int | float:
    return int(times) if times == int(times) else round(times, 2)
