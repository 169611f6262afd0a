"""The lines of a parties block as their author ended them, whatever the page did to them; offsets unchanged."""

from __future__ import annotations

import re
from itertools import pairwise

from ctgbot.text.normalise import level
from ctgbot.text.organismes import ANY_BODY, ARTICLE

CELL = "\x00"  # between two cells of a row: no text has this character (`normalise.clean`)
BULLET = r"(?:[-–—•▪▫◦○●*+■►✓·]|\d{1,2}\s?[.)°]-?|[a-z]\))"
BODY = rf"{ARTICLE}(?:{ANY_BODY})"
_FULL_LINE = 60  # characters: a shorter line that ends without a stop was ended by its author
_CUT_SHORT = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|par|et|son|sa|Monsieur|Madame|Mme|M\.|en|à|au|pour)|'"
    r"|(?:Monsieur|Madame|Mme|M\.) [A-ZÀ-Ý]\S+)$"
)
_NEW_LINE = re.compile(rf"{BULLET}\s|represent|et\s*:?$|entre\b|ci[- ]apres|vu\s|pour (?:la |le |l')")
_BODY_OPENS = re.compile(BODY)


def unwrapped(text: str) -> str:
    """As written, same length: lines that a page has cut are joined, cells are told apart by \\x00."""
    plain = text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    plain = re.sub(r"[\t|]", CELL, plain)
    lines = plain.split("\n")
    joints = [" " if _is_wrapped(this, following) else "\n" for this, following in pairwise(lines)]
    return "".join(line + joint for line, joint in zip(lines, [*joints, ""], strict=True))


def _is_wrapped(line: str, following: str) -> bool:
    before, after = line.rstrip(), following.lstrip()
    if not before or not after or "\x00" in before + after or _NEW_LINE.match(level(after)):
        return False
    if before[-1] in ".;:" or (_BODY_OPENS.match(level(after)) and (before[-1] == "," or after[0].isupper())):
        return False
    return (
        after[0].islower()
        or after[0] in "«("
        or before[-1] == ","
        or bool(_CUT_SHORT.search(before))
        or (len(before) >= _FULL_LINE)
    )
