"""Words of a question or a passage in the form in which they are compared: stems, and families of stems.

For search and for reading a question, never for proof.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from ctgbot.text.normalise import level

_STEMMER = snowballstemmer.stemmer("french")
_WORD = re.compile(r"[a-zà-öø-ÿœæ]+(?:\d+)?|\d+", re.IGNORECASE)

# Words that carry no content in a question or a clause: grammar, auxiliaries, question words, politeness.
_STOP = frozenset(
    """a à afin ah ai aie aient ait alors apres après as au aucun aucune aujourd aupres aura aurait auront aussi autre autres aux avait avant avec avez avoir
    avons ayant bah beaucoup bien bonjour bonsoir ca ça car ce ceci cela celle celles celui cependant certain certaine certains certaines ces cet cette ceux chaque
    chez ci comme comment concernant concernent concerne d dans de depuis des dès deux dire dis dit dites dois doit doivent donc dont du elle elles en encore entre envers es est et etaient
    était etait etant été ete etre être eu eux faire fais fait fallait faudra faudrait faut fera font hein hors hui il ils j jamais je jusqu jusque l la là laquelle le lequel
    les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme même memes merci mes mettre mis mise mises mets met moi moins mon n ne ni non nos notre nous on ont ou où oui par
    parce pas pendant peu peut peuvent peux plait plus plutot possible pour pourquoi pourra pourrait pouvait pouvez pouvoir pouvons precise précise precisement prendre pris prevu prévu prevue prévue prevus prévus prevoit prévoit près
    puis puisque qu quand que quel quelle quelles quels quelqu qui quoi quoique rappelle revient s sa sans sauf se sera serait seront ses si sinon soit sommes son sont sous stp svp suis sur t ta tandis te
    tel telle telles tels tes toi ton toujours tous tout toute toutes tu un une va vais vas veut veux vis voici voila voilà vont vos votre voudrais vous vu y
    combien temps plusieurs prochain prochaine envisage envisager imaginons imaginer supposons risque risquer passe passer cote côté attend attendre compris aller trouver retrouver indique indiqué indiquer dit-on savoir sais connaitre connaître donne donner peut-on cb comb pr tps ds ke koi c est-ce
    the of is are what who how when which does do can for and in to it be by with from if there any has have""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: as written, and its stem."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """« dénoncée », « dénoncer », « denoncee » → « denonc »; figures stay as they are."""
    lowered = word.lower()
    if lowered.isdigit() or len(lowered) <= 3:
        return level(lowered)
    stemmed = level(str(_STEMMER.stemWord(lowered)))
    return re.sub(r"e+$", "", stemmed) or level(lowered)


def content_words(text: str) -> tuple[Word, ...]:
    """Words that are not grammar, in order; elided articles are cut off (« l'avenant » → avenant)."""
    words = []
    for match in _WORD.finditer(text):
        lowered = match[0].lower()
        if lowered not in _STOP and level(lowered) not in _STOP and (len(lowered) > 1 or lowered.isdigit()):
            words.append(Word(match[0], stem(lowered), match.start(), match.end()))
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Bag:
    """The stems of a text, as a set and in their order."""

    stems: frozenset[str]
    line: str

    def holds(self, phrase: tuple[str, ...]) -> bool:
        """Whether the words of a phrase follow one another: « comité … technique » far apart is no comité technique."""
        if len(phrase) == 1:
            return phrase[0] in self.stems
        return f" {' '.join(phrase)} " in self.line


@lru_cache(maxsize=20_000)
def bag(text: str) -> Bag:
    """The content words of a text, ready to be compared."""
    found = [word.stem for word in content_words(text)]
    return Bag(frozenset(found), f" {' '.join(found)} ")


def stems(text: str) -> frozenset[str]:
    """The set of stems of the content words."""
    return bag(text).stems


_SHARED = 5  # letters that two words of one family share at least: « reconduir- », « reconduct- »
_TAIL = 4  # letters by which they may differ behind it


def same_family(one: str, other: str) -> bool:
    """« denonc » and « denonci », « preven » and « prevenanc »: a verb and its noun, by their common beginning."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHARED or one.isdigit() or other.isdigit():
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _SHARED and len(one) - shared <= _TAIL and len(other) - shared <= _TAIL
