"""Conventions with an attempt in them, one for each place in which it may stand: « vanish.docx », « case.html »…"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from xml.sax.saxutils import escape as xml

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from hostile_office import ODF, package, writer
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas
from samples import convention

Build = Callable[[str, str], bytes]


def _plain(commune: str, payload: str) -> bytes:
    return f"{convention(commune)}\n{payload}\n".encode()


def _titled(commune: str, payload: str) -> bytes:
    return f"{payload}\n\n{convention(commune)}".encode()


def _word(place: Callable[[WordDocument, str], object]) -> Build:
    def build(commune: str, payload: str) -> bytes:
        document = docx.Document()
        for line in convention(commune).splitlines():
            document.add_paragraph(line)
        place(document, payload)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return build


def _vanish(document: WordDocument, payload: str) -> None:
    document.add_paragraph().add_run(payload).font.hidden = True


def _white(document: WordDocument, payload: str) -> None:
    document.add_paragraph().add_run(payload).font.color.rgb = RGBColor(255, 255, 255)


def _tiny(document: WordDocument, payload: str) -> None:
    document.add_paragraph().add_run(payload).font.size = Pt(1)


def _comment(document: WordDocument, payload: str) -> None:
    document.add_comment(document.paragraphs[0].runs[0], text=payload, author="PIRATE")


def _field(document: WordDocument, payload: str) -> None:
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f' QUOTE "{payload}" '
    document.add_paragraph().add_run()._r.append(code)


def _author(document: WordDocument, payload: str) -> None:
    document.core_properties.author = document.core_properties.subject = document.core_properties.keywords = payload


def _cell(document: WordDocument, payload: str) -> None:
    document.add_table(rows=1, cols=2).cell(0, 1).text = payload


def _header(document: WordDocument, payload: str) -> None:
    document.sections[0].header.paragraphs[0].text = payload


def _footer(document: WordDocument, payload: str) -> None:
    document.sections[0].footer.paragraphs[0].text = payload


def _footnote(document: WordDocument, payload: str) -> None:
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{xml(payload)}</w:t></w:r></w:p>'
    blob = f"{note}</w:footnote></w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.paragraphs[-1].add_run()._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))


def _word_title(document: WordDocument, payload: str) -> None:
    document.core_properties.title = payload


def _page(place: str) -> Build:
    """`place` holds « {} » where the attempt goes."""

    def build(commune: str, payload: str) -> bytes:
        lines = "".join(f"<p>{escape(line)}</p>" for line in convention(commune).splitlines() if line)
        head, _, body = place.rpartition("@")
        return f"<html><head>{head}</head><body>{lines}{body}</body></html>".replace("{}", payload).encode()

    return build


def _drawn(place: Callable[[Canvas, str], object]) -> Build:
    def build(commune: str, payload: str) -> bytes:
        buffer = BytesIO()
        canvas = Canvas(buffer, invariant=True)
        for row, line in enumerate(convention(commune).splitlines()):
            canvas.drawString(40, 800 - 16 * row, line)
        place(canvas, payload)
        canvas.save()
        return buffer.getvalue()

    return build


def _shown_line(canvas: Canvas, payload: str) -> None:
    canvas.drawString(40, 300, payload)


def _invisible(canvas: Canvas, payload: str) -> None:
    text = canvas.beginText(40, 300)
    text.setTextRenderMode(3)
    text.textLine(payload)
    canvas.drawText(text)


def _white_line(canvas: Canvas, payload: str) -> None:
    canvas.setFillColor(white)
    canvas.drawString(40, 300, payload)


def _open(place: str, styles: str = "") -> Build:
    def build(commune: str, payload: str) -> bytes:
        lines = "".join(f"<text:p>{xml(line)}</text:p>" for line in convention(commune).splitlines())
        parts = dict(writer(lines + place.format(xml(payload))))
        parts["content.xml"] = str(parts["content.xml"]).replace("<office:body>", f"{styles}<office:body>")
        parts["meta.xml"] = (
            f'<office:document-meta xmlns:office="{ODF}:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:meta><dc:subject>{xml(payload)}</dc:subject></office:meta></office:document-meta>"
        )
        return package(parts)

    return build


BUILDERS: Mapping[str, Build] = {
    "corps.txt": _plain,
    "titre.txt": _titled,
    "nom.txt": lambda commune, _payload: convention(commune).encode(),
    "corps.docx": _word(lambda document, payload: document.add_paragraph(payload)),
    "case.docx": _word(_cell),
    "vanish.docx": _word(_vanish),
    "blanc.docx": _word(_white),
    "minuscule.docx": _word(_tiny),
    "commentaire.docx": _word(_comment),
    "champ.docx": _word(_field),
    "auteur.docx": _word(_author),
    "entete.docx": _word(_header),
    "pied.docx": _word(_footer),
    "note.docx": _word(_footnote),
    "titre.docx": _word(_word_title),
    "case.html": _page("<table><tr><td>Délai</td><td>{}</td></tr></table>"),
    "commentaire.html": _page("<!-- {} -->"),
    "display.html": _page('<p style="display:none">{}</p>'),
    "visibility.html": _page('<div style="visibility: hidden">{}</div>'),
    "hidden.html": _page("<p hidden>{}</p>"),
    "script.html": _page("<script>var a = '{}'</script><noscript>rien</noscript>"),
    "attribut.html": _page('<p title="{}" data-x="{}">Fin</p>'),
    "meta.html": _page('<meta name="description" content="{}">@<p>Fin</p>'),
    "corps.pdf": _drawn(_shown_line),
    "invisible.pdf": _drawn(_invisible),
    "blanc.pdf": _drawn(_white_line),
    "sujet.pdf": _drawn(lambda canvas, payload: (canvas.setSubject(payload), canvas.setAuthor(payload))),
    "titre.pdf": _drawn(lambda canvas, payload: canvas.setTitle(payload)),
    "corps.odt": _open("<text:p>{}</text:p>"),
    "annotation.odt": _open("<text:p>Fin<office:annotation><text:p>{}</text:p></office:annotation></text:p>"),
    "hidden.odt": _open('<text:p><text:hidden-text text:string-value="{0}">{0}</text:hidden-text></text:p>'),
    "meta.odt": _open(""),
}
