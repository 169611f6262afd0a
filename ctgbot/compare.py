"""Conventions → what each says today of each parameter, from the clause registry, every value with its proof.

roll of the conventions → clauses, avenants on top → cells with their citation → conventions that say the same → rows
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ctgbot.clauses.comparison import EMPTY, NOT_READ, Entry, groups_of, parameters_of
from ctgbot.clauses.display import display, shown
from ctgbot.clauses.in_force import History, histories
from ctgbot.clauses.parameters import Parameter
from ctgbot.errors import BadRequest
from ctgbot.model import (
    Cell,
    CellStatus,
    Citation,
    Clause,
    Comparison,
    ComparisonRow,
    DocumentCard,
    Proof,
    Said,
    SourceText,
    Standing,
)
from ctgbot.survey_lines import around
from ctgbot.text.phrasing import label
from ctgbot.text.survey_counts import Tally

_NO_REGISTRY = "Seules les conventions ont un registre de clauses."
_AVENANT = "Avenant : ce qu'il change est lu dans la colonne de sa convention."
_ORPHAN = "Avenant dont la convention n'est pas dans le corpus : il ne dit pas tout ce qui est en vigueur."
_OLDER = "Version remplacée par « {} »."
_NONE = "Aucune convention à comparer parmi ces documents."
_IDS_AT_ONCE = 20_000  # SQLite takes 32 766 values in a query


class Registry(Protocol):
    """What is compared, and what shows it."""

    def tally(self, parameter: str) -> tuple[Tally, ...]: ...

    def clauses(
        self, documents: Collection[str] | None = None, parameters: Collection[str] | None = None
    ) -> tuple[Clause, ...]: ...

    def cards(self) -> tuple[DocumentCard, ...]: ...

    def texts_of(self, documents: Collection[str]) -> dict[str, SourceText]: ...

    def unread(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Columns:
    """The conventions to compare and their avenants, oldest first; `unread`: those that have, or whose avenants have, a
    page which nobody has read."""

    cards: tuple[DocumentCard, ...]
    avenants: Mapping[str, tuple[str, ...]]
    unread: frozenset[str]
    left_out: tuple[tuple[DocumentCard, str], ...]

    @property
    def place(self) -> dict[str, int]:
        return {card.id: number for number, card in enumerate(self.cards)}

    @property
    def documents(self) -> tuple[str, ...]:
        """Conventions and avenants."""
        return tuple(i for card in self.cards for i in (card.id, *self.avenants[card.id]))


def columns_of(registry: Registry, standings: Mapping[str, Standing], documents: Sequence[str] = ()) -> Columns:
    """The conventions among these documents, as they are named; of all of them, by title, those that none replaces. Who
    names a version that was replaced has it. Raises BadRequest when no convention is among them."""
    cards = {card.id: card for card in registry.cards()}
    chosen = [cards[i] for i in dict.fromkeys(documents)] if documents else list(cards.values())
    reasons = {card.id: _reason(card, standings, cards, named=bool(documents)) for card in chosen}
    kept = [card for card in chosen if not reasons[card.id]]
    if not kept:
        raise BadRequest(_NONE)
    unread = registry.unread()
    avenants = {card.id: standings.get(card.id, Standing()).avenants for card in kept}
    return Columns(
        tuple(kept),
        avenants,
        frozenset(card.id for card in kept if not unread.isdisjoint((card.id, *avenants[card.id]))),
        tuple((card, reasons[card.id]) for card in chosen if reasons[card.id]),
    )


def _reason(
    card: DocumentCard, standings: Mapping[str, Standing], cards: Mapping[str, DocumentCard], *, named: bool
) -> str:
    """Why this document has no column; empty when it has one."""
    standing = standings.get(card.id, Standing())
    if card.identity.nature == "avenant":
        return _AVENANT if standing.convention in cards else _ORPHAN
    if card.identity.nature != "convention":
        return _NO_REGISTRY
    newer = cards.get(standing.replaced_by or "")
    return _OLDER.format(newer.identity.title) if newer and not named else ""


def compare(registry: Registry, columns: Columns, asked: Sequence[str] = ()) -> Comparison:
    """Every cell with its proof. `asked`: parameters and themes, all when none. Raises BadRequest."""
    parameters = parameters_of(asked)
    documents = columns.documents
    keys = [parameter.key for parameter in parameters]
    clauses: dict[str, list[Clause]] = defaultdict(list)
    for start in range(0, len(documents), _IDS_AT_ONCE):
        for clause in registry.clauses(documents[start : start + _IDS_AT_ONCE], keys):
            clauses[clause.document_id].append(replace(clause, superseded_by=None))
    in_force = {card.id: _in_force(card.id, columns, clauses) for card in columns.cards}
    proofs = _Proofs(registry.texts_of(documents), {card.id: label(card) for card in registry.cards()})
    place = columns.place
    rows = []
    for one in parameters:
        cells = tuple(_cell(card.id, in_force[card.id].get(one.key), columns, proofs) for card in columns.cards)
        entries = (Entry(cell.status, cell.value, (cell.document_id,)) for cell in cells)
        rows.append(ComparisonRow(one.key, one.label, cells, groups_of(one, entries, place)))
    return Comparison(columns.cards, tuple(rows), columns.left_out)


def count(registry: Registry, columns: Columns, asked: Sequence[str] = ()) -> Comparison:
    """The same rows without their cells: how many conventions say what, counted by the database. Raises BadRequest."""
    place = columns.place
    changed = _changed(registry, columns, parameters_of(asked))
    rows = (
        ComparisonRow(one.key, one.label, (), groups_of(one, _entries(registry, columns, one, changed), place))
        for one in parameters_of(asked)
    )
    return Comparison(columns.cards, tuple(rows), columns.left_out)


def _in_force(convention: str, columns: Columns, clauses: Mapping[str, Sequence[Clause]]) -> dict[str, History]:
    avenants = [clauses.get(avenant, ()) for avenant in columns.avenants[convention]]
    if not any(avenants):  # nine conventions in ten
        return {clause.parameter: History(clause) for clause in clauses.get(convention, ())}
    return {line.clause.parameter: line for line in histories(clauses.get(convention, ()), avenants)}


def _changed(registry: Registry, columns: Columns, parameters: Sequence[Parameter]) -> dict[str, dict[str, History]]:
    """What counts today in each convention that has avenants."""
    amended = [card.id for card in columns.cards if columns.avenants[card.id]]
    ids = [i for convention in amended for i in (convention, *columns.avenants[convention])]
    clauses: dict[str, list[Clause]] = defaultdict(list)
    for clause in registry.clauses(ids, [one.key for one in parameters]) if ids else ():
        clauses[clause.document_id].append(replace(clause, superseded_by=None))
    return {convention: _in_force(convention, columns, clauses) for convention in amended}


def _entries(
    registry: Registry, columns: Columns, parameter: Parameter, changed: Mapping[str, Mapping[str, History]]
) -> Iterable[Entry]:
    left = columns.place.keys() - changed.keys()
    for tally in registry.tally(parameter.key):
        own = left.intersection(tally.documents)
        left -= own
        hidden = own & columns.unread if tally.status == "absent" else frozenset()
        yield Entry(tally.status, tally.value, tuple(own - hidden))
        yield Entry("non_lu", None, tuple(hidden))
    for convention, lines in changed.items():
        line = lines.get(parameter.key)
        yield Entry(_status(line, convention in columns.unread), line.clause.value if line else None, (convention,))
    yield Entry("non_lu", None, tuple(left))


def _status(line: History | None, unread: bool) -> CellStatus:
    """« absent » only where the whole text was read, or where an avenant says so."""
    if line is None or (unread and line.clause.status == "absent" and line.clause.proof is None):
        return "non_lu"
    return line.clause.status


class _Proofs:
    """Citations, numbered as they come."""

    def __init__(self, texts: Mapping[str, SourceText], titles: Mapping[str, str]) -> None:
        self._texts, self._titles = texts, titles
        self._last = 0

    def cite(self, document: str, proof: Proof | None) -> Citation | None:
        if proof is None:
            return None
        self._last += 1
        source = self._texts[document]
        page = next((page for page in source.pages if page.start <= proof.start < page.end), None)
        return Citation(
            id=self._last,
            document_id=document,
            document_title=self._titles[document],
            reference=proof.reference,
            article=proof.article,
            page=proof.page,
            start=proof.start,
            end=proof.end,
            quote=proof.quote,
            text_at=around(source.text, proof),
            ocr=page is not None and page.method == "ocr",
        )


def _cell(convention: str, line: History | None, columns: Columns, proofs: _Proofs) -> Cell:
    status = _status(line, convention in columns.unread)
    if line is None:
        return Cell(convention, status, None, NOT_READ)
    clause = line.clause
    return Cell(
        convention,
        status,
        clause.value,
        EMPTY[status] if status == "non_lu" else shown(clause),
        proofs.cite(clause.document_id, clause.proof),
        tuple(
            Said(value, display(value, clause.parameter), proofs.cite(clause.document_id, proof))
            for value, proof in clause.others
        ),
        tuple(
            Said(old.value, shown(old), proofs.cite(old.document_id, old.proof), old.superseded_by)
            for old in line.replaced
        ),
        clause.document_id if clause.document_id != convention else None,
    )
