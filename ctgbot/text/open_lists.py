"""Where a text leaves its list of signatories open: « (et autres partenaires éventuels…) »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctgbot.model import Passage
from ctgbot.text.normalise import level
from ctgbot.text.premise_statements import statements
from ctgbot.text.question import Part
from ctgbot.text.units import Unit, units_of

_MOST = 3
_PLACES = ("parties", "signature", "complement")
_OTHERS = re.compile(r"\bautres (?:co-?)?signataires\b|\bautres partenaires\b[^.]{0,60}\beventuels\b")


def open_lists(part: Part, passages: Sequence[Passage]) -> tuple[Unit, ...]:
    """The pieces that say that others may sign, when the question is whether somebody does: a body that is not named
    is not excluded either."""
    if not any(statement.parameter == "signataires" for statement in statements(part.text)):
        return ()
    pieces = (unit for passage in passages if passage.kind in _PLACES for unit in units_of(passage))
    return tuple(unit for unit in pieces if _OTHERS.search(level(unit.text)))[:_MOST]
