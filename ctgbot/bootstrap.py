"""Settings → a wired Assistant; the only file that names adapters. What is slow to load is loaded at its first use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ctgbot.errors import BadRequest, IndexEmpty, UnknownDocument
from ctgbot.measured import Item, Terms
from ctgbot.model import (
    Ailment,
    Answer,
    Clause,
    Comparison,
    Correction,
    Document,
    DocumentCard,
    Draft,
    Fact,
    IngestReport,
    PagePicture,
    Progress,
    ScoredPassage,
    Standing,
    Turn,
)
from ctgbot.settings import Settings
from ctgbot.stores import Stores
from ctgbot.text.lineage import standings
from ctgbot.text.matching import Vocabulary, count_stems
from ctgbot.text.passages import embedded_text

if TYPE_CHECKING:
    from ctgbot.adapters.catalogue import SqlCatalogue
    from ctgbot.adapters.drafts import SqlDrafts
    from ctgbot.adapters.embedder import SentenceTransformersEmbedder
    from ctgbot.adapters.isolated_pictures import IsolatedPictures
    from ctgbot.adapters.journal import SqlJournal
    from ctgbot.adapters.llm import ChatModel
    from ctgbot.adapters.measures import SqlMeasures
    from ctgbot.audit_rules.finding import Finding
    from ctgbot.clauses.deadlines import Deadline
    from ctgbot.draft_work import Place, Work
    from ctgbot.evaluation import Options, Watch
    from ctgbot.measure import Measured
    from ctgbot.measure import Watch as MeasureWatch
    from ctgbot.retrieve import Retriever
    from ctgbot.survey_roll import Roll

_VOCABULARIES = 16  # scopes kept in memory


def open_assistant(settings: Settings) -> Assistant:
    """Opens nothing yet: errors come with the first use."""
    return Assistant(settings)


class Assistant:
    """Each method is one call of one service. Errors are those of `errors`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._standings: tuple[int, Mapping[str, Standing]] = (-1, {})
        self._all_conventions: tuple[int, Roll | None] = (-1, None)
        self._vocabularies: dict[tuple[int, frozenset[str]], Vocabulary] = {}

    def ingest(self, paths: Sequence[Path], progress: Callable[[Progress], None] | None = None) -> IngestReport:
        """Files and folders into the index; a file that cannot be taken is in `rejected`."""
        from ctgbot.adapters.isolated_reading import IsolatedReader
        from ctgbot.adapters.limits import MEBIBYTE, Limits
        from ctgbot.ingest import ingest

        with IsolatedReader(Limits(file_size=self.settings.file_max_mb * MEBIBYTE)) as read:
            return ingest(paths, self._stores, self._lock, read, progress or _silent)

    def documents(self) -> tuple[DocumentCard, ...]:
        """Every document, by title."""
        return self._catalogue.cards()

    def show(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        return self._catalogue.document(document_id)

    def page_picture(self, document_id: str, page: int, quote: str = "", width: int = 900) -> PagePicture:
        """One page of a PDF with the quote boxed. Raises UnknownDocument, UnreadableFile."""
        card = self._catalogue.document(document_id).card
        return self._pictures.page_picture(Path(card.path), page, quote, width, card.sha256)

    def standings(self) -> Mapping[str, Standing]:
        """How each document stands among the others: avenants with their convention, versions with the one in force."""
        generation = self._catalogue.generation()
        if self._standings[0] != generation:
            self._standings = (generation, standings(self._catalogue.cards()))
        return self._standings[1]

    def erase(self, document_id: str) -> None:
        """Raises UnknownDocument. No byte of the text remains in the index."""
        from ctgbot.erase import erase

        erase([document_id], self._stores, self._lock, self._forget)

    def _forget(self, texts: Mapping[str, str]) -> None:
        """What was asked and measured about these documents goes with them."""
        self._journal.forget(tuple(texts))
        self.measures.forget(texts)
        self.drafts.forget(tuple(texts))

    def correction(self, document_id: str) -> Correction:
        """What a person has put right in its identity so far."""
        return self._catalogue.correction(document_id)

    def correct(self, document_id: str, correction: Correction) -> DocumentCard:
        """Replaces what was put right; a field that is None is as the text says. Raises UnknownDocument, IndexBusy."""
        from ctgbot.correct import correct

        return correct(document_id, correction, self._stores, self._lock)

    def remove_examples(self) -> int:
        """The fictional examples out of the index, for good; gives back how many there were."""
        from ctgbot.examples import take_out

        return take_out(self._stores, self._lock, self._forget)

    def restore_examples(self) -> IngestReport:
        """The fictional examples into the index again."""
        from ctgbot.examples import let_in

        let_in(self._stores, self._lock)
        return self.ingest([self.settings.corpus / "exemples"])

    def clauses(self, documents: Sequence[str] = ()) -> tuple[Clause, ...]:
        """The registry of these conventions and avenants, of all when none is named. Raises UnknownDocument."""
        return self._catalogue.clauses(self._scope(documents))

    def compare(
        self, documents: Sequence[str] = (), parameters: Sequence[str] = (), *, cells: bool = True
    ) -> Comparison:
        """What each convention says today of these parameters or themes (all when none), every cell with its proof.

        All conventions when no document is named. Without `cells`, only how many say what. Raises BadRequest,
        UnknownDocument, IndexEmpty.
        """
        from ctgbot.compare import columns_of, compare, count

        columns = columns_of(self._catalogue, self.standings(), self._scope(documents) or ())
        return (compare if cells else count)(self._catalogue, columns, parameters)

    def comparison_file(self, documents: Sequence[str], parameters: Sequence[str], suffix: str) -> bytes:
        """The same as an Excel (« .xlsx »), Word (« .docx ») or CSV (« .csv ») file. Raises BadRequest too."""
        from ctgbot.adapters.writers.compare_files import comparison_writer

        write = comparison_writer(suffix)
        return write(self.compare(documents, parameters), datetime.now(tz=UTC).date())

    def audit(self, document_id: str) -> tuple[Finding, ...]:
        """What to correct or to settle in this document before it is signed. Raises UnknownDocument."""
        from ctgbot.audit import audit

        return audit(document_id, self._catalogue)

    def audit_file(self, document_id: str, suffix: str) -> bytes:
        """The same as a Word (« .docx ») or Excel (« .xlsx ») file. Raises UnknownDocument, BadRequest."""
        from ctgbot.adapters.writers import audit_writer

        write = audit_writer(suffix)
        return write(self.show(document_id).card, self.audit(document_id), datetime.now(tz=UTC).date())

    def facts(self, paths: Sequence[Path], territoire: str) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        """The figures of a territory in these CSV files, and what to know of them. Raises UnreadableFile."""
        from ctgbot.adapters.facts import read_facts

        return read_facts(paths, territoire)

    def draft(
        self,
        article: int,
        territoire: str,
        document_id: str = "",
        facts: Sequence[Fact] = (),
        fields: Sequence[str] = (),
        *,
        short: bool = False,
    ) -> Draft:
        """A proposal for the free section of article 2, 3 or 4. `document_id`: the convention to fill in, the one of
        the territory when none is given; `fields`: keys or names, all ten when none. Raises BadRequest,
        UnknownDocument."""
        from ctgbot.draft_sources import drafted

        return drafted((article, territoire, document_id), facts, (fields, short), self._catalogue, self.standings())

    def draft_file(self, draft: Draft, suffix: str) -> bytes:
        """The draft as a new Word file (« .docx »). Raises BadRequest."""
        from ctgbot.adapters.writers.draft_docx import write_draft

        if suffix != ".docx":
            raise BadRequest(f"Format « {suffix} » inconnu pour un projet de rédaction : .docx.")
        return write_draft(draft, datetime.now(tz=UTC).date())

    def trace_sheet(self, draft: Draft) -> bytes:
        """Where each sentence of a draft comes from, as a Word file."""
        from ctgbot.adapters.writers.draft_docx import trace_sheet

        return trace_sheet(draft, datetime.now(tz=UTC).date())

    def draft_into(self, source: bytes, draft: Draft, author: str = "") -> bytes:
        """A Word file (`source`) with the draft in the free section of its article, as tracked changes signed by
        `author`. Raises UnreadableFile, BadRequest."""
        from ctgbot.adapters.writers.draft_insertion import insert_draft

        return insert_draft(source, draft, draft.article, author, datetime.now(tz=UTC))

    def deadlines(
        self, documents: Sequence[str] = (), *, end: date | None = None, sent: date | None = None
    ) -> tuple[Deadline, ...]:
        """The dates that follow from each convention's delays: to end on `end`, or when notice is given on `sent`."""
        from ctgbot.delais import delais

        return delais(self._catalogue, self.standings(), self._scope(documents), end=end, sent=sent)

    def search(self, query: str, top: int = 10, documents: Sequence[str] = ()) -> tuple[ScoredPassage, ...]:
        """Best first, within `documents` (all when empty). Raises IndexEmpty, UnknownDocument, IndexMismatch."""
        from ctgbot.ingest import check_model

        scope = self._scope(documents)
        check_model(self._stores)
        return self._retrieve(query, top, scope)

    def ask(
        self,
        question: str,
        documents: Sequence[str] = (),
        history: Sequence[Turn] = (),
        *,
        engine: str = "extractive",
        watch: Callable[[str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Answer:
        """An answer proven by quotes, or an honest no. Raises BadRequest, UnknownDocument, IndexEmpty.

        `engine` « llm »: a language model says it more fluently; `watch` gets its sentences, `cancelled` is asked
        often. Raises BadSetting when none is configured.
        """
        from ctgbot.answering import Sources
        from ctgbot.ask import ask
        from ctgbot.deadline_answer import deadline_answer
        from ctgbot.survey import survey

        sources = Sources(
            self._search_within,
            self._catalogue,
            self._vocabulary,
            self._catalogue.clauses,
            self.standings,
            datetime.now(tz=UTC).year,
            self.settings.question_max_chars,
            lambda asked, chosen: survey(asked, chosen, self._catalogue, self._roll),
            lambda asked, chosen: deadline_answer(asked, chosen, self.deadlines, self._catalogue),
            self.audit,
            self._writer(watch, cancelled) if engine == "llm" else lambda _question, answer: answer,
        )
        return ask(question, documents, history, sources)

    def engine_name(self) -> str:
        """The language model that is configured, empty when none is."""
        return self.settings.llm_model

    def _writer(
        self, watch: Callable[[str], None] | None, cancelled: Callable[[], bool] | None
    ) -> Callable[[str, Answer], Answer]:
        from ctgbot import llm_answer

        model = self._language_model
        look = llm_answer.Watch(
            lambda body: watch(body.sentences[-1].text) if watch and body.sentences else None,
            cancelled or (lambda: False),
        )

        def write(question: str, answer: Answer) -> Answer:
            passages = llm_answer.cited_passages(answer, self._catalogue.passages_of)
            material = llm_answer.Material(passages, lambda document: self._catalogue.document(document).text)
            return llm_answer.write_with(model, question, answer, material, look)

        return write

    @cached_property
    def _language_model(self) -> ChatModel:
        from ctgbot.adapters.llm import open_model

        return open_model(self.settings)

    @property
    def journal(self) -> SqlJournal | None:
        """What was asked, answered and thought of it; None when CTGBOT_JOURNAL is off."""
        return self._journal if self.settings.journal else None

    def remember(self, exchange_id: str, conversation: str, documents: Sequence[str], answer: Answer) -> bool:
        """Keeps an exchange, its trace with it; False when nothing is kept. Raises IndexBusy.

        A document that was erased meanwhile takes it away again.
        """
        from ctgbot import __version__
        from ctgbot.adapters.journal import now
        from ctgbot.exchanges import Kept, Trace, documents_of

        if self.journal is None:
            return False
        passages = getattr(answer, "considered", ()) or tuple(near.passage.id for near in answer.nearest)
        prompt = getattr(answer, "prompt_version", "")
        trace = Trace(self._catalogue.generation(), __version__, prompt, passages)
        self.journal.keep(Kept(exchange_id, conversation, now(), tuple(documents), answer, trace))
        gone = documents_of(answer, tuple(documents)) - {card.id for card in self._catalogue.cards()}
        if gone:
            self.journal.forget(gone)
        return not gone

    def doctor(self, repair: bool = False) -> tuple[Ailment, ...]:
        """What is wrong in the stores; `repair` rebuilds what is derived."""
        from ctgbot.doctor import doctor

        return doctor(self._stores, self._lock, repair)

    def evaluate_retrieval(self, folder: Path, options: Options, watch: Watch) -> dict[str, Any]:
        """The measures of the search on a set, in an index of its own that is thrown away. Raises BadRequest."""
        from ctgbot.evaluation import evaluate_retrieval

        with TemporaryDirectory(prefix="ctgbot-", ignore_cleanup_errors=True) as scratch:
            other = Assistant(self.settings.model_copy(update={"index": Path(scratch)}))
            other.warm_up()  # loading the model is no part of indexing
            search = partial(other._retrieve, retriever=options.retriever)
            return evaluate_retrieval(folder, other._stores, search, options, watch)

    def measure(
        self, items: Sequence[Item], source: str, engine: str = "extractive", watch: MeasureWatch | None = None
    ) -> Measured:
        """These questions asked, judged, kept in the index folder, set beside the last time. `source` names them."""
        from ctgbot import __version__
        from ctgbot.measure import measure
        from ctgbot.text.quote_prompt import version

        cards = self._catalogue.cards()
        terms = Terms(
            source=source,
            engine=f"llm:{self.engine_name()}" if engine == "llm" else engine,
            model=self._catalogue.fingerprint(),
            version=__version__,
            generation=self._catalogue.generation(),
            documents=frozenset(card.sha256 for card in cards),
            settings={"prompt": version()} if engine == "llm" else {},
        )
        ask = partial(self.ask, engine=engine)
        return measure(items, ask, terms, self.measures, watch or (lambda _done, _total: None))

    @cached_property
    def measures(self) -> SqlMeasures:
        """The measures made so far, and the questions that agents have written."""
        from ctgbot.adapters.measures import SqlMeasures

        return SqlMeasures.in_folder(self.settings.index)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """The drafts that agents work on."""
        from ctgbot.adapters.drafts import SqlDrafts

        return SqlDrafts.in_folder(self.settings.index)

    def keep_draft(self, draft_id: str, work: Work) -> bool:
        """Keeps a working copy under this id; False when a document that it quotes was erased meanwhile."""
        from ctgbot.adapters.drafts import DraftLine
        from ctgbot.adapters.journal import now
        from ctgbot.draft_work import cited_documents
        from ctgbot.kept_drafts import title_of, work_json

        documents = cited_documents(work)
        self.drafts.keep(DraftLine(draft_id, title_of(work), now()), work_json(work), documents)
        gone = documents - {card.id for card in self._catalogue.cards()}
        if gone:
            self.drafts.forget(gone)
        return not gone

    def reword(self, work: Work, place: Place) -> Work:
        """A sentence of a working copy said otherwise by the language model. Raises BadRequest with what was wrong in
        its words, ModelUnavailable, BadSetting."""
        from ctgbot.draft_llm import reworded

        return reworded(self._language_model, work, place)

    def kept_draft(self, draft_id: str) -> Work | None:
        """None when it is kept no longer."""
        from ctgbot.kept_drafts import work_of

        body = self.drafts.body(draft_id)
        return None if body is None else work_of(body)

    def warm_up(self) -> None:
        """Loads the model, so that the first question does not wait for it."""
        self._embedder.warm_up()

    def _retrieve(
        self, query: str, top: int, documents: Collection[str] | None, retriever: Retriever = "hybrid"
    ) -> tuple[ScoredPassage, ...]:
        from ctgbot.retrieve import retrieve

        return retrieve(
            query,
            top,
            documents,
            embedder=self._embedder,
            dense=self._stores.dense,
            lexical=self._stores.lexical,
            catalogue=self._catalogue,
            retriever=retriever,
        )

    def _search_within(self, query: str, top: int, documents: Collection[str] | None) -> tuple[ScoredPassage, ...]:
        return self.search(query, top, tuple(documents or ()))

    def _vocabulary(self, documents: Collection[str]) -> Vocabulary:
        """The words of these documents, counted once per state of the index."""
        key = (self._catalogue.generation(), frozenset(documents))
        if key not in self._vocabularies:
            if len(self._vocabularies) >= _VOCABULARIES:
                self._vocabularies.clear()
            passages = (passage for document in documents for passage in self._catalogue.passages_of(document))
            self._vocabularies[key] = count_stems(embedded_text(passage) for passage in passages)
        return self._vocabularies[key]

    def _roll(self, documents: Sequence[str]) -> Roll:
        """The conventions to count; all of them are listed once per state of the index."""
        from ctgbot.survey_roll import roll_of

        if documents:
            return roll_of(self._catalogue, self.standings(), documents)
        generation, roll = self._catalogue.generation(), self._all_conventions[1]
        if roll is None or self._all_conventions[0] != generation:
            roll = roll_of(self._catalogue, self.standings())
            self._all_conventions = (generation, roll)
        return roll

    def _scope(self, documents: Sequence[str]) -> tuple[str, ...] | None:
        known = {card.id for card in self._catalogue.cards()}
        for document_id in documents:
            if document_id not in known:
                raise UnknownDocument(document_id)
        if not known:
            raise IndexEmpty
        return tuple(documents) or None

    @cached_property
    def _catalogue(self) -> SqlCatalogue:
        from ctgbot.adapters.catalogue import SqlCatalogue

        return SqlCatalogue.in_folder(self.settings.index)

    @cached_property
    def _journal(self) -> SqlJournal:
        from ctgbot.adapters.journal import SqlJournal
        from ctgbot.kept_answers import answer_json, answer_of

        return SqlJournal(self.settings.index / "journal.sqlite", answer_json, answer_of)

    @cached_property
    def _embedder(self) -> SentenceTransformersEmbedder:
        from ctgbot.adapters.embedder import SentenceTransformersEmbedder

        return SentenceTransformersEmbedder(self.settings.embedding_model, self.settings.model_cache)

    @cached_property
    def _stores(self) -> Stores:
        from ctgbot.adapters.dense import ChromaIndex
        from ctgbot.adapters.lexical import TantivyIndex

        index = self.settings.index
        return Stores(
            catalogue=self._catalogue,
            dense=ChromaIndex(index / "vectors", self._embedder.fingerprint, self._catalogue),
            lexical=TantivyIndex(index / "words"),
            embedder=self._embedder,
        )

    @cached_property
    def _pictures(self) -> IsolatedPictures:
        from ctgbot.adapters.isolated_pictures import IsolatedPictures
        from ctgbot.adapters.limits import MEBIBYTE, Limits

        return IsolatedPictures(Limits(file_size=self.settings.file_max_mb * MEBIBYTE))

    @cached_property
    def _lock(self) -> Callable[[], AbstractContextManager[None]]:
        from ctgbot.adapters.write_lock import WriteLock

        return WriteLock(self.settings.index)


def _silent(_progress: Progress) -> None:
    """Nobody watches."""
