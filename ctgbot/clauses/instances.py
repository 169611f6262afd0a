"""Which committee a statement is about: the steering one, the technical one, another one, or none.

« Il se réunit chaque mois » says nothing before one knows what « il » is: a section is read in order, and the last
committee that was the subject stays in focus until another one comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ctgbot.clauses.statements import Statement, Statements
from ctgbot.model import Section
from ctgbot.text.normalise import level

Instance = Literal["copil", "cotech", "autre"]

_STEERING = (
    r"comites? (?:local |partenarial |territorial |strategique |politique |commun )?de pilotage(?: strategique"
    r"| politique"
    r"| partenarial| territorial)?|co-?pils?\b|(?:instance|groupe|cellule) (?:commune |partenariale )?de pilotage"
    r"|comites? strategiques?|comites? directeurs?|comites? de gouvernance|instance (?:de gouvernance|decisionnelle"
    r"|strategique|politique)|comites? decisionnels?"
)
_TECHNICAL = (
    r"comites? (?:de (?:suivi|pilotage|coordination) )?(?:technico-operationnels?|techniques?(?! et financiers?)"
    r"|operationnels?)(?: operationnels?)?|co-?techs?\b|comites? de projet|comites? des? techniciens"
    r"|(?:equipes?|groupes?|cellules?|instances?) (?:de (?:suivi|coordination|pilotage) )?(?:projet|techniques?"
    r"|operationnell?es?)"
    r"|equipes? de projet|pilotage operationnel (?:restreint|commun)"
)
# Names that steer where nothing bears a surer one: « comité de suivi », « comité partenarial de la Ctg ».
_LESSER = (
    r"comites? (?:de suivi|de coordination|partenarial|territorial|local|de concertation|de liaison|paritaire)\b"
    r"|comites? (?:de la (?:ctg|convention)|ctg)\b"
)
_OTHER = (
    r"comites? (?:departemental|des financeurs|consultatif|d'usagers|des usagers|de redaction|social|de conciliation"
    r"|technique et financier|d'evaluation|interministeriel|de territoire|thematiques?|de lecture|syndical)[a-z]*"
    r"|groupes? (?:de [a-z]+|thematiques?|d'[a-z]+)|commissions? [a-z]+|commissions?\b|ateliers?\b"
    r"|bureau\b|conference [a-z]+|assemblee [a-z]+|conseil des maires|collectif|reseau [a-z]+|seminaire|forum|assises"
    r"|revues? d[ue'] ?[a-z]+"
)
_SAME = (
    r"(?:ce|ledit|le meme) (?:comite|copil|cotech|groupe|bureau)|cette (?:derniere )?(?:instance|equipe|commission"
    r"|cellule)"
    r"|(?:le comite|l'instance|l'equipe)(?=[.,;:]|$| (?:se|et|est|tient|siege|comprend|reunit|rassemble|associe"
    r"|compte|sera|a|ne"
    r"|n'|peut|examine|valide)\b)"
    r"|celui-ci|celle-ci"
)
_MENTION = re.compile(
    rf"\b(?:(?P<cotech>{_TECHNICAL})|(?P<copil>{_STEERING})|(?P<same>{_SAME})|(?P<lesser>{_LESSER})"
    rf"|(?P<autre>{_OTHER}))"
)
# A committee behind one of these is no subject: « les travaux du comité de pilotage », « s'appuie sur un comité »
_OBLIQUE = re.compile(
    r"(?:\bdu|\bdes|\bau|\baux|\bd'une?|\b(?:de|a|par|avec|sur|pour|devant|entre|dans|vers|aupres de|en amont de)"
    r" (?:le|la|les|l'|ce|cet|cette|ces|chaque|leurs?|un|une)|\bde l'|\ba l'|\bpar l'|\bd'un|\ben|\bde)\s*$"
)
_WHICH = re.compile(r"^ (?:[a-z]+ )?qui (?:[a-z]+ )?$")  # « des groupes de travail qui se réunissent »
_OPENING = 12  # characters: « 7.1. Présidé par »
_ALL_OF_THEM = re.compile(r"^ (?:permanent |technique )?(?:des|de ces|de l'ensemble des) (?:instances|comites)\b")
_NEAR = 25  # characters between « le secrétariat » and the committee it belongs to
_NEW = re.compile(r"\bune?\s*$")
# « les réunions du comité de pilotage ont lieu »: what belongs to a committee stands for it
_OWNED = re.compile(
    r"(?:reunions?|seances?|rencontres?|frequence|periodicite|rythme|secretariat|presidence|co-?presidence|animation"
    r"|co-?animation|composition|membres?|convocations?|comptes? rendus?)(?: [a-z]+){0,2}? (?:du|de l'|de la|d'une?"
    r"|de ce|de cette)\s*$"
)
_AND = re.compile(r"^\s*(?:,|et|ainsi que|, et)\s*(?:le |la |l'|les |une? )?$")
# « Il se réunit », « elle est animée », « Ses réunions », « Le secrétariat », « Fréquence : »: of the one in focus
_PRONOUN = re.compile(
    r"^[\W\d]{0,8}(?:(?:il|elle)\b|celui-ci|celle-ci|s(?:a|es|on) |en outre, il\b|y siegent)"
    r"|^[\W\d]{0,8}(?:compos|constitu|form|reun|presid|anim|pilot|coordon|convoqu|charge|plac|issu|appuy|cre)\w*\b"
    r"[^.;:|]{0,160}, (?:il|elle) [a-z]"  # « Composé des référents, il prépare les travaux du comité de pilotage »
    r"|^[^.;:|]{0,120}, (?:il|elle) (?:se|est|tient|siege|comprend|reunit"
    r"|sera)\b"  # « Réuni à l'initiative du maire, il »
)
_THE_LATTER = re.compile(r"^[\W\d]{0,8}(?:celui-ci|celle-ci|ce dernier|cette derniere)\b")
_LEANING = re.compile(
    r"^[\W\d]{0,8}(?:(?:la|les|le|l'|une?|des|deux|trois|quatre)?\s?"
    r"(?:frequence|periodicite|rythme|reunions?|seances?|rencontres?|secretariat|presidence|animation|composition"
    r"|pilotage|convocations?|comptes? rendus?|membres?|co-?animation|co-?presidence|sont membres)\b)"
    r"|\b(?:en assur|y sieg|qu'il |il (?:se|est|sera|comprend|reunit|rassemble|associe|compte) )"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A committee named at `start` in the statement's text: `owner` of the noun before it (« le secrétariat du … »),
    `subject` unless a preposition stands before it."""

    instance: Instance
    start: int
    end: int
    subject: bool
    owner: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """A statement, the committees it names, the one that its « il » stands for; in a table, its column."""

    statement: Statement
    mentions: tuple[Mention, ...]
    focus: Instance | None
    column: int = 0

    def at(self, position: int) -> frozenset[Instance]:
        """The committees that a verb at this place is said of: its last subject before it, with the one beside (« le
        copil et le cotech se réunissent »), else the last one named before, else what a pronoun stands for, else the
        first one named behind."""
        before = [mention for mention in self.mentions if mention.start < position]
        if before and _WHICH.match(self.statement.flat[before[-1].end : position]):
            return frozenset({before[-1].instance})
        subjects = [m for m in before if m.subject] or [m for m in before if m.owner] or before[-1:]
        if subjects:
            last = subjects[-1]
            beside = [m for m in subjects[:-1] if _AND.match(self.statement.flat[m.end : last.start])]
            return frozenset({last.instance, *(mention.instance for mention in beside)})
        if self.focus and _PRONOUN.search(self.statement.flat):
            return frozenset({self.focus})
        if self.mentions and self._reaches(position):
            return frozenset({self.mentions[0].instance})
        return frozenset({self.focus} if self.focus and self.leans else ())

    def _reaches(self, position: int) -> bool:
        """Whether a verb reaches the committee behind it: « Présidé par le maire, le comité », not « Un groupe, réuni
        chaque mois, alimente le comité »."""
        between = self.statement.flat[position : self.mentions[0].start]
        return "," not in between or position <= _OPENING

    def owner_of(self, noun: re.Match[str]) -> frozenset[Instance]:
        """The committee of « le secrétariat », « la présidence »: the one named right behind it, else as `at`, else the
        one in focus."""
        if _ALL_OF_THEM.match(self.statement.flat[noun.end() :]):
            return frozenset({"copil", "cotech"})
        named = [m for m in self.mentions if m.owner and 0 <= m.start - noun.end() <= _NEAR]
        if named:
            return frozenset({named[0].instance})
        return self.at(noun.start()) or frozenset({self.focus} if self.focus else ())

    @property
    def leans(self) -> bool:
        """Whether it speaks of what stands above: an item, a row, « le secrétariat »."""
        statement = self.statement
        return statement.kind in ("item", "cellule") or "|" in statement.flat or bool(_LEANING.search(statement.flat))


