"""The grid of figures of the page « Rédaction »: facts → rows, rows → facts, and what is wrong in a row, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ctgbot.drafting.cells import read_cell
from ctgbot.drafting.french import percent, whole
from ctgbot.drafting.indicators import Indicator, indicators
from ctgbot.model import Fact, Gap, Scale
from ctgbot.text.normalise import level

TYPED = "saisi par l'agent"
SCALES: dict[Scale, str] = {
    "territoire": "territoire",
    "commune": "commune",
    "epci": "intercommunalité",
    "departement": "département",
    "national": "France",
}
COLUMNS = ("Indicateur", "Valeur", "Année", "Échelle", "Source")
Row = Mapping[str, object]
_YEARS = range(1990, 2101)
_SECRET = "secret"  # noqa: S105 (secret statistique)
_PART = "part_"


@dataclass(frozen=True, slots=True)
class Read:
    """What a grid holds: the facts of its rows, and what keeps each of the others from being one."""

    facts: tuple[Fact, ...]
    problems: tuple[str, ...]


def rows_of(facts: Sequence[Fact]) -> tuple[dict[str, str], ...]:
    """One row for each fact; a figure that the program computed is none."""
    return tuple(row_of(fact) for fact in facts if fact.formula is None or fact.file)


def row_of(fact: Fact) -> dict[str, str]:
    value = _SECRET if fact.value is None else whole(fact.value)
    year = str(fact.year) if fact.year else ""
    label = indicators()[fact.key].label if fact.key in indicators() else fact.label or fact.key
    return dict(zip(COLUMNS, (label, value, year, SCALES[fact.scale], fact.source), strict=True))


def labels(facts: Sequence[Fact] = ()) -> tuple[str, ...]:
    """The indicators that a row may have: those of the genre, then those of the files that are read."""
    own = [row["Indicateur"] for row in rows_of(facts)]
    return tuple(dict.fromkeys([*(one.label for one in indicators().values()), *own]))


def facts_in(rows: Sequence[Row], territoire: str, known: Sequence[Fact] = ()) -> Read:
    """A row that says what one of the `known` facts says is that fact, with its file and its line. Blank rows are no
    row."""
    sources = {tuple(row_of(fact).values()): fact for fact in known}
    facts: list[Fact] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        words = tuple(_text(row.get(column)) for column in COLUMNS)
        if not any((words[0], words[1], words[2], words[4])):
            continue
        found = sources.get(words) or _fact(words, territoire, known)
        if isinstance(found, Fact):
            facts.append(found)
        else:
            problems.append(f"Ligne {number} : {found}")
    return Read(tuple(facts), tuple(problems))


def figure(key: str, written: tuple[str, str, str], scale: Scale, territoire: str) -> Fact | str:
    """A figure typed beside a blank: `written` is its value, its year and its source; a message when it is none."""
    value, year, source = written
    return _fact((indicators()[key].label, value, year, SCALES[scale], source), territoire, ())


def counted_key(gap: Gap) -> tuple[str, bool]:
    """The indicator that fills a blank, and whether it is the wider territory's (of a share); "" for words."""
    if gap.key in indicators():
        return gap.key, False
    whole_of = gap.key.removeprefix(_PART)
    return (whole_of, True) if gap.key.startswith(_PART) and whole_of in indicators() else ("", False)


def _fact(words: tuple[str, ...], territoire: str, known: Sequence[Fact]) -> Fact | str:
    label, written, year, scale, source = words
    key = _key(label, known)
    if not key:
        return f"l'indicateur « {label} » n'est pas connu." if label else "choisissez un indicateur."
    if not written:
        return f"la valeur de « {label} » manque."
    if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        return f"l'année « {year} » s'écrit en quatre chiffres : 2024."
    unit = _unit(key, known)
    cell = read_cell(written, unit)
    if cell.kind == "refused":
        return f"{cell.why}."
    if cell.kind == "empty":
        return f"la valeur de « {label} » manque."
    where: Scale = next((one for one, name in SCALES.items() if level(name) == level(scale)), "territoire")
    display = "" if cell.value is None else percent(cell.value) if unit == "%" else whole(cell.value)
    return Fact(
        key, cell.value, unit, source or TYPED, int(year) if year else None, where, territoire, display, None, label
    )


def _key(label: str, known: Sequence[Fact]) -> str:
    flat = level(label)
    for one in indicators().values():
        if flat and flat in (level(one.label), level(one.many), one.key):
            return one.key
    return next((fact.key for fact in known if flat and level(fact.label) == flat), "")


def _unit(key: str, known: Sequence[Fact]) -> str:
    indicator: Indicator | None = indicators().get(key)
    return indicator.unit if indicator else next((fact.unit for fact in known if fact.key == key), "")


def _text(value: object) -> str:
    """A cell that was emptied is None in the grid, or a float that is not a number."""
    return "" if value is None or value != value else " ".join(str(value).split())
