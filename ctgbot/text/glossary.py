"""What agents say → what conventions say: « préavis » also looks for « délai de prévenance ».

Only the words looked for change, never the question that is shown, and a word that was added weighs less than one
that was asked. What must stay apart stays apart: a phrase of the question leads to one entry or to none.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ctgbot.text.normalise import fold

ADDED_WEIGHT = 0.2  # docs/benchmarks.md, « Glossaire »: 0.1–0.3 is a plateau
_LONGEST_PHRASE = 7  # words: « convention d'objectifs et de gestion » has six

_WORD = re.compile(r"\w+")
# Synonyms of the file that say too little alone: « fin » is the term of a convention, of a delay and of a committee.
_TOO_COMMON = frozenset(
    fold(phrase)
    for phrase in (
        "à compter du", "action n°", "agglo", "arrêt de la convention", "arrondi", "atelier", "autant de",
        "bénéficiaire", "cc", "complément", "contentieux", "de droit", "début", "dossier", "durée",
        "enjeu", "fin", "fin de la convention", "guichet", "handicap", "la caisse", "la collectivité", "la commune",
        "la convention", "la mairie", "la nationale", "la ville", "même nombre", "mercredi", "modification",
        "opérateur", "orientation", "porteur", "priorité", "quotient", "registre", "relais", "secrétaire",
        "structure", "subventions caf", "thématique", "ville de", "vu",
    )
)  # fmt: skip
# « annexe 3 » is announced as the délibération by one template only; « article 30 » may be anybody's.
_NUMBERED = re.compile(r"^(?:annexe|article) \d|^n \d")
_EMPTY_WORDS = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "par",
        "pour",
        "sans",
        "sur",
        "un",
        "une",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table, as written."""

    term: str
    expansion: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the glossary; `words` are those that conventions use for it, as written: stemming needs accents."""

    term: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """`phrases`: from folded words (« delai », « de », « preavis ») to the one entry that they mean.

    `acronyms` holds the short ones as written, because « CA » is not « ça » and « PA » is not « pa ».
    """

    phrases: Mapping[tuple[str, ...], Entry]
    acronyms: Mapping[str, Entry]


@cache
def load_glossary() -> Glossary:
    """The glossary shipped with the program."""
    return glossary_of(shipped_lines())


@cache
def shipped_lines() -> tuple[Line, ...]:
    """The table shipped with the program."""
    return read_lines((files("ctgbot") / "data" / "glossary.tsv").read_text(encoding="utf-8"))


def read_lines(text: str) -> tuple[Line, ...]:
    """From `term, expansion, synonyms` separated by tabs, synonyms by « | », after a header."""
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(Line(row["term"], row["expansion"], tuple(row["synonyms"].split("|"))) for row in rows)


def glossary_of(lines: Sequence[Line]) -> Glossary:
    """What leads to one term only is kept."""
    candidates = [pair for line in lines for pair in _phrases_of(line)]
    terms = {_singular(_words(entry.term)) for _, entry in candidates}
    meanings = Counter(key for key, _ in {(_singular(_words(phrase)), entry.term) for phrase, entry in candidates})
    phrases: dict[tuple[str, ...], Entry] = {}
    acronyms: dict[str, Entry] = {}
    for phrase, entry in candidates:
        key = _words(phrase)
        is_term = phrase == entry.term
        if not key or (not is_term and (meanings[_singular(key)] > 1 or _singular(key) in terms or _is_vague(phrase))):
            continue
        if _is_short_acronym(phrase):
            acronyms[phrase] = entry
        else:
            phrases.setdefault(key, entry)
    return Glossary(phrases, acronyms)


def expand(question: str, glossary: Glossary) -> dict[str, float]:
    """Words to look for and their weights: those of the question weigh 1, those that the glossary adds less."""
    words = [match.group() for match in _WORD.finditer(question)]
    weights = dict.fromkeys(words, 1.0)
    asked = {_singular((fold(word),)) for word in words}
    for entry in _entries(words, glossary):
        for word in entry.words:
            if _singular((fold(word),)) not in asked:
                weights.setdefault(word, ADDED_WEIGHT)
    return weights


def _entries(words: list[str], glossary: Glossary) -> Iterator[Entry]:
    """The entries that the question names, longest phrase first at each place; a word serves one phrase."""
    folded = tuple(fold(word) for word in words)
    place = 0
    while place < len(words):
        acronym = glossary.acronyms.get(words[place])
        longest = min(_LONGEST_PHRASE, len(words) - place)
        size = next((n for n in range(longest, 0, -1) if folded[place : place + n] in glossary.phrases), 0)
        if size:
            yield glossary.phrases[folded[place : place + size]]
        elif acronym:
            yield acronym
        place += max(size, 1)


def _phrases_of(line: Line) -> Iterator[tuple[str, Entry]]:
    term = line.term
    said = term
    if _is_acronym(term):
        said = f"{term} {re.split(r'[(,:]', line.expansion)[0]}"  # « CEJ Contrat enfance jeunesse »
    spelled = (match.group() for match in _WORD.finditer(said))
    words = tuple(dict.fromkeys(word for word in spelled if fold(word) not in _EMPTY_WORDS))
    entry = Entry(term, words)
    yield term, entry
    for synonym in line.synonyms:
        yield re.sub(r"\(.*?\)", "", synonym).strip(), entry


def _is_vague(phrase: str) -> bool:
    folded = fold(phrase)
    return folded in _TOO_COMMON or bool(_NUMBERED.match(" ".join(_words(phrase))))


def _is_acronym(phrase: str) -> bool:
    return (" " not in phrase and sum(letter.isupper() for letter in phrase) >= 2) or phrase in ("Caf", "Cnaf", "Paje")


def _is_short_acronym(phrase: str) -> bool:
    return len(phrase) <= 3 and phrase.isupper()


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(match.group()) for match in _WORD.finditer(text))


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """« bénéficiaires » and « bénéficiaire » are two entries of the file: neither may decide."""
    return tuple(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)
