"""Files that a careless program hangs, crashes or swells on: small valid ones, mutated with a fixed seed, and traps.

`hostile_files()` gives (name, bytes); the same ones each time. The traps are in `hostile_pdf` and `hostile_office`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from hostile_office import office_traps
from hostile_pdf import pdf_traps
from reportlab.pdfgen.canvas import Canvas

SEED = 20261123
ROUNDS = 4
TEXT = (
    "CONVENTION TERRITORIALE GLOBALE 2024-2028",
    "Commune de Bourg-Fictif",
    "ARTICLE 1 – OBJET DE LA CONVENTION",
    "La présente convention définit le projet stratégique global à l'égard des familles.",
    "ARTICLE 2 – LA FIN DE LA CONVENTION",
    "Elle peut être dénoncée moyennant un délai de prévenance de 6 mois.",
)

Mutation = Callable[[Random, bytes], bytes]


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """No two have the same bytes."""
    seen: set[bytes] = set()
    for name, content in (*_mutated(), *pdf_traps(), *office_traps(), *plain_traps()):
        if content not in seen:
            seen.add(content)
            yield name, content


def valid_files() -> dict[str, bytes]:
    """By suffix; what the mutations begin from."""
    lines = "".join(f"<p>{line}</p>\n" for line in TEXT)
    return {
        "pdf": _pdf(compressed=True),
        "plain.pdf": _pdf(compressed=False),
        "docx": _docx(),
        "odt": _odt(),
        "html": f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8></head><body>{lines}</body></html>".encode(),
        "txt": "\n\n".join(TEXT).encode(),
        "md": ("# " + "\n\n".join(TEXT)).encode("utf-16"),
    }


def _mutated() -> Iterator[tuple[str, bytes]]:
    random = Random(SEED)  # noqa: S311
    for suffix, content in valid_files().items():
        for mutation in MUTATIONS:
            for number in range(ROUNDS):
                yield f"{mutation.__name__.strip('_')}-{number}.{suffix}", mutation(random, content)


def _flip_one(random: Random, content: bytes) -> bytes:
    return _flipped(random, content, 1)


def _flip_some(random: Random, content: bytes) -> bytes:
    return _flipped(random, content, 12)


def _flip_many(random: Random, content: bytes) -> bytes:
    return _flipped(random, content, max(50, len(content) // 20))


def _flipped(random: Random, content: bytes, times: int) -> bytes:
    data = bytearray(content)
    for _ in range(times):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def _truncate(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(1, len(content))]


def _cut_the_start(random: Random, content: bytes) -> bytes:
    return content[random.randrange(1, len(content)) :]


def _delete(random: Random, content: bytes) -> bytes:
    start, end = _chunk(random, content)
    return content[:start] + content[end:]


def _duplicate(random: Random, content: bytes) -> bytes:
    start, end = _chunk(random, content)
    return content[:end] + content[start:end] * random.randrange(1, 40) + content[end:]


def _blank(random: Random, content: bytes) -> bytes:
    start, end = _chunk(random, content)
    return content[:start] + bytes(end - start) + content[end:]


def _noise(random: Random, content: bytes) -> bytes:
    start, end = _chunk(random, content)
    return content[:start] + random.randbytes(end - start) + content[end:]


def _change_a_number(random: Random, content: bytes) -> bytes:
    """Lengths, offsets, references: one digit becomes many."""
    digits = [place for place, byte in enumerate(content) if chr(byte).isdigit()] or [0]
    place = random.choice(digits)
    number = random.choice((b"-1", b"0", b"99999999999999999999", b"4294967295", b"1e999", b"00000000001"))
    return content[:place] + number + content[place + 1 :]


def _chunk(random: Random, content: bytes) -> tuple[int, int]:
    start = random.randrange(len(content))
    return start, min(len(content), start + random.randrange(1, max(2, len(content) // 4)))


MUTATIONS: tuple[Mutation, ...] = (
    _flip_one, _flip_some, _flip_many, _truncate, _cut_the_start, _delete, _duplicate, _blank, _noise, _change_a_number,
)  # fmt: skip


def plain_traps() -> Iterator[tuple[str, bytes]]:
    """Text and HTML."""
    yield "empty.txt", b""
    yield "spaces.txt", b" \n\t\r\n" * 1_000
    yield "zeros.txt", bytes(10_000)
    yield "odd-utf16.txt", "Convention".encode("utf-16")[:-1]
    yield "odd-utf32.txt", "Convention".encode("utf-32") + b"x"
    yield "surrogates.txt", b"\xed\xa0\x80\xed\xb0\x80" * 100
    yield "overlong.txt", b"\xc0\xaf\xf8\x88\x80\x80\x80" * 100
    yield "controls.txt", bytes(range(1, 32)) * 100
    yield "image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10
    yield "one-line.txt", "délai de six mois ".encode() * 100_000
    yield "one-word.txt", b"a" * 2_000_000
    yield "combining.txt", ("e" + "\u0301" * 200_000).encode()
    yield "newlines.txt", b"a" + b"\n" * 300_000 + b"b"
    yield "headings.txt", "ARTICLE 1 – OBJET\n".encode() * 20_000
    yield "too-long.txt", b"une ligne de texte\n" * 600_000
    yield "directions.txt", "\u202eemit\u202c \u200b\ufeff\u2066x\u2069".encode() * 1_000
    yield "deep.html", b"<div>" * 100_000 + b"texte"
    yield "unclosed.html", b"<table><tr><td>" * 20_000 + b"texte"
    yield "attribute.html", b"<p title='" + b"a" * 2_000_000 + b"'>texte</p>"
    yield "attributes.html", b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">texte</p>"
    yield "spans.html", b"<table><tr><td colspan=999999999 rowspan=999999999>texte</td></tr></table>"
    yield "references.html", b"<p>&#1114112;&#xffffffffff;&#0;&#55296;&nosuch;" + b"&amp" * 50_000
    yield "comment.html", b"<p>texte</p><!--" + b"-" * 500_000
    yield "charset.html", b"<meta charset=utf-7><p>+ADw-script+AD4-</p>"
    yield "charset-unknown.html", b"<meta charset='../../etc/passwd'><p>d\xe9lai</p>"
    yield "script.html", b"<script>" + b"while(1);" * 50_000
    yield "laughs.html", _laughs() + b"<html><p>&i;</p></html>"
    yield "cdata.html", b"<![CDATA[" * 50_000 + b"texte"


def _laughs() -> bytes:
    inner = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f'<!DOCTYPE html [<!ENTITY a "ha">{inner}]>'.encode()


def _pdf(*, compressed: bool) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True, pageCompression=int(compressed))
    for _ in range(2):
        for row, line in enumerate(TEXT):
            canvas.drawString(72, 720 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading(TEXT[0], level=1)
    for line in TEXT[1:]:
        document.add_paragraph(line)
    document.add_table(rows=2, cols=2).cell(0, 0).text = "une case"
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _odt() -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<text:p>{line}</text:p>" for line in TEXT)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0">'
            f"<office:body><office:text>{lines}</office:text></office:body></office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()
