"""What kind of thing a question asks for, and whether a text holds such a thing at all.

A clause about the right subject is no answer when the question asks « combien » and the clause holds no number: the
program then says what the text is silent about instead of letting a neighbour's figure pass for the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ctgbot.text.blanks import find_blanks
from ctgbot.text.normalise import level
from ctgbot.text.quantities import QuantityKind, find_quantities
from ctgbot.text.words import stem


@dataclass(frozen=True, slots=True)
class AnswerType:
    """`asks` reads the question in level form; `holds` says whether a text has such a thing;
    `silence` completes « Le texte ne précise pas … »; `exact` when any other thing of the kind near by would be wrong;
    `attribute` when it is a detail of the clause asked about, so that another clause which has one is no better."""

    name: str
    asks: re.Pattern[str]
    holds: Callable[[str], bool]
    silence: str
    exact: bool = False
    attribute: bool = False


def _has(*kinds: QuantityKind) -> Callable[[str], bool]:
    return lambda text: any(quantity.kind in kinds for quantity in find_quantities(text))


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: bool(compiled.search(level(text)))


# « Madame Véronique DELCOURT », « M. Théodore Lanquetin »
_PERSON = re.compile(r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Messieurs|Mesdames|Dr|Maître)\s+[A-ZÀ-Ý]")


def _has_person(text: str) -> bool:
    return bool(_PERSON.search(text))


# A duration without a figure: « et après son expiration », « N+4 au maximum », « immédiat », « du … au … ».
_LASTING = re.compile(
    r"\bjusqu'au\b|\bimmediat|\bn\s*\+\s*\d|\bsans delai|\bsans qu'il soit besoin|\ba compter d[eu]\b|"
    r"\bapres (?:son|l'|la|sa) (?:expiration|terme|fin)|\bau-dela|\bexpir|\bpendant toute la (?:duree|convention)|"
    r"\bapres sa fin\b|\bla convention est terminee"
)


def _has_duration(text: str) -> bool:
    return any(q.kind == "duration" for q in find_quantities(text)) or bool(_LASTING.search(level(text)))


_WHEN = (
    r"\d{4}|a compter d|au plus tard|a l'issue|au fur et a mesure|lors d|avant l|apres|jusqu|annuel|semestr|trimestr|"
    r"chaque (?:an|mois|semestre|trimestre|automne|printemps|ete|hiver)|des (?:la|le|l')|a la date|a mi-parcours|"
    r"pendant|durant|en cours|immediat|a l'expiration|une fois |"
    r"(?:jour|semaine|mois|an|annee)s? (?:avant|apres|suivant)"
)
TYPES: tuple[AnswerType, ...] = (
    AnswerType(
        "amount",
        re.compile(
            r"\bmontants?\b|\bsommes?\b|"
            r"(?<!tous les )(?<!du )(?<!au )(?<!bout de )(?<!sous )(?<!pendant )(?<!dans )\bcombien\b(?! (?:de|"
            r"d')|\s*au\b)|\bcombien (?:d'argent|d'euros|(?:ca|cela) coute|coute|vers|financ|touch|percoi|"
            r"recoi|paie|paye|represente)|\bprix\b|\btarifs?\b|\bcouts?\b|\ben euros\b|\beuros?\b|"
            r"\benveloppe|\bquel budget|\bbudget (?:de|du|annuel|alloue|total)|\bhow much|\bamount"
        ),
        _has("money"),
        "de montant",
        exact=True,
    ),
    AnswerType(
        "percent",
        re.compile(
            r"\bpourcentages?\b|\bquel(?:le)? (?:est )?(?:le |la )?(?:taux|part|proportion)\b|"
            r"\bpour ?cent\b|\bquelle part\b"
        ),
        _has("percent"),
        "de taux",
        exact=True,
    ),
    AnswerType(
        "phone",
        re.compile(
            r"\btelephon|\bnumero (?:de |du )?(?:tel|portable)|\bjoindre\b(?=.*\b(?:caf|mairie|"
            r"responsable))|\bcoordonnees\b|\bphone"
        ),
        _matches(r"\b0\d(?:[ .]?\d\d){4}\b|\+33"),
        "de numéro de téléphone",
        exact=True,
    ),
    AnswerType(
        "mail",
        re.compile(
            r"\badresse (?:mail|e-?mail|electronique|courriel)|\b(?:quel(?:le)? est|donne\w*|avez|"
            r"avoir) .{0,20}\b(?:mail|courriel|e-mail)\b"
        ),
        _matches(r"\S@\S"),
        "d'adresse électronique",
        exact=True,
    ),
    AnswerType(
        "address",
        re.compile(r"\badresse\b(?! (?:mail|e-?mail|electronique|courriel))|\bou (?:se trouve|est situe|sont situe)"),
        _matches(
            r"\b\d{5} [a-z]|\b\d{1,3},? (?:rue|avenue|place|boulevard|quai|chemin|allee|route|impasse)\b|"
            r"\bsiege\b"
        ),
        "d'adresse",
        exact=True,
    ),
    AnswerType(
        "hours",
        re.compile(r"\bhoraires?\b|\ba quelle heure\b|\bheures? d'ouverture"),
        _matches(r"\b\d{1,2} ?h(?:eures?)?(?: ?\d\d)?\b"),
        "d'horaires",
        exact=True,
    ),
    AnswerType(
        "name",
        re.compile(
            r"\bqui (?=(?:represente|signe)\b)|"
            r"\bcomment s'appelle(?:nt)?\b|\b(?:le |les |quels? (?:est|sont) (?:le |les )?)noms? (?:de|du|"
            r"des|d')\b|\bqui est (?:le|la|notre|l')\b|\bquel(?:le)? est l'identite\b|\bwho is\b"
        ),
        _has_person,
        "de nom",
        exact=True,
    ),
    AnswerType(
        "start",
        re.compile(
            r"\b(?:a partir|a compter|depuis) d(?:e|u) (?:quand|quel|quelle)\b(?=.*\b(?:cour|compt|delai|"
            r"preavis|mois|jours))|\bpoint de depart\b|\bon (?:le |les )?compte\b|\bcommence a courir|"
            r"\bcour(?:t|ent)\b(?=.*\b(?:delai|preavis|\d+ mois))|\b(?:delai|preavis|"
            r"mois)\b(?=.*\bcour(?:t|ent)\b)"
        ),
        _matches(
            r"\ba compter d|\bsuivant\b|\ba partir d|\bdes (?:la|le|l'|sa|son)\b|apres (?:la|sa|l')|"
            r"\bde (?:la |l'|sa )?(?:reception|envoi|notification|presentation|date)|du jour|avant (?:le|"
            r"la|l'|son|sa)"
        ),
        "le point de départ du délai",
        attribute=True,
    ),
    AnswerType(
        "form",
        re.compile(
            r"\brecommande|\blrar\b|\blr ?/? ?ar\b|\bpar ecrit\b|\bquelle forme\b|\bsimple (?:lettre|mail|"
            r"courrier|courriel)|\bpar (?:mail|courriel|courrier|lettre|e-mail)|\b(?:un|une) (?:mail|"
            r"courriel|courrier|lettre)\b(?=.*\bsuffi)"
        ),
        _matches(
            r"\blettre\b|\brecommande|\becrit|\bcourrier|\bnotifi|\bcourriel|\belectronique|\bpli\b|"
            r"\bexploit\b"
        ),
        "la forme à respecter",
        attribute=True,
    ),
    AnswerType(
        "frequency",
        re.compile(
            r"\b(?:combien|nombre) de (?:fois|reunions?|seances?|copils?|comites?)|\bfrequence|\brythme|"
            r"\btous les combien|\bperiodicite|\ba quel intervalle|\bhow often|\bsouvent\b|\bse reuni|"
            r"\breunions? par an"
        ),
        _matches(
            r"\bfois\b|semestr|trimestr|quadrimestr|annuel|mensuel|hebdomadaire|\bpar (?:an|mois|trimestre|"
            r"semestre|annee|quadrimestre)\b|\bchaque (?:an|mois|annee|trimestre|semestre)|\bmois sur\b|"
            r"\bl'an\b|reunions?\b.*\bpar\b|tous les|autant que de besoin"
        ),
        "de fréquence",
    ),
    AnswerType(
        "duration",
        re.compile(
            r"\bdelais?\b|\bpreavis\b|\bprevenance\b|\bcombien (?:de |d')(?:temps|tps|mois|jours|semaines|"
            r"annees|ans)\b|\b(?:cb|comb) de (?:temps|tps|mois|jours)|\bduree\b|\bau bout de combien|"
            r"\bsous combien|\bpendant combien|\bnotice period|\bhow long|\ba l'avance\b"
        ),
        _has_duration,
        "de délai ou de durée",
    ),
    AnswerType(
        "date",
        re.compile(
            r"\bdu combien au combien\b|\bde quand a quand\b|\bquel jour\b|"
            r"\bquelle(?:s)? (?:est la |sont les )?dates?\b|"
            r"\bdate (?:de|d'|du|limite|exacte|butoir|pour)|\ben quelle annee"
        ),
        _has("date", "year"),
        "de date",
        exact=True,
    ),
    AnswerType(
        "when",
        re.compile(r"\bquand\b|\bjusqu'(?:a|en) quand|\bdepuis quand|\ba partir de quand|\bquelle echeance|\bwhen\b"),
        _matches(_WHEN),
        "de date ni de moment",
    ),
)  # fmt: skip

_HOW_MANY = re.compile(
    r"\bcombien (?:y a-t-il )?(?:de |d')\s*([a-z-]+)|\bnombre (?:de |d')\s*([a-z-]+)|"
    r"\bquel est le nombre (?:de |d')([a-z-]+)|\bhow many ([a-z]+)"
)
# « En autant d'exemplaires originaux que de signataires » counts without a figure.
_AS_MANY = re.compile(r"\bautant (?:de |d')([a-z' -]{3,60}?) (?:que\b|qu'|qu\b)")
_NOT_THINGS = frozenset([
    "temps", "tps", "mois", "jour", "jours", "semaine", "semaines", "an", "ans", "annee", "annees", "fois", "reunion",
    "reunions", "copil", "copils", "comite", "comites", "euro", "euros", "argent", "seance", "seances",
])  # fmt: skip
LISTED = re.compile(
    r"\b(?:quel(?:le)?s sont|quel(?:le)?s (?:\w+ ){1,2}(?:sont|doivent|peuvent|a|ont|figurent|couvre)|"
    r"listes? des|listez? les|enumere|cite[rz]?|lesquel|missions?|objectifs?|domaines?|quel role|"
    r"a quoi sert|que fait|qui sont|qui signe)\b"
)


def asked_types(question: str) -> tuple[AnswerType, ...]:
    """The kinds of thing that a question asks for: several when it asks several, none for « qui », « comment »."""
    flat = level(question)
    found = [kind for kind in TYPES if kind.asks.search(flat)]
    counted = _HOW_MANY.search(flat)
    if counted:
        thing = next(group for group in counted.groups() if group)
        if thing not in _NOT_THINGS:
            found.append(_count_of(thing))
    names = {kind.name for kind in found}
    if "start" in names or "frequency" in names or "duration" in names:
        found = [kind for kind in found if kind.name != "when"]
    if "frequency" in names and "start" not in names:
        found = [
            kind for kind in found if kind.name != "duration" or not re.search(r"combien de (?:fois|reunion)", flat)
        ]
    return tuple(found)


def _without_blanks(text: str) -> str:
    """« En décembre 20.., la Caf accompagne [nombre] foyers »: the figure of a blank counts nothing."""
    for blank in find_blanks(text):
        text = f"{text[: blank.start]}{' ' * (blank.end - blank.start)}{text[blank.end :]}"
    return text


def _count_of(thing: str) -> AnswerType:
    wanted = stem(thing)

    def holds(text: str) -> bool:
        text = _without_blanks(text)
        flat = level(text)
        as_many = _AS_MANY.finditer(flat)
        if any(stem(word) == wanted for match in as_many for word in re.findall(r"[a-z-]+", match[1])):
            return True
        for quantity in find_quantities(text):
            if quantity.kind == "count":
                near = flat[quantity.start : quantity.end + 60]
                if any(stem(word) == wanted for word in re.findall(r"[a-z-]+", near)):
                    return True
        return False

    return AnswerType(f"count:{thing}", _HOW_MANY, holds, f"le nombre de « {thing} »", exact=True)
