"""What a passage scores, beside the formula written out for one passage and one term."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from indexer.index.bm25 import Counted, FieldWeights, Rarity, Term, gains, scores
from indexer.index.postings import WORDS

LENGTHS = [190, 30, 60, 3]
TERM = Term("đấu", "dau", 1.0)
RARITY = Rarity.of(np.array([[10], [5], [3], [1]]), np.array([4]), 100, 40)


def rarity(having, total=100):
    return log(1 + (total - having + 0.5) / (having + 0.5))


def saturated(count, length=1.0):
    return count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))


def score(counts, spelt=0, lengths=LENGTHS, *, term=TERM, **weights):
    """Of one passage that has a term so often in its words, heading, header and numbers."""
    names = ("exact", "folded", "heading", "header", "number", "also", "held")
    given = FieldWeights(**(dict.fromkeys(names, 0.0) | weights))
    counted = Counted(np.array(counts).reshape(4, 1, 1), np.array([[spelt]]), np.array(lengths).reshape(4, 1))
    return float(scores(counted, [term], RARITY, given)[0])


SCORES = [
    ("a word", score([2, 0, 0, 0], folded=1.0), saturated(2) * rarity(10)),
    ("with its diacritics", score([2, 0, 0, 0], 1, folded=1.0, exact=0.5),
     saturated(2) * rarity(10) + 0.5 * saturated(1) * rarity(4)),
    ("where they are not trusted", score([2, 0, 0, 0], 1, folded=1.0, exact=0.5, term=Term(None, "dau", 1.0)),
     1.5 * saturated(2) * rarity(10)),
    ("in a passage twice as long", score([2, 0, 0, 0], 0, [380, 30, 60, 3], folded=1.0),
     saturated(2, 2) * rarity(10)),
    ("in its best field", score([1, 2, 0, 0], folded=1.0, heading=1.0), saturated(2) * rarity(5)),
    ("and a share of the others", score([1, 2, 1, 0], folded=1.0, heading=1.0, header=0.1, also=0.25),
     saturated(2) * rarity(5) + 0.25 * (saturated(1) * rarity(10) + 0.1 * saturated(1) * rarity(3, 40))),
    ("for standing there at all", score([1, 0, 0, 0], held=2.0), 2 * rarity(10)),
    ("or in the header", score([0, 0, 3, 0], held=2.0), 2 * rarity(10)),
    ("not for a heading alone", score([0, 1, 0, 1], held=2.0), 0.0),
    ("a number", score([0, 0, 0, 1], number=4.0), 4 * saturated(1) * rarity(1, 40)),
    ("a heavier term", score([1, 0, 0, 0], folded=1.0, term=Term("đấu", "dau", 3.0)),
     3 * saturated(1) * rarity(10)),
    ("nothing", score([0, 0, 0, 0], folded=1.0, held=1.0), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("found", "expected"), [row[1:] for row in SCORES], ids=[row[0] for row in SCORES])
def test_a_term_scores(found, expected):
    assert found == pytest.approx(expected, rel=1e-5)


def test_what_is_counted_twice_is_never_below_nothing():
    assert float(Rarity.of(np.array([[12]] * 4), np.array([12]), 10, 10).folded[0, 0]) > 0


def test_what_finds_candidates_saturates_as_what_is_weighed():
    often, lengths = np.array([1, 2], dtype=np.uint8), np.array([190, 380], dtype=np.uint16)
    assert gains(often, lengths, WORDS).tolist() == pytest.approx([saturated(1), saturated(2, 2)], rel=1e-5)
