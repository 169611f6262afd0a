"""The fixed rubrics of a fiche-action: « Constat », « Pilote : la Caf », « Indicateurs » in a table's first column.

They are parts only inside a fiche (or another part of a plan), and only when it has at least two of them:
« Objectifs : » alone is a line that introduces a list.
"""

from __future__ import annotations

import re

from ctgbot.text.headings import Heading
from ctgbot.text.lines import Line
from ctgbot.text.normalise import level
from ctgbot.text.sommaire import has_page_mark

Headings = tuple[Heading | None, ...]

_FEWEST = 2  # different rubrics in one fiche
_LONGEST = 60
_FULL_LINE = 60
_HEADS = ("rubrique", "rubriques", "item", "items")  # of the first column: the next cell heads the second one
_MORE = r"(?: [a-z'/&-]+){0,4}"  # « indicateurs de réalisation »
_ALONE = r"(?: ?\((?:s|e|es|x)\)| (?:n\+?)?\d{1,2})?"
_NAMES = (
    r"constats?|contexte|diagnostic|etat des lieux|enjeux?|problematiques?|objectifs?|finalites?|buts?"
    r"|resultats? attendus?|description|contenu|modalites?|mise en oeuvre|demarche"
    r"|actions? (?:a mener|prevues?|envisagees?|proposees?)"
    r"|publics?|beneficiaires?|cibles?|territoires?|perimetre|echelle"
    r"|pilotes?|pilotage|copilotes?|co-pilotes?|copilotage|porteurs?|responsables?|referents?|chefs? de file"
    r"|animateurs?|partenaires?|partenariats?|acteurs?|contributeurs?"
    r"|etapes?|calendrier|echeancier|echeances?|delais?|planning|duree"
    r"|moyens?|ressources?|budget|financements?|financeurs?|couts?|plan de financement|leviers?|freins?"
    r"|points? de vigilance|indicateurs?|evaluation|suivi|valeurs? cibles?|livrables?|perspectives?|bilan"
    r"|liens?|articulations?|declinaison|coherence|transversalites?|observations?|priorite|intitule"
)
_NAME = rf"(?:{_NAMES}){_ALONE}{_MORE}"
_LABEL = re.compile(rf"^(?:{_NAME})\s*:?\s*$")
_RUN_IN = re.compile(rf"^(?:{_NAME})\s*:\s+(?=\S)")
_BEGINS = re.compile(rf"^(?:{_NAMES})\b")


def with_rubrics(lines: tuple[Line, ...], headings: Headings) -> Headings:
    """The headings with the rubrics of each fiche; a text that has no plan is left as it is."""
    out = list(headings)
    if not any(heading and heading.shape == "plan" for heading in headings):
        return headings
    inside = False
    group: dict[int, Heading] = {}
    for position, line in enumerate(lines):
        heading = out[position]
        found = _rubric(line, heading) if inside else None
        if found and (
            (heading is None and _runs_on(lines[max(0, position - 1)], line)) or _heads_table(lines, position)
        ):
            found = None
        if found:
            group[position] = found
        elif heading and heading.shape not in ("bold", "markdown", "square"):
            _settle(out, group)
            inside = heading.shape == "plan" or (inside and heading.shape == "numbered")
    _settle(out, group)
    return tuple(out)


def _settle(out: list[Heading | None], group: dict[int, Heading]) -> None:
    if len({level(heading.label) for heading in group.values()}) >= _FEWEST:
        for position, heading in group.items():
            out[position] = heading
    group.clear()


def _rubric(line: Line, heading: Heading | None) -> Heading | None:
    """The rubric that a line is or begins with."""
    if heading and (heading.shape not in ("bold", "markdown", "named") or heading.kind == "signature"):
        return None
    if line.is_blank or line.is_bullet or (has_page_mark(line) and "\t" not in line.text):
        return None
    cells = line.cut(400).bare.split("\t")
    label = label_of(cells[0])
    if not label or (len(cells) > 1 and any(label_of(cell) for cell in cells[1:])):
        return None  # « Objectif / Public / Pilote »: the head of a table, not a rubric
    style = heading.style if heading else 0
    return Heading("partie", None, label, label, line.start, shape="rubric", style=style)


def _runs_on(above: Line, line: Line) -> bool:
    """« … avec les / Partenaires du territoire »: a line of prose that the page's width has cut."""
    is_cut = len(above.text) >= _FULL_LINE and above.text.rstrip()[-1:].isalpha() and "\t" not in above.text
    return is_cut and ":" not in line.text and "\t" not in line.text


def _heads_table(lines: tuple[Line, ...], position: int) -> bool:
    """« Rubrique / Contenu », or below the rubric « Indicateurs » the line « Indicateur, valeur de départ, cible »."""
    above = next((line for line in reversed(lines[max(0, position - 3) : position]) if not line.is_blank), None)
    if above is None:
        return False
    name = level(above.bare).rstrip(" :")
    if "\t" not in lines[position].text:
        return name in _HEADS
    return "\t" not in above.text and is_rubric(above) and not _RUN_IN.match(level(above.bare))


def label_of(cell: str) -> str:
    """« Pilote : la Caf » → « Pilote »; « Indicateurs de suivi » itself; empty for anything else."""
    bare = cell.strip().strip("*").strip().lstrip("▪■►➢ ").strip()
    if not bare[:1].isupper():
        return ""
    levelled = level(bare[: _LONGEST * 2])
    if not _BEGINS.match(levelled):
        return ""
    run_in = _RUN_IN.match(levelled)
    if run_in and len(run_in[0]) <= _LONGEST:
        return bare[: run_in.end()].rstrip(" :\u00a0\u202f\t")
    if len(bare) <= _LONGEST and _LABEL.match(levelled):
        return bare.rstrip(" :\u00a0\u202f")
    return ""


def is_rubric(line: Line) -> bool:
    """« Constat », « Pilote : la Caf »: never the title of the fiche above it."""
    return bool(label_of(line.cut(400).bare.split("\t")[0]))
