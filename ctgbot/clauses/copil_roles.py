"""Who sits on the steering committee, who leads it, who writes for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctgbot.clauses.acteurs import actor, is_pronoun, named_by
from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.cases import Case, cases_of
from ctgbot.clauses.copil_composition import find_composition
from ctgbot.clauses.instances import About
from ctgbot.clauses.statements import Statements

_LEADS = re.compile(
    r"\b(?P<verb>(?:co-?)?(?:anime|preside|pilote|coordonne"
    r"|dirige)e?s?)\b(?P<between>[^.;|]{0,40}?)\bpar (?P<who>[^.;|]+)"
)
# « La Caf et la commune président le comité de pilotage »
_LEADS_IT = re.compile(
    r"(?P<who>[^.;:|]*?)\b(?:en )?(?P<verb>(?:co-?)?(?:anime|preside|pilote)(?:nt|ra|ront"
    r"|ons)?)\b(?P<how>[^.;:|]{0,60}?)"
    r"\b(?:le|ce|la|cette|l')\s*(?=comite|copil|instance)"
)
_LEADS_PRONOUN = re.compile(
    r"(?P<who>[^.;:|]*?)\b(?:l'|le |la )(?P<verb>(?:co-?)?(?:anime|preside|pilote)(?:nt|ra|ront|ons)?)\b"
)
_LED = re.compile(r"(?:anime|preside|pilote)(?:nt|ra|ront|ons)?\b")
# « placé sous la présidence conjointe du maire et de la Caf »
_UNDER = re.compile(
    r"\bsous (?:la |l')?(?:presidence|co-?presidence|animation|conduite|egide|responsabilite) (?P<who>(?:conjointe "
    r"|alternee )?"
    r"(?:du|de la|de l'|des|de|d'un) [^.;|,]+)"
)
_PRESIDES = re.compile(r"presid")
_LEAD_NOUN = re.compile(
    r"\b(?:co-?)?(?P<noun>animation|presidence|(?<!de )pilotage|coordination(?= du co))\b(?! strategique| operationnel)"
)
_SECRETARIAT = re.compile(r"\b(?P<noun>secretariat)\b")
_PAPERS = re.compile(r"\b(?P<noun>convocations?|convoque|comptes?[ -]rendus?|releves? de (?:decisions|conclusions))\b")
_LEAD_LABEL = re.compile(
    r"^(?:qui )?(?:co-?)?(?:animation|animateurs?|presidence|presidents?|pilotage|pilotes?|animee?|presidee?)\b"
)
_SECRETARIAT_LABEL = re.compile(
    r"(?:(?:animation|presidence|pilotage) et )?secretariat\b|qui (?:tient la plume|convoque)\b"
)
_PRONOUN = re.compile(r"^\W*(?:elles?|ils?|celles?-ci|celui-ci|ceux-ci|qui|et|chacun|nul|on)\b")
_LONGEST_NAME = 10  # words
_ANTECEDENT = 40  # characters before « qui »
# « est assuré par », « incombe à », « revient aux »: behind the noun
_BY = re.compile(
    r"^(?P<gap>[^.;|]{0,90}?)\b(?:(?:assuree?|tenue?|exercee?|realisee?|prise? en charge|geree?|confiee?|partagee?"
    r"|portee?"
    r"|attribuee?|devolue?|organisee?|pourvue?)s?(?P<how>(?: [a-z]+ment| a tour de role| en alternance| ensemble)?),? ?"
    r"(?:par|a|au|aux|entre)|incombe(?:ra|nt)? (?:a|au|aux)"
    r"|re(?:vient|viennent|viendra|leve|levent)(?: [a-z]+ment| a tour de role| en alternance)? (?:a|au|aux|de|du)"
    r"|appartient (?:a|au|aux)|echoit (?:a|au|aux)"
    r"|est a la charge (?:de|du|des)|est du ressort (?:de|du))\b (?P<who>[^.;|]+)"
)
# « La Caf assure le secrétariat »: before the noun
_DOES = re.compile(
    r"(?P<who>[^.;:|]*?)(?P<which>,? qui en )?\b(?:en )?(?P<verb>assure(?:nt|ra|ront|r)?|assurant|assurons|tien(?:t"
    r"|nent|dra"
    r"|dront)"
    r"|tenons|tenant|assume(?:nt|ra)?|prend(?:ra)? en charge|(?:est|sont|sera) chargee?s?|se charge(?:nt)?"
    r"|exerce(?:nt|ra)?"
    r"|organise(?:nt)?|envoie(?:nt)?|redige(?:nt|ra)?|prepare(?:nt|ra)?|adresse(?:nt|ra)?|etabli(?:t|ssent)"
    r"|assurer|partage(?:nt|ra|ront)|convoque(?:nt|ra)?)\b(?P<how>[^.;:|]{0,90}?)$"
)
_IN_TURN_NOUN = re.compile(
    r"\b(?:tournante?s?|alternee?|en alternance|a tour de role|par rotation|conjointe?|commune)\b"
)
# « Le secrétariat reste à désigner »
_TO_COME = re.compile(
    r" (?:est|sont|rest\w+|sera|seront) (?:encore )?a (?:preciser|definir|determiner|designer|fixer|completer)\b"
)
_FINITE = re.compile(
    r"\b(?:anime|preside|pilote|convoque|reunit|organise|assure|prepare|designe|coordonne|fixe|etablit|propose)(?:nt"
    r"|ra|ront)?\b"
)
_CLAUSE_START = re.compile(r"(?:^|[,;:] |\bet que |\bque )")


def find_roles(abouts: Sequence[About], statements: Statements) -> Iterator[Candidate]:
    """Candidates of copil_composition, copil_animation, copil_secretariat."""
    yield from find_composition(abouts, statements)
    found: list[Candidate | None] = []
    for about in abouts:
        rank = 2 if about.statement.section.kind == "complement" else 0
        for said, presides in _leaders(about):
            found.append(_candidate("copil_animation", about, said, statements, rank + presides))
        for said, weaker in _writers(about):
            found.append(_candidate("copil_secretariat", about, said, statements, rank + weaker))
    yield from (candidate for candidate in found if candidate)


def _candidate(
    parameter: str, about: About, span: tuple[int, int], statements: Statements, rank: int
) -> Candidate | None:
    """The value that the actor named in this span of the statement makes; a blank there is a blank. None when nobody is
    named."""
    statement = about.statement
    start, end = statement.start + span[0], statement.start + span[1]
    said = statement.flat[span[0] : span[1]]
    if _TO_COME.match(said):
        return Candidate(parameter, None, statement.start, statement.end, rank)
    if is_pronoun(said):
        said = named_by(statement, statements)
    value: str | None = actor(said, _around(statement.flat, span))
    if value is None and statements.is_open(start, min(end + 6, statement.end)):
        return Candidate(parameter, None, statement.start, statement.end, rank)
    if value is None and (not said or _PRONOUN.match(said) or len(said.split()) > _LONGEST_NAME):
        return None
    if value is None:
        value = " ".join(statement.text[span[0] : span[1]].split()).strip(" ,")
    return Candidate(parameter, value, statement.start, statement.end, rank)


def _around(flat: str, span: tuple[int, int]) -> str:
    """The sentence of an actor, without the cells and clauses beside it."""
    left = max(flat.rfind(mark, 0, span[0]) for mark in ".;|:")
    right = min((at for mark in ".;|" if (at := flat.find(mark, span[1])) != -1), default=len(flat))
    return flat[left + 1 : right]


def _leaders(about: About) -> Iterator[tuple[tuple[int, int], int]]:
    """Spans of who leads the steering committee; 1 with those who « président », 0 with those who « animent »."""
    flat = about.statement.flat
    for case in cases_of(about):
        if "copil" in case.instances and _LEAD_LABEL.match(case.label):
            yield _span(case), int(bool(_PRESIDES.search(case.label)))
            return
    for match in _LEADS.finditer(flat):
        if "copil" in about.at(match.start()) and "|" not in flat:
            yield (
                _until_clause(flat, match.start() if _is_joint(match) else match.start("who"), match.end()),
                _rank(match["verb"]),
            )
            return
    led = bool(_LED.search(flat))  # the two expressions below are slow where it is not
    for match in _LEADS_IT.finditer(flat) if led else ():
        named = [mention for mention in about.mentions if 0 <= mention.start - match.end() <= 3]
        if named and named[0].instance == "copil":
            yield _doer(match), _rank(match["verb"])
            return
    for match in _LEADS_PRONOUN.finditer(flat) if led else ():
        if about.focus == "copil" and not about.mentions:
            yield _doer(match), _rank(match["verb"])
            return
    for match in _UNDER.finditer(flat):
        if "copil" in about.at(match.start()) and "|" not in flat:
            yield _until_clause(flat, match.start("who"), match.end()), _rank(match[0])
            return
    yield from ((span, _rank(noun)) for noun, span in _of_noun(about, _LEAD_NOUN))


def _writers(about: About) -> Iterator[tuple[tuple[int, int], int]]:
    """Spans of who keeps the secretariat; 1 where only its papers are named."""
    for case in cases_of(about):
        if "copil" in case.instances and _SECRETARIAT_LABEL.match(case.label):
            yield _span(case), 0
            return
    found = list(_of_noun(about, _SECRETARIAT))
    yield from ((span, 0) for _, span in found)
    if not found:
        yield from ((span, 1) for _, span in _of_noun(about, _PAPERS))


def _of_noun(about: About, noun: re.Pattern[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """« le secrétariat est assuré par X », « X assure le secrétariat », « il est tournant »: the first one."""
    flat = about.statement.flat
    if "|" in flat:
        return
    for match in noun.finditer(flat):
        if "copil" not in about.owner_of(match):
            continue
        behind = _BY.match(flat[match.end() :])
        before = _DOES.search(flat[: match.start()])
        if behind:
            start = match.end() + (behind.start("how") if behind["how"] else behind.start("who"))
            yield match["noun"], _until_clause(flat, start, match.end() + behind.end())
            return
        to_come = _TO_COME.match(flat[match.end() :])
        if to_come:
            yield match["noun"], (match.end(), match.end() + to_come.end())
            return
        if before and before["who"].strip(" ,"):
            yield match["noun"], _doer(before)
            return
        turn = _IN_TURN_NOUN.search(flat, match.end(), match.end() + 80)
        if turn:
            yield match["noun"], turn.span()
            return


def _doer(match: re.Match[str]) -> tuple[int, int]:
    """The subject before the verb, with « co- » and « ensemble » behind it when they are there."""
    who = match["who"]
    verb = _FINITE.search(who)
    # « La Caf anime le comité et en tient le secrétariat »
    if verb and verb.start() and who.rstrip(" ,").endswith(" et"):
        return match.start("who"), match.start("who") + verb.start()
    if match.groupdict().get("which"):  # « au siège de la Communauté, qui en assure l'animation »
        by = who.rfind(" par ")
        if len(who) - by <= _ANTECEDENT and by != -1:  # « animé par la commune pilote, qui en assure le secrétariat »
            return match.start("who") + by + len(" par "), match.end("who")
        return match.start("who") + (who.rfind(" ", 0, max(0, len(who) - _ANTECEDENT)) + 1), match.end("who")
    start = match.start("who") + max((found.end() for found in _CLAUSE_START.finditer(who.rstrip(" ,"))), default=0)
    how = match.groupdict().get("how") or ""
    joint = match.groupdict().get("verb", "").startswith("co") or re.search(r"ensemble|conjoint|tour|altern", how)
    return (start, match.end("how") if joint and how else match.end("verb") if joint else match.end("who"))


def _is_joint(match: re.Match[str]) -> bool:
    return match[0].startswith("co") and not match[0].startswith("coord")


def _until_clause(flat: str, start: int, end: int) -> tuple[int, int]:
    """Up to the next clause: « par le maire, qui en fixe l'ordre du jour », « par la Caf. »"""
    stop = re.search(
        r",? (?:qui|lequel|laquelle|dont|afin|pour|lors|et (?:se|son|sa|le|la|les) [a-z]+ (?:est|se)\b)",
        flat[start:end],
    )
    return start, start + stop.start() if stop else end


def _rank(word: str) -> int:
    return int(bool(_PRESIDES.search(word)))


def _span(case: Case) -> tuple[int, int]:
    start = max(0, case.about.statement.flat.rfind(case.what))
    return start, start + len(case.what)
