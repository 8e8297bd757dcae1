"""BM25 by bm25s over this project's syllables and pairs of them, without vectors: a strong baseline."""

from __future__ import annotations

from itertools import pairwise

import bm25s

from eval.peers.protocol import TOP, Given, serve
from indexer.text import keys


class Bm25sPairs:
    """Syllables as their keys (one spelling of each), and neighbours joined."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        self._given = given
        self._words = bm25s.BM25()

    def index(self) -> None:
        """Words alone."""
        self._words.index([_terms(text) for text in self._given.texts], show_progress=False)

    def search(self, question: str) -> list[str]:
        """By words alone."""
        found, _ = self._words.retrieve([_terms(question)], k=min(TOP, len(self._given.ids)), show_progress=False)
        return [self._given.ids[at] for at in found[0].tolist()]


def _terms(text: str) -> list[str]:
    syllables = keys(text)
    return [*syllables, *map("_".join, pairwise(syllables))]


if __name__ == "__main__":
    serve(Bm25sPairs, "bm25s")
