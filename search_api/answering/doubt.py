"""How sure it is that a sentence answers a question: a logistic regression on a few features that can be named.

The constants are fitted on the ``tune`` half of ``eval/queries/asked.jsonl`` by ``python -m eval answers --fit``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import exp

from search_api.answering import named
from search_api.answering.candidates import Candidate
from search_api.answering.overlap import Asked


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against (or, the last two, for) an answer; each 0 to 1.

    ``unsaid``: the share of the question that stands neither in the sentence nor above; ``lacking``: that stands
    nowhere in passage or header; ``unknown``: in words that the archive never says; ``kind``: the kind of thing
    that is asked is missing; ``year``, ``day``, ``name``, ``office``, ``figure``: what the question names is
    missing; ``near``: the cosine; ``rank``: the passage's score.
    """

    unsaid: float
    lacking: float
    unknown: float
    kind: float
    year: float
    day: float
    name: float
    office: float
    figure: float
    near: float
    rank: float

    @classmethod
    def of(cls, candidate: Candidate, asked: Asked) -> Signs:
        """Of the sentence that was chosen."""
        return cls(
            unsaid=1 - candidate.said,
            lacking=1 - candidate.known,
            unknown=asked.unknown(candidate.found),
            kind=1 - min(candidate.holds, 1.0),
            year=1 - candidate.years,
            day=1 - named.days(candidate, asked),
            name=1 - named.names(candidate, asked),
            office=1 - named.offices(candidate, asked),
            figure=1 - named.figures(candidate, asked),
            near=candidate.read.dense,
            rank=candidate.read.score,
        )

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return tuple(float(getattr(self, item.name)) for item in fields(self))


BIAS = 1.130
WEIGHTS = (-2.685, -2.439, -2.075, -2.097, -2.000, -2.000, -2.180, -1.092, -2.516, 1.297, 1.245)
THRESHOLD = 0.57
"""Chance from which an answer is given."""


def chance(signs: Signs) -> float:
    """The estimated chance that the sentence answers."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True))
    return 1 / (1 + exp(-total))
