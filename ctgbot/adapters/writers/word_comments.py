"""Comments added to a Word file, beside those that it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.writers.word_package import Package, as_bytes
from ctgbot.adapters.writers.word_tracked import W

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comments:
    """The comments part of a package, existing or new."""

    def __init__(self, package: Package, author: str, when: datetime) -> None:
        known = package.root("comments")
        self._package = package
        self._is_new = known is None
        self._root = etree.Element(qn("w:comments"), nsmap={"w": W}) if known is None else known
        self._who = {
            qn("w:author"): author,
            qn("w:date"): f"{when:%Y-%m-%dT%H:%M:%SZ}",
            qn("w:initials"): "".join(word[0] for word in author.split()).upper()[:3] or "CTG",
        }
        taken = {str(comment.get(qn("w:id"))) for comment in self._root}
        self._ids = (number for number in count() if str(number) not in taken)

    def add(self, lines: Sequence[str]) -> int:
        """A paragraph a line; the id that the body calls it by."""
        number = next(self._ids)
        comment = etree.SubElement(self._root, qn("w:comment"), {qn("w:id"): str(number), **self._who})
        for place, line in enumerate(lines):
            paragraph = etree.SubElement(comment, qn("w:p"))
            if place == 0:
                etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:annotationRef"))
            run = etree.SubElement(paragraph, qn("w:r"))
            etree.SubElement(run, qn("w:t"), {_SPACE: "preserve"}).text = line
        return number

    def parts(self) -> dict[str, bytes]:
        """What changes in the package: this part, and where it is announced when it is new."""
        if self._is_new:
            name, announced = self._package.with_part("comments", _TYPE)
            return {name: as_bytes(self._root), **announced}
        known = self._package.related("comments")
        return {known: as_bytes(self._root)} if known else {}
