"""A small transformer on top of the static model: what a token means where it stands.

A text's vector is the mean of its tokens' static vectors plus the mean of what the transformer adds to them. What
it adds begins as nothing, so training starts from the static model and can only leave it for something better.
First it learns to guess masked tokens (Devlin et al. 2019, "BERT"), then from the pairs of the static model.
"""

from __future__ import annotations

import math
import multiprocessing as mp
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from eval.training.pairs import Bag, Batch, Choice, Ids, Mix, Texts
from eval.training.save import Matrix
from eval.training.train import ranking_loss


@dataclass(frozen=True, slots=True)
class Shape:
    """The transformer: layers, heads, and the longest text in tokens; what is beyond is not read."""

    depth: int = 3
    heads: int = 6
    longest: int = 192
    drop: float = 0.1


@dataclass(frozen=True, slots=True)
class Lesson:
    """How one is taught: minutes of guessing masked tokens, then minutes of pairs, drawn by ``choice``.

    ``rate`` is the highest learning rate of the layers, ``words`` that of the static vectors, ``scale`` multiplies
    the cosines. ``masked`` is the share of tokens to guess, ``window`` the tokens of running text that are read at
    once, ``windows`` so many a step. ``workers`` draw pairs.
    """

    shape: Shape = field(default_factory=Shape)
    choice: Choice = field(default_factory=Choice)
    guessing: float = 1.0
    pairing: float = 2.0
    rate: float = 8e-4
    words: float = 1e-3
    scale: float = 20.0
    masked: float = 0.2
    window: int = 128
    windows: int = 512
    workers: int = 8
    seed: int = 11


