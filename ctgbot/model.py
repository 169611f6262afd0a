"""The nouns of the project, shared by every room; frozen values without behaviour that needs the outside.

Offsets are characters in the document's normalised text (`Document.text`); pages count from 1 and are
`None` where the format has none. The shapes printed for other programs are in `contract.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Nature = Literal["convention", "avenant", "sdsf", "annexe", "diagnostic", "autre"]
Statut = Literal["signe", "projet", "inconnu"]
SectionKind = Literal[
    "titre",
    "sommaire",
    "parties",
    "visas",
    "preambule",
    "article",
    "clause",  # « ▪ Résiliation par consentement mutuel »: a sub-section of an article
    "signature",
    "complement",  # what follows the signatures without a number: the « mode projet » page
    "annexe",
    "partie",  # any other heading: TITRE II, « 1. Contexte »
    "texte",  # body before or without any heading
]


# « second »: the second extractor read better; « ocr »: recognised in an image; « a_oceriser »: an image, not read.
ReadingMethod = Literal["texte", "second", "ocr", "a_oceriser"]


@dataclass(frozen=True, slots=True)
class PageSpan:
    """One page of the source file: `text[start:end]` is what was read on page `number`, and how.

    `confidence` is that of the recognition, 0 to 100, where it is known.
    """

    number: int
    start: int
    end: int
    method: ReadingMethod = "texte"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on a page as it is seen: points, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG, and where the quote stands on it, in points (none when it was not found).

    The boxes are drawn on it already; `page_size` is the page's width and height, in points.
    """

    png: bytes
    boxes: tuple[Rect, ...] = ()
    page_size: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class HeadingSpan:
    """`text[start:end]` is a heading for the file itself, of `level` 1 and more by its style; 0 when only its look
    says so (bold or capitals, short, alone on its line)."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader hands over: normalised text, its pages if the format has pages, and what went wrong.

    `to_fill` holds the (start, end) of highlighted text: what the author left to be filled in.
    """

    text: str
    pages: tuple[PageSpan, ...] = ()
    warnings: tuple[str, ...] = ()
    headings: tuple[HeadingSpan, ...] = ()
    to_fill: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A tile of the text. Sections follow one another and cover it all: none overlaps, no character is lost.

    `trail` holds the headings from the outermost to this one (« ARTICLE 13 – … », « Effets de la résiliation »).
    `number` is the article's number for an article and for its clauses, and None in an annexe.
    """

    id: str
    kind: SectionKind
    number: int | None
    title: str
    trail: tuple[str, ...]
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The years a convention says that it covers, both included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signataire:
    """Who signs: « Caf du Nord », « Madame … », « directrice générale »; empty where the text leaves it open."""

    organisme: str
    representant: str = ""
    qualite: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says that it is.

    `date` is that of the signature (ISO 8601), empty when it is not said. Of an avenant: its `numero`, what it says
    that it changes, in its own words (`modifie`), and the convention a person has tied it to (`convention_id`).
    """

    title: str
    nature: Nature = "autre"
    territoire: str = ""
    periode: Period | None = None
    statut: Statut = "inconnu"
    exemple: bool = False
    signataires: tuple[Signataire, ...] = ()
    date: str = ""
    numero: int | None = None
    modifie: str = ""
    convention_id: str = ""


NO_CONVENTION = "-"  # a person has said that an avenant changes none of the conventions; never the id of a document


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person has put right in an identity; None leaves what the text says.

    `convention_id` is an id, or NO_CONVENTION.
    """

    title: str | None = None
    nature: Nature | None = None
    territoire: str | None = None
    periode: Period | None = None
    statut: Statut | None = None
    date: str | None = None
    numero: int | None = None
    signataires: tuple[Signataire, ...] | None = None
    convention_id: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands among the others, by their ids.

    `convention`: the one that this avenant changes; `avenants`: those that change this convention, oldest first;
    `replaced_by`: the version in force of this text; `older`: the versions that this one replaces.
    """

    convention: str | None = None
    avenants: tuple[str, ...] = ()
    replaced_by: str | None = None
    older: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document without its text: what a list shows."""

    id: str
    identity: Identity
    pages: int | None
    path: str
    sha256: str
    passages: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the catalogue keeps it: the text, its tiles, and what the reader said of it."""

    card: DocumentCard
    text: str
    sections: tuple[Section, ...]
    pages: tuple[PageSpan, ...] = ()
    headings: tuple[HeadingSpan, ...] = ()
    to_fill: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice of a document: `document.text[start:end] == text`.

    `reference` is what an agent would write: « art. 13 › Résiliation par consentement mutuel ». `context` is what a
    search must know and the text does not say: the header row of the table that a slice goes on with. `ocr`: recognised
    in an image of the page.
    """

    id: str
    document_id: str
    document_title: str
    section_id: str
    kind: SectionKind
    reference: str
    trail: tuple[str, ...]
    article: int | None
    page: int | None
    start: int
    end: int
    text: str
    context: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by one retriever; scores of two retrievers are not comparable."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage in the order in which it is worth reading, best first; `similarity` is its cosine with the query."""

    passage: Passage
    score: float
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A proof: `quote` is the document's own text between `start` and `end`, to the character.

    `text_at` is the passage around the quote, for whoever reads the citation without the document. `ocr`: recognised in
    an image of the page, hence to be checked against it.
    """

    id: int
    document_id: str
    document_title: str
    reference: str
    article: int | None
    page: int | None
    start: int
    end: int
    quote: str
    text_at: str
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SourcedSentence:
    """A sentence with the ids of its citations; `verified` is set by `ground()` and by nothing else."""

    text: str
    citations: tuple[int, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True)
class SourcedText:
    """The only thing that a page may show as an answer."""

    sentences: tuple[SourcedSentence, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """What is proven, or needs no proof: a sentence that is not verified is left out."""
        return "\n".join(sentence.text for sentence in self.sentences if sentence.verified)


Scale = Literal["territoire", "commune", "epci", "departement", "national"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a draft may use. `value` is None when its source keeps it secret. `scale` « territoire »: of the
    territory itself, whatever it is. `formula` of a figure that the program computed; `display` as it is written.

    `file` and `row` (the first line is 1) are where it was read; `perimeter` says whom it covers (« régime général »,
    « commune 59367 »); `rounded`: its source rounds it, hence « environ »."""

    key: str
    value: Decimal | None
    unit: str
    source: str
    year: int | None
    scale: Scale
    territoire: str = ""
    display: str = ""
    formula: str | None = None
    label: str = ""
    file: str = ""
    row: int | None = None
    perimeter: str = ""
    rounded: bool = False


