"""Questions that an agent writes, hands over as a file or takes out: what is wrong is said, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ctgbot.errors import BadRequest
from ctgbot.measured import Item
from ctgbot.question_evaluation import read_items
from ctgbot.text.normalise import match_form

_BETWEEN = re.compile(r"[\s,;]+")  # « 7, 13 », « 7;13 », « art. 7 »
_WORDS = re.compile(r"\b(?:articles?|art)\b\.?", re.IGNORECASE)
_ID = "q-{:03}"


def written_item(
    known: Sequence[Item], question: str, expected: tuple[str, str, bool], documents: Sequence[str]
) -> Item:
    """A question as the form has it; `expected`: articles, quote, whether the text has no answer. Raises BadRequest."""
    articles, quote, unanswerable = expected
    if not question.strip():
        raise BadRequest("Écrivez la question.")
    if not (unanswerable or articles.strip() or quote.strip()):
        raise BadRequest("Dites ce qui est attendu : un article, un extrait, ou « le texte ne répond pas ».")
    return Item(
        id=next_id(known),
        question=question.strip(),
        answerable=not unanswerable,
        must_cite=article_numbers(articles),
        must_quote=(quote.strip(),) if quote.strip() else (),
        documents=tuple(documents),
    )


def check_quote(item: Item, text_of: Callable[[str], str]) -> None:
    """A quote that no chosen document holds could never be shown. Raises BadRequest."""
    texts = [match_form(text_of(document)).text for document in item.documents]
    if texts and any(not any(match_form(quote).text in text for text in texts) for quote in item.must_quote):
        raise BadRequest("L'extrait attendu n'est pas dans le document choisi. Copiez-le du texte, mot pour mot.")


def article_numbers(written: str) -> tuple[int, ...]:
    """« art. 7, 13 » → (7, 13). Raises BadRequest."""
    parts = [part for part in _BETWEEN.split(_WORDS.sub(" ", written)) if part]
    wrong = next((part for part in parts if not (part.isascii() and part.isdigit() and len(part) <= 3)), None)
    if wrong is not None:
        raise BadRequest(f"« {wrong} » n'est pas un numéro d'article. Écrivez par exemple : 7, 13.")
    return tuple(dict.fromkeys(int(part) for part in parts))


def next_id(known: Sequence[Item]) -> str:
    """The first « q-001 » that is free."""
    taken = {item.id for item in known}
    return next(name for number in range(1, len(taken) + 2) if (name := _ID.format(number)) not in taken)


def handed_over(name: str, content: bytes) -> tuple[Item, ...]:
    """The questions of a file, as `ctgbot eval questions` reads it. Raises BadRequest, which names the file."""
    with TemporaryDirectory(prefix="ctgbot-") as folder:
        path = Path(folder, "questions.jsonl")
        path.write_bytes(content)
        try:
            return read_items(path)
        except BadRequest as exc:
            raise BadRequest(str(exc).replace(str(path), f"« {name} »")) from exc


def merged(known: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    """A question of the same id is replaced, the others follow."""
    return tuple({item.id: item for item in (*known, *new)}.values())