def read_instances(statements: Statements) -> tuple[About, ...]:
    """Every statement with its committees, in order."""
    surer = any(match["copil"] for statement in statements for match in _MENTION.finditer(statement.flat))
    text = statements.document.text
    out: list[About] = []
    focus: Instance | None = None
    section: Section | None = None
    for statement in statements:
        if statement.section is not section:
            same_article = section and statement.section.kind == "clause" and statement.section.number == section.number
            section = statement.section
            focus = _of_headings(section, surer=surer) or (focus if same_article else None)
        before = out[-1] if out else None
        if statement.rubric and (before is None or before.statement.rubric != statement.rubric):
            focus = _named_alone(statement.rubric, surer=surer) or focus  # « Comité technique. Il se réunit… »
        latter = before.mentions[-1].instance if before and before.mentions else None
        latter = latter if _THE_LATTER.search(statement.flat) else None
        above = _above(statement, surer=surer) or latter or focus
        mentions = tuple(_mentions(statement.flat, focus=above, surer=surer))
        line = text.rfind("\n", 0, statement.start) + 1
        bars = text.count("\t", line, statement.start) or max(0, text.count("|", line, statement.start) - 1)
        out.append(About(statement, mentions, above, bars))
        focus = _next_focus(mentions, statement, focus)
    return tuple(out)


