"""Who signs: the blocks « Entre : la Caf de …, représentée par … », bullets, tables, each with its place in the text.

A document names bodies in many places; only those that its parties block names sign it. A block is found by its heading
(« Entre », « Les signataires », « Qui signe »), else by « représentée par » above the first article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ctgbot.model import Section, Signataire
from ctgbot.text.normalise import fold, level
from ctgbot.text.organismes import ANY_BODY, Genre, Organisme
from ctgbot.text.party_lines import BODY, BULLET, unwrapped
from ctgbot.text.party_subjects import REPRESENTED, Subject, View, read_subject
from ctgbot.text.personnes import Personne, read_personnes

_LONGEST = 40_000  # characters: a hundred communes, each with its mayor
_OF_CONTENT = ("article", "annexe", "signature", "clause", "complement")
_ZONES = 8
_MOST = 300  # signatories: no convention has more
_FARTHEST = 3_000  # characters that one block may take
_OPENS = re.compile(
    r"^[^\w\n]{0,12}(?:(?:titre |partie )?(?:\d{1,2}|[ivx]{1,4})[^\w\n]{1,6})?"
    r"(?:entre(?: les soussigne(?:e)?s| les parties| d'une part)?[ ]?[:,]?[ ]*$"
    r"|entre[ ]?:?[ ]?(?:la|le|l'|les)\b"
    r"|(?:(?:identification|designation|presentation) des |les )?(?:parties |partenaires )?(?:signataires|soussignes)"
    r"(?: de la (?:presente )?(?:convention|ctg))?"
    r"[^\w\n]{0,12}$"
    r"|(?:(?:identification|designation|presentation) des |les )parties[^\w\n]{0,12}$"
    r"|parties a la convention[^\w\n]{0,12}$"
    r"|[^\n]{0,80}\bentre les (?:soussigne(?:e)?s|parties)\b[^\n]{0,20}:[ ]*$"
    r"|(?=[^\n]*\x00)[^\n]{0,60}\brepresentant(?:e|\(e\))?s?\b[^\n]{0,60}$"  # the header of a table
    r"|qui (?:signe|s'engage|sont les signataires)\b[^\n]{0,30}$)",
    re.MULTILINE,
)
_CLOSES = re.compile(
    r"\n[ ]*(?:vu[ :]|considerant\b|preambule\b|prealable|expose\b|article\s"
    r"|il (?:a ete|est) .{0,40}(?:convenu|arrete|expose)"
    r"|ont (?:convenu|arrete)|sommaire[ ]*\n)"
)
# Where a party may open: lines, cells (\x00), « ; », « : », a new sentence; « et la commune… », « d'autre part, la … ».
_STARTS = re.compile(
    r"\n|[;:\x00]|(?<=[.»)])(?<![A-Z]\.)(?<!Mme\.)(?<!M[rM]\.)(?<!Dr\.) +(?=[A-ZÀ-Ý])|, +et +(?=[A-ZÀ-Ý])"
)
_JOINED = re.compile(
    rf"\bet\s+(?={BODY})|\bd'(?:une|autre) part\b[\s,:]*(?:et\b[\s,]*)?|\bentre\s+(?={BODY})"
    rf"|,\s+(?=(?:la |le |l')(?:{ANY_BODY}))"
)
_PREFIX = re.compile(
    rf"(?:[\s,;:\x00]|\*\*|__|{BULLET}\s|et\s|"
    r"(?:(?:la presente convention )?(?:est )?(?:passee|conclue|etablie|signee) )?entre(?: les soussigne(?:e)?s)?\s"
    r"|d'(?:une|autre) part\b"
    r"|de (?:premiere|seconde) part\b"
    rf"|ainsi que\s|pour (?={BODY})){{0,40}}+"
)
_ENDS = re.compile(
    r"ci[- ]apres|d'une part|d'autre part|\bque nous\b|ensemble les parties|par delegation de|n'agissant|en presence de"
)
_GOES_ON = re.compile(
    r"[\s,]*(?:[-–•*]\s*)?(?:et\s+)?(?:par\b|(?:elle|il) est|represent|son\b|sa\b|madame|monsieur|mme|m\."
    r"|dument|habilit|fonction|qualite|titre|maire|president|direct|prefet)"
)
_BREAK = re.compile(r"[;\n]|\.(?= +[A-ZÀ-Ý])(?<![A-Z]\.)(?<!Mme\.)(?<!M[rM]\.)(?<!Dr\.)")


@dataclass(frozen=True, slots=True)
class Party:
    """A signatory and where the text says so: `text[start:end]`, from its name to its representative's."""

    signataire: Signataire
    start: int
    end: int
    genre: Genre = "autre"
    territoire: str = ""  # « Lys-lez-Lannoy », « Communauté de communes du Pays de Morel »; empty for other bodies


def find_parties(text: str, sections: Sequence[Section]) -> tuple[Party, ...]:
    """The signatories, in order, each representative once; empty where the text names none for sure."""
    plain = unwrapped(text[:_LONGEST])
    view = View(plain, level(plain))
    last = next(
        (s.start for s in sections if s.kind in _OF_CONTENT and not _is_contents(view.flat, s.start)), len(plain)
    )
    readings = [
        _distinct(_read_zone(view, *zone, listed=True)) for zone in islice(_zones(view, sections, last), _ZONES)
    ]
    best = max(readings, key=_weight, default=())
    return best if _weight(best) > (0, 0, 1) else _distinct(_read_zone(view, 0, last, listed=False))


