"""HTML of two wordings and of their differences; as in `markup`, every string is escaped here.

A difference is a <del> or an <ins> with hidden words beside it, struck or underlined: colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ctgbot.text.word_diff import Change, Difference, Part, Weight

_WEIGHTS: dict[Weight, str] = {"nombre": "nombre", "négation": "négation", "obligation": "ce qui oblige ou permet"}
_MOST_TOLD = 8
_LONGEST_TOLD = 80  # characters of a change told in a line


def columns_html(difference: Difference, left: str, right: str) -> str:
    """Both texts beside one another, under their names; below one another on a narrow screen."""
    before = "".join(_side(change, change.before, "del", "retiré", difference) for change in difference.changes)
    after = "".join(_side(change, change.after, "ins", "ajouté", difference) for change in difference.changes)
    return (
        '<div class="ctg-pair">'
        f'<div><p class="ctg-pair-name">{escape(left)}</p><div class="ctg-said">{before}</div></div>'
        f'<div><p class="ctg-pair-name">{escape(right)}</p><div class="ctg-said">{after}</div></div></div>'
    )


def heavy_html(difference: Difference) -> str:
    """Numbers, negations, « peut » and « doit » that change, one line each; empty when none does."""
    told = [(change, heavy) for change in _differing(difference) if (heavy := _weights(change))]
    if not told or difference.is_otherwise:
        return ""
    rows = "".join(
        f"<li>{_told(change)} <span>({escape(', '.join(heavy))})</span></li>" for change, heavy in told[:_MOST_TOLD]
    )
    more = f"<li>et {len(told) - _MOST_TOLD} de plus</li>" if len(told) > _MOST_TOLD else ""
    return f'<div class="ctg-heavy"><p>Ce qui change les obligations :</p><ul>{rows}{more}</ul></div>'


def changes_html(difference: Difference) -> str:
    """Every change in one line: « prévenance → préavis »."""
    told = [_told(change) for change in _differing(difference)]
    more = f" ; et {len(told) - _MOST_TOLD} de plus" if len(told) > _MOST_TOLD else ""
    return f'<span class="ctg-words">{" ; ".join(told[:_MOST_TOLD])}{more}</span>'


def state_words(difference: Difference) -> str:
    """« même texte », « 3 passages différents », « autre rédaction »."""
    if difference.is_same:
        return "même texte"
    if difference.is_otherwise:
        return "autre rédaction"
    number = len(_differing(difference))
    return f"{number} passages différents" if number > 1 else "1 passage différent"


def text_html(text: str) -> str:
    """One wording alone."""
    return f'<div class="ctg-said">{escape(text)}</div>'


def _side(change: Change, parts: Sequence[Part], tag: str, said: str, difference: Difference) -> str:
    words = "".join(_part(part) for part in parts)
    if change.kind == "same" or difference.is_otherwise or not parts:
        return words
    *head, last = parts
    bare = last.text.rstrip()
    marked = "".join(_part(part) for part in (*head, Part(bare, last.weight)))
    space = last.text[len(bare) :]  # outside of the mark: « en nombre égal, » keeps its comma close
    return f'<{tag}><span class="ctg-hidden">[{said} : </span>{marked}<span class="ctg-hidden">]</span></{tag}>{space}'


def _part(part: Part) -> str:
    return f"<strong>{escape(part.text)}</strong>" if part.weight else escape(part.text)


def _told(change: Change) -> str:
    before, after = (_cut("".join(part.text for part in parts)) for parts in (change.before, change.after))
    if not after:
        return f'<del><span class="ctg-hidden">retiré : </span>{escape(before)}</del>'
    if not before:
        return f'<ins><span class="ctg-hidden">ajouté : </span>{escape(after)}</ins>'
    return f"<del>{escape(before)}</del> → <ins>{escape(after)}</ins>"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_TOLD else f"{plain[:_LONGEST_TOLD].rsplit(' ', 1)[0]}…"


def _weights(change: Change) -> tuple[str, ...]:
    found = dict.fromkeys(part.weight for part in (*change.before, *change.after) if part.weight)
    return tuple(_WEIGHTS[weight] for weight in found)


def _differing(difference: Difference) -> tuple[Change, ...]:
    return tuple(change for change in difference.changes if change.kind != "same")
