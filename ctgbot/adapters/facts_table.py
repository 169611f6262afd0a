"""A CSV file as agents have it → its rows, one at a time: any separator, any usual encoding, any size."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ctgbot.errors import UnreadableFile

_SEPARATORS = (";", "\t", ",", "|")
_CHUNK = 1 << 20
_LONGEST_CELL = 100_000  # characters: over this a quote was never closed
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG")


@dataclass(frozen=True, slots=True)
class Table:
    """`header` stands on the first line that is not empty."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line where the row ends, cells), the header and empty rows left out. Raises UnreadableFile."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as lines:
            reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=self.separator)
            is_header = True
            try:
                for cells in reader:
                    if not any(cells):
                        continue
                    if not is_header:
                        yield reader.line_num, cells
                    is_header = False
            except csv.Error as exc:
                raise _broken(self.path, reader.line_num) from exc


def open_table(path: Path) -> Table:
    """Raises UnreadableFile, with what to do."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding = _encoding(path)
    first = _first_line(path, encoding)
    separator = max(_SEPARATORS, key=lambda one: _columns(first, one))
    if _columns(first, separator) < 2:
        message = f"« {path.name} » n'a qu'une colonne : un tableau CSV sépare ses colonnes par ; ou , ou tabulation."
        raise UnreadableFile("not_a_table", message)
    header = tuple(next(csv.reader([first], delimiter=separator)))
    return Table(path, encoding, separator, header)


def _encoding(path: Path) -> str:
    """UTF-8 when every byte of it is, else that of Windows; UTF-16 by its mark."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if not start:
                raise UnreadableFile("empty", f"« {path.name} » est vide.")
            if start.startswith(_NOT_TEXT):
                message = f"« {path.name} » n'est pas un fichier CSV : dans le tableur, « Enregistrer sous », CSV."
                raise UnreadableFile("unsupported", message)
            marked = next((name for mark, name in _BOMS if start.startswith(mark)), "")
            if marked:
                return marked
            file.seek(0)
            decoder = codecs.getincrementaldecoder("utf-8")()
            while piece := file.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except OSError as exc:
        raise UnreadableFile("unreadable", f"« {path} » ne peut pas être lu : vérifiez son nom et ses droits.") from exc
    return "utf-8"


def _first_line(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        for _ in range(1_000):
            line = lines.readline(_LONGEST_CELL).replace("\0", "")
            if line.strip(" ;,\t\r\n") or not line:
                break
    if not line.strip():
        raise UnreadableFile("empty", f"« {path.name} » n'a aucune ligne.")
    return line.rstrip("\r\n")


def _columns(line: str, separator: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return 0


def _broken(path: Path, line: int) -> UnreadableFile:
    message = (
        f"« {path.name} » est abîmé vers la ligne {line} : un guillemet n'y est sans doute pas fermé. "
        "Réenregistrez le tableau en CSV depuis le tableur."
    )
    return UnreadableFile("damaged", message)
