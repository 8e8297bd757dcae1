"""Which articles say alike things: an order of a source in which neighbours are hard to tell apart.

A batch of neighbours in this order is a batch of hard negatives, found without asking each question (Morris and
Rush 2024, "Contextual Document Embeddings", batch by clusters). The order is that of a balanced tree: articles are
halved at the median along the direction in which their vectors differ most, and each half again.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.training.pairs import Ids, Mix, Pairs
from eval.training.save import Matrix

LEAF = 64
"""Articles that are left together as they are."""

_POWERS = 6  # iterations towards the direction of most difference; it need not be found exactly


def with_likeness(mix: Mix, matrix: Matrix, seed: int = 1) -> Mix:
    """The mix with each source's :attr:`Pairs.likeness`, by the vectors that ``matrix`` gives its articles."""
    rng = np.random.default_rng(seed)
    placed = [replace(pairs, likeness=_places(_vectors(pairs, matrix), rng)) for pairs, _ in mix.parts]
    return Mix([(pairs, weight) for pairs, (_, weight) in zip(placed, mix.parts, strict=True)])


def order(vectors: NDArray[np.float32], rng: np.random.Generator, leaf: int = LEAF) -> Ids:
    """Row numbers of ``vectors`` (n by dims) such that rows near one another in it are alike."""
    found: list[Ids] = []
    open_parts = [np.arange(len(vectors))]
    while open_parts:
        part = open_parts.pop()
        if len(part) <= leaf:
            found.append(part)
            continue
        along = part[np.argsort(vectors[part] @ _direction(vectors[part], rng), kind="stable")]
        open_parts += [along[len(along) // 2 :], along[: len(along) // 2]]
    return np.concatenate([*found, np.zeros(0, dtype=np.int64)]).astype(np.int64)


def _places(vectors: NDArray[np.float32], rng: np.random.Generator) -> Ids:
    rows = order(vectors, rng)
    places = np.empty(len(rows), dtype=np.int64)
    places[rows] = np.arange(len(rows))
    return places


def _direction(rows: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """About the first principal component, by power iteration."""
    centred = rows - rows.mean(axis=0)
    direction = np.asarray(rng.standard_normal(rows.shape[1]), dtype=np.float32)
    for _ in range(_POWERS):
        direction = centred.T @ (centred @ direction)
        direction /= max(float(np.linalg.norm(direction)), 1e-12)
    return np.asarray(direction, dtype=np.float32)


def _vectors(pairs: Pairs, matrix: Matrix) -> NDArray[np.float32]:
    """A unit vector an article: the mean of its body's tokens."""
    texts = pairs.sentences[0]
    starts = texts.starts[pairs.first_sentence[:-1]]
    ends = texts.starts[pairs.first_sentence[1:]]
    rows = np.stack([matrix[texts.ids[a:b]].sum(axis=0) for a, b in zip(starts, ends, strict=True)])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)
