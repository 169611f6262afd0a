"""Characters that look like others or like nothing: « б » for « 6 », full-width digits, zero-width and direction marks.

A sentence may hold one only where its proof does: the eye reads what the checks do not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PLAIN = frozenset("\n\t\u00ad")


def is_disguised(sentence: str, proof: str) -> bool:
    """Whether the sentence holds an unusual character that its proof lacks."""
    return any(_is_strange(character) and character not in proof for character in sentence)


@lru_cache(maxsize=5_000)
def _is_strange(character: str) -> bool:
    if character.isascii():
        return not character.isprintable() and character not in _PLAIN
    category = unicodedata.category(character)
    if category in ("Nd", "Nl", "No", "Mn", "Me", "Cf", "Co", "Cn", "Cs", "Cc"):
        return character not in _PLAIN
    return (category[0] == "L" and not unicodedata.name(character, "").startswith("LATIN ")) or _is_styled(character)


def _is_styled(character: str) -> bool:
    """« 𝟲 », « ｍ »: another letter in another dress; « ﬁ » and « º » are typography."""
    name = unicodedata.name(character, "")
    return name.startswith(("FULLWIDTH", "MATHEMATICAL", "CIRCLED", "LATIN LETTER SMALL CAPITAL"))
