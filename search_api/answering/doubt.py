"""How sure it is that a sentence answers a question: a logistic regression on a few features that can be named.

The constants are fitted on the questions for it (``tune``) in ``eval/queries/asked.jsonl``, ``asked_others.jsonl``
and ``asked_offices.jsonl`` by ``python -m eval answers --fit``, as ``eval/queries/README.md`` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import exp

from search_api.answering import named
from search_api.answering.candidates import Candidate
from search_api.answering.kinds import AMOUNTS, VAGUE, Want
from search_api.answering.overlap import Asked


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against (or, the last three, for) an answer; each 0 to 1.

    ``lacking``: the share of the question that stands nowhere in passage or header; ``kind``: the kind of thing
    that is asked is missing; ``year``, ``day``, ``name``, ``figure``: what the question names is missing;
    ``behind``: how far the passage's score is below the best one; ``amount``, ``vague``: a number is asked for, of
    which there are many, or what any words may answer. ``task``: a task is; ``near``: the cosine; ``rank``: the
    passage's score.
    """

    lacking: float
    kind: float
    year: float
    day: float
    name: float
    figure: float
    behind: float
    amount: float
    vague: float
    task: float
    near: float
    rank: float

    @classmethod
    def of(cls, candidate: Candidate, asked: Asked, want: Want | None, best: float) -> Signs:
        """Of the sentence that was chosen for a kind; ``best`` is the score of the passage found first."""
        return cls(
            lacking=1 - candidate.known,
            kind=1 - min(candidate.holds, 1.0),
            year=1 - candidate.years,
            day=1 - named.days(candidate, asked),
            name=1 - candidate.names,
            figure=1 - named.figures(candidate, asked),
            behind=best - candidate.read.score,
            amount=float(want in AMOUNTS),
            vague=float(want is None or want in VAGUE),
            task=float(want is Want.TASK),
            near=candidate.read.dense,
            rank=candidate.read.score,
        )

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of the weights."""
        return tuple(float(getattr(self, item.name)) for item in fields(self))


BIAS = -1.027
WEIGHTS = (-2.888, -3.454, -0.476, -2.574, -2.615, -2.289, -1.829, -0.307, -1.249, 0.687, 0.962, 2.914)
THRESHOLD = 0.70
"""Chance from which an answer is given."""


def chance(signs: Signs) -> float:
    """The estimated chance that the sentence answers."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True))
    return 1 / (1 + exp(-total))
