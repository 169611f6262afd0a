"""What a document says that it is: nature, territory, period, status, who signs. Only what the text or the file's name
allows; what neither says stays empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.model import Identity, Nature, Period, Section
from ctgbot.text.avenant_identity import changed_convention, number_of_avenant
from ctgbot.text.normalise import fold, level
from ctgbot.text.organismes import name_end, read_organisme
from ctgbot.text.parties import Party, find_parties, signataires_of
from ctgbot.text.period import period_of
from ctgbot.text.signing import date_of, statut_of
from ctgbot.text.territoires import commune_name, grouping_name

# « Commune de\n\nRochemaure-le-Vieil », in large letters on two lines of a cover
_CUT_NAME = re.compile(r"(?<=\b(?:d[eu]|la))[ \t]*\n\s{0,3}(?=\w)|(?<=\bdes)[ \t]*\n\s{0,3}(?=\w)")
_HEAD = 3_000  # characters: the cover and the parties
_COVER = 800
_SHORTEST_COVER = 200
_NATURES: tuple[tuple[Nature, re.Pattern[str]], ...] = (
    (  # « Extrait du registre des délibérations », « Bilan de la CTG 2020-2023 »: they speak of one, and are none
        "autre",
        re.compile(
            r"^\W*(?:extrait du registre|deliberation\b|compte[- ]rendu|proces[- ]verbal|bilan\b|evaluation\b|rapport\b"
            r"|note (?:de|d')|ordre du jour|convocation|releve de decisions)",
            re.MULTILINE,
        ),
    ),
    (
        "avenant",
        re.compile(
            r"^\W*(?:projet d')?(?:(?:premier|deuxieme|second|troisieme|quatrieme|\de(?:me)?) )?avenant\b"
            r"|\bavenant\s*(?:n\s*[°o]\s*|numero\s+)\d",
            re.MULTILINE,
        ),
    ),
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
_LABEL = re.compile(r"^[ \t*|]*Territoire(?: concerné)?[ \t]*[:|\t][ \t]*(\S[^\n|,(\t]*)", re.MULTILINE | re.IGNORECASE)
# « Rivemont-Estuaire Agglomération », « Lille Métropole »
_GROUPING_AFTER = re.compile(
    r"\b(?!(?:CTG|Ctg|SDSF|Sdsf|Convention|CONVENTION|La|Le|Les)\b)"
    r"([A-ZÀ-Ý][\wÀ-ÿ’'-]+(?:[ \t]+[A-ZÀ-Ý][\wÀ-ÿ’'-]+){0,2}[ \t]+(?:Agglomération|Métropole|Communauté))\b"
)
_MAYBE_PLACE = re.compile(r"\b(?:communes? |villes? de|villes? d'|communautes? |metropole |syndicat |sivom )")
# « CTG du Bassin de Brive », « Schéma départemental des services aux familles de la Haute-Ardelle »
_OF_CTG = re.compile(r"\b(?:convention territoriale globale|ctg)(?: \(ctg\))?\s+(?:de la |du |des |de l'|de |d')")
_OF_SDSF = re.compile(
    r"services aux familles(?: \(sdsf\))?(?:\s+20\d\d\s*[-–a]\s*20\d\d)?\s+(?P<joint>de la |du |des |de l'|de |d')"
)
# « Exemple fictif – … », « Document fictif (territoire et données inventés) »
_FICTIONAL = re.compile(r"\b(?:exemple|document|texte) fictif\b|\bconvention fictive\b")
_TITLES = {"convention": "CTG", "sdsf": "SDSF", "diagnostic": "Diagnostic"}
_MOST_IN_TITLE = 3  # communes


def identify(text: str, sections: tuple[Section, ...], filename: str) -> Identity:
    """Identity of a document; `filename` without folder, used only where the text is silent."""
    cover = _cover(text, sections)
    nature = _nature(_CUT_NAME.sub(" ", cover), filename)
    parties = find_parties(text, sections) if nature in ("convention", "avenant") else ()
    territoire = _territoire(text, nature, parties)
    periode = period_of(text, sections, cover, nature, filename)
    numero = number_of_avenant(cover, filename) if nature == "avenant" else None
    date = date_of(text, sections, nature, cover)
    statut = statut_of(text, sections, cover, filename, date)
    return Identity(
        title=title_of(nature, territoire, periode, filename, numero),
        nature=nature,
        territoire=territoire,
        periode=periode,
        statut=statut,
        exemple=bool(_FICTIONAL.search(fold(text[:_HEAD]))),
        signataires=signataires_of(parties),
        date="" if statut == "projet" else date,
        numero=numero,
        modifie=changed_convention(text[:_HEAD]) if nature == "avenant" else "",
    )


def title_of(nature: Nature, territoire: str, periode: Period | None, filename: str, numero: int | None = None) -> str:
    """« CTG Lys-lez-Lannoy 2024-2028 », « Avenant n° 1 à la CTG Verlac »; else the file's name."""
    stem = re.sub(r"[_\s]+", " ", filename.rsplit(".", 1)[0]).strip() or "Document"
    opening = _TITLES.get(nature, "")
    if nature == "avenant":
        opening = f"Avenant n° {numero} à la CTG" if numero else "Avenant à la CTG"
    if not opening or not territoire:
        return stem
    years = f" {periode.start}-{periode.end}" if periode else ""
    return f"{opening} {_short(territoire)}{years}"


