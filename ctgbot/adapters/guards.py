"""What is looked at before a file is parsed: its kind, its size, and what a zip or an XML may hide.

Runs in the process that reads (`reading_child`): even looking is done under its limits.
"""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from ctgbot.adapters.limits import MEBIBYTE, Limits
from ctgbot.adapters.readers import READERS, read
from ctgbot.errors import UnreadableFile
from ctgbot.model import SourceText

_PACKAGES = (".docx", ".odt")
_MEMBERS = 10_000
_UNCOMPRESSED = 400 * MEBIBYTE
_XML = 100 * MEBIBYTE  # one part; its tree takes ten times as much
_RATIO = 100  # a repetitive document.xml has been seen at 40
_SMALL = 50 * MEBIBYTE  # below, no ratio is dangerous
_CHUNK = 2**16
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED_PART = b"encryption-data"  # in the manifest of an .odt: its parts are ciphered, the zip is not
# What damaged packages raise; the reader, which meets it too, says it better.
_LEFT_TO_THE_READER = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, EOFError, OSError,
)  # fmt: skip


def read_guarded(path: Path, limits: Limits) -> SourceText:
    """The text of one file. Codes: those of the reader, `not_a_file`, `too_big`, `encrypted`, `unsafe`."""
    suffix = path.suffix.lower()
    if suffix in READERS:
        check_file(path, limits)
    if suffix in _PACKAGES:
        _check_package(path)
    return read(path)


def check_file(path: Path, limits: Limits) -> None:
    """A pipe or a device is never opened: it may never end. Raises UnreadableFile: `not_a_file`, `too_big`."""
    try:
        status = path.stat()
    except OSError:
        return  # the reader says why
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("not_a_file", "Ce n'est pas un fichier ordinaire (tube, périphérique…) : il n'est pas lu.")
    if status.st_size > limits.file_size:
        raise too_heavy(status.st_size, limits.file_size)


def too_heavy(size: int, most: int) -> UnreadableFile:
    return UnreadableFile(
        "too_big",
        f"Ce fichier pèse {size / MEBIBYTE:.0f} Mo ; la limite est de {most / MEBIBYTE:.0f} Mo (CTGBOT_FILE_MAX_MB). "
        "Découpez-le, ou enregistrez-le sans ses images.",
    )


def _check_package(path: Path) -> None:
    if _is_encrypted_office(path):
        raise _encrypted()
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _check_members(members, path.stat().st_size)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(package, member)
    except NotImplementedError as exc:  # « zip file version 14.8 », one flipped bit away from 2.0
        raise UnreadableFile(
            "damaged", "Ce document est compressé d'une façon inconnue, ou endommagé. Enregistrez-le à nouveau."
        ) from exc
    except _LEFT_TO_THE_READER:
        return


def _is_encrypted_office(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_OLE)) == _OLE and _ENCRYPTED_PACKAGE in stream.read()
    except OSError:
        return False


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    """By the sizes that the archive declares: `zipfile` never gives more than those."""
    if any(member.flag_bits & 1 for member in members):
        raise _encrypted()
    total = sum(member.file_size for member in members)
    if len(members) > _MEMBERS or total > _UNCOMPRESSED or (total > _SMALL and total > _RATIO * size):
        raise UnreadableFile(
            "too_big",
            f"Décompressé, ce document pèserait {total / MEBIBYTE:.0f} Mo en {len(members)} parties : "
            "il n'est pas lu. Ouvrez-le et enregistrez-le à nouveau.",
        )


def _check_xml(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No office program declares entities: they serve to swell a text or to fetch another file."""
    if member.file_size > _XML:
        raise UnreadableFile(
            "too_big", f"La partie « {member.filename} » de ce document est démesurée : il n'est pas lu."
        )
    tail = b""
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            piece = tail + chunk
            if any(entity in piece for entity in _ENTITIES):
                raise UnreadableFile(
                    "unsafe",
                    "Ce document contient des déclarations dangereuses (entités XML) : il n'est pas lu. "
                    "Ouvrez-le et enregistrez-le à nouveau.",
                )
            if member.filename == _MANIFEST and _ENCRYPTED_PART in piece:
                raise _encrypted()
            tail = piece[-16:]


def _encrypted() -> UnreadableFile:
    return UnreadableFile(
        "encrypted", "Ce document est protégé par mot de passe. Enregistrez-en une copie sans protection."
    )
