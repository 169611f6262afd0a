"""Source → ODT, as LibreOffice would write it: outline levels, lists, tables, header and footer; written as XML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

from .archive import zipped
from .markup import Block, Source, runs

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
    )
)
_STARTS = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = f"""{_STARTS}
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
_LIST = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="–">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="1cm"/>'
    "</style:list-level-properties></text:list-level-style-bullet></text:list-style>"
)
_AUTOMATIC = (
    '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Fill" style:family="text"><style:text-properties fo:background-color="#ffff00"/>'
    "</style:style>"
    '<style:style style:name="NewPage" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="Boxed" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:border="0.5pt solid #000000" fo:padding="0.15cm"/></style:style>'
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>' + _LIST
)


def render_odt(source: Source) -> bytes:
    """The same bytes each time."""
    files = {
        "mimetype": _MIMETYPE,
        "content.xml": _content(source),
        "styles.xml": _styles(source),
        "meta.xml": _meta(source),
        "META-INF/manifest.xml": _MANIFEST,
    }
    return zipped({name: text.encode() for name, text in files.items()}, stored=("mimetype",))


def _content(source: Source) -> str:
    groups = groupby(source.blocks, key=lambda block: block.kind == "item")
    body = "".join(_list(blocks) if is_list else "".join(map(_block, blocks)) for is_list, blocks in groups)
    return (
        f'{_STARTS}<office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{_AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return (
                f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}">'
                f"{_spans(block.text)}</text:h>"
            )
        case "title":
            return _paragraph(block.text, "Title")
        case "centred":
            return _paragraph(block.text, "Centred")
        case "box":
            return _paragraph(block.text, "Boxed")
        case "page":
            return _paragraph("", "NewPage")
        case "table":
            return _table(block)
        case _:
            return _paragraph(block.text, "Standard")


def _paragraph(text: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{_spans(text)}</text:p>'


def _list(blocks: Iterable[Block]) -> str:
    items = "".join(f"<text:list-item>{_paragraph(block.text, 'Standard')}</text:list-item>" for block in blocks)
    return f'<text:list text:style-name="L1">{items}</text:list>'


def _table(block: Block) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    cells = [[_cell(text, "Bold" if number == 0 else "") for text in row] for number, row in enumerate(block.rows)]
    rows = [f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells]
    header = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    return f"<table:table>{columns}{header}{''.join(rows[1:])}</table:table>" + _paragraph("", "Standard")


def _cell(text: str, style: str) -> str:
    words = f'<text:span text:style-name="{style}">{_spans(text)}</text:span>' if style else _spans(text)
    return (
        '<table:table-cell table:style-name="Cell" office:value-type="string">'
        f'<text:p text:style-name="Standard">{words}</text:p></table:table-cell>'
    )


def _spans(text: str) -> str:
    pieces = {
        "plain": "{}",
        "bold": '<text:span text:style-name="Bold">{}</text:span>',
        "fill": '<text:span text:style-name="Fill">{}</text:span>',
        "note": '<text:note text:note-class="footnote"><text:note-citation>*</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>",
    }
    return "".join(pieces[run.style].format(escape(run.text)) for run in runs(text))


def _styles(source: Source) -> str:
    font = source.meta.get("fonte", "Liberation Sans")
    size = source.meta.get("corps", "11")
    bold = 'fo:font-weight="bold"'
    named = "".join(
        (
            _style("Standard", f'fo:font-size="{size}pt" style:font-name="{font}"', 'fo:margin-bottom="0.2cm"'),
            _style("Title", f'fo:font-size="20pt" {bold}', 'fo:text-align="center" fo:margin-bottom="0.3cm"'),
            _style("Centred", "", 'fo:text-align="center" fo:margin-bottom="0.2cm"'),
            *(
                _style(f"Heading_20_{level}", f'fo:font-size="{points}pt" {bold}', 'fo:margin-top="0.4cm"', level)
                for level, points in ((1, 14), (2, 12), (3, 11))
            ),
        )
    )
    face = f'<style:font-face style:name="{font}" svg:font-family="\'{font}\'"/>'
    return (
        f'{_STARTS}<office:document-styles {_NAMESPACES} office:version="1.3">'
        f"<office:font-face-decls>{face}</office:font-face-decls><office:styles>{named}</office:styles>"
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style>'
        '<style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style>'
        "</style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        f"<style:header>{_paragraph(source.meta.get('entete', ''), 'Standard')}</style:header>"
        f"<style:footer>{_paragraph(source.meta.get('pied', ''), 'Centred')}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def _style(name: str, characters: str, paragraphs: str, level: int | None = None) -> str:
    parent = "" if name == "Standard" else ' style:parent-style-name="Standard"'
    outline = f' style:default-outline-level="{level}"' if level else ""
    display = name.replace("_20_", " ")
    keep = ' fo:keep-with-next="always" fo:margin-bottom="0.15cm"' if level else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{display}" style:family="paragraph"{parent}{outline}>'
        f"<style:paragraph-properties {paragraphs}{keep}/><style:text-properties {characters}/></style:style>"
    )


def _meta(source: Source) -> str:
    return (
        f'{_STARTS}<office:document-meta {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.3"><office:meta><dc:title>{escape(source.meta["titre"])}</dc:title>'
        "<meta:initial-creator>Exemple fictif</meta:initial-creator><dc:date>2026-11-02T09:00:00</dc:date>"
        "</office:meta></office:document-meta>"
    )
