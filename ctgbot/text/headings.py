"""One line → the heading that it is, or nothing. Knows shapes only; `structure.py` decides which ones count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.model import SectionKind
from ctgbot.text.lines import Line, is_capitals, is_title_like
from ctgbot.text.normalise import fold, level

_ROMAN = {"i": 1, "v": 5, "x": 10}  # up to XXXIX: « Article C » is a letter, not one hundred
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(), 1
    )
} | {"unique": 1, "un": 1}
_NUMBER = r"(?:\d{1,3}|[ivx]{1,7}|" + "|".join(_ORDINALS) + ")"
# « ARTICLE 1er - », « Article 2 : », « Art. 3 – », « ARTICLE IV. », « Article n° 5 – », « Article 1 | », « Article 1er.- »
_ARTICLE = re.compile(rf"^art(?:icle\s*|\.\s*|\s+)(?:n\s*[°o]\s*)?({_NUMBER})\s*(?:er|ere|re|eme|e)?(?![\w'/])\s*(.*)$", re.DOTALL)
# « Article A – Objet »: the lettered articles of an avenant; a letter alone needs a separator behind it.
_LETTERED = re.compile(r"^article\s+([a-h])\s*[-:.|)]+\s*(\S.*)$", re.DOTALL)
_ANNEXE = re.compile(rf"^annexes?\s*(?:n\s*[°o]\s*)?({_NUMBER}|[a-h])?(?![\w'/])\s*(.*)$", re.DOTALL)
# « TITRE II – DES OBLIGATIONS », « CHAPITRE 1 : … », « Partie I »
_PART = re.compile(rf"^(?:titre|chapitre|partie|section|axe|orientation)\s+({_NUMBER})(?![\w'/])\s*(.*)$", re.DOTALL)
# « 14.1. Dénonciation unilatérale », « 8.2. Le comité de pilotage se réunit… »
_DECIMAL = re.compile(r"^(\d{1,2})\s*\.\s*(\d{1,2})(?!\s*[.,]?\d|\s*%)\s*[.):–—-]?\s+(\S.*)$", re.DOTALL)
# « 3. Gouvernance », « IV – Durée », « 2) Objectifs »
_NUMBERED = re.compile(rf"^({_NUMBER})\s*(?:[.)°]\s*[-–—]?|[-–—:])\s+(\S.*)$", re.DOTALL)
_SEPARATOR = re.compile(r"^[\s\-–—:.|)•/]+")

_NAMED: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("sommaire", re.compile(r"^(sommaire|table des matieres|plan de la convention)\s*:?$")),
    ("preambule", re.compile(r"^(preambule|expose prealable|expose des motifs|motifs|contexte|pourquoi maintenant \?)\s*:?$")),
    ("parties", re.compile(r"^(entre(\s+(les soussigne(e)?s|les parties|d'une part))?|qui signe|qui s'engage \?|les parties|(les )?(parties )?signataires|parties a la convention)\s*[:,]?$")),
    ("visas", re.compile(r"^(visas?|references? juridiques?|cadre juridique|sur quels textes nous nous appuyons)\s*:?$")),
    ("signature", re.compile(r"^signatures?(\s+des\s+parties)?\s*:?$")),
)  # fmt: skip
_FAIT_A = re.compile(r"^fait\s+(a|en|le)\b")
_VU = re.compile(r"^(vu\s|vu\s*:|considerant\s)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that looks like a heading. `end` is where its own line, or its run-in label, stops."""

    kind: SectionKind
    number: int | None
    label: str  # « ARTICLE 13 – LA FIN DE LA CONVENTION »
    title: str  # « LA FIN DE LA CONVENTION »
    start: int
    sub: int | None = None  # 2 in « 8.2. »
    shape: str = "word"  # word | decimal | numbered | square | markdown | named


