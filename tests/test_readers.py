"""Every format gives clean text, or a French refusal with a stable code."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ctgbot.adapters.readers import READERS, read
from ctgbot.errors import UnreadableFile
from ctgbot.text.normalise import clean

ARTICLE = "ARTICLE 13 – La fin de la convention\nL’été, un délai de 6 mois où l’œuvre coûte 12 000 €."


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text per page; an empty string gives a page without text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        if page:
            canvas.drawString(72, 720, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written_pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    change(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    def protect(writer: PdfWriter) -> None:
        writer.append(PdfReader(BytesIO(pdf("secret"))))
        writer.encrypt("mot de passe", algorithm="RC4-128")

    return written_pdf(protect)


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph_xml(inner: str) -> str:
    return f"<w:p {nsdecls('w')}>{inner}</w:p>"


def add_xml(document: Document, xml: str) -> None:
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_a_french_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    source = read(put(tmp_path, "convention.txt", ARTICLE.encode(encoding)))
    assert source.text == ARTICLE
    assert source.warnings == ()
    assert source.pages == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Délai", "latin-1"),
        ("Préavis : 6 mois, dénonciation réservée à la Caf", "latin-1"),
        ("Ça coûte 500 €", "iso8859-15"),
        ("Le maître d’œuvre", "cp1252"),
        ("Délai de prévenance", "cp850"),
    ],
)
def test_a_short_legacy_file_comes_out_right(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(put(tmp_path, "a.md", text.encode(encoding))).text == text


def test_one_broken_byte_does_not_turn_a_utf8_file_into_gibberish(tmp_path: Path) -> None:
    source = read(put(tmp_path, "a.txt", "Délai de prévenance".encode() + b"\xff" + " écoulé".encode()))
    assert source.text == "Délai de prévenance\ufffd écoulé"
    assert source.warnings == ("1 caractère(s) illisible(s), remplacé(s) par « \ufffd ».",)


def test_windows_line_ends_become_newlines(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.TXT", b"Article 1\r\nObjet\r\n")).text == "Article 1\nObjet\n"


def test_the_pages_of_a_pdf_are_slices_of_its_text(tmp_path: Path) -> None:
    source = read(put(tmp_path, "a.pdf", pdf("Première page", "", "Troisième page")))
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert [source.text[page.start : page.end] for page in source.pages] == [
        "Première page",
        "",
        "Troisième page",
    ]
    assert source.text == clean(source.text)
    assert source.warnings == ("Page 2 sans texte.",)


def test_a_pdf_with_junk_around_it_is_read(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.pdf", pdf("Convention") + b"\n\0\0\n")).text == "Convention"


def test_a_bullet_of_a_pdf_stays_a_bullet(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.pdf", pdf("• une commune"))).text == "• une commune"


def test_an_owner_password_alone_does_not_stop_reading(tmp_path: Path) -> None:
    def protect(writer: PdfWriter) -> None:
        writer.append(PdfReader(BytesIO(pdf("Lisible"))))
        writer.encrypt("", "propriétaire", algorithm="RC4-128")

    assert read(put(tmp_path, "a.pdf", written_pdf(protect))).text == "Lisible"


def test_word_paragraphs_and_tables_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "En-tête"
        document.add_heading("ARTICLE 1 – OBJET", 1)
        document.add_paragraph("La présente convention…")
        table = document.add_table(2, 2)
        for row, texts in zip(table.rows, (("Comité", "Fréquence"), ("Copil", "1 fois\npar an")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("après", style="List Bullet")
        document.add_paragraph("", style="List Bullet")
        document.add_paragraph("fin")

    assert read(put(tmp_path, "a.docx", word(build))).text == (
        "ARTICLE 1 – OBJET\n\nLa présente convention…\n\nComité\tFréquence\nCopil\t1 fois par an\n\n- après\n\nfin"
    )


def test_a_one_cell_row_is_a_frame_around_its_paragraphs(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell.text = "ARTICLE 2 – DURÉE"
        cell.add_paragraph("Cinq ans.")

    assert read(put(tmp_path, "a.docx", word(build))).text == "ARTICLE 2 – DURÉE\nCinq ans."


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:ins>{RUN.format('inséré')}</w:ins>", "inséré"),
        ("<w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del>" + RUN.format("gardé"), "gardé"),
        (f"<w:moveFrom>{RUN.format('ici')}</w:moveFrom><w:moveTo>{RUN.format('là')}</w:moveTo>", "là"),
        (f"<w:sdt><w:sdtContent>{RUN.format('contrôle')}</w:sdtContent></w:sdt>", "contrôle"),
        (f"<w:hyperlink>{RUN.format('caf.fr')}</w:hyperlink>", "caf.fr"),
        ("<w:r><w:t>6</w:t><w:tab/><w:t>mois</w:t><w:br/><w:t>suite</w:t></w:r>", "6\tmois\nsuite"),
        ("<w:r><w:t>Lys</w:t><w:noBreakHyphen/><w:t>lez</w:t></w:r>", "Lys-lez"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t> Effets</w:t></w:r>', "▪ Effets"),
        (RUN.format("\uf0d8 Objectif"), "➢ Objectif"),
        ('<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>' + RUN.format("net"), "net"),
        (
            f"<w:r><w:pict><w:txbxContent><w:p>{RUN.format('encadré')}</w:p></w:txbxContent></w:pict></w:r>"
            + RUN.format("ancre"),
            "ancre\n\nencadré",
        ),
    ],
)
def test_no_visible_word_text_is_lost(tmp_path: Path, inner: str, text: str) -> None:
    content = word(lambda document: add_xml(document, paragraph_xml(inner)))
    assert read(put(tmp_path, "a.docx", content)).text == text


def test_a_content_control_around_paragraphs_is_read(tmp_path: Path) -> None:
    xml = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{RUN.format('Page de garde')}</w:p></w:sdtContent></w:sdt>"
    assert read(put(tmp_path, "a.docx", word(lambda document: add_xml(document, xml)))).text == "Page de garde"


def test_a_list_keeps_a_mark_and_a_switched_off_list_none(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        listed = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr></w:pPr>" + RUN
        add_xml(document, paragraph_xml(listed.format(3, "puce")))
        add_xml(document, paragraph_xml(listed.format(0, "texte")))
        styled = "<w:pPr><w:pStyle w:val='Heading1'/><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>" + RUN
        add_xml(document, paragraph_xml(styled.format("TITRE")))

    assert read(put(tmp_path, "a.docx", word(build))).text == "- puce\n\ntexte\n\nTITRE"


def test_a_square_bullet_of_the_first_level_stays_square(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'><w:lvl w:ilvl='0'>"
                "<w:numFmt w:val='bullet'/><w:lvlText w:val='\uf0a7'/></w:lvl></w:abstractNum>"
            ),
        )
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='91'><w:abstractNumId w:val='90'/></w:num>"),
        )
        listed = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='91'/></w:numPr></w:pPr>"
        add_xml(document, paragraph_xml(listed + RUN.format("Effets de la résiliation")))

    assert read(put(tmp_path, "a.docx", word(build))).text == "▪ Effets de la résiliation"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: list[tuple[str, bytes, str, str]] = [
    ("vide.txt", b"", "empty", "vide"),
    ("vide.pdf", b"", "empty", "vide"),
    ("blanc.md", b" \n\t\r\n", "empty", "aucun texte"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "extension"),
    ("convention.txt", pdf("Convention"), "binary", "extension"),
    ("octets.md", bytes(range(1, 32)) * 10, "binary", "extension"),
    ("binaire.pdf", b"\x7fELF\x02\x01\x01" + bytes(64), "not_a_pdf", "exportez"),
    ("texte.pdf", "Délai de prévenance".encode(), "not_a_pdf", "exportez"),
    ("zero.pdf", written_pdf(lambda _: None), "no_page", "aucune page"),
    ("scan.pdf", pdf("", ""), "no_text", "océriser"),
    ("secret.pdf", encrypted_pdf(), "encrypted", "protégé par mot de passe"),
    ("coupe.pdf", pdf("un", "deux", "trois")[:900], "damaged", "à nouveau"),
    ("casse.pdf", b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 9 0 R>>\nstartxref\n12\n%%EOF", "damaged", "à nouveau"),
    ("texte.docx", b"bonjour", "not_a_docx", ".docx"),
    ("tableur.docx", zipped("xl/workbook.xml", "[Content_Types].xml"), "not_a_docx", ".docx"),
    ("ancien.docx", OLE + bytes(600), "not_a_docx", ".docx"),
    (
        "secret.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
        "mot de",
    ),
    ("coupe.docx", word(lambda d: d.add_paragraph("x" * 5000))[:-400], "damaged", "Word"),
    ("creux.docx", zipped("word/document.xml"), "damaged", "Word"),
    ("vierge.docx", word(lambda _: None), "no_text", "aucun texte"),
    ("photo.jpg", b"\xff\xd8\xff", "unsupported", ".docx"),
    ("sans_extension", b"x", "unsupported", "sans extension"),
]


@pytest.mark.parametrize(("name", "content", "code", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_in_french(
    tmp_path: Path, name: str, content: bytes, code: str, says: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(put(tmp_path, name, content))
    assert refusal.value.code == code
    assert says in str(refusal.value)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "dossier.txt").mkdir()
    for path in (tmp_path / "absent.txt", tmp_path / "dossier.txt"):
        with pytest.raises(UnreadableFile) as refusal:
            read(path)
        assert refusal.value.code == "unreadable"


def outcome(path: Path) -> str:
    try:
        return "text" if read(path).text.strip() else "nothing"
    except UnreadableFile as refusal:
        return refusal.code


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_cutting_a_file_anywhere_gives_text_or_a_refusal_never_another_error(tmp_path: Path, suffix: str) -> None:
    whole = {
        ".pdf": pdf("un", "deux"),
        ".docx": word(lambda document: document.add_paragraph("Délai de prévenance")),
    }.get(suffix, ARTICLE.encode())
    for size in range(0, len(whole), max(1, len(whole) // 40)):
        path = put(tmp_path, f"a{suffix}", whole[:size])
        assert outcome(path) in {"text", "empty", "damaged", "not_a_pdf", "not_a_docx", "not_an_odt"}


def test_pypdf_repairs_say_nothing_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert logging.getLogger("pypdf._reader").getEffectiveLevel() >= logging.CRITICAL
    whole = pdf("Convention")
    start = whole.rindex(b"startxref")
    read(put(tmp_path, "a.pdf", whole[:start] + b"startxref\n7\n%%EOF\n"))
    assert capfd.readouterr().err == ""
