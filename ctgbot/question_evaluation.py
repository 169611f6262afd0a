"""How good are the answers? A file of questions whose articles and quotes are known, asked one by one.

Each figure is defined in `Totals`. Numbers are counted without mercy: what the cited text does not hold is invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ctgbot.errors import BadRequest
from ctgbot.evaluation import read_json_lines
from ctgbot.measured import Item
from ctgbot.model import Answer, AnswerStatus, Citation, Turn
from ctgbot.text.normalise import level, match_form
from ctgbot.text.numbers import NUMBER_IN_WORDS, parse_number_words

Ask = Callable[[str, tuple[str, ...], tuple[Turn, ...]], Answer]

# « 13 987 », « 0,45 », « 2024 »; the dots of « 14.2 » and « 01.10.2026 » stay inside one number.
_DIGITS = re.compile(r"(?<!\w)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*")
_MARKER = re.compile(r"\[\d+\]")  # « [1] »: the number of a citation, not of the text
_ENDS = r"(?!\w|\.\d)"  # « art. 13 » does not stand in « Art. 13.2 »
_ONE = frozenset({"un", "une", "cent", "mille"})  # « un » is an article; « cent » alone is never written in a clause


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one question. `unsupported_numbers`: as written in the answer, once each."""

    id: str
    status: AnswerStatus
    answerable: bool
    articles: tuple[int, ...]
    quotes_shown: tuple[str, ...]
    quotes_missing: tuple[str, ...]
    unsupported_numbers: tuple[str, ...]
    unverified_sentences: int
    must_cite: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Over all the items; a share whose divisor is 0 is 1, because nothing was wrong.

    - quote_recall: share of the `must_quote` strings shown, in a citation or in the text of the answer.
    - article_recall: share of the `must_cite` articles that the answer cites.
    - article_precision: share of the articles cited (each once by item) that are in `must_cite`, over the items
      that have some. The clauses shown as near are not citations.
    - refusal_precision: share of the items refused or answered in part that are not answerable.
    - refusal_recall: share of the items that are not answerable that were refused or answered in part.
    - unsupported_numbers: numbers of the answers, each once by item, that stand neither in a cited quote nor in the
      question. « 6 » and « six » are one number. References (« art. 13 ») and titles of what is cited do not count.
    - unverified_sentences: sentences of the answers that carry a citation and that `ground()` did not verify.
    """

    items: int
    quote_recall: float
    article_recall: float
    article_precision: float
    refusal_precision: float
    refusal_recall: float
    unsupported_numbers: int
    unverified_sentences: int


def read_items(path: Path) -> tuple[Item, ...]:
    """Raises BadRequest, with the line's number, when the file is missing or ill-formed."""
    items: list[Item] = []
    for row in read_json_lines(path, ("id", "question", "answerable")):
        try:
            items.append(_item(row))
        except (KeyError, TypeError, ValueError) as exc:
            raise BadRequest(f"{path}, question « {row['id']} » : {exc}.") from exc
    if not items:
        raise BadRequest(f"{path} ne contient aucune question.")
    return tuple(items)


