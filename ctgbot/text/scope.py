"""Scope before similarity: which documents a question names, and which places it names that no document covers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ctgbot.model import DocumentCard
from ctgbot.text.equivalents import rows
from ctgbot.text.normalise import fold, level
from ctgbot.text.words import content_words, stem

_GENERIC = {
    "communaute", "communes", "commune", "agglomeration", "urbaine", "metropole", "ville", "syndicat", "pays",
    "saint", "sainte", "nouvelle", "les", "des", "lez", "sur", "sous", "aux", "caf", "ctg", "convention",
    "territoriale", "globale", "vallee", "canton", "grand", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    "neuf", "dix", "cent", "mille", "mois", "departement",
}  # fmt: skip
_TYPO = 84  # rapidfuzz ratio over which « lanoy » is « lannoy »; figures in tests/test_scope.py
_FEWEST_LETTERS = 4
_LONGEST_ACRONYM = 5
# « la CTG de Hem », « la convention d'Anstaing », « celle du Quesnoy », « la mairie de Roubaix »
_HOLDER = (
    r"(?:ctgs?|conventions?|communes?|villes?|mairies?|celles?|ceux|celui|agglom[ée]ration|m[ée]tropole|"
    r"communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)|sdsf|avenants?)"
)
_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ]*(?:['’-][\wÀ-ÿ]+)*"
_PLACE = rf"{_WORD}(?:[ -](?:(?:de|du|des|la|le|les|en|sur|sous|lez|lès|et|aux|d['’]|l['’])[ -]?)*{_WORD})*"
_NAMED = re.compile(rf"\b(?i:{_HOLDER})\s+(?i:de la |de l['’]|du |des |de |d['’]|à |aux? )?({_PLACE})")
_AT = re.compile(rf"(?<=\bà )({_PLACE})")
_TOKEN = re.compile(r"[a-z0-9]+")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Ý][\wÀ-ÿ’'-]{3,}")
_OPENS = re.compile(r"(?:^|[.?!:;]\s)\W*$")  # « Préavis de Lys ? »: the capital of a first word tells nothing
_JOINED = re.compile(r"[ ’'-]{1,2}")  # what stands between two words of one name
_JOINTS = {"de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "lez", "sur", "sous", "en", "et", "pour"}
# « Trois » in « Trois Vallons »: a generic word that a name begins with goes with it.
_OPENING = frozenset({"saint", "sainte", "pays", "grand", "vallee", "deux", "trois", "quatre", "cinq", "sept", "mille"})
_INSIDE = {"de", "du", "des", "d", "la", "le", "les", "l", "lez", "sur", "sous", "en"}
# Words for the convention itself: they stand in every clause, hence choose none.
_GENRE = re.compile(r"\b(?:ctgs?|conventions? territoriales? globales?)\b")
_SDSF = re.compile(r"\b(?:sdsf|schemas? departementa(?:l|ux)(?: des services aux familles)?)\b")
_CONVENTION = re.compile(r"\b(?:ctgs?|conventions?|avenants?)\b")
# « la ctg de hem », typed without capitals: only behind these words, and never a common noun.
_TYPED = re.compile(
    r"\b(?:ctgs?|communes?|mairies?) (?:de |d'|du )"
    r"([a-z][a-z-]{2,}(?:(?:-| )(?:en|les|lez|sur|sous)(?:-| )[a-z-]+)?)"
)
_NOT_PLACES = {
    "caf", "ctg", "msa", "cej", "rgpd", "sdsf", "cnaf", "etat", "epci", "dpo", "cnil", "copil", "cotech", "france",
    "maire", "prefet", "departement", "madame", "monsieur", "mme", "collective", "partenariat", "europe", "janvier",
    "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
    "demain", "residence", "naissance", "taille", "type", "reference", "rattachement", "cooperation", "qualite",
    "petite", "grande", "moyenne", "plein", "droit", "origine", "domicile", "nord", "sud", "base", "proximite",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScopeReading:
    """`documents`: ids of the documents the question names; `unknown`: places named as having a convention or a town
    hall that no document of the index covers; `maybe`: other places (« à Roubaix »), to seek in the texts."""

    documents: tuple[str, ...]
    unknown: tuple[str, ...]
    maybe: tuple[str, ...] = ()


def read_scope(question: str, cards: Sequence[DocumentCard]) -> ScopeReading:
    """What the question's own words say about the documents it is about."""
    whole = {word for card in cards for word in _distinctive(card)}
    named = tuple(card.id for card in cards if _is_named(card, question, whole))
    known = {word for card in cards for word in _tokens(f"{card.identity.territoire} {card.identity.title}")}
    unknown = [name for place in _named_places(question) for name in _unknown_in(place, known)]
    maybe = [place for place in _AT.findall(question) if not _is_known(place, known) and place not in unknown]
    return ScopeReading(named, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(maybe)))


def _named_places(question: str) -> list[str]:
    """What stands where a place is named; when capitals tell nothing, only the first word behind « de »."""
    if _capitals_tell(question):
        return _NAMED.findall(question)
    return [question[match.start(1) : match.end(1)] for match in _TYPED.finditer(level(question))]


def of_nature(question: str, cards: tuple[DocumentCard, ...]) -> tuple[DocumentCard, ...]:
    """Of these documents, the schémas when the question is about a schéma and about no convention; else all."""
    flat = level(question)
    if not speaks_of_sdsf(question) or _CONVENTION.search(flat):
        return cards
    return tuple(card for card in cards if card.identity.nature == "sdsf") or cards


