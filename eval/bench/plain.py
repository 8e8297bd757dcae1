"""What tantivy takes alone: the same words and pairs, without diacritics, in one field, by its own BM25."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy

from indexer.index.bm25 import Term
from indexer.index.fields import fields_of, terms_of
from indexer.index.records import StoredPassage
from indexer.text import folded_key

_WORDS = "words"
_HEAP = 64_000_000
"""Bytes that the writer may fill before it writes a segment."""


class Tantivy:
    """An index in memory."""

    def __init__(self, passages: Iterable[StoredPassage]) -> None:
        """Index ``passages``."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(_WORDS, tokenizer_name="whitespace", index_option="freq")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for stored in passages:
            words = fields_of(stored)[0]
            terms = [*terms_of(list(map(folded_key, words.syllables))), *words.marks]
            writer.add_document(tantivy.Document(**{_WORDS: " ".join(terms)}))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, terms: Sequence[Term], limit: int) -> list[float]:
        """The scores of the best passages for weighted terms."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._weighed(term)) for term in terms if self._has(term)]
        )
        return [score for score, _ in self._searcher.search(query, limit=limit, count=False).hits]

    def _has(self, term: Term) -> bool:
        return bool(self._searcher.doc_freq(_WORDS, term.folded))

    def _weighed(self, term: Term) -> tantivy.Query:
        query = tantivy.Query.term_query(self._index.schema, _WORDS, term.folded, index_option="freq")
        return tantivy.Query.boost_query(query, term.weight)
