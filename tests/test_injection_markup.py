"""Every function of the pages that writes HTML, given hostile words wherever a value holds words: all is inert.

The values are made from the types that each function asks for, so that a new function is tried without a line here.
"""

from __future__ import annotations

import importlib
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from ctgbot.clauses.parameters import PARAMETERS

WEB = Path(__file__).parents[1] / "ctgbot" / "web"
PAYLOAD = (
    "=1+1 <script>alert('PIRATE')</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)' onclick='alert(1)"
    "[clic](javascript:alert(1)) ![PIRATE](http://exemple.test/) </p></details><iframe src=//exemple.test> **PIRATE**"
)
KEYS = {
    "parameter": PARAMETERS[0].key,
    "key": PARAMETERS[0].key,
    "code": "langue.tutoiement",
    "anchor": "a",
    "when": "2026-01-01T00:00:00",
}
MEASURES = {"totals": ("quote_recall", "article_precision", "refusal_recall", "unsupported_numbers", "failures")}
SIMPLE = {
    int: 1, float: 1.0, bool: True, date: date(2026, 1, 1), datetime: datetime(2026, 1, 1, tzinfo=UTC),
    Decimal: Decimal(1), type(None): None,
}  # fmt: skip
DEEPEST = 8
LIVE = {"script", "img", "iframe", "svg", "object", "embed", "form", "input", "style", "link", "base", "meta"}


def functions() -> Iterator[Callable[..., str]]:
    for path in sorted(WEB.glob("*markup*.py")):
        module = importlib.import_module(f"ctgbot.web.{path.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.endswith("_html") and function.__module__ == module.__name__ and not name.startswith("_"):
                yield function


def hostile(kind: Any, name: str = "", depth: int = 0) -> Any:
    """A value of this type, every free word of it being PAYLOAD; a type that holds itself ends at some depth."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return inner[0]
    if origin in (Union, types.UnionType):
        return None if depth > DEEPEST and type(None) in inner else hostile(inner[0], name, depth)
    if origin is tuple and inner[1:] not in ((), (...,)):
        return tuple(hostile(one, name, depth) for one in inner)
    if origin in (Sequence, list, tuple, frozenset):
        held = [] if depth > DEEPEST else [hostile(inner[0], name, depth)]
        return held if origin is Sequence else origin(held)
    if origin in (Mapping, dict):
        return {key: hostile(inner[1], name, depth) for key in MEASURES.get(name, (PAYLOAD,))}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{one.name: hostile(hints[one.name], one.name, depth + 1) for one in fields(kind) if one.init})
    if kind is Any:
        return PAYLOAD
    return SIMPLE[kind] if kind in SIMPLE else KEYS.get(name, PAYLOAD)


class Inert(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LIVE:
            self.faults.append(tag)
        for name, value in attrs:
            live = name.startswith("on") or name in ("src", "srcdoc", "formaction", "action")
            if live or (name == "href" and not (value or "").startswith("#")):
                self.faults.append(f"{tag} {name}={value}")


@pytest.mark.parametrize(
    "function", tuple(functions()), ids=lambda function: f"{function.__module__}.{function.__name__}"
)
def test_no_word_of_a_value_is_live_on_a_page(function: Callable[..., str]) -> None:
    hints = get_type_hints(function)
    hints.pop("return")
    page = function(**{name: hostile(kind, name) for name, kind in hints.items()})
    parser = Inert()
    parser.feed(page)
    assert parser.faults == []


def test_the_components_of_the_pages_are_found() -> None:
    assert len(list(functions())) >= 30


def test_the_check_sees_what_is_live() -> None:
    parser = Inert()
    parser.feed(f"<p>{PAYLOAD}</p>")
    assert {"script", "img", "iframe"} <= set(parser.faults)