def instances_in(flat: str) -> frozenset[Instance]:
    """The committees that a cell or a heading names."""
    return frozenset(mention.instance for mention in _mentions(flat, focus=None, surer=False))


def _of_headings(section: Section, *, surer: bool) -> Instance | None:
    """The innermost heading that names one committee and no other."""
    for heading in reversed(section.trail):
        if any(_mentions(level(heading), focus=None, surer=surer)):
            return _named_alone(level(heading), surer=surer)
    return None


def _named_alone(flat: str, *, surer: bool) -> Instance | None:
    """The only committee that a title names."""
    named = {mention.instance for mention in _mentions(flat, focus=None, surer=surer)}
    return named.pop() if len(named) == 1 else None


def _mentions(flat: str, *, focus: Instance | None, surer: bool) -> Iterator[Mention]:
    for match in _MENTION.finditer(flat):
        instance: Instance | None
        if match["same"]:
            instance = focus
        elif match["lesser"]:
            instance = "autre" if surer else "copil"
        else:
            instance = "cotech" if match["cotech"] else "copil" if match["copil"] else "autre"
        before = flat[max(0, match.start() - 60) : match.start()]
        if instance is not None:
            subject = not _OBLIQUE.search(before)
            yield Mention(instance, *match.span(), subject, not subject and bool(_OWNED.search(before)))


def _above(statement: Statement, *, surer: bool) -> Instance | None:
    """The committee of the line that introduces a list, or of a row's first cell."""
    lead = statement.lead
    if lead is None or "|" in statement.flat:
        return None
    return _named_alone(lead.flat, surer=surer) or _above(lead, surer=surer)


def _next_focus(mentions: tuple[Mention, ...], statement: Statement, focus: Instance | None) -> Instance | None:
    """The subject stays; « s'appuie sur un comité technique » leaves open which of the two « il » will be."""
    if not mentions or (statement.flat.count("|") != 1 and "|" in statement.flat):
        return focus
    if "|" in statement.flat:  # « Instance | Un comité de suivi : … »: the rows below are about it
        return focus if mentions[0].end <= statement.flat.index("|") else mentions[0].instance
    subjects = [mention.instance for mention in mentions if mention.subject]
    named = {mention.instance for mention in mentions}
    if not subjects and (named == {"autre"} or _PRONOUN.search(statement.flat)):
        return focus
    if not subjects:
        return named.pop() if len(named) == 1 else None
    new = [m for m in mentions if not m.subject and _NEW.search(statement.flat[max(0, m.start - 6) : m.start])]
    if any(mention.instance not in ("autre", subjects[0]) for mention in new):
        return None
    return subjects[0]
