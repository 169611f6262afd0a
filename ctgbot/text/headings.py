"""One line → the heading that it is, or nothing. Knows shapes only; `outline.py` decides which ones count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ctgbot.model import SectionKind
from ctgbot.text.lines import Line, is_capitals, is_title_like
from ctgbot.text.normalise import fold, level
from ctgbot.text.plan_words import RANKS, PlanWord, plan_word

Shape = Literal[
    "word", "plan", "decimal", "numbered", "square", "markdown", "bold", "rubric", "named", "fait", "vu", "titled"
]

_LONGEST = 400  # characters: a heading, or a run-in one with the beginning of its text, stands in them
_LONGEST_NAME = 60
_ROMAN = {"i": 1, "v": 5, "x": 10}  # up to XXXIX: « Article C » is a letter, not one hundred
_CARDINALS = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf vingt"
)
_RANKS = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme"
    " treizieme quatorzieme quinzieme seizieme"
)
_ORDINALS = {word: rank for words in (_CARDINALS, _RANKS) for rank, word in enumerate(words.split(), 1)}
_ORDINALS |= {"unique": 1, "premiere": 1, "second": 2, "seconde": 2}
_NUMBER = r"(?:\d{1,3}|[ivx]{1,7}|" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_ARTICLE_WORD = r"art(?:icle\s*|\.\s*|\s+)(?:n\s*[°o]\s*)?"
# « ARTICLE 1er - », « Article 2 : », « Art. 3 – », « ARTICLE IV. », « Article n° 5 – », « Article 6 bis »
_ARTICLE = re.compile(
    rf"^{_ARTICLE_WORD}({_NUMBER})\s*(?:er|ere|re|eme|e)?(?:\s*(?:bis|ter|quater))?(?![\w'/]|[-.]\d)\s*(.*)$", re.DOTALL
)
# « Article 4.2 – Jeunesse », « Article 3-1 : Rôle de la Caf »
_SUB_ARTICLE = re.compile(rf"^{_ARTICLE_WORD}(\d{{1,2}})[.-](\d{{1,2}})(?![\w'/.])\s*(.*)$", re.DOTALL)
# « Article A – Objet »: the lettered articles of an avenant; not « Article D. 214-1 du Code »
_LETTERED = re.compile(r"^article\s+([a-h])\s*[-:.|)]+\s*([a-z].*)$", re.DOTALL)
_ANNEXE = re.compile(rf"^annexes?\s*(?:n\s*[°o]\s*)?({_NUMBER}|[a-h])?(?![\w'/])\s*(.*)$", re.DOTALL)
# « TITRE II – DES OBLIGATIONS », « CHAPITRE 1 : … », « Partie I »
_PART = re.compile(rf"^(?:titre|chapitre|partie|section)\s+({_NUMBER})(?![\w'/])\s*(.*)$", re.DOTALL)
# « PREMIÈRE PARTIE : LE DIAGNOSTIC »
_RANKED_PART = re.compile(r"^(premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme) partie\b\s*(.*)$", re.DOTALL)
_WORDS_BEGIN = frozenset("AaTtCcPpSsOoFfEeDdVvMm")  # Article, Titre, Chapitre, Partie, Section, Fiche, Enjeu, Mesure…
# « 14.1. Dénonciation unilatérale », « 8.2. Le comité de pilotage se réunit… »
_DECIMAL = re.compile(r"^(\d{1,2})\s?\.\s?(\d{1,2})(?!\s*[.,]?\d|\s*%)\s*[.):–—-]?\s+(\S.*)$", re.DOTALL)
# « 3. Gouvernance », « IV – Durée », « 2) Objectifs »
_NUMBERED = re.compile(rf"^({_NUMBER})\s*(?:[.)°]\s*[-–—]?|[-–—:])\s+(\S.*)$", re.DOTALL | re.IGNORECASE)
_WORDED: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("article", _ARTICLE),
    ("annexe", _ANNEXE),
    ("partie", _PART),
    ("partie", _RANKED_PART),
)
_SEPARATOR = re.compile(r"^[\s\-–—:.|)•/]+")

_NAMES: tuple[tuple[SectionKind, str], ...] = (
    ("sommaire", r"sommaire|table des matieres|plan de la convention"),
    (  # « EXPOSÉ PRÉALABLE », « Contexte et enjeux », « Pourquoi une convention ? »
        "preambule",
        r"preambule|avant-propos|introduction|considerants|expose(?: prealable| des motifs)?|(?:les )?motifs"
        r"|contexte(?: (?:general|et) ?.{0,40})?|pourquoi .{1,50}\?",
    ),
    (  # « ENTRE LES SOUSSIGNÉS : », « Parties à la convention », « Qui signe ? »
        "parties",
        r"entre(?: les soussigne(?:e)?s| les parties| d'une part)?"
        r"|la presente (?:convention|ctg) est (?:conclue|passee|etablie|signee) entre(?: les soussigne(?:e)?s)?"
        r"|qui (?:signe|s'engage|sont .{1,30})(?: \?)?"
        r"|(?:(?:identification|designation|presentation) des |les )?(?:parties |partenaires )?signataires"
        r"|(?:(?:identification|designation|presentation) des |les )parties|parties a la convention",
    ),
    (  # « Références juridiques », « Textes de référence », « Sur quels textes ? »
        "visas",
        r"visas?|references?|(?:sur )?quels textes\b.{0,40}|textes (?:de reference|applicables|vises)"
        r"|(?:references?|cadre|bases?|fondements?) (?:juridiques?|legal|legale|legaux|reglementaires?)"
        r"(?: et reglementaires?)?",
    ),
    ("signature", r"signatures?(?: des (?:parties|signataires))?"),
)
_NAMED = tuple((kind, re.compile(rf"^(?:{names})\s*[:,]?$")) for kind, names in _NAMES)
_FAIT_A = re.compile(r"^fait\s+(?:a|aux?|en|le)\b")  # « Fait aux Hauts-de-Sourdanne »
_VU = re.compile(r"^(vu\s|vu\s*:|considerant\s)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that looks like a heading; `label` is its line, or only its number where text runs on behind it."""

    kind: SectionKind
    number: int | None
    label: str  # « ARTICLE 13 – LA FIN DE LA CONVENTION »
    title: str  # « LA FIN DE LA CONVENTION »
    start: int
    sub: int | None = None  # 2 in « 8.2. »
    shape: Shape = "word"
    mark: str = ""  # « 13 », « XIII », « premier », as written
    style: int = 0  # its level by the file's own style, from 1; 0 when no style says
    word: str = ""  # « titre », « axe », « fiche »: what its number counts
    numbers: tuple[int, ...] = ()  # (2, 1) in « Fiche 2.1 »; (2,) in « 2. Enjeux »


