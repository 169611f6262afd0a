"""What an ingest costs: memory and time of one long PDF, time of a batch that has not changed.

    python benchmarks/ingest.py [--pages 1000] [--files 200]

The reference for the long PDF is pypdf's extraction of its pages, then the encoding of its unique passages.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from ctgbot.adapters.embedder import SentenceTransformersEmbedder
from ctgbot.adapters.isolated_reading import IsolatedReader
from ctgbot.bootstrap import Assistant, open_assistant
from ctgbot.settings import Settings
from ctgbot.text.passages import embedded_text

WORDS = tuple(
    "convention territoire commune famille enfance jeunesse accueil service caisse allocation comité pilotage "  # noqa: SIM905
    "diagnostic partage projet social parentalité logement handicap action engagement partenaire financement bilan "
    "évaluation annexe signature durée dénonciation accès droits numérique jeune animation vie sociale petite".split()
)
LINES = 22
WORDS_A_LINE = 11
MEBIBYTE = 2**20


def lines(chance: random.Random, number: int) -> Iterator[str]:
    """A page of a report, or a clause: a heading, then one paragraph that nothing else has."""
    yield f"{number}. Orientation {number} : {chance.choice(WORDS)} et {chance.choice(WORDS)}"
    yield f"La {' '.join(chance.choices(WORDS, k=WORDS_A_LINE))}"
    for _ in range(LINES - 2):
        yield " ".join(chance.choices(WORDS, k=WORDS_A_LINE))
    yield f"{' '.join(chance.choices(WORDS, k=WORDS_A_LINE))}."


def write_pdf(path: Path, pages: int) -> None:
    chance = random.Random(3)  # noqa: S311
    canvas = Canvas(str(path), invariant=True)
    for page in range(1, pages + 1):
        text = canvas.beginText(60, 790)
        for line in lines(chance, page):
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def write_conventions(folder: Path, files: int) -> None:
    """Half of each text is that of all the others, as in real ones."""
    folder.mkdir()
    same = random.Random(0)  # noqa: S311
    shared = "\n\n".join(f"ARTICLE {n} – CLAUSE\n" + "\n".join(lines(same, n)) for n in range(1, 6))
    for number in range(files):
        chance = random.Random(1_000 + number)  # noqa: S311
        own = "\n\n".join(f"ARTICLE {n} – ACTION\n" + "\n".join(lines(chance, n)) for n in range(6, 9))
        (folder / f"convention-{number:03}.txt").write_text(f"{shared}\n\n{own}\n", encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def memory(name: str) -> float:
    """`VmRSS` or `VmHWM` of this process, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) * 1024 / MEBIBYTE


def long_pdf(folder: Path, pages: int) -> None:
    path = folder / "long.pdf"
    write_pdf(path, pages)
    assistant = open_assistant(Settings(index=folder / "index"))
    warm(assistant)
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from here
    spent = seconds(lambda: assistant.ingest([path]))
    peak = memory("VmHWM")
    (card,) = assistant.documents()
    extraction = seconds(lambda: [page.extract_text() for page in PdfReader(path).pages])
    with IsolatedReader() as reader:
        reading = seconds(lambda: reader(path))
    texts = sorted({embedded_text(passage) for passage in assistant._catalogue.passages_of(card.id)})
    encoding = seconds(lambda: SentenceTransformersEmbedder("", Settings().model_cache).encode_passages(texts))
    row("pages, passages uniques", f"{card.pages}, {len(texts)}")
    row("mémoire du modèle chargé", f"{before:.0f} Mio")
    row("pic au-dessus du modèle", f"{peak - before:.0f} Mio")
    row("ingestion", f"{spent:.1f} s")
    row("  dont lecture à part", f"{reading:.1f} s")
    row("extraction pypdf seule", f"{extraction:.1f} s")
    row("encodage seul", f"{encoding:.1f} s")
    row("rapport", f"{spent / (extraction + encoding):.2f}")


def unchanged_batch(folder: Path, files: int) -> None:
    write_conventions(folder / "corpus", files)
    assistant = open_assistant(Settings(index=folder / "index-2"))
    warm(assistant)
    first = seconds(lambda: assistant.ingest([folder / "corpus"]))
    again = seconds(lambda: assistant.ingest([folder / "corpus"]))
    row("fichiers", str(files))
    row("première ingestion", f"{first:.1f} s")
    row("ingestion sans changement", f"{again:.3f} s")
    row("rapport", f"1/{first / again:.0f}")


def small_files(folder: Path, files: int) -> None:
    """What reading in another process adds to a small file once the process is there."""
    with IsolatedReader() as reader:
        paths = sorted((folder / "corpus").iterdir())[:files]
        start = seconds(lambda: reader(paths[0]))
        rest = seconds(lambda: [reader(path) for path in paths[1:]])
    row("démarrage du processus de lecture", f"{start * 1000:.0f} ms")
    row("par petit fichier ensuite", f"{rest / max(1, len(paths) - 1) * 1000:.2f} ms")


def warm(assistant: Assistant) -> None:
    assistant.warm_up()
    assistant._embedder.encode_passages(["Une phrase, pour que tout soit chargé."] * 32)


def row(label: str, value: str) -> None:
    print(f"| {label} | {value} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=1_000)
    options.add_argument("--files", type=int, default=200)
    given = options.parse_args()
    with TemporaryDirectory(prefix="ctgbot-bench-") as scratch:
        print("| mesure | valeur |\n| --- | --- |")
        long_pdf(Path(scratch), given.pages)
        unchanged_batch(Path(scratch), given.files)
        small_files(Path(scratch), 100)


if __name__ == "__main__":
    main()