def number_of(written: str) -> int | None:
    """« 13 », « XIII », « premier » → 13, 13, 1; None for a letter or a broken roman numeral."""
    word = fold(written)
    if word.isdigit():
        return int(word)
    if word in _ORDINALS:
        return _ORDINALS[word]
    if not word or any(letter not in _ROMAN for letter in word):
        return None
    values = [_ROMAN[letter] for letter in word]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if _to_roman(total) == word else None


def _to_roman(number: int) -> str:
    pairs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, letters in pairs:
        while number >= value:
            out += letters
            number -= value
    return out


def recognise(line: Line) -> Heading | None:
    """The heading that this line is, by its shape alone."""
    bare = line.bare
    if not bare or len(bare) > 400:
        return None
    return _worded(line, bare) or _named(line, bare) or _decimal(line, bare) or _square(line) or _numbered(line, bare)


def _worded(line: Line, bare: str) -> Heading | None:
    if line.is_bullet or not bare[0].isupper():
        return None
    folded = level(bare)
    for kind, pattern in (("article", _ARTICLE), ("annexe", _ANNEXE), ("partie", _PART)):
        match = pattern.match(folded)
        if match:
            return _with_rest(line, bare, kind, match)  # type: ignore[arg-type]
    match = _LETTERED.match(folded)
    if match:
        return Heading("article", None, bare, bare[match.start(2) :].strip(), line.start)
    return None


def _with_rest(line: Line, bare: str, kind: SectionKind, match: re.Match[str]) -> Heading | None:
    written = match[1] or ""
    number = number_of(written)
    if written and number is None and not (kind == "annexe" and len(written) == 1):
        return None
    rest = bare[match.start(2) :]
    separated = _SEPARATOR.match(rest)
    title = rest[separated.end() :].strip() if separated else rest.strip()
    if not written and title and not (separated and separated[0].strip()) and not is_capitals(bare):
        return None  # « Annexes à la convention, voir … »: prose unless a separator or capitals say otherwise
    if title and not (separated and separated[0].strip()) and not is_title_like(title):
        return None  # « Article 30 du Rgpd. »
    if not title or is_title_like(title) or (kind == "annexe" and is_title_like(title.capitalize())):
        return Heading(kind, number, bare, title, line.start)
    if kind != "article" or not (separated and separated[0].strip()) or not title[0].isupper():
        return None
    return Heading(kind, number, bare[: match.start(2)].strip(), "", line.start)  # the text runs on behind the number


def _named(line: Line, bare: str) -> Heading | None:
    folded = fold(bare)
    for kind, pattern in _NAMED:
        if pattern.match(folded):
            return Heading(kind, None, bare, bare.rstrip(" :"), line.start, shape="named")
    if _FAIT_A.match(folded) and bare[0].isupper():
        return Heading("signature", None, "Signatures", "Signatures", line.start, shape="fait")
    if _VU.match(folded) and bare[0].isupper():
        return Heading("visas", None, "Visas", "Visas", line.start, shape="vu")
    return None


def _square(line: Line) -> Heading | None:
    title = line.square_title
    if title:
        return Heading("clause", None, title, title, line.start, shape="square")
    markdown = line.is_markdown_heading and not line.text.lstrip().startswith("# ")  # « # » is the document's title
    if markdown or (line.is_bold and is_title_like(line.bare)):
        return Heading("partie", None, line.bare, line.bare, line.start, shape="markdown")
    return None


def _decimal(line: Line, bare: str) -> Heading | None:
    match = _DECIMAL.match(bare)
    if line.is_bullet or not match:
        return None
    title = match[3].strip() if is_title_like(match[3].strip()) else ""
    label = f"{match[1]}.{match[2]}" + (f" {title}" if title else "")
    return Heading("clause", int(match[1]), label, title, line.start, sub=int(match[2]), shape="decimal")


def _numbered(line: Line, bare: str) -> Heading | None:
    match = None if line.is_bullet else _NUMBERED.match(bare)
    if match and is_title_like(match[2]) and match[2][0].isupper():
        number = number_of(match[1])
        if number is not None:
            return Heading("partie", number, bare, match[2].strip(), line.start, shape="numbered")
    return None
