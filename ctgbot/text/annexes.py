"""Which annexes a document announces, which ones it holds, which ones are missing.

Announced: in the contents, in a list of « Pièces jointes », in a sentence (« figurant en annexe 3 », « annexes 4 et
5 »).
The annexes of a decree or, in an avenant, of the convention that it changes are not the document's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.model import Section
from ctgbot.text.blanks import find_blanks
from ctgbot.text.headings import number_of
from ctgbot.text.normalise import fold, level
from ctgbot.text.sommaire import without_page_mark
from ctgbot.text.spans import Span, trim

_MOST = 30  # « annexe 2024 » is a year gone astray
_LONGEST_TITLE = 200
_LONGEST_LIST = 4_000  # characters below « Liste des annexes »
_ONE = r"(?:\d{1,2}|[ivx]{1,5}|[a-h])(?![\w'/]|[-.]\d)"
# « annexe 3 », « annexes 4 et 5 », « Annexe n° 1 », « annexes 1 à 3 »
_MENTION = re.compile(
    rf"\bannexes?\s*(?:n\s*(?:os|[°o])\s*)?({_ONE}(?:\s*(?:,|et|ou|a|&)\s*(?:l'annexe\s+)?{_ONE}){{0,12}})"
)
# « annexe 1 (diagnostic partagé) », « annexe 2 : le plan d'actions ; »
_TOLD = re.compile(r"\s?\(([^()\n]{3,80})\)|\s?[:–—]\s?([^,;.:()\n]{3,80})")
# « Annexe 1 : Diagnostic partagé », « - Annexe 2 – Instances », « Pièce jointe : Annexe 1 – Carte »
_ENTRY = re.compile(
    r"^[ >#*_•▪■►+-]{0,8}(?:pieces? (?:jointes?|annexees?) {0,2}: {0,2})?[*_]{0,2}annexe {0,2}(?:n {0,2}[°o] {0,2})?"
    rf"({_ONE})?[*_]{{0,2}}( *[-:|.)/]+ *| +)(\S.*)$",
    re.MULTILINE,
)
_OF_ANOTHER = re.compile(
    r"\s*,?\s*(?:(?:du|de la|de l'|des|au|a la|a l')\s*)"
    r"(?:presente?\s+)?(?P<text>decret|arrete|code|circulaire|reglement|loi|ordonnance|directive|instruction|cog|cpog"
    r"|schema|sdsf|convention|ctg)\b"
)
_LIST_HEADING = re.compile(
    r"^[^\w\n]{0,8}(?:(?:article )?\d{1,2}[^\w\n]{1,5})?(?:liste des (?:annexes|pieces (?:jointes|annexees))|annexes"
    r"|pieces (?:jointes|annexees))(?: (?:a|de) la (?:presente )?(?:convention|ctg))?[^\w\n]{0,8}(?=\n)",
    re.MULTILINE,
)
_LIST_LINE = re.compile(
    r"\n{1,3}[ |>*_•▪-]{0,6}(?:n ?[°o] ?)?"
    r"(?:(?P<name>\d{1,2}|[a-h]|[ivx]{1,4})[ *_]{0,3}[.):|-][ |*_-]*(?P<title>[^\s|][^\n]*)"
    r"|(?P<table>[^\n|]{1,30}\|[^\n]{1,80}))"
)
_AVENANT = re.compile(r"^\W*(?:projet d')?avenant\b", re.MULTILINE)
_OPENING = 1_000


@dataclass(frozen=True, slots=True)
class AnnouncedAnnexe:
    """`text[start:end]` announces it, or is it. A number or a letter, a title, or both; empty where nothing is said."""

    number: int | None
    letter: str
    title: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """« 3 », « B », or the title of an annexe without a number."""
        return str(self.number) if self.number is not None else self.letter or self.title


def announced(text: str, sections: tuple[Section, ...]) -> tuple[AnnouncedAnnexe, ...]:
    """Each annexe once, in the order of the numbers; where it has a title, at the line that gives it."""
    flat = level(text)
    own = {section.start for section in sections if section.kind == "annexe"}
    found: dict[tuple[int | None, str, str], AnnouncedAnnexe] = {}
    for annexe in (*_entries(text, flat, own), *_numbered(text, flat), *_mentions(text, flat, own)):
        known = found.setdefault(_key(annexe), annexe)
        if annexe.title and not known.title:
            found[_key(annexe)] = annexe
    return tuple(sorted(found.values(), key=lambda annexe: (annexe.number or _MOST, annexe.letter, annexe.start)))


def attached(sections: tuple[Section, ...]) -> tuple[AnnouncedAnnexe, ...]:
    """The annexes that stand in the document; « ANNEXES » above a list is none."""
    out = []
    for section in sections:
        if section.kind != "annexe":
            continue
        label = level(section.trail[-1])
        match = re.match(rf"annexes?\s*(?:n\s*[°o]\s*)?({_ONE})?", label)
        number, letter = _read(match[1] or "") if match else (None, "")
        title = section.title if fold(section.title) != fold(section.trail[-1]) else ""
        if number is not None or letter or title or not label.startswith("annexes"):
            out.append(AnnouncedAnnexe(number, letter, title, section.start, section.end))
    return tuple(out)


def not_attached(text: str, sections: tuple[Section, ...]) -> tuple[AnnouncedAnnexe, ...]:
    """Announced and not there: « Annexes annoncées et non jointes : 1, 2, 3 »."""
    there = attached(sections)
    keys = {_key(annexe) for annexe in there}
    titles = {fold(annexe.title) for annexe in there if annexe.title}
    wanted = announced(text, sections)
    if len(wanted) == 1 and any(annexe.number is None and not annexe.letter for annexe in there):
        return ()  # « annexe 1 » announced, « ANNEXE » joined
    return tuple(annexe for annexe in wanted if _key(annexe) not in keys and fold(annexe.title) not in titles)


def _entries(text: str, flat: str, own: set[int]) -> list[AnnouncedAnnexe]:
    """Lines of a contents page or of a list."""
    out = []
    for match in _ENTRY.finditer(flat):
        start, end = trim(text, match.start(), match.end())
        number, letter = _read(match[1] or "")
        if not match[2].strip() and "\t" not in text[match.start(2) : match.end(2)]:
            continue  # « Annexe 1 figure… »: words of a sentence
        title = _filled(without_page_mark(text[match.start(3) : match.end(3)]).strip(" *_.;,\t"))
        if start in own or match.start() in own or _is_of_another(flat, match.start(3)) or len(title) > _LONGEST_TITLE:
            continue
        if letter and not text[match.start(1)].isupper():
            continue
        if number is not None or letter or (title[:1].isupper() and len(title.split()) <= _LONGEST_TITLE // 10):
            out.append(AnnouncedAnnexe(number, letter, title, start, end))
    return out


def _mentions(text: str, flat: str, own: set[int]) -> list[AnnouncedAnnexe]:
    """Numbers in sentences; « annexes 1 à 3 » is three of them, « annexe 2 (le plan d'actions) » has a title."""
    out: list[AnnouncedAnnexe] = []
    for match in _MENTION.finditer(flat):
        if match.start() in own or _is_of_another(flat, match.end()) or _is_heading(flat, match):
            continue
        marks = _spread(text, flat, match.span(1))
        told = _TOLD.match(text, match.end()) if len(marks) == 1 else None
        title = _filled((told[1] or told[2]).strip()) if told else ""
        out.extend(AnnouncedAnnexe(*mark, title, match.start(), match.end()) for mark in marks)
    return out


def _numbered(text: str, flat: str) -> list[AnnouncedAnnexe]:
    """« Liste des annexes », then « 1. Diagnostic », « 2. Plan d'actions », or the rows of a table: two lines at least,
    counted from 1 or A."""
    out: list[AnnouncedAnnexe] = []
    for heading in _LIST_HEADING.finditer(flat):
        first, position, lines = heading.end(), 0, list[AnnouncedAnnexe]()
        behind = level(text[first : first + _LONGEST_LIST].replace("\t", "|"))
        while line := _LIST_LINE.match(behind, position):
            position = line.end()
            number, letter = _read(line["name"] or "")
            if line["table"] and not lines:
                continue  # « N° | Intitulé »
            written = text[first + line.start("title") : first + line.end("title")]
            title = _filled(without_page_mark(written).strip(" *_.;,|\t"))
            follows = number == len(lines) + 1 or letter == chr(ord("A") + len(lines))
            if not follows or not title or len(title) > _LONGEST_TITLE:
                break
            start, end = trim(text, first + line.start(), first + line.end())
            lines.append(AnnouncedAnnexe(number, letter, title, start, end))
        out.extend(lines if len(lines) > 1 else [])
    return out


def _filled(title: str) -> str:
    """Without the marks of what is to be filled in: « Annexe 2 : à compléter » has no title yet."""
    blanks = find_blanks(title)
    for blank in reversed(blanks):
        title = title[: blank.start] + title[blank.end :]
    return title.strip(" *_.;,:-–\t()") if blanks else title


def _is_heading(flat: str, mention: re.Match[str]) -> bool:
    """« ANNEXES » alone on its line, above « 1. Diagnostic »."""
    line = flat.rfind("\n", 0, mention.start()) + 1
    return "\n" in flat[mention.start() : mention.start(1)] and not re.search(r"\w", flat[line : mention.start()])


def _spread(text: str, flat: str, span: Span) -> list[tuple[int | None, str]]:
    """« 4 et 5 » → 4, 5; « 1 à 3 » → 1, 2, 3; « A et B » → A, B; a small letter is a word: « annexe à l'avenant »."""
    out: list[tuple[int | None, str]] = []
    since: int | None = None  # the number before « à »
    for piece in re.finditer(rf"(?<!\w){_ONE}", flat[span[0] : span[1]]):
        written = text[span[0] + piece.start() : span[0] + piece.end()]
        if written == "à":
            since = out[-1][0] if out else None
            continue
        if written[0].isalpha() and not written.isupper():
            break
        number, letter = _read(piece[0])
        if since is not None and number is not None:
            out.extend((between, "") for between in range(since + 1, number))
        since = None
        if number is not None or letter:
            out.append((number, letter))
    return out


def _read(written: str) -> tuple[int | None, str]:
    """(number, letter); a lone « x » is a blank to fill in."""
    if written in ("", "x", "xx", "xxx"):
        return None, ""
    number = number_of(written)
    if number is not None:
        return (number, "") if 0 < number <= _MOST else (None, "")
    return None, written.upper()


def _is_of_another(flat: str, end: int) -> bool:
    match = _OF_ANOTHER.match(flat, end, end + 60)
    if not match:
        return False
    if match["text"] in ("convention", "ctg"):
        return "presente" not in match[0] and bool(_AVENANT.search(flat[:_OPENING]))
    return True


def _key(annexe: AnnouncedAnnexe) -> tuple[int | None, str, str]:
    named = annexe.number is not None or annexe.letter
    return annexe.number, annexe.letter, "" if named else fold(annexe.title)
