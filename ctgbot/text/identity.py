"""What a document says that it is: nature, territory, period, status. Only what the text or the file name allows."""

from __future__ import annotations

import re

from ctgbot.model import Identity, Nature, Period, Section, Statut
from ctgbot.text.blanks import find_blanks
from ctgbot.text.normalise import fold

_HEAD = 3_000  # characters: the cover and the parties
_COVER = 800
_NATURES: tuple[tuple[Nature, re.Pattern[str]], ...] = (
    ("avenant", re.compile(r"^\W*(?:projet d')?avenant\b", re.MULTILINE)),
    ("convention", re.compile(r"convention territoriale globale|\bctg\b")),
    ("sdsf", re.compile(r"schema departemental des services aux familles|\bsdsf\b")),
    (
        "diagnostic",
        re.compile(
            r"diagnostic (?:partage|territorial|de territoire)|portrait (?:social|de territoire)"
            r"|analyse des besoins sociaux"
        ),
    ),
    ("annexe", re.compile(r"^\W*annexe\b", re.MULTILINE)),
)
# « 2024 - 2028 », « 2024-2028 », « 2023 à 2027 »
_PERIOD = re.compile(r"\b(20[0-4]\d)\s*(?:[-–—/]|à|a|au)\s*(20[0-4]\d)\b")
_DATES_OF_TERM = re.compile(r"\b1er janvier (20\d\d)\b.{0,80}?\b31 décembre (20\d\d)\b", re.DOTALL)
_TERRITOIRE = re.compile(r"^[ \t*]*Territoire[ \t]*(?::|\|)[ \t]*(\S[^\n|,]*)", re.MULTILINE | re.IGNORECASE)
_NAME = (
    r"(?:(?:[dl]['’])?[A-ZÀ-Ý0-9][\wÀ-ÿ’'-]*|de|du|des|la|le|les|l['’]|d['’]"
    r"|en|sur|sous|et(?=[ \t]+(?:du|des|de la|de)[ \t])"
    r"|à|aux|lez|lès)"
)
_LONG_NAME = rf"((?:l['’]|d['’])?[A-ZÀ-Ý][\wÀ-ÿ’'-]*(?:[ \t]+{_NAME}){{0,6}})"
_GROUPING = re.compile(
    r"([Cc]ommunauté (?:de communes|d['’]agglomération|urbaine)|[Mm]étropole|[Ss]yndicat[\w ]{0,40}|SIVOM)\s+"
    rf"(?:de la |du |des |de |d['’]|le |la )?{_LONG_NAME}"
)
# « Rivemont-Estuaire Agglomération », « Lille Métropole »
_GROUPING_AFTER = re.compile(
    r"\b(?!(?:CTG|Ctg|SDSF|Sdsf|Convention|CONVENTION|La|Le|Les)\b)"
    r"([A-ZÀ-Ý][\wÀ-ÿ’'-]+(?:[ \t]+[A-ZÀ-Ý][\wÀ-ÿ’'-]+){0,2}[ \t]+(?:Agglomération|Métropole|Communauté))\b"
)
_COMMUNE = re.compile(rf"\b(?:[Cc]ommune(?: nouvelle)?|[Vv]ille)\s+(?:de la |du |des |de |d['’]){_LONG_NAME}")
_TAIL = re.compile(r"(?:[ \t]+(?:de|du|des|la|le|les|l['’]|d['’]|en|sur|sous|et|à|aux|lez|lès))+$")
_SMALL = {"de", "du", "des", "la", "le", "les", "en", "sur", "sous", "et", "a", "aux", "lez", "d", "l"}
_SIGNED = re.compile(r"\bFait (?:à|en)\s+[A-ZÀ-Ý].{0,60}?\ble\s+\d{1,2}(?:er)?[ /]", re.DOTALL)
_DRAFT = re.compile(r"^[\W_]*(?:document de travail|projet)\b(?! (?:de territoire|social|educatif))", re.MULTILINE)
# « Exemple fictif – … », « Document fictif (territoire et données inventés) »
_FICTIONAL = re.compile(r"\b(?:exemple|document|texte) fictif\b|\bconvention fictive\b")
_MANY_BLANKS = 8