def evaluate_questions(
    items: Sequence[Item], ask: Ask, watch: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[tuple[Row, Answer], ...]:
    """One row and one answer by item, in order; errors of `ask` go through."""
    rows: list[tuple[Row, Answer]] = []
    for done, item in enumerate(items, 1):
        answer = ask(item.question, item.documents, item.history)
        rows.append((judge(item, answer), answer))
        watch(done, len(items))
    return tuple(rows)


def judge(item: Item, answer: Answer) -> Row:
    """What the answer shows of what it should, and what it says that nothing proves."""
    shown = [citation.quote for citation in answer.body.citations] + [answer.body.text]
    forms = [match_form(text).text for text in shown]
    quoted = {quote: any(match_form(quote).text in form for form in forms) for quote in item.must_quote}
    articles = {citation.article for citation in answer.body.citations if citation.article is not None}
    return Row(
        id=item.id,
        status=answer.status,
        answerable=item.answerable,
        articles=tuple(sorted(articles)),
        quotes_shown=tuple(quote for quote, is_shown in quoted.items() if is_shown),
        quotes_missing=tuple(quote for quote, is_shown in quoted.items() if not is_shown),
        unsupported_numbers=unsupported_numbers(item.question, answer),
        unverified_sentences=sum(not s.verified for s in answer.body.sentences if s.citations),
        must_cite=item.must_cite,
    )


def totals(rows: Sequence[Row]) -> Totals:
    """The figures of `Totals`."""
    shown = sum(len(row.quotes_shown) for row in rows)
    wanted_articles = sum(len(set(row.must_cite)) for row in rows)
    right = sum(len(set(row.articles) & set(row.must_cite)) for row in rows)
    cited = sum(len(row.articles) for row in rows if row.must_cite)
    withheld = [row for row in rows if row.status in ("refused", "partial")]
    unanswerable = [row for row in rows if not row.answerable]
    rightly = sum(not row.answerable for row in withheld)
    return Totals(
        items=len(rows),
        quote_recall=_share(shown, shown + sum(len(row.quotes_missing) for row in rows)),
        article_recall=_share(right, wanted_articles),
        article_precision=_share(right, cited),
        refusal_precision=_share(rightly, len(withheld)),
        refusal_recall=_share(rightly, len(unanswerable)),
        unsupported_numbers=sum(len(row.unsupported_numbers) for row in rows),
        unverified_sentences=sum(row.unverified_sentences for row in rows),
    )


def questions_json(rows: Sequence[Row]) -> dict[str, Any]:
    """The totals of the contract, with the rows."""
    return asdict(totals(rows)) | {"rows": [asdict(row) for row in rows]}


def item_json(item: Item) -> dict[str, Any]:
    """A line of a question file, as `read_items` reads it."""
    written = asdict(item)
    return {name: value for name, value in written.items() if value or name not in ("history", "documents")}


def unsupported_numbers(question: str, answer: Answer) -> tuple[str, ...]:
    """The numbers of the answer, as written, that no cited quote and no word of the question holds."""
    held = {value for quote in answer.body.citations for _, value in _numbers(quote.quote)}
    held |= {value for _, value in _numbers(question)}
    held |= {
        value
        for fact in answer.facts
        for _, value in _numbers(f"{fact.display} {fact.year or ''} {fact.formula or ''}")
    }
    held |= {"1"} if any(re.search(r"\bune?\b", citation.quote) for citation in answer.body.citations) else set()
    said = _numbers(_without_references(answer.body.text, answer.body.citations))
    return tuple(dict.fromkeys(written for written, value in said if value not in held))


def _without_references(text: str, citations: Iterable[Citation]) -> str:
    """The text without what only says where a quote stands: « [1] », « art. 13 › Effets », the document's title."""
    for citation in citations:
        for name in (citation.reference, citation.document_title):
            if name:
                text = re.sub(rf"(?<!\w){re.escape(name)}{_ENDS}", " ", text, flags=re.IGNORECASE)
        if citation.article is not None:
            text = re.sub(rf"\bart(?:icle|\.)\s*{citation.article}{_ENDS}", " ", text, flags=re.IGNORECASE)
    return _MARKER.sub(" ", text)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """As written, and its value in digits: « 13 987 » → 13987, « six » → 6, « 0,450 » → 0.450."""
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\s", "", match.group()).replace(",", ".")
        yield match.group(), digits.lstrip("0") or "0"
    flat = level(text)
    for match in NUMBER_IN_WORDS.finditer(flat):
        if match.group() in _ONE:
            continue
        value = parse_number_words(match.group())
        if value is not None:
            yield text[match.start() : match.end()], str(value)


def _item(row: Mapping[str, Any]) -> Item:
    if not isinstance(row["answerable"], bool):
        raise TypeError("« answerable » doit être true ou false")
    return Item(
        id=str(row["id"]),
        question=_text(row["question"], "question"),
        answerable=row["answerable"],
        must_cite=tuple(_article(value) for value in _list(row, "must_cite")),
        must_quote=tuple(_text(value, "must_quote") for value in _list(row, "must_quote")),
        history=tuple(_turn(value) for value in _list(row, "history")),
        documents=tuple(_text(value, "documents") for value in _list(row, "documents")),
    )


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError(f"« {name} » doit être une liste")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"« {name} » doit contenir du texte")
    return value


def _article(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("« must_cite » doit contenir des numéros d'article")
    return value


def _turn(value: object) -> Turn:
    if not isinstance(value, dict) or value.get("role") not in ("user", "assistant"):
        raise ValueError("« history » : chaque message a un « role » (user ou assistant) et un « content »")
    return Turn(value["role"], _text(value.get("content"), "history"))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
