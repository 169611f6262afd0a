"""The French sentences around the clauses of several conventions: counts, values, and what could not be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctgbot.text.survey_condition import Survey
from ctgbot.text.survey_counts import Counted, Doubt

MOST_NAMED = 12
_EXTREMES = {"smallest": "la plus petite valeur", "largest": "la plus grande valeur"}
_DOUBTS: Mapping[Doubt, str] = {
    "a_completer": "à compléter dans le texte",
    "contradictoire": "deux clauses se contredisent",
    "non_lu": "des pages n'ont pas pu être lues",
    "non_releve": "clauses non relevées : le fichier est à indexer de nouveau",
    "libelle": "rédigé autrement, à lire",
    "cite": "cité dans le texte, sans clause que le registre retienne",
}
ABSENT = "non prévu"
BEFORE = "Valeur remplacée"


def conventions(count: int) -> str:
    """« 1 convention », « 12 conventions »."""
    return f"{count} convention{'s' if count > 1 else ''}"


def headline(label: str, survey: Survey, counted: Counted) -> str:
    """« Dénonciation : préavis, inférieur à 6 mois : 3 conventions sur 10. »"""
    decided = counted.total - counted.open_total
    met = conventions(counted.met_total) if counted.met_total else "aucune convention"
    met = f"{met[:1].upper()}{met[1:]} sur {decided}"
    if survey.relation == "spread":
        said = len([tally for tally in counted.met if tally.status == "rempli"])
        return f"{label} : {f'{said} valeurs différentes' if said > 1 else 'une seule valeur'}, {conventions(decided)}."
    if survey.relation in ("given", "missing"):
        return f"{met} {'avec' if survey.relation == 'given' else 'sans'} cette clause : {label}."
    return f"{label}, {survey.words or _EXTREMES[survey.relation]} : {met[:1].lower()}{met[1:]}."


def heading(value: str, count: int) -> str:
    """What stands above the conventions that say the same."""
    return f"{value[:1].upper()}{value[1:]} : {conventions(count)}."


def others(said: Sequence[tuple[str, int]]) -> str:
    """« Les autres : 6 mois (5), non prévu (1). »"""
    return f"Les autres : {', '.join(f'{value} ({count})' for value, count in said)}."


def having(count: int) -> str:
    """The others, when those without the clause were asked for."""
    return f"Les autres l’ont : {conventions(count)}."


def more(count: int) -> str:
    """Lines that are counted and not shown."""
    return f"… et {conventions(count)} de plus, non affichée{'s' if count > 1 else ''}."


def total(counted: Counted, examples: int) -> str:
    """« 11 conventions lues, dont 10 exemples fictifs ; toutes ont pu être départagées. »"""
    fictional = f", dont {examples} exemple{'s' if examples > 1 else ''} fictif{'s' if examples > 1 else ''}"
    read = f"{conventions(counted.total)} lue{'s' if counted.total > 1 else ''}{fictional if examples else ''}"
    left = counted.open_total
    return f"{read} ; {left} sans réponse possible." if left else f"{read} ; aucune n'est restée sans réponse."


def undecided(doubt: Doubt, names: Sequence[str], count: int) -> str:
    """« Sans réponse (à compléter dans le texte) : « CTG Val-de-Brelle (projet) ». »"""
    listed = ", ".join(f"« {name} »" for name in names[:MOST_NAMED])
    left = f" et {count - MOST_NAMED} autres" if count > MOST_NAMED else ""
    return f"Sans réponse ({_DOUBTS[doubt]}) : {listed}{left}."


def silent(name: str) -> str:
    """A line without a quote: the whole text was read and has no such clause."""
    return f"{name} : {ABSENT} dans le texte, lu en entier."
