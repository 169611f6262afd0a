"""Who sits on the steering committee: « paritaire », or the text's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.cases import cases_of
from ctgbot.clauses.instances import About
from ctgbot.clauses.statements import Statements
from ctgbot.text.quantities import number_value

_PARITY = re.compile(
    r"\ba parite\b|\ba parts? egales?\b|\bparitaire(?:s|ment)?\b|\b(?:en )?nombre egal\b"
    r"|\bautant d[e'] ?[a-z]+ [^.;]{0,60}\bque\b"
    r"|\bde facon egalitaire"
    r"|\brepresentants? (?:de|pour|par) chaque (?:partie|signataire)|\bparite\b(?! (?:femme|homme|entre les (?:femme"
    r"|homme|sexe)))"
    r"|\bchaque (?:partie|signataire) [^.;]{0,30}\b(?:le meme nombre|un nombre identique)"
    r"|\bmeme nombre de representants"
)
# « quatre membres de la Caf et quatre membres de la commune »
_TWICE = re.compile(
    r"\b(?P<one>[a-z]+|\d{1,2}) (?:membres?|representants?|elus?|personnes?) [^,;.]{3,60}? et (?P<two>[a-z]+|\d{1,2})"
    r" (?:membres?|representants?|elus?|personnes?) (?:de|du|pour|designes)"
)
_NO_PARITY = re.compile(r"\b(?:pas|non|sans|ni) (?:strictement )?(?:a )?(?:parit)")
_SITS = re.compile(
    r"\b(?:(?:est|sera) (?:ainsi )?(?:compose|constitue|forme)e?|se compose(?:ra)?|compose|comprend(?:ra)?"
    r"|rassemble(?:ra)?"
    r"|associe(?:ra)?|regroupe(?:ra)?|(?<!se )(?<!est )(?<!sera )reuni(?:t|ra)(?! ses)|comporte|sont membres"
    r"|participent(?= au)"
    r"|membres?(?= (?:sont|en sont))|siegent"
    r"|compte(?! rendu| tenu)(?=\s(?:\w+ )?(?:membre|represent|elu|\w+ membres))|reunissant|rassemblant|associant)\b"
)
_WHO = re.compile(
    r"\b(?:maires?|elue?s?|represent\w*|direct\w+|president\w*|caf|msa|departement|communes?|membres?|adjoint\w*"
    r"|agents?"
    r"|techniciens?|gestionnaires?|associations?|parents|signataires|partenaires|caisse|collectivite\w*|prefet\w*"
    r"|services)\b"
)
_MAY = re.compile(r"\b(?:peu(?:t|vent)|pourr(?:a|ont)|invit\w+|consultatif|le cas echeant associer)\b[^.;:]*$")
_COMPOSITION_LABEL = re.compile(r"^(?:composition|membres?|participants?|compose|qui siege)\b")
# « Sa composition est fixée comme suit : le président, deux élus… »
_OWN_MEMBERS = re.compile(r"[\W\d]{0,8}(?:(?:sa|la) composition|(?:ses|les) membres)\b[^.;:|]{0,60}: ?(?P<who>[^|:]+)")
_VERB = re.compile(r"\b(?:est|sont|se|valide|suit|anime|assure|prepare|fixe|examine|decide|peut|doit)\b")
_BLANK_NEAR = 70


def find_composition(abouts: Sequence[About], statements: Statements) -> Iterator[Candidate]:
    """« paritaire » where the text says so; else the first list of members, as the text has it."""
    found: list[Candidate] = []
    for position, about in enumerate(abouts):
        candidate = _composition(about, abouts[position + 1 :], statements)
        if candidate:
            found.append(candidate)
    equal = [candidate for candidate in found if candidate.value == "paritaire"]
    yield from equal or _first_of_each_rank(found)


def _first_of_each_rank(found: Sequence[Candidate]) -> list[Candidate]:
    """Two lists of members complete each other: only the first one speaks, a blank only where no list is."""
    filled = [candidate for candidate in found if candidate.value is not None]
    return sorted(filled or found, key=lambda candidate: (candidate.rank, candidate.start))[:1]


def _composition(about: About, following: Sequence[About], statements: Statements) -> Candidate | None:
    statement = about.statement
    rank = 2 if statement.section.kind == "complement" else 0
    cases = [case for case in cases_of(about) if _COMPOSITION_LABEL.match(case.label)]
    for case in cases:
        if "copil" in case.instances:
            blank = statements.is_open(statement.start, statement.end) and not _WHO.search(case.what)
            value = "paritaire" if _is_equal(case.what) else _as_written(about, case.what)
            return Candidate("copil_composition", None if blank else value, statement.start, statement.end, rank)
    introduced = _after_colon(about)
    if introduced and not cases:
        value = "paritaire" if _is_equal(introduced) else _as_written(about, introduced)
        return Candidate("copil_composition", value, statement.start, statement.end, rank)
    if cases:
        return None
    if "|" in statement.flat:
        return None
    equal = _PARITY.search(statement.flat)
    if equal and "copil" in _told(about, equal.start()) and _is_equal(statement.flat):
        return Candidate("copil_composition", "paritaire", statement.start, statement.end, rank)
    return _list_of_members(about, following, statements, rank)


def _after_colon(about: About) -> str:
    """« Un comité de suivi : la maire, deux représentants de la Caf »: what follows, when it names people."""
    flat = about.statement.flat
    own = _OWN_MEMBERS.match(flat) if about.focus == "copil" and not about.mentions else None
    if own and own["who"].count(",") and len(_WHO.findall(own["who"])) >= 2:
        return own["who"].strip(" .;")
    for mention in about.mentions:
        listed = re.match(r"(?: \([^)]*\))?\s?: (?P<who>[^|:]+)", flat[mention.end :])
        who = listed["who"] if listed and mention.subject and mention.instance == "copil" else ""
        if who.count(",") and not _VERB.search(who) and len(_WHO.findall(who)) >= 2:
            return who.strip(" .;")
    return ""


def _told(about: About, position: int) -> frozenset[str]:
    """« Il est créé un comité de pilotage paritaire »: the committee right before counts, then as for a verb."""
    near = [m for m in about.mentions if 0 <= position - m.end <= 2]
    return frozenset({near[-1].instance}) if near else frozenset(about.at(position))


def _list_of_members(about: About, following: Sequence[About], statements: Statements, rank: int) -> Candidate | None:
    statement = about.statement
    for match in _SITS.finditer(statement.flat):
        if "copil" not in about.at(match.start()) or _MAY.search(statement.flat[: match.end()]):
            continue
        near = statement.start + match.end()
        if statements.is_open(near, min(near + _BLANK_NEAR, statement.end)):
            return Candidate("copil_composition", None, statement.start, statement.end, rank)
        if _is_equal(statement.flat[match.start() :]):
            return Candidate("copil_composition", "paritaire", statement.start, statement.end, rank)
        end = _end_of_list(about, following)
        if _WHO.search(statements.document.text[near:end].lower()):
            value = " ".join(statements.document.text[statement.start : end].split())
            return Candidate("copil_composition", value, statement.start, end, rank)
    return None


def _end_of_list(about: About, following: Sequence[About]) -> int:
    """The end of the sentence, or of the items that it introduces."""
    end = about.statement.end
    for other in following:
        if other.statement.lead is not about.statement:
            break
        end = other.statement.end
    return end


def _is_equal(flat: str) -> bool:
    if _PARITY.search(flat):
        return not _NO_PARITY.search(flat)
    twice = _TWICE.search(flat)
    return twice is not None and number_value(twice["one"]) is not None and twice["one"] == twice["two"]


def _as_written(about: About, what: str) -> str:
    start = max(0, about.statement.flat.find(what))
    return " ".join(about.statement.text[start : start + len(what)].split()).strip(" .;")
