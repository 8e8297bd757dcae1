"""Fitting a linear-chain conditional random field: the weights under which the tags of all lessons are likeliest.

The likelihood and its gradient are those of Lafferty, McCallum and Pereira (2001), by the forward and backward
sums over all sequences at once; L-BFGS (Liu and Nocedal 1989) climbs, a penalty on the squares of weights keeps
them small. A tag that no lesson has after another never follows it. Deterministic: the same lessons give the same
weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from indexer.deadlines.deadline_tagger import Model

Floats = npt.NDArray[np.float64]

_NEVER = -1e4
"""The logarithm of the likelihood of what never happens."""

Lesson = tuple[Sequence[Sequence[str]], Sequence[int]]
"""The clues and the tag of each token of a sequence."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``least`` is how often a clue must be seen; weights nearer to nothing than ``small`` are dropped."""

    penalty: float = 0.2
    steps: int = 150
    least: int = 2
    small: float = 0.02


@dataclass(frozen=True, slots=True)
class _Lessons:
    """Tokens by place in their sequence, the longest sequence first: ``counts[t]`` of them have a token ``t``.

    ``barred``, of shape (tags + 1, tags), is added to what follows what, and in its last row to what comes first.
    """

    clues: sparse.csr_matrix
    tags: npt.NDArray[np.int64]
    counts: Sequence[int]
    barred: Floats

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """Where the tokens of each place begin."""
        return np.concatenate([[0], np.cumsum(self.counts)])


def fit(sequences: Sequence[Lesson], plan: Plan) -> Model:
    """The model under which the tags of these sequences are likeliest."""
    seen = Counter(clue for clues, _ in sequences for token in clues for clue in token)
    known = {clue: at for at, clue in enumerate(clue for clue, count in seen.items() if count >= plan.least)}
    lessons = _arranged(sequences, known)
    size, count = len(known), lessons.barred.shape[1]
    found = minimize(
        _loss, np.zeros((size + count + 1) * count), (lessons, plan.penalty), jac=True, method="L-BFGS-B",
        options={"maxiter": plan.steps},
    ).x.reshape(-1, count)  # fmt: skip
    weights = found[:size]
    found[size:] += lessons.barred
    kept = [(clue, at) for clue, at in known.items() if np.abs(weights[at]).max() >= plan.small]
    rows = {clue: row for row, (clue, _) in enumerate(kept)}
    parts = (weights[[at for _, at in kept]], found[size:-1], found[-1])
    return Model(rows, *(part.astype(np.float32) for part in parts))


def _arranged(sequences: Sequence[Lesson], known: dict[str, int]) -> _Lessons:
    ordered = sorted((one for one in sequences if one[1]), key=lambda one: -len(one[1]))
    counts = [sum(len(one[1]) > at for one in ordered) for at in range(len(ordered[0][1]))]
    pointers, rows, right = [0], [], []
    for at, count in enumerate(counts):
        for clues, said in ordered[:count]:
            rows += [known[clue] for clue in clues[at] if clue in known]
            pointers.append(len(rows))
            right.append(said[at])
    matrix = sparse.csr_matrix((np.ones(len(rows)), rows, pointers), shape=(len(right), len(known)))
    return _Lessons(matrix, np.array(right), counts, _barred([said for _, said in ordered]))


def _barred(tags: Sequence[Sequence[int]]) -> Floats:
    """Of shape (tags + 1, tags): nothing for each pair of tags that is seen, a large penalty for all others."""
    count = max(map(max, tags)) + 1
    barred = np.full((count + 1, count), _NEVER)
    for said in tags:
        barred[[*said[:-1], count], [*said[1:], said[0]]] = 0
    return barred


def _loss(flat: Floats, lessons: _Lessons, penalty: float) -> tuple[float, Floats]:
    """Minus the logarithm of the likelihood, with the penalty, and its gradient."""
    count = lessons.barred.shape[1]
    table = flat.reshape(-1, count)
    weights, passing = table[: -count - 1], table[-count - 1 :] + lessons.barred
    follows, first = passing[:-1], passing[-1]
    scores = lessons.clues @ weights
    starts, right = lessons.starts, lessons.tags
    top = scores.max(axis=1, keepdims=True)
    factors, passes = np.exp(scores - top), np.exp(follows)
    forward, scales = _forward(factors, passes, np.exp(first), starts)
    shares, pairs = _backward(factors, passes, forward, scales, starts)
    total = top.sum() + sum(np.log(scale).sum() for scale in scales)
    truth = scores[np.arange(len(right)), right].sum() + first[right[: starts[1]]].sum()
    for at in range(1, len(starts) - 1):
        before, after = right[starts[at - 1] :][: starts[at + 1] - starts[at]], right[starts[at] : starts[at + 1]]
        truth += follows[before, after].sum()
        np.subtract.at(pairs, (before, after), 1)
    begun = shares[: starts[1]].sum(axis=0) - np.bincount(right[: starts[1]], minlength=count)
    shares[np.arange(len(right)), right] -= 1
    slope = np.concatenate([lessons.clues.T @ shares, pairs, begun[None]]).ravel() + penalty * flat
    return total - truth + penalty / 2 * flat @ flat, slope


def _forward(
    factors: Floats, passes: Floats, first: Floats, starts: npt.NDArray[np.int64]
) -> tuple[list[Floats], list[Floats]]:
    """The share of each tag given what came before, place by place, and what each was scaled by."""
    found: list[Floats] = []
    scales: list[Floats] = []
    for at in range(len(starts) - 1):
        now = factors[starts[at] : starts[at + 1]]
        now = now * (found[-1][: len(now)] @ passes if found else first)
        scales.append(now.sum(axis=1, keepdims=True))
        found.append(now / scales[-1])
    return found, scales


def _backward(
    factors: Floats, passes: Floats, forward: list[Floats], scales: list[Floats], starts: npt.NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """The probability of each tag of each token, and the expected number of each pair of tags."""
    shares, pairs = np.empty_like(factors), np.zeros_like(passes)
    ahead = np.ones_like(forward[-1])
    shares[starts[-2] :] = forward[-1]
    for at in range(len(starts) - 3, -1, -1):
        after = ahead * factors[starts[at + 1] : starts[at + 2]] / scales[at + 1]
        pairs += forward[at][: len(after)].T @ after * passes
        ahead = np.ones_like(forward[at])
        ahead[: len(after)] = after @ passes.T
        shares[starts[at] : starts[at + 1]] = forward[at] * ahead
    return shares, pairs
