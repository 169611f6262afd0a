"""What the articles of a convention are about, by their titles: « MANQUEMENTS » and « Résiliation pour inexécution ».

The words of a title differ more between conventions than what the article is for. A rule of the genre, not of a file:
the subjects of data/sujets.tsv are those of the model convention and of what communes add to it. The longest words
decide: « pilotage technique » is the comité technique, « pilotage » alone the comité de pilotage. Where a title says
nothing known (« Comment nous en parlons »), the turns of phrase of the body do (« les logos des deux parties »).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from ctgbot.text.normalise import level

_GIVES = re.compile(
    r"\b(?:engagements?|apports?|contributions?|concours|obligations?|roles?|missions?|ce que (?:fait|font|apporte))\b"
)
_EVERYONE = re.compile(
    r"\b(?:partenaires?|parties|signataires?|chacun|reciproques?|mutuels?|respecti\w+|communs?|conjoints?)\b"
)
_GIVERS = (
    ("caf", re.compile(r"\b(?:cafs?|caisses?)\b")),
    (
        "collectivite",
        re.compile(
            r"\b(?:collectivites?|communes?|villes?|communautes?|agglomeration|metropole|epci|ccas|cias|syndicat|mairies?"
            r"|municipalite|intercommunalite)\b"
        ),
    ),
    (
        "autres",
        re.compile(r"\b(?:departement|msa|mutualite|etat|education nationale|associations?|region|academie)\b"),
    ),
)
# « Résiliation », « La fin de la convention » alone: either way out.
_ENDS = re.compile(r"\bresiliations?\b|\bfin (?:anticipee )?de (?:la|cette) (?:presente )?(?:convention|ctg)\b")
_ABOUT_SOMEONE = frozenset(("champs", "territoire", "communs"))
_WAYS_OUT = frozenset(("denonciation", "manquement"))


def subjects_of(title: str) -> frozenset[str]:
    """The subjects that a title names; none when it names none that the genre knows."""
    flat = level(title)
    if _GIVES.search(flat):
        named = {f"apports_{who}" for who, giver in _GIVERS if giver.search(flat)}
        if named or _EVERYONE.search(flat):
            return frozenset(named or {"apports_caf", "apports_collectivite"})
    subjects, left = _found(flat, _phrases("titres"))  # « nos actions communes » names no commune
    if subjects <= _ABOUT_SOMEONE:  # « La Caf sur le territoire », « Les champs d'intervention de la collectivité »
        subjects |= {f"champs_{who}" for who, giver in _GIVERS[:2] if giver.search(left)}
    return frozenset(subjects) or (_WAYS_OUT if _ENDS.search(flat) else frozenset())


def subjects_in(text: str) -> frozenset[str]:
    """The subjects that the turns of phrase of a body tell."""
    return frozenset(_found(level(text).replace("\n", " "), _phrases("textes"))[0])


def _found(flat: str, phrases: tuple[tuple[re.Pattern[str], str], ...]) -> tuple[set[str], str]:
    """The subjects, and what is left: a phrase is taken out when it is found, so that no shorter one finds it again."""
    subjects: set[str] = set()
    for phrase, subject in phrases:
        flat, times = phrase.subn(" ", flat)
        if times:
            subjects.add(subject)
    return subjects, flat


@cache
def subject_labels() -> dict[str, str]:
    """Subject → what a person reads, in the order of a convention."""
    return {row["sujet"]: row["libellé"] for row in _rows()}


@cache
def _phrases(column: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The longest first; each word with or without its plural."""
    phrases = [(phrase, row["sujet"]) for row in _rows() for phrase in row[column].split("|") if phrase]
    in_order = sorted(phrases, key=lambda one: (-len(one[0]), one[0]))
    return tuple((_pattern(phrase), subject) for phrase, subject in in_order)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = (re.escape(word) + ("[sx]?" if word[-1].isalpha() else "") for word in level(phrase).split())
    return re.compile(rf"\b{' '.join(words)}(?!\w)")


def _rows() -> list[dict[str, str]]:
    text = (files("ctgbot") / "data" / "sujets.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
