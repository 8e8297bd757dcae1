"""txtai's hybrid index: its BM25 and its FAISS, joined by its own weights."""

from __future__ import annotations

from txtai import Embeddings

from eval.peers.protocol import TOP, Given, serve


class Txtai:
    """``hybrid`` with the bundled model; all else is its default."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        self._given = given
        self._embeddings = Embeddings(hybrid=True, method="model2vec", path=str(given.model))

    def index(self) -> None:
        """Words and vectors."""
        self._embeddings.index(zip(self._given.ids, self._given.texts, strict=True))

    def search(self, question: str) -> list[str]:
        """Both, joined."""
        return [id for id, _ in self._embeddings.search(question, TOP)]


if __name__ == "__main__":
    serve(Txtai, "txtai")
