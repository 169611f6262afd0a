"""PDF files written by hand, each with one trap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

TEXT = b"BT /F1 12 Tf 72 720 Td (ARTICLE 1 - OBJET) Tj ET"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"


def stream(content: bytes, extra: bytes = b"", length: bytes | None = None) -> bytes:
    size = str(len(content)).encode() if length is None else length
    return b"<< /Length " + size + b" " + extra + b" >>\nstream\n" + content + b"\nendstream"


def build(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects 1, 2, … with a right table of references."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


def one_page(content: bytes = b"", font: bytes = FONT, *more: bytes, page: bytes = PAGE) -> bytes:
    return build([CATALOG, PAGES, page, content or stream(TEXT), font, *more])


def encrypted(password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(one_page())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pdf_traps() -> Iterator[tuple[str, bytes]]:
    for name, content in (*_tables(), *_trees(), *_streams(), *_fonts(), *_values()):
        yield f"{name}.pdf", content


def _tables() -> Iterator[tuple[str, bytes]]:
    """References, trailers, ends."""
    good = one_page()
    table = good.rindex(b"xref\n0")
    yield "encrypted", encrypted("secret")
    yield "encrypted-open", encrypted("")
    yield "encrypt-nonsense", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 >>")
    yield "encrypt-loop", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 99 0 R /ID [99 0 R]")
    yield "header-only", b"%PDF-1.7\n%%EOF\n"
    yield "headers", b"%PDF-1.7\n" * 10_000 + b"%%EOF\n"
    yield "ends", b"%PDF-1.7\n" + b"%%EOF\n" * 10_000
    yield "objects-only", good[:table] + b"%%EOF\n"
    yield "startxref-far", good.replace(b"startxref\n%d" % table, b"startxref\n99999999999")
    yield "startxref-negative", good.replace(b"startxref\n%d" % table, b"startxref\n-1")
    yield "startxref-itself", good.replace(b"startxref\n%d" % table, b"startxref\n9")
    yield "prev-loop", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % table)
    yield "prev-far", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 99999999999")
    yield "xrefstm-loop", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /XRefStm %d" % table)
    yield "xref-count", good.replace(b"xref\n0 6", b"xref\n0 99999999")
    yield "no-root", good.replace(b"/Root 1 0 R", b"")
    yield "root-is-trailer", good.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "updates", good + (good[table:].replace(b"/Root", b"/Prev %d /Root" % table)) * 500
    big_table = stream(b"\0" * 64, b"/Type /XRef /W [8 8 8] /Size 999999999 /Root 1 0 R")
    yield "xref-stream-size", _with_xref_stream(big_table)
    yield "xref-stream-widths", _with_xref_stream(big_table.replace(b"[8 8 8]", b"[999999999 -1 0]"))
    yield "xref-stream-index", _with_xref_stream(big_table.replace(b"/Size", b"/Index [0 999999999] /Size"))


def _with_xref_stream(table: bytes) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n"
    return body + b"7 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _trees() -> Iterator[tuple[str, bytes]]:
    """Page trees and what hangs on pages."""
    rest = [PAGE, stream(TEXT), FONT]
    yield "kids-loop", build([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", *rest])
    yield "kids-two-loops", build([CATALOG, b"<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 3 >>", *rest])
    yield (
        "kids-of-a-page",
        build([CATALOG, PAGES, PAGE.replace(b"/Type /Page", b"/Type /Pages /Kids [2 0 R]"), *rest[1:]]),
    )
    yield "kids-missing", build([CATALOG, b"<< /Type /Pages /Kids [77 0 R 78 0 R] /Count 2 >>", *rest])
    yield "kids-null", build([CATALOG, b"<< /Type /Pages /Kids [null 1 (x)] /Count 3 >>", *rest])
    yield "kids-not-a-list", build([CATALOG, b"<< /Type /Pages /Kids 3 /Count 1 >>", *rest])
    yield "count-huge", build([CATALOG, PAGES.replace(b"/Count 1", b"/Count 999999999"), *rest])
    yield "count-negative", build([CATALOG, PAGES.replace(b"/Count 1", b"/Count -5"), *rest])
    yield "no-page", build([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])
    yield "many-pages", build([CATALOG, b"<< /Type /Pages /Kids [%s] /Count 2500 >>" % (b"3 0 R " * 2500), *rest])
    kids = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * 2_500
    refs = b" ".join(b"%d 0 R" % (number + 3) for number in range(len(kids)))
    yield "too-many-pages", build([CATALOG, b"<< /Type /Pages /Kids [%s] /Count 2500 >>" % refs, *kids])
    deep = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(3_000)]
    yield "deep-tree", build([CATALOG, *deep, PAGE])
    fan = [b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (n + 3) * 10) for n in range(7)]
    yield "fan", build([CATALOG, *fan, PAGE])  # ten kids at each of seven levels: ten million pages
    yield (
        "parent-loop",
        one_page(page=PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/MediaBox", b"/Media")),
    )
    yield "contents-loop", build([CATALOG, PAGES, PAGE, b"[4 0 R 4 0 R]", FONT])
    yield "contents-many", build([CATALOG, PAGES, PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 5_000 + b"]"), *rest[1:]])
    yield "reference-loop", build([CATALOG, PAGES, PAGE, b"4 0 R", FONT])
    yield "resources-loop", one_page(page=PAGE.replace(b"/Resources", b"/Resources 3 0 R /Old"))


def _streams() -> Iterator[tuple[str, bytes]]:
    """Contents: lengths that lie, filters that swell, forms that call themselves."""
    yield "length-huge", one_page(stream(TEXT, length=b"99999999999"))
    yield "length-negative", one_page(stream(TEXT, length=b"-7"))
    yield "length-loop", one_page(stream(TEXT, length=b"4 0 R"))
    yield "length-missing", one_page(stream(TEXT, length=b"null"))
    yield "no-endstream", one_page(b"<< /Length 10 >>\nstream\n" + TEXT)
    bomb = zlib.compress(b" " * 300_000_000, 6)
    yield "flate-bomb", one_page(stream(bomb, b"/Filter /FlateDecode"))
    yield "flate-bomb-twice", one_page(stream(zlib.compress(bomb, 9), b"/Filter [/FlateDecode /FlateDecode]"))
    yield "filters", one_page(stream(TEXT, b"/Filter [" + b"/ASCIIHexDecode " * 5_000 + b"]"))
    yield "filter-unknown", one_page(stream(TEXT, b"/Filter /Nonsense"))
    yield "flate-damaged", one_page(stream(zlib.compress(TEXT * 50)[:-20], b"/Filter /FlateDecode"))
    yield (
        "predictor",
        one_page(
            stream(
                zlib.compress(TEXT * 50), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>"
            )
        ),
    )
    yield "run-length", one_page(stream(b"\x81 " * 500_000, b"/Filter /RunLengthDecode"))
    yield "lzw", one_page(stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 5_000, b"/Filter /LZWDecode"))
    yield "ascii85", one_page(stream(b"z" * 1_000_000, b"/Filter /ASCII85Decode"))
    yield "operators", one_page(stream(b"q " * 100_000 + TEXT))
    yield "brackets", one_page(stream(b"[" * 200_000 + TEXT))
    yield "dictionaries", one_page(stream(b"<<" * 200_000 + TEXT))
    yield "string-open", one_page(stream(b"BT (" + b"(" * 200_000))
    yield "inline-image", one_page(stream(b"BI /W 9 /H 9 ID " + b"E I" * 100_000))
    yield "big-number", one_page(stream(b"BT /F1 " + b"9" * 100_000 + b" Tf (x) Tj ET"))
    yield "long-text", one_page(stream(b"BT /F1 9 Tf " + b"(" + b"mois " * 100_000 + b") Tj ET"))
    yield "many-texts", one_page(stream(b"BT /F1 9 Tf " + b"(mois) Tj 0 0 Td " * 5_000 + b"ET"))
    yield "form-loop", one_page(stream(TEXT + b" /X Do"), FONT, stream(TEXT + b" /X Do /X Do", FORM))
    yield (
        "object-stream-loop",
        build(
            [
                CATALOG,
                PAGES,
                PAGE,
                stream(TEXT),
                FONT,
                stream(b"6 0 << >>", b"/Type /ObjStm /N 999999 /First 4 /Extends 6 0 R"),
            ]
        ),
    )


def _fonts() -> Iterator[tuple[str, bytes]]:
    cmap = (
        b"begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfrange\n<%s> <%s> <%s>\nendbfrange\nendcmap"
    )
    with_map = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    yield "cmap-range", one_page(b"", with_map, stream(cmap % (b"00000000", b"FFFFFFFF", b"0041")))
    yield "cmap-backwards", one_page(b"", with_map, stream(cmap % (b"FFFF", b"0000", b"0041")))
    yield "cmap-odd", one_page(b"", with_map, stream(cmap % (b"0", b"F", b"004")))
    yield "cmap-wide", one_page(b"", with_map, stream(cmap % (b"00", b"FF", b"0041" * 50_000)))
    yield "cmap-loop", one_page(b"", with_map, stream(b"/X usecmap", b"/UseCMap 6 0 R"))
    yield (
        "font-loop",
        one_page(b"", b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /Encoding /Identity-H >>"),
    )
    yield "font-nothing", one_page(b"", b"null")
    yield "font-number", one_page(b"", b"42")
    yield "differences", one_page(b"", FONT[:-2] + b"/Encoding << /Differences [99999999999 /a -5 /b (x) null] >> >>")
    yield "widths", one_page(b"", FONT[:-2] + b"/FirstChar -99999999 /LastChar 999999999 /Widths [null (a) 1e99] >>")


def _values() -> Iterator[tuple[str, bytes]]:
    yield "deep-array", build([CATALOG, PAGES, PAGE, stream(TEXT), b"[" * 100_000])
    yield "deep-dictionary", build([CATALOG, PAGES, PAGE.replace(b"5 0 R", b"<< /A " * 50_000), stream(TEXT)])
    yield "long-name", one_page(page=PAGE.replace(b"/F1", b"/" + b"F" * 1_000_000))
    yield "name-escapes", one_page(page=PAGE.replace(b"/F1", b"/#zz#0#"))
    yield "media-box", one_page(page=PAGE.replace(b"0 0 595 842", b"nan -1e99 1e400 (x)"))
    yield "media-box-huge", one_page(page=PAGE.replace(b"595 842", b"99999999 99999999"))
    yield "user-unit", one_page(page=PAGE.replace(b"/MediaBox", b"/UserUnit 1e30 /Rotate 7 /MediaBox"))
    yield "long-integer", one_page(page=PAGE.replace(b"595", b"9" * 20_000))
    yield "comment", one_page(page=b"%" * 1_000_000 + b"\n" + PAGE)
    yield "zeros", b"%PDF-1.7\n" + bytes(500_000) + b"%%EOF"
    yield "zip-inside", b"%PDF-1.7\nPK\x03\x04" + b"PK\x05\x06" * 100 + b"%%EOF"
