"""Where a quote stands on a page, and the page as an image with boxes on it.

The quote is sought in the page's characters as it is in the text: typography levelled, spaces and hyphens at line ends
aside, so that a word cut at a line end is found. A page that is an image is recognised again to find it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from ctgbot.adapters.guards import check_file
from ctgbot.adapters.limits import Limits
from ctgbot.adapters.page_watch import allow_more_time
from ctgbot.adapters.readers import ocr
from ctgbot.adapters.readers.pdf_objects import objects_of, remove
from ctgbot.adapters.readers.pdf_view import PageText, View, opened, page_of
from ctgbot.errors import UnreadableFile
from ctgbot.model import PagePicture, Rect
from ctgbot.text.page_search import Ink, find_over, find_quote

Places = tuple[tuple[str, Rect], ...]

_HIGHLIGHT = (255, 214, 0, 90)  # amber, the text stays readable through it
_EDGE = (178, 107, 0, 255)
_WIDEST_SPACE = 4  # times the height of the characters, between two words of a justified line
_WIDEST = 3000  # pixels
_LONGEST = 6000
_REMEMBERED = 16  # pages recognised from their image


def page_picture(path: Path, limits: Limits, page: int, quote: str, width: int, sha256: str = "") -> PagePicture:
    """Page `page`, from 1, `width` pixels across, the quote boxed; to be called in the process of `isolated_pictures`.

    Raises UnreadableFile: `no_picture`, `not_a_file`, `too_big`, `unreadable`, `changed`, `no_page`, `damaged`.
    """
    if path.suffix.lower() != ".pdf":
        raise UnreadableFile("no_picture", "Seuls les PDF ont des pages à montrer. Ouvrez le fichier d'origine.")
    check_file(path, limits)
    content = _content(path)
    found = hashlib.sha256(content).hexdigest()
    if sha256 and found != sha256:
        raise UnreadableFile(
            "changed", "Le fichier d'origine a changé depuis qu'il a été indexé. Indexez-le à nouveau."
        )
    with opened(content) as document:
        if document is None:
            raise _not_shown()
        if not 1 <= page <= len(document):
            raise UnreadableFile("no_page", f"Ce PDF n'a pas de page {page} : il en a {len(document)}.")
        rects = _Pages(document, found).boxes(page, quote)
        with page_of(document, page) as handle:
            if handle is None:
                raise _not_shown()
            view = View.of(handle)
            return PagePicture(_drawn(handle, view, rects, width), rects, (view.width, view.height))


class _Pages:
    """The characters of a document's pages; `name` tells one file's content from another's."""

    def __init__(self, document: pdfium.PdfDocument, name: str) -> None:
        self._document = document
        self._name = name

    def boxes(self, page: int, quote: str) -> tuple[Rect, ...]:
        """The quote's boxes, one for each line; of a quote that runs over two pages, the part that stands here."""
        if not Ink.of(quote).text:
            return ()
        places = self._characters(page)
        here = _ink(places)
        found = find_quote(quote, here) or find_over(quote, here, _ink(self._characters(page + 1)))[0]
        found = found or find_over(quote, _ink(self._characters(page - 1)), here)[1]
        return _lines([places[at][1] for at in found])

    def _characters(self, page: int) -> Places:
        """Of a page, or recognised in its image; none for a page that is not there."""
        with page_of(self._document, page) as handle:
            if handle is None:
                return ()
            try:
                places = tuple(_places(handle))
            except pdfium.PdfiumError:
                places = ()
        return places if places or not ocr.is_ready() else self._recognised(page)

    def _recognised(self, page: int) -> Places:
        """The characters of an image, each with its share of its word's box; remembered, for it takes seconds."""
        key = self._name, page
        if key not in _recognitions:
            allow_more_time(ocr.PATIENCE)
            with page_of(self._document, page) as handle:
                places = () if handle is None else _seen_places(ocr.recognise(handle))
            while len(_recognitions) >= _REMEMBERED:
                del _recognitions[next(iter(_recognitions))]
            _recognitions[key] = places
        return _recognitions[key]


_recognitions: dict[tuple[str, int], Places] = {}


def _drawn(page: pdfium.PdfPage, view: View, rects: Sequence[Rect], width: int) -> bytes:
    """The page as a PNG, with the boxes drawn. Raises UnreadableFile."""
    scale = min(max(1, min(width, _WIDEST)) / max(1.0, view.width), _LONGEST / max(1.0, view.height))
    try:
        image = page.render(scale=scale).to_pil().convert("RGBA")
    except pdfium.PdfiumError as exc:
        raise _not_shown() from exc
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pencil = ImageDraw.Draw(layer)
    for rect in rects:
        corners = [round(value * scale) for value in (rect.left - 1, rect.top - 1, rect.right + 1, rect.bottom + 1)]
        pencil.rectangle(corners, fill=_HIGHLIGHT, outline=_EDGE)
    out = BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(out, "PNG")
    return out.getvalue()


def _not_shown() -> UnreadableFile:
    return UnreadableFile("damaged", "Cette page ne peut pas être affichée. Ouvrez le fichier d'origine.")


def _ink(places: Places) -> Ink:
    return Ink.of(character for character, _ in places)


def _places(page: pdfium.PdfPage) -> Iterator[tuple[str, Rect]]:
    """Every character that is seen, with its box."""
    view = View.of(page)
    hidden = objects_of(page, view).hidden
    if hidden:
        remove(hidden, page)
    text_page = PageText(page, view)
    try:
        for at, character in enumerate(text_page.characters):
            if character.isspace():
                continue
            box = text_page.box(at)
            if box is not None and box.right > box.left:
                yield character, box
    finally:
        text_page.close()


def _seen_places(seen: ocr.SeenPage) -> Places:
    """Each character with its share of its word's box, put back on the page as it lies."""
    return tuple((character, seen.turn.back(box)) for word in seen.words for character, box in _shares(word))


def _shares(word: ocr.SeenWord) -> Iterator[tuple[str, Rect]]:
    step = (word.box.right - word.box.left) / len(word.text)
    for at, character in enumerate(word.text):
        left = word.box.left + at * step
        yield character, Rect(left, word.box.top, left + step, word.box.bottom)


def _lines(characters: list[Rect]) -> tuple[Rect, ...]:
    """One box for each line, written across or, on a page that was turned, up or down."""
    lines: list[Rect] = []
    for at, box in enumerate(characters):
        if at and _follows(characters[at - 1], box):
            last = lines[-1]
            top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
            lines[-1] = Rect(min(last.left, box.left), top, max(last.right, box.right), bottom)
        else:
            lines.append(box)
    return tuple(lines)


def _follows(before: Rect, box: Rect) -> bool:
    """Whether a character goes on the line of the one before it: beside it, on either side, or right above or below."""
    across = max(before.left, box.left) - min(before.right, box.right)  # the room between them, negative: overlap
    down = max(before.top, box.top) - min(before.bottom, box.bottom)
    height = min(before.bottom - before.top, box.bottom - box.top)
    width = min(before.right - before.left, box.right - box.left)
    if down < -0.4 * height:
        return across < _WIDEST_SPACE * height
    return across < -0.8 * width and down < _WIDEST_SPACE * width and width > height


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UnreadableFile("unreadable", "Le fichier d'origine n'est plus lisible à son emplacement.") from exc
