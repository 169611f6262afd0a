"""A quote's boxes stand on its letters, and the page's image shows them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pdf_files import drawn, paragraphs, scanned
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas
from test_pdf_pages import PROSE, needs_tesseract

from ctgbot.adapters.page_pictures import boxes, page_image
from ctgbot.errors import UnreadableFile
from ctgbot.model import Rect

SENTENCE = "Elle peut être dénoncée par chaque partie, avec un délai de prévenance de 6 mois"


def put(folder: Path, content: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return path


def covers(rect: Rect, x: float, y: float) -> bool:
    return rect.left <= x <= rect.right and rect.top <= y <= rect.bottom


def test_a_quote_over_two_lines_has_a_box_on_each(tmp_path: Path) -> None:
    first, second = boxes(put(tmp_path, drawn(paragraphs(PROSE))), 1, SENTENCE)
    baseline = 842 - 720  # of the first line of the page
    assert covers(first, 300, baseline + 14 - 4)
    assert covers(second, 100, baseline + 28 - 4)
    assert first.left > 140  # « 1er janvier 2024. » is not in the quote
    assert second.left < 75
    assert first.bottom < second.bottom


def test_a_word_cut_at_a_line_end_is_boxed_on_both_lines(tmp_path: Path) -> None:
    path = put(tmp_path, drawn(paragraphs(["Chaque partie peut demander la dénon-", "ciation de la convention."])))
    assert len(boxes(path, 1, "la dénonciation de la convention")) == 2


def test_a_quote_over_two_pages_has_its_part_on_each(tmp_path: Path) -> None:
    pages = (paragraphs(PROSE[:2], header="Convention"), paragraphs(PROSE[2:], header="Convention"))
    path = put(tmp_path, drawn(*pages))
    assert len(boxes(path, 1, SENTENCE)) == 1
    assert len(boxes(path, 2, SENTENCE)) == 1


@pytest.mark.parametrize(("page", "quote"), [(1, "délai de prévenance de 9 mois"), (1, " "), (0, "La"), (7, "La")])
def test_what_is_not_on_the_page_has_no_box(tmp_path: Path, page: int, quote: str) -> None:
    assert boxes(put(tmp_path, drawn(paragraphs(PROSE))), page, quote) == ()


def test_a_turned_page_is_boxed_as_it_is_seen(tmp_path: Path) -> None:
    upright = drawn(paragraphs(PROSE))
    (before,) = boxes(put(tmp_path, upright), 1, "La convention est conclue")
    writer = PdfWriter()
    for page in PdfReader(BytesIO(upright)).pages:
        writer.add_page(page).rotate(90)
    buffer = BytesIO()
    writer.write(buffer)
    (after,) = boxes(put(tmp_path, buffer.getvalue()), 1, "La convention est conclue")
    assert (after.top, after.bottom) == pytest.approx((before.left, before.right))  # a quarter turn to the right
    assert after.right == pytest.approx(842 - before.top, abs=1)


def test_a_quote_on_a_scan_is_found_again_in_the_image(tmp_path: Path) -> None:
    needs_tesseract()
    path = put(tmp_path, drawn(scanned(drawn(paragraphs(PROSE)))))
    (box,) = boxes(path, 1, "La convention est conclue pour une durée de cinq ans")
    assert covers(box, 150, 842 - 720 - 4)


def test_the_image_of_a_page_shows_the_boxes_and_nothing_else_changes(tmp_path: Path) -> None:
    path = put(tmp_path, drawn(paragraphs(PROSE)))
    plain = Image.open(BytesIO(page_image(path, 1, (), 595)))
    marked = Image.open(BytesIO(page_image(path, 1, (Rect(100, 300, 200, 320),), 595)))
    assert plain.size == marked.size == (595, 842)
    assert plain.getpixel((150, 310)) == (255, 255, 255)
    assert marked.getpixel((150, 310)) not in ((255, 255, 255), (0, 0, 0))
    assert marked.getpixel((300, 310)) == (255, 255, 255)


def test_a_page_of_any_size_gives_an_image_of_a_sensible_one(tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(10, 14_000))
    canvas.drawString(1, 1, "x")
    canvas.save()
    image = Image.open(BytesIO(page_image(put(tmp_path, buffer.getvalue()), 1, (), 800)))
    assert image.height <= 6001


def test_a_file_that_is_gone_or_no_pdf_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        boxes(tmp_path / "absent.pdf", 1, "La")
    with pytest.raises(UnreadableFile):
        page_image(put(tmp_path, b"x"), 1, (), 100)
