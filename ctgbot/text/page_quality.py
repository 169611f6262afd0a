"""How readable the text of a page is, so that a page whose spaces, letters or accents were lost is read otherwise."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# The commonest words of French administrative prose; about four words in ten of an ordinary page.
_COMMON_WORDS = (
    "le la les l de des du d et à a en un une au aux que qu qui pour par sur dans est sont se s sa son ses ce cette ces"
    " ou avec ne n pas il elle ils elles leur leurs plus ainsi entre chaque être cet dont tout tous toutes article"
    " convention caf commune communes territoire"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[^\0-\u024f«»’–—…œ•€]")
_LONGEST_WORD = 24  # « intercommunautairement » has 22 letters
_ENOUGH_WORDS = 30  # to judge by their frequency
_USUAL_COMMON = 0.15  # share below which prose is suspect; a list of names has about 0.2
_READABLE = 0.6
_USABLE = 0.25
_FEWEST_LETTERS = 40  # « Envoyé en préfecture le 12/07/2024 » over a scan is not the text of its page


@dataclass(frozen=True, slots=True)
class Quality:
    """`score` from 0 (nothing to read) to 1 (ordinary French); `letters` counts them."""

    letters: int
    score: float

    @property
    def is_readable(self) -> bool:
        return self.score >= _READABLE

    @property
    def is_usable(self) -> bool:
        """Worth keeping when nothing better is found."""
        return self.score >= _USABLE

    @property
    def is_empty(self) -> bool:
        """Too little for a page: a stamp, a number."""
        return self.letters < _FEWEST_LETTERS


NOTHING = Quality(0, 0.0)


def quality(text: str) -> Quality:
    """A text of few words is judged by its characters only."""
    words = _WORD.findall(text)
    if not words:
        return NOTHING
    letters = sum(map(len, words))
    return Quality(letters, _sound_characters(text) * _sound_words(words, letters) * _french(words))


def _sound_characters(text: str) -> float:
    """1 without any strange character, 0 from one in five: « \ufffd », private use, unknown glyphs, other scripts."""
    odd = sum(map(_is_odd, _BEYOND_LATIN.findall(text))) + 6 * text.count("(cid:")
    return max(0.0, 1 - 5 * odd / len("".join(text.split())))


def _is_odd(character: str) -> bool:
    """Above Latin: anything but punctuation, money, arrows, bullets and mathematical signs; Greek is not French."""
    category = unicodedata.category(character)
    if category.startswith("L"):
        return not "\ufb00" <= character <= "\ufb06" and not "\u1d2c" <= character <= "\u1eff"
    return category in ("Co", "Cn", "Cs", "Cc") or character == "\ufffd"


def _sound_words(words: list[str], letters: int) -> float:
    """Low when spaces were lost (« Laprésenteconvention ») or put between letters (« C o n v e n t i o n »)."""
    glued = sum([len(word) for word in words if len(word) > _LONGEST_WORD])
    single = len([word for word in words if len(word) == 1 and word.lower() not in "àaldnscmjtyqo"])
    spaced = single / len(words) if len(words) >= 10 else 0.0
    return max(0.0, 1 - 2 * glued / letters) * max(0.0, 1 - 2 * max(0.0, spaced - 0.15))


def _french(words: list[str]) -> float:
    """Never under a third: another language, or a table of figures, is not a fault of the reader."""
    if len(words) < _ENOUGH_WORDS:
        return 1.0
    common = sum(map(_COMMON.__contains__, map(str.lower, words))) / len(words)
    return max(1 / 3, min(1.0, common / _USUAL_COMMON))


def looks_enciphered(text: str) -> bool:
    """A font without its table of characters gives « Frqyhqwlrq »: words of the right length, none of them French."""
    words = _WORD.findall(text)
    long_enough = [word.lower() for word in words if len(word) > 1]
    if len(long_enough) < _ENOUGH_WORDS:
        return False
    vowels = sum(any(letter in "aeiouyàâéèêëîïôùûœ" for letter in word) for word in long_enough) / len(long_enough)
    common = sum(word in _COMMON for word in long_enough) / len(long_enough)
    return common < 0.03 and vowels < 0.75
