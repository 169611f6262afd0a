"""How French is set for the eye, on a screen or on paper: never in a text that is searched, nor in a quote."""

from __future__ import annotations

import re

_BEFORE_MARK = re.compile(r" (?=[:;?!»])|(?<=«) ")


def unbroken(text: str) -> str:
    """No line begins with « : » or « » », nor ends with « « »."""
    return _BEFORE_MARK.sub("\u00a0", text)
