"""What the texts already say of a field: quoted where it holds no figure, referred to where it does."""

from __future__ import annotations

import re

from ctgbot.drafting.lines import Line, Material
from ctgbot.model import Citation

_LONGEST = 45  # words that a draft may quote
_BULLET = re.compile(r"^[\s\-–—•▪■◦*]+")


def said_before(source: Citation | None, quoting: str, referring: str) -> tuple[Line, ...]:
    """One sentence, or none. A figure of an older text is not carried over: it is of another year."""
    if source is None:
        return ()
    quote = _BULLET.sub("", " ".join(source.quote.split())).rstrip(" .;")
    place = f"{source.reference} de « {source.document_title} »"
    if re.search(r"\d", quote) or len(quote.split()) > _LONGEST or "«" in quote or "\t" in source.quote:
        return (Line(f"{referring} : {place}.", sources=(source,)),)
    return (Line(f"{quoting} : « {quote} » ({place}).", sources=(source,)),)


def existing(material: Material) -> tuple[Line, ...]:
    """What the convention, or one before it, says of the field."""
    return said_before(material.said, "Le texte indique déjà", "L'existant est décrit à")


def diagnosed(material: Material) -> tuple[Line, ...]:
    """What the shared diagnosis says of it."""
    return said_before(material.diagnosed, "Le diagnostic partagé relève", "Le constat du diagnostic figure à")
