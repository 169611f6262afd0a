"""Who signs, as the parties block names them."""

from __future__ import annotations

from collections.abc import Iterator

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.statements import Statements
from ctgbot.text.parties import Party, find_parties

_REACH = 80  # characters behind « représentée par son maire » in which the name would stand


def find(statements: Statements) -> Iterator[Candidate]:
    """One candidate of signataires, quoted from the first party to the last one; a name left blank leaves it open."""
    document = statements.document
    parties = find_parties(document.text, document.sections)
    if not parties:
        return
    start, end = min(party.start for party in parties), max(party.end for party in parties)
    if any(_is_unnamed(party, statements) for party in parties):
        yield Candidate("signataires", None, start, end)
    else:
        yield Candidate("signataires", tuple(party.signataire for party in parties), start, end)


def _is_unnamed(party: Party, statements: Statements) -> bool:
    """« la commune de ………, représentée par M. ……… »: a blank where somebody should be named."""
    said = party.signataire
    text = statements.document.text
    line_end = text.find("\n", party.end)
    end = min(party.end + _REACH, len(text) if line_end == -1 else line_end)
    return (not said.representant or not said.organisme) and statements.is_open(party.start, end)
