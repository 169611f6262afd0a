"""The angle of a scanned page, and the way back from the page made straight."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from ctgbot.adapters.readers.scan_angle import Turn, slant, turned
from ctgbot.model import Rect


def lines_of_text() -> Image.Image:
    """Grey, as a page of text is: rows of words."""
    image = Image.new("L", (850, 1200), 255)
    pencil = ImageDraw.Draw(image)
    for y in range(120, 1000, 24):
        for x in range(100, 740, 64):
            pencil.rectangle((x, y, x + 50, y + 9), fill=20)
    return image


@pytest.mark.parametrize("degrees", [-4.2, -3.0, -1.0, -0.4, 0.6, 2.0, 4.5])
def test_lines_that_slant_are_made_level(degrees: float) -> None:
    assert slant(turned(lines_of_text(), degrees)) == pytest.approx(-degrees, abs=0.2)


@pytest.mark.parametrize("image", [lines_of_text(), Image.new("L", (850, 1200), 255), Image.new("L", (3, 2), 0)])
def test_what_is_level_or_empty_stays_as_it_is(image: Image.Image) -> None:
    assert slant(image) == 0.0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 3.5, -2.0, 181.5])
def test_a_box_comes_back_to_where_it_was_on_the_page(degrees: float) -> None:
    page = Image.new("L", (850, 1200), 255)
    page.paste(0, (300, 200, 340, 230))
    straight = turned(page, degrees)
    ink = straight.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink is not None
    back = Turn(degrees, page.size, straight.size).back(Rect(*ink))
    middle = (back.left + back.right) / 2, (back.top + back.bottom) / 2
    assert middle == pytest.approx((320, 215), abs=2)
