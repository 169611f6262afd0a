"""Zip archives without a clock in them: the files of an archive are dated by the program that writes it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DATE = (2026, 11, 2, 9, 0, 0)


def zipped(files: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """An archive of the files in their order, those of `stored` not compressed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, None if name in stored else ZIP_DEFLATED)
    return out.getvalue()


def with_fixed_dates(archive: bytes) -> bytes:
    """The same archive, its files dated the same each time."""
    with ZipFile(BytesIO(archive)) as given:
        return zipped({name: given.read(name) for name in given.namelist()})
