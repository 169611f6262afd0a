"""Files → documents in the stores. One bad file never stops the others; what is unchanged costs one hash.

Order of the writes: mark as pending, vectors, words, catalogue (one transaction), remove stale vectors, unmark. The
catalogue is the truth: a process killed anywhere leaves the old or the new state of each document, and the mark
makes the next ingest repair what is derived before it goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from ctgbot.clauses.extract import extract
from ctgbot.doctor import clean, repair
from ctgbot.errors import Cancelled, IndexMismatch, UnreadableFile
from ctgbot.files import FoundFile, find_files
from ctgbot.model import (
    Correction,
    Document,
    DocumentCard,
    Identity,
    IngestReport,
    Progress,
    Rejection,
    Section,
    SourceText,
)
from ctgbot.pace import Pace
from ctgbot.registry import consolidate
from ctgbot.stores import Entry, Lock, Stores
from ctgbot.text.annexes import not_attached
from ctgbot.text.corrections import corrected
from ctgbot.text.identity import identify
from ctgbot.text.normalise import fold
from ctgbot.text.passages import cut_passages
from ctgbot.text.structure import find_sections
from ctgbot.vectors import add_missing, keys_of, texts_of

_GROUP = 256  # passages written together: what a kill can cost, against one commit per file
_SLUG = 60
_AS_READ = Correction()

PageWatch = Callable[[int | None, int | None], None]  # the page being read, of how many; None when not known
Read = Callable[[Path, PageWatch], SourceText]
Report = Callable[[Progress], None]


def ingest(paths: Sequence[Path], stores: Stores, lock: Lock, read: Read, report: Report) -> IngestReport:
    """Raises IndexBusy, IndexMismatch, ModelUnavailable; a file that cannot be taken is in `rejected`.

    `report` may raise Cancelled: what is stored is kept, the report says so.
    """
    started = time.monotonic()
    files, rejected = find_files(paths)
    with lock():
        stores.dense.reopen()
        _check_fingerprint(stores)
        run = _Run(stores, read, report, files)
        try:
            if stores.catalogue.is_pending() or stores.lexical.count() != _passages(stores):
                repair(stores, run.encoded)
            run.all_files()
            cancelled = False
        except Cancelled:
            run.settle()
            cancelled = True
    return IngestReport(
        added=tuple(run.added),
        updated=tuple(run.updated),
        unchanged=tuple(run.unchanged),
        rejected=(*rejected, *run.rejected),
        seconds=round(time.monotonic() - started, 3),
        cancelled=cancelled,
    )


def check_model(stores: Stores) -> None:
    """Raises IndexMismatch when a search would go wrong in silence: another model, no words."""
    _check_fingerprint(stores)
    if not stores.lexical.count() and _passages(stores):
        raise IndexMismatch(
            "L'index des mots manque ou vient d'une autre version. Pour le refaire : ctgbot doctor --repair"
        )


def _check_fingerprint(stores: Stores) -> None:
    known = stores.catalogue.fingerprint()
    if known not in ("", stores.embedder.fingerprint):
        raise IndexMismatch(
            f"L'index a été construit avec le modèle {known}, mais le modèle réglé est {stores.embedder.fingerprint}. "
            "Pour recalculer les vecteurs avec ce modèle : ctgbot doctor --repair. "
            "Pour garder l'index, remettez l'ancien modèle dans CTGBOT_EMBEDDING_MODEL."
        )


def _passages(stores: Stores) -> int:
    return sum(card.passages for card in stores.catalogue.cards())


@cache
def reading_version() -> str:
    """Of the code that reads and cuts: after an upgrade, files are read again though their bytes are the same."""
    package = Path(__file__).parent
    rooms = (package / "text", package / "clauses", package / "adapters" / "readers")
    sources = sorted(file for room in rooms for file in room.glob("*.py"))
    return sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def prepare(document_id: str, file: FoundFile, source: SourceText, correction: Correction = _AS_READ) -> Entry:
    """Everything the stores need of one file, with what a person has put right in its identity."""
    text, pages = source.text, source.pages
    sections = find_sections(text, pages, source.headings)
    identity = corrected(identify(text, sections, file.path.name), correction, file.path.name)
    card = DocumentCard(
        id=document_id,
        identity=identity,
        pages=len(pages) or None,
        path=str(file.path),
        sha256=file.sha256,
        passages=0,
        warnings=(*source.warnings, *_missing_annexes(text, sections, identity)),
    )
    passages = cut_passages(card, text, sections, pages)
    document = Document(replace(card, passages=len(passages)), text, sections, pages, source.headings, source.to_fill)
    # A page that nobody could recognise is tried again: Tesseract may have been installed since.
    is_whole = all(page.method != "a_oceriser" for page in pages)
    return Entry(document, passages, keys_of(passages), reading_version() if is_whole else "", extract(document))


def _missing_annexes(text: str, sections: tuple[Section, ...], identity: Identity) -> Iterator[str]:
    """« Annexes annoncées et non jointes : 1, 2, 3. », of a convention or an avenant."""
    if identity.nature not in ("convention", "avenant"):
        return
    names = [str(annexe.number or annexe.letter or annexe.title) for annexe in not_attached(text, sections)]
    if names:
        yield (
            f"Annexes annoncées et non jointes : {', '.join(names)}."
            if len(names) > 1
            else (f"Annexe annoncée et non jointe : {names[0]}.")
        )


class _Run:
    """One ingest: what is known, what became of each file, and the group that waits to be written."""

    def __init__(self, stores: Stores, read: Read, report: Report, files: Sequence[FoundFile]) -> None:
        self.added: list[DocumentCard] = []
        self.updated: list[DocumentCard] = []
        self.unchanged: list[DocumentCard] = []
        self.rejected: list[Rejection] = []
        self._stores = stores
        self._read = read
        self._files = files
        self._report = report
        self._pace = Pace(sum(file.size for file in files))
        self._group: list[Entry] = []
        self._replacing: set[str] = set()  # ids of documents in the group that were there before
        self._group_size = 0
        self._reread = False
        self._reported: set[str] = set()
        self._done = 0
        self._detail = ""
        self._page: int | None = None
        self._pages: int | None = None
        self._present: set[str] | None = None

    def all_files(self) -> None:
        """Every file, then what is left to write."""
        cards = self._stores.catalogue.cards()
        self._by_path = {card.path: card for card in cards}
        self._by_sha = {card.sha256: card for card in cards}
        self._ids = {card.id for card in cards}
        self._readings = self._stores.catalogue.readings()
        self._aside = self._stores.catalogue.set_aside()
        for file in self._files:
            card = self._by_path.get(str(file.path))
            # Its bytes are about to be replaced: another file that has them now is a document of its own.
            if card and card.sha256 != file.sha256 and file.sha256 not in self._by_sha:
                self._by_sha.pop(card.sha256, None)
        for file in self._files:
            self._detail = file.path.name
            self._on_page(None, None)
            self._one_file(file)
            if sum(len(entry.passages) for entry in self._group) >= _GROUP:
                self._write()
        self._write()
        self.settle()
        self._done = len(self._files)
        self._detail = ""
        self._tell("Terminé")

    def _one_file(self, file: FoundFile) -> None:
        if file.sha256 in self._aside and not file.named:
            self._skip(file)
            return
        known = self._by_sha.get(file.sha256)
        if known and self._readings.get(known.id) == reading_version():
            self._keep(known, file)
            return
        replaced = known or self._by_path.get(str(file.path))
        document_id = replaced.id if replaced else self._new_id(file)
        kept = file if not known or not Path(known.path).exists() else replace(file, path=Path(known.path))
        try:
            source = self._read(file.path, self._on_page)
            if not file.sha256:
                raise UnreadableFile("too_big", "Ce fichier est démesuré : il n'est pas lu. Découpez-le.")
            entry = prepare(document_id, kept, source, self._stores.catalogue.correction(document_id))
        except UnreadableFile as exc:
            if file.named or exc.code != "unsupported":
                self.rejected.append(Rejection(str(file.path), exc.code, str(exc)))
            self._skip(file)
            return
        self._on_page(None, None)
        self._take(entry, file, replaced)

    def _take(self, entry: Entry, file: FoundFile, replaced: DocumentCard | None) -> None:
        card = entry.document.card
        self._by_sha[file.sha256] = card
        self._ids.add(card.id)
        self._reported.add(card.id)
        self._readings[card.id] = entry.reading
        if replaced and self._is_stored(entry):
            self._read_again(entry)
            self.unchanged.append(card)
            self._skip(file)
            return
        if replaced:
            self._replacing.add(card.id)
        self._group.append(entry)
        self._group_size += file.size

    def _keep(self, known: DocumentCard, file: FoundFile) -> None:
        """The same bytes: nothing to do, unless the file has moved."""
        self._skip(file)
        if known.path != str(file.path) and not Path(known.path).exists():
            self._stores.catalogue.move(known.id, str(file.path), reading_version())
            known = replace(known, path=str(file.path))
            self._by_sha[file.sha256] = known
        if known.id not in self._reported:
            self._reported.add(known.id)
            self.unchanged.append(known)

    def _skip(self, file: FoundFile) -> None:
        """Nothing more to do for it."""
        self._pace.skip(file.size)
        self._done += 1

    def _read_again(self, entry: Entry) -> None:
        """The text is as it was; its clauses may be understood better by now."""
        if not self._reread:
            self._stores.catalogue.set_pending(True)
            self._reread = True
        self._stores.catalogue.read_again(entry)

    def _is_stored(self, entry: Entry) -> bool:
        """Read again by a newer version, with the same result."""
        catalogue = self._stores.catalogue
        stored = catalogue.document(entry.document.card.id)
        same = replace(stored, card=replace(stored.card, path=entry.document.card.path)) == entry.document
        return same and catalogue.passages_of(stored.card.id) == entry.passages

    def _new_id(self, file: FoundFile) -> str:
        """« CTG Lys-lez-Lannoy (2024).pdf » → ctg-lys-lez-lannoy-2024; with a piece of the hash when it is taken."""
        letters = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(file.path.stem))
        slug = "-".join(letters.split())[:_SLUG].strip("-") or "document"
        return slug if slug not in self._ids else f"{slug}-{file.sha256[:8]}"

    def _write(self) -> None:
        """The waiting group into the three stores."""
        if not self._group:
            return
        catalogue, dense = self._stores.catalogue, self._stores.dense
        if self._present is None:
            catalogue.set_pending(True)
            catalogue.set_fingerprint(self._stores.embedder.fingerprint)
            self._present = set(dense.keys())
        passages = [passage for entry in self._group for passage in entry.passages]
        missing = {key: text for key, text in texts_of(passages).items() if key not in self._present}
        add_missing(missing, dense, self._stores.embedder, self.encoded)
        self._present |= missing.keys()
        self._tell("Enregistrement")
        self._stores.lexical.replace([entry.document.card.id for entry in self._group], passages)
        catalogue.save_all(self._group)
        for entry in self._group:
            card = entry.document.card
            (self.updated if card.id in self._replacing else self.added).append(card)
        self._pace.finish(len(self._group), self._group_size)
        self._done += len(self._group)
        self._group, self._group_size = [], 0

    def settle(self) -> None:
        """What an older text or a cancelled group has left goes, to the byte. Then the registry, then the mark."""
        if self._present is None and not self._reread:
            return
        wanted = {placement.vector_key for placement in self._stores.catalogue.placements()}
        if self._replacing or self._stores.dense.keys() - wanted:
            clean(self._stores)
        consolidate(self._stores.catalogue)
        self._stores.catalogue.set_pending(False)

    def encoded(self, done: int, total: int) -> None:
        """Called after each batch of vectors."""
        self._pace.advance(self._group_size * done / total)
        self._tell("Encodage")

    def _on_page(self, page: int | None, pages: int | None) -> None:
        self._page, self._pages = page or None, pages
        self._tell("Lecture")

    def _tell(self, stage: str) -> None:
        where = f" (page {self._page} sur {self._pages})" if self._page else ""
        self._report(
            Progress(
                stage,
                self._done,
                len(self._files),
                self._detail + where,
                self._pace.seconds_left(),
                self._page,
                self._pages,
                self._pace.files_per_minute(),
            )
        )