def _weight(parties: Sequence[Party]) -> tuple[int, int, int]:
    """The block itself names people; the cover (« entre la commune de Verlac et la Caf ») names bodies only."""
    signataires = signataires_of(parties)
    named = sum(1 for signataire in signataires if signataire.representant)
    return named, sum(1 for signataire in signataires if signataire.qualite), len(signataires)


def signataires_of(parties: Sequence[Party]) -> tuple[Signataire, ...]:
    """Their values, without the places."""
    return tuple(party.signataire for party in parties)


def _zones(view: View, sections: Sequence[Section], last: int) -> Iterator[tuple[int, int]]:
    """Where the parties stand: under their heading, up to the visas, the preamble or the first article."""
    starts = [section.start for section in sections if section.kind == "parties" and section.start < last]
    opened = (match for match in _OPENS.finditer(view.flat, 0, last))
    starts += [match.start() for match in opened if not _is_contents(view.flat, match.end())]
    stops = [section.start for section in sections if section.kind in ("visas", "preambule", "article", "annexe")]
    for start in starts:
        first_line = view.flat.find("\n", start + 1)
        closing = _CLOSES.search(view.flat, max(start + 1, first_line), last)
        yield start, min([last, *([closing.start()] if closing else []), *(stop for stop in stops if stop > start)])


def _is_contents(flat: str, at: int) -> bool:
    """« Les signataires ........ 1 »"""
    return bool(re.match(r"[^\n]*(?:(?:\.\s{0,3}){4}|\bpage\b|\s\d{1,2}\s*(?:\n|$))", flat[at : at + 200]))


def _read_zone(view: View, start: int, end: int, *, listed: bool) -> list[Party]:
    subjects = _subjects(view, start, end, listed=listed)
    parties: list[Party] = []
    for position, subject in enumerate(subjects):
        close = subjects[position + 1].start if position + 1 < len(subjects) else end
        parties.extend(_parties_of(view, subject, close, listed=listed))
    return parties


def _subjects(view: View, start: int, end: int, *, listed: bool) -> list[Subject]:
    """The bodies that open a block, in order."""
    places = {start} | {match.end() for match in _STARTS.finditer(view.plain, start, end)}
    places |= {match.end() for match in _JOINED.finditer(view.flat, start, end)}
    found: list[Subject] = []
    for place in sorted(places):
        prefix = _PREFIX.match(view.flat, place, end)
        at = prefix.end() if prefix else place
        if at >= end or (found and at < found[-1].end):
            continue
        subject = read_subject(view, at, end)
        if subject and subject.person_first and found and not _representatives(view, found[-1], at):
            continue  # « La commune de Verlac / représentée par / Monsieur X, maire de Verlac »
        if subject and (listed or REPRESENTED.search(view.flat, subject.end, min(end, subject.end + 400))):
            found.append(subject)
            if len(found) == _MOST:
                break
    return found


def _representatives(view: View, subject: Subject, close: int) -> tuple[Personne, ...]:
    """Those of one block, their ends as offsets of the text."""
    start = subject.start if subject.person_first else subject.end
    close = min(close, subject.end + _FARTHEST)
    announced = None if subject.person_first else REPRESENTED.search(view.flat, start, min(close, start + 500))
    if announced:
        start = announced.end()
    elif not subject.person_first and not re.match(r"\s*(?:\([^)]*\)|«[^»]*»)?\s*[,:\x00\n]", view.plain[start:close]):
        return ()
    limit = subject.end if subject.person_first else _block_end(view, start, close)
    read = read_personnes(view.plain[start:limit].replace("\x00", ","))
    return tuple(replace(personne, end=start + personne.end) for personne in read)


def _block_end(view: View, start: int, close: int) -> int:
    """Where what is said of a party's representatives ends."""
    stop = _ENDS.search(view.flat, start, close)
    close = stop.start() if stop else close
    opening = len(view.plain[start:close]) - len(view.plain[start:close].lstrip(" \n,:\x00"))
    for match in _BREAK.finditer(view.plain, start + opening, close):
        if not _GOES_ON.match(view.flat, match.end()):
            return match.start()
    return close


def _parties_of(view: View, subject: Subject, close: int, *, listed: bool) -> Iterator[Party]:
    people = _representatives(view, subject, close)
    if not people and not listed:
        return
    if len(subject.bodies) > 1:
        paired = people if len(people) == len(subject.bodies) else ()
        office = "maire" if "maire" in view.flat[subject.end : subject.end + 80] else ""
        for i, body in enumerate(subject.bodies):
            person = paired[i] if paired else Personne("", office, subject.end)
            yield _party(body, subject.start, person)
        return
    body = subject.bodies[0]
    for person in people or (Personne("", "", body.end),):
        yield _party(body, subject.start, person)


def _party(body: Organisme, start: int, person: Personne) -> Party:
    of_place = body.genre in ("commune", "epci", "syndicat")
    signataire = Signataire(body.label, person.nom, person.qualite)
    return Party(signataire, start, max(person.end, body.end), body.genre, body.name if of_place else "")


def _distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Each body once per representative; a mention without one, or with an office already filled, adds nothing."""
    kept: dict[tuple[str, str, str], Party] = {}
    named = [party for party in parties if party.signataire.representant]
    filled = {(_key(party), fold(party.signataire.qualite)) for party in named}
    for party in named + [party for party in parties if not party.signataire.representant]:
        body, office = _key(party), fold(party.signataire.qualite)
        if party.signataire.representant:
            kept.setdefault((body, fold(party.signataire.representant), ""), party)
        elif (body, office) not in filled and (office or not any(key[0] == body for key in kept)):
            kept.setdefault((body, "", office), party)
    return tuple(sorted(kept.values(), key=lambda party: (party.start, party.end)))


def _key(party: Party) -> str:
    return fold(party.signataire.organisme)
