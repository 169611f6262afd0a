"""Plain text and Markdown."""

from __future__ import annotations

from ctgbot.adapters.readers.comments import without_comments
from ctgbot.adapters.readers.encodings import decode
from ctgbot.adapters.readers.marks import source_text, without_marks
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText


def read_plain(content: bytes) -> SourceText:
    """The text without its encoding. Codes: `binary`, `empty`."""
    text, warnings = decode(content)
    return _not_empty(source_text(without_marks(text), (), warnings))


def read_markdown(content: bytes) -> SourceText:
    """As plain text, without the comments that no reader of the page sees."""
    text, warnings = decode(content)
    shown, hidden = without_comments(without_marks(text), "<!--", "-->")
    return _not_empty(source_text(shown, hidden, warnings))


def _not_empty(source: SourceText) -> SourceText:
    if not source.text.strip():
        raise UnreadableFile("empty", "Le fichier ne contient aucun texte. Vérifiez qu'il s'agit du bon fichier.")
    return source
