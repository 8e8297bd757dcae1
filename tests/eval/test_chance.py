"""Intervals and p-values, where they can be worked out by hand or are known otherwise."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from eval import chance
from eval.chance import Interval, interval, p_value, short
from eval.metrics import NAMES


def test_the_interval_of_a_share_is_about_that_of_the_normal_approximation():
    found = interval([1.0] * 80 + [0.0] * 20)
    spread = 1.96 * (0.8 * 0.2 / 100) ** 0.5
    assert found.low == pytest.approx(0.8 - spread, abs=0.011)
    assert found.high == pytest.approx(0.8 + spread, abs=0.011)


@pytest.mark.parametrize(("values", "expected"), [([], (0, 0)), ([1, 1, 1], (1, 1)), ([0.5], (0.5, 0.5))])
def test_where_nothing_varies_the_interval_is_a_point(values, expected):
    assert interval(values) == expected


def test_the_same_scores_give_the_same_interval_in_portions_or_not(monkeypatch):
    values = np.random.default_rng(1).random(50)
    found = interval(values)
    assert interval(values) == found
    monkeypatch.setattr(chance, "_CELLS", 5_000)
    assert interval(values).low == pytest.approx(found.low, abs=0.01)


def test_every_measure_has_an_interval_around_its_mean():
    scores = [dict.fromkeys(NAMES, float(n % 3 == 0)) for n in range(30)]
    found = chance.intervals(scores)
    assert list(found) == list(NAMES)
    assert all(low < 1 / 3 < high for low, high in found.values())


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ([], 1.0),
        ([0, 0, 0], 1.0),
        ([1], 1.0),  # one question may as well have gone the other way
        ([1, 1, 1, 1, 1, 0, 0], 2 / 2**5),
        ([1, 1, 1, -1], (2 * comb(4, 3) + 2) / 2**4),
        ([-0.5, -0.5, -0.5], 2 / 2**3),
    ],
)
def test_few_questions_are_tested_exactly(differences, expected):
    assert p_value(differences) == pytest.approx(expected)


def test_many_questions_are_tested_by_drawing_and_agree_with_the_sign_test():
    wins, losses = 20, 8
    exact = 2 * sum(comb(28, k) for k in range(20, 29)) / 2**28
    assert p_value([1.0] * wins + [-1.0] * losses) == pytest.approx(exact, abs=0.01)
    assert p_value([1.0] * 40) == pytest.approx(1 / (1 + chance.RESAMPLES))


def test_chance_alone_is_seldom_significant():
    rng = np.random.default_rng(2)
    found = [p_value(rng.choice([-1.0, 1.0], 20)) for _ in range(60)]
    assert sum(p < 0.05 for p in found) <= 8


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [(0.86, "-", ".860"), (1, "-", "1.00"), (0.9996, "-", "1.00"), (-0.012, "+", "-.012"), (-0.0001, "+", "+.000"),
     (0, "-", ".000"), (1, "+", "+1.00")],
)  # fmt: skip
def test_figures_are_written_short(value, sign, text):
    assert short(value, sign) == text
    assert str(Interval(0.809, 0.91)) == ".809–.910"
