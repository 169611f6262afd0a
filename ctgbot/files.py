"""Which files a batch is made of: folders are walked in a fixed order, each file is hashed once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ctgbot.model import Rejection

_HASHED_MAX = 2**30  # bytes; no document is that big, and a sparse or endless file would never be hashed
_CHUNK = 2**20
_NOT_A_FILE = "Ce n'est pas un fichier ordinaire (tube, périphérique…) : il n'est pas lu."
_BAD_NAME = "Le nom de ce fichier contient des caractères illisibles. Renommez-le, puis recommencez."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """`named`: given by the person, not met in a folder. `path` is absolute.

    `sha256` is empty for a file so big that it cannot be a document.
    """

    path: Path
    sha256: str
    size: int
    named: bool


def find_files(paths: Sequence[Path]) -> tuple[tuple[FoundFile, ...], tuple[Rejection, ...]]:
    """Every file once, sorted inside each folder, and what could not be looked at."""
    found: dict[Path, FoundFile] = {}
    rejected: list[Rejection] = []
    for given in paths:
        path = given.expanduser()
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as exc:  # a folder above it may not be entered
            rejected.append(_unreadable(given, exc))
            continue
        if is_folder:
            candidates = [(file, False) for file in _walk(path, rejected)]
        elif exists:
            candidates = [(path, True)]
        else:
            rejected.append(Rejection(str(given), "not_found", "Ce fichier ou ce dossier n'existe pas."))
            continue
        for file, named in candidates:
            _look(file, named, found, rejected)
    return tuple(found.values()), tuple(rejected)


def _walk(folder: Path, rejected: list[Rejection]) -> Iterator[Path]:
    """Documents only: no hidden file, no file that an office program has open (« ~$ »), no README."""

    def refuse(error: OSError) -> None:
        message = f"Ce dossier ne peut pas être lu ({error.strerror}). Vérifiez vos droits."
        rejected.append(Rejection(str(error.filename), "unreadable", message))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.upper().startswith("README"):
                yield Path(parent, name)


def _look(file: Path, named: bool, found: dict[Path, FoundFile], rejected: list[Rejection]) -> None:
    try:
        path = file.resolve()
        if path in found:
            return
        str(path).encode()
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            rejected.append(Rejection(str(file), "not_a_file", _NOT_A_FILE))
            return
        digest = _digest(path) if status.st_size <= _HASHED_MAX else ""
        found[path] = FoundFile(path, digest, status.st_size, named)
    except UnicodeEncodeError:
        rejected.append(Rejection(os.fsencode(file).decode(errors="replace"), "bad_name", _BAD_NAME))
    except RuntimeError:  # pathlib, up to Python 3.12: links that go round
        rejected.append(Rejection(str(file), "unreadable", "Ce lien tourne en rond. Supprimez-le."))
    except OSError as exc:
        rejected.append(_unreadable(file, exc))


def _digest(path: Path) -> str:
    """Of the whole file, which may not have become endless since it was measured."""
    digest, read = sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > _HASHED_MAX:
                return ""
            digest.update(chunk)
    return digest.hexdigest()


def _unreadable(file: Path, exc: OSError) -> Rejection:
    message = f"Le fichier ne peut pas être lu ({exc.strerror or exc}). Vérifiez vos droits."
    return Rejection(str(file), "unreadable", message)
