"""Lists of documents by terms: each has the documents that a plain loop over them finds."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from indexer.index.fields import terms_of
from indexer.index.postings import HEADER, HEADING, NUMBER, SPELLINGS, WORDS, Field, Postings, sign_of, signs_of
from indexer.text import folded_key

SYLLABLES = ["đấu", "dâu", "dau", "thầu", "thâu", "thuốc", "của", "năm", "2022"]
MARKS = ["15/ct", "15/ct-ubnd", "2022-11-2"]


def document(rng):
    """Some syllables and marks in two fields, often none."""
    return [Field(rng.choices(SYLLABLES, k=rng.randrange(12)), rng.sample(MARKS, rng.randrange(3))) for _ in "ab"]


def documents(seed, size=30):
    rng = random.Random(seed)
    return [document(rng) for _ in range(size)]


def listed(postings, term, field, *, spelt=False):
    """The documents of a term, in all its spellings or in its own, each with how often it has it."""
    first = np.uint64(sign_of(term, field, spelt))
    lists = postings.lists(
        *(np.asarray([sign]) for sign in (first, first + (np.uint64(1) if spelt else SPELLINGS)))
    )
    found: Counter[int] = Counter()
    for place, often in zip(
        postings.joined(lists, postings.places, np.intp).tolist(),
        postings.joined(lists, postings.often, np.int64).tolist(),
        strict=True,
    ):
        found[place] += often
    return dict(found)


def plainly(held, term, column, *, spelt=False):
    """The same by a loop."""
    found = {}
    for place, fields in enumerate(held):
        terms = [*terms_of(list(fields[column].syllables)), *fields[column].marks]
        count = sum((one if spelt else folded_key(one)) == term for one in terms)
        if count:
            found[place] = count
    return found


def check(postings, held):
    for term in ("dau", "thau", "dau_thau", "thuoc", "15/ct", "2022", "2022-11-2", "nam_2022", "khong", "dau_dau"):
        assert listed(postings, term, WORDS) == plainly(held, term, 0), term
        assert listed(postings, term, HEADING) == plainly(held, term, 1), term
    for term in ("đấu", "thầu", "đấu_thầu", "dau", "dâu_thâu", "năm_2022", "nam", "15/ct"):
        assert listed(postings, term, WORDS, spelt=True) == plainly(held, term, 0, spelt=True), term
    sizes = [[len(field.syllables) + len(field.marks) for field in fields] for fields in held]
    assert postings.lengths.T.tolist() == sizes


@pytest.mark.parametrize("seed", range(8))
def test_lists_have_the_documents_of_their_terms(seed):
    held = documents(seed)
    check(Postings.of(held, (WORDS, HEADING)), held)


@pytest.mark.parametrize("cuts", [(15, 16), (0, 0), (40, 40)])
def test_parts_stacked_are_as_the_whole(cuts):
    held = documents(1, 40)
    parts = [held[first:last] for first, last in zip((0, *cuts), (*cuts, 40), strict=True)]
    stacked = Postings.stacked([Postings.of(part, (WORDS, HEADING)) for part in parts])
    for one, other in zip(stacked, Postings.of(held, (WORDS, HEADING)), strict=True):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize("some", [[2, 3, 17, 39], [], list(range(40))])
def test_some_documents_are_as_if_there_were_no_others(some):
    held = documents(2, 40)
    kept = Postings.of(held, (WORDS, HEADING)).at(np.asarray(some, dtype=np.int64))
    for one, other in zip(kept, Postings.of([held[place] for place in some], (WORDS, HEADING)), strict=True):
        assert one.tolist() == other.tolist()


def test_neighbours_are_of_one_field():
    held = [[Field(["đấu"]), Field(["thầu"], ["15/ct"])], [Field(["thầu"], ["đấu"]), Field([])]]
    postings = Postings.of(held, (WORDS, HEADING))
    assert [listed(postings, pair, field) for pair in ("dau_thau", "thau_dau") for field in (WORDS, HEADING)] == [
        {}
    ] * 4
    assert listed(postings, "thau", HEADING) == {0: 1}


def test_what_stands_very_often_counts_255_times():
    postings = Postings.of([[Field(["a"] * 300), Field([])]], (WORDS, HEADING))
    assert (listed(postings, "a", WORDS), postings.lengths.tolist()) == ({0: 255}, [[300], [0]])


def test_a_sign_is_of_a_term_in_a_field():
    """In whatever order they are asked for; only words have spellings."""
    terms = ["đấu", "dau", "thầu", "đấu_thầu", "thầu_đấu", "15/ct"]
    signs = {(term, field): sign_of(term, field, True) for term in terms for field in range(4)}
    assert len(set(signs.values())) == len(terms) * 4 - 3  # đấu and dau, but among words
    assert signs_of(terms).tolist() == [[sign_of(term, field) for term in terms] for field in range(4)]
    for field in (WORDS, HEADING, HEADER, NUMBER):
        first = sign_of("dau", field)
        assert first <= signs["đấu", field] < first + int(SPELLINGS)
        assert first >> 62 == field
