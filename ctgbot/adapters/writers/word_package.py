"""The zip that a .docx is, its parts changed one by one: what is not changed keeps its bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.limits import MEBIBYTE
from ctgbot.adapters.readers.office_xml import BROKEN, parse
from ctgbot.errors import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old .doc, or a .docx that a password protects
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MOST = 400 * MEBIBYTE
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES = "[Content_Types].xml"
_CLOSED_TO_CHANGES = ("readOnly", "forms", "comments")  # « trackedChanges »: what is added here is one
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Package:
    """`members` in the order of the file; `main`: the name of the part that holds the body."""

    members: tuple[tuple[zipfile.ZipInfo, bytes], ...]
    main: str

    def part(self, name: str) -> bytes | None:
        return next((blob for info, blob in self.members if info.filename == name), None)

    def related(self, kind: str) -> str | None:
        """The part of this kind (« comments », « styles ») that the body is tied to."""
        for relationship in self.relationships():
            if relationship.get("Type") == f"{_OFFICE}/{kind}" and relationship.get("TargetMode") != "External":
                return _target(self.main, str(relationship.get("Target")))
        return None

    def root(self, kind: str) -> etree._Element | None:
        name = self.related(kind)
        blob = self.part(name) if name else None
        return None if blob is None else parse(blob)

    def relationships(self) -> etree._Element:
        blob = self.part(_relationships_of(self.main))
        return parse(blob) if blob else etree.Element(f"{_RELATIONSHIP}s", nsmap={None: _RELATIONSHIP[1:-13]})

    def with_part(self, kind: str, content_type: str) -> tuple[str, dict[str, bytes]]:
        """A free name for a new part beside the body, and the two parts that must announce it."""
        folder = posixpath.dirname(self.main)
        taken = {info.filename.lower() for info, _ in self.members}
        names = (f"{folder}/{kind}{number or ''}.xml".lstrip("/") for number in range(len(taken) + 1))
        name = next(name for name in names if name not in taken)
        ties = self.relationships()
        ids = {str(tie.get("Id")) for tie in ties}
        new = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        target = posixpath.relpath(name, folder or ".")
        etree.SubElement(ties, _RELATIONSHIP, Id=new, Type=f"{_OFFICE}/{kind}", Target=target)
        types = parse(self.part(_CONTENT_TYPES) or b"")
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        return name, {_relationships_of(self.main): as_bytes(ties), _CONTENT_TYPES: as_bytes(types)}

    def saved(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with these parts replaced, or added at its end."""
        out = BytesIO()
        known = {info.filename for info, _ in self.members}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, blob in self.members:
                archive.writestr(info, changed.get(info.filename, blob), compress_type=info.compress_type)
            for name in changed.keys() - known:
                archive.writestr(
                    zipfile.ZipInfo(name, self.members[0][0].date_time), changed[name], zipfile.ZIP_DEFLATED
                )
        return out.getvalue()


def open_package(content: bytes) -> Package:
    """A .docx that may be written in. Raises UnreadableFile: `not_a_docx`, `encrypted`, `too_big`, `damaged`, `macros`,
    `signed`, `protected`, `unsafe`."""
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise _encrypted()
    if not content.startswith(b"PK"):
        raise _not_a_docx()
    try:
        return _opened(content)
    except NotImplementedError as exc:
        raise _damaged() from exc
    except BROKEN as exc:
        raise _damaged() from exc


def as_bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _opened(content: bytes) -> Package:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        infos = archive.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise _encrypted()
        if sum(info.file_size for info in infos) > _MOST:
            raise UnreadableFile("too_big", "Décompressé, ce fichier Word est démesuré : il n'est pas modifié.")
        members = tuple((info, archive.read(info)) for info in infos)
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise _damaged()
    if _CONTENT_TYPES not in names or "_rels/.rels" not in names:
        raise _not_a_docx()
    found = Package(members, _main(dict(zip(names, (blob for _, blob in members), strict=True))))
    _refuse_what_must_not_change(found, names)
    return found


def _main(parts: Mapping[str, bytes]) -> str:
    for relationship in parse(parts["_rels/.rels"]):
        if str(relationship.get("Type")).endswith("/officeDocument"):
            name = _target("", str(relationship.get("Target")))
            if name in parts:
                return _checked(name, parts[name])
    raise _not_a_docx()


def _checked(name: str, blob: bytes) -> str:
    root = parse(blob)
    if root.tag == qn("w:document"):
        return name
    if "purl.oclc.org/ooxml" in str(root.tag):
        raise UnreadableFile(
            "unsupported",
            "Ce fichier est au format « Document Word Open XML strict ». "
            "Enregistrez-le comme « Document Word (.docx) ».",
        )
    raise _not_a_docx()


def _refuse_what_must_not_change(package: Package, names: list[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names) or (
        b"macroEnabled" in (package.part(_CONTENT_TYPES) or b"")
    ):
        raise UnreadableFile(
            "macros", "Ce fichier Word contient des macros : il n'est pas modifié. Enregistrez-le au format .docx."
        )
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise UnreadableFile(
            "signed", "Ce fichier Word est signé électroniquement : le modifier annulerait la signature."
        )
    settings = package.root("settings")
    if settings is not None and _is_locked(settings):
        raise UnreadableFile(
            "protected",
            "Ce fichier Word est protégé contre les modifications. Dans Word : Révision › Restreindre la modification "
            "› Désactiver la protection (ou retirez le mot de passe de modification), puis recommencez.",
        )


def _is_locked(settings: etree._Element) -> bool:
    """Closed to changes, or with a password for whoever changes it; « lecture seule recommandée » closes nothing."""
    password = settings.find(qn("w:writeProtection"))
    if password is not None and any("hash" in str(name).lower() for name in password.attrib):
        return True
    locked = settings.find(qn("w:documentProtection"))
    return (
        locked is not None
        and locked.get(qn("w:edit")) in _CLOSED_TO_CHANGES
        and str(locked.get(qn("w:enforcement"), "0")).lower() not in _OFF
    )


def _relationships_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(source: str, target: str) -> str:
    """« comments.xml » beside « word/document.xml », or « /word/comments.xml »."""
    whole = target if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath(whole).lstrip("/")


def _encrypted() -> UnreadableFile:
    return UnreadableFile(
        "encrypted", "Ce fichier Word est protégé par mot de passe. Enregistrez-en une copie sans protection."
    )


def _not_a_docx() -> UnreadableFile:
    return UnreadableFile(
        "not_a_docx", "Ce n'est pas un document Word .docx. Ouvrez-le et enregistrez-le sous ce format."
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "damaged", "Ce fichier Word est incomplet ou endommagé. Ouvrez-le dans Word et enregistrez-le à nouveau."
    )
