"""The rows of a recognised table → the facts of one territory, each with its file, row, year, scale and perimeter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from ctgbot.drafting.cells import Cell, is_formula, is_rate, read_cell, year_of
from ctgbot.drafting.columns import Layout, tables
from ctgbot.drafting.french import whole
from ctgbot.drafting.indicators import indicators
from ctgbot.drafting.territory import code_key, is_code, is_dummy, key_of, looks_grouped
from ctgbot.model import Fact, Scale
from ctgbot.text.normalise import level

Row = tuple[int, Sequence[str]]
_SCALES: Mapping[str, Scale] = {
    "commune": "commune", "ville": "commune", "territoire": "territoire", "epci": "epci", "intercommunalite": "epci",
    "departement": "departement", "dep": "departement", "national": "national", "france": "national",
    "france entiere": "national", "com": "commune", "nat": "national",
}  # fmt: skip
_ROUNDS = ("cnaf", "caf.fr")  # who rounds to the nearest 5, to keep persons unknown
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Remark:
    """What an agent must know of a row; `kind` groups those that are alike."""

    kind: str
    text: str


@dataclass(slots=True)
class Territory:
    """The one that is looked for, and the codes that the tables give it, filled in as they are read."""

    name: str
    codes: dict[Scale, set[str]] = field(default_factory=dict)

    @property
    def own_code(self) -> str | None:
        """Its Insee or Siren code; None when none is known, or several territories bear the name."""
        if is_code(self.name):
            return code_key(self.name)
        known = self.codes.get(self.own_scale, set())
        return next(iter(known)) if len(known) == 1 else None

    @property
    def own_scale(self) -> Scale:
        """A commune as soon as a table has one of this name."""
        if is_code(self.name):
            return "epci" if len(self.name.strip()) == 9 else "commune"
        return "epci" if looks_grouped(self.name) and not self.codes.get("commune") else "commune"

    @property
    def is_ambiguous(self) -> bool:
        """Two communes of one name: « Saint-Denis » is 93066 and 97411."""
        return not is_code(self.name) and len(self.codes.get(self.own_scale, ())) > 1


def learn_codes(layout: Layout, rows: Iterable[Row], territory: Territory) -> None:
    """What each row that is named so says of its code, and of those of the wider territories it belongs to."""
    places = layout.places
    if "code" not in places:
        return
    wanted = key_of(territory.name)
    own = code_key(territory.name) if is_code(territory.name) else None
    for _, cells in rows:
        named = key_of(_cell(cells, places, "nom")) == wanted if "nom" in places else False
        code = code_key(_cell(cells, places, "code"))
        if not code or is_dummy(code) or not (named or code == own):
            continue
        scale = _scale(layout, cells)
        if scale:
            territory.codes.setdefault("commune" if scale == "territoire" else scale, set()).add(code)
        for wider, role in (("epci", "code_epci"), ("departement", "code_departement")):
            other = code_key(_cell(cells, places, role))
            if other and not is_dummy(other):
                territory.codes.setdefault(_SCALES[wider], set()).add(other)


def facts_in(layout: Layout, rows: Iterable[Row], territory: Territory, file: str) -> Iterator[Fact | Remark]:
    """One fact per figure; a cell that cannot be taken is a remark, and a secret one a fact without a value."""
    for number, cells in rows:
        if not _is_about(layout, cells, territory):
            continue
        if "indicateur" in layout.places:
            yield from _listed(layout, number, cells, territory, file)
            continue
        for place, key, year in layout.figures:
            written = cells[place] if place < len(cells) else ""
            year = year or year_of(_cell(cells, layout.places, "annee"))
            made = _Figure(key, written, year, layout.table.source, layout.table.rounded)
            yield from _made(made, layout, (number, cells), territory, file)


@dataclass(frozen=True, slots=True)
class _Figure:
    key: str
    written: str
    year: int | None
    source: str
    rounds: bool


def really_rounded(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of the assistant's own table, a source with one count that is no multiple of 5 does not round: « environ » would
    be wrong of all its counts. What is downloaded from data.caf.fr is rounded, whatever it shows."""
    known = {table.source for table in tables() if table.rounded}
    exact = {
        fact.source
        for fact in facts
        if fact.value is not None
        and fact.value % 5
        and fact.source not in known
        and not is_rate(fact.unit)
        and fact.unit != "euros"
    }
    return tuple(replace(fact, rounded=False) if fact.source in exact else fact for fact in facts)


