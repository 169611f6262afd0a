"""One question, several conventions: what each says, proven, and those that say nothing of it.

question → its form for one text → asked of each document alone → rows: those that say, in part, not at all
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from ctgbot.errors import Cancelled
from ctgbot.model import Answer, Citation, DocumentCard, Reason, SourcedSentence, SourcedText
from ctgbot.text.each_question import of_one
from ctgbot.text.phrasing import label, named
from ctgbot.text.scope import read_scope
from ctgbot.text.words import same_family, stems

Says = Literal["dit", "en partie", "à compléter", "rien"]
MOST = 30  # documents that one question of a conversation asks; a page may ask more
_SAID: dict[Says, tuple[str, str]] = {
    "dit": ("répond", "répondent"),
    "en partie": ("répond en partie", "répondent en partie"),
    "à compléter": ("a laissé le point à compléter", "ont laissé le point à compléter"),
    "rien": ("n'en dit rien", "n'en disent rien"),
}
_ORDER: tuple[Says, ...] = ("dit", "en partie", "à compléter", "rien")
Watch = Callable[[int, int], bool]  # done, of how many; True when the person has asked to stop


class Ask(Protocol):
    """`Assistant.ask`."""

    def __call__(self, question: str, documents: Sequence[str] = ()) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Row:
    """What one convention says. `answer` keeps its citations; a convention that says nothing has none to show."""

    document: DocumentCard
    says: Says
    answer: Answer


@dataclass(frozen=True, slots=True)
class Table:
    """A question and its rows; `refused`: the one no for all, when the question names a place unknown here."""

    question: str
    asked: str
    rows: tuple[Row, ...] = ()
    refused: Answer | None = None


def ask_each(
    question: str,
    documents: Sequence[DocumentCard],
    ask: Ask,
    known: Sequence[DocumentCard],
    watch: Watch | None = None,
) -> Table:
    """Asks each of these documents alone. Raises BadRequest, IndexEmpty; Cancelled when `watch` says so.

    `known`: every document of the index; a commune that none of them covers is refused by name, and nothing is asked.
    """
    asked = of_one(question)
    if read_scope(question, known).unknown:
        return Table(question, asked, refused=ask(question))
    answers = []
    for done, card in enumerate(documents):
        if watch is not None and watch(done, len(documents)):
            raise Cancelled
        answers.append((card, ask(asked, [card.id])))
    return Table(question, asked, rows_of(answers, asked))


def rows_of(answers: Sequence[tuple[DocumentCard, Answer]], asked: str = "") -> tuple[Row, ...]:
    """Those that say something first, in the order given; `asked`: what half an answer has to speak of."""
    rows = [Row(card, says(answer, asked), answer) for card, answer in answers]
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.says)))


def says(answer: Answer, asked: str = "") -> Says:
    """How far a text answers; nothing that is not verified counts, nor a clause near the question that speaks of
    something else."""
    proved = any(sentence.verified and sentence.citations for sentence in answer.body.sentences)
    if answer.reason == "placeholder":
        return "à compléter"
    if not proved or answer.status == "refused":
        return "rien"
    if answer.status == "answered":
        return "dit"
    return "en partie" if _speaks_of(asked, answer) else "rien"


def _speaks_of(asked: str, answer: Answer) -> bool:
    """Whether the quotes hold most of the words of the subject, or of their families."""
    wanted = stems(asked)
    quoted = stems(" ".join(f"{one.reference} {one.quote}" for one in answer.body.citations))
    found = sum(any(same_family(word, other) for other in quoted) for word in wanted)
    return 2 * found > len(wanted) or not wanted


def counted(rows: Sequence[Row]) -> str:
    """« 4 conventions répondent, 1 répond en partie, 2 n'en disent rien. »"""
    counts = [(sum(row.says == kind for row in rows), kind) for kind in _ORDER]
    said = [f"{number} {_SAID[kind][number > 1]}" for number, kind in counts if number]
    if not said:
        return "Aucune convention à interroger."
    first = next(number for number, _ in counts if number)
    head, *rest = said
    noun = "conventions" if first > 1 else "convention"
    return ", ".join([head.replace(" ", f" {noun} ", 1), *rest]) + "."


def as_answer(table: Table) -> Answer:
    """The table as one answer of a conversation: each convention under its name, the silent ones named at the end."""
    if table.refused is not None:
        return table.refused
    sentences: list[SourcedSentence] = [SourcedSentence(counted(table.rows), (), verified=True)]
    citations: list[Citation] = []
    for row in table.rows:
        if row.says in ("dit", "en partie"):
            sentences += _led(row, citations)
    for kind in ("à compléter", "rien"):
        names = [named([row.document]) for row in table.rows if row.says == kind]
        if names:
            lead = "À compléter dans" if kind == "à compléter" else "Rien n'a été trouvé sur ce point dans"
            sentences.append(SourcedSentence(f"{lead} : {' ; '.join(names)}.", (), verified=True))
    found = {row.says for row in table.rows}
    status: Literal["answered", "partial", "refused"] = (
        "answered" if "dit" in found else "partial" if "en partie" in found else "refused"
    )
    reason: Reason | None = "not_in_corpus" if status == "refused" else None
    return Answer(table.question, status, reason, SourcedText(tuple(sentences), tuple(citations)))


def name_of(card: DocumentCard) -> str:
    """« Lys-lez-Lannoy 2024-2028 (projet) »: what tells one convention from another."""
    identity = card.identity
    period = f" {identity.periode.start}-{identity.periode.end}" if identity.periode else ""
    marks = [*(["projet"] if identity.statut == "projet" else []), *(["exemple fictif"] if identity.exemple else [])]
    return f"{identity.territoire or identity.title}{period}" + (f" ({', '.join(marks)})" if marks else "")


def _led(row: Row, citations: list[Citation]) -> list[SourcedSentence]:
    """The proven sentences of one convention, their citations numbered after those already there."""
    first = len(citations)
    number = {citation.id: first + place for place, citation in enumerate(row.answer.body.citations, 1)}
    citations += [replace(citation, id=number[citation.id]) for citation in row.answer.body.citations]
    proved = [one for one in row.answer.body.sentences if one.verified and one.citations]
    led = [replace(one, citations=tuple(number[cited] for cited in one.citations if cited in number)) for one in proved]
    return [replace(led[0], text=f"{label(row.document)} : {led[0].text}"), *led[1:]] if led else []
