"""Two rankings joined by their ranks, for peers that leave this to who uses them.

Cormack, Clarke and Büttcher, *Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods*,
SIGIR 2009, with its constant of 60.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

_CONSTANT = 60


def joined(rankings: Iterable[Sequence[int]], limit: int) -> list[int]:
    """The best of all rankings; of equals the lower first."""
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] += 1 / (_CONSTANT + rank)
    return sorted(scores, key=lambda item: (-scores[item], item))[:limit]
