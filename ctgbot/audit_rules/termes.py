"""Names that change: the defined term and those used instead, the place's spelling, a sigle spelt two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ctgbot.audit_rules.finding import Finding, Severity, Subject, with_neighbours
from ctgbot.text.normalise import fold, level
from ctgbot.text.spans import Span

# « Ci-après dénommée « la Commune » »
_DEFINED = re.compile(
    r"ci[- ]apres(?: [a-z]+){0,3}?\s*[,:]?\s*[\"(\[]*\s*(?P<term>(?:la|le|l')\s?[a-z]+)\b"
    r"(?P<kind> (?:de communes|d'agglomeration|urbaine|nouvelle))?",
    re.DOTALL,
)
# Words for one and the same collectivité: a grouping has member communes beside it, a commune has no other commune.
_SAME = {
    "la commune": ("la collectivite", "la ville", "la municipalite"),
    "la ville": ("la collectivite", "la commune", "la municipalite"),
    "la collectivite": ("la commune", "la ville", "la municipalite"),
    "la communaute": ("la collectivite", "l'intercommunalite"),
    "l'agglomeration": ("la collectivite", "l'intercommunalite"),
    "la metropole": ("la collectivite", "l'intercommunalite"),
}
_ACCENTED = {
    "collectivite": "Collectivité", "municipalite": "Municipalité", "communaute": "Communauté",
    "metropole": "Métropole", "intercommunalite": "Intercommunalité", "agglomeration": "Agglomération",
}  # fmt: skip
_NOT_PLAIN = r"(?! (?:de |d'|des |du |membre|signataire|territoriale|nationale|voisine|pilote|nouvelle|concernee))"
# « engagement de la collectivité, dans une visée universelle »: society, not the signatory
_SIGLES = (
    "Caf",
    "Ctg",
    "Msa",
    "Cnaf",
    "Sdsf",
    "Cej",
    "Cog",
    "Cpog",
    "Rgpd",
    "Cnil",
    "Eaje",
    "Alsh",
    "Laep",
    "Rpe",
    "Copil",
)
_BESIDE = 40  # characters
_VARIANTS = (
    ("plan d’action", re.compile(r"\bplans? d['’]action\b"), "plan d’actions", re.compile(r"\bplans? d['’]actions\b")),
    (
        "fiche action",
        re.compile(r"\bfiches? actions?\b", re.I),
        "fiche-action",
        re.compile(r"\bfiches?-actions?\b", re.I),
    ),
)


def find(subject: Subject) -> Iterator[Finding]:
    """Findings incoherence.designation, langue.toponyme, langue.sigle, langue.variante, langue.terme."""
    yield from _designations(subject)
    yield from _toponyms(subject)
    yield from _sigles(subject)
    yield from _variants(subject)
    yield from _coordinator(subject)


def _designations(subject: Subject) -> Iterator[Finding]:
    """The defined term against the other words for the same signatory, in the articles."""
    opening = level(subject.text[: subject.articles[0].start] if subject.articles else "")
    defined = {m["term"].replace("' ", "'"): m["kind"] or "" for m in _DEFINED.finditer(opening)}
    uses = _uses(subject)
    for term, kind in defined.items():
        others = [(other, uses[other]) for other in _SAME.get(term, ()) if other in uses and other not in defined]
        if not others:
            continue
        whole = term + kind  # « la communaute de communes »
        name = _accented(term) + kind.replace("agglomeration", "agglomération")
        own = sum(one.flat.count(whole) for one in subject.bodies()) if kind else len(uses.get(term, ()))
        counted = ", ".join(f"« {_accented(name)} » ({len(places)} fois)" for name, places in others)
        used = "n’est employé dans aucun article" if not own else f"est employé {own} fois"
        message = f"Le terme défini « {name} » {used} ; les articles disent aussi {counted}."
        severity: Severity = "moyenne" if own else "haute"
        suggestion = f"Employer partout le terme défini « {name} », après relecture de chaque emploi."
        span = others[-1][1][0]
        yield subject.at("incoherence.designation", severity, span, message, suggestion)


def _accented(name: str) -> str:
    """« la collectivite » → « la Collectivité »: as a defined term is written."""
    article, word = name[:2] if name.startswith("l'") else f"{name[:2]} ", name[2:].strip()
    return article + _ACCENTED.get(word, word.capitalize())


def _uses(subject: Subject) -> dict[str, list[tuple[int, int]]]:
    """Where the articles use each word for the collectivité, each with its sentence."""
    uses: dict[str, list[tuple[int, int]]] = {}
    names = {*_SAME, *(other for others in _SAME.values() for other in others)}
    for name in names:
        pattern = re.compile(rf"\b{name}\b{_NOT_PLAIN}")
        for statement in subject.bodies():
            for _ in pattern.finditer(statement.flat):
                uses.setdefault(name, []).append((statement.start, statement.end))
    return uses


def _toponyms(subject: Subject) -> Iterator[Finding]:
    """The place with and without its hyphens or accents; capitals are a matter of layout."""
    place = subject.document.card.identity.territoire
    words = re.findall(r"\w+", fold(place))
    if len(words) < 2:
        return
    pattern = re.compile(r"\b" + r"[\s’'-]+".join(map(re.escape, words)) + r"\b")
    spelt: dict[str, tuple[int, int]] = {}
    for match in pattern.finditer(level(subject.text)):
        written = " ".join(subject.text[match.start() : match.end()].split()).lower().replace("’", "'")
        if fold(written) == fold(written) and not subject.text[match.start() : match.end()].isupper():
            spelt.setdefault(written, match.span())
    official = place.lower().replace("’", "'")
    wrong = {written: span for written, span in spelt.items() if written != official}
    if wrong and (len(spelt) > 1 or "-" in official):
        written, span = next(iter(wrong.items()))
        message = (
            f"Le nom du territoire s’écrit de plusieurs façons : « {subject.text[span[0] : span[1]]} » et « {place} »."
        )
        yield subject.at("langue.toponyme", "basse", span, message, f"Écrire partout « {place} ».")


def _sigles(subject: Subject) -> Iterator[Finding]:
    """« Caf » and « CAF » in running text; a line in capitals does not count."""
    opening = next((s.end for s in reversed(subject.document.sections) if s.kind in ("titre", "sommaire")), 0)
    for sigle in _SIGLES:
        found: dict[str, list[tuple[int, int]]] = {}
        for match in re.finditer(rf"\b{sigle}\b", subject.text, re.IGNORECASE):
            if match.start() >= opening and not _in_capitals(subject.text, match.start()):
                found.setdefault(match[0], []).append(match.span())
        forms = {form: places for form, places in found.items() if form in (sigle, sigle.upper())}
        if len(forms) == 2:
            rare, common = sorted(forms, key=lambda form: len(forms[form]))
            counts = f"« {common} » ({len(forms[common])} fois) et « {rare} » ({len(forms[rare])} fois)"
            message = f"{counts} désignent la même chose."
            yield subject.at(
                "langue.sigle", "basse", _sentence(subject, forms[rare][0]), message, f"Écrire partout « {common} »."
            )


def _variants(subject: Subject) -> Iterator[Finding]:
    for one, pattern, other, other_pattern in _VARIANTS:
        first, second = (list(p.finditer(subject.text)) for p in (pattern, other_pattern))
        if first and second:
            rare = min((first, second), key=len)[0]
            counts = Counter({one: len(first), other: len(second)})
            common = counts.most_common(1)[0][0]
            message = f"« {one} » ({len(first)} fois) et « {other} » ({len(second)} fois) alternent."
            span = _sentence(subject, rare.span())
            yield subject.at("langue.variante", "basse", span, message, f"Écrire partout « {common} ».")


def _coordinator(subject: Subject) -> Iterator[Finding]:
    """« chef de projet » where the national frame says « chargé de coopération CTG »."""
    flat = level(subject.text)
    match = re.search(r"\bchefs? de projet\b", flat)
    if match and not re.search(r"\bchargee?s? de cooperation\b", flat):
        message = "Le « chef de projet » n’est pas rapproché du « chargé de coopération CTG », terme du cadre national."
        suggestion = "Employer « chargé de coopération CTG », ou dire en quoi la fonction diffère."
        yield subject.at("langue.terme", "basse", _sentence(subject, match.span()), message, suggestion)


def _in_capitals(text: str, position: int) -> bool:
    """Whether the words beside it on its line are in capitals."""
    start = max(text.rfind("\n", max(0, position - _BESIDE), position) + 1, position - _BESIDE, 0)
    end = text.find("\n", position, position + _BESIDE)
    letters = [character for character in text[start : position + _BESIDE if end == -1 else end] if character.isalpha()]
    return sum(character.isupper() for character in letters) > 0.6 * len(letters)


def _sentence(subject: Subject, span: Span) -> Span:
    return with_neighbours(subject.text, span, _BESIDE, _BESIDE)