def number_of(written: str) -> int | None:
    """« 13 », « XIII », « premier » → 13, 13, 1; None for a letter or a broken roman numeral."""
    word = fold(written)
    if word.isdecimal():
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
    if line.is_blank:
        return None
    line = line.cut(_LONGEST)
    bare = line.bare
    if not bare:
        return None
    return _worded(line, bare) or _named(line, bare) or _decimal(line, bare) or _square(line) or _numbered(line, bare)


def _worded(line: Line, bare: str) -> Heading | None:
    if not bare[0].isupper() or bare[0] not in _WORDS_BEGIN or line.is_bullet:
        return None
    folded = level(bare)
    planned = plan_word(folded)
    if planned:
        return _planned(line, bare, planned)
    sub = _SUB_ARTICLE.match(folded)
    if sub:
        return _numbered_clause(line, bare, sub)
    for kind, pattern in _WORDED:
        match = pattern.match(folded)
        if match:
            return _with_rest(line, bare, kind, match)
    match = _LETTERED.match(folded)
    if match:
        return _lettered(line, bare, match.start(2))
    return None


def _with_rest(line: Line, bare: str, kind: SectionKind, match: re.Match[str]) -> Heading | None:
    written = match[1] or ""
    number = number_of(written)
    if written and number is None and not (kind == "annexe" and len(written) == 1):
        return None
    rest = bare[match.start(2) :]
    separated = _SEPARATOR.match(rest)
    is_separated = bool(separated and separated[0].strip())
    title = rest[separated.end() :].strip() if separated else rest.strip()
    if not written and title and not is_separated and not is_capitals(bare):
        return None  # « Annexes à la convention, voir … »: prose unless a separator or capitals say otherwise
    if title and not is_separated and not is_title_like(title):
        return None  # « Article 30 du Rgpd. »
    if not title or is_title_like(title) or (kind == "annexe" and is_title_like(title[:1].upper() + title[1:])):
        word = level(bare.split()[1 if level(bare).startswith(written) else 0]) if kind == "partie" else ""
        numbers = (number,) if word and number else ()
        return Heading(kind, number, bare, title, line.start, mark=written, word=word, numbers=numbers)
    if kind != "article" or not title[0].isupper():
        return None
    return Heading(kind, number, bare[: match.start(2)].strip(), "", line.start, mark=written)  # its text runs on


