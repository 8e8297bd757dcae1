"""How sure it is that a passage speaks of a topic: a logistic regression on a few features that can be named.

The constants are fitted on the ``tune`` half of ``eval/queries/topics.jsonl``
(``python -m eval coverage --archive all --split tune --fit``).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from indexer.index.records import StoredPassage
from search_api.answering.overlap import Asked, Scope, header_scope

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a passage speaks of a topic; each 0 to 1.

    ``said``: the share of the topic in its words, headings and lead-ins; ``about``: in its directive's header;
    ``lacking``: that stands in neither; ``unknown``: in words that the archive never says; ``near``: the cosine;
    ``preamble``: it stands before the first section, where directives name the subjects of others.
    """

    said: float
    about: float
    lacking: float
    unknown: float
    near: float
    preamble: float

    @classmethod
    def of(cls, stored: StoredPassage, asked: Asked, cosine: float, *, is_preamble: bool) -> Signs:
        """Of a passage for a topic."""
        passage = stored.passage
        here = asked.found(Scope.of([*passage.context, passage.text], asked.is_bare))
        around = asked.found(header_scope(stored.entry.header, asked.is_bare))
        anywhere = [max(a, b) for a, b in zip(here, around, strict=True)]
        return cls(
            said=asked.share(here),
            about=asked.share(around),
            lacking=1 - asked.share(anywhere),
            unknown=asked.unknown(anywhere),
            near=max(cosine, 0.0),
            preamble=float(is_preamble),
        )

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return tuple(float(getattr(self, item.name)) for item in fields(self))


BIAS = -2.25
WEIGHTS: tuple[float, ...] = (3.76, 0.65, -1.75, -1.44, 4.21, -0.74)
PARTIAL, STRONG = 0.6, 0.8
"""Chance from which a passage covers a topic, and from which its directive covers it strongly."""


def chances(
    signs: NDArray[np.float64], bias: float = BIAS, weights: tuple[float, ...] = WEIGHTS
) -> NDArray[np.float64]:
    """The estimated chance of each row of signs, shape ``(n, 6)``, that the passage speaks of the topic."""
    return np.asarray(1 / (1 + np.exp(-(bias + signs @ np.asarray(weights)))), dtype=np.float64)
