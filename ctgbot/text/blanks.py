"""Blanks and template marks: what a draft leaves to fill. They are never shown as a fact.

The families are those that a careful reader finds in the seed (« JJ/MM/AAAA », « XX/XX/N+1 », « Page X », « Partie libre
pour… », « Exemple : ») with the usual others: dotted lines, underscores, « [à compléter] ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ctgbot.text.spans import Claims

BlankKind = Literal["page", "date", "annee", "valeur", "choix", "consigne", "note", "champ_vide", "liste_vide", "statut", "points"]  # fmt: skip

_X = r"(?<![\w/’'.-])"
_SHAPES: tuple[tuple[BlankKind, str], ...] = (
    ("page", r"\bPage X{1,3}\b"),  # sommaire: « **Page X** »
    ("date", r"\bJJ\s?/\s?MM\s?/\s?A{2,4}\b|\bXX\s?/\s?XX\s?/\s?(?:N\s?\+\s?\d|X{2,4}|A{4}|\d{4})|(?<![._…])(?:_{2,9}|\.{2,9}|…{1,9})\s?/\s?(?:_{2,9}|\.{2,9}|…{1,9})\s?/\s?(?:_{2,9}|\.{2,9}|…{1,9}|\d{4}|20)"),  # fmt: skip
    ("annee", r"(?<![/\w])AAAA\b|\b20[xX]{2}\b|\b20(?:\.{2,9}|_{2,9}|…)|\b20XX\b"),
    ("note", r"\(\*[^)\n]{1,80}\*\)"),  # « (*N+4 au maximum*) »
    ("choix", r"l['’]échelle la plus pertinente \([^()\n]{0,80}\)|\(selon pertinence\)|\((?:rayer|supprimer|choisir|préciser|à préciser|à compléter)[^()\n]{0,120}\)"),  # fmt: skip
    ("consigne", r"(?m:^[ \t]*Partie (?:libre|à rédiger)\b.*$)|(?m:^[ \t]*Exemples?(?: à remplacer)?[ \t]*:[ \t]*$)|\b[Ee]xemple à remplacer\b|\(citer (?:[^()]|\([^()]{0,40}\)){0,200}\)|\(et autres partenaires[^()]{0,200}\)|(?m:^[ \t]*(?:\+[ \t]*)?autres (?:co)?signataires éventuels[ \t]*$)|autres cosignataires éventuels"),  # fmt: skip
    ("consigne", r"\[[^\[\]\n]{0,120}(?:compléter|préciser|renseigner|désigner|choisir|insérer|indiquer|remplir)[^\[\]\n]{0,120}\]|\[(?:nombre|taux|date|année|nom|montant|lieu|adresse|prénom|fonction|qualité|commune|territoire|pourcentage|numéro|n°)[^\[\]\n]{0,120}\]"),  # fmt: skip
    ("champ_vide", r"(?m:^[ \t]*(?:[-–—•▪◦*][ \t]*)?(?:Logo[^:\n]{0,40}|Fonction|Nom|Prénom|Nom et prénom|Qualité|Adresse|Téléphone|Courriel|Date|Lieu|Signature)[ \t]*:[ \t]*$)|(?m:^[ \t]*Fait à[ \t]*,?[ \t]*$)"),  # fmt: skip
    ("liste_vide", r"tels? que ?:[ \t]*\n[ \t]*\n(?![ \t]*[-–—•▪◦*])"),
    ("valeur", rf"{_X}X{{2,4}}(?![\w/])|{_X}[Xx](?=\s?%)|{_X}X(?=\s[a-zéèàù%])"),
    ("points", r"_{3,}|(?<![\w.])\.{4,}|…{2,}|(?<=\w )\.\.\.(?=[ \t]*$|[ ]*\t|[ \t]*\n)"),
    ("statut", r"(?m:^[ \t]*(?:\*\*)?(?:PROJET|OU)(?:\*\*)?[ \t]*$)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _SHAPES)
# « Exemple : » and « Partie libre… » make a template of the paragraphs that follow, up to the next section.
_TEMPLATE_OPENS = re.compile(r"(?m:^[ \t]*(?:Exemples?(?: à remplacer)?[ \t]*:|Partie (?:libre|à rédiger)\b.{0,200}Exemple.{0,80}:)[ \t]*$)")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blank:
    """`text[start:end]` is to be filled in."""

    kind: BlankKind
    start: int
    end: int
    text: str


def find_blanks(text: str) -> tuple[Blank, ...]:
    """Every blank, in order, none overlapping another; the first family that claims a span keeps it."""
    found: list[Blank] = []
    claims = Claims(len(text))
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if claims.take(match.start(), match.end()):
                found.append(Blank(kind, match.start(), match.end(), match[0]))
    return tuple(sorted(found, key=lambda blank: blank.start))


def has_blank(text: str) -> bool:
    """Whether a quote holds something to fill in."""
    return any(pattern.search(text) for _, pattern in _COMPILED)


def template_from(text: str) -> int | None:
    """Offset where a section turns into an example to replace, None when it does not."""
    match = _TEMPLATE_OPENS.search(text)
    return match.start() if match else None
