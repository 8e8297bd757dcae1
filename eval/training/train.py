"""Training: a matrix of token vectors such that a title lies near the passages it heads.

A text's vector is the mean of its tokens' vectors, at unit length. The loss is that of
sentence-transformers' ``MultipleNegativesRankingLoss`` (Henderson et al. 2017, "Efficient Natural Language
Response Suggestion for Smart Reply"), in both directions: each question is to find its passage among the
batch's, and each passage its question.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from eval.training.data import fold_words
from eval.training.latent import latent_vectors
from eval.training.pairs import Bag, Choice, Mix, Texts
from eval.training.save import Matrix


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the matrix is trained.

    ``scale`` multiplies the cosines (the inverse of a temperature). ``drop`` is the share of tokens left out
    of each text at each step. A token that makes up the share ``frequent`` of the text begins with half its
    weight. ``noise`` is added to the latent vectors of the beginning, whose numbers are about one.
    """

    dims: int = 384
    epochs: int = 8
    learning_rate: float = 0.2
    scale: float = 15.0
    drop: float = 0.1
    frequent: float = 1e-3
    noise: float = 1.0
    seed: int = 11


class Vectors(nn.Module):
    """One vector a token.

    That of a token without diacritics is the mean of those that it may stand for, plus one of its own: what
    is learned of ``đấu thầu`` holds for ``dau thau``, however seldom that was seen.
    """

    def __init__(self, tokenizer: Tokenizer, texts: Texts, recipe: Recipe, device: str = "cpu") -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(recipe.seed)
        pieces = tokenizer.get_vocab_size()
        seen = np.bincount(texts.ids, minlength=pieces)
        own = latent_vectors(texts, pieces, recipe.dims, generator, device).cpu() * recipe.dims**0.5
        own += recipe.noise * torch.randn(own.shape, generator=generator)
        own *= _informative(seen, recipe.frequent)[:, None]
        ties, alone = _ties(tokenizer.get_vocab(), seen)
        self.ties = ties.to(device)
        self.own = nn.Parameter((own * alone[:, None]).to(device))

    def matrix(self) -> Tensor:
        """All vectors: tokens by dimensions."""
        ties = self.ties
        return self.own.index_add(0, ties.bare, self.own.index_select(0, ties.marked) * ties.share)

    def forward(self, matrix: Tensor, bag: Bag, drop: float) -> Tensor:
        """Unit vectors of a bag's texts, with a share ``drop`` of the tokens left out."""
        ids, offsets = torch.from_numpy(bag.ids).to(matrix.device), torch.from_numpy(bag.offsets).to(matrix.device)
        weights = torch.empty(len(ids), device=matrix.device).bernoulli_(1 - drop)
        summed = functional.embedding_bag(ids, matrix, offsets, mode="sum", per_sample_weights=weights)
        return functional.normalize(summed, dim=-1)


def _informative(seen: NDArray[np.int64], frequent: float) -> Tensor:
    """The weight of each token by its share of the text (Arora et al. 2017, "A Simple but Tough-to-Beat")."""
    share = seen / max(int(seen.sum()), 1)
    return torch.from_numpy(frequent / (frequent + share)).float()


@dataclass(frozen=True, slots=True)
class Ties:
    """Row by row a token without diacritics, one that it may stand for, and how often it does (a column)."""

    bare: Tensor
    marked: Tensor
    share: Tensor

    def to(self, device: str) -> Ties:
        """The same on a device."""
        return Ties(self.bare.to(device), self.marked.to(device), self.share.to(device))


def _ties(vocabulary: dict[str, int], seen: NDArray[np.int64]) -> tuple[Ties, Tensor]:
    """Which tokens a token without diacritics may stand for, each by its share of what is so spelled.

    Also the share of the token itself, a tenth at least: all of ``giáo``, little of ``giao``, hardly any of
    ``dau``.
    """
    places: dict[int, list[int]] = {}
    for piece, token in vocabulary.items():
        bare = vocabulary.get(fold_words(piece))
        if bare is not None and bare != token and seen[token]:
            places.setdefault(bare, []).append(token)
    total = {bare: seen[bare] + seen[members].sum() for bare, members in places.items()}
    cells = [(bare, token, seen[token] / total[bare]) for bare, members in places.items() for token in members]
    alone = torch.ones(len(seen))
    for bare, whole in total.items():
        alone[bare] = max(0.1, seen[bare] / whole)
    bare, marked = torch.tensor([cell[:2] for cell in cells], dtype=torch.int64).reshape(-1, 2).T
    share = torch.tensor([cell[2] for cell in cells], dtype=torch.float32)[:, None]
    return Ties(bare, marked, share), alone


def ranking_loss(queries: Tensor, passages: Tensor, scale: float) -> Tensor:
    """The cross-entropy of finding row ``i`` of the one at row ``i`` of the other, both ways."""
    scores = queries @ passages.T * scale
    right = torch.arange(len(scores), device=scores.device)
    return (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)) / 2


def train(mix: Mix, tokenizer: Tokenizer, choice: Choice, recipe: Recipe, device: str = "cpu") -> Matrix:
    """The trained matrix, tokens by ``recipe.dims``, float32; the same on every run with as many threads."""
    torch.manual_seed(recipe.seed)
    vectors = Vectors(tokenizer, mix.sentences, recipe, device)
    steps = len(mix.batches(choice, recipe.epochs))
    adam = torch.optim.Adam(vectors.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.99), fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        adam, recipe.learning_rate, total_steps=steps + 1, pct_start=0.1
    )
    progress = tqdm(
        mix.draw(choice, recipe.epochs, np.random.default_rng(recipe.seed)), total=steps, desc="training"
    )
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
    return vectors.matrix().detach().cpu().numpy()
