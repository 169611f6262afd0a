"""What people think of the answers, as a list and as gold questions in the contract's form of evaluation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from ctgbot.contract import Json, answer_json
from ctgbot.errors import BadRequest
from ctgbot.exchanges import FaultCode, Kept, Opinion

FAULTS: dict[FaultCode, str] = {
    "wrong_article": "mauvais article",
    "incomplete": "réponse incomplète",
    "should_refuse": "aurait dû refuser",
    "wrongly_refused": "a refusé à tort",
    "unclear": "pas clair",
}
MOST_CHARACTERS = 500  # of a comment
_MOST_ARTICLES = 999
_NUMBER = re.compile(r"\d+")
_ARTICLES = re.compile(r"(?:\s|,|;|/|\bet\b|\barticles?\b|\bart\.?|\d+)*", re.IGNORECASE)  # « art. 13 et 14 »
Judged = tuple[Kept, tuple[Kept, ...]]  # an exchange, and those before it in its conversation


def read_articles(written: str) -> tuple[int, ...]:
    """« art. 13 et 14 » → (13, 14). Raises BadRequest for anything else than numbers of articles."""
    numbers = tuple(dict.fromkeys(int(number) for number in _NUMBER.findall(written)))
    if not _ARTICLES.fullmatch(written) or any(not 0 < number <= _MOST_ARTICLES for number in numbers):
        raise BadRequest("Écrivez les numéros des articles attendus, par exemple : 13, 14.")
    return numbers


def opinion_json(judged: Judged) -> Json:
    """One row of `ctgbot avis --json`: the opinion, the answer and its trace."""
    kept, _ = judged
    opinion = _opinion(kept)
    return {
        "id": kept.id,
        "conversation": kept.conversation,
        "asked_at": kept.at,
        "judged_at": opinion.at,
        "question": kept.answer.question,
        "rating": opinion.rating,
        "reasons": list(opinion.faults),
        "comment": opinion.comment,
        "expected_articles": list(opinion.articles),
        "documents": list(kept.documents),
        "answer": answer_json(kept.answer),
        "trace": {"engine": kept.answer.engine, "timings_ms": kept.answer.timings_ms, **asdict(kept.trace)},
    }


def gold_lines(judgements: Sequence[Judged]) -> str:
    """JSON lines that `ctgbot eval questions` reads; empty when no opinion says what a good answer would be."""
    rows = [row for row in map(gold_question, judgements) if row is not None]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def gold_question(judged: Judged) -> Json | None:
    """The question with what a good answer shows; None when the opinion says only that this one is not.

    An approved answer is the model: its articles and its quotes. Of an approved partial answer, the rest is missing
    from the texts: it counts as not answerable. A refused question is answerable once its article is named.
    """
    kept, before = judged
    opinion, answer = _opinion(kept), kept.answer
    if opinion.rating == "up":
        expected = _approved(kept)
    elif {"should_refuse", "wrongly_refused"} <= set(opinion.faults):
        return None
    elif "should_refuse" in opinion.faults:
        expected = (False, (), ())
    elif not opinion.articles:
        return None
    else:
        shown = _articles(kept) if "incomplete" in opinion.faults and "wrong_article" not in opinion.faults else ()
        expected = (True, tuple(sorted({*shown, *opinion.articles})), ())
    answerable, articles, quotes = expected
    row: Json = {
        "id": f"avis-{kept.id[:12]}",
        "question": answer.question,
        "answerable": answerable,
        "must_cite": list(articles),
        "must_quote": list(quotes),
    }
    history = [turn for one in before for turn in _turns(one)]
    return (
        row | ({"history": history} if history else {}) | ({"documents": [*kept.documents]} if kept.documents else {})
    )


def _approved(kept: Kept) -> tuple[bool, tuple[int, ...], tuple[str, ...]]:
    quotes = tuple(dict.fromkeys(citation.quote for citation in kept.answer.body.citations))
    return kept.answer.status == "answered", _articles(kept), quotes


def _articles(kept: Kept) -> tuple[int, ...]:
    return tuple(sorted({one.article for one in kept.answer.body.citations if one.article is not None}))


def _turns(kept: Kept) -> tuple[Json, Json]:
    answer = kept.answer
    return {"role": "user", "content": answer.question}, {"role": "assistant", "content": answer.body.text}


def _opinion(kept: Kept) -> Opinion:
    if kept.opinion is None:
        raise ValueError(f"nobody has judged {kept.id}")
    return kept.opinion
