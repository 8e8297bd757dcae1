"""Alike articles stand together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from eval.training.likeness import order, with_likeness
from eval.training.pairs import Choice


def test_what_is_alike_stands_together_and_nothing_is_lost():
    rng = np.random.default_rng(2)
    centres = np.repeat(np.eye(4, dtype=np.float32) * 9, 50, axis=0)
    mixed = rng.permutation(200)
    vectors = (centres + rng.standard_normal((200, 4)).astype(np.float32) * 0.1)[mixed]
    found = order(vectors, rng, leaf=50)
    assert sorted(found.tolist()) == list(range(200))
    groups = (mixed[found] // 50).reshape(4, 50)
    assert all(len(set(group)) == 1 for group in groups.tolist())


def test_no_rows_have_no_order():
    assert order(np.zeros((0, 3), dtype=np.float32), np.random.default_rng(1)).tolist() == []


def test_a_batch_of_alike_articles_holds_neighbours_of_the_order(mix, tiny_matrix):
    placed = with_likeness(mix, tiny_matrix)
    ((pairs, _),) = placed.parts
    assert sorted(pairs.likeness.tolist()) == list(range(60))
    choice = replace(Choice(), batch=15, kindred=0.0, alike=1.0)
    batches = list(pairs.epoch(choice, np.random.default_rng(3)))
    spread = [np.ptp(pairs.likeness[batch.articles]) for batch in batches]
    assert len(batches) > 1 and max(spread) < 60 / len(batches) + 1