def _planned(line: Line, bare: str, plan: PlanWord) -> Heading | None:
    """« Axe 2 : La parentalité », « FICHE ACTION 2.1 »; « Axe 2 / Fiche 2.1 – Les Laep » is the fiche."""
    rest = bare[plan.rest_at :]
    separated = _SEPARATOR.match(rest)
    title = rest[separated.end() :].strip() if separated else rest.strip()
    is_separated = bool(separated and separated[0].strip()) or bare[: plan.rest_at].rstrip().endswith(".")
    if title and (not (is_separated or is_title_like(title)) or not is_title_like(title[:1].upper() + title[1:], 25)):
        return None
    if not plan.written and not (title and is_separated) and not is_capitals(bare):
        return None  # « Fiche action » in a sentence; « FICHE ACTION » heads one
    inner = plan_word(level(title)) if title[:1].isupper() and RANKS[plan.word] < RANKS["fiche"] else None
    if plan.written and inner and inner.written:
        return _planned(line, title, inner)
    numbers = numbers_of(plan.written)
    number = numbers[0] if len(numbers) == 1 else None
    label, title = (" ".join(part.split("\t")) for part in (bare, title))
    return Heading(
        "partie", number, label, title, line.start, shape="plan", mark=plan.written, word=plan.word, numbers=numbers
    )


def numbers_of(written: str) -> tuple[int, ...]:
    """« 2.1 » → (2, 1), « II » → (2,), « A.2 » → (1, 2); empty when a part of it is no number."""
    pieces = re.findall(r"\d+|[a-z]+", fold(written))
    values = [
        ord(piece) - ord("a") + 1 if len(piece) == 1 and "a" <= piece <= "h" else number_of(piece) for piece in pieces
    ]
    return tuple(value for value in values if value) if all(values) else ()


def _lettered(line: Line, bare: str, title_at: int) -> Heading | None:
    title = bare[title_at:].strip()
    if is_title_like(title):
        return Heading("article", None, bare, title, line.start)
    return Heading("article", None, bare[: len("Article A")], "", line.start) if title[0].isupper() else None


def _named(line: Line, bare: str) -> Heading | None:
    folded = re.sub(r"\s+", " ", fold(bare))  # « Qui s'engage ? » with its no-break space
    for kind, pattern in _NAMED:
        if len(bare) <= _LONGEST_NAME and pattern.match(folded):
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
    if _NUMBERED.match(line.bare):
        return None
    if line.is_markdown_heading and not line.text.lstrip().startswith("# "):  # « # » is the document's title
        return Heading("partie", None, line.bare, line.bare, line.start, shape="markdown")
    if line.is_bold and is_title_like(line.bare):
        return Heading("partie", None, line.bare, line.bare, line.start, shape="bold")
    return None


def _decimal(line: Line, bare: str) -> Heading | None:
    match = None if line.is_bullet else _DECIMAL.match(bare)
    if not match or match[3][0].islower():
        return None  # « 2.5 enfants par famille »
    return _numbered_clause(line, bare, match)


def _numbered_clause(line: Line, bare: str, match: re.Match[str]) -> Heading:
    """« 8.2. Le comité… » and « Article 8.2 – Le comité »: a clause named by its number and, if any, its title."""
    rest = bare[match.start(3) :]
    separated = _SEPARATOR.match(rest)
    title = rest[separated.end() :] if separated else rest
    title = title.strip() if is_title_like(title) else ""
    label = f"{match[1]}.{match[2]}" + (f" {title}" if title else "")
    numbers = (int(match[1]), int(match[2]))
    return Heading("clause", numbers[0], label, title, line.start, sub=numbers[1], shape="decimal", numbers=numbers)


def _numbered(line: Line, bare: str) -> Heading | None:
    match = None if line.is_bullet else _NUMBERED.match(bare)
    if match and is_title_like(match[2]) and match[2][0].isupper():
        number = number_of(match[1])
        if number is not None:
            title = match[2].strip()
            numbers = (number,)
            return Heading("partie", number, bare, title, line.start, shape="numbered", mark=match[1], numbers=numbers)
    return None
