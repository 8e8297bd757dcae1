"""The model's folder: what sentence-transformers and model2vec both read, the latter without torch.

Weights are kept as bytes, one scale a token (``embeddings`` and ``weights`` in ``model.safetensors``, as
model2vec names them): a quarter of the size of single precision at no measured loss, and both readers
compute in single precision, where half precision made sentence-transformers divide nothing by nothing on
an empty text. Two more things make the readers agree on every text: the tokenizer never emits an unknown
token (model2vec would drop it, sentence-transformers count it), and the configuration tells model2vec to
normalise and not to cut long texts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save as to_safetensors
from tokenizers import Tokenizer

Matrix = NDArray[np.float32]

LARGEST = 16_000_000
"""Bytes that the folder may have."""

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_SENTENCE_TRANSFORMERS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


class TooLargeError(ValueError):
    """The model's folder would have more bytes than may ship."""


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix as bytes: row ``i`` is ``embeddings[i] * weights[i]`` (int8; float32)."""

    embeddings: NDArray[np.int8]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: Matrix) -> Quantised:
        """The nearest bytes, the largest number of each row being 127."""
        weights = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127
        return cls(np.rint(matrix / weights[:, None]).astype(np.int8), weights.astype(np.float32))


def save(tokenizer: Tokenizer, matrix: Matrix, folder: Path) -> int:
    """Write the model; give the folder's bytes. A model card that is there is left as it is.

    Raises :class:`TooLargeError`, and writes nothing, when the model would have more than ``LARGEST`` bytes.
    """
    kept = Quantised.of(matrix)
    files = {
        "model.safetensors": to_safetensors({"embeddings": kept.embeddings, "weights": kept.weights}),
        "tokenizer.json": tokenizer.to_str(pretty=False).encode(),
        "config.json": _json({"normalize": True, "max_length": None, "embedding_dtype": "int8"}),
        "config_sentence_transformers.json": _json(_SENTENCE_TRANSFORMERS),
        "modules.json": _json(_MODULES),
        "1_Normalize/config.json": _json({}),
    }
    size = sum(map(len, files.values()))
    if size > LARGEST:
        raise TooLargeError(
            f"The model has {size:,} bytes and may have {LARGEST:,}; lower --dims or --vocabulary."
        )
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return size


def encode(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """The saved model's vectors of texts (texts by dims, unit length or zero), as model2vec computes them."""
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(folder, normalize=True, max_length=None)
    return np.asarray(model.encode(list(texts), use_multiprocessing=False), dtype=np.float32)


def folder_bytes(folder: Path) -> int:
    """The bytes of all files under a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
