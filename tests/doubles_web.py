"""An assistant for the pages' tests: real shapes over the real seed, no model, no index."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from ctgbot.adapters.journal import SqlJournal, now
from ctgbot.errors import BadRequest, Cancelled
from ctgbot.exchanges import Kept, Trace
from ctgbot.model import (
    Answer,
    Citation,
    Correction,
    Document,
    DocumentCard,
    Identity,
    IngestReport,
    PagePicture,
    PageSpan,
    Passage,
    Period,
    Progress,
    Rect,
    ScoredPassage,
    Section,
    SourcedSentence,
    SourcedText,
    Standing,
    Turn,
)
from ctgbot.settings import Settings
from ctgbot.text.corrections import corrected
from ctgbot.text.structure import find_sections

SEED = Path(__file__).parent.parent / "corpus" / "conventions" / "ctg-lys-lez-lannoy-2024-2028.txt"
NOTICE = "moyennant un délai de prévenance de 6 mois"
PNG = base64.b64decode(  # one grey pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
PAGE = PagePicture(PNG, (Rect(1, 2, 3, 4),))
ATTACK = '<script>alert("corpus")</script> <b>gras</b> <img src=x onerror=alert(1)>'


def document(document_id: str, text: str, identity: Identity) -> Document:
    card = DocumentCard(document_id, identity, None, f"corpus/{document_id}.txt", "0" * 64, 40)
    return Document(card, text, find_sections(text))


def seed() -> Document:
    identity = Identity(
        "Convention territoriale globale 2024-2028", "convention", "Lys-lez-Lannoy", Period(2024, 2028), "projet"
    )
    return document("lys", SEED.read_text(encoding="utf-8").strip(), identity)


def hostile() -> Document:
    """A document that tries to be read as HTML, shipped as a fictional example."""
    identity = Identity(f"Convention {ATTACK}", "convention", "Exempleville", Period(2025, 2029), "signe", exemple=True)
    return document("piege", f"ARTICLE 1 - OBJET\n\nLe délai est de 3 mois. {ATTACK}\n", identity)


def scan() -> Document:
    """A PDF of four pages: read, recognised twice, left to be recognised."""
    text = "Page lue.\nPage reconnue.\nAutre page reconnue.\n"
    spans = ((0, 10, "texte", None), (10, 25, "ocr", 91.2), (25, 46, "ocr", 87.4), (46, 46, "a_oceriser", None))
    pages = tuple(PageSpan(number, *span) for number, span in enumerate(spans, 1))  # type: ignore[arg-type]
    card = DocumentCard(
        "scan",
        Identity("Convention numérisée", "convention", "Valmont", Period(2023, 2027), "signe"),
        len(pages),
        "/corpus/scan.pdf",
        "1" * 64,
        4,
        ("Page 4 à océriser : image sans texte.", "Pages 2, 3 : texte reconnu (OCR), confiance moyenne 89 %."),
    )
    return Document(card, text, find_sections(text, pages), pages)


def avenant() -> Document:
    identity = Identity("Avenant CTG Valmont", "avenant", "Valmont", statut="signe", numero=1, modifie="la CTG 2023")
    return document("avenant", "Avenant n° 1\n\nARTICLE 1 - OBJET\n\nLa durée devient six ans.\n", identity)


@dataclass
class AssistantDouble:
    """`questions` records what was asked; `gate` holds an answer back until it is set."""

    library: list[Document] = field(default_factory=lambda: [seed()])
    settings: Settings = field(default_factory=Settings)
    questions: list[tuple[str, tuple[str, ...], tuple[Turn, ...]]] = field(default_factory=list)
    ingested: list[Path] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    ingest_error: Exception | None = None
    report: IngestReport | None = None
    corrections: dict[str, Correction] = field(default_factory=dict)
    ties: dict[str, Standing] = field(default_factory=dict)
    read: dict[str, Identity] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    pictures: list[tuple[str, int, str]] = field(default_factory=list)
    picture: PagePicture | Exception = PAGE
    ocr: bool = False
    correct_error: Exception | None = None
    journal: SqlJournal | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def documents(self) -> tuple[DocumentCard, ...]:
        return tuple(known.card for known in self.library)

    def show(self, document_id: str) -> Document:
        return next(known for known in self.library if known.card.id == document_id)

    def warm_up(self) -> None:
        return None

    def ingest(self, paths: Sequence[Path], progress: Callable[[Progress], None] | None = None) -> IngestReport:
        self.ingested += list(paths)
        if progress:
            progress(Progress("Lecture", 0, 1, str(SEED), 12.0))
        if not self.gate.wait(20):
            raise AssertionError("nobody opened the gate")
        if self.ingest_error:
            raise self.ingest_error
        if progress:
            try:
                progress(Progress("Terminé", 1, 1))
            except Cancelled:
                return IngestReport((), (), (), (), 0.1, cancelled=True)
        if self.report:
            return self.report
        self.library = [seed()]
        return IngestReport((self.library[0].card,), (), (), (), 0.1)

    def erase(self, document_id: str) -> None:
        self.erased.append(document_id)
        self.library = [known for known in self.library if known.card.id != document_id]

    def correction(self, document_id: str) -> Correction:
        return self.corrections.get(document_id, Correction())

    def correct(self, document_id: str, correction: Correction) -> DocumentCard:
        """Laid over the identity that the library had first, as the real one does over the text's."""
        if self.correct_error:
            raise self.correct_error
        known = self.show(document_id)
        read = self.read.setdefault(document_id, known.card.identity)
        card = replace(known.card, identity=corrected(read, correction, Path(known.card.path).name))
        self.corrections[document_id] = correction
        self.library[self.library.index(known)] = replace(known, card=card)
        return card

    def standings(self) -> dict[str, Standing]:
        return self.ties

    def remove_examples(self) -> int:
        before = len(self.library)
        self.library = [known for known in self.library if not known.card.identity.exemple]
        return before - len(self.library)

    def page_picture(self, document_id: str, page: int, quote: str, width: int = 900) -> PagePicture:
        assert width > 0
        self.pictures.append((document_id, page, quote))
        if isinstance(self.picture, Exception):
            raise self.picture
        return self.picture

    def ask(self, question: str, documents: Sequence[str] = (), history: Sequence[Turn] = ()) -> Answer:
        self.questions.append((question, tuple(documents), tuple(history)))
        if not self.gate.wait(20):
            raise AssertionError("nobody opened the gate")
        asked = question.casefold()
        if "panne" in asked:
            raise ValueError("secret internal detail")
        if len(question) > self.settings.question_max_chars:
            raise BadRequest("La question est trop longue : 2000 caractères au plus.")
        if "piège" in asked:
            return self._answer(question, ((f"Le délai est de 3 mois. {ATTACK}", f"Le délai est de 3 mois. {ATTACK}"),))
        if "bonus" in asked:
            return self._refused(question)
        if "quand" in asked:
            return self._partial(question)
        if "résilier" in asked:
            return self._regimes(question)
        return self._answer(question, ((f"La convention peut être dénoncée « {NOTICE} ».", NOTICE),))

    def remember(self, exchange_id: str, conversation: str, documents: Sequence[str], answer: Answer) -> bool:
        if self.journal is None:
            return False
        self.journal.keep(Kept(exchange_id, conversation, now(), tuple(documents), answer, Trace(1, "0.1.0")))
        return True

    def _answer(self, question: str, pairs: tuple[tuple[str, str], ...]) -> Answer:
        citations = tuple(self._citation(number, quote) for number, (_, quote) in enumerate(pairs, 1))
        sentences = tuple(SourcedSentence(text, (number,), True) for number, (text, _) in enumerate(pairs, 1))
        return Answer(question, "answered", None, SourcedText(sentences, citations))

    def _regimes(self, question: str) -> Answer:
        quotes = (
            (
                "En cas de faute, la résiliation prend effet un mois après mise en demeure.",
                "à l'expiration d'un délai d'un mois",
            ),
            ("Sans mise en demeure : modification sans avenant.", "sans la signature d'un avenant"),
            ("Par consentement mutuel : 6 mois.", NOTICE),
        )
        answer = self._answer(question, quotes)
        invented = SourcedSentence("Le préavis court à compter de la réception.", (), False)
        body = SourcedText((*answer.body.sentences, invented), answer.body.citations)
        return Answer(question, "answered", None, body, ("Trois régimes coexistent à l'article 13 : précisez lequel.",))

    def _partial(self, question: str) -> Answer:
        quote = "La présente convention est conclue à compter de JJ/MM/AAAA"
        sentence = SourcedSentence("La date d'effet est restée à compléter dans le document.", (1,), True)
        body = SourcedText((sentence,), (self._citation(1, quote),))
        return Answer(question, "partial", "placeholder", body, nearest=self._nearest())

    def _refused(self, question: str) -> Answer:
        sentence = SourcedSentence("Les documents interrogés ne disent pas le montant du bonus territoire.", (), True)
        return Answer(question, "refused", "not_in_corpus", SourcedText((sentence,)), nearest=self._nearest())

    def _citation(self, number: int, quote: str) -> Citation:
        source = next(known for known in self.library if quote in known.text)
        start = source.text.index(quote)
        section = _section(source, start)
        return Citation(
            number,
            source.card.id,
            f"{source.card.identity.title} (projet)",
            f"art. {section.number} › {section.title}" if section.kind == "clause" else f"art. {section.number}",
            section.number,
            4,
            start,
            start + len(quote),
            quote,
            source.text[section.start : section.end],
            self.ocr,
        )

    def _nearest(self) -> tuple[ScoredPassage, ...]:
        source = self.library[0]
        section = _section(source, source.text.index("« Bonus Territoire Ctg »"))
        passage = Passage(
            "p1",
            source.card.id,
            source.card.identity.title,
            section.id,
            "article",
            "art. 6",
            section.trail,
            6,
            3,
            section.start,
            section.end,
            source.text[section.start : section.end].strip(),
        )
        return (ScoredPassage(passage, 0.8),)


def _section(source: Document, start: int) -> Section:
    return next(section for section in source.sections if section.start <= start < section.end)
