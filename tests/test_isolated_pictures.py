"""The page of a hostile file is drawn in another process, which is kept for the next page and ended when idle."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_files import drawn, paragraphs
from test_isolated_reading import is_alive, wait_until_dead
from test_pdf_pages import PROSE

from ctgbot.adapters.isolated_pictures import IsolatedPictures
from ctgbot.adapters.limits import MEBIBYTE, Limits
from ctgbot.errors import UnreadableFile

DRAW = "faulty_reader:draw"
LIMITS = Limits(seconds=1.0, memory=400 * MEBIBYTE)


@pytest.fixture
def pictures() -> Iterator[IsolatedPictures]:
    with IsolatedPictures(LIMITS, target=DRAW) as pictures:
        yield pictures


def process_of(pictures: IsolatedPictures) -> int:
    return int(pictures.page_picture(Path("ok.pdf"), 3, "un délai", 900, "abc").png.split()[-1])


def test_a_page_of_a_real_file_comes_back_with_its_boxes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn(paragraphs(PROSE)))
    with IsolatedPictures() as pictures:
        picture = pictures.page_picture(tmp_path / "a.pdf", 1, "La convention est conclue")
    assert picture.png.startswith(b"\x89PNG")
    assert len(picture.boxes) == 1
    assert picture.page_size[0] < picture.page_size[1]


def test_what_is_asked_for_reaches_the_process(pictures: IsolatedPictures) -> None:
    assert pictures.page_picture(Path("ok.pdf"), 3, "un délai", 900, "abc").png.startswith(
        "3 un délai 900 abc".encode()
    )


def test_one_process_draws_many_pages(pictures: IsolatedPictures) -> None:
    first = process_of(pictures)
    assert first == process_of(pictures) != os.getpid()


def test_the_process_ends_when_idle_and_another_is_started() -> None:
    with IsolatedPictures(LIMITS, idle=0.2, target=DRAW) as pictures:
        before = process_of(pictures)
        assert wait_until_dead(before)
        assert process_of(pictures) != before


def test_closing_ends_the_process(pictures: IsolatedPictures) -> None:
    process = process_of(pictures)
    assert is_alive(process)
    pictures.close()
    assert wait_until_dead(process)


@pytest.mark.parametrize(
    ("name", "code"),
    [("hang", "too_long"), ("swell", "too_big"), ("abort", "crashed"), ("text", "crashed"), ("refuse", "no_text")],
)
def test_a_page_that_does_harm_is_refused_and_the_next_one_is_drawn(
    pictures: IsolatedPictures, name: str, code: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        pictures.page_picture(Path(f"{name}.pdf"), 1, "")
    assert caught.value.code == code
    assert process_of(pictures)


def test_threads_wait_for_one_another(pictures: IsolatedPictures) -> None:
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(process_of(pictures))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1
