"""An assistant for the command line's tests: it answers at once, and keeps what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from doubles_measures import MeasuresDouble

from ctgbot.adapters.writers import audit_writer
from ctgbot.audit_rules.finding import Finding
from ctgbot.errors import IndexBusy, UnknownDocument
from ctgbot.measure import Measured, Watch, measure
from ctgbot.measured import Item, Terms
from ctgbot.model import (
    Ailment,
    Answer,
    Citation,
    Clause,
    Correction,
    Document,
    DocumentCard,
    Identity,
    IngestReport,
    PageSpan,
    Passage,
    Period,
    Progress,
    Proof,
    Rejection,
    ScoredPassage,
    Section,
    SourcedSentence,
    SourcedText,
    Standing,
    Turn,
)
from ctgbot.settings import Settings

TEXT = "ARTICLE 13 – LA FIN\nUn délai de prévenance de 6 mois [bold]."
CARD = DocumentCard(
    "ctg-lys",
    Identity("CTG [2024]", "convention", "Lys-lez-Lannoy", Period(2024, 2028), "projet"),
    None,
    "corpus/lys.txt",
    "0" * 64,
    40,
    ("Pages sans texte : 2.",),
)
SECTION = Section("s001", "article", 13, "LA FIN", ("ARTICLE 13 – LA FIN",), 0, len(TEXT), 4)
PAGES = (PageSpan(1, 0, 20), PageSpan(2, 20, len(TEXT), "ocr", 91.0))
DOCUMENT = Document(CARD, TEXT, (SECTION,), PAGES)
PASSAGE = Passage("p1", "ctg-lys", "CTG [2024]", "s001", "article", "art. 13", SECTION.trail, 13, 4, 0, len(TEXT), TEXT)
QUOTE = "délai de prévenance de 6 mois"
CITATION = Citation(
    1, "ctg-lys", "CTG [2024]", "art. 13", 13, 4, TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE), QUOTE, TEXT
)

PROOF = Proof(QUOTE, "art. 13", 13, 4, CITATION.start, CITATION.end)
CLAUSES = (
    Clause("ctg-lys", "periode", "rempli", Period(2024, 2028), PROOF),
    Clause("ctg-lys", "denonciation_preavis", "contradictoire", "P6M", PROOF, (("P1Y", PROOF),), "avenant-1"),
    Clause("ctg-lys", "duree", "absent"),
)


@dataclass
class CliAssistant:
    """`settings` are set by whoever opens it; `asked` records the calls; the rest is given back as it is."""

    settings: Settings = field(init=False)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    ailments: tuple[Ailment, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    busy: bool = False

    def ingest(self, paths: Sequence[Path], progress: Callable[[Progress], None] | None = None) -> IngestReport:
        self.asked.append(("ingest", tuple(paths)))
        if self.busy:
            raise IndexBusy("Une autre indexation est en cours. Réessayez dans un instant.")
        if progress:
            progress(Progress("Lecture", 0, 2, "lys.txt"))
            progress(Progress("Vecteurs", 1, 2, "lys.txt", 12.4))
        return IngestReport((CARD,), (), (), self.rejected, 1.25)

    def measure(self, items: Sequence[Item], source: str, engine: str, watch: Watch) -> Measured:
        return measure(items, self.ask, Terms(source, engine, "model", "0", 1), MeasuresDouble(), watch)

    def documents(self) -> tuple[DocumentCard, ...]:
        return (CARD,)

    def standings(self) -> dict[str, Standing]:
        return {CARD.id: Standing(avenants=("avenant-1",), older=("ctg-projet",))}

    def show(self, document_id: str) -> Document:
        if document_id != CARD.id:
            raise UnknownDocument(document_id)
        return DOCUMENT

    def erase(self, document_id: str) -> None:
        self.show(document_id)
        self.asked.append(("erase", document_id))

    def correction(self, document_id: str) -> Correction:
        self.show(document_id)
        return Correction(title="Ma convention")

    def correct(self, document_id: str, correction: Correction) -> DocumentCard:
        self.asked.append(("correct", document_id, correction))
        return CARD

    def remove_examples(self) -> int:
        self.asked.append(("remove_examples",))
        return 3

    def restore_examples(self) -> IngestReport:
        self.asked.append(("restore_examples",))
        return IngestReport((CARD,), (), (), (), 1.25)

    def search(self, query: str, top: int = 10, documents: Sequence[str] = ()) -> tuple[ScoredPassage, ...]:
        self.asked.append(("search", query, top, tuple(documents)))
        return (ScoredPassage(PASSAGE, 0.5),)

    def ask(
        self,
        question: str,
        documents: Sequence[str] = (),
        history: Sequence[Turn] = (),
        *,
        engine: str = "extractive",
    ) -> Answer:
        assert engine == "extractive"
        self.asked.append(("ask", question, tuple(documents), tuple(history)))
        sentences = (
            SourcedSentence("Le préavis est de 6 mois.", (1,), True),
            SourcedSentence("Il court dès réception.", (1,), False),
        )
        body = SourcedText(sentences, (CITATION,))
        return Answer(
            question, "partial", None, body, ("Le point de départ est absent.",), (ScoredPassage(PASSAGE, 0.4),)
        )

    def clauses(self, documents: Sequence[str] = ()) -> tuple[Clause, ...]:
        self.asked.append(("clauses", tuple(documents)))
        return CLAUSES

    def audit(self, document_id: str) -> tuple[Finding, ...]:
        self.show(document_id)
        return (
            Finding("placeholder.date", "haute", "Date à compléter", "art. 13", 4, 0, 10, "JJ/MM/AAAA", "Dater."),
            Finding("completude.avenant", "basse", "Aucun avenant prévu", "document entier", None, None, None, "", ""),
        )

    def audit_file(self, document_id: str, suffix: str) -> bytes:
        """A real file, of the findings above."""
        self.show(document_id)
        return audit_writer(suffix)(CARD, self.audit(document_id), date(2026, 11, 23))

    def doctor(self, repair: bool = False) -> tuple[Ailment, ...]:
        self.asked.append(("doctor", repair))
        return self.ailments
