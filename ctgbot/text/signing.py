"""Whether a document is signed, and when: only where its own foot or cover says so, never in an annexe or a visa."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ctgbot.model import Nature, Section, Statut
from ctgbot.text.blanks import find_blanks
from ctgbot.text.normalise import fold, level
from ctgbot.text.quantities import find_quantities

_MONTH = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
DATE = rf"(?:\d{{1,2}}(?:er)?\s+(?:{_MONTH})\s+(?:19|20)\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)"
# « Fait à Roquelande, le 24 janvier 2024 », « Fait à Lille en deux exemplaires, le 4 juin », « Signé le 04/06/2026 »
_MADE = re.compile(
    rf"\b(?:fait|signee?s?)\s(?:electroniquement |numeriquement )?(?:[^;_…:]{{0,90}}?[\s,])?"
    rf"(?:le|en date du)\s+({DATE})(?!\d)"
)
_PLACE_AND_DATE = re.compile(rf"^[ \t]*a [a-z][a-z' -]{{1,40}},? le ({DATE})(?!\d)", re.MULTILINE)  # « À Lille, le … »
_ON_COVER = re.compile(rf"\bsignee? (?:a [^\n,]{{2,40}},? )?le ({DATE})(?!\d)")
_BY_HAND = re.compile(r"\bsignee? (?:electroniquement|numeriquement|par\b)|\blu et approuve, signe\b")
_BLANK_DATE = re.compile(r"_{2}|\.{3}|…|jj/mm|xx/xx")
_DRAFT_LINE = re.compile(r"(?m:^[ \t*]*PROJET[ \t*]*$)")
_DRAFT = re.compile(
    r"^[\W_]*(?:document de travail|(?:avant-)?projet)\b"
    r"(?! (?:de territoire|social|educatif|de service|local|d'etablissement|enfance|jeunesse|territorial))"
    r"|[(–—-] *projet *\)? *$|\b(?:version (?:provisoire|de travail|projet)|document (?:provisoire|de travail)"
    r"|brouillon)\b",
    re.MULTILINE,
)
# « Convention (projet).docx », « ctg_brouillon.odt »; « CTG signée.pdf »
_DRAFT_FILE = re.compile(
    r"\b(?:projet|brouillon|draft|provisoire|document de travail)\b(?! (?:de territoire|social|educatif))"
)
_SIGNED_FILE = re.compile(r"\bsignee?\b|\bsigned\b")
_MANY_BLANKS = 8


def date_of(text: str, sections: Sequence[Section], nature: Nature, cover: str) -> str:
    """The date of signature (ISO 8601), the last one when the parties signed apart; empty when none is said.

    The cover of an avenant gives the date of the convention that it changes, hence is not looked at.
    """
    feet = _feet(text, sections)
    dates = [date for foot in feet for date in _dates(foot, _MADE) + _dates(foot, _PLACE_AND_DATE)]
    if dates:
        return max(dates)
    own = takewhile(lambda section: section.kind != "annexe", sections)
    body = "\n".join(text[section.start : section.end] for section in own)
    dates = _dates(level(body), _MADE)
    if not dates and nature != "avenant":
        dates = _dates(level(cover), _ON_COVER)
    return dates[-1] if dates else ""


def statut_of(text: str, sections: Sequence[Section], cover: str, filename: str, date: str) -> Statut:
    """A draft says so, or is full of blanks; a signed text says where and when."""
    if _DRAFT.search(fold(cover)) or _DRAFT_LINE.search(text):
        return "projet"
    if sum(1 for blank in find_blanks(text) if blank.kind != "page") >= _MANY_BLANKS:
        return "projet"
    feet = " ".join(_feet(text, sections))
    if date or _BY_HAND.search(feet):
        return "signe"
    named = re.sub(r"[\W_]+", " ", fold(filename.rsplit(".", 1)[0]))
    if _DRAFT_FILE.search(named):
        return "projet"
    return "signe" if _SIGNED_FILE.search(named) and not _BLANK_DATE.search(feet) else "inconnu"


def _feet(text: str, sections: Sequence[Section]) -> list[str]:
    """Levelled signature blocks of the text itself: an annexe may hold a signed deliberation."""
    own = takewhile(lambda section: section.kind != "annexe", sections)
    return [level(text[section.start : section.end]) for section in own if section.kind == "signature"]


def _dates(flat: str, pattern: re.Pattern[str]) -> list[str]:
    found = []
    for match in pattern.finditer(flat):
        if not _BLANK_DATE.search(match[0][: match.start(1) - match.start()]):
            found += [quantity.value for quantity in find_quantities(match[1]) if quantity.kind == "date"]
    return found
