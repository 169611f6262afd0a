"""A file that hangs, crashes, swells or lies costs a rejection and a process, never this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctgbot.adapters.isolated_reading import IsolatedReader
from ctgbot.adapters.limits import MEBIBYTE, Limits
from ctgbot.errors import Cancelled, UnreadableFile

FAULTY = "faulty_reader:read"
LIMITS = Limits(seconds=1.0, seconds_per_page=0.5, memory=400 * MEBIBYTE, pages=200, characters=1_000)


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, FAULTY) as reader:
        yield reader


def code_of(reader: IsolatedReader, name: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        reader(Path(name))
    assert str(caught.value).endswith(".")
    return caught.value.code


def process_of(reader: IsolatedReader) -> int:
    return int(reader(Path("ok.txt")).text.split()[-1])


def is_alive(process: int) -> bool:
    """A zombie that nobody has waited for is dead."""
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def wait_until_dead(process: int) -> bool:
    end = time.monotonic() + 20
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(process)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hang", "too_long"),
        ("spin", "too_long"),
        ("swell", "too_big"),
        ("long", "too_big"),
        ("abort", "crashed"),
        ("leave", "crashed"),
        ("bug", "crashed"),
        ("evil", "crashed"),
        ("pages-201", "too_many_pages"),
        ("refuse", "no_text"),
    ],
)
def test_a_bad_file_is_rejected_with_a_code_and_the_next_one_is_read(
    reader: IsolatedReader, name: str, code: str
) -> None:
    assert code_of(reader, name) == code
    assert reader(Path("next.txt")).text.startswith("next lu")


def test_nothing_that_the_process_sends_is_run_here(reader: IsolatedReader) -> None:
    code_of(reader, "evil")
    assert not (Path(__file__).parent / "taken").exists()


def test_one_process_reads_many_files_and_is_renewed() -> None:
    with IsolatedReader(Limits(files_per_process=3), FAULTY) as reader:
        processes = [process_of(reader) for _ in range(4)]
    assert processes[0] == processes[1] == processes[2] != processes[3]
    assert processes[0] != os.getpid()
    assert wait_until_dead(processes[0])
    assert wait_until_dead(processes[3])


def test_a_process_that_was_ended_between_two_files_is_replaced(reader: IsolatedReader) -> None:
    before = process_of(reader)
    os.kill(before, signal.SIGKILL)
    assert wait_until_dead(before)
    assert process_of(reader) != before


def test_no_alarm_ends_a_process_that_waits_for_its_next_file() -> None:
    """Passages are encoded between two files: that takes longer than a file may."""
    with IsolatedReader(LIMITS, "faulty_reader:alarm") as reader:
        assert reader(Path("first")).text == "True []"
        time.sleep(0.7)
        assert reader(Path("second")).text == "True [0.0]"


def test_what_this_process_holds_is_not_counted_against_the_other() -> None:
    """The system begins a process's peak with that of the one that started it."""
    held = bytearray(700 * MEBIBYTE)
    held[::4096] = b"x" * len(held[::4096])
    with IsolatedReader(LIMITS, FAULTY) as reader:
        assert process_of(reader) == process_of(reader)


def test_a_refusal_costs_no_process(reader: IsolatedReader) -> None:
    before = process_of(reader)
    code_of(reader, "refuse")
    assert process_of(reader) == before


def test_what_a_library_prints_is_not_taken_for_an_answer(reader: IsolatedReader) -> None:
    assert reader(Path("print")).text.startswith("print lu")


def test_more_pages_and_recognised_pages_are_given_more_time(reader: IsolatedReader) -> None:
    assert reader(Path("slow")).text.startswith("slow lu")
    assert reader(Path("ocr")).text.startswith("ocr lu")


def test_pages_are_told_as_they_are_read(reader: IsolatedReader) -> None:
    told: list[tuple[int | None, int | None]] = []
    reader(Path("pages-3"), lambda page, pages: told.append((page, pages)))
    assert [step for step in told if step[0]] == [(1, 3), (2, 3), (3, 3)]


def test_a_reading_is_cancelled_while_a_page_hangs(reader: IsolatedReader) -> None:
    before = process_of(reader)

    def cancel(_page: int | None, _pages: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reader(Path("hang"), cancel)
    assert wait_until_dead(before)
    assert reader(Path("next")).text.startswith("next lu")


def test_what_a_reader_started_is_ended_with_it(reader: IsolatedReader, tmp_path: Path) -> None:
    assert code_of(reader, str(tmp_path / "offspring.txt")) == "too_long"
    assert wait_until_dead(int((tmp_path / "offspring.number").read_text()))


@pytest.mark.parametrize("name", ["hang", "spin"])
def test_the_process_dies_with_its_parent(name: str, tmp_path: Path) -> None:
    """« spin » holds the interpreter: only the system's alarm can end it, after the time allowed."""
    program = (
        "import sys, threading; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from ctgbot.adapters import reading_child, isolated_reading\n"
        "from ctgbot.adapters.limits import Limits\n"
        f"reader = isolated_reading.IsolatedReader(Limits(seconds=1), {FAULTY!r})\n"
        "print(reader(Path('ok')).text.split()[-1], flush=True)\n"
        f"reader(Path({name!r}))\n"
    )
    line = [sys.executable, "-c", program, str(Path(__file__).parent)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    assert wait_until_dead(child)


def test_two_threads_with_a_reader_each_do_not_disturb_one_another() -> None:
    texts: dict[int, list[str]] = {0: [], 1: []}

    def work(which: int) -> None:
        with IsolatedReader(LIMITS, FAULTY) as reader:
            texts[which] = [reader(Path(f"t{which}")).text for _ in range(20)]

    threads = [threading.Thread(target=work, args=(which,)) for which in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(text.startswith(f"t{which} lu") for which in texts for text in texts[which])
    assert len(texts[0]) == len(texts[1]) == 20


def test_the_real_readers_run_there_without_torch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Délai de prévenance", encoding="utf-8")
    with IsolatedReader() as reader:
        assert reader(tmp_path / "a.txt").text.strip() == "Délai de prévenance"
    program = (
        "import sys, ctgbot.adapters.guards, ctgbot.adapters.reading_child\n"
        "sys.exit(bool({'torch', 'chromadb', 'sentence_transformers', 'streamlit'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
