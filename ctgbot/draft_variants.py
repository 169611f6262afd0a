"""Other wordings of a sentence of the genre: the same figures in the same order, another turn of phrase."""

from __future__ import annotations

import re
from collections.abc import Callable

from ctgbot.drafting.french import of

Rewrite = str | Callable[[re.Match[str]], str]

_WHEN = r"(?:En (?:décembre )?(?:\d{4}|\[[^\]]*\])|À ce jour)"
# Each line: what a sentence begins with or holds, then how else it may be said. Numbers and names are only moved.
_TURNS: tuple[tuple[re.Pattern[str], tuple[Rewrite, ...]], ...] = (
    # « En 2023, les services de la Caf accompagnent 2 850 foyers allocataires à Lys-lez-Lannoy, soit … »
    (
        re.compile(rf"^(?P<when>{_WHEN}), les services de la Caf accompagnent "),
        (
            r"\g<when>, la Caf accompagne ",
            lambda match: f"Les services de la Caf accompagnent, {_lower(match['when'])}, ",
        ),
    ),
    (re.compile(r"^(?P<head>À|Au|Aux)(?P<where> .+?), les services de la Caf accompagnent "),
     (r"\g<head>\g<where>, la Caf accompagne ",)),
    # « Ces foyers représentent 5 900 personnes couvertes. »
    (re.compile(r"^Ces foyers représentent "), ("L'ensemble de ces foyers représente ", "Ces foyers rassemblent ")),
    # « On y compte 471 foyers monoparentaux, soit … »
    (re.compile(r"^On y compte "), ("Le territoire compte ", "On y dénombre ")),
    (re.compile(r"(?<=, )on y compte "), ("le territoire compte ", "on y dénombre ")),
    # « La Caf y contribue par [à compléter : type de financement – Caf]. »
    (re.compile(r"^La Caf y contribue par "), ("La Caf apporte son concours par ", "La Caf y participe par ")),
    (re.compile(r"^Le diagnostic relève "), ("Le diagnostic fait apparaître ", "Le diagnostic met en évidence ")),
    # « … sont financés au titre de l'action sociale, soit … »
    (
        re.compile(r" sont financés au titre de l'action sociale"),
        (
            " bénéficient d'un financement au titre de l'action sociale",
            " reçoivent un soutien financier au titre de l'action sociale",
        ),
    ),
    (re.compile(r"^La Caf y consacre "), ("La Caf consacre à ce territoire ", "La Caf y affecte ")),
    (re.compile(r"^Ces éléments sont détaillés dans "), ("Le détail de ces éléments figure dans ",)),
    # « Pour la petite enfance, la collectivité intervient par … »
    (
        re.compile(r"^Pour (?P<field>(?:l'|la |le |les )[^,]+), la collectivité intervient par "),
        (
            lambda match: f"Dans le domaine {_of(match['field'])}, la collectivité intervient par ",
            lambda match: f"{_upper(match['field'])} : la collectivité y intervient par ",
        ),
    ),
    (
        re.compile(r"^Pour (?P<field>(?:l'|la |le |les )[^,]+), la Caf et la collectivité soutiennent "),
        (
            lambda match: f"Dans le domaine {_of(match['field'])}, la Caf et la collectivité soutiennent ",
            lambda match: f"Pour {match['field']}, la collectivité et la Caf soutiennent ensemble ",
        ),
    ),
    (
        re.compile(r"^Ces actions s'inscrivent dans "),
        ("Ces actions sont cohérentes avec ", "Les actions communes s'inscrivent dans "),
    ),
    (re.compile(r"^Les compétences se répartissent ainsi :"), ("La répartition des compétences est la suivante :",)),
)  # fmt: skip


def variants(sentence: str) -> tuple[str, ...]:
    """Other wordings, without the sentence itself; none where the table has no turn for it."""
    found = [pattern.sub(rewrite, sentence, count=1) for pattern, rewrites in _TURNS for rewrite in rewrites]
    return tuple(dict.fromkeys(other for other in found if other != sentence))


def _of(field: str) -> str:
    """« du logement et du cadre de vie »."""
    return " et ".join(of(part) for part in field.split(" et "))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
