"""BM25 by bm25s, vectors by FAISS compared one by one, the two joined by rank: what one writes in an afternoon."""

from __future__ import annotations

import bm25s
import faiss
import numpy as np
from model2vec import StaticModel
from numpy.typing import NDArray

from eval.peers.fusion import joined
from eval.peers.protocol import DEPTH, TOP, Given, serve


class Bm25sFaiss:
    """The defaults of both; no words are left out, as bm25s lists none for Vietnamese."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        self._given = given
        self._model = StaticModel.from_pretrained(given.model)
        self._words = bm25s.BM25()
        self._vectors = faiss.IndexFlatIP(self._model.dim)

    def index(self) -> None:
        """Words, then vectors."""
        tokens = bm25s.tokenize(self._given.texts, stopwords=None, show_progress=False)
        self._words.index(tokens, show_progress=False)
        self._vectors.add(self._embedded(self._given.texts))

    def search(self, question: str) -> list[str]:
        """Both, joined."""
        tokens = bm25s.tokenize([question], stopwords=None, show_progress=False)
        depth = min(DEPTH, len(self._given.ids))
        words, _ = self._words.retrieve(tokens, k=depth, show_progress=False)
        _, vectors = self._vectors.search(self._embedded([question]), depth)
        return [self._given.ids[at] for at in joined([words[0].tolist(), vectors[0].tolist()], TOP)]

    def _embedded(self, texts: list[str]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.encode(texts).astype(np.float32)
        faiss.normalize_L2(vectors)
        return vectors


if __name__ == "__main__":
    serve(Bm25sFaiss, "bm25s")
