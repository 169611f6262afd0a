"""A quote's boxes stand on its letters, and the page's image shows them."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from pdf_files import drawn, lying, paragraphs, scanned
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas
from test_pdf_pages import PROSE, needs_tesseract

from ctgbot.adapters.limits import Limits
from ctgbot.adapters.page_pictures import page_picture
from ctgbot.errors import UnreadableFile
from ctgbot.model import Rect

SENTENCE = "Elle peut être dénoncée par chaque partie, avec un délai de prévenance de 6 mois"


def put(folder: Path, content: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return path


def boxes(path: Path, page: int, quote: str) -> tuple[Rect, ...]:
    return page_picture(path, Limits(), page, quote, 200).boxes


def image(path: Path, quote: str, width: int) -> Image.Image:
    return Image.open(BytesIO(page_picture(path, Limits(), 1, quote, width).png))


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


@pytest.mark.parametrize(("page", "quote"), [(1, "délai de prévenance de 9 mois"), (1, " "), (1, "")])
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


def test_a_quote_on_a_sheet_that_went_askew_is_boxed_where_it_lies(tmp_path: Path) -> None:
    needs_tesseract()
    upright = drawn(paragraphs(*[PROSE] * 8))
    quote = "La convention est conclue pour une durée de cinq ans"
    level = boxes(put(tmp_path, upright), 1, quote)[0]
    askew = boxes(put(tmp_path, drawn(lying(upright, 180))), 1, quote)
    assert (askew[0].left, askew[0].top) == pytest.approx((595 - level.right, 842 - level.bottom), abs=6)


def test_the_image_of_a_page_shows_the_boxes_and_nothing_else_changes(tmp_path: Path) -> None:
    path = put(tmp_path, drawn(paragraphs(PROSE)))
    plain, marked = image(path, "", 595), image(path, SENTENCE, 595)
    assert plain.size == marked.size == (595, 842)
    for box in boxes(path, 1, SENTENCE):
        middle = round((box.left + box.right) / 2), round(box.top)
        assert plain.getpixel(middle) == (255, 255, 255)
        assert marked.getpixel(middle) not in ((255, 255, 255), (0, 0, 0))
    below = (0, round(boxes(path, 1, SENTENCE)[-1].bottom) + 3, 595, 842)
    assert plain.crop(below).tobytes() == marked.crop(below).tobytes()


def test_the_size_of_the_page_is_given_with_its_image(tmp_path: Path) -> None:
    picture = page_picture(put(tmp_path, drawn(paragraphs(PROSE))), Limits(), 1, "", 300)
    assert picture.page_size == pytest.approx((595.3, 841.9), abs=0.1)


def test_a_page_of_any_size_gives_an_image_of_a_sensible_one(tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(10, 14_000))
    canvas.drawString(1, 1, "x")
    canvas.save()
    assert image(put(tmp_path, buffer.getvalue()), "", 800).height <= 6001


@pytest.mark.parametrize("width", [-5, 0, 10**9])
def test_any_width_asked_for_gives_an_image(tmp_path: Path, width: int) -> None:
    assert 1 <= image(put(tmp_path, drawn(paragraphs(PROSE))), "", width).width <= 3001


def code_of(path: Path, page: int = 1, sha256: str = "", limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        page_picture(path, limits or Limits(), page, "La", 100, sha256)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    assert code_of(tmp_path / "absent.pdf") == "unreadable"
    assert code_of(put(tmp_path, b"x")) == "damaged"
    (tmp_path / "a.docx").write_bytes(b"x")
    assert code_of(tmp_path / "a.docx") == "no_picture"
    path = put(tmp_path, drawn(paragraphs(PROSE)))
    assert code_of(path, page=0) == code_of(path, page=2) == "no_page"
    assert code_of(path, limits=Limits(file_size=10)) == "too_big"
    (tmp_path / "folder.pdf").mkdir()
    assert code_of(tmp_path / "folder.pdf") == "not_a_file"


def test_a_file_that_is_no_longer_the_one_that_was_indexed_is_not_shown(tmp_path: Path) -> None:
    path = put(tmp_path, drawn(paragraphs(PROSE)))
    indexed = hashlib.sha256(path.read_bytes()).hexdigest()
    assert page_picture(path, Limits(), 1, "", 100, indexed).png
    put(tmp_path, drawn(paragraphs(PROSE[:2])))
    assert code_of(path, sha256=indexed) == "changed"
