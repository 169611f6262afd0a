"""A reader that does what hostile files do, after the name of the file; for the process of `isolated_reading`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from ctgbot.adapters.limits import Limits
from ctgbot.adapters.page_watch import allow_more_time, tell_page
from ctgbot.errors import UnreadableFile
from ctgbot.model import PagePicture, SourceText


def read(path: Path, _limits: Limits) -> SourceText:
    what, _, number = path.stem.partition("-")
    match what:
        case "hang":
            time.sleep(600)
        case "spin":  # one call that lets no other thread of the process run
            re.match(r"(a|a)*$", "a" * 60 + "b")
        case "swell":
            return SourceText("x" * 2**32)
        case "long":
            return SourceText("x" * 2_000)
        case "abort":
            os.abort()
        case "leave":
            sys.exit(0)
        case "bug":
            raise KeyError("a bug")
        case "print":
            sys.stdout.write("noise" * 1_000)
            os.write(1, b"noise" * 1_000)
        case "refuse":
            raise UnreadableFile("no_text", "Rien à lire.")
        case "pages":
            for page in range(1, int(number) + 1):
                tell_page(page, int(number))
        case "slow":  # more than the time of a file without pages
            tell_page(1, 100)
            time.sleep(1.5)
        case "ocr":
            tell_page(1, 1)
            allow_more_time(30)
            time.sleep(1.5)
        case "offspring":
            program = f"import time; open({str(path.with_suffix('.pid'))!r}, 'w').write('x'); time.sleep(600)"
            child = subprocess.Popen([sys.executable, "-c", program])
            path.with_suffix(".number").write_text(str(child.pid))
            signal.pause()
        case "evil":
            return _Evil("x")
    return SourceText(f"{what} lu par {os.getpid()}")


def draw(path: Path, limits: Limits, page: int, quote: str, width: int, sha256: str) -> PagePicture | SourceText:
    """« ok » gives back what it was asked and by whom; « text » answers what nobody asked for."""
    source = read(path, limits)
    return source if path.stem == "text" else PagePicture(f"{page} {quote} {width} {sha256} {os.getpid()}".encode())


_between: list[float] = []


def alarm(path: Path, _limits: Limits) -> SourceText:
    """« first »: looks at the alarm a little later; any other file: says what was seen."""
    if path.stem == "first":
        threading.Timer(0.2, lambda: _between.append(signal.getitimer(signal.ITIMER_REAL)[0])).start()
    return SourceText(f"{signal.getitimer(signal.ITIMER_REAL)[0] > 0} {_between}")


class _Evil(SourceText):
    """What a process that has been taken over would send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {Path(__file__).parent / 'taken'}",)
