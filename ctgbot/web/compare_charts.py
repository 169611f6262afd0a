"""HTML of how many conventions say what, and of their periods: bars with their figures, read as text all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ctgbot.model import Comparison, ComparisonRow, Group, Period
from ctgbot.text.sizes import size_of
from ctgbot.text.typography import unbroken
from ctgbot.web.compare_choice import column_name
from ctgbot.web.markup import tags_html
from ctgbot.web.words import document_tags

_MOST_GROUPS, _MOST_NAMES = 12, 40


def bars_html(counted: Comparison) -> str:
    """One chart for each parameter, each bar opened to the names of its conventions."""
    names = {card.id: column_name(card) for card in counted.documents}
    return f'<div class="ctg-charts">{"".join(_chart(row, names) for row in counted.rows)}</div>'


def _chart(row: ComparisonRow, names: Mapping[str, str]) -> str:
    most = max(len(group.documents) for group in row.groups)
    in_order = by_size(row.groups)
    bars = "".join(_bar(group, most, names) for group in in_order[:_MOST_GROUPS])
    rest = in_order[_MOST_GROUPS:]
    left = sum(len(group.documents) for group in rest)
    more = f'<p class="ctg-note">Et {len(rest)} autres réponses, de {left} conventions.</p>' if rest else ""
    return f'<section class="ctg-chart"><h3>{escape(unbroken(row.label))}</h3>{bars}{more}</section>'


def by_size(groups: Sequence[Group]) -> tuple[Group, ...]:
    """From the shortest to the longest where the values have a size, which draws their distribution."""
    sizes = [size_of(group.value) for group in groups if group.status == "rempli"]
    if not sizes or None in sizes:
        return tuple(groups)
    return tuple(
        sorted(groups, key=lambda group: size_of(group.value) or 0.0 if group.status == "rempli" else float("inf"))
    )


def _bar(group: Group, most: int, names: Mapping[str, str]) -> str:
    number = len(group.documents)
    width = max(1, round(100 * number / most))
    who = ", ".join(names[document] for document in group.documents[:_MOST_NAMES])
    more = f" et {number - _MOST_NAMES} autres" if number > _MOST_NAMES else ""
    words = " ".join(group.display.split())
    return (
        f'<details class="ctg-bar ctg-is-{group.status}"><summary><span class="ctg-bar-words">{escape(unbroken(words))}'
        f'</span><span class="ctg-bar-line"><span style="width: {width}%"></span></span>'
        f'<span class="ctg-bar-count">{number}</span></summary><p>{escape(who)}{more}</p></details>'
    )


def periods_html(shown: Comparison, this_year: int) -> str:
    """Each convention on the same years, in force today or not; from the registry, avenants on top."""
    row = next(row for row in shown.rows if row.parameter == "periode")
    known = [cell.value for cell in row.cells if isinstance(cell.value, Period) and cell.status == "rempli"]
    if not known:
        return '<p class="ctg-note">Aucune de ces conventions ne dit sa période.</p>'
    first, last = min(one.start for one in known), max(one.end for one in known)
    lines = []
    for card, cell in zip(shown.documents, row.cells, strict=True):
        period = cell.value if isinstance(cell.value, Period) and cell.status == "rempli" else None
        name = f"{escape(column_name(card))}{tags_html(document_tags(card))}"
        lines.append(f"<tr><th scope='row'>{name}</th>{_years(period, cell.display, first, last, this_year)}</tr>")
    years = "".join(f'<th scope="col"{_now(year, this_year)}>{_year(year)}</th>' for year in range(first, last + 1))
    return (
        '<div class="ctg-periods" tabindex="0" role="region" aria-label="Périodes des conventions"><table><thead><tr>'
        f'<th scope="col">Convention</th>{years}<th scope="col">Période</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _years(period: Period | None, words: str, first: int, last: int, this_year: int) -> str:
    if period is None:
        return f'<td colspan="{last - first + 1}"></td><td>{escape(words)}</td>'
    before, during, after = period.start - first, period.end - period.start + 1, last - period.end
    state = "" if period.start <= this_year <= period.end else " · terminée" if period.end < this_year else " · à venir"
    pads = [f'<td colspan="{pad}"></td>' if pad else "" for pad in (before, after)]
    return (
        f'{pads[0]}<td colspan="{during}"><span class="ctg-span"></span></td>{pads[1]}<td>{escape(words)}{state}</td>'
    )


def _year(year: int) -> str:
    """A narrow screen shows « 26 »."""
    return f'<span class="ctg-century">{year // 100}</span>{year % 100:02}'


def _now(year: int, this_year: int) -> str:
    return ' class="ctg-now"' if year == this_year else ""