def _listed(
    layout: Layout, number: int, cells: Sequence[str], territory: Territory, file: str
) -> Iterator[Fact | Remark]:
    """A row of the assistant's own table, which names its indicator."""
    places = layout.places
    named = _cell(cells, places, "indicateur")
    key = _indicator(named)
    if key is None:
        yield Remark("indicateur", f"« {file} », ligne {number} : indicateur « {named[:60]} » inconnu, non repris")
        return
    expected, unit = indicators()[key].unit, _cell(cells, places, "unite")
    if unit and level(unit) != level(expected):
        yield Remark("unite", f"« {file} », ligne {number} : unité « {unit[:40]} », « {expected} » attendue")
        if is_rate(unit) != is_rate(expected):
            return
    year_written = _cell(cells, places, "annee")
    year = year_of(year_written)
    if year is None:
        said = f"année « {year_written[:20]} » non comprise" if year_written else "année absente"
        yield Remark("annee", f"« {file} », ligne {number} : {said}")
    source = _cell(cells, places, "source_lue")
    if is_formula(source):
        yield Remark("source", f"« {file} », ligne {number} : source écrite comme une formule, non reprise")
        source = ""
    rounds = any(word in source.lower() for word in _ROUNDS)
    figure = _Figure(key, _cell(cells, places, "valeur"), year, source or f"tableau « {file} »", rounds)
    found = list(_made(figure, layout, (number, cells), territory, file))
    if not found:
        yield Remark("vide", f"« {file} », ligne {number} : valeur vide pour « {indicators()[key].label} »")
    yield from found


def _made(figure: _Figure, layout: Layout, row: Row, territory: Territory, file: str) -> Iterator[Fact | Remark]:
    number, cells = row
    unit = _unit(figure.key)
    cell = _counted(read_cell(figure.written, unit), unit, is_listed="indicateur" in layout.places)
    if cell.kind == "refused":
        yield Remark("valeur", f"« {file} », ligne {number} : {cell.why}")
        return
    scale = _scale(layout, cells)
    if cell.kind == "empty" or scale is None:
        if scale is None:
            yield Remark("echelle", f"« {file} », ligne {number} : échelle non comprise (commune, epci, departement)")
        return
    code = code_key(_cell(cells, layout.places, "code"))
    band = _cell(cells, layout.places, "tranche")
    perimeter = ", ".join(filter(None, (layout.table.perimeter, f"code {code}" if code else "")))
    value = cell.value
    yield Fact(
        f"{figure.key}:{band}" if band else figure.key,
        value,
        unit,
        figure.source,
        figure.year,
        "territoire" if scale == territory.own_scale else scale,
        territory.name,
        whole(value) if value is not None else "",
        None,
        _label(figure.key),
        file,
        number,
        perimeter,
        _is_rounded(figure, layout, value) and not is_rate(unit),
    )


def _is_rounded(figure: _Figure, layout: Layout, value: Decimal | None) -> bool:
    """Nothing is not about nothing; a typed count that is no multiple of 5 was not rounded."""
    return bool(figure.rounds and value and (layout.table.rounded or value % 5 == 0))


def _counted(cell: Cell, unit: str, *, is_listed: bool) -> Cell:
    """A count is whole; Insee publishes its own estimates with decimals, which are rounded to the unit."""
    if cell.value is None or is_rate(unit) or unit == "euros" or cell.value == cell.value.to_integral_value():
        return cell
    if is_listed:
        return Cell("refused", why=f"« {whole(cell.value)} » : un nombre entier est attendu")
    return Cell("number", cell.value.quantize(_ONE, ROUND_HALF_UP))


def _is_about(layout: Layout, cells: Sequence[str], territory: Territory) -> bool:
    """By code where it is known, else by the whole name; wider territories by the codes that were learned."""
    places, scale = layout.places, _scale(layout, cells)
    code = code_key(_cell(cells, places, "code"))
    if is_dummy(code):
        return False
    if "indicateur" in places:
        named = key_of(_cell(cells, places, "nom")) == key_of(territory.name)
        return named or bool(code and code == territory.own_code)
    if scale == "national":
        return True
    own = territory.own_code
    if scale == territory.own_scale:
        return bool(code) and code == own
    if scale == "departement" and own and territory.own_scale == "commune":
        return len(code) in (2, 3) and own.startswith(code) and code not in ("97", "98")
    return bool(code) and territory.codes.get(scale or "national") == {code}


def _scale(layout: Layout, cells: Sequence[str]) -> Scale | None:
    """Of the row, where it says so, else of the table."""
    if "echelle_lue" not in layout.places:
        return _SCALES.get(layout.table.scale)
    return _SCALES.get(level(_cell(cells, layout.places, "echelle_lue")).strip())


def _cell(cells: Sequence[str], places: Mapping[str, int], role: str) -> str:
    place = places.get(role)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _indicator(named: str) -> str | None:
    flat = level(named).strip()
    return next((key for key, one in indicators().items() if flat in (key, level(one.label))), None)


def _unit(key: str) -> str:
    return indicators()[key].unit if key in indicators() else "foyers"


def _label(key: str) -> str:
    return indicators()[key].label if key in indicators() else "foyers par tranche de quotient familial"
