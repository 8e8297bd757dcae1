"""Two rankings into one.

A convex combination of scores, each divided by the best of its list and with its theoretical minimum as zero:
"TM2C2" of Bruch, Gai and Ingber, *An Analysis of Fusion Functions for Hybrid Retrieval*, ACM TOIS 42(1), 2023.
There and here it ranks above reciprocal rank fusion, which throws away how sure each half is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

LEXICAL_WEIGHT = 0.6
"""Share of the lexical half; tuned on ``eval/queries`` (``python -m eval run``)."""


def convex(lexical: Scores, dense: Scores, lexical_weight: float = LEXICAL_WEIGHT) -> Scores:
    """Fused scores in ``[0, 1]`` of the same passages, shape ``(n,)`` like both inputs."""
    words, meaning = shares(lexical, dense, lexical_weight)
    return words + meaning


def shares(
    lexical: Scores, dense: Scores, lexical_weight: float = LEXICAL_WEIGHT, expected: float = 0.0
) -> tuple[Scores, Scores]:
    """What each half gives to the fused scores, which are their sum.

    BM25 and cosine have 0 as their minimum here: a negative cosine says no more than none. Where the best lexical
    score is below what was ``expected``, the lexical half has met few of the words and counts the less.
    """
    words = np.asarray(lexical_weight * _scaled(lexical, expected), dtype=np.float32)
    return words, np.asarray((1 - lexical_weight) * _scaled(dense), dtype=np.float32)


def spread(scores: Scores, directives: NDArray[np.int64], most: int, share: float) -> Scores:
    """How far each score counts: in full, but ``share`` for a directive's passages after its best ``most``.

    So one directive does not fill the page where others answer too. ``directives`` says which passages are of one,
    shape ``(n,)`` like ``scores``; of equal scores the first is the better.
    """
    order = np.lexsort((-scores, directives))  # which keeps equal ones in their order
    sorted_directives = directives[order]
    first = np.searchsorted(sorted_directives, sorted_directives)
    late = np.empty(len(scores), dtype=bool)
    late[order] = np.arange(len(scores)) - first >= most
    return np.where(late, share, 1.0).astype(np.float32)


def _scaled(scores: Scores, expected: float = 0.0) -> Scores:
    best = max(scores.max(initial=0.0), expected)
    return np.clip(scores, 0.0, None) / best if best > 0 else np.zeros_like(scores)
