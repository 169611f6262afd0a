"""Words → passages: BM25 by Tantivy with a French analyser. Derived from the catalogue; holds ids, no text.

Only word counts are indexed (no positions), so the text cannot be put together again from the files.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import tantivy
from tantivy import Document, Filter, Index, Occur, Query, Schema, SchemaBuilder, TextAnalyzer, Tokenizer

from ctgbot.errors import IndexMismatch
from ctgbot.model import Hit, Passage
from ctgbot.text.passages import headings_of

# A word of a heading, against one of the text. Lexical alone on cnil, nDCG@10: 0.6 gives .65, 1.0 .69, 2.0 .70.
TRAIL_WEIGHT = 1.0
_LONGEST_WORD = 60
_WRITER_BYTES = 30_000_000  # Tantivy takes 15 MB at least per thread


class TantivyIndex:
    """`stores.LexicalStore` on a folder, made when it is not there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        # Words cut otherwise are not found: an index is of this file's version, and a new version starts empty.
        self._folder = root / sha256(Path(__file__).read_bytes()).hexdigest()[:12]

    def search(self, words: Mapping[str, float], top: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """BM25 over weighted words, best first, ties by id. Any string is a word; some give no token."""
        weights = self._tokens(words)
        if not weights or top < 1 or (documents is not None and not documents):
            return ()
        query = _any_of(self._schema, weights)
        if documents is not None:
            scope = Query.term_set_query(self._schema, "document_id", list(documents))
            query = Query.boolean_query([(Occur.Must, Query.const_score_query(scope, 0.0)), (Occur.Must, query)])
        index = self._index
        index.reload()
        searcher = index.searcher()
        hits = [
            Hit(str(searcher.doc(address)["passage_id"][0]), float(score))
            for score, address in searcher.search(query, limit=top, count=False).hits
        ]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage_id)))

    def replace(self, documents: Collection[str], passages: Sequence[Passage]) -> None:
        """Forgets these documents, then adds the passages."""
        with self._index.writer(_WRITER_BYTES, 1) as writer:
            for document_id in documents:
                writer.delete_documents_by_term("document_id", document_id)
            for passage in passages:
                writer.add_document(_entry(passage))
        self._index.reload()

    def rebuild(self, passages: Iterator[Passage]) -> None:
        """Starts again from nothing; no byte of the old index is left."""
        with self._index.writer(_WRITER_BYTES, 1) as writer:
            writer.delete_all_documents()
            for passage in passages:
                writer.add_document(_entry(passage))
            writer.commit()
            writer.garbage_collect_files()
        self._index.reload()
        self._drop_others()

    def count(self) -> int:
        """How many passages are indexed."""
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def ids(self) -> tuple[str, ...]:
        """Ids of passages, as often as they are indexed."""
        self._index.reload()
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return ()
        hits = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False).hits
        return tuple(str(searcher.doc(address)["passage_id"][0]) for _, address in hits)

    def reset(self) -> None:
        """Empties the store, even one that cannot be read."""
        self.__dict__.pop("_index", None)
        if self._folder.is_dir():
            shutil.rmtree(self._folder)

    def _drop_others(self) -> None:
        """Removes what other versions left."""
        for other in self._root.iterdir():
            if other.is_dir() and other != self._folder:
                shutil.rmtree(other)
            elif other.is_file():
                other.unlink()

    def _tokens(self, words: Mapping[str, float]) -> dict[str, float]:
        """« résiliations » and « résiliation » are one token, with the higher of their weights."""
        weights: dict[str, float] = {}
        for word, weight in words.items():
            if weight > 0:
                for token in _analyser().analyze(_storable(word)):
                    weights[token] = max(weight, weights.get(token, 0.0))
        return weights

    @cached_property
    def _schema(self) -> Schema:
        builder = SchemaBuilder()
        builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
        for field in ("trail", "text"):
            builder.add_text_field(field, tokenizer_name="french", index_option="freq")
        return builder.build()

    @cached_property
    def _index(self) -> Index:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            index = Index(self._schema, path=str(self._folder))
        except (ValueError, OSError) as exc:
            raise IndexMismatch(
                f"L'index des mots ({self._folder}) est illisible. Pour le refaire : ctgbot doctor --repair"
            ) from exc
        index.register_tokenizer("french", _analyser())
        return index


def _any_of(schema: Schema, weights: Mapping[str, float]) -> Query:
    terms = (
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, token, "freq"), weight * share))
        for token, weight in weights.items()
        for field, share in (("text", 1.0), ("trail", TRAIL_WEIGHT))
    )
    return Query.boolean_query(list(terms))


def _entry(passage: Passage) -> Document:
    return Document.from_dict(
        {
            "passage_id": passage.id,
            "document_id": passage.document_id,
            "trail": _storable(" ".join((*headings_of(passage), passage.context))),
            "text": _storable(passage.text),
        }
    )


def _analyser() -> TextAnalyzer:
    """« L'Épci » → « epci », « Résiliations » → « resili ».

    Accents go before the stem: capitals and hurried questions have none. Without accents in the questions, nDCG@10
    on cnil and spf_qr is .649 and .869 so, .636 and .851 when they go after; with accents the two are equal.
    """
    builder = tantivy.TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    builder = builder.filter(Filter.lowercase()).filter(Filter.stopword("french"))
    return builder.filter(Filter.ascii_fold()).filter(Filter.stemmer("french")).build()


def _storable(text: str) -> str:
    """Without half characters (lone surrogates), which have no UTF-8."""
    return text.encode("utf-8", "ignore").decode("utf-8")
