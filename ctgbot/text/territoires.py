"""Names of territories as they are officially written, as far as the text allows.

Official names of communes are hyphenated and their little words are in small letters, but for an article that opens the
name, which stands apart: « Lys-lez-Lannoy », « Villeneuve-d'Ascq », « Le Quesnoy », « L'Haÿ-les-Roses » (Insee, code
officiel géographique). Accents come from the text alone. Names of groupings keep the spaces that they have.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ctgbot.text.normalise import fold, level

_SMALL = {
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "et", "a", "au", "aux", "lez", "es", "pres",
    "entre", "devant", "hors", "par",
}  # fmt: skip
_ARTICLES = {"le", "la", "les", "l"}
_ABBREVIATED = {"st": "saint", "ste": "sainte"}
_ACRONYMS = {"sivom", "sivu", "petr", "smict", "caf", "msa", "cc", "ca", "cu"}
_WORD = re.compile(r"[^\W_]+")
_GENERIC = (
    r"communaut[ée] de communes|communaut[ée] d['’]agglom[ée]ration|communaut[ée] urbaine|m[ée]tropole"
    r"|syndicat intercommunal|syndicat mixte|commune nouvelle|d[ée]partement"
)
_GENERIC_OPENS = re.compile(rf"^(?:{_GENERIC})\b", re.IGNORECASE)
_ACCENTED = (("communaute", "communauté"), ("agglomeration", "agglomération"), ("metropole", "métropole"))


def commune_name(name: str, text: str = "") -> str:
    """« LYS LEZ LANNOY » → « Lys-lez-Lannoy »; accents and inner capitals as the text has them somewhere."""
    words = _words(name)
    if not words or any(any(letter.isdigit() for letter in word) for word in words):
        return _spaced(name)
    seen = _as_written(words, text) or [[]]
    best = [_best([name_words[i] for name_words in seen if name_words] + [word]) for i, word in enumerate(words)]
    return _hyphenated([_cased(word, i, len(words)) for i, word in enumerate(best)])


def named_after(joint: str, name: str) -> str:
    """« commune du Quesnoy » is « Le Quesnoy », « ville des Lilas » is « Les Lilas »."""
    article = {"du": "Le", "des": "Les", "de la": "La", "de l'": "L'"}.get(level(joint).strip(), "")
    if not article or not name:
        return name
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}"


def grouping_name(name: str, text: str = "") -> str:
    """« COMMUNAUTÉ DE COMMUNES DU PAYS DE MOREL » → « Communauté de communes du Pays de Morel », never hyphenated."""
    spaced = _spaced(name)
    if spaced.isupper():
        spaced = next((written for written in _mixed(spaced, text)), None) or _small_capitals(spaced)
    opening = _GENERIC_OPENS.match(spaced)
    if opening:
        spaced = _generic(opening[0]) + spaced[opening.end() :]
    return spaced[:1].upper() + spaced[1:]


def _generic(opening: str) -> str:
    out = opening.lower()
    for plain, accented in _ACCENTED:
        out = out.replace(plain, accented)
    return out


def _spaced(name: str) -> str:
    return re.sub(r"\s+", " ", name).replace("’", "'").strip()


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


@lru_cache(maxsize=4)
def _levelled(text: str) -> str:
    return level(text)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """The words in level form, whatever stands between them; « st » for « saint »."""
    forms = [level(word) for word in words]
    either = {"st": "(?:st|saint)", "saint": "(?:st|saint)", "ste": "(?:ste|sainte)", "sainte": "(?:ste|sainte)"}
    joined = r"[\s'-]{1,3}".join(either.get(form, re.escape(form)) for form in forms)
    return re.compile(rf"(?<![\w-]){joined}(?![\w-])")


def _as_written(words: list[str], text: str) -> list[list[str]]:
    """The name's words at each place of the text that has them all."""
    slices = (_words(text[match.start() : match.end()]) for match in _pattern(words).finditer(_levelled(text)))
    return [found for found in slices if len(found) == len(words)]


def _best(forms: list[str]) -> str:
    """The form with its accents, then one that is not in capitals."""
    return max(forms, key=lambda form: (_accents(form), not form.isupper() or len(form) == 1, form[:1].isupper()))


def _accents(word: str) -> int:
    return sum(1 for letter in word if letter.isalpha() and not letter.isascii())


def _cased(word: str, position: int, count: int) -> str:
    folded = fold(word)
    if folded in _ABBREVIATED and position < count - 1:
        return _ABBREVIATED[folded].capitalize()
    if position and folded in _SMALL:
        return "à" if folded == "a" else word.lower()
    if word.isupper() or word.islower():
        return word.capitalize()
    return word


def _hyphenated(words: list[str]) -> str:
    """« L' », « La » stand apart at the opening; « d' » and « l' » hold to the word behind them."""
    out = words[0]
    for position, (before, word) in enumerate(pairwise(words)):
        if fold(before) in ("d", "l"):
            joint = "'"
        elif position == 0 and fold(before) in _ARTICLES:
            joint = " "
        else:
            joint = "-"
        out += joint + word
    return out


def _mixed(name: str, text: str) -> list[str]:
    """The same words elsewhere in the text, in small letters and capitals, as written, best accents first."""
    written = [
        _spaced(text[match.start() : match.end()]) for match in _pattern(_words(name)).finditer(_levelled(text))
    ] if _words(name) else []  # fmt: skip
    return sorted((form for form in written if not form.isupper() and not form.islower()), key=_accents, reverse=True)


def _small_capitals(name: str) -> str:
    """« LYS LEZ LANNOY » → « Lys lez Lannoy »: capitals are a matter of layout."""
    words = re.split(r"([\s’'-]+)", name.lower())
    return "".join(word if i % 2 else _small_capital(word, i) for i, word in enumerate(words))


def _small_capital(word: str, position: int) -> str:
    folded = fold(word)
    if folded in _ACRONYMS:
        return word.upper()
    return word if position and folded in _SMALL else word.capitalize()