def speaks_of_sdsf(question: str) -> bool:
    """« le SDSF », « le schéma départemental »."""
    return bool(_SDSF.search(level(question)))


def _capitals_tell(question: str) -> bool:
    """Not in « QUEL DÉLAI À LYS ? » nor in « quel delai a lys »."""
    return question.upper() != question and any(letter.isupper() for letter in question.strip()[1:])


def without_names(text: str, cards: Sequence[DocumentCard], unknown: Sequence[str] = ()) -> str:
    """The text without the names of the documents it is asked of, which would only draw towards titles."""
    flat = level(text)
    names = [_tokens(card.identity.territoire) for card in cards] + [_tokens(name) for name in unknown]
    spans = [match.span() for match in _GENRE.finditer(flat)]
    if cards and all(card.identity.nature == "sdsf" for card in cards):
        spans += [match.span() for match in _SDSF.finditer(flat)]
    for name in names:
        spans.extend(_spans_of_name(name, flat))
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _spans_of_name(name: Sequence[str], flat: str) -> list[tuple[int, int]]:
    """Each run of the name's words in the text, with the little words inside and before it; one long word at least."""
    long_words = [word for word in name if word not in _GENERIC and len(word) >= 3 and word not in _JOINTS]
    opening = _OPENING.intersection(name)
    tokens = list(_TOKEN.finditer(flat))
    hits = [any(_same(word, token[0]) for word in long_words) for token in tokens]
    spans = []
    for i, token in enumerate(tokens):
        if hits[i]:
            first = i
            while first > 0 and (tokens[first - 1][0] in _JOINTS or tokens[first - 1][0] in opening):
                first -= 1
            spans.append((tokens[first].start(), token.end()))
    return spans


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))


def _distinctive(card: DocumentCard) -> list[str]:
    """The words of its territoire that tell it from others; where none was read, the names in its title."""
    name = card.identity.territoire or " ".join(_CAPITALISED.findall(card.identity.title))
    return [word for word in _tokens(name) if word not in _GENERIC and len(word) >= 3]


def _is_named(card: DocumentCard, question: str, whole: Collection[str]) -> bool:
    """All the short name, or one of its long words, allowing for a typo in the long ones: « lanoy » is « Lannoy », but
    « Aubrelle » is no « Brelle » when a document of that name is there, and « Val d'Ormeraie » no « Val de Brelle »."""
    wanted = _distinctive(card)
    spans = [match.span() for match in _TOKEN.finditer(level(question))]
    tokens = [level(question)[start:end] for start, end in spans]
    at = {
        place: next((w for w in wanted if w == token or (token not in whole and _same(w, token))), "")
        for place, token in enumerate(tokens)
    }
    hits = [
        place for place, word in at.items() if word and not _is_of_another_name(place, question, spans, (wanted, whole))
    ]
    found = [word for word in wanted if word in {at[place] for place in hits}]
    if not found:
        return False
    return any(len(word) >= _FEWEST_LETTERS for word in found) or found == wanted or found[0] == wanted[0]


def _is_of_another_name(
    place: int, question: str, spans: Sequence[tuple[int, int]], mine: tuple[Sequence[str], Collection[str]]
) -> bool:
    """« Val » in « Val d'Ormeraie » and « Haute » in « Creuse-Haute »: a longer name, which the document has not.

    `mine`: the words of its name, then those of every name; they decide where capitals do not show what is a name.
    """
    wanted, whole = mine
    tells = _capitals_tell(question)
    for step in (1, -1):
        here, there = place, place + step
        while 0 <= there < len(spans):
            first, last = sorted((here, there))
            word = question[slice(*spans[there])]
            flat, hyphened = level(word), question[spans[first][1] : spans[last][0]] == "-"
            opens = _OPENS.search(question[: spans[there][0]]) is not None
            is_name = hyphened or flat in whole or (tells and word[:1].isupper() and not opens)
            if step == -1 and word.isupper() and len(word) <= _LONGEST_ACRONYM:  # « le CCAS de Lys »
                break
            if not _JOINED.fullmatch(question[spans[first][1] : spans[last][0]]) or flat in _NOT_PLACES:
                break
            if flat not in _INSIDE and (flat in _JOINTS or not is_name):
                break
            if flat not in _INSIDE and flat not in _GENERIC and not any(_same(flat, other) for other in wanted):
                return True
            here, there = there, there + step
    return False


def _same(word: str, token: str) -> bool:
    if word == token:
        return True
    return min(len(word), len(token)) >= 5 and fuzz.ratio(word, token) >= _TYPO


def _unknown_in(place: str, known: set[str]) -> list[str]:
    """« Lys et Hem » are two places as soon as one of them is known; « Terre et Mer » is one."""
    pieces = re.split(r"\s+et\s+", place)
    unknown = [piece for piece in pieces if not _is_known(piece, known)]
    return [place] if len(unknown) == len(pieces) else unknown


def _is_known(name: str, known: set[str]) -> bool:
    words = [word for word in _tokens(name) if word not in _GENERIC and word not in _JOINTS]
    if not words or words[0] in _NOT_PLACES or _tokens(name)[0] == "caf":  # « la CTG de la Caf du Nord »
        return True
    if not content_words(words[0]) or stem(words[0]) in _common_nouns():
        return True
    return any(_same(word, other) for word in words for other in known)


@lru_cache(maxsize=1)
def _common_nouns() -> frozenset[str]:
    """Stems of the tables' phrases: « la Convention d'Objectifs et de Gestion » names no place."""
    return frozenset(stem for row in rows() for phrase in row.phrases for stem in phrase)
