"""What chance does to a mean over questions: intervals around it, and the test of a difference.

Intervals are those of the percentile bootstrap (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993,
chapter 13): questions are drawn again with replacement, as if others of the same sort had been asked. Where all
questions score alike the interval is a point, which says too much for a few questions. The test is the paired
randomisation test that Smucker, Allan and Carterette recommend (*A Comparison of Statistical Significance Tests
for Information Retrieval Evaluation*, CIKM 2007). Both are seeded: the same scores give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.metrics import NAMES, Scores

RESAMPLES = 10_000
"""How often questions are drawn again, or signs."""

LEVEL = 0.95
"""The share of resampled means that an interval holds."""

SEED = 20_230_511

_CELLS = 4_000_000
"""Numbers that are drawn at once, which bounds the memory."""

_EXACT = 13
"""Up to so many questions that differ, all 2^n signs are tried instead of drawing some."""

Values = NDArray[np.float64]


class Interval(NamedTuple):
    """Between these two lies the mean, as far as the choice of questions goes."""

    low: float
    high: float

    def __str__(self) -> str:
        """``.809–.910``."""
        return f"{short(self.low)}–{short(self.high)}"

    def to_list(self) -> list[float]:
        """For JSON."""
        return [round(self.low, 6), round(self.high, 6)]


def short(value: float, sign: str = "-") -> str:
    """Three decimals without the zero before them: ``.860``, ``1.00``; ``sign`` as in a format."""
    value = round(value, 3) + 0.0  # no -.000
    text = f"{value:{sign}.3f}"
    return f"{value:{sign}.2f}" if abs(value) >= 0.9995 else text.replace("0.", ".", 1)


def intervals(scores: Iterable[Scores]) -> dict[str, Interval]:
    """The interval of each measure's mean over topics."""
    rows = [[row[name] for name in NAMES] for row in scores]
    return dict(zip(NAMES, _intervals(np.asarray(rows, dtype=np.float64).reshape(-1, len(NAMES))), strict=True))


def interval(values: Sequence[float] | Values) -> Interval:
    """The interval of the mean of one value a topic; that of none is 0."""
    return _intervals(np.asarray(values, dtype=np.float64).reshape(-1, 1))[0]


def p_value(differences: Sequence[float] | Values) -> float:
    """How often a mean difference as large as this, either way, comes of swapping the two systems by chance.

    Args:
        differences: one a question, shape ``(n,)``.
    """
    found = np.asarray(differences, dtype=np.float64)
    found = found[np.abs(found) > 1e-12]  # a tie stays one, however it is swapped
    if not len(found):
        return 1.0
    seen, least = 0, abs(found.sum()) - 1e-9
    if len(found) <= _EXACT:
        patterns = np.arange(2 ** len(found))[:, np.newaxis] >> np.arange(len(found)) & 1
        return float(np.mean(np.abs((patterns * 2 - 1) @ found) >= least))
    rng = np.random.default_rng(SEED)
    for size in _portions(len(found)):
        signs = rng.integers(0, 2, (size, len(found)), dtype=np.int8) * 2 - 1
        seen += int(np.count_nonzero(np.abs(signs @ found) >= least))
    return (1 + seen) / (1 + RESAMPLES)  # what was observed is one of the ways


def _intervals(values: Values) -> list[Interval]:
    """One for each column of a matrix with a row a topic."""
    if not len(values):
        return [Interval(0.0, 0.0)] * values.shape[1]
    means = np.concatenate(list(_resampled(values)))
    outside = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(means, [outside, 100 - outside], axis=0)
    return [Interval(float(a), float(b)) for a, b in zip(low, high, strict=True)]


def _resampled(values: Values) -> Iterator[Values]:
    """The means of drawn questions, in portions of shape ``(draws, columns)``."""
    count, rng = len(values), np.random.default_rng(SEED)
    for size in _portions(count):
        drawn = rng.integers(0, count, (size, count)) + np.arange(size)[:, np.newaxis] * count
        times = np.bincount(drawn.reshape(-1), minlength=size * count).reshape(size, count)
        yield times @ values / count


def _portions(width: int) -> Iterator[int]:
    """``RESAMPLES`` in portions that hold ``_CELLS`` numbers at most."""
    left, most = RESAMPLES, max(_CELLS // width, 1)
    while left > 0:
        yield min(left, most)
        left -= most
