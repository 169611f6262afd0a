"""What was typed → the French question to answer: its language, its spelling, what it leans on, what it may not order.

The conversation is read the same way, and as data: an order inside it lends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ctgbot.model import Turn
from ctgbot.text.english import is_english, read_english
from ctgbot.text.misuse import is_personal
from ctgbot.text.orders import without_orders
from ctgbot.text.phrases import Language
from ctgbot.text.spelling import respell
from ctgbot.text.understand import Understood, understand

_TURNS = 12  # messages of the conversation that are read, and
_MOST = 600  # characters of each


@dataclass(frozen=True, slots=True)
class Heard:
    """`question`: in French, standing alone; `ordered`: something in it was an order, and was dropped; `lost`: it was
    not understood; `history`: the conversation, read in the same way."""

    typed: str
    question: str
    language: Language
    understood: Understood
    ordered: bool = False
    lost: bool = False
    history: tuple[Turn, ...] = ()

    @property
    def shown(self) -> str:
        """The question as it was read, when that tells something to who typed it."""
        return self.question if self.understood.changed or self.language == "en" else ""

    @property
    def only_orders(self) -> bool:
        return self.ordered and not self.question


def hear(typed: str, history: Sequence[Turn], territoires: Callable[[], Sequence[str]]) -> Heard:
    """Reads a question in its conversation. `territoires` names the communes of the corpus, asked for when there is a
    conversation."""
    language: Language = "en" if is_english(typed) else "fr"
    asked, ordered = without_orders(typed)
    if not asked or is_personal(typed):
        return Heard(typed, asked, language, Understood(asked, False, "question"), ordered)
    read = in_french(asked)
    if read is None:
        return Heard(typed, asked, language, understand(asked, ()), ordered, lost=True)
    turns = tuple(_turn(turn) for turn in history[-_TURNS:])
    understood = understand(read, turns, territoires() if turns else ())
    return Heard(typed, understood.question, language, understood, ordered, history=turns)


def in_french(text: str) -> str | None:
    """Written out, and in French; None for English of which too little is understood."""
    return read_english(text) if is_english(text) else respell(text)


def _turn(turn: Turn) -> Turn:
    content = turn.content[:_MOST]
    return (
        replace(turn, content=in_french(content) or content) if turn.role == "user" else replace(turn, content=content)
    )
