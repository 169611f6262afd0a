"""What a language model is asked: one text of instructions, the question and the passages as data between marks.

Only the words of `data/prompts_fr.toml` instruct. The marks carry a digest of everything between them: a document that
wants to close its own mark would have to hold the digest of the text that it is part of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import accumulate

from ctgbot.model import Passage

# French costs a model trained on English one token for 2.5 characters or so, others 3.5: no prompt is cut by surprise.
_CHARACTERS_PER_TOKEN = 2.5


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages of a request."""

    system: str
    user: str


@cache
def _prompts() -> Mapping[str, str]:
    table = tomllib.loads((files("ctgbot") / "data" / "prompts_fr.toml").read_text("utf-8"))
    return {name: str(text).strip() for name, text in table.items()}


def version() -> str:
    """Changes with the words of the prompts; logged with each request."""
    return _prompts()["version"]


def prompt_of(question: str, passages: Sequence[Passage]) -> Prompt:
    """The passages are numbered from 1, in their order."""
    mark = _mark(question, passages)
    blocks = [_block(number, passage, mark) for number, passage in enumerate(passages, 1)]
    user = _filled("user", {"mark": mark, "question": question, "passages": "\n\n".join(blocks)})
    return Prompt(_prompts()["system"], user)


def fitted(question: str, passages: Sequence[Passage], tokens: int) -> tuple[Passage, ...]:
    """The first passages that a prompt of so many tokens holds, each whole; the question and one passage always are."""
    empty = prompt_of(question, ())
    room = tokens * _CHARACTERS_PER_TOKEN - len(empty.system) - len(empty.user)
    sizes = accumulate(len(_block(1, passage, _mark("", ()))) + 4 for passage in passages)
    kept = sum(size <= room for size in sizes)
    return tuple(passages[: max(1, kept)])


def _block(number: int, passage: Passage, mark: str) -> str:
    place = ", ".join(filter(None, (passage.document_title, passage.reference)))
    return _filled("passage", {"number": str(number), "mark": mark, "place": place, "text": passage.text})


def _mark(question: str, passages: Sequence[Passage]) -> str:
    whole = "\0".join([question, *(passage.text for passage in passages)])
    return sha256(whole.encode("utf-8", "replace")).hexdigest()[:8]


def _filled(name: str, values: Mapping[str, str]) -> str:
    """In one pass: « {question} » in a passage is text. No template is ever built from a document."""
    text, out = _prompts()[name], ""
    while "{" in text:
        before, _, rest = text.partition("{")
        key, _, text = rest.partition("}")
        out += before + values[key]
    return out + text
