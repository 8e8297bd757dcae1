"""Static models: one vector a token and their sum, as ``StaticEmbedding`` of sentence-transformers keeps them.

Its files are few and plain, and to import a library that reads them takes longer than many searches:
sentence-transformers several seconds, model2vec two thirds of one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError
from indexer.text import retone

_KIND = "StaticEmbedding"
_MATRICES = ("embedding.weight", "embeddings")
"""As sentence-transformers names it, and as model2vec does."""

_TOGETHER = 1_024
"""Texts that are tokenised at once."""

Tokens = NDArray[np.unsignedinteger[Any]]
"""The tokens of a text, in its order, by their places in the vocabulary, shape ``(tokens,)``."""


def is_static(folder: Path) -> bool:
    """Whether a folder holds a static model, or another one of sentence-transformers.

    Raises:
        ModelError: neither.
    """
    return str(_module(folder)["type"]).endswith(_KIND)


@dataclass(frozen=True, slots=True)
class StaticModel:
    """The vector of token ``i`` is ``matrix[rows[i]] * weights[i]``."""

    tokenizer: Any
    matrix: NDArray[Any]
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]

    @classmethod
    def read(cls, folder: Path) -> StaticModel:
        """From the files of a folder.

        Raises:
            ModelError, OSError, ValueError: one is missing or broken.
        """
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        where = folder / _module(folder).get("path", "")
        tensors = load_file(where / "model.safetensors")
        matrix = next((tensors[name] for name in _MATRICES if name in tensors), None)
        if matrix is None:
            raise ModelError(f"{where}/model.safetensors không có ma trận từ ({', '.join(_MATRICES)}).")
        tokenizer = Tokenizer.from_file(str(where / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        size = tokenizer.get_vocab_size()
        rows = np.asarray(tensors.get("mapping", np.arange(size)), dtype=np.int64)
        weights = np.asarray(tensors.get("weights", np.ones(size)), dtype=np.float32)
        return cls(tokenizer, matrix, rows, weights)

    @property
    def dimension(self) -> int:
        """Of its vectors."""
        return int(self.matrix.shape[1])

    def count_tokens(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self.tokens([text])[0])

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text."""
        found: list[Tokens] = []
        for first in range(0, len(texts), _TOGETHER):
            some = [retone(text) for text in texts[first : first + _TOGETHER]]
            encodings = self.tokenizer.encode_batch_fast(some, add_special_tokens=False)
            found += [np.asarray(encoding.ids, dtype=np.uint32) for encoding in encodings]
        return found

    def sums(self, texts: Sequence[Tokens]) -> NDArray[np.float32]:
        """The sum of the vectors of each text's tokens, shape ``(texts, dimension)``; zeros where it has none."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, tokens in enumerate(texts):
            found[i] = self.weights[tokens] @ self._vectors(tokens)
        return found

    def lengths(self, tokens: Tokens) -> NDArray[np.float32]:
        """Of the vectors of tokens: how much each weighs in the sum of a text."""
        return _lengths(self._vectors(tokens)) * np.abs(self.weights[tokens])

    def cosines(self, these: Tokens, those: Tokens) -> NDArray[np.float32]:
        """Of the vectors of some tokens with those of others, shape ``(these, those)``."""
        is_there = np.zeros(len(self.rows), dtype=np.bool_)  # which numpy's unique would sort for
        is_there[those] = True
        different = np.flatnonzero(is_there)
        place = np.empty(len(self.rows), dtype=np.intp)
        place[different] = np.arange(len(different))
        one, other = self._vectors(these), self._vectors(different)
        found = (one @ other.T) / np.maximum(np.outer(_lengths(one), _lengths(other)), np.finfo(np.float32).tiny)
        return np.asarray(found.take(place.take(those), axis=1))

    def _vectors(self, tokens: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Of tokens, but for their weights."""
        return np.asarray(self.matrix.take(self.rows.take(tokens), axis=0), dtype=np.float32)  # faster than by []


def _lengths(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)))


def _module(folder: Path) -> dict[str, Any]:
    """The first module of a model, which its kind goes by."""
    modules = folder / "modules.json"
    if not modules.is_file():
        raise ModelError(f"{folder} không phải mô hình sentence-transformers (thiếu modules.json).")
    found: list[dict[str, Any]] = json.loads(modules.read_text(encoding="utf-8"))
    if not found:
        raise ModelError(f"{folder} không phải mô hình sentence-transformers (modules.json trống).")
    return found[0]
