"""Where training begins: tokens that occur in the same stretches of text lie near one another.

Latent semantic analysis (Deerwester et al. 1990, "Indexing by Latent Semantic Analysis"): the truncated
singular value decomposition of the matrix of stretches by tokens, found by random projection and power
iteration (Halko, Martinsson, Tropp 2011, "Finding Structure with Randomness", algorithm 4.4).
"""

from __future__ import annotations

import warnings

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from eval.training.pairs import Texts

STRETCH = 30
"""Tokens of running text that are taken together, about fifty syllables."""

_MORE = 20  # columns beyond those asked for, and
_POWERS = 3  # iterations: more of either change nothing that is measured


def latent_vectors(
    texts: Texts, pieces: int, dims: int, generator: torch.Generator, device: str = "cpu"
) -> Tensor:
    """A unit vector for each token (``pieces`` by ``dims``, float32), or zero where ``texts`` lack it."""
    counts = _weighted(texts, pieces)
    transposed, counts = _by_row(counts.t().coalesce()).to(device), _by_row(counts).to(device)
    base = torch.randn(pieces, dims + _MORE, generator=generator).to(device)
    for _ in range(_POWERS):
        base, _ = torch.linalg.qr(transposed @ (counts @ base))
    projected = counts @ base
    values, rotation = torch.linalg.eigh(projected.T @ projected)
    strength = values.flip(0)[:dims].clamp_min(0).sqrt().sqrt()  # the root of the singular value
    vectors = (base @ rotation.flip(1)[:, :dims]) * strength
    vectors[torch.from_numpy(np.bincount(texts.ids, minlength=pieces) == 0).to(device)] = 0
    return torch.nn.functional.normalize(vectors, dim=-1)


def _by_row(matrix: Tensor) -> Tensor:
    with warnings.catch_warnings():  # "in beta state" for years, and four times as fast
        warnings.filterwarnings("ignore", message="Sparse CSR tensor support")
        return matrix.to_sparse_csr()


def _weighted(texts: Texts, pieces: int) -> Tensor:
    """Stretches by tokens: (1 + log count) x log inverse frequency, rows of unit length."""
    lengths = np.diff(texts.starts)
    stretch = np.repeat(np.cumsum(lengths) // STRETCH, lengths)
    cells, counts = np.unique(stretch * pieces + texts.ids, return_counts=True)
    _, row = np.unique(cells // pieces, return_inverse=True)
    column = cells % pieces
    weight = (1 + np.log(counts)) * _rarity(column, int(row[-1]) + 1)
    weight /= np.sqrt(np.bincount(row, weights=weight**2))[row].clip(1e-9)
    size = (int(row[-1]) + 1, pieces)
    values = torch.from_numpy(weight.astype(np.float32))
    return torch.sparse_coo_tensor(
        torch.from_numpy(np.stack([row, column])), values, size, check_invariants=True
    ).coalesce()


def _rarity(columns: NDArray[np.int64], stretches: int) -> NDArray[np.float64]:
    """For each cell, how rare its token is: the logarithm of the inverse share of stretches that have it."""
    rarity: NDArray[np.float64] = np.log(1 + stretches / np.bincount(columns).clip(1))[columns]
    return rarity
