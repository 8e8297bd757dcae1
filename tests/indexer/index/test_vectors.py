"""Exact search among vectors, all of them or some."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.index.vectors import VectorIndex, ordered

KEYS = np.array([3, 5, 8, 13, 21], dtype=np.int64)
RNG = np.random.default_rng(7)
ROWS = RNG.normal(size=(5, 8)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
ROWS[4] = ROWS[0]
QUERY = ROWS[0]


def opened(folder, keys=KEYS, rows=ROWS):
    VectorIndex.build(folder, keys, rows)
    return VectorIndex.open(folder)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("vectors"))


def test_the_nearest_come_first_and_equals_by_key(vectors):
    keys, scores = vectors.search(QUERY, 5)
    expected = sorted(zip((-(ROWS @ QUERY)).tolist(), KEYS.tolist(), strict=True))
    assert keys.tolist()[:2] == [3, 21]
    assert keys.tolist() == [key for _, key in expected]
    assert scores == pytest.approx([-score for score, _ in expected], abs=1e-6)


AMONG = [
    ("some", [5, 8, 21], 10, {5, 8, 21}),
    ("one", [13], 10, {13}),
    ("keys that are not there", [99], 10, set()),
    ("none", [], 10, set()),
    ("fewer than asked for", [5, 8], 1, None),
]


@pytest.mark.parametrize(("among", "limit", "expected"), [row[1:] for row in AMONG], ids=[row[0] for row in AMONG])
def test_only_some_are_searched(among, limit, expected, vectors):
    keys, scores = vectors.search(QUERY, limit, np.array(among, dtype=np.int64))
    assert set(keys.tolist()) == expected if expected is not None else len(keys) == limit
    assert len(keys) == len(scores)


def test_padding_is_dropped(vectors):
    keys, scores = vectors.search(QUERY, 100)
    assert (len(keys), len(scores), keys.min()) == (5, 5, 3)


def test_scores_of_given_passages_are_those_of_the_search(vectors):
    keys, scores = vectors.search(QUERY, 5)
    assert vectors.scores(QUERY, keys) == pytest.approx(scores, abs=1e-6)
    assert vectors.scores(QUERY, keys[::-1].copy()) == pytest.approx(scores[::-1], abs=1e-6)
    assert vectors.scores(QUERY, keys[:0]).shape == (0,)


def test_keys_are_kept(vectors):
    assert vectors.keys.tolist() == KEYS.tolist()


def test_an_empty_index_finds_nothing(tmp_path):
    empty = opened(tmp_path, KEYS[:0], ROWS[:0])
    keys, scores = empty.search(QUERY, 5)
    assert (keys.tolist(), scores.tolist(), empty.keys.tolist()) == ([], [], [])


def test_order_is_by_score_and_then_by_key():
    keys, scores = ordered(np.array([9, 2, 4]), np.array([0.5, 0.5, 0.9], dtype=np.float32))
    assert (keys.tolist(), scores.tolist()) == ([4, 2, 9], pytest.approx([0.9, 0.5, 0.5]))
