"""Files into real stores; only the embedder and the reader are doubles."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from doubles import WordEmbedder, read_text
from samples import convention, open_stores

from ctgbot.adapters.write_lock import WriteLock
from ctgbot.doctor import doctor, examine
from ctgbot.errors import Cancelled, IndexBusy, IndexMismatch
from ctgbot.ingest import PageWatch, check_model, ingest
from ctgbot.model import IngestReport, PageSpan, Progress, ReadingMethod, SourceText
from ctgbot.stores import Stores


class Corpus:
    """A folder of files beside an index."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "corpus"
        self.folder.mkdir()
        self.index = root / "index"
        self.embedder = WordEmbedder()
        self.stores = open_stores(self.index, self.embedder)
        self.lock = WriteLock(self.index, patience=0.1)
        self.told: list[Progress] = []

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def ingest(self, *paths: Path) -> IngestReport:
        self.embedder.encoded.clear()
        return ingest(paths or (self.folder,), self.stores, self.lock, read_text, self.told.append)

    def ingest_until(self, stop: Callable[[Progress], bool]) -> IngestReport:
        """Somebody cancels at the first step that `stop` says."""

        def watch(step: Progress) -> None:
            self.told.append(step)
            if stop(step):
                raise Cancelled

        return ingest((self.folder,), self.stores, self.lock, read_pages, watch)

    def ids(self) -> list[str]:
        return [card.id for card in self.stores.catalogue.cards()]


def read_pages(path: Path, watch: PageWatch) -> SourceText:
    """A text of three pages, told one by one."""
    for page in (1, 2, 3):
        watch(page, 3)
    return read_text(path)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def found(stores: Stores, word: str) -> set[str]:
    hits = stores.lexical.search({word: 1}, 50)
    return {passage.document_id for passage in stores.catalogue.passages(hit.passage_id for hit in hits).values()}


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file but SQLite's table of readers, which is memory."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {path: path.read_bytes() for path in files}


def test_a_folder_goes_in_whole_in_a_fixed_order(corpus: Corpus) -> None:
    corpus.write("b/Roubaix.txt", convention("Roubaix"))
    corpus.write("a/Lys lez Lannoy (2024).txt", convention("Lys"))
    report = corpus.ingest()
    assert [card.id for card in report.added] == ["lys-lez-lannoy-2024", "roubaix"]
    assert all(card.passages for card in report.added)
    assert report.added == tuple(corpus.stores.catalogue.document(card.id).card for card in report.added)
    assert (report.updated, report.unchanged, report.rejected) == ((), (), ())
    assert examine(corpus.stores) == ()


def test_a_file_that_did_not_change_is_neither_read_nor_encoded_again(corpus: Corpus) -> None:
    path = corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    before = corpus.stores.catalogue.generation()
    os.utime(path, (0, 0))
    report = corpus.ingest()
    assert [card.id for card in report.unchanged] == ["lys"]
    assert report.added == report.updated == ()
    assert corpus.embedder.encoded == []
    assert corpus.stores.catalogue.generation() == before


def test_a_page_that_nobody_could_recognise_is_tried_again_each_time(corpus: Corpus) -> None:
    corpus.write("scan.txt", convention("Lys"))
    seen: list[str] = []

    def read(path: Path, _watch: PageWatch) -> SourceText:
        seen.append(path.name)
        text = path.read_text(encoding="utf-8")
        method: ReadingMethod = "a_oceriser" if len(seen) < 3 else "ocr"
        return SourceText(text, (PageSpan(1, 0, len(text), method),))

    reports = [ingest([corpus.folder], corpus.stores, corpus.lock, read, corpus.told.append) for _ in range(4)]
    assert [len(report.unchanged) for report in reports] == [0, 1, 0, 1]
    assert [card.id for card in reports[2].updated] == ["scan"]
    assert len(seen) == 3


