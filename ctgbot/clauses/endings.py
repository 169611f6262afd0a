"""How a convention ends before its term: with a notice, for a fault after a warning, at once; and what that brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctgbot.clauses.candidate import Candidate
from ctgbot.clauses.delays import delay_between_dates, delays_in, form_of, has_blank_delay, start_of
from ctgbot.clauses.statements import Statements
from ctgbot.clauses.ways_out import WayOut, about, leaves_others, ways_out

_BORROWED = 1  # rank: said of any notification, or by words that only lean on a clause
_COUNTED = 1  # rank: counted back from the end, where no clause says from when it runs
_SILENT = 2  # rank: the clause is there and does not say it


def find(statements: Statements) -> Iterator[Candidate]:
    """denonciation_*, mise_en_demeure_*, resiliation_sans_mise_en_demeure, resiliation_effets."""
    ways = ways_out(statements)
    for way, preavis, prefix in (("denonciation", "preavis", "denonciation"), ("faute", "delai", "mise_en_demeure")):
        outs = [out for out in ways if out.way == way]
        if any(out.own for out in outs):
            yield from _delays(f"{prefix}_{preavis}", outs, statements)
            yield from _forms(f"{prefix}_forme", outs, ways, statements.is_avenant)
            yield from _starts(f"{prefix}_point_de_depart", outs, statements.is_avenant)
    for out in about(ways, "sans"):
        if out.own:
            yield _whole("resiliation_sans_mise_en_demeure", out)
    yield from _effects(list(about(ways, "effets")), statements)


def _delays(parameter: str, outs: Sequence[WayOut], statements: Statements) -> Iterator[Candidate]:
    for out in outs:
        found = delays_in(out.statement.flat)
        for duration in found:
            yield _candidate(parameter, duration.iso, out)
        between = None if found else delay_between_dates(out.statement)
        if between:
            yield _candidate(parameter, between, out)
        elif not found and has_blank_delay(out.statement, statements):
            yield _candidate(parameter, None, out)


def _forms(parameter: str, outs: Sequence[WayOut], ways: Sequence[WayOut], is_avenant: bool) -> Iterator[Candidate]:
    """The most exact form that a clause names: « par écrit », then « cette lettre recommandée »."""
    said = [(form, out) for out in outs if (form := form_of(out.statement.flat))]
    exact = [(form, out) for form, out in said if form == "lrar"] or said
    for form, out in exact:
        yield _candidate(parameter, form, out)
    if not said:
        for out in about(tuple(ways), "notification"):
            form = form_of(out.statement.flat)
            if form:
                yield _candidate(parameter, form, out, _BORROWED)
    if not is_avenant:  # its silence leaves what the convention says
        yield _candidate(parameter, "non_precisee", _main(outs), _SILENT)


def _starts(parameter: str, outs: Sequence[WayOut], is_avenant: bool) -> Iterator[Candidate]:
    for out in outs:
        start = start_of(out.statement.flat)
        if start is None and delay_between_dates(out.statement):
            start = "echeance"
        if start:  # « le préavis court de la réception » says more than « trois mois avant le terme »
            yield _candidate(parameter, start, out, _COUNTED if start == "echeance" else 0)
    if not is_avenant:
        yield _candidate(parameter, "non_precise", _main(outs), _SILENT)


def _main(outs: Sequence[WayOut]) -> WayOut:
    """The statement that a silence is best seen in: the one with the delay, else the first that names the way."""
    named = next(out for out in outs if out.own)
    return next((out for out in outs if delays_in(out.statement.flat)), named)


def _effects(outs: Sequence[WayOut], statements: Statements) -> Iterator[Candidate]:
    """What the end brings, in one piece where several sentences in a row say it."""
    rows: list[list[WayOut]] = []
    for out in outs:
        if rows and statements.after(rows[-1][-1].statement) == (out.statement,):
            rows[-1].append(out)
        else:
            rows.append([out])
    for row in rows:
        start, end = row[0].statement.start, row[-1].statement.end
        rank = 0 if any(out.own for out in row) else _BORROWED
        order = int(all(leaves_others(out.statement.flat) for out in row))
        yield Candidate("resiliation_effets", statements.document.text[start:end], start, end, rank, order)


def _whole(parameter: str, out: WayOut) -> Candidate:
    return _candidate(parameter, out.statement.text, out, 0 if out.own else _BORROWED)


def _candidate(parameter: str, value: str | None, out: WayOut, rank: int = 0) -> Candidate:
    return Candidate(parameter, value, out.statement.start, out.statement.end, rank)
