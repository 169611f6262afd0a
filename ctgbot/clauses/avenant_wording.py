"""How an avenant speaks: words that replace others, and stipulations that it leaves as they are.

Of « les mots « vingt jours » sont remplacés par « deux mois » » only the new words say something about the convention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level

_REPLACED = re.compile(r"\bremplace|\bsubstitue|\bau lieu de|\ba la place de|\blire\b")
# « A » … remplacés par « B »; au lieu de « A », lire « B »
_OLD_WORDS = re.compile(r"«[^«»]*»(?=[^«»]*(?:remplac[ée]|,?\s*(?:il faut )?lire\b))|(?<=[Aa]u lieu de )«[^«»]*»")
_PAIR = re.compile(
    r"«\s*(?P<old>[^«»]{1,300}?)\s*»[^«»]{0,60}(?:remplac[ée]e?s?\s+par"
    r"|lire)[^«»]{0,60}«\s*(?P<new>[^«»]{1,300}?)\s*»"
)
# « L'article 9 est abrogé. »: the whole article, not one of its sentences
_REMOVED = re.compile(r"\bl'article\s+(?:\d+|[ivxl]+)\b[^.;«]{0,60}\best\s+(?:supprime|abroge|retire)")
_PART_OF_ARTICLE = re.compile(r"\balinea|\bparagraphe|\bphrase|\bmots?\b|\bpoint\b|\btiret|\bannexe")
_UNCHANGED = re.compile(
    r"\b(?:pas|ni|aucune?)\s+(?:ete\s+)?(?:modifi|chang|remplac|affect|touch)|\binchange"
    r"|\bdemeure(?:nt)?\s+(?:applicable|en\s+vigueur|valable|ceu?x|celles)"
    r"|\breste(?:nt)?\s+(?:applicable|en\s+vigueur|valable|identique|fixe)|\bsans\s+(?:changement|modification)"
    r"|\bconserve(?:nt)?\b|\bn'a\s+pas\s+d'(?:effet|incidence)"
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """`old` words give way to `new` ones; `text[start:end]` of the avenant says so."""

    old: str
    new: str
    start: int
    end: int


def without_old_words(piece: str) -> str:
    """The same length, what is replaced left out: it is no longer said."""
    if not _REPLACED.search(level(piece)):
        return piece
    return _OLD_WORDS.sub(lambda match: re.sub(r"\S", " ", match[0]), piece)


def leaves_unchanged(flat: str) -> bool:
    """« Le délai de huit mois fixé au paragraphe 14.1 n'est pas modifié. »"""
    return bool(_UNCHANGED.search(flat))


def removes_an_article(flat: str) -> bool:
    """Whether a levelled sentence takes a whole article out of the convention."""
    return bool(_REMOVED.search(flat)) and not _PART_OF_ARTICLE.search(flat)


def replacements(text: str, start: int, end: int) -> tuple[Replacement, ...]:
    """The pairs of old and new words of a sentence."""
    return tuple(Replacement(match["old"], match["new"], start, end) for match in _PAIR.finditer(text[start:end]))
