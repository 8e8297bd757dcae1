"""Texts to vectors, by any sentence-transformers model on this machine.

A static model (a matrix of token vectors and a mean, as the bundled one) needs no torch
(:mod:`indexer.static_model`); every other one goes through sentence-transformers. No model's own code is run and
nothing is downloaded here: :mod:`indexer.models` finds models, and only ``tracuu model fetch`` brings one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indexer.errors import ModelError
from indexer.models import Model
from indexer.static_model import StaticModel, Tokens, is_static
from indexer.text import retone

Vectors = NDArray[np.float32]
"""Shape ``(texts, dimension)``, rows of length 1; a text without any known token is a row of zeros."""

_OF_THE_MODEL = {".safetensors", ".bin", ".json", ".txt", ".model", ".onnx"}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What must agree for two vectors to be comparable; recorded in every index."""

    name: str
    weights: str
    dimension: int
    query_prompt: str
    passage_prompt: str

    def to_json(self) -> str:
        """As stored in the catalog."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Fingerprint:
        """As read from the catalog."""
        return cls(**json.loads(text))

    def makes_the_same_vectors_as(self, other: Fingerprint) -> bool:
        """Whether all but the name is equal: a model may be found under another path."""
        return {**asdict(self), "name": ""} == {**asdict(other), "name": ""}


class Embedded(NamedTuple):
    """What a model makes of passages: their vectors, and the tokens of each: none where it has no vectors of
    single tokens.
    """

    vectors: Vectors
    tokens: list[Tokens]

    @classmethod
    def without_tokens(cls, vectors: Vectors) -> Embedded:
        """Vectors alone."""
        return cls(vectors, [NO_TOKENS] * len(vectors))


NO_TOKENS: Tokens = np.zeros(0, dtype=np.uint32)


class Embedder(Protocol):
    """What the house asks of a model."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What is recorded of the model."""

    @property
    def max_tokens(self) -> int | None:
        """How many tokens it reads of a text, its own marks and prompt left out; None for no limit."""

    def count_tokens(self, text: str) -> int:
        """The length of a text in the model's tokens."""

    def embed_queries(self, queries: Sequence[str]) -> Vectors:
        """Vectors of questions."""

    def embed_passages(self, passages: Sequence[str]) -> Embedded:
        """Passages, in the form that :func:`indexer.shown.passage_input` gives."""

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Those of texts, none where it has no vectors of single tokens."""

    def token_cosines(self, query: str, tokens: Tokens) -> NDArray[np.float32]:
        """Of each token of a question with each of some tokens, times what the former counts for, 1 in the mean:
        shape ``(tokens of the question, tokens)``; no row where the model has no vectors of single tokens.
        """


def load(model: Model) -> Embedder:
    """Load a model from its folder.

    Raises:
        ModelError: the folder holds no sentence-transformers model, or a broken one.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        return _loaded(model)
    except ModelError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(f"Không nạp được mô hình trong {model.folder} ({reason}).", model=model.name) from error


def _loaded(model: Model) -> Embedder:
    from indexer import optimised  # which knows this module

    if (model.folder / optimised.SHAPE).is_file():
        return optimised.Optimised(model)
    return _Static(model) if is_static(model.folder) else Transformer(model)


def fingerprint(model: Model, dimension: int) -> Fingerprint:
    """What is recorded of a model in a folder."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(model.folder.rglob("*")):
        if file.suffix in _OF_THE_MODEL:
            digest.update(file.relative_to(model.folder).as_posix().encode())
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
    return Fingerprint(model.name, digest.hexdigest(), dimension, model.query_prompt, model.passage_prompt)


class _Static:
    """A matrix and a sum, which at unit length is a mean. Has no limit on a text's length."""

    max_tokens = None

    def __init__(self, model: Model) -> None:
        self._model = StaticModel.read(model.folder)
        self._prompts = model.query_prompt, model.passage_prompt
        self.fingerprint = fingerprint(model, self._model.dimension)
        # A question is asked for its vector and for its tokens.
        self._asked = lru_cache(maxsize=64)(lambda text: self._model.tokens([text])[0])

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def embed_queries(self, queries: Sequence[str]) -> Vectors:
        tokens = [self._asked(self._prompts[0] + query) for query in queries]
        return normalised(self._model.sums(tokens), self.fingerprint.dimension)

    def embed_passages(self, passages: Sequence[str]) -> Embedded:
        tokens = self._model.tokens([self._prompts[1] + passage for passage in passages])
        return Embedded(normalised(self._model.sums(tokens), self.fingerprint.dimension), tokens)

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        return self._model.tokens(texts)

    def token_cosines(self, query: str, tokens: Tokens) -> NDArray[np.float32]:
        asked = self._asked(query)
        counts = np.sqrt(self._model.lengths(asked))  # the length itself leaves too little to the others
        counts /= max(float(counts.mean()), np.finfo(np.float32).tiny) if len(counts) else 1
        return self._model.cosines(asked, tokens) * counts[:, np.newaxis]


class WholeTexts:
    """A model whose tokens mean something only in their text: it has no vectors of them alone."""

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """None, as :class:`Embedder` has it."""
        return [NO_TOKENS] * len(texts)

    def token_cosines(self, query: str, tokens: Tokens) -> NDArray[np.float32]:
        """No row, as :class:`Embedder` has it."""
        return np.zeros((0, len(tokens)), dtype=np.float32)


class Transformer(WholeTexts):
    """Any other model, by sentence-transformers; it sorts texts by length, so that batches waste nothing."""

    def __init__(self, model: Model) -> None:
        """Load it for the processor."""
        from sentence_transformers import SentenceTransformer

        self.model = SentenceTransformer(
            str(model.folder), device="cpu", trust_remote_code=False, local_files_only=True
        )
        dimension = self.model.get_embedding_dimension()
        prompts = self.model.prompts or {}
        passage = prompts.get("passage") or prompts.get("document")
        model = model.with_prompts(prompts.get("query") or "", passage or "")
        self._prompts = model.query_prompt, model.passage_prompt
        self.fingerprint = fingerprint(model, int(dimension or 0))

    @property
    def max_tokens(self) -> int | None:
        """The model's limit less its two marks and its longer prompt."""
        limit = self.model.max_seq_length
        prompt = max(self.count_tokens(prompt) for prompt in self._prompts)
        return int(limit) - 2 - prompt if limit else None

    def count_tokens(self, text: str) -> int:
        """The length of a text in the model's tokens."""
        tokenizer: Any = self.model.tokenizer
        return len(tokenizer.encode(retone(text), add_special_tokens=False, verbose=False))

    def embed_queries(self, queries: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._embed(self._prompts[0], queries)

    def embed_passages(self, passages: Sequence[str]) -> Embedded:
        """Vectors of passages."""
        return Embedded.without_tokens(self._embed(self._prompts[1], passages))

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vectors:
        vectors = self.model.encode(
            [retone(text) for text in texts], prompt=prompt, show_progress_bar=False, convert_to_numpy=True
        )
        return normalised(vectors, self.fingerprint.dimension)


def normalised(vectors: ArrayLike, dimension: int) -> Vectors:
    """Rows of length 1 in float32; zeros stay zeros."""
    rows = np.asarray(vectors, dtype=np.float32).reshape(-1, dimension)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    normalised: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return normalised
