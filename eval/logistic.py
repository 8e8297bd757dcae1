"""Logistic regression by Newton's method, held near weights that were expected: with few questions to fit on, what
these seldom show stays as expected.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RIDGE = 1.0
"""Weight of the squared distance of the weights from those expected."""

Matrix = NDArray[np.float64]


def fit(signs: Matrix, right: Matrix, expected: tuple[float, ...]) -> tuple[float, Matrix]:
    """The bias, which is free, and the weights of ``signs``, shape (n, k); ``right`` is 0 or 1, shape (n,)."""
    design = np.column_stack([np.ones(len(signs)), signs])
    ridge = RIDGE * np.eye(design.shape[1])
    ridge[0, 0] = 1e-6
    prior = np.array([0.0, *expected])
    beta = prior.copy()
    for _ in range(100):
        chance = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (chance - right) + ridge @ (beta - prior)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(beta[0]), beta[1:]


def threshold(chances: Matrix, right: Matrix, false: float, missed: float) -> float:
    """The chance from which yes costs least, where a false yes and a missed one cost so much; the middle of the
    cheapest stretch.
    """
    steps = np.arange(0.05, 0.96, 0.01)
    costs = [
        false * ((chances >= at) & (right == 0)).sum() + missed * ((chances < at) & (right == 1)).sum()
        for at in steps
    ]
    cheapest = [float(at) for at, cost in zip(steps, costs, strict=True) if cost == min(costs)]
    return float(np.median(cheapest))
