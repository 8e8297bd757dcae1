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
        [encoding] = self.tokenizer.encode_batch_fast([retone(text)], add_special_tokens=False)
        return len(encoding)

    def sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The sum of each text's vectors, shape ``(texts, dimension)``; zeros where no token is known."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), _TOGETHER):
            some = [retone(text) for text in texts[first : first + _TOGETHER]]
            for i, encoding in enumerate(self.tokenizer.encode_batch_fast(some, add_special_tokens=False), first):
                tokens = np.asarray(encoding.ids, dtype=np.int64)
                found[i] = self.weights[tokens] @ self.matrix[self.rows[tokens]].astype(np.float32)
        return found


def _module(folder: Path) -> dict[str, Any]:
    """The first module of a model, which its kind goes by."""
    modules = folder / "modules.json"
    if not modules.is_file():
        raise ModelError(f"{folder} không phải mô hình sentence-transformers (thiếu modules.json).")
    found: list[dict[str, Any]] = json.loads(modules.read_text(encoding="utf-8"))
    if not found:
        raise ModelError(f"{folder} không phải mô hình sentence-transformers (modules.json trống).")
    return found[0]
