"""Every blank and template mark left in the text: dates, values, drafting notes, empty fields, highlighted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Severity, Subject, with_neighbours
from ctgbot.text.blanks import Blank, BlankKind, find_blanks
from ctgbot.text.spans import Span, trim

# kind → severity, what it is, what to do
_KINDS: dict[BlankKind, tuple[Severity, str, str]] = {
    "page": ("basse", "Numéro de page à compléter", "Mettre à jour la table des matières."),
    "date": ("haute", "Date à compléter", "Indiquer la date, ou retirer la mention."),
    "annee": ("haute", "Année à compléter", "Indiquer l’année."),
    "valeur": ("moyenne", "Valeur à compléter", "Indiquer la valeur, sa source et sa date, ou retirer la phrase."),
    "choix": (
        "moyenne",
        "Choix à faire",
        "Retenir une seule des possibilités et retirer la mention entre parenthèses.",
    ),
    "consigne": (
        "moyenne",
        "Consigne de rédaction laissée dans le texte",
        "Rédiger le passage et retirer la consigne.",
    ),
    "note": ("moyenne", "Note de rédaction laissée dans le texte", "Retirer la note, ou en faire une clause."),
    "champ_vide": ("moyenne", "Champ vide", "Remplir le champ, ou le retirer."),
    "liste_vide": ("moyenne", "Liste annoncée et vide", "Compléter la liste, ou reprendre la phrase."),
    "statut": ("haute", "Mention de projet ou alternative laissée dans le texte", "La retirer avant la signature."),
    "points": ("moyenne", "Points à remplacer", "Compléter."),
}
_BRACKETS: tuple[tuple[BlankKind, re.Pattern[str]], ...] = (
    ("date", re.compile(r"\b(?:dates?|année|trimestre|semestre|mois|jour|période)\b", re.IGNORECASE)),
    ("valeur", re.compile(r"\b(?:nombre|taux|montant|pourcentage|part|numéro|n°|valeur)\b", re.IGNORECASE)),
    ("choix", re.compile(r"\b(?:choisir|désigner|choix|au choix)\b", re.IGNORECASE)),
)
_SHORT = 14  # characters: a shorter blank is quoted with the words beside it
_BESIDE = 32


def find(subject: Subject) -> Iterator[Finding]:
    """One finding for each blank; highlighted text counts where no blank stands in it."""
    blanks = find_blanks(subject.text)
    for blank in blanks:
        kind = _kind(blank)
        severity, what, suggestion = _KINDS[kind]
        span = _in_its_words(subject.text, blank)
        message = f"{what} : « {_flat(blank.text)} »."
        yield subject.at(f"placeholder.{kind}", severity, span, message, suggestion)
    for start, end in subject.document.to_fill:
        if not any(blank.start < end and start < blank.end for blank in blanks) and subject.text[start:end].strip():
            message = f"Passage surligné, laissé à compléter ou à vérifier : « {_flat(subject.text[start:end])} »."
            suggestion = "Compléter ou confirmer le passage, puis retirer le surlignage."
            yield subject.at("placeholder.surligne", "moyenne", trim(subject.text, start, end), message, suggestion)


def _kind(blank: Blank) -> BlankKind:
    """« [nombre] » is a value, « [trimestre à préciser] » a date, « [à désigner] » a choice."""
    if not blank.text.startswith("["):
        return blank.kind
    return next((kind for kind, pattern in _BRACKETS if pattern.search(blank.text)), blank.kind)


def _in_its_words(text: str, blank: Blank) -> Span:
    """« de XXXX, les services »: a short blank with its neighbours on its line."""
    start, end = trim(text, blank.start, blank.end)
    return (start, end) if end - start >= _SHORT else with_neighbours(text, (start, end), _BESIDE, _BESIDE)


def _flat(text: str) -> str:
    return " ".join(text.split())[:120]
