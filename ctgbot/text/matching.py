"""How much of what a question asks stands in a text: its content words, their families, equivalents and typos.

For choosing and for refusing; proof is `grounding.py`'s affair.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ctgbot.text.words import Bag, Word, bag, beginning, content_words, same_family, stems

Phrase = tuple[str, ...]  # stems that must follow one another

_EXACT, _FAMILY, _EQUIVALENT, _TYPO = 1.0, 0.85, 0.8, 0.8
_TYPO_RATIO = 80  # « convantion » / « convention »: 90; « lanoy » / « lannoy »: 91; « pilote » / « piloté »: 100
_FEWEST_LETTERS_OF_A_TYPO = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems of each passage of the scope, how many passages hold each stem, and the stems by how they begin."""

    passages: tuple[Bag, ...]
    counts: Mapping[str, int]
    by_beginning: Mapping[str, tuple[str, ...]]

    def holds(self, phrase: Phrase) -> bool:
        """Whether a passage of the scope holds this phrase."""
        if not all(stem in self.counts for stem in phrase):
            return False
        return len(phrase) == 1 or any(passage.holds(phrase) for passage in self.passages)

    def family_of(self, stem: str) -> frozenset[str]:
        """The stems of the scope that are of one family with this one."""
        return frozenset(other for other in self.by_beginning.get(beginning(stem), ()) if same_family(stem, other))

    def weight(self, family: Iterable[str]) -> float:
        """Inverse document frequency of a family of stems: a word of every clause says little; a word of none most."""
        total = len(self.passages)
        count = min(total, sum(self.counts.get(stem, 0) for stem in family))
        return math.log(1 + (total + 0.5) / (count + 0.5))


def count_stems(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of some passages."""
    passages = tuple(bag(text) for text in texts)
    counts = Counter(stem for passage in passages for stem in passage.stems)
    by_beginning: dict[str, list[str]] = {}
    for stem in counts:
        by_beginning.setdefault(beginning(stem), []).append(stem)
    return Vocabulary(passages, counts, {key: tuple(group) for key, group in by_beginning.items()})


# Verbs that only say that a thing is there, is said or takes part: a text that has the thing may well use another one.
_SAYING = stems(
    "annoncer annonce comporter comporte compter compte contenir contient regrouper regroupe rassembler rassemble "
    "participer participe participent impliquer implique impliquent suffire suffit stipuler stipule trouver trouve "
    "parler parle évoquer évoque aborder aborde savoir demander demande confirmer vérifier"
)
_LITTLE = 0.35  # of the weight of another word
# « cités ci-dessus », « énumérés ci-après »: where a thing was said, not what is said of it.
_POINTERS = re.compile(
    r"\b(?:cit|mentionn|vis|énumér|énonc|défini|indiqu|décrit|prévu)\w* "
    r"(?:ci-dessus|ci-dessous|ci-après|plus haut|supra)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question with what may stand for it in a text."""

    word: Word
    weight: float
    family: frozenset[str]
    equivalents: tuple[Phrase, ...]
    typos: frozenset[str]

    def found_in(self, text: Bag) -> float:
        """1 when the word itself is there, less for a relative, an equivalent or a likely typo, 0 when nothing is."""
        if self.word.stem in text.stems:
            return _EXACT
        if self.family & text.stems:
            return _FAMILY
        if any(text.holds(phrase) for phrase in self.equivalents):
            return _EQUIVALENT
        return _TYPO if self.typos & text.stems else 0.0

    def stands_in(self, text: Bag) -> bool:
        """Whether the word itself, or one of its family, is there."""
        return self.word.stem in text.stems or bool(self.family & text.stems)

    @property
    def only_says(self) -> bool:
        """Whether it is a verb that only says that a thing is there."""
        return self.word.stem in _SAYING

    @property
    def is_known(self) -> bool:
        """Whether the scope holds the word, its family, or what may be a typo of it."""
        return bool(self.family or self.typos)


def read_terms(
    question: str, vocabulary: Vocabulary, equivalents: Mapping[str, tuple[Phrase, ...]]
) -> tuple[Term, ...]:
    """The question's content words, each once; `equivalents` maps a stem of the question to the glossary's phrases."""
    terms: dict[str, Term] = {}
    stems_of_scope = tuple(vocabulary.counts)
    for word in content_words(question):
        if word.stem in terms:
            continue
        family = vocabulary.family_of(word.stem)
        phrases = equivalents.get(word.stem, ())
        typos = frozenset() if family or phrases else _typos(word, stems_of_scope)
        weight = vocabulary.weight(family | typos) * (_LITTLE if word.stem in _SAYING else 1.0)
        terms[word.stem] = Term(word, weight, family, phrases, typos)
    return tuple(terms.values())


def _typos(word: Word, stems_of_scope: Sequence[str]) -> frozenset[str]:
    if len(word.stem) < _FEWEST_LETTERS_OF_A_TYPO or word.stem.isdigit():
        return frozenset()
    near = process.extract(word.stem, stems_of_scope, scorer=fuzz.ratio, score_cutoff=_TYPO_RATIO, limit=3)
    return frozenset(match[0] for match in near if match[0][0] == word.stem[0])


def coverage(terms: Sequence[Term], text: str, lead: str = "", context: str = "") -> float:
    """Weighted share of the question's words that stand in the text (1 each), in the lines that its pronouns refer to
    (0.85), or only around it (0.5); 0 to 1."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    places = ((1.0, bag(_POINTERS.sub(" ", text))), (0.85, bag(lead)), (0.5, bag(context)))
    return sum(term.weight * max(share * term.found_in(place) for share, place in places) for term in terms) / total