def identify(text: str, sections: tuple[Section, ...], filename: str) -> Identity:
    """Identity of a document; `filename` without folder, used only where the text is silent."""
    cover = text[: _cover_end(sections)]
    nature = _nature(cover, filename)
    territoire = _territoire(text[:_HEAD])
    periode = _periode(cover, text, filename)
    return Identity(
        title=title_of(nature, territoire, periode, filename),
        nature=nature,
        territoire=territoire,
        periode=periode,
        statut=_statut(text, cover),
        exemple=bool(_FICTIONAL.search(fold(text[:_HEAD]))),
    )


def _cover_end(sections: tuple[Section, ...]) -> int:
    """The title page: up to the first section that is neither title nor contents."""
    first = next((section.start for section in sections if section.kind not in ("titre", "sommaire", "partie")), _COVER)
    return min(max(first, 200), _HEAD)


def _nature(cover: str, filename: str) -> Nature:
    for place in (fold(cover), fold(filename).replace("_", " ").replace("-", " ")):
        first = [(match.start(), nature) for nature, pattern in _NATURES if (match := pattern.search(place))]
        if any(nature == "avenant" for _, nature in first):
            return "avenant"
        if first:
            return min(first)[1]
    return "autre"


def _territoire(head: str) -> str:
    """« Territoire : LYS LEZ LANNOY » is a label; the parties (« La commune de Lys Lez Lannoy ») spell it better."""
    label = _TERRITOIRE.search(head)
    labelled = label[1].strip(" *") if label else ""
    for pattern, group in ((_GROUPING, 0), (_GROUPING_AFTER, 0), (_COMMUNE, 1)):
        for match in pattern.finditer(head):
            name = _TAIL.sub("", match[group]).strip()
            if not labelled or fold(labelled) in fold(name) or fold(name) in fold(labelled):
                return _spelt(name)
    return _spelt(labelled)


def _spelt(name: str) -> str:
    """« LYS LEZ LANNOY » → « Lys lez Lannoy »: capitals are a matter of layout, hyphens are left as written."""
    if not name.isupper():
        return re.sub(r"\s+", " ", name)
    words = re.split(r"([\s’'-]+)", name.lower())
    return "".join(word if fold(word) in _SMALL and i else word.capitalize() for i, word in enumerate(words))


def _periode(cover: str, text: str, filename: str) -> Period | None:
    for place in (cover, filename.replace("_", " ")):
        match = _PERIOD.search(place)
        if match and int(match[1]) <= int(match[2]) <= int(match[1]) + 12:
            return Period(int(match[1]), int(match[2]))
    match = _DATES_OF_TERM.search(text)
    return Period(int(match[1]), int(match[2])) if match and match[1] <= match[2] else None


def _statut(text: str, cover: str) -> Statut:
    folded_cover = fold(cover)
    if _DRAFT.search(folded_cover) or re.search(r"(?m:^[ \t*]*PROJET[ \t*]*$)", text):
        return "projet"
    blanks = [blank for blank in find_blanks(text) if blank.kind != "page"]
    if len(blanks) >= _MANY_BLANKS:
        return "projet"
    return "signe" if _SIGNED.search(text) else "inconnu"


def title_of(nature: Nature, territoire: str, periode: Period | None, filename: str) -> str:
    """« CTG Lys lez Lannoy 2024-2028 »; the file's name when the text says too little."""
    names = {"convention": "CTG", "sdsf": "SDSF", "avenant": "Avenant CTG", "diagnostic": "Diagnostic"}
    stem = re.sub(r"[_\s]+", " ", filename.rsplit(".", 1)[0]).strip() or "Document"
    if nature not in names or not territoire:
        return stem
    years = f" {periode.start}-{periode.end}" if periode else ""
    return f"{names[nature]} {territoire}{years}"