class Encoder(nn.Module):
    """Token ids to unit vectors. ``matrix``: the static model's, tokens by dims."""

    def __init__(self, matrix: Matrix, shape: Shape) -> None:
        super().__init__()
        start = torch.from_numpy(matrix / np.linalg.norm(matrix, axis=1).mean())
        dims = start.shape[1]
        self.shape = shape
        self.words = nn.Parameter(start.clone())
        self.place = nn.Parameter(torch.randn(shape.longest, dims) * 0.02)
        self.into = nn.LayerNorm(dims)
        layer = nn.TransformerEncoderLayer(
            dims, shape.heads, 4 * dims, shape.drop, "gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(layer, shape.depth, nn.LayerNorm(dims), enable_nested_tensor=False)
        self.adds = nn.Linear(dims, dims, bias=False)
        nn.init.zeros_(self.adds.weight)

    def meant(self, ids: Tensor, vectors: Tensor, there: Tensor) -> Tensor:
        """What the transformer makes of token vectors (texts, tokens, dims); ``there``: no padding."""
        inside = self.into(vectors) + self.place[: ids.shape[1]]
        found: Tensor = self.layers(inside, src_key_padding_mask=~there)
        return found

    def forward(self, ids: Tensor, there: Tensor) -> Tensor:
        """Unit vectors, texts by dims. A text without any token has the zero vector."""
        vectors = self.words[ids]
        whole = vectors + self.adds(self.meant(ids, vectors, there))
        return functional.normalize((whole * there[:, :, None]).sum(dim=1).float(), dim=-1)


def padded(bag: Bag, longest: int, device: str) -> tuple[Tensor, Tensor]:
    """The ids of a bag's texts side by side, cut to ``longest``, and where there are any."""
    ends = np.append(bag.offsets[1:], len(bag.ids))
    lengths = np.minimum(ends - bag.offsets, longest).clip(1)
    width = int(lengths.max())
    there = np.arange(width)[None, :] < lengths[:, None]
    at = np.minimum(bag.offsets[:, None] + np.arange(width)[None, :], len(bag.ids) - 1)
    return (
        torch.from_numpy(np.where(there, bag.ids[at], 0)).to(device, non_blocking=True),
        torch.from_numpy(there).to(device, non_blocking=True),
    )


def teach(matrix: Matrix, mix: Mix, lesson: Lesson, device: str) -> Encoder:
    """The trained encoder, on ``device``. Its time is given, not its steps: two runs differ in the last digits."""
    with _drawn(mix, lesson) as batches:
        torch.manual_seed(lesson.seed)
        encoder = Encoder(matrix, lesson.shape).to(device)
        if lesson.guessing:
            _guess(encoder, mix.sentences, lesson, device)
        if lesson.pairing:
            _pair(encoder, batches, lesson, device)
    return encoder.eval()


def _guess(encoder: Encoder, texts: Texts, lesson: Lesson, device: str) -> None:
    """Guess masked tokens of running text; the static vectors stay as they are."""
    rng = np.random.default_rng(lesson.seed)
    count = len(texts.ids) // lesson.window
    text = torch.from_numpy(texts.ids[: count * lesson.window].astype(np.int32)).to(device)
    windows = text.view(count, lesson.window)
    names = nn.Parameter(torch.randn_like(encoder.words) * 0.02)
    hidden = nn.Parameter(torch.zeros_like(encoder.words[0]))
    layers = [value for name, value in encoder.named_parameters() if name not in ("words", "adds.weight")]
    adam = torch.optim.AdamW([*layers, names, hidden], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    there = torch.ones(lesson.windows, lesson.window, dtype=torch.bool, device=device)
    for done in _time(lesson.guessing, "guessing"):
        _set_rates(adam, done, [lesson.rate])
        ids = windows[torch.from_numpy(rng.integers(0, count, lesson.windows)).to(device)].long()
        asked = torch.rand(ids.shape, device=device) < lesson.masked
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            vectors = torch.where(asked[:, :, None], hidden, encoder.words.detach()[ids])
            found = encoder.meant(ids, vectors, there)[asked]
            loss = functional.cross_entropy((found @ names.T).float(), ids[asked])
        _step(adam, loss)


def _pair(encoder: Encoder, batches: Iterator[Batch], lesson: Lesson, device: str) -> None:
    """Find each question's passage among those of its batch."""
    layers = [value for name, value in encoder.named_parameters() if name != "words"]
    groups: list[dict[str, Any]] = [{"params": layers}, {"params": [encoder.words], "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    for done in _time(lesson.pairing, "pairing"):
        _set_rates(adam, done, [lesson.rate / 2, lesson.words])
        batch = next(batches)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            questions = encoder(*padded(batch.queries, lesson.shape.longest, device))
            passages = encoder(*padded(batch.passages, lesson.shape.longest, device))
        _step(adam, ranking_loss(questions, passages, lesson.scale))


def _time(minutes: float, what: str) -> Iterator[float]:
    """The share of the time that is over, again and again until it is; tells each tenth."""
    began, told, steps = time.monotonic(), 0, 0
    while (done := (time.monotonic() - began) / (60 * minutes)) < 1:
        yield done
        steps += 1
        if int(done * 10) > told:
            told = int(done * 10)
            print(f"{what}: {done:.0%}, {steps} steps", flush=True)


def _set_rates(adam: torch.optim.Optimizer, done: float, rates: list[float]) -> None:
    """Up for a twentieth of the time, then down along a cosine."""
    share = min(done / 0.05, 0.5 * (1 + math.cos(math.pi * max(done - 0.05, 0) / 0.95)))
    for group, rate in zip(adam.param_groups, rates, strict=True):
        group["lr"] = max(share, 1e-3) * rate


def _step(adam: torch.optim.Optimizer, loss: Tensor) -> None:
    adam.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([value for group in adam.param_groups for value in group["params"]], 1.0)
    adam.step()


@contextmanager
def _drawn(mix: Mix, lesson: Lesson) -> Iterator[Iterator[Batch]]:
    """Batches without end, drawn by other processes; they must begin before this one uses a GPU."""
    context = mp.get_context("fork")
    queue = context.Queue(maxsize=4 * lesson.workers)

    def draw(seed: int) -> None:
        while True:
            for batch in mix.draw(lesson.choice, 1, np.random.default_rng(seed)):
                queue.put(batch)
            seed += lesson.workers

    seeds = range(lesson.seed, lesson.seed + lesson.workers)
    workers = [context.Process(target=draw, args=(seed,), daemon=True) for seed in seeds]
    for worker in workers:
        worker.start()
    try:
        yield iter(queue.get, None)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
        queue.close()


def embed(encoder: Encoder, rows: list[Ids], device: str, at_once: int = 1024) -> Matrix:
    """Unit vectors of tokenised texts, in their order, as they would be in single precision."""
    found = np.zeros((len(rows), encoder.words.shape[1]), dtype=np.float32)
    order = np.argsort([len(row) for row in rows], kind="stable")
    with torch.inference_mode():
        for at in range(0, len(rows), at_once):
            some = order[at : at + at_once]
            bag = Bag.of([rows[i] if len(rows[i]) else np.zeros(1, dtype=np.int64) for i in some])
            found[some] = encoder(*padded(bag, encoder.shape.longest, device)).cpu().numpy()
    return found