AnswerStatus = Literal["answered", "partial", "refused"]
Reason = Literal["not_in_corpus", "document_missing", "annex_missing", "placeholder", "personal_data", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` gives back. `nearest` holds clauses shown as near, never as an answer. `understood`: the question as
    it was read, when that is not as it was typed. `facts`: figures of the question, and those computed from them."""

    question: str
    status: AnswerStatus
    reason: Reason | None
    body: SourcedText
    warnings: tuple[str, ...] = ()
    nearest: tuple[ScoredPassage, ...] = ()
    engine: str = "extractive"
    understood: str = ""
    facts: tuple[Fact, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


ClauseStatus = Literal["rempli", "a_completer", "absent", "contradictoire"]


@dataclass(frozen=True, slots=True)
class AnnexeRef:
    """« Annexe 2 – Instances »: an annexe that a text announces; a number or a letter, or neither."""

    number: int | None
    title: str = ""
    letter: str = ""


# Durations, dates and choices are str (ISO 8601 where there is a form), frequencies are numbers of times a year.
ClauseValue = str | bool | int | float | Period | tuple[str, ...] | tuple[Signataire, ...] | tuple[AnnexeRef, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a clause stands: `quote` is the document's own text between `start` and `end`, to the character."""

    quote: str
    reference: str
    article: int | None
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One parameter of a convention, as the text has it. `value` is None unless `status` is rempli (or contradictoire:
    the first of the values that disagree, the others in `others`). `absent` has no proof, unless an avenant removed it.

    `superseded_by` names the avenant that changed it.
    """

    document_id: str
    parameter: str
    status: ClauseStatus
    value: ClauseValue | None = None
    proof: Proof | None = None
    others: tuple[tuple[ClauseValue, Proof], ...] = ()
    superseded_by: str | None = None


# « non_lu »: a clause was not found, and pages that nobody has read may hold it.
CellStatus = Literal["rempli", "a_completer", "absent", "contradictoire", "non_lu"]


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a person reads it, with its proof; of one that an avenant replaced, the id of that avenant."""

    value: ClauseValue | None
    display: str
    citation: Citation | None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one convention says today of one parameter. `others`: the values that contradict it; `replaced`: those that
    avenants have replaced, latest first; `amended_by`: the avenant that the value comes from."""

    document_id: str
    status: CellStatus
    value: ClauseValue | None
    display: str
    citation: Citation | None = None
    others: tuple[Said, ...] = ()
    replaced: tuple[Said, ...] = ()
    amended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The conventions that say the same; `value` is None for every status but « rempli »."""

    status: CellStatus
    value: ClauseValue | None
    display: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One parameter over all the conventions; `groups` the biggest first, what is not filled last. A row that only
    counts has no cell."""

    parameter: str
    label: str
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Conventions side by side; `left_out`: the documents that were asked for and have no column, and why."""

    documents: tuple[DocumentCard, ...]
    rows: tuple[ComparisonRow, ...]
    left_out: tuple[tuple[DocumentCard, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure or a description that a draft leaves blank, and who has it."""

    key: str
    label: str
    where_to_find: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """`facts`: keys of what it uses; `is_formula`: words of the genre, which state nothing of this territory;
    `verified`: every number in it is one of its facts or stands in what it cites."""

    text: str
    citations: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    verified: bool = False
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal for a free section, paragraph by paragraph; `gaps` lists every blank of its sentences, once each."""

    article: int
    territoire: str
    paragraphs: tuple[tuple[DraftSentence, ...], ...]
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, oldest first in a history."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that was not taken in, with a stable code and a message for the person who gave it."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file of a batch."""

    added: tuple[DocumentCard, ...]
    updated: tuple[DocumentCard, ...]
    unchanged: tuple[DocumentCard, ...]
    rejected: tuple[Rejection, ...]
    seconds: float
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a long task is: `done` of `total` files, what is being done now, seconds left if known.

    `page` of `pages`: of the file being read, where its format has pages.
    """

    stage: str
    done: int
    total: int
    detail: str = ""
    seconds_left: float | None = None
    page: int | None = None
    pages: int | None = None
    files_per_minute: float | None = None


@dataclass(frozen=True, slots=True)
class Ailment:
    """What `doctor` found wrong in a store."""

    store: str
    message: str
    repaired: bool = False
