"""Late interaction: the best place of a passage, token by token."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.embed import NO_TOKENS
from search_api.late_interaction import scores

RANDOM = np.random.default_rng(8)
TABLE = RANDOM.uniform(-1, 1, size=(6, 50)).astype(np.float32)
"""Cosines of six tokens of a question with a vocabulary of fifty."""


def tokens(*numbers):
    return np.array(numbers, dtype=np.uint32)


def cosines(tokens):
    return TABLE[:, tokens]


def by_hand(head, own, window):
    """As it is said: for each place, for each token of the question, the best of what stands there."""
    places = [own[at : at + window] for at in range(len(own))] or [own]
    return max(np.mean([max([0, *row[head], *row[place]]) for row in TABLE]) for place in places)


@pytest.mark.parametrize("window", [1, 2, 3, 5, 8, 13])
def test_scores_are_those_by_hand(window):
    heads = [RANDOM.integers(0, 50, size).astype(np.uint32) for size in (2, 0, 3, 1, 0, 4, 0, 1)]
    passages = [RANDOM.integers(0, 50, size).astype(np.uint32) for size in (0, 1, 2, 7, 30, 3, 0, 12)]
    expected = [by_hand(*one, window) for one in zip(heads, passages, strict=True)]
    np.testing.assert_allclose(scores(heads, passages, cosines, window), expected, rtol=1e-5)


def test_the_next_passage_lends_nothing():
    table = np.array([[0, 1]], dtype=np.float32)
    found = scores([NO_TOKENS] * 2, [tokens(0), tokens(1)], lambda asked: table[:, asked], 8)
    assert found.tolist() == [0, 1]


def test_no_passages_have_no_scores():
    assert scores([], [], cosines).tolist() == []


def test_a_model_without_vectors_of_tokens_says_nothing():
    assert scores([NO_TOKENS] * 2, [NO_TOKENS] * 2, lambda asked: np.zeros((0, len(asked)))).tolist() == [0, 0]
