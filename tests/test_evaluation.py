"""Every figure against one computed by hand."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from math import log2
from pathlib import Path

import pytest
from doubles import WordEmbedder

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.dense import ChromaIndex
from ctgbot.adapters.lexical import TantivyIndex
from ctgbot.errors import BadRequest
from ctgbot.evaluation import Options, evaluate_retrieval, percentile, read_queries, score
from ctgbot.measured import Item
from ctgbot.model import Answer, AnswerStatus, Citation, ScoredPassage, SourcedSentence, SourcedText, Turn
from ctgbot.question_evaluation import (
    Row,
    evaluate_questions,
    judge,
    questions_json,
    read_items,
    totals,
    unsupported_numbers,
)
from ctgbot.retrieve import retrieve
from ctgbot.stores import Stores

CORPUS = [
    {"id": "d1", "title": "Copil", "text": "Le comité de pilotage se réunit chaque semestre.", "idcc": "10"},
    {"id": "d2", "title": "", "text": "La dénonciation suit un délai de prévenance de six mois.", "idcc": "20"},
    {"id": "d3", "title": "Copil", "text": "Le comité de pilotage se réunit chaque semestre.", "idcc": "20"},
]
QUERIES = [
    {"id": "q1", "text": "comité de pilotage", "idcc": "20"},
    {"id": "q2", "text": "délai de prévenance", "idcc": "20"},
    {"id": "q3", "text": "sans réponse connue", "idcc": "20"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\td2\t2\nq3\td1\t0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    embedder = WordEmbedder()
    catalogue = SqlCatalogue.in_folder(tmp_path / "index")
    dense = ChromaIndex(tmp_path / "index" / "vectors", embedder.fingerprint, catalogue)
    return Stores(catalogue, dense, TantivyIndex(tmp_path / "index" / "words"), embedder)


def measured(folder: Path, stores: Stores, options: Options) -> dict[str, object]:
    search = partial(_search, stores=stores)
    return evaluate_retrieval(folder, stores, search, options, lambda _stage, _done, _total: None)


def _search(query: str, top: int, documents: Collection[str] | None, *, stores: Stores) -> tuple[ScoredPassage, ...]:
    return retrieve(
        query,
        top,
        documents,
        embedder=stores.embedder,
        dense=stores.dense,
        lexical=stores.lexical,
        catalogue=stores.catalogue,
    )


def test_metrics_by_hand() -> None:
    got = score([("a", "b", "c"), ("x", "y")], [{"b": 1, "z": 1}, {"x": 1}])
    ndcg = (1 / log2(3)) / (1 + 1 / log2(3))
    assert got.ndcg_10 == pytest.approx((ndcg + 1) / 2)
    assert got.mrr_10 == pytest.approx((1 / 2 + 1) / 2)
    assert got.recall_10 == got.recall_100 == pytest.approx((1 / 2 + 1) / 2)
    assert (got.hit_1, got.hit_5) == (0.5, 1.0)


def test_grades_weigh_in_ndcg() -> None:
    got = score([("a", "b")], [{"a": 1, "b": 3}])
    assert got.ndcg_10 == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_what_is_found_behind_rank_ten_counts_for_recall_at_100_only() -> None:
    got = score([tuple(f"d{i}" for i in range(1, 21))], [{"d11": 1}])
    assert (got.ndcg_10, got.mrr_10, got.recall_10, got.recall_100) == (0.0, 0.0, 0.0, 1.0)


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 95) == 4.0


def test_a_set_is_indexed_and_measured(folder: Path, stores: Stores) -> None:
    report = measured(folder, stores, Options())
    assert report["documents"] == report["passages"] == 3
    assert report["unique_passages"] == 2  # d1 and d3 say the same under the same title
    assert report["queries"] == 2  # q3 has no relevant document
    assert report["recall@100"] == 1.0
    assert report["hit@1"] == 0.5  # d1 ties with d3, and comes first
    assert set(report) >= {
        "index_seconds",
        "ndcg@10",
        "recall@10",
        "mrr@10",
        "hit@5",
        "latency_ms",
        "peak_rss_mb",
        "settings",
    }


def test_the_scope_field_restricts_each_query_to_its_documents(folder: Path, stores: Stores) -> None:
    report = measured(folder, stores, Options(scope_field="idcc"))
    assert report["hit@1"] == 1.0


def test_a_missing_file_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"Impossible de lire .*qrels\.tsv"):
        read_queries(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("queries.jsonl", '{"id": "q1", "text": "a"}\n{oups\n', "ligne 2 : ce n'est pas du JSON"),
        ("queries.jsonl", '{"id": "q1"}\n', "ligne 1 : il manque le champ « text »"),
        ("queries.jsonl", "[1]\n", "ligne 1 : un objet JSON"),
        ("queries.jsonl", '{"id": "q1", "text": 3}\n', "ligne 1 : le champ « text »"),
        ("queries.jsonl", '{"id": "q9", "text": "a"}\n', "Aucune question"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1 d1 1\n", "ligne 2 : « question, document, note »"),
    ],
)
def test_an_ill_formed_file_is_said_with_its_line(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadRequest, match=message):
        read_queries(folder)


def test_a_document_that_is_there_twice_is_said(folder: Path, stores: Stores) -> None:
    (folder / "corpus.jsonl").write_text('{"id":"a","text":"x"}\n{"id":"a","text":"y"}\n', encoding="utf-8")
    with pytest.raises(BadRequest, match="deux fois"):
        measured(folder, stores, Options())


# --- questions


def citation(quote: str, article: int | None = 13) -> Citation:
    reference = f"art. {article}" if article else "préambule"
    return Citation(1, "lys", "CTG Lys 2024", reference, article, None, 0, len(quote), quote, quote)


def answer(text: str, *citations: Citation, status: AnswerStatus = "answered", verified: bool = True) -> Answer:
    sentence = SourcedSentence(text, tuple(one.id for one in citations), verified)
    return Answer("?", status, None, SourcedText((sentence,), citations))


@pytest.mark.parametrize(
    ("text", "quote", "numbers"),
    [
        ("Le délai est de 6 mois.", "un délai de 6 mois", ()),
        ("Le délai est de 6 mois.", "un délai de six mois", ()),
        ("Le délai est de douze mois.", "un délai de 6 mois", ("douze",)),
        ("Le délai est de 12 mois [1].", "un délai de 6 mois", ("12",)),
        ("CTG Lys 2024, art. 13 : « 6 mois » (article 13)", "6 mois", ()),
        ("Voir l'article 12.", "6 mois", ("12",)),
        ("Il y a 13 987 habitants.", "13\u202f987 habitants", ()),
        ("Il y a 0,45 %.", "0,5 %", ("0,45",)),
        ("L'année 2031, dites-vous.", "6 mois", ()),
    ],
)
def test_a_number_that_no_quote_holds_is_counted(text: str, quote: str, numbers: tuple[str, ...]) -> None:
    assert unsupported_numbers("Et en 2031 ?", answer(text, citation(quote))) == numbers


def test_the_reference_of_one_paragraph_is_not_cut_by_that_of_another() -> None:
    first, second = (replace(citation("trois mois"), reference=f"art. 13.{number}") for number in (1, 2))
    said = answer("Art. 13.1 : « trois mois » Art. 13.2 : « trois mois » Art. 13.3 : rien", first, second)
    assert unsupported_numbers("?", said) == ("13.3",)


def test_a_quote_is_shown_whatever_its_apostrophes_and_spaces() -> None:
    item = Item("1", "?", True, (13,), ("l'une ou l'autre", "absent"))
    row = judge(item, answer("Voici.", citation("l’une\nou  l’autre des parties")))
    assert row.quotes_shown == ("l'une ou l'autre",)
    assert row.quotes_missing == ("absent",)


def row(status: AnswerStatus, answerable: bool, articles: tuple[int, ...] = (), must: tuple[int, ...] = ()) -> Row:
    return Row("1", status, answerable, articles, ("a",), ("b", "c"), ("6",), 1, must)


def test_totals_by_hand() -> None:
    rows = [
        row("answered", True, (13, 14), (13,)),
        row("answered", True, (7,)),  # no article is wanted: its citations count for nothing
        row("refused", False, (), (3,)),
        row("partial", True),
        row("answered", False),
    ]
    got = totals(rows)
    assert (got.items, got.unsupported_numbers, got.unverified_sentences) == (5, 5, 5)
    assert got.quote_recall == pytest.approx(1 / 3, abs=1e-4)
    assert got.article_recall == 0.5
    assert got.article_precision == 0.5
    assert got.refusal_precision == 0.5
    assert got.refusal_recall == 0.5


def test_history_and_documents_reach_the_assistant(tmp_path: Path) -> None:
    line = {"id": "h", "question": "Et pour elle ?", "answerable": False, "must_cite": [], "must_quote": [],
            "history": [{"role": "user", "content": "La CTG ?"}], "documents": ["lys"]}  # fmt: skip
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    seen: list[tuple[str, tuple[str, ...], tuple[Turn, ...]]] = []

    def ask(question: str, documents: tuple[str, ...], history: tuple[Turn, ...]) -> Answer:
        seen.append((question, documents, history))
        return answer("Rien.", status="refused")

    rows = [row for row, _ in evaluate_questions(read_items(path), ask)]
    assert seen == [("Et pour elle ?", ("lys",), (Turn("user", "La CTG ?"),))]
    assert questions_json(rows)["refusal_recall"] == 1.0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "question": "x"}', "ligne 1 : il manque le champ « answerable »"),
        ('{"id": "a", "question": "x", "answerable": "oui"}', "question « a » : « answerable »"),
        ('{"id": "a", "question": "x", "answerable": true, "must_cite": ["13"]}', "numéros d'article"),
        ('{"id": "a", "question": "x", "answerable": true, "history": [{"role": "system"}]}', "history"),
    ],
)
def test_an_ill_formed_question_is_said(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadRequest, match=message):
        read_items(path)
