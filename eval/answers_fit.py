"""The constants of ``search_api/answering/doubt.py``, fitted on judged questions.

A logistic regression: does the sentence that was chosen hold the fact? Questions that a header or a citation
settles take no part. What speaks against an answer may not come out speaking for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from eval import logistic
from eval.answers import Judged
from search_api.answering import answerer
from search_api.answering.answer import Ask
from search_api.answering.doubt import Signs
from search_api.engine import Engine

EXPECTED = Signs(
    lacking=-2, kind=-2, year=-2, day=-2, name=-2, figure=-2, behind=0, amount=0, vague=0, task=0, near=1, rank=1
)  # fmt: skip
"""Weights that were expected before any question was seen; what the questions seldom show stays near them."""

_FALSE, _MISSED = 2.0, 1.0
"""What a false answer costs, and a question that is left alone though its answer was found."""

_FOR = frozenset(("task", "near", "rank"))


@dataclass(frozen=True, slots=True)
class Fitted:
    """The constants, and on how many questions."""

    bias: float
    weights: tuple[float, ...]
    threshold: float
    questions: int

    def __str__(self) -> str:
        """As they stand in the code."""
        weights = ", ".join(f"{weight:.3f}" for weight in self.weights)
        return (
            f"# fitted on {self.questions} questions\nBIAS = {self.bias:.3f}\n"
            f"WEIGHTS = ({weights})\nTHRESHOLD = {self.threshold:.2f}"
        )


def fit(judged: Iterable[tuple[Engine, Iterable[Judged]]]) -> Fitted:
    """Fit the constants on the questions of some archives."""
    rows = [row for engine, questions in judged for one in questions if (row := _row(engine, one))]
    signs = np.array([values for values, _ in rows], dtype=np.float64)
    right = np.array([is_right for _, is_right in rows], dtype=np.float64)
    allowed = np.ones(signs.shape[1], dtype=bool)
    names = [item.name for item in fields(Signs)]
    while True:
        bias, weights = logistic.fit(signs * allowed, right, EXPECTED.values)
        weights = weights * allowed
        wrong = np.array([(weight < 0) == (name in _FOR) for name, weight in zip(names, weights, strict=True)])
        wrong &= allowed
        if not wrong.any():
            break
        allowed &= ~wrong
    chances = 1 / (1 + np.exp(-(bias + signs @ weights)))
    return Fitted(
        bias, tuple(float(w) for w in weights), logistic.threshold(chances, right, _FALSE, _MISSED), len(rows)
    )


def _row(engine: Engine, judged: Judged) -> tuple[tuple[float, ...], bool] | None:
    """The signs of the sentence chosen for a question, and whether what would be copied holds the fact."""
    found = answerer.look(engine, Ask(judged.question))
    if answerer.settled(found):
        return None
    chosen = answerer.choices(found)
    least = min(chosen, key=lambda choice: choice.chance)
    if not least.is_possible:
        return None
    text = "\n".join(quote.text for quote in answerer.quotes(found, chosen))
    return least.signs.values, judged.is_answerable and judged.is_met_by(text)