def test_a_changed_file_replaces_its_passages_and_encodes_only_what_is_new(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys", 6))
    corpus.ingest()
    corpus.write("lys.txt", convention("Lys", 9))
    report = corpus.ingest()
    assert [card.id for card in report.updated] == ["lys"]
    assert len(corpus.embedder.encoded) == 1
    assert "9 mois" in corpus.embedder.encoded[0]
    assert "9 mois" in corpus.stores.catalogue.document("lys").text
    assert examine(corpus.stores) == ()  # no vector, no word of the old text is left


def test_identical_clauses_are_encoded_once(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.write("lys-copie.txt", convention("Lys", years="2025-2029"))
    corpus.ingest()
    assert len(corpus.embedder.encoded) == len(set(corpus.embedder.encoded))
    assert sum("prévenance" in text for text in corpus.embedder.encoded) == 1
    assert found(corpus.stores, "prévenance") == {"lys", "lys-copie"}


def test_the_same_bytes_at_another_path_are_the_same_document(corpus: Corpus) -> None:
    first = corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    copy = corpus.write("copie/lys.txt", convention("Lys"))
    report = corpus.ingest()
    assert [card.path for card in report.unchanged] == [str(first)]
    first.unlink()
    assert [card.path for card in corpus.ingest().unchanged] == [str(copy)]
    assert corpus.ids() == ["lys"]
    assert corpus.stores.catalogue.document("lys").card.path == str(copy)


def test_two_files_of_one_name_are_two_documents_whose_ids_do_not_move(corpus: Corpus) -> None:
    corpus.write("a/ctg.txt", convention("Lys"))
    corpus.write("b/ctg.txt", convention("Roubaix"))
    first = [card.id for card in corpus.ingest().added]
    assert first[0] == "ctg"
    assert first[1].startswith("ctg-")
    corpus.write("b/ctg.txt", convention("Roubaix", 12))
    assert [card.id for card in corpus.ingest().updated] == first[1:]


def test_two_files_that_swap_their_contents_keep_their_ids(corpus: Corpus) -> None:
    corpus.write("a.txt", convention("Lys"))
    corpus.write("b.txt", convention("Roubaix"))
    corpus.ingest()
    corpus.write("a.txt", convention("Roubaix"))
    corpus.write("b.txt", convention("Lys"))
    corpus.ingest()
    texts = {i: corpus.stores.catalogue.document(i).text for i in corpus.ids()}
    assert sorted(texts.values()) == sorted([convention("Lys"), convention("Roubaix")])
    assert examine(corpus.stores) == ()


def test_a_file_whose_content_moved_to_another_one_leaves_two_documents(corpus: Corpus) -> None:
    corpus.write("b.txt", convention("Lys"))
    corpus.ingest()
    corpus.write("a.txt", convention("Lys"))
    corpus.write("b.txt", convention("Lys", 9))
    report = corpus.ingest()
    assert ([card.id for card in report.added], [card.id for card in report.updated]) == (["a"], ["b"])
    assert len(corpus.ingest().unchanged) == 2


def test_a_document_whose_file_is_gone_is_kept(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys")).unlink()
    gone = corpus.write("roubaix.txt", convention("Roubaix"))
    corpus.ingest()
    gone.unlink()
    corpus.ingest()
    assert corpus.ids() == ["roubaix"]


def test_one_bad_file_never_stops_the_others(corpus: Corpus) -> None:
    corpus.write("a.txt", "")
    (corpus.folder / "b.txt").write_bytes(b"\xff\xfe\xfd")
    corpus.write("c.txt", convention("Lys"))
    report = corpus.ingest(corpus.folder, corpus.folder / "absent.txt")
    assert {(Path(item.path).name, item.code) for item in report.rejected} == {
        ("a.txt", "empty"),
        ("b.txt", "damaged"),
        ("absent.txt", "not_found"),
    }
    assert all(item.message.endswith(".") for item in report.rejected)
    assert [card.id for card in report.added] == ["c"]


def test_what_is_not_a_document_is_passed_over_in_a_folder_and_refused_by_name(corpus: Corpus) -> None:
    for name in ("README.md", "readme.txt", ".cache/a.txt", ".hidden.txt", "~$lys.txt", "photo.bin"):
        corpus.write(name, "rien à voir")
    report = corpus.ingest()
    assert (report.added, report.rejected) == ((), ())
    assert [item.code for item in corpus.ingest(corpus.folder / "photo.bin").rejected] == ["unsupported"]
    assert len(corpus.ingest(corpus.folder / "README.md").added) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder: run the tests as another user")
def test_a_folder_that_cannot_be_read_is_rejected(corpus: Corpus) -> None:
    corpus.write("closed/a.txt", "texte")
    corpus.write("lys.txt", convention("Lys"))
    (corpus.folder / "closed").chmod(0)
    report = corpus.ingest()
    (corpus.folder / "closed").chmod(0o700)
    assert [item.code for item in report.rejected] == ["unreadable"]
    assert [card.id for card in report.added] == ["lys"]


def test_nothing_taken_in_leaves_the_index_as_it_was(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    before = contents(corpus.index)
    corpus.ingest(corpus.write("vide.txt", ""), corpus.folder / "absent")
    assert contents(corpus.index) == before


def test_progress_names_the_file_and_ends_at_the_total(corpus: Corpus) -> None:
    corpus.write("a.txt", convention("Lys"))
    corpus.write("b.txt", convention("Roubaix"))
    corpus.ingest()
    assert {step.stage for step in corpus.told} == {"Lecture", "Encodage", "Enregistrement", "Terminé"}
    assert {step.detail for step in corpus.told if step.stage == "Lecture"} == {"a.txt", "b.txt"}
    assert [step.done for step in corpus.told] == sorted(step.done for step in corpus.told)
    assert (corpus.told[-1].done, corpus.told[-1].total) == (2, 2)
    assert corpus.told[-1].seconds_left == 0


def test_progress_tells_the_page_the_rate_and_what_is_already_done(corpus: Corpus) -> None:
    for number in range(120):
        corpus.write(f"{number:03}.txt", convention(f"Ville{number}"))
    corpus.ingest_until(lambda _step: False)
    reading = next(step for step in corpus.told if step.page == 2)
    assert (reading.stage, reading.detail, reading.pages) == ("Lecture", "000.txt (page 2 sur 3)", 3)
    assert corpus.told[0].files_per_minute is None
    assert (corpus.told[-1].files_per_minute or 0) > 0
    corpus.write("zzz.txt", convention("Bourg"))
    corpus.told.clear()
    corpus.ingest_until(lambda _step: False)
    last = [step.done for step in corpus.told if step.detail.startswith("zzz.txt")]
    assert last[0] == 120  # unchanged files are done as soon as they are passed


@pytest.mark.parametrize(
    "stop",
    [
        lambda step: step.detail == "100.txt (page 2 sur 3)",
        lambda step: step.stage == "Encodage" and step.done > 0,
        lambda step: step.stage == "Enregistrement" and step.done > 0,
    ],
    ids=["between two pages", "while encoding", "before storing"],
)
def test_what_is_stored_when_somebody_cancels_is_kept_and_the_rest_is_taken_next_time(
    stop: Callable[[Progress], bool], corpus: Corpus
) -> None:
    for number in range(120):
        corpus.write(f"{number:03}.txt", convention(f"Ville{number}"))
    report = corpus.ingest_until(stop)
    assert report.cancelled
    assert 0 < len(report.added) < 120
    assert sorted(corpus.ids()) == sorted(card.id for card in report.added)
    assert examine(corpus.stores) == ()
    rest = corpus.ingest()
    assert not rest.cancelled
    assert (len(rest.added), len(rest.unchanged)) == (120 - len(report.added), len(report.added))
    assert examine(corpus.stores) == ()


def test_cancelling_at_once_leaves_the_index_as_it_was(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    corpus.write("roubaix.txt", convention("Roubaix"))
    before = contents(corpus.index)
    report = corpus.ingest_until(lambda _step: True)
    assert (report.cancelled, report.added) == (True, ())
    assert contents(corpus.index) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_and_devices_are_refused_without_being_opened(corpus: Corpus) -> None:
    os.mkfifo(corpus.folder / "tube.txt")
    corpus.write("lys.txt", convention("Lys"))
    report = corpus.ingest(corpus.folder, Path("/dev/zero"))
    assert [(item.path, item.code) for item in report.rejected] == [
        (str(corpus.folder / "tube.txt"), "not_a_file"),
        ("/dev/zero", "not_a_file"),
    ]
    assert [card.id for card in report.added] == ["lys"]


def test_links_lead_to_their_file_or_to_a_refusal(corpus: Corpus) -> None:
    real = corpus.write("lys.txt", convention("Lys"))
    (corpus.folder / "autre.txt").symlink_to(real)
    (corpus.folder / "boucle.txt").symlink_to(corpus.folder / "boucle.txt")
    (corpus.folder / "perdu.txt").symlink_to(corpus.folder / "absent.txt")
    (corpus.folder / "dossier").symlink_to(corpus.folder)
    report = corpus.ingest()
    assert [card.path for card in report.added] == [str(real)]
    assert {(Path(item.path).name, item.code) for item in report.rejected} == {
        ("boucle.txt", "unreadable"),
        ("perdu.txt", "unreadable"),
    }


def test_a_name_that_is_no_text_is_refused_and_said(corpus: Corpus) -> None:
    try:
        Path(os.fsdecode(os.fsencode(corpus.folder) + b"/conv\xe9ntion.txt")).write_text("texte", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    report = corpus.ingest()
    assert [item.code for item in report.rejected] == ["bad_name"]
    assert report.rejected[0].path.endswith("conv\ufffdntion.txt")


def test_a_file_too_big_to_be_a_document_is_neither_hashed_nor_taken(corpus: Corpus) -> None:
    path = corpus.folder / "enorme.txt"
    with path.open("wb") as stream:
        stream.write(b"a")
        stream.truncate(2**40)  # sparse: hashing it would take an hour
    corpus.write("lys.txt", convention("Lys"))

    def read_first(file: Path, _watch: PageWatch) -> SourceText:
        return SourceText("a") if file == path else read_text(file)

    report = ingest([corpus.folder], corpus.stores, corpus.lock, read_first, corpus.told.append)
    assert [(Path(item.path).name, item.code) for item in report.rejected] == [("enorme.txt", "too_big")]
    assert [card.id for card in report.added] == ["lys"]


def test_many_passages_are_written_in_groups(corpus: Corpus) -> None:
    for number in range(90):
        corpus.write(f"{number:03}.txt", convention(f"Ville{number}"))
    assert len(corpus.ingest().added) == 90
    assert 1 < corpus.stores.catalogue.generation() < 10
    assert examine(corpus.stores) == ()


def test_another_model_is_refused_with_the_command_that_rebuilds(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    other = open_stores(corpus.index, WordEmbedder("autre:2:64"))
    with pytest.raises(IndexMismatch, match=r"autre:2:64.*ctgbot doctor --repair"):
        ingest([corpus.folder], other, corpus.lock, read_text, corpus.told.append)
    assert all(ailment.repaired for ailment in doctor(other, corpus.lock, repair_it=True))
    assert len(ingest([corpus.folder], other, corpus.lock, read_text, corpus.told.append).unchanged) == 1


def test_a_second_writer_is_told_who_is_writing(corpus: Corpus) -> None:
    said = rf"processus {os.getpid()}, depuis \d{{1,2}} h \d\d"
    with WriteLock(corpus.index)(), pytest.raises(IndexBusy, match=said):
        corpus.ingest()
    assert corpus.ingest().rejected == ()


def test_a_writer_of_another_day_is_told_with_its_day(corpus: Corpus) -> None:
    with WriteLock(corpus.index)():
        (corpus.index / "write.pid").write_text("4321 2026-01-31T23:59", encoding="ascii")
        with pytest.raises(IndexBusy, match=r"\(processus 4321, depuis le 31/01/2026 à 23 h 59\)"):
            corpus.ingest()


def test_words_that_are_missing_are_indexed_again_by_the_next_ingest_and_no_search_goes_without(corpus: Corpus) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    corpus.stores.lexical.reset()
    with pytest.raises(IndexMismatch, match="ctgbot doctor --repair"):
        check_model(corpus.stores)
    corpus.ingest()
    check_model(corpus.stores)
    assert found(corpus.stores, "prévenance") == {"lys"}


def test_files_are_read_again_by_a_newer_version_of_the_program(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write("lys.txt", convention("Lys"))
    corpus.ingest()
    monkeypatch.setattr("ctgbot.ingest.reading_version", lambda: "newer")
    report = corpus.ingest()
    assert [card.id for card in report.unchanged] == ["lys"]  # read again, with the same result
    assert corpus.stores.catalogue.readings() == {"lys": "newer"}
    assert corpus.embedder.encoded == []
