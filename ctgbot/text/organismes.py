"""The bodies that sign a convention: what they are called, and where their names end.

Everything here reads two views of one text, of the same length: as written (`plain`) and levelled (`flat`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ctgbot.text.normalise import fold, level
from ctgbot.text.territoires import commune_name, grouping_name, named_after

Genre = Literal["caf", "commune", "epci", "syndicat", "autre"]

_GENRES: tuple[tuple[Genre, str, str], ...] = (
    ("caf", "Caf", r"caisses? d'allocations? familiales?|c\.?a\.?f\.?(?![\w-])"),
    (
        "autre",
        "MSA",
        r"caisse (?:regionale |departementale )?de (?:la )?mutualite sociale agricole|mutualite sociale agricole"
        r"|c?r?msa(?![\w-])",
    ),
    ("autre", "CPAM", r"caisse primaire d'assurance maladie|cpam(?![\w-])"),
    ("autre", "Carsat", r"caisse d'assurance retraite et de (?:la )?sante au travail|carsat(?![\w-])"),
    ("autre", "CCAS", r"centre communal d'action sociale|c\.?c\.?a\.?s\.?(?![\w-])"),
    ("autre", "CIAS", r"centre intercommunal d'action sociale|cias(?![\w-])"),
    ("autre", "Conseil départemental", r"conseil departemental"),
    ("autre", "Département", r"departement(?![\w-])"),
    ("autre", "Conseil régional", r"conseil regional"),
    ("autre", "Région", r"region(?![\w-])"),
    ("autre", "État", r"etat(?![\w-])"),
    ("epci", "", r"communautes? (?:de communes|d'agglomerations?|urbaines?)|(?:euro)?metropole(?![\w-])"),
    ("epci", "", r"etablissement public territorial|communaute (?=[a-z])"),
    ("syndicat", "", r"syndicat(?![\w-])[^,;:(\n«]{0,60}?(?= (?:de|du|des|d')\b)|sivom|sivu|petr(?![\w-])"),
    ("syndicat", "", r"pole d'equilibre territorial et rural"),
    ("commune", "Commune", r"communes? nouvelles?|communes?(?![\w-])|villes?(?![\w-])|mairie(?![\w-])"),
    ("autre", "", r"france travail|pole emploi|agence regionale de sante|ars(?![\w-])|education nationale|udaf"),
    ("autre", "", r"academie|rectorat|association|federation|mission locale|centre social|mutualite francaise"),
)
ORGANISME = re.compile("|".join(rf"(?P<g{i}>{pattern})" for i, (_, _, pattern) in enumerate(_GENRES)))
ANY_BODY = "|".join(pattern for _, _, pattern in _GENRES)
ARTICLE = r"(?:la |le |les |l'\s?|une? )?"
_ARTICLE = re.compile(ARTICLE)
_ALIAS = r"(?:\s*\([^)\n]{1,20}\)(?=\s*(?:de|du|des|d')))?"  # « La Caisse d'allocations familiales (Caf) du Nord »
# « DE LA MADELEINE » and « de la Madeleine » have their article in the joint, « de La Madeleine » in the name.
_JOINT = re.compile(
    rf"{_ALIAS}\s*(?P<joint>de la |de l['’]|DE LA |DE L['’]|[Dd][Uu] |[Dd][Ee][Ss] |[Dd][Ee] |[Dd]['’]\s?|:\s?)?"
)
_STOP = re.compile(
    r"represent|dont\b|sise?\b|ayant|ci[- ]apres|domicili|immatricul|denomm|d'une\b|d'autre\b|son\b|sa\b|par\b"
    r"|organisme|collectivite|signataire|vu\b|qui\b|que\b|agissant|monsieur|madame|mme\b|m\. "
)
_ET = re.compile(rf"et\b(?P<joins> (?!{ANY_BODY})(?!(?:la|le|les|monsieur|madame)\b|l'))?")
_LITTLE = r"(?:de|du|des|la|le|les|en|sur|sous|et|à|a|au|aux|lez|lès|ès|près|entre)"
_NAME_WORD = re.compile(rf"[ ]*({_LITTLE}(?!\w)|[dl]['’](?=\w)|[A-ZÀ-ÝŒ][\w'’-]*|\d{{1,2}}[A-Z]\w*)")
_TAIL = re.compile(rf"(?:[ '’-]+(?:{_LITTLE}|[dl]['’]?))*[ '’-]*$", re.IGNORECASE)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Organisme:
    """A body named in `plain[start:end]`; `name` is its own name without its kind (« Lys-lez-Lannoy »)."""

    genre: Genre
    label: str  # « Commune de Lys-lez-Lannoy »
    name: str
    start: int
    end: int


def read_organisme(plain: str, flat: str, at: int) -> Organisme | None:
    """The body whose name opens at this offset, its article apart; None without a kind of body or a name of its own."""
    article = _ARTICLE.match(flat, at)
    kind = ORGANISME.match(flat, article.end() if article else at)
    if not kind or not kind.lastgroup:
        return None
    genre, label, _ = _GENRES[int(kind.lastgroup[1:])]
    joint = _JOINT.match(plain, kind.end())
    start, joining = (joint.end(), (joint["joint"] or "")) if joint else (kind.end(), "")
    end = name_end(plain, flat, start, et_joins=genre != "commune")
    if end <= start:  # the State alone has no other name
        return Organisme(genre, label, "", kind.start(), kind.end()) if label == "État" else None
    written = re.sub(r"\s+", " ", plain[kind.start() : kind.end()])
    joint_word = joining.replace(":", "").lower().lstrip()
    return _named((genre, label or written), joint_word, (kind.start(), start, end), plain)


def read_lone(plain: str, flat: str, span: tuple[int, int]) -> Organisme | None:
    """The body of which a label gives the kind alone: « la Caf », « le Département »."""
    kind = ORGANISME.fullmatch(flat, *span)
    if not kind or not kind.lastgroup:
        return None
    genre, label, _ = _GENRES[int(kind.lastgroup[1:])]
    written = plain[span[0] : span[1]].strip()
    return Organisme(genre, label or f"{written[:1].upper()}{written[1:]}", "", *span)


def _named(kind: tuple[Genre, str], joint: str, places: tuple[int, int, int], plain: str) -> Organisme:
    genre, label = kind
    opens, start, end = places
    name = re.sub(r"\s+", " ", plain[start:end])
    if genre == "commune":
        own = commune_name(named_after(joint, name), plain)
        joint = joint or ("d'" if fold(own[:1]) in "aeiouy" else "de ")
        return Organisme(genre, f"Commune {joint}{_behind(joint, own)}", own, opens, end)
    if genre in ("epci", "syndicat"):
        whole = grouping_name(f"{label} {joint}{name}", plain)
        return Organisme(genre, whole, whole, opens, end)
    own = grouping_name(name, plain) if name.isupper() else name
    return Organisme(genre, f"{label[:1].upper()}{label[1:]} {joint}{own}", own, opens, end)


def _behind(joint: str, name: str) -> str:
    """« du » + « Le Quesnoy » → « Quesnoy »: the joint holds the article."""
    low = level(joint).strip()
    if low in ("du", "des", "de la"):
        return name.partition(" ")[2]
    return name[2:] if low == "de l'" else name


def name_end(plain: str, flat: str, start: int, *, et_joins: bool = False) -> int:
    """Where the proper name that opens at `start` ends: words in capitals, and the little words between them."""
    end = at = start
    while at - start < _LONGEST:
        word = _NAME_WORD.match(plain, at)
        if not word or _STOP.match(flat, word.start(1)):
            break
        both = _ET.match(flat, word.start(1))
        if both and not (et_joins and both["joins"] and end > start):
            break
        at = word.end()
        if word[1][0].isupper() or word[1][0].isdigit():
            end = at
    tail = _TAIL.search(plain[start:end])
    return start + (tail.start() if tail else end - start)
