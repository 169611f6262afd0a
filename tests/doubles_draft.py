"""An assistant for the tests of the page « Rédaction »: the real rules of work and storage over a small draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from doubles_web import NOTICE, AssistantDouble

from ctgbot.adapters.drafts import DraftLine, SqlDrafts
from ctgbot.adapters.journal import now
from ctgbot.draft_work import Place, Work, cited_documents, edited
from ctgbot.drafting.french import some
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.ledger import Ledger
from ctgbot.drafting.lines import blank, gap_of
from ctgbot.errors import BadRequest, UnreadableFile
from ctgbot.kept_drafts import title_of, work_json, work_of
from ctgbot.model import Citation, Draft, DraftSentence, Fact, Gap

QUOTE = NOTICE
JEUNESSE = Gap("collectivite_jeunesse", "structures et actions pour les jeunes", "services de la collectivité")


@dataclass
class DraftingDouble(AssistantDouble):
    """A draft of three sentences: the households, the equipment, a formula that quotes the convention."""

    read: tuple[tuple[Fact, ...], tuple[str, ...]] = ((), ())  # type: ignore[assignment]
    files: list[tuple[str, bytes]] = field(default_factory=list)
    refusal: str = ""
    written: list[Draft] = field(default_factory=list)
    shortened: bool = False
    engine: str = ""
    wording: str = ""

    @property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts.in_folder(self.settings.index)

    def keep_draft(self, draft_id: str, work: Work) -> bool:
        line = DraftLine(draft_id, title_of(work), now())
        self.drafts.keep(line, work_json(work), cited_documents(work))
        return True

    def engine_name(self) -> str:
        return self.engine

    def reword(self, work: Work, place: Place) -> Work:
        if not self.wording:
            raise BadRequest("La reformulation est refusée, la phrase reste comme elle était.")
        return edited(work, place, self.wording, "modele")

    def kept_draft(self, draft_id: str) -> Work | None:
        body = self.drafts.body(draft_id)
        return None if body is None else work_of(body)

    def facts(self, paths: Sequence[Path], territoire: str) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        assert territoire
        self.files += [(path.name, path.read_bytes()) for path in paths]
        if self.refusal:
            raise UnreadableFile("unknown_table", self.refusal)
        return self.read

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
        if not territoire:
            raise BadRequest("Dites le territoire.")
        ledger = Ledger(tuple(facts))
        keys = ("foyers_allocataires", "equipements_finances")
        sentences = [_counted(key, ledger) for key in keys]
        assert set(fields) <= {"jeunesse", "enfance"}
        self.shortened = short
        formula = DraftSentence(
            "Ces éléments sont détaillés dans le diagnostic partagé.", (1,) if document_id else (), (), True, True
        )
        jeunes = DraftSentence(f"Pour la jeunesse, la collectivité intervient par {blank(JEUNESSE)}.", (), (), True)
        gaps = [gap_of(key) for key in keys if ledger.own(key) is None]
        cited = (self._cited(document_id),) if document_id else ()
        paragraphs = (tuple(sentences), (jeunes, formula))
        return Draft(article, territoire, paragraphs, cited, tuple(facts), (*gaps, JEUNESSE))

    def draft_file(self, draft: Draft, suffix: str) -> bytes:
        assert suffix == ".docx"
        self.written.append(draft)
        return b"PK Word"

    def trace_sheet(self, draft: Draft) -> bytes:
        self.written.append(draft)
        return b"PK fiche"

    def draft_into(self, source: bytes, draft: Draft) -> bytes:
        if self.refusal:
            raise UnreadableFile("damaged", self.refusal)
        self.written.append(draft)
        return source + b" et le texte"

    def _cited(self, document_id: str) -> Citation:
        document = self.show(document_id)
        start = document.text.find(QUOTE)
        start, quote = (start, QUOTE) if start >= 0 else (0, document.text[:20])
        title = document.card.identity.title
        return Citation(1, document_id, title, "art. 1", 1, None, start, start + len(quote), quote, quote)


def _counted(key: str, ledger: Ledger) -> DraftSentence:
    fact, indicator = ledger.own(key), indicators()[key]
    if fact is None or fact.value is None:
        return DraftSentence(f"On y compte {blank(gap_of(key))}.", (), (), True)
    return DraftSentence(f"On y compte {some(fact.value, indicator.one, indicator.many)}.", (), (key,), True)
