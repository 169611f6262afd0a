"""What may stand in a cell of an Office file: a document's text is data, never a formula nor broken XML."""

from __future__ import annotations

import re

from ctgbot.model import DocumentCard

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML 1.0 file may hold them
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")  # what `split` breaks at, but for « 2\u00a0850 »


def one_line(text: str, longest: int) -> str:
    """Without what XML refuses, its lines joined, cut between words beyond so many characters."""
    line = " ".join(_NOT_XML.sub("", text).split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} […]"


def standing_words(card: DocumentCard) -> str:
    """What must be read beside the title: « projet, exemple fictif »; empty for a real text that is no draft."""
    said = ("projet" if card.identity.statut == "projet" else "", "exemple fictif" if card.identity.exemple else "")
    return ", ".join(part for part in said if part)


def in_sentence(text: str, longest: int = 10_000) -> str:
    """On one line, its unbreakable spaces kept (« 2 850 »), without what XML refuses nor what turns the order of the
    letters round; cut between words beyond so many characters."""
    line = _BREAKS.sub(" ", _DIRECTIONS.sub("", _NOT_XML.sub("", text))).strip(" ")
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} […]"
