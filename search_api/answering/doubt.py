"""How sure it is that a sentence answers a question: a logistic regression on a few features that can be named.

The constants are fitted on the questions for it (``tune``) in ``eval/queries/asked.jsonl`` and
``asked_others.jsonl`` by ``python -m eval answers --fit``.
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

    ``lacking``: the share of the question that stands nowhere in passage or header; ``kind``: the kind of thing
    that is asked is missing; ``year``, ``day``, ``name``, ``figure``: what the question names is missing;
    ``near``: the cosine; ``rank``: the passage's score.
    """

    lacking: float
    kind: float
    year: float
    day: float
    name: float
    figure: float
    near: float
    rank: float

    @classmethod
    def of(cls, candidate: Candidate, asked: Asked) -> Signs:
        """Of the sentence that was chosen."""
        return cls(
            lacking=1 - candidate.known,
            kind=1 - min(candidate.holds, 1.0),
            year=1 - candidate.years,
            day=1 - named.days(candidate, asked),
            name=1 - named.names(candidate, asked),
            figure=1 - named.figures(candidate, asked),
            near=candidate.read.dense,
            rank=candidate.read.score,
        )

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return tuple(float(getattr(self, item.name)) for item in fields(self))


BIAS = -0.942
WEIGHTS = (-3.568, -3.494, -0.976, -1.888, -2.041, -2.186, 1.481, 2.982)
THRESHOLD = 0.73
"""Chance from which an answer is given."""


def chance(signs: Signs) -> float:
    """The estimated chance that the sentence answers."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True))
    return 1 / (1 + exp(-total))
