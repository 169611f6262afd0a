"""The places and the things that a question names, and how French joins them to a preposition.

For rewriting a follow-up only: what a name stands for in the corpus is the scope's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ctgbot.text.normalise import level

Gender = Literal["m", "f"]
_CAPITAL = r"[A-ZÀ-Ý][\wÀ-ÿ]*(?:['’-][\wÀ-ÿ]+)*"
_NAME = rf"{_CAPITAL}(?:[ -](?:(?:de|du|des|la|le|les|en|sur|sous|lez|lès|d['’]|l['’])[ -]?)*{_CAPITAL})*"
_HOLDER = (
    r"(?:(?:la |l['’]|notre |cette )?(?i:ctg|convention(?: territoriale globale)?|commune|ville|mairie|avenant"
    r"|m[ée]tropole|agglom[ée]ration|communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)) )"
)
# « à Marsauvin », « pour la CTG de Hem », « chez les Coteaux de Lorvane », « au Vaudrecy »
_PLACED = re.compile(
    rf"(?P<joint>(?<!\w)(?i:[àa]|au|aux|de|du|des|d['’]|chez|pour|dans|in|of|for))\s*"
    rf"(?P<holder>(?:{_HOLDER}(?:de |du |des |d['’]|la ){{0,2}})*)(?P<article>(?i:les|le|la"
    rf"|l['’])\s*)?(?P<name>{_NAME})"
)
_HEADED = re.compile(rf"^\s*(?P<name>{_NAME})\s*(?=:)")  # « Val-Mésange : la commune ne tient pas… »
_NOT_NAMES = """
caf cafs ctg cej msa rgpd sdsf cnaf cnil dpo copil cotech etat epci maire prefet departement madame monsieur mme laep
rpe eaje alsh pmi ccas reaap avs cog cpog lrar rar qpv france europe nord nation janvier fevrier mars avril mai juin
juillet aout septembre octobre novembre decembre bonus convention avenant article annexe comite
"""
_NO_PLACES = frozenset(_NOT_NAMES.split())
_CAF = re.compile(r"\b(?:cafs?|caisse d'allocations familiales|departement|prefet|m\.|mme|monsieur|madame)\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """`name` without its article, which is « », « le », « la » or « les »; `start`, `end` cover the joint and what
    holds the name; the name itself, with its article and the last joint before it, begins at `name_start`."""

    name: str
    article: str
    joint: str
    start: int
    name_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thing:
    """« comité de pilotage », masculine, one; `rank` 0 is what people mean by « il », higher the less."""

    name: str
    gender: Gender
    plural: bool
    rank: int
    family: str
    start: int
    end: int

    @property
    def with_article(self) -> str:
        """« le comité de pilotage », « l'avenant », « les annexes »."""
        return f"{article_of(self.name, self.gender, self.plural)}{self.name}"


def article_of(name: str, gender: Gender, plural: bool) -> str:
    """« le », « la », « l' » or « les », with the space that it wants."""
    if plural:
        return "les "
    if level(name)[:1] in "aeiouy" or level(name)[:2] == "ho":
        return "l'"
    return "le " if gender == "m" else "la "


def joined(preposition: str, phrase: str) -> str:
    """« de », « le comité » → « du comité »; « à », « les Coteaux » → « aux Coteaux »; « de », « Hem » → « de Hem »."""
    opening = re.match(r"(?i:(le|les)\s+)", phrase)
    if opening and preposition in ("de", "à"):
        contracted = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
        return f"{contracted[preposition, opening[1].lower()]} {phrase[opening.end() :]}"
    if preposition == "de" and level(phrase)[:1] in "aeiouy":
        return f"d'{phrase}"
    return f"{preposition} {phrase}"


def placed(place: Place, preposition: str) -> str:
    """« à Hem », « des Coteaux de Lorvane »."""
    return joined(preposition, f"{place.article} {place.name}".strip())


