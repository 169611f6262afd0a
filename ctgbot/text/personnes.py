"""Who represents a body: names and offices, as the text has them; a name that is left blank stays empty.

« par la Présidente de son Conseil d'Administration, Madame Véronique DELCOURT, et par sa Directrice Générale,
Madame Audrey MATHON-DEBETENCOURT » holds two. Nothing is taken for a name that does not stand where names stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import fold, level

_CIVILITY = r"(?:Mesdames|Messieurs|Madame|MADAME|Mme\.?|Monsieur|MONSIEUR|Mlle|MM?\.|Mr\.?|Docteur|Dr\.?)"
# « Madame/Monsieur », « Mme ou M. »
_CIVILITIES = rf"{_CIVILITY}(?:\s*(?:/|ou)\s*{_CIVILITY})?"
_PARTICLE = r"(?:de la|de|du|des|d['’]|le|la|van|von|der|den|el|ben|bel|y)"
_CAPITAL = r"(?:[A-ZÀ-ÝŒ]\.|(?:[dlDLNOM]['’])?[A-ZÀ-ÝŒ][\wÀ-ÿ]*(?:[-–'’][A-ZÀ-Ýa-zà-ÿŒœ][\wÀ-ÿ]*)*)"
_NAME = rf"{_CAPITAL}(?: +(?:{_PARTICLE} *)?{_CAPITAL}){{0,5}}"
_PERSON = re.compile(rf"\b{_CIVILITIES}\s+({_NAME})")
# « son directeur, Théodore Lanquetin, »: between stops, two words at least
_UNTITLED = re.compile(
    rf"(?:^|[,:(\n]|\bpar\b)\s*({_CAPITAL}(?: +(?:{_PARTICLE} *)?{_CAPITAL}){{1,4}})\s*(?=[,;.)\n]|$)"
)
_OFFICE_WORDS = (
    r"(?:sous[- ]|vice[- ]|co[- ]?)?(?:maires?|president(?:e|es|s)?|directeurs?|directrices?|prefete?s?|adjointe?s?"
    r"|conseill(?:er|ere)|deleguee?|administrat(?:eur|rice)|secretaire general|recteur|rectrice|inspect(?:eur|rice)"
    r"|tresori(?:er|ere)|responsable|gerante?|premier adjoint|premiere adjointe|elue?|fondee? de pouvoir)"
)
_OFFICE = re.compile(rf"\b(?:(?:premi(?:er|ere)|deuxieme|\d+e?)\s+)?{_OFFICE_WORDS}(?!\w)")
_OFFICE_ENDS = re.compile(
    r"[,;:(«\"\n]|\.(?:\s|$)|\b(?:dument|habilit|autoris|agissant|ci[- ]apres|en vertu|en exercice|domicili"
    r"|par deliberation|represent|d'une part|d'autre part|et par|et l[ae] |et son |et sa |et monsieur|et madame|et m\."
    r"|et mme|demeurant|qui )"
)
_NO_NAME = {
    "nom", "prenom", "noms", "prenoms", "maire", "mairesse", "president", "presidente", "directeur", "directrice",
    "general", "generale", "prefet", "prefete", "conseil", "administration", "caf", "msa", "caisse", "commune", "ville",
    "communaute", "departement", "etat", "convention", "territoriale", "globale", "ctg", "vice", "adjoint", "adjointe",
    "le", "la", "les", "monsieur", "madame", "mme", "fonction", "qualite", "titre", "signature", "cachet", "delegue",
    "deleguee", "conseiller", "conseillere", "premier", "premiere", "secretaire", "responsable", "article", "annexe",
    "ccas", "agglomeration", "metropole", "syndicat", "date", "pour", "et", "representant", "representante",
}  # fmt: skip
_LOWERED = {
    "maire", "president", "presidente", "directeur", "directrice", "general", "generale", "prefet", "prefete",
    "adjoint", "adjointe", "conseil", "administration", "departemental", "municipal", "communautaire",
    "regional", "delegue",
    "deleguee", "conseiller", "conseillere", "premier", "premiere", "vice", "sous", "secretaire", "administrateur",
    "administratrice", "metropolitain", "syndical", "comite", "responsable", "caisse", "service", "pole", "charge",
    "chargee", "famille", "enfance", "jeunesse", "petite", "solidarites", "action", "sociale",
}  # fmt: skip
_LITTLE = {"de", "du", "des", "d", "la", "le", "l", "les", "a", "au", "aux", "en", "et"}
_FARTHEST_OFFICE = 40  # characters between a name and the office behind it: « , agissant en qualité de »


@dataclass(frozen=True, slots=True)
class Personne:
    """A representative in `text[:end]`; either part may be empty, not both."""

    nom: str
    qualite: str
    end: int


def read_personnes(text: str) -> tuple[Personne, ...]:
    """The representatives that a text names after « représentée par », in order."""
    found: list[Personne] = []
    for start, end in _units(text):
        personne = _read(text[start:end])
        if personne and (personne.nom or not found or _continues(text[:start])):
            found.append(Personne(personne.nom, personne.qualite, start + personne.end))
    return tuple(found)


def first_person(text: str) -> re.Match[str] | None:
    """A civility and a name at the very beginning of the text."""
    match = _PERSON.match(text)
    return match if match and is_name(match[1]) else None


def is_name(written: str) -> bool:
    """Not « XXXX », « NOM Prénom », « le Maire »."""
    words = [word for word in re.split(r"[\s.’'-]+", written) if word]
    longest = max((len(word) for word in words), default=0)
    blank = any(re.fullmatch(r"[Xx]+", word) for word in words)
    return longest >= 2 and not blank and not any(fold(word) in _NO_NAME for word in _without_particles(words))


def _without_particles(words: list[str]) -> list[str]:
    """« LE GALL » and « La Tour » are names: an article counts only when it stands alone or opens an office."""
    return [word for word in words if fold(word) not in ("le", "la", "les")] or words


def _units(text: str) -> list[tuple[int, int]]:
    """Pieces that hold one representative each, cut at « et par », « et sa », « et Monsieur », line ends, « ; »."""
    cuts = [0]
    flat = level(text)
    cut = re.compile(
        r"\bet (?=par\b|sa\b|son\b|la (?!ville\b)|le |l'|m\. |mme\b|madame\b|monsieur\b)"
        r"|\bet par\b|;|\n(?=\s*(?:[-–•*]|par\b))"
        r"|, (?=par (?:sa|son|la|le) )|\bainsi que (?:par )?"
    )
    cuts += [match.end() for match in cut.finditer(flat)]
    people = [match.start() for match in _PERSON.finditer(text)]
    cuts += [max(text.rfind("\n", 0, person), 0) for person in people[1:]]  # one person a line
    cuts = sorted(set(cuts))
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()]


def _continues(before: str) -> bool:
    """Whether a representative without a name was announced: « et par sa directrice générale »."""
    return bool(re.search(r"(?:\bet|\bpar|,)\s*(?:par\s*)?$", level(before)))


def _read(unit: str) -> Personne | None:
    match = next((match for match in _PERSON.finditer(unit) if is_name(_trimmed(match[1]))), None)
    flat = level(unit)
    if not match:
        match = next((match for match in _UNTITLED.finditer(unit) if is_name(match[1])), None)
        if match and not _OFFICE.search(flat):
            match = None
    name, opens, closes = ("", len(unit), 0)
    if match:
        name = _trimmed(match[1])
        opens, closes = match.start(), match.start(1) + len(name)
    before = _OFFICE.search(flat, 0, opens)
    if before:
        qualite, end = _office(unit[:opens], before.start())
        name, end = (name, max(end, closes)) if name else _name_in_office(qualite, end)
        return Personne(name, _office_words(qualite, name), end)
    behind = _OFFICE.search(flat, closes) if match else None
    if behind and behind.start() - closes <= _FARTHEST_OFFICE:
        qualite, end = _office(unit, behind.start())
        return Personne(name, _office_words(qualite, name), end)
    return Personne(name, "", closes) if name else None


def _trimmed(name: str) -> str:
    """« Jean DUPONT Maire » → « Jean DUPONT »: an office that runs on without a comma."""
    words = name.split()
    for position, word in enumerate(words):
        if position and (_OFFICE.fullmatch(level(word)) or fold(word) in ("premier", "premiere")):
            return " ".join(words[:position])
    return " ".join(words)


def _office(text: str, start: int) -> tuple[str, int]:
    """The words of the office that opens at `start`, up to the next stop."""
    stop = _OFFICE_ENDS.search(level(text), start)
    end = stop.start() if stop else len(text)
    words = re.sub(r"(?:\s+(?:et|par|ou))+$", "", text[start:end].rstrip(" .,-–"))
    return words, start + len(words)


def _name_in_office(qualite: str, end: int) -> tuple[str, int]:
    """« sa Maire Solène ABGRALL »: a name behind an office without a comma, its family name in capitals."""
    match = re.search(rf"(?<=\s){_CAPITAL}(?:\s+{_CAPITAL})*\s+[A-ZÀ-Ý'’-]{{3,}}$", qualite)
    return (match[0], end) if match and is_name(match[0]) else ("", end)


def _office_words(qualite: str, name: str) -> str:
    """« Présidente de son Conseil d'Administration » → « présidente du conseil d'administration »."""
    words = re.sub(r"\s+", " ", qualite)
    if name and words.endswith(name):
        words = words[: -len(name)].strip()
    words = re.sub(_CIVILITIES + r"$", "", words).strip(" ,:–-")
    words = re.sub(r"\bde (?:son|sa|leur) ", lambda m: "de la " if m[0].endswith("sa ") else "du ", words)
    return re.sub(r"[^\W\d_]+", lambda m: _office_word(m[0]), words)


def _office_word(word: str) -> str:
    if fold(word) in _LOWERED or (word.isupper() and fold(word) in _LITTLE):
        return word.lower()
    return word.capitalize() if word.isupper() and len(word) > 4 else word
