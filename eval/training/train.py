"""Training: a matrix of token vectors such that a title lies near the passages it heads.

A text's vector is the mean of its tokens' vectors, at unit length. The loss is that of
sentence-transformers' ``MultipleNegativesRankingLoss`` (Henderson et al. 2017, "Efficient Natural Language
Response Suggestion for Smart Reply"), in both directions: each question is to find its passage among the
batch's, and each passage its question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from eval.training.data import fold_words
from eval.training.pairs import Bag, Batch, Choice, Pairs
from eval.training.save import Matrix


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the matrix is trained. ``scale`` multiplies the cosines (the inverse of a temperature)."""

    dims: int = 256
    epochs: int = 20
    learning_rate: float = 0.2
    scale: float = 20.0
    drop: float = 0.1
    tie: bool = True
    frequent: float = 1e-3
    seed: int = 11


class Vectors(nn.Module):
    """One vector a token.

    That of a token without diacritics is the mean of those that it may stand for, plus one of its own: what
    is learned of ``đấu thầu`` holds for ``dau thau``, however seldom that was seen.
    """

    def __init__(self, tokenizer: Tokenizer, seen: NDArray[np.int64], recipe: Recipe) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(recipe.seed)
        own = torch.randn(len(seen), recipe.dims, generator=generator)
        share = torch.from_numpy(seen / seen.sum()).float()
        self.own = nn.Parameter(own * (recipe.frequent / (recipe.frequent + share))[:, None])
        self.ties = _ties(tokenizer, seen) if recipe.tie else None
        if self.ties is not None:
            with torch.no_grad():
                self.own[torch.unique(self.ties.coalesce().indices()[0])] *= 0.1

    def matrix(self) -> Tensor:
        """All vectors: tokens by dimensions."""
        return self.own if self.ties is None else self.own + torch.sparse.mm(self.ties, self.own)

    def forward(self, matrix: Tensor, bag: Bag, drop: float) -> Tensor:
        """Unit vectors of a bag's texts, with a share ``drop`` of the tokens left out."""
        ids, offsets = torch.from_numpy(bag.ids), torch.from_numpy(bag.offsets)
        weights = torch.empty(len(ids)).bernoulli_(1 - drop)
        summed = functional.embedding_bag(ids, matrix, offsets, mode="sum", per_sample_weights=weights)
        return functional.normalize(summed, dim=-1)


def _ties(tokenizer: Tokenizer, seen: NDArray[np.int64]) -> Tensor:
    """Which tokens a token without diacritics may stand for, by how often each is seen: rows sum to one."""
    vocabulary = tokenizer.get_vocab()
    places: dict[int, dict[int, float]] = {}
    for piece, token in vocabulary.items():
        bare = vocabulary.get(fold_words(piece))
        if bare is not None and bare != token and seen[token]:
            places.setdefault(bare, {})[token] = float(seen[token])
    rows = [row for row, members in places.items() for _ in members]
    columns = [column for members in places.values() for column in members]
    values = [n / sum(members.values()) for members in places.values() for n in members.values()]
    size = (len(vocabulary), len(vocabulary))
    return torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(values), size, check_invariants=True
    ).coalesce()


def ranking_loss(queries: Tensor, passages: Tensor, scale: float) -> Tensor:
    """The cross-entropy of finding row ``i`` of the one at row ``i`` of the other, both ways."""
    scores = queries @ passages.T * scale
    right = torch.arange(len(scores))
    return (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)) / 2


def train(pairs: Pairs, tokenizer: Tokenizer, choice: Choice, recipe: Recipe) -> Matrix:
    """The trained matrix, tokens by ``recipe.dims``, float32; the same on every run with as many threads."""
    torch.manual_seed(recipe.seed)
    seen = np.bincount(pairs.sentences[0].ids, minlength=tokenizer.get_vocab_size())
    vectors = Vectors(tokenizer, seen, recipe)
    steps = pairs.batches(choice) * recipe.epochs
    adam = torch.optim.Adam(vectors.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        adam, recipe.learning_rate, total_steps=steps + 1, pct_start=0.1
    )
    progress = tqdm(_all_batches(pairs, choice, recipe), total=steps, desc="training")
    for batch in progress:
        matrix = vectors.matrix()
        loss = ranking_loss(
            vectors(matrix, batch.queries, recipe.drop),
            vectors(matrix, batch.passages, recipe.drop),
            recipe.scale,
        )
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        schedule.step()
        progress.set_postfix(loss=f"{loss.item():.3f}", refresh=False)
    return vectors.matrix().detach().numpy()


def _all_batches(pairs: Pairs, choice: Choice, recipe: Recipe) -> Iterator[Batch]:
    rng = np.random.default_rng(recipe.seed)
    for _ in range(recipe.epochs):
        yield from pairs.epoch(choice, rng)
