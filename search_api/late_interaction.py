"""How well passages say each word of a question, word by word and by meaning.

Late interaction: of each token of the question the highest cosine with a token of the passage, and their mean
("MaxSim" of Khattab and Zaharia, *ColBERT: Efficient and Effective Passage Search via Contextualized Late
Interaction over BERT*, SIGIR 2020), here over the tokens of a static model. The vector of a whole passage says
what most of it is about; this says whether one place in it has all that was asked. So only tokens that stand close
together count, and those of the directive's header: what is said there holds for all its passages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.embed import NO_TOKENS
from indexer.static_model import Tokens

Scores = NDArray[np.float32]

WINDOW = 20
"""Tokens that are close together: two or three lines."""


def scores(
    heads: Sequence[Tokens], passages: Sequence[Tokens], cosines: Callable[[Tokens], Scores], window: int = WINDOW
) -> Scores:
    """Of each passage the mean over the question's tokens, in the place of it that has the highest, 0 to 1.

    Args:
        heads: of each passage the tokens of its directive's header.
        passages: their own tokens.
        cosines: gives those of the question's tokens with others, shape ``(of the question, others)``.
        window: tokens that are close together.
    """
    found = cosines(np.concatenate([NO_TOKENS, *heads, *passages]))
    if not found.size:
        return np.zeros(len(passages), dtype=np.float32)
    of_heads, of_passages = np.split(found, [sum(map(len, heads))], axis=1)
    anywhere = np.maximum.reduceat(*_apart(of_heads, heads, 1), axis=1)
    spread, starts = _apart(of_passages, passages, window + 1)
    around = np.repeat(anywhere, np.diff(starts, append=spread.shape[1]), axis=1)
    close = np.maximum(_highest(spread, window), around).mean(axis=0)
    ends = starts + [len(tokens) for tokens in passages] + 1  # further on a window reaches into the next passage
    return np.maximum.reduceat(close, np.stack([starts, ends], axis=1).ravel())[::2]


def _apart(values: Scores, parts: Sequence[Tokens], gap: int) -> tuple[Scores, NDArray[np.intp]]:
    """Columns of some parts with so many zeros after each, and where each begins."""
    lengths = np.asarray([len(part) for part in parts])
    starts = np.cumsum(lengths + gap) - lengths - gap
    spread = np.zeros((len(values), int(lengths.sum()) + gap * len(parts)), dtype=np.float32)
    spread[:, np.arange(values.shape[1]) + np.repeat(gap * np.arange(len(parts)), lengths)] = values
    return spread, starts


def _highest(values: Scores, window: int) -> Scores:
    """Of each column and those after it, ``window`` in all, by doubling."""
    found, seen = values.copy(), 1
    while seen < window:
        step = min(seen, window - seen)
        np.maximum(found[:, :-step], found[:, step:], out=found[:, :-step])
        seen += step
    return found
