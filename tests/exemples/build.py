"""`python -m tests.exemples.build` writes the files of `corpus/exemples/` again from their sources."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from .markup import Source, read_source
from .render_docx import render_docx
from .render_odt import render_odt
from .render_pdf import render_pdf
from .render_scan import render_scan

SOURCES = Path(__file__).parent / "sources"
EXEMPLES = Path(__file__).parent.parent.parent / "corpus" / "exemples"
RENDERERS: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "docx": (".docx", render_docx),
    "odt": (".odt", render_odt),
    "pdf": (".pdf", render_pdf),
    "scan": (".pdf", render_scan),
}


def sources() -> tuple[Source, ...]:
    """Every document of the demonstration, in the order of their names."""
    return tuple(read_source(path) for path in sorted(SOURCES.glob("*.txt")))


def build(folder: Path) -> tuple[Path, ...]:
    """Every document, rendered into the folder; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for source in sources():
        suffix, render = RENDERERS[source.meta["format"]]
        path = folder / f"{source.name}{suffix}"
        path.write_bytes(render(source))
        written.append(path)
    return tuple(written)


if __name__ == "__main__":
    for written in build(EXEMPLES):
        sys.stdout.write(f"{written.name}\t{written.stat().st_size // 1024} Kio\n")
