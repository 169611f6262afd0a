""".docx and .odt packages with one trap each; what opens them never asks a person anything."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
REL = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TO = f'<Relationship Id="{{0}}" Type="{OFFICE}/{{1}}" Target="{{2}}"/>'
RELS = REL.format(TO.format("r1", "officeDocument", "word/document.xml"))
WORDS = "<w:p><w:r><w:t>ARTICLE 1 – OBJET</w:t></w:r></w:p>"
LINES = "<text:p>ARTICLE 1 – OBJET</text:p>"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
)
BLOWUP = f"<!DOCTYPE x [<!ENTITY i '{'ha' * 50_000}'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>"
REMOTE = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>"

Parts = Mapping[str, str | bytes]


def package(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str = WORDS, before: str = "", more: Parts | None = None) -> Parts:
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document, **(more or {})}


def writer(body: str = LINES, before: str = "", more: Parts | None = None) -> Parts:
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    content = (
        f"{before}<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(more or {})}


def office_traps() -> Iterator[tuple[str, bytes]]:
    for suffix, build in (("docx", word), ("odt", writer)):
        for name, content in _both(build):
            yield f"{name}.{suffix}", content
    for name, content in _word_traps():
        yield f"{name}.docx", content
    for name, content in _writer_traps():
        yield f"{name}.odt", content


def _both(build: Callable[..., Parts]) -> Iterator[tuple[str, bytes]]:
    """Traps of the zip and of XML, whatever the document in it."""
    body = WORDS if build is word else LINES
    main = "word/document.xml" if build is word else "content.xml"
    good = package(build())
    stored = package(build(), zipfile.ZIP_STORED)
    yield "laughs", package(build(body.replace("OBJET", "&i;"), LAUGHS))
    yield "blowup", package(build(body.replace("OBJET", "&i;" * 5_000), BLOWUP))
    yield "outside", package(build(body.replace("OBJET", "&i;"), OUTSIDE))
    yield "remote", package(build(body, REMOTE))
    yield "parameter", package(build(body, PARAMETER))
    yield "utf16-entities", package({**build(), main: build(body, LAUGHS)[main].encode("utf-16")})  # type: ignore[union-attr]
    yield "deep", package(build("<a>" * 50_000 + "</a>" * 50_000))
    yield "deep-open", package(build("<a>" * 500_000))
    yield "attribute", package(build(body.replace("OBJET", f"<a b='{'c' * 5_000_000}'/>")))
    many = " ".join(f"a{number}='1'" for number in range(50_000))
    yield "attributes", package(build(f"<a {many}/>" + body))
    yield "not-utf8", package({**build(), main: b"\xff\xfe\xfd" * 100})
    yield "zeros", package({**build(), main: bytes(1_000)})
    yield "empty-part", package({**build(), main: b""})
    yield "other-root", package({**build(), main: "<html/>"})
    yield "bomb", package({**build(), main: b" " * 300_000_000})
    yield "bomb-beside", package(build(more={"media/photo.png": bytes(450_000_000)}))
    yield "many-parts", package(build(more={f"media/{number}.xml": "<a/>" for number in range(12_000)}))
    yield "climbing", package(build(more={"../../../tmp/evil.xml": "<a/>", "/etc/evil": "x", "C:\\evil": "x"}))
    yield "zip-in-zip", package(build(more={"inner.docx": good, "inner.zip": package({"a": good})}))
    yield "bzip2", package(build(), zipfile.ZIP_BZIP2)
    yield "lzma", package(build(), zipfile.ZIP_LZMA)
    yield "wrong-crc", stored.replace(b"OBJET", b"OBJEU", 1)
    yield "encrypted-flag", _flagged(good)
    yield "method-unknown", _patched(good, 10, b"\x63\x00")
    yield "version-unknown", _patched(good, 6, b"\x94\x00")
    yield "size-lie", _patched(good, 24, struct.pack("<I", 5))
    yield "size-lie-huge", _patched(good, 24, struct.pack("<I", 2**32 - 2))
    yield "offset-lie", _patched(good, 42, struct.pack("<I", 2**31))
    yield "no-directory", good[: good.rindex(b"PK\x05\x06")]
    yield "directory-only", good[good.index(b"PK\x01\x02") :]
    yield "empty-zip", package({})
    yield "ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + main.encode() + bytes(4_000)
    yield (
        "ole-encrypted",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + main.encode() + "EncryptedPackage".encode("utf-16-le"),
    )
    yield "many-paragraphs", package(build(body * 20_000))


def _flagged(good: bytes) -> bytes:
    """Every entry says that it is encrypted, here and in the directory."""
    data = bytearray(good)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def _patched(good: bytes, place: int, value: bytes) -> bytes:
    """One field of the first entry of the directory."""
    start = good.index(b"PK\x01\x02") + place
    return good[:start] + value + good[start + len(value) :]


def _word_traps() -> Iterator[tuple[str, bytes]]:
    good = word()
    for missing in good:
        yield (
            f"without-{missing.strip('[]_./').replace('/', '-')}",
            package({k: v for k, v in good.items() if k != missing}),
        )
    yield "no-body", package({**good, "word/document.xml": f'<w:document xmlns:w="{W}"/>'})
    yield "rels-loop", package({**good, "_rels/.rels": REL.format(TO.format("r1", "officeDocument", "_rels/.rels"))})
    yield "rels-climb", package({**good, "_rels/.rels": RELS.replace("word/", "../../../../etc/")})
    back = REL.format(TO.format("r1", "styles", "document.xml") + TO.format("r2", "numbering", "document.xml"))
    yield "document-loop", package({**good, "word/_rels/document.xml.rels": back})
    far = REL.format(TO.format("r1", "image", "http://127.0.0.1:9/").replace("/>", ' TargetMode="External"/>'))
    yield "external", package({**good, "word/_rels/document.xml.rels": far})
    yield "tables", package(word("<w:tbl><w:tr><w:tc>" * 5_000 + WORDS + "</w:tc></w:tr></w:tbl>" * 5_000))
    yield "controls", package(word("<w:sdt><w:sdtContent>" * 50 + WORDS + "</w:sdtContent></w:sdt>" * 50))
    span = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr>' + WORDS + "</w:tc>"
    yield "span", package(word(f"<w:tbl><w:tr>{span}</w:tr><w:tr>{span}</w:tr></w:tbl>"))
    yield (
        "symbol",
        package(word('<w:p><w:r><w:sym w:font="x" w:char="FFFFFFFFF"/><w:sym w:char="zz"/></w:r></w:p>' + WORDS)),
    )
    number = '<w:pPr><w:numPr><w:ilvl w:val="-9"/><w:numId w:val="99999999999"/></w:numPr></w:pPr>'
    yield "number", package(word(WORDS.replace("<w:p>", f"<w:p>{number}")))
    links = REL.format(TO.format("r1", "styles", "styles.xml") + TO.format("r2", "numbering", "numbering.xml"))
    types = TYPES.replace(
        "</Types>",
        "".join(
            f'<Override PartName="/word/{part}.xml" ContentType='
            f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml"/>'
            for part in ("styles", "numbering")
        )
        + "</Types>",
    )
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:basedOn w:val="{1}"/></w:style>'
    styles = (
        f'<w:styles xmlns:w="{W}">{style.format("A", "B")}{style.format("B", "A")}{style.format("C", "C")}</w:styles>'
    )
    levels = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9%0"/></w:lvl>'
        "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styled = WORDS.replace(
        "<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    more = {"[Content_Types].xml": types, "word/styles.xml": styles, "word/numbering.xml": levels}
    yield "style-loop", package(word(styled * 3, more={**more, "word/_rels/document.xml.rels": links}))


def _writer_traps() -> Iterator[tuple[str, bytes]]:
    good = writer()
    yield "without-content", package({"mimetype": good["mimetype"]})
    yield "no-body", package({**good, "content.xml": f'<office:document-content xmlns:office="{ODF}:office:1.0"/>'})
    sealed = (
        '<manifest:manifest xmlns:manifest="x"><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    )
    yield "encrypted-parts", package({**good, "content.xml": b"\x8f" * 500, "META-INF/manifest.xml": sealed})
    yield (
        "spaces",
        package(writer('<text:p>a<text:s text:c="999999999"/>b<text:s text:c="-1"/><text:s text:c="x"/></text:p>')),
    )
    cell = '<table:table-cell table:number-columns-repeated="99999999" table:number-columns-spanned="99999999">'
    row = f'<table:table-row table:number-rows-repeated="99999999">{cell}{LINES}</table:table-cell></table:table-row>'
    yield "repeated", package(writer(f"<table:table>{row}</table:table>"))
    yield (
        "lists",
        package(writer("<text:list><text:list-item>" * 5_000 + LINES + "</text:list-item></text:list>" * 5_000)),
    )
    yield "sections", package(writer("<text:section>" * 100 + LINES + "</text:section>" * 100))
    yield (
        "number",
        package(
            writer(
                '<text:list><text:list-item text:start-value="99999999999">' + LINES + "</text:list-item></text:list>"
            )
        ),
    )
    style = '<style:style style:name="{0}" style:parent-style-name="{1}" style:family="paragraph"/>'
    styles = (
        f'<office:document-styles xmlns:office="{ODF}:office:1.0" xmlns:style="{ODF}:style:1.0"><office:styles>'
        f"{style.format('A', 'B')}{style.format('B', 'A')}</office:styles></office:document-styles>"
    )
    yield (
        "style-loop",
        package(writer(LINES.replace("<text:p>", '<text:p text:style-name="A">'), more={"styles.xml": styles})),
    )
