"""Questions typed in haste → ordinary French, so that the rules that read questions recognise them.

A question that is written properly comes back to the character. Numbers, acronyms, hyphened names and the capitals of
a sentence are never touched: « Lys-lez-Lannoy », « RPE », « Hem ».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from ctgbot.text.normalise import level
from ctgbot.text.words import content_words, stem

_DATA = files("ctgbot") / "data"
# « cb », « kel », « jusqua »; the last column says whether the word alone shows how the question is typed: « ds » and
# « pr » may be initials, and are read as words only beside another sign of haste.
_ROWS = [line.split("\t") for line in (_DATA / "ecritures.tsv").read_text("utf-8").splitlines()[1:]]
_TYPED: Mapping[str, str] = {typed: word for typed, word, _ in _ROWS}
_SURE = frozenset(typed for typed, _, alone in _ROWS if alone == "oui")
_GENRE = tuple((_DATA / "mots_du_genre.txt").read_text("utf-8").split())
_NOUNS: Mapping[str, str] = {level(word): word for word in _GENRE}
_VERBS: Mapping[str, str] = {level(word): word for word in (_DATA / "infinitifs.txt").read_text("utf-8").split()}

_VOWEL = r"(?=[aeiouyhàâéèêîôû])"
# Several words at once, in this order. Small letters only: « l'axe C est-il… » names an axe.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w'’-]){typed}(?![\w-])", re.IGNORECASE), read)
    for typed, read in (
        (r"(?:k|q)u?['’ ]?es[tk]?(?:[ -](?:ce|c))?[ -](?:ke|que)", "qu'est-ce que"),
        (r"(?:k|q)u?['’ ]?es[t]?[ -](?:ce |c )?(?:ki|qui)", "qu'est-ce qui"),
        (r"(?:es|est|é|è)[ -]?(?:ce |se |c )?(?:ke|k)", "est-ce que"),
        (r"(?:es|est) (?:ce |se )?que", "est-ce que"),
        (r"est-se que|es-ce que|est-ce ke", "est-ce que"),
        (r"est ce qu(?=['’])", "est-ce qu"),
        (r"c (?:koi|quoi|qoi)", "c'est quoi"),
        (r"y['’ ]?a[ -]t['’ -]?il(?<!y a-t-il)", "y a-t-il"),
        (r"(?:y a|ya|y'a) (?:til|ti)", "y a-t-il"),
        (r"a[ -]t['’ -](il|elle|on|ils|elles)(?<!a-t-il)(?<!a-t-elle)(?<!a-t-on)", r"a-t-\1"),
        (r"(peut|doit) on", r"\1-on"),
        (r"(faut|fo|fau) (?:t?il|t il)", "faut-il"),
        (r"(puis|dois) je", r"\1-je"),
        (r"si?l (?:vous|te) pla[iî]t", "s'il vous plaît"),
        (r"conv°", "convention"),
        (r"c[té]t?é? (?:de|d) com(?:munes?|s)?", "communauté de communes"),
        (r"com ?com|comm? de communes?", "communauté de communes"),
        (r"d[' ]?ici la", "d'ici là"),
    )
)
_CUT_OFF = re.compile(rf"(?<![\w'’.-])(l|d|n|s|j|m|t|c|qu) {_VOWEL}(?=\w\w)")  # « l avenant », « qu il »
_C_IS = re.compile(r"(?<![\w'’.-])c (?=(?:la?|les?|une?|des|qui|ki|pas|pour|pr|bien|combien|cb|quand|kan)\b)")
_STUCK = re.compile(r"(l|d|qu|n|s)([aeiouyhéèê]\w{3,})")  # « lavenant », « darticle »
# « peut denoncé », « pr se retiré », « faut-il signé »; not « rien de signé »
_BEFORE_INFINITIVE = re.compile(
    r"\b(?:pour|pr|sans|peu[txv]\w*|pouv\w+|puis-je|puisse|doi[ts]|doivent|dev(?:ons|ez|rait|ra)|faut|faudra(?:it)?"
    r"|comment|veu(?:t|x|lent)|voul\w+|va|vont|se|s)(?:[- ](?:il|on|elle|je|t-on))?"
    r"[ '’](?:(?:se|en|y|nous|vous|me|lui|leur) )?$"
)
_MODAL = re.compile(r"\b(?:peu[tx]|peuvent|doi[ts]|faut|veu[tx]|veulent)(?:[- ](?:il|on|elle))? $")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 6  # of a word that may be a typo of another
_ONE_LETTER_OFF = 8  # letters from which one wrong letter still leaves no doubt
# French words one letter away from a word of the genre.
_OTHER_WORDS = frozenset([
    "aimable", "articule", "avenante", "codification", "contention", "convocation",
    "decheance", "devaluation", "enonciation",
    "evacuation", "frequente", "localisation", "presidente", "projection", "provenance", "renonciation", "residence",
])  # fmt: skip


def respell(question: str, known: Collection[str] | None = None) -> str:
    """« cb de tps avan faut prevenir pr denoncé » → « combien de temps avant faut prevenir pour dénoncer ». `known`:
    stems of the texts asked; such a word is no typo."""
    read = _by_phrase(question)
    hurried = read != question or _signs(read) >= 2
    shouted = question.isupper()
    out: list[str] = []
    at = 0
    for match in _WORD.finditer(read):
        out.append(read[at : match.start()])
        before = "".join(out)
        word = match[0]
        if _is_own(word, read, match.start(), shouted):
            out.append(word)
        else:
            out.append(_capital(word, _word(word, before, hurried, known or ())))
        at = match.end()
    return "".join([*out, read[at:]])


def _by_phrase(question: str) -> str:
    read = question
    for pattern, words in _PHRASES:
        read = pattern.sub(lambda match, words=words: _capital(match[0], match.expand(words)), read)  # type: ignore[misc]
    read = _C_IS.sub("c'est ", read)
    return _CUT_OFF.sub(r"\1'", read)


def _signs(read: str) -> int:
    """How many words show that it was typed in haste; a sure one counts for two."""
    words = [match[0] for match in _WORD.finditer(read) if read.isupper() or not match[0].isupper()]
    return sum((word.lower() in _TYPED) + (word.lower() in _SURE) for word in words)


def _is_own(word: str, read: str, start: int, shouted: bool) -> bool:
    """A name, an acronym, a piece of a hyphened word or of an address: left as it is."""
    end = start + len(word)
    around = read[max(0, start - 1) : start] + read[end : end + 1]
    if any(character.isdigit() or character in "-@_/°" for character in around):
        return True
    if shouted:
        return False
    if word.isupper() and len(word) > 1:
        return True
    opens = not re.search(r"\w", read[:start]) or bool(re.search(r"[.?!:;«]\s*$", read[:start]))
    return word[:1].isupper() and not opens


def _capital(typed: str, read: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return read.upper()
    return read[:1].upper() + read[1:] if typed[:1].isupper() else read


def _word(word: str, before: str, hurried: bool, known: Collection[str]) -> str:
    lowered = word.lower()
    if lowered in _SURE or (hurried and lowered in _TYPED and not before.endswith(("'", "’"))):
        return _TYPED[lowered]
    infinitive = _infinitive(lowered, level(before))
    if infinitive:
        return infinitive
    if hurried and re.match(r"k[aeio]", lowered) and _is_strange(lowered, known):
        return "qu" + word[1:]
    return _corrected(word, known)


def _infinitive(word: str, before: str) -> str | None:
    """« denoncé », « retiré », « signée » → the infinitive, behind what only an infinitive can follow."""
    ending = re.search(r"(?:ée?s?|ez|e)$", word)
    if not ending or not (_BEFORE_INFINITIVE if ending[0] != "e" else _MODAL).search(before):
        return None
    verb = _VERBS.get(level(word[: ending.start()]) + "er")
    return verb if verb != word else None


@lru_cache(maxsize=5_000)
def _is_of_the_tables(word: str) -> bool:
    return stem(word) in _stems() or not content_words(word)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """Stems of the words of both tables and of the genre, as they are written there."""
    tables = [
        (_DATA / name).read_text("utf-8")
        for name in ("glossary.tsv", "synonymes.tsv", "mots_du_genre.txt", "infinitifs.txt")
    ]
    return frozenset(word.stem for table in tables for word in content_words(table))


def _is_strange(word: str, known: Collection[str]) -> bool:
    """No word of the texts, of the tables or of grammar."""
    return stem(word) not in known and word not in known and not _is_of_the_tables(word)


def _corrected(word: str, known: Collection[str]) -> str:
    """A typo of a word of the genre, where that is beyond doubt: it sounds alike, or one letter is wrong."""
    lowered = word.lower()
    plain, strange = level(lowered), _is_strange(lowered, known)
    stuck = _STUCK.fullmatch(lowered)
    if strange and stuck and level(stuck[2]) in _NOUNS:
        return f"{stuck[1]}'{stuck[2]}"
    if len(lowered) < _FEWEST_LETTERS or plain in _OTHER_WORDS:
        return word
    alike = _by_sound().get(_sound(lowered))
    if alike and (strange or stem(alike) == stem(lowered)):
        return word if _is_form_of(plain, alike) or len(plain) - len(alike) > 1 else alike
    if not strange or len(lowered) < _ONE_LETTER_OFF:
        return word
    near = [right for flat, right in _NOUNS.items() if _is_one_letter_off(plain, flat)]
    return near[0] if len(near) == 1 else word


def _is_form_of(plain: str, noun: str) -> bool:
    """« annexes », « annexée », « habitante »: the noun with an ending of its own; « parentalitée » has none."""
    flat = level(noun)
    feminine = () if noun.endswith("té") else (f"{flat}e", f"{flat}es")
    return plain in (flat, f"{flat}s", f"{flat}x", *feminine)


def _is_one_letter_off(plain: str, noun: str) -> bool:
    """One wrong letter, but not only the last, which is an ending."""
    close = OSA.distance(plain, noun, score_cutoff=1) == 1
    return close and noun != plain[:-1] and plain != noun[:-1] and plain[:-1] != noun[:-1]


@lru_cache(maxsize=1)
def _by_sound() -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for word in _GENRE:
        found.setdefault(_sound(word), []).append(word)
    return {sound: words[0] for sound, words in found.items() if len(words) == 1 and len(words[0]) >= _FEWEST_LETTERS}


_SOUNDS = (
    ("ph", "f"), ("qu|q|ck|c(?![eiyh])", "k"), ("ç|c(?=[eiy])", "s"), ("t(?=ion|ien)|sc(?=[ei])|z", "s"),
    ("h", ""), ("eau|au", "o"), ("[ae][nm](?=[^aeiouy]|$)", "an"), ("ai|ei", "e"), ("y", "i"), (r"(.)\1+", r"\1"),
    ("ge(?=[ao])|j", "g"), ("(?:es|[sxtde])$", ""),
)  # fmt: skip


def _sound(word: str) -> str:
    """« convension », « convantion » → as « convention »; « préavi » → as « préavis »."""
    heard = level(word.replace("ç", "s"))
    for letters, sound in _SOUNDS:
        heard = re.sub(letters, sound, heard)
    return heard
