"""Files dropped in the browser, kept under `corpus/ajouts/`. A file name comes from outside: it is data, not a path."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ctgbot.errors import UnreadableFile
from ctgbot.model import IngestReport

ACCEPTED = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt")
_KEPT = frozenset(" .-_()'")
_STEM_MAX = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser hands it over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an upload was written; `renamed` when another file already had its name."""

    path: Path
    renamed: bool


def safe_name(name: str) -> str:
    """« ../../etc/CTG Lys.txt » gives « CTG Lys.txt ». Raises UnreadableFile when the kind of file is not read."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    words = "".join(char if char.isalnum() or char in _KEPT else " " for char in last)
    stem, dot, suffix = " ".join(words.split()).rpartition(".")
    if f".{suffix.lower()}" not in ACCEPTED or not dot:
        raise UnreadableFile("unsupported", f"« {last} » n'est pas lu : {', '.join(ACCEPTED)} seulement.")
    return f"{stem.strip(' .')[:_STEM_MAX].strip() or 'document'}.{suffix.lower()}"


def keep(upload: Upload, corpus: Path) -> Kept:
    """Writes under `corpus/ajouts/` without ever replacing a file: « ctg.pdf », then « ctg-2.pdf ».

    The same bytes under the same name are not written twice. Raises UnreadableFile (kind, or the folder refuses).
    """
    name = safe_name(upload.name)
    folder = corpus / "ajouts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder / name, upload.content)
    except OSError as exc:
        raise UnreadableFile("unwritable", f"Impossible d'enregistrer « {name} » dans {folder}.") from exc


def forget_refused(report: IngestReport, corpus: Path) -> None:
    """Takes refused uploads out of `corpus/ajouts/`: no later ingest refuses them again; the person has the file."""
    folder = (corpus / "ajouts").resolve()
    for rejection in report.rejected:
        path = Path(rejection.path)
        if path.resolve().parent == folder:
            path.unlink(missing_ok=True)


def _write(wanted: Path, content: bytes) -> Kept:
    for number in count(1):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return Kept(path, renamed=number > 1)
            continue
        return Kept(path, renamed=number > 1)
    raise AssertionError("count() does not end")
