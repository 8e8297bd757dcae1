"""The encoder begins as the static model and can be taught."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from eval.training.encoder import Encoder, Lesson, Shape, embed, padded, teach
from eval.training.pairs import Bag, Choice
from eval.training.variants import static

ROWS = [np.array([5, 9, 9, 30]), np.array([7]), np.array([2, 3])]
SHAPE = Shape(depth=1, heads=2, longest=8)


def test_texts_stand_side_by_side_and_are_cut():
    ids, there = padded(Bag.of([np.arange(1, 4), np.arange(1, 9)]), 5, "cpu")
    assert ids.tolist() == [[1, 2, 3, 0, 0], [1, 2, 3, 4, 5]]
    assert there.sum(dim=1).tolist() == [3, 5]


def test_untaught_it_is_the_static_model(tiny_matrix):
    encoder = Encoder(tiny_matrix, SHAPE).eval()
    assert embed(encoder, ROWS, "cpu") == pytest.approx(static(tiny_matrix, ROWS), abs=1e-5)


def test_a_lesson_changes_what_it_adds(tiny_matrix, mix):
    choice = replace(Choice(), batch=16, shortest=10, longest=40)
    lesson = Lesson(SHAPE, choice, guessing=0.01, pairing=0.02, workers=1, window=8, windows=4)
    torch.set_num_threads(1)
    encoder = teach(tiny_matrix, mix, lesson, "cpu")
    assert encoder.adds.weight.abs().max().item() > 0
    found = embed(encoder, ROWS, "cpu")
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert found != pytest.approx(static(tiny_matrix, ROWS), abs=1e-4)
