"""One paragraph of any format, put together: what is seen, its label, whether it is a heading, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ctgbot.adapters.readers.look import Colour, Piece, looks_like_heading
from ctgbot.adapters.readers.marks import heading, struck_out, to_fill, without_marks
from ctgbot.adapters.readers.symbols import SYMBOLS

BULLETS = ("▪", "-")
_FEWEST_LETTERS = 3  # « Article 3 », « Art. 3 », not « iv. »


def seen_text(pieces: Sequence[Piece], paper: Colour | None, hidden: list[str]) -> str:
    """The text that a reader sees, with what is to be filled in marked; the rest is added to `hidden`."""
    out: list[str] = []
    is_spaced = False
    for (unseen, struck, blank), group in groupby(
        pieces, key=lambda piece: (piece.look.is_unseen(paper), bool(piece.look.struck), bool(piece.look.to_fill))
    ):
        text = without_marks("".join(piece.text for piece in group)).translate(SYMBOLS)
        if unseen or struck:
            hidden.append(text if unseen else struck_out(text))
            is_spaced = bool(out) and out[-1].endswith(" ")
        else:
            if is_spaced:  # « de [barré] six »: one space is left of two
                text = text.lstrip(" ")
            is_spaced = False
            out.append(to_fill(text) if blank else text)
    return "".join(out).strip()


def paragraph(
    pieces: Sequence[Piece], paper: Colour | None, hidden: list[str], label: str = "", level: int | None = None
) -> str:
    """« Article 3 Durée »: the label of its list and its text, marked when it is a heading.

    Without text: its label when it says « Article 3 », whose title is the paragraph below; else nothing.
    """
    text = seen_text(pieces, paper, hidden)
    if not text:
        return label if sum(map(str.isalpha, label)) >= _FEWEST_LETTERS else ""
    seen = [piece for piece in pieces if not piece.look.is_left_out(paper)]
    if level is None and label not in BULLETS and looks_like_heading(seen):
        level = 0
    text = f"{label} {text}" if label else text
    return text if level is None else heading(text, level)


def bullet(sign: str, depth: int) -> str:
    """« ▪ » for a first-level list with that sign, which opens a clause; « - » for any other."""
    return "▪" if sign == "▪" and depth == 0 else "-"
