"""What an avenant changes: which articles of its convention, how, and where it says so.

A change is a sentence that says one (« Au paragraphe 8.2, les mots « … » sont remplacés par … »), with the text that it
brings in. « Les autres stipulations demeurent inchangées » is none, nor is a value that is only said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ctgbot.model import Section
from ctgbot.text.headings import number_of
from ctgbot.text.normalise import level
from ctgbot.text.sentences import split_sentences

ChangeKind = Literal["replaced", "added", "removed", "extended"]


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
    ("extended", re.compile(rf"{_PASSIVE}(?:proroge|prolonge)")),
    ("removed", re.compile(rf"{_PASSIVE}(?:abroge|supprime|retire)")),
    (
        "added",
        re.compile(
            rf"{_PASSIVE}(?:ajoute|insere|adjoint|complete|cree)|\bil est (?:ajoute|insere|cree)|\bs'ajoute"
            r"|\bdevien(?:t|nent) (?:une? )?(?:partie|signataire)"
        ),
    ),
    (
        "replaced",
        re.compile(
            rf"{_PASSIVE}(?:remplace|modifie|redige|porte|fixe|reporte|substitue|reecrit|abaisse|releve|avance)"
            r"|\bannule et remplace|\bse (?:lit|lisent)\b|\blire\b|\bau lieu de\b"
        ),
    ),
)
# A noun in a title (« Abrogation de l'article 5 »), or a verb of the avenant itself (« a pour objet de proroger »).
_NAMED_KINDS: tuple[tuple[ChangeKind, re.Pattern[str]], ...] = (
    ("extended", re.compile(r"\b(?:prorog|prolong)")),
    ("removed", re.compile(r"\b(?:suppr|abrog)")),
    ("replaced", re.compile(r"\b(?:modifi|remplac|redaction)")),
    ("added", re.compile(r"\b(?:ajout|insert|inser|complet)")),
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
_CONCERNS = re.compile(r"\b(?:convention|annexes?|preambule|signataires?|duree|plan d'actions?|terme|echeance)\b")
_JOINS = re.compile(r"devien")  # « La Msa devient partie à la convention »
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
    """Each change with whether it is only announced (« le présent avenant modifie les articles 5 et 8 »)."""
    label, title = level(" ".join(section.trail[-1:])), level(section.title)
    named = _first(title, _NAMED_KINDS)
    titled = _articles(title) if named else []
    spans = [(section.start + a, section.start + b) for a, b in split_sentences(text[section.start : section.end])]
    spans = [span for span in spans if level(text[slice(*span)]).strip(" .:") not in label]
    taken = 0
    for start, end in spans:
        stated = _stated(_unquoted(text[start:end]), titled) if start >= taken else None
        if not stated:
            continue
        kind, articles, is_announcement = stated
        taken = _with_text(text, (start, end), spans)
        for article in _each(articles or titled):
            yield Change(article, section.id, start, taken, kind), is_announcement
    if named and not taken and spans:
        for article in titled:
            yield Change(article, section.id, spans[0][0], spans[-1][1], named[0]), False


def _each(articles: Sequence[int]) -> Sequence[int | None]:
    return articles or (None,)


def _stated(flat: str, titled: Sequence[int] = ()) -> tuple[ChangeKind, list[int], bool] | None:
    """What a sentence changes, which articles, whether it only announces it; None when it changes nothing."""
    if _NO_CHANGE.search(flat):
        return None
    announces = bool(_ANNOUNCES.search(flat))
    found = _first(flat, _KINDS) or (_first(flat, _NAMED_KINDS) if announces else None)
    if not found:
        return None
    kind, at = found
    articles = _articles(flat)
    if not (articles or titled) and kind != "extended" and not (_CONCERNS.search(flat[:at]) or _JOINS.match(flat, at)):
        return None
    return kind, articles, announces


def _first(flat: str, kinds: tuple[tuple[ChangeKind, re.Pattern[str]], ...]) -> tuple[ChangeKind, int] | None:
    return next(((kind, match.start()) for kind, pattern in kinds if (match := pattern.search(flat))), None)


def _unquoted(text: str) -> str:
    """Levelled, same length, quoted text blanked: « les mots « l'article 5 » sont remplacés » names no article."""
    return level(re.sub(r"«[^»]*(?:»|$)", lambda match: " " * len(match[0]), text))


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
        flat = _unquoted(text[first:last])
        if _NO_CHANGE.search(flat) or _stated(flat):
            break
        end = last
    return end


def _closing(text: str, opening: int, end: int) -> int:
    """Behind the » that closes the last « opened in a row of quotations; `end` where none does."""
    close = text.find("»", opening, opening + _LONGEST_QUOTE)
    return max(end, close + 1) if close >= 0 else end
