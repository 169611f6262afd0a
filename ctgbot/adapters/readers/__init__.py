"""File → text. A new format is one new file here and one line in `READERS`.

A reader takes the file's bytes and gives back cleaned text; it raises `UnreadableFile` with a stable code.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ctgbot.adapters.readers.docx import read_docx
from ctgbot.adapters.readers.html import read_html
from ctgbot.adapters.readers.odt import read_odt
from ctgbot.adapters.readers.pdf import read_pdf
from ctgbot.adapters.readers.plain import read_markdown, read_plain
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText

READERS: dict[str, Callable[[bytes], SourceText]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
}


def read(path: Path) -> SourceText:
    """The text of one file, by its suffix. Raises UnreadableFile, whose message says what to do."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise UnreadableFile(
            "unsupported", f"Format « {path.suffix or 'sans extension'} » non pris en charge. Formats lus : {known}."
        )
    content = _content(path)
    if not content:
        raise UnreadableFile("empty", "Le fichier est vide (0 octet). Vérifiez qu'il a été copié en entier.")
    return reader(content)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise UnreadableFile("unreadable", "Le fichier n'existe pas. Vérifiez le chemin.") from exc
    except PermissionError as exc:
        raise UnreadableFile("unreadable", "Lecture refusée. Vérifiez vos droits sur ce fichier.") from exc
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        raise UnreadableFile(
            "unreadable", f"Le fichier ne peut pas être lu ({reason}). Vérifiez le disque ou le partage réseau."
        ) from exc
