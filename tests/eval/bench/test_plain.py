"""What our lexical half is measured beside finds what has the words."""

from __future__ import annotations

from eval.bench.plain import Tantivy
from indexer.domain import Header, Passage
from indexer.index.bm25 import Term
from indexer.index.records import Entry, StoredPassage

TEXTS = ["đấu thầu thuốc", "thầu khoán", "hòa giải"]


def test_words_and_pairs_are_found_by_weight():
    entry = Entry("a", "a.txt", "txt", Header())
    alone = Tantivy(StoredPassage(key, entry, Passage(0, len(text), text)) for key, text in enumerate(TEXTS))
    assert len(alone.search([Term("thầu", "thau", 1.0)], 10)) == 2
    (pair,) = alone.search([Term("đấu_thầu", "dau_thau", 1.0)], 10)
    (heavier,) = alone.search([Term("đấu_thầu", "dau_thau", 2.0), Term("vũ", "vu", 1.0)], 10)
    assert heavier == 2 * pair
    assert alone.search([Term("vũ", "vu", 1.0)], 10) == []
