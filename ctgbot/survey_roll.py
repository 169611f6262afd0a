"""The conventions that a question over all of them counts, in the order of their titles: known once per state of the
index, because ten thousand of them take longer to list than to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ctgbot.model import Standing


@dataclass(frozen=True, slots=True)
class Roll:
    """`place`: of each convention, by title; `avenants`: of those that have some, oldest first; `unread`: documents
    that have a page which nobody has read."""

    place: Mapping[str, int]
    examples: frozenset[str]
    avenants: Mapping[str, tuple[str, ...]]
    unread: frozenset[str]


class Listing(Protocol):
    """The ids of the conventions by title, and whether each is a fictional example; the documents with unread pages."""

    def conventions(self) -> tuple[tuple[str, bool], ...]: ...

    def unread(self) -> frozenset[str]: ...


def roll_of(listing: Listing, standings: Mapping[str, Standing], documents: Sequence[str] = ()) -> Roll:
    """The conventions among these documents (all when none is named), without the versions that another one of them
    replaces; avenants that a person left out of the choice change nothing."""
    wanted = frozenset(documents)
    chosen = {i: exemple for i, exemple in listing.conventions() if not wanted or i in wanted}
    replaced = {i for i, standing in standings.items() if standing.replaced_by in chosen}
    kept = [i for i in chosen if i not in replaced]
    avenants = {i: standings[i].avenants for i in kept if i in standings and standings[i].avenants}
    return Roll(
        place={convention: place for place, convention in enumerate(kept)},
        examples=frozenset(i for i in kept if chosen[i]),
        avenants={i: tuple(a for a in those if not wanted or a in wanted) for i, those in avenants.items()},
        unread=listing.unread(),
    )
