"""Bytes → characters, in whatever encoding an office machine wrote them."""

from __future__ import annotations

import codecs

from ctgbot.errors import UnreadableFile

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One byte per character: Windows, Linux before UTF-8 (« € » is elsewhere), old Macs, DOS. In order of preference.
_LEGACY = ("cp1252", "iso8859-15", "mac_roman", "cp850")
# What a page may declare; « iso-8859-1 » has always meant Windows' own, which has « ’ » and « œ » as well.
_DECLARED = {
    "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "iso-8859-15": "iso8859-15", "latin9": "iso8859-15", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "ibm850": "cp850", "cp850": "cp850",
}  # fmt: skip
# What a French text holds beyond ASCII. « Ž » or « Ã » would mean that the encoding is another one.
_FRENCH = frozenset("éèêëàâùûüîïôöçœæÿÉÈÊËÀÂÙÛÜÎÏÔÇŒÆŸ«»’‘“”–—…•€°§²³\u00a0·▪")
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_MOST_CONTROLS = 0.01
_SAMPLE = 1 << 16  # bytes, from the start
_FEWEST_ZEROS = 0.6  # share of one byte in two that is zero in a French text of two bytes per character
_MOST_ZEROS = 0.05  # share of the other one


def decode(content: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text and what was lost of it; `declared`: the encoding that the file says, lower case. Code: `binary`."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _utf(content, encoding)
    wide = _utf16_without_mark(content)
    if wide:
        return _utf(content, wide)
    if _is_binary(content):
        raise UnreadableFile(
            "binary", "Ce n'est pas un fichier texte. Donnez-lui sa véritable extension, ou exportez-le en texte."
        )
    text, warnings = _utf(content, "utf-8")
    unknown = text.count("\ufffd")
    # In a Latin-1 text « é » stands before an ASCII letter, which is never valid UTF-8: nothing else decodes.
    if unknown and sum(character > "\x7f" for character in text) - unknown <= unknown:
        return _declared(content, declared) or _legacy(content), ()
    return text, warnings


def _utf(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = content.decode(encoding, errors="replace")
    unknown = text.count("\ufffd")
    return text, (f"{unknown} caractère(s) illisible(s), remplacé(s) par « \ufffd ».",) if unknown else ()


def _utf16_without_mark(content: bytes) -> str:
    """« utf-16-le » or « utf-16-be » when one byte in two is zero, and nothing of it is a control; else empty."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half == 0 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd >= _FEWEST_ZEROS and even <= _MOST_ZEROS:
        encoding = "utf-16-le"
    elif even >= _FEWEST_ZEROS and odd <= _MOST_ZEROS:
        encoding = "utf-16-be"
    else:
        return ""
    text = sample.decode(encoding, errors="replace")
    strange = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f") for c in text)
    return encoding if strange <= _MOST_CONTROLS * len(text) + 1 else ""


def _is_binary(content: bytes) -> bool:
    if content.startswith(_SIGNATURES) or b"\0" in content:
        return True
    return len(content) - len(content.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(content)


def _declared(content: bytes, declared: str) -> str:
    """The text in the encoding that the file says; empty when it is none of ours or does not fit."""
    try:
        return content.decode(_DECLARED[declared])
    except (KeyError, UnicodeDecodeError):
        return ""


def _legacy(content: bytes) -> str:
    """The decoding that looks most French; the first one when two are equal.

    Measured against charset-normalizer: on short French files it proposes cp1250, cp1006 or Mac Greek.
    """
    return max((content.decode(encoding, errors="replace") for encoding in _LEGACY), key=_frenchness)


def _frenchness(text: str) -> int:
    """+1 for each French character beyond ASCII, −1 for any other and for « DÇlai », a capital inside a word."""
    pairs = zip(" " + text, text, strict=False)
    return sum(
        1 if c in _FRENCH and not (before.islower() and c.isupper()) else -1 for before, c in pairs if c > "\x7f"
    )
