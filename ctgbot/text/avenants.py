"""What an avenant says of itself: its number, the convention that it changes, the articles that it changes and how.

A change is a sentence that says one (« Au paragraphe 8.2, les mots « … » sont remplacés par … »), with the text that it
brings in. « Les autres stipulations demeurent inchangées » is none, nor is a value that is only said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ctgbot.model import Period, Section
from ctgbot.text.headings import number_of
from ctgbot.text.normalise import fold, level
from ctgbot.text.organismes import name_end
from ctgbot.text.quantities import find_quantities
from ctgbot.text.sentences import split_sentences
from ctgbot.text.signing import DATE

ChangeKind = Literal["replaced", "added", "removed", "extended"]

_ORDINALS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
_NUMBERED = re.compile(r"\bavenant\s*(?:n\s*[°o]?\s*|numero\s+|no\s+|#)?(\d{1,2})(?!\d)")
_ROMAN = re.compile(r"\bavenant\s*(?:n\s*[°o]\s*|numero\s+)([ivx]{1,4})\b")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?=er|e|eme)(?:er|eme|e)) avenant\b")

_CONVENTION = re.compile(
    r"(?:\bl[ae] )?(?:\bconvention territoriale globale|\bctg|\bconvention initiale|\bconvention)\b(?:\s*\(ctg\))?"
)
_PIECES = (
    (
        "date",
        re.compile(
            rf"\s*,?\s*(?:\(\s*)?(?:signee|conclue|en date|datee|passee|du)\s+(?:[^\n,.;]{{0,40}}?)(?:le "
            rf"|du )?{DATE}\)?"
        ),
    ),
    (
        "period",
        re.compile(
            r"\s*,?\s*(?:(?:pour|couvrant|sur) (?:la periode|les annees)\s+|de )?\(?20\d\d\s*(?:[-–/]|a|au)\s*20\d\d\)?"
        ),
    ),
    ("number", re.compile(r"\s*,?\s*n\s*°\s*[\w/-]*\d[\w/-]*")),
)
_OF = re.compile(
    r"\s*(?:de la |du |des |de l'|de |d')(?:(?:commune|ville|communaute)[a-z' ]{0,40}? (?:de la |du |des |de |d'))?"
)

_NO_CHANGE = re.compile(
    r"\bpas (?:ete )?(?:modifi|chang|remplac|touch|remis|affect)|\binchange|\bdemeure(?:nt)? (?:applicable"
    r"|en vigueur|valable)"
    r"|\breste(?:nt)? (?:applicable|en vigueur|valable|identique)|\bsans (?:changement|modification)"
    r"|\bne (?:modifie|change)"
    r"|\bpas d'(?:effet|incidence)|\bconserve(?:nt)?\b"
)
_PASSIVE = (
    r"\b(?:est|sont|sera|seront)\s+(?:(?:ainsi|desormais|donc|egalement|en consequence|en outre|par ailleurs)\s+)*"
)
_KINDS: tuple[tuple[ChangeKind, re.Pattern[str]], ...] = (
    (
        "extended",
        re.compile(rf"{_PASSIVE}(?:proroge|prolonge)|\bproroge(?:r|nt)?\b|\bprolonge(?:r|nt)?\b|\bprorogation\b"),
    ),
    ("removed", re.compile(rf"{_PASSIVE}(?:abroge|supprime|retire)|\bsupprimer\b|\babroger\b")),
    (
        "added",
        re.compile(
            rf"{_PASSIVE}(?:ajoute|insere|adjoint|complete|cree)|\bil est (?:ajoute|insere|cree)|\bs'ajoute"
            rf"|\bcompleter\b"
            r"|\binserer\b|\bajouter\b|\bajoute(?:nt)?\b|\bcomplete(?:nt)?\b|\bdevien(?:t|nent) (?:partie|signataire)"
            r"|\bdevien(?:t|nent) la? ?\d?\w* ?signataire"
        ),
    ),
    (
        "replaced",
        re.compile(
            rf"{_PASSIVE}(?:remplace|modifie|redige|porte|fixe|reporte|substitue|reecrit|abaisse|releve|avance)"
            r"|\bannule et remplace|\bse (?:lit|lisent)\b|\blire\b|\bau lieu de\b|\bmodifi(?:e|ent|er)\b"
            r"|\bremplac(?:e|ent|er)\b"
        ),
    ),
)
# « Le présent avenant modifie les articles 5, 8 et 14 », « a pour objet de prolonger »: an announcement
_ANNOUNCES = re.compile(
    r"\bavenant\b[^.:]{0,40}\b(?:modifie|complete|remplace|proroge|prolonge|ajoute)\b|\ba pour (?:objet|but)\b"
    r"|\bvise a\b"
)
_NUMBER = r"(?:\d{1,2}|premier|[ivx]{1,5})"
_OF_A_LAW = r"(?!\s*(?:du|de la|des|de l')\s*(?:rgpd|loi|code|decret|reglement|ordonnance|present avenant))"
_ARTICLES = re.compile(
    rf"\b(?:articles?|art\.)\s+(?:n\s*°\s*)?({_NUMBER}(?:er)?(?![\w/])(?:[.-]\d{{1,2}})?"
    rf"(?:\s*(?:,|et|ou|a)\s*{_NUMBER}(?:er)?(?![\w/])(?:[.-]\d{{1,2}})?)*){_OF_A_LAW}"
)
_PARAGRAPHS = re.compile(r"\b(?:paragraphes?|points?|alineas?|§)\s+((?:\d{1,2}\.\d{1,2}(?:\s*(?:,|et|ou)\s*)?)+)")
_BRINGS_TEXT = re.compile(r":\s*$|\b(?:comme suit|ainsi redige\w*|suivants?|suivantes?|ci[- ]apres)\s*[:.]?\s*$")
_TITLED = re.compile(r"\b(?:modifi|remplac|redaction|suppr|abrog|ajout|insert|complet|prorog|prolong)")
_CONCERNS = re.compile(r"\b(?:convention|annexes?|preambule|signataires?|duree|plan d'actions?|terme|echeance)\b")
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–/]|a|au)\s*(20\d\d)(?!\d)")
_BODIES = ("article", "clause", "partie", "texte", "complement")
_LONGEST_QUOTE = 6_000


@dataclass(frozen=True, slots=True)
class Change:
    """`text[start:end]` of the avenant changes that article of the convention; None for the convention as a whole."""

    article: int | None
    section_id: str
    start: int
    end: int
    kind: ChangeKind


def number_of_avenant(cover: str, filename: str) -> int | None:
    """« AVENANT N° 2 », « deuxième avenant », « Avenant-2_Verlac.odt » → 2."""
    for place in (fold(cover), re.sub(r"[\W_]+", " ", fold(filename))):
        for pattern in (_NUMBERED, _ORDINAL, _ROMAN):
            match = pattern.search(place)
            if match:
                return _ORDINALS.get(match[1]) or number_of(re.sub(r"(?<=\d)(?:er|eme|e)$", "", match[1]))
    return None


def changed_convention(head: str) -> str:
    """« la convention territoriale globale 2023-2027 signée le 12 mars 2023 », in the avenant's words; the fullest
    mention counts, and one that says neither whose, nor which years, nor when, is none."""
    flat = level(head)
    best: tuple[int, str] = (0, "")
    for match in _CONVENTION.finditer(flat):
        end, told = _told(head, flat, match.end())
        weight = sum({"date": 4, "period": 2, "number": 1, "name": 1}[piece] for piece in told)
        if weight > best[0]:
            best = (weight, re.sub(r"\s+", " ", head[match.start() : end]).strip())
    return best[1]


def _told(head: str, flat: str, at: int) -> tuple[int, set[str]]:
    """Whose convention, which years, signed when: each once, in any order, right behind one another."""
    told: set[str] = set()
    end = at
    while True:
        piece = next(
            (
                (name, match.end())
                for name, pattern in _PIECES
                if name not in told and (match := pattern.match(flat, end))
            ),
            None,
        )
        if piece is None and "name" not in told and (of := _OF.match(flat, end)):
            close = name_end(head, flat, of.end(), et_joins=True)
            piece = ("name", close) if close > of.end() else None
        if piece is None:
            return end, told
        told.add(piece[0])
        end = piece[1]


def changes(text: str, sections: Sequence[Section]) -> tuple[Change, ...]:
    """The changes that an avenant makes, in order; one for each article that a sentence names."""
    stated: list[Change] = []
    announced: list[Change] = []
    for section in sections:
        if section.kind in _BODIES:
            for change, is_announcement in _changes_of(text, section):
                (announced if is_announcement else stated).append(change)
    covered = {change.article for change in stated}
    news = [change for change in announced if change.article not in covered and (change.article or not stated)]
    return tuple(sorted({*stated, *news}, key=lambda change: (change.start, change.end, change.article or 0)))


def _changes_of(text: str, section: Section) -> Iterator[tuple[Change, bool]]:
    title = level(" ".join(section.trail[-1:]))
    titled = _articles(title) if _TITLED.search(title) else []
    spans = [(section.start + a, section.start + b) for a, b in split_sentences(text[section.start : section.end])]
    spans = [span for span in spans if fold(text[slice(*span)]).strip(" .:") not in title] or spans
    found = False
    skip = 0
    for start, end in spans:
        flat = _without_quotes(level(text[start:end]))
        kind = None if start < skip or _NO_CHANGE.search(flat) else _kind(flat)
        if kind is None:
            continue
        articles: list[int | None] = [*(_articles(flat) or titled)]
        if not articles and kind != "extended" and not _CONCERNS.search(flat):
            continue
        close = skip = _with_text(text, (start, end), spans)
        found = True
        for article in articles or [None]:
            yield Change(article, section.id, start, close, kind), bool(_ANNOUNCES.search(flat))
    if titled and not found and len(spans) > 1:
        kind = _kind(title) or "replaced"
        for article in titled:
            yield Change(article, section.id, spans[1][0], spans[-1][1], kind), False


def _kind(flat: str) -> ChangeKind | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(flat)), None)


def _without_quotes(flat: str) -> str:
    """Same length, quoted text blanked: « les mots « l'article 5 » sont remplacés » names no article."""
    return re.sub(r"«[^»]*(?:»|$)", lambda match: " " * len(match[0]), flat)


