"""Source → PDF, with its contents page, its running header and footer, its tables and columns."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from .markup import Block, Source, runs

_MARGIN = 2.2 * cm
_WIDTH, _HEIGHT = A4
_BODY = _WIDTH - 2 * _MARGIN
_FONTS = {"serif": ("Times-Roman", "Times-Bold"), "sans": ("Helvetica", "Helvetica-Bold")}
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_BOX = [("BOX", (0, 0), (-1, -1), 0.8, colors.black), ("LEFTPADDING", (0, 0), (-1, -1), 8)]


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """A document that tells its contents page where each heading fell."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab's name
        level = getattr(flowable, "contents_level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def render_pdf(source: Source) -> bytes:
    """The same bytes each time."""
    out = BytesIO()
    template = _Template(
        out, pagesize=A4, title=source.meta["titre"], author="Exemple fictif", lang="fr-FR", invariant=1
    )
    template.addPageTemplates([_page(source)])
    template.multiBuild(_story(source, _styles(source)), canvasmaker=_numbered(source))
    return out.getvalue()


def _page(source: Source) -> PageTemplate:
    frame = Frame(_MARGIN, 2.2 * cm, _BODY, _HEIGHT - 4.6 * cm, 0, 0, 0, 0, id="page")

    def header(canvas: Canvas, _: BaseDocTemplate) -> None:
        text = source.meta.get("entete", "")
        if text:
            canvas.setFont(_fonts(source)[0], 8.5)
            canvas.drawString(_MARGIN, _HEIGHT - 1.5 * cm, text)
            canvas.line(_MARGIN, _HEIGHT - 1.65 * cm, _WIDTH - _MARGIN, _HEIGHT - 1.65 * cm)

    return PageTemplate(frames=[frame], onPage=header)


def _numbered(source: Source) -> type[Canvas]:
    """A canvas that draws the footers once the number of pages is known: « Page 3 sur 7 »."""
    footer = source.meta.get("pied", "")
    font = _fonts(source)[0]

    class Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self.states: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802  # reportlab's name
            self.states.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.states, 1):
                self.__dict__.update(state)
                self.setFont(font, 8.5)
                self.drawCentredString(
                    _WIDTH / 2, 1.2 * cm, footer.replace("{n}", str(number)).replace("{N}", str(len(self.states)))
                )
                super().showPage()
            super().save()

    return Numbered


def _fonts(source: Source) -> tuple[str, str]:
    return _FONTS[source.meta.get("police", "serif")]


def _styles(source: Source) -> dict[str, ParagraphStyle]:
    plain, bold = _fonts(source)
    size = float(source.meta.get("corps", "10.5"))
    left = source.meta.get("alignement") == "gauche"
    body = ParagraphStyle(
        "body",
        fontName=plain,
        fontSize=size,
        leading=size * 1.32,
        spaceAfter=size * 0.62,
        alignment=TA_LEFT if left else TA_JUSTIFY,
    )
    cell = ParagraphStyle("cell", body, fontSize=size - 1, leading=(size - 1) * 1.25, spaceAfter=0, alignment=TA_LEFT)
    return {
        "paragraph": body,
        "item": ParagraphStyle("item", body, leftIndent=16, bulletIndent=4, spaceAfter=size * 0.3),
        "cell": cell,
        "head": ParagraphStyle("head", cell, fontName=bold),
        "title": _heading("title", bold, size + 8, 10, centred=True),
        "centred": ParagraphStyle("centred", body, alignment=TA_CENTER),
        "heading1": _heading("heading1", bold, size + 3, 12, centred=source.meta.get("parties") == "centrees"),
        "heading2": _heading("heading2", bold, size + 1, 9),
        "heading3": _heading("heading3", bold, size, 5),
    }


def _heading(name: str, font: str, size: float, before: float, *, centred: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=before,
        spaceAfter=6,
        keepWithNext=1,
        alignment=TA_CENTER if centred else TA_LEFT,
    )


def _story(source: Source, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    story: list[Flowable] = []
    in_columns: list[Flowable] = []
    target = story
    for block in source.blocks:
        if block.kind == "columns":
            target = in_columns = []
        elif block.kind == "end_columns":
            target = story
            story.append(BalancedColumns(in_columns, nCols=2, innerPadding=0.8 * cm))
        else:
            target += _flowables(block, styles, source)
    return story


def _flowables(block: Block, styles: dict[str, ParagraphStyle], source: Source) -> list[Flowable]:
    match block.kind:
        case "page":
            return [PageBreak()]
        case "contents":
            return [_contents(styles)]
        case "table":
            return [_table(block, styles, source), Spacer(1, 8)]
        case "box":
            return [
                Table([[Paragraph(_marked(block.text, source), styles["cell"])]], [_BODY], style=_BOX),
                Spacer(1, 8),
            ]
        case "heading":
            return [_titled(block, styles)]
        case "item":
            return [Paragraph(_marked(block.text, source), styles["item"], bulletText=source.meta.get("puce", "–"))]
        case _:
            return [Paragraph(_marked(block.text, source), styles[block.kind])]


def _titled(block: Block, styles: dict[str, ParagraphStyle]) -> Paragraph:
    heading = Paragraph(escape(block.text), styles[f"heading{block.level}"])
    if block.level < 3:
        heading.contents_level = block.level - 1
    return heading


def _contents(styles: dict[str, ParagraphStyle]) -> TableOfContents:
    body = styles["paragraph"]
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("contents1", body, alignment=TA_LEFT, spaceAfter=3),
        ParagraphStyle("contents2", body, alignment=TA_LEFT, spaceAfter=2, leftIndent=12),
    ]
    return contents


def _table(block: Block, styles: dict[str, ParagraphStyle], source: Source) -> Table:
    widths = _widths(block, styles)
    rows = [
        [Paragraph(_marked(cell, source), styles["cell" if number else "head"]) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    return Table(rows, widths, style=_GRID, repeatRows=1)


def _widths(block: Block, styles: dict[str, ParagraphStyle]) -> list[float]:
    """Of the columns: by the length of what they hold, and never less than the longest word."""
    head = styles["head"]
    columns = list(zip(*block.rows, strict=True))
    least = [
        14 + max(stringWidth(w, head.fontName, head.fontSize) for c in column for w in c.split()) for column in columns
    ]
    shares = [min(max(max(map(len, column)), 9), 60) ** 0.6 for column in columns]
    spare = _BODY - sum(least)
    return [width + spare * share / sum(shares) for width, share in zip(least, shares, strict=True)]


def _marked(text: str, source: Source) -> str:
    """The text with reportlab's tags; a note stands in brackets, as a PDF has no other place for it."""
    bold = _fonts(source)[1]
    pieces = {
        "plain": "{}",
        "bold": f'<font name="{bold}">{{}}</font>',
        "fill": '<font backColor="yellow">{}</font>',
        "note": " ({})",
    }
    return "".join(pieces[run.style].format(escape(run.text)) for run in runs(text))
