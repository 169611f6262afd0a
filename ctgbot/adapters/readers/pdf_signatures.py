"""What electronic signatures and stamps show on a page: « Signé électroniquement par …, le 12/03/2024 ».

They are drawn apart from the page's own text, which no extractor then gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pypdf import PageObject
from pypdf.generic import DictionaryObject, EncodedStreamObject, StreamObject

from ctgbot.text.normalise import clean

_MOST = 50  # on one page
_HIDDEN, _NO_VIEW = 2, 32  # bits of the flags of an annotation


def signed_or_stamped(page: PageObject) -> str:
    """The text of what is shown of them, one block each. Raises what pypdf does on a damaged page."""
    return clean("\n".join(text for one in _shown(page) if (text := page.extract_xform_text(one).strip())))


def _shown(page: PageObject) -> Iterator[EncodedStreamObject]:
    for one in list(page.annotations or ())[:_MOST]:
        annotation = one.get_object()
        if isinstance(annotation, DictionaryObject) and _is_signature_or_stamp(annotation):
            drawn = _entry(_entry(annotation, "/AP"), "/N")
            if isinstance(drawn, StreamObject):
                yield cast("EncodedStreamObject", drawn)  # what it says that it takes; any stream does


def _is_signature_or_stamp(annotation: DictionaryObject) -> bool:
    flags = annotation.get("/F", 0)
    if isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW):
        return False
    if annotation.get("/Subtype") == "/Stamp":
        return True
    field = annotation if "/FT" in annotation else _entry(annotation, "/Parent")
    return annotation.get("/Subtype") == "/Widget" and _entry(field, "/FT") == "/Sig"


def _entry(holder: object, name: str) -> object:
    return holder[name].get_object() if isinstance(holder, DictionaryObject) and name in holder else None