def _articles(flat: str) -> list[int]:
    numbers: list[int] = []
    for match in _ARTICLES.finditer(flat):
        listed = re.sub(r"(?<=\d)[.-]\d{1,2}|(?<=\d)er\b", "", match[1])
        numbers += [n for word in re.findall(_NUMBER, listed) if (n := number_of(word)) is not None]
    for match in _PARAGRAPHS.finditer(flat):
        numbers += [int(number) for number in re.findall(r"(\d{1,2})\.\d", match[1])]
    return list(dict.fromkeys(numbers))


def _with_text(text: str, span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> int:
    """Where the text that a sentence brings in ends: its closing quotation mark, else the end of the section or the
    next sentence that changes something or nothing."""
    start, end = span
    opening = text.rfind("«", start, end)
    if opening >= 0 and text.rfind("»", start, end) < opening:
        return _closing(text, opening, end)
    if not _BRINGS_TEXT.search(level(text[start:end])):
        return end
    behind = text[end : end + 20].lstrip()
    if behind.startswith("«"):
        return _closing(text, end, end)
    for first, last in spans:
        if first < end:
            continue
        flat = _without_quotes(level(text[first:last]))
        if _NO_CHANGE.search(flat) or (_kind(flat) and _articles(flat)):
            break
        end = last
    return end


def _closing(text: str, opening: int, end: int) -> int:
    """Behind the » that closes the last « opened in a row of quotations; `end` where none does."""
    close = text.find("»", opening, opening + _LONGEST_QUOTE)
    return max(end, close + 1) if close >= 0 else end


@lru_cache(maxsize=1 << 12)
def date_named(modifie: str) -> str:
    """« … signée le 12 mars 2023 » → « 2023-03-12 »; empty when it names no day."""
    dates = [quantity.value for quantity in find_quantities(modifie) if quantity.kind == "date"]
    return next((value for value in dates if not value.startswith("--")), "")


def period_named(modifie: str) -> Period | None:
    """« la convention territoriale globale 2023-2027 » → its years."""
    match = _YEARS.search(level(modifie))
    return Period(int(match[1]), int(match[2])) if match and match[1] <= match[2] else None