def _short(territoire: str) -> str:
    """« A, B et 3 autres communes » for a title; the territory itself names them all."""
    names = re.split(r", | et (?=[A-ZÀ-Ý])", territoire)
    if ", " not in territoire or len(names) <= _MOST_IN_TITLE:
        return territoire
    return f"{names[0]}, {names[1]} et {len(names) - 2} autres communes"


def _cover(text: str, sections: Sequence[Section]) -> str:
    """The title page: up to the first section that is neither title nor contents, without the contents."""
    first = next((section.start for section in sections if section.kind not in ("titre", "sommaire", "partie")), _COVER)
    end = min(max(first, _SHORTEST_COVER), _HEAD)
    spans = [(section.start, section.end) for section in sections if section.kind == "sommaire" and section.start < end]
    out, at = "", 0
    for start, stop in [*spans, (end, end)]:
        out, at = out + text[at : max(at, min(start, end))], stop
    return out


def _nature(cover: str, filename: str) -> Nature:
    for place in (fold(cover), fold(filename).replace("_", " ").replace("-", " ")):
        first = [(match.start(), nature) for nature, pattern in _NATURES if (match := pattern.search(place))]
        nature = min(first)[1] if first else None
        if nature not in (None, "autre") and any(other == "avenant" for _, other in first):
            return "avenant"
        if nature:
            return nature
    return "autre"


def _territoire(text: str, nature: Nature, parties: Sequence[Party]) -> str:
    """The label of the cover, else those who sign, else the first place that the head names."""
    label = _LABEL.search(text[:_HEAD])
    if label:
        return _labelled(label[1].strip(" *."), text, parties)
    joined = _CUT_NAME.sub(" ", text[:_HEAD])
    if nature == "sdsf" and (department := _department(joined)):
        return department
    return _of_parties(text, parties) or _on_cover(joined + text[_HEAD:])


def _labelled(name: str, text: str, parties: Sequence[Party]) -> str:
    """« Territoire : LYS LEZ LANNOY » is spelt as a commune when a commune of that name signs or is named."""
    for party in parties:
        if _letters(name) in (_letters(party.territoire), _letters(party.signataire.organisme)):
            return party.territoire
    body = read_organisme(text, level(text), text.find(name)) if _MAYBE_PLACE.match(level(name)) else None
    if body:
        return body.name
    flat = level(text)
    called = re.compile(rf"\b(?:commune|ville)(?: nouvelle)? (?:de |d'|du |des |de la )?{re.escape(level(name))}\b")
    if re.search(r"[A-Z]", name) and called.search(flat):
        return commune_name(name, text)
    return grouping_name(name, text)


def _of_parties(text: str, parties: Sequence[Party]) -> str:
    """The groupings that sign; the communes where none does, or where the cover names a commune and no grouping."""
    cover = _letters(text[: min((party.start for party in parties), default=0)])
    for genre in ("epci", "commune", "syndicat"):
        names = list(dict.fromkeys(party.territoire for party in parties if party.genre == genre))
        communes = [p.territoire for p in parties if p.genre == "commune" and _letters(p.territoire) in cover]
        on_cover = [name for name in names if _letters(name) in cover]
        if not names or (genre == "epci" and communes and not on_cover):
            continue
        return _listed(on_cover or names)
    return ""


def _listed(names: Sequence[str]) -> str:
    return " et ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def _on_cover(text: str) -> str:
    """The first commune or grouping of the head; else « CTG du Bassin de Brive »."""
    head, flat = text[:_HEAD], level(text[:_HEAD])
    after = _GROUPING_AFTER.search(head)
    for match in _MAYBE_PLACE.finditer(flat):
        if after and after.start() < match.start():
            break
        body = read_organisme(head, flat, match.start())
        if body and body.genre in ("commune", "epci", "syndicat"):
            return commune_name(body.name, text) if body.genre == "commune" else body.name
    if after:
        return grouping_name(after[1], text)
    for match in _OF_CTG.finditer(flat):
        end = name_end(head, flat, match.end())
        if end > match.end():
            return grouping_name(head[match.end() : end], text)
    return ""


def _department(head: str) -> str:
    """« Département de la Haute-Ardelle » of a schéma départemental."""
    flat = level(head)
    for match in _OF_SDSF.finditer(flat):
        end = name_end(head, flat, match.end(), et_joins=True)
        if end > match.end():
            return f"Département {head[match.start('joint') : match.end('joint')].lower()}{head[match.end() : end]}"
    for match in re.finditer(r"\bdepartement (?=d)", flat):
        body = read_organisme(head, flat, match.start())
        if body:
            return body.label
    return ""


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))
