"""Passages in their order, with what each gained where: the ranking of a question, and the reason of one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class Reason(NamedTuple):
    """Why a passage stands where it does: its score is the sum of all but ``counted``, times that.

    ``words`` and ``meaning`` are what the halves gave, ``fit`` what its directive's header and its tasks gave,
    ``answers`` what it gained by holding the kind of thing that is asked for.
    ``counted`` is below 1 where better passages of the same directive stand before it.
    """

    words: float
    meaning: float
    fit: float
    answers: float
    counted: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passage keys, best first, with the fused score and those of the halves (NaN where not looked at).

    ``reasons`` has a row a passage, shape ``(n, 5)``, with the fields of :class:`Reason`.
    """

    keys: NDArray[np.int64]
    scores: Scores
    lexical: Scores
    dense: Scores
    reasons: Scores

    @classmethod
    def by_words(cls, keys: NDArray[np.int64], scores: Scores) -> Ranking:
        """Of the lexical half alone."""
        nothing = np.zeros_like(scores)
        reasons = np.stack([scores, nothing, nothing, nothing, nothing + 1], axis=1)
        return cls(keys, scores, scores, np.full_like(scores, np.nan), reasons).ordered()

    @classmethod
    def by_meaning(cls, keys: NDArray[np.int64], scores: Scores) -> Ranking:
        """Of the dense half alone."""
        nothing = np.zeros_like(scores)
        reasons = np.stack([nothing, scores, nothing, nothing, nothing + 1], axis=1)
        return cls(keys, scores, np.full_like(scores, np.nan), scores, reasons).ordered()

    def ordered(self) -> Ranking:
        """By score; equal ones by their place in the catalog."""
        return self.at(np.lexsort((self.keys, -self.scores)))

    def at(self, places: Sequence[int] | NDArray[np.int64]) -> Ranking:
        """Those at some places, in their order."""
        chosen = np.asarray(places, dtype=np.int64)
        return Ranking(
            self.keys[chosen],
            self.scores[chosen],
            self.lexical[chosen],
            self.dense[chosen],
            self.reasons[chosen],
        )

    def reason(self, place: int) -> Reason:
        """Why the passage at a place stands there."""
        return Reason(*self.reasons[place].tolist())