def places_in(question: str, territoires: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """Names of places, by their capital, or by the names given when they are typed without."""
    headed = _HEADED.search(question)
    found = [_headed(headed)] if headed and level(headed["name"]) not in _NO_PLACES else []
    for match in _PLACED.finditer(question):
        words = re.findall(r"\w+", level(match["name"]))
        before = level(question[: match.start()])
        if words[0] in _NO_PLACES or _CAF.search(before) or (len(words) == 1 and len(words[0]) < 3):
            continue
        found.append(_place(match))
    return tuple(found) or _typed(question, territoires)


def _headed(match: re.Match[str]) -> Place:
    return Place(match["name"], "", "", match.start(), match.start("name"), match.end())


def _place(match: re.Match[str]) -> Place:
    """The article is written, or inside the joint: « aux Coteaux », « de la CTG du Quesnoy »."""
    inner = re.search(r"(?:de la|du|des|de l['’]|de|d['’]|la)\s*$", match["holder"])
    last = inner[0] if inner else ("" if match["holder"] else match["joint"])
    start = match.start("holder") + inner.start() if inner else match.start("article" if match["article"] else "name")
    start = start if match["holder"] else match.start()
    held = level(last.strip())
    article = {"du": "le", "au": "le", "des": "les", "aux": "les"}.get(held, level(match["article"] or "").strip())
    name = match["name"]
    capital = re.match(r"(Les?|La) (?=[A-ZÀ-Ý])", name)
    if capital and not article:
        article, name = capital[1].lower(), name[capital.end() :]
    return Place(name, article, held, match.start(), start, match.end())


def _typed(question: str, territoires: tuple[str, ...]) -> tuple[Place, ...]:
    flat = level(question)
    for name in territoires:
        match = re.search(rf"(?:\b(?:a|au|aux|de|du|des|pour|chez|dans) |\bd')?{re.escape(level(name))}\b", flat)
        if match:
            return (Place(name, "", "", match.start(), match.start(), match.end()),)
    return ()


# Things of the trade: words in level form, as written, gender, family. Those of one family take each other's place.
_TABLE: tuple[tuple[str, Gender, int, str], ...] = (
    (r"comites? de pilotage|copils?|comites? techniques?|cotechs?|comites? de suivi|comites? de coordination", "m", 0,
     "instance"),
    (r"groupes? (?:thematiques?|de travail|projets?)|conseils? (?:municipal|communautaire)", "m", 0, "instance"),
    (r"commissions?(?: [a-z]+)?|instances?(?: [a-z]+)?|assemblees?", "f", 0, "instance"),
    (r"plans? d'actions?|diagnostics?(?: partages?)?|bonus(?: territoires?)?(?: ctg)?|schemas? departementa(?:l|ux)"
     r"(?: des services aux familles)?|sdsf|rpe|laep|bilans?|contrats? enfance(?: et)?[ -]jeunesse|cej"
     r"|charges? de cooperation(?: ctg)?|reglements? amiables?|projets?|avenants?|recommandes?|dpo", "m", 0, "objet"),
    (r"fiches?(?:[ -]actions?)?(?: \d+(?:\.\d+)?)?|annexes?(?: \d+)?|clauses?|evaluations?|deliberations?|lettres?"
     r"|subventions?|creches?", "f", 0, "objet"),
    (r"articles? \d+|axes? \d+", "m", 0, "objet"),
    (r"delais? (?:de |de la |d'une )?(?:prevenance|preavis|mise en demeure|denonciation|resiliation)|preavis", "m", 1,
     "delai"),
    (r"mises? en demeure|denonciations?|resiliations?|reconductions?|confidentialite|juridictions?"
        r"|procedures?", "f", 0,
     "acte"),
    (r"tribuna(?:l|ux)(?: administratifs?)?|litiges?|engagements?|logos?|signataires?|indicateurs?", "m", 1, "acte"),
    (r"secretariats?|delais?|roles?|rythmes?|membres?|objectifs?|points? de depart|montants?|effets?|noms?", "m", 3,
     "detail"),
    (r"compositions?|animations?|presidences?|missions?|frequences?|periodicites?|formes?|durees?|dates?|echeances?"
     r"|validations?|consequences?|conditions?|modalites?", "f", 3, "detail"),
    (r"conventions?(?: territoriales? globales?)?|ctgs?", "f", 2, "convention"),
    (r"cafs?|msa|communes?|villes?|collectivites?|mairies?|metropoles?", "f", 4, "partie"),
    (r"departements?|maires?|epci|prefets?", "m", 4, "partie"),
)  # fmt: skip
_THINGS = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), gender, rank, family) for words, gender, rank, family in _TABLE
)
_SINGULAR = re.compile(r"\b(?:bonus|preavis|rpe|sdsf|dpo|cej|laep|msa|epci)\b")


def things_in(text: str, nested: bool = False) -> tuple[Thing, ...]:
    """What is named, in the order of the text; of two that overlap, the longer, unless those inside it are wanted."""
    flat = level(text).replace("\n", " ")
    found = []
    for pattern, gender, rank, family in _THINGS:
        for match in pattern.finditer(flat):
            name = text[match.start() : match.end()]
            plural = flat[match.start() : match.end()].split()[0].endswith(("s", "ux")) and not _SINGULAR.match(
                match[0]
            )
            found.append(Thing(name, gender, plural, rank, family, match.start(), match.end()))
    kept = [t for t in found if nested or not any(_covers(other, t) for other in found)]
    return tuple(sorted(kept, key=lambda thing: thing.start))


def _covers(other: Thing, thing: Thing) -> bool:
    inside = other.start <= thing.start and thing.end <= other.end
    return inside and other.end - other.start > thing.end - thing.start
