"""Two conventions side by side: which article of one answers which article of the other, and their clauses in turn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ctgbot.model import Clause, Document, Section
from ctgbot.text.alignment import Match, Piece, align, weighed
from ctgbot.text.article_subjects import subjects_in, subjects_of
from ctgbot.text.references import reference_of
from ctgbot.text.slices import body_start

# What a clause of the registry is about, in the words of data/sujets.tsv. « signataires », « annexes », the period of
# the schema stand anywhere: they tell nothing of the part in which they are read.
SUBJECT_OF = {
    "date_effet": "duree",
    "date_fin": "duree",
    "duree": "duree",
    "duree_maximale": "duree",
    "reconduction": "duree",
    "denonciation_preavis": "denonciation",
    "denonciation_forme": "denonciation",
    "denonciation_point_de_depart": "denonciation",
    "mise_en_demeure_delai": "manquement",
    "mise_en_demeure_forme": "manquement",
    "mise_en_demeure_point_de_depart": "manquement",
    "resiliation_sans_mise_en_demeure": "sans_mise_en_demeure",
    "resiliation_effets": "effets",
    "copil_frequence": "copil",
    "copil_composition": "copil",
    "copil_animation": "copil",
    "copil_secretariat": "copil",
    "cotech_frequence": "cotech",
    "plan_action_echeance": "plan",
    "plan_action_validation": "plan",
    "bonus_territoire": "apports_caf",
    "maintien_financement_collectivite": "apports_collectivite",
    "evaluation": "evaluation",
    "juridiction": "litiges",
    "reglement_amiable": "litiges",
    "confidentialite_apres_terme": "confidentialite",
    "avis_dpo_prealable": "donnees",
    "avenant": "avenant",
}
_NUMBER_ONLY = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*\W*$")  # « 13.1 »: a clause without a title is no part of its own
_OPENING, _FIRST = "preambule", "objet"


class Texts(Protocol):
    """What aligning needs: the assistant has it."""

    def show(self, document_id: str) -> Document: ...

    def clauses(self, documents: Sequence[str]) -> tuple[Clause, ...]: ...


@dataclass(frozen=True, slots=True)
class Face:
    """An article of one text, or several, and what answers it in the other; `clauses`: their parts, aligned in turn."""

    match: Match
    clauses: tuple[Match, ...]


def side_by_side(one: str, other: str, texts: Texts) -> tuple[Face, ...]:
    """The articles of `one` in order, then those that only `other` has. Raises UnknownDocument."""
    registry = texts.clauses([one, other])
    left, right = (pieces_of(texts.show(each), registry) for each in (one, other))
    return tuple(Face(match, _parts(match)) for match in align(left, right))


def pieces_of(document: Document, registry: Sequence[Clause]) -> tuple[Piece, ...]:
    """The preamble and the articles of a document, each with its titled clauses; annexes are left aside."""
    found = _subjects_by_section(document, registry)
    pieces = []
    for place, section in enumerate(document.sections):
        if section.kind in ("preambule", "complement") or _is_article(section):
            below = tuple(_clauses_of(document.sections[place + 1 :], section))
            pieces.append(_piece(document, section, below, found))
    return tuple(pieces)


def _is_article(section: Section) -> bool:
    return section.kind == "article" and section.number is not None


def _clauses_of(after: Sequence[Section], article: Section) -> list[Section]:
    clauses: list[Section] = []
    for section in after:
        if section.kind != "clause" or section.number != article.number:
            break
        clauses.append(section)
    return clauses


def _piece(
    document: Document, section: Section, below: Sequence[Section], found: Mapping[str, frozenset[str]]
) -> Piece:
    titled = [clause for clause in below if not _NUMBER_ONLY.match(clause.title)]
    parts = tuple(_piece(document, clause, (), found) for clause in titled) if len(titled) == len(below) else ()
    read = frozenset[str]().union(*(found.get(one.id, frozenset()) for one in (section, *below)))
    title = subjects_of(section.title) or frozenset[str]().union(*(subjects_of(part.title) for part in parts))
    if section.kind == "preambule":
        title, read = frozenset({_OPENING}), frozenset()
    text = document.text[body_start(document.text, section) : (below[-1] if below else section).end].strip()
    told = frozenset() if title or read else _told(section, text)
    return Piece(section.id, reference_of(section), section.title, text, weighed(title, read, told), parts)


def _told(section: Section, text: str) -> frozenset[str]:
    """« Article 1 – Ce que nous voulons »: in this genre the first article says what the convention is for."""
    return frozenset({_FIRST}) if section.kind == "article" and section.number == 1 else subjects_in(text)


def _subjects_by_section(document: Document, registry: Sequence[Clause]) -> dict[str, frozenset[str]]:
    subjects: dict[str, set[str]] = defaultdict(set)
    for clause in registry:
        if clause.document_id != document.card.id or clause.proof is None or clause.parameter not in SUBJECT_OF:
            continue
        for section in document.sections:
            if section.start <= clause.proof.start < section.end:
                subjects[section.id].add(SUBJECT_OF[clause.parameter])
    return {section: frozenset(named) for section, named in subjects.items()}


def _parts(match: Match) -> tuple[Match, ...]:
    """The clauses of a match, aligned among themselves; none when one side is of one piece."""
    left, right = (_divided(side) for side in (match.left, match.right))
    return align(left, right) if min(len(left), len(right)) > 1 else ()


def _divided(side: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(part for piece in side for part in (piece.parts or (piece,)))
