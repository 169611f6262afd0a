"""Which way out of a convention a statement is about: leaving with a notice, a fault after a warning, at once.

The content decides and not the title: the seed's « Résiliation par consentement mutuel » lets either party leave alone.
A sentence that only says how (« Le préavis est de trois mois à compter de l'envoi. ») goes with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctgbot.clauses.delays import delays_in
from ctgbot.clauses.statements import Statement, Statements
from ctgbot.clauses.way_words import (
    CONCERNS,
    IN_CASE,
    LABELS,
    NOTICE_ALONE,
    PARTNER,
    THIS_TEXT,
    TITLE_OF_END,
    TITLE_PATTERNS,
    Way,
    has,
    without_no_fault,
    without_other_texts,
    worth_a_look,
)
from ctgbot.text.normalise import level

_GO_ON: tuple[Way, ...] = ("denonciation", "faute")
_SO_FAR = 3  # statements after one that names the way out, in which « ce délai » may still speak of it


@dataclass(frozen=True, slots=True)
class WayOut:
    """`statement` is about `way`; `own` when its own words say so, not what stands around it."""

    way: Way
    statement: Statement
    own: bool


def ways_out(statements: Statements) -> tuple[WayOut, ...]:
    """The statements about an end of the convention, in order."""
    found: list[WayOut] = []
    last: tuple[int, WayOut] | None = None  # place of the last statement of its section that has a way
    beyond: Statement | None = None  # the last one about force majeure, a way out of its own
    for place, statement in enumerate(statements):
        if last and last[1].statement.section is not statement.section:
            last = None
        if statement.is_rubric:
            continue
        if _is_beyond(statement, beyond):
            beyond = statement
            continue
        beyond = None
        out = _of(statement, place, last)
        if out:
            found.append(out)
            last = (place, out)
    return tuple(found)


def _of(statement: Statement, place: int, last: tuple[int, WayOut] | None) -> WayOut | None:
    flat = statement.flat
    near = last[1].way if last and place - last[0] <= _SO_FAR else None
    if statement.kind == "ligne" and LABELS.match(flat):
        return WayOut("denonciation", statement, True)
    if worth_a_look(flat):
        way = way_of(flat, statement.kind == "ligne", bool(has("end", _above(statement))))
        if way == "denonciation" and near == "faute" and has("still", flat):
            return WayOut("faute", statement, False)
        if way and (way in ("accord", "notification") or _concerns(statement)):
            return WayOut(way, statement, True)
    if near and (has("stays", flat) or has("it_brings", flat)):
        return WayOut("effets", statement, False)
    if has("aside", flat):
        return None
    if statement.lead and statement.kind in ("item", "cellule"):
        way = way_of(statement.lead.flat, True)
        if way:
            return WayOut(way, statement, False)
    says_how = has("how", flat) or bool(delays_in(flat))
    if near in _GO_ON and says_how and (has("leans", flat) or has("still", flat)):
        return WayOut(near, statement, False)
    return _by_title(statement, says_how)


def _is_beyond(statement: Statement, before: Statement | None) -> bool:
    """« En cas de force majeure … Si aucune solution n'est trouvée, … »: neither a notice nor a fault."""
    if "force majeure" in statement.flat:
        return not has("at_once", statement.flat) and not has("by_itself", statement.flat)
    return before is not None and before.section is statement.section and has("still", statement.flat)


def _by_title(statement: Statement, says_how: bool) -> WayOut | None:
    """« Dénonciation. Six mois avant le terme, par lettre recommandée. »: the title names it, the sentence says how."""
    title = statement.rubric or level(statement.section.title)
    way = next((way for way, pattern in TITLE_PATTERNS if pattern.search(title)), None)
    if way is None or way == "sans" or (way != "effets" and not says_how):
        return None
    return WayOut(way, statement, bool(delays_in(statement.flat)) and way != "effets")


def _concerns(statement: Statement) -> bool:
    """Whether it is the convention that ends: the statement says so, or a title above it does."""
    return bool(CONCERNS.search(statement.flat) or TITLE_OF_END.search(_above(statement)))


def _above(statement: Statement) -> str:
    """« Fin anticipée », above « sans mise en demeure, en cas de fausse déclaration »."""
    lead = statement.lead.flat if statement.lead else ""
    return f"{statement.rubric} {level(statement.section.title)} {lead}"


def way_of(flat: str, is_label: bool = False, ends_above: bool = False) -> Way | None:
    """The way out that levelled words name; in a label or a row of a table the name alone is enough.

    `ends_above`: what stands above says already that the convention ends.
    """
    words = without_no_fault(flat)
    if words.endswith(":") and not (has("leave", words) or has("notice", words) or has("warn", words)):
        return None  # « La convention peut être résiliée : »: its items say how
    if has("other", words) and not THIS_TEXT.search(without_other_texts(words)):
        return None
    how = has("notice", words) or has("warn", words) or bool(delays_in(words))
    ends = has("end", words)
    in_case = not (has("notice", words) or has("warn", words)) and IN_CASE.match(words)
    if (not how or in_case) and (has("ended", words) or (has("effect", words) and not has("procedure", words))):
        return "effets"
    if not how and ends and has("goes_on", words):
        return "effets"
    itself = not how and has("by_itself", words) and not has("fault", words)
    if (ends or (ends_above and "mise" in words)) and (itself or has("at_once", words)) and not _warned(words):
        return "sans"
    if has("any", words) and not delays_in(words):
        return "notification"
    if has("payment", words) and not ends:
        return None
    if has("warn", words) or (has("fault", words) and (ends or (_says_how(words) and PARTNER.search(words)))):
        return (
            "faute"
            if ends or has("fault", words) or "en demeure" in words or (is_label and "sommation" in words)
            else None
        )
    noticed = NOTICE_ALONE.search(words) and not has("aside", words)
    return _without_fault(words, is_label) if ends or noticed else None


def _without_fault(words: str, is_label: bool) -> Way | None:
    delayed = has("notice", words) or bool(delays_in(words))
    if has("not_allowed", words) or (has("circumstance", words) and not delayed):
        return None
    if has("consent", words) and not has("notice", words):
        return "accord"
    if has("leave", words) or has("notice", words):
        return "denonciation"
    return "denonciation" if has("alone", words) or (is_label and "resili" in words) else None


def _says_how(words: str) -> bool:
    """« notifié par lettre », not « le comité de pilotage est réuni dans le mois »."""
    return has("how", words) and not has("aside", words)


def _warned(words: str) -> bool:
    """« sans préavis, après mise en demeure »: a warning is given all the same."""
    return bool(re.search(r"\b(?:apres|suivant|valant)\s+(?:une\s+)?mise\s+en\s+demeure", words))


def leaves_others(flat: str) -> bool:
    """« La convention se poursuit entre les autres. »: an effect for those who stay."""
    return has("goes_on", flat)


def about(ways: tuple[WayOut, ...], *wanted: Way) -> Iterator[WayOut]:
    """Those about one of these ways, in order."""
    return (out for out in ways if out.way in wanted)
