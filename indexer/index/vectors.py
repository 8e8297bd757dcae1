"""The dense half: the passages nearest to a question's vector, by FAISS, in :mod:`indexer.index.shards`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors
from indexer.index import shards
from indexer.index.shards import Keys
from indexer.index.vector_shard import Scored, VectorShard

FOLDER = "vectors"


class VectorIndex:
    """The shards in a folder, by ascending keys, opened for searching."""

    def __init__(self, parts: list[VectorShard], dimension: int) -> None:
        """Use :meth:`build`, :meth:`update` or :meth:`open`."""
        self._shards = parts
        self._dimension = dimension

    @classmethod
    def build(cls, folder: Path, rows: Iterable[tuple[Keys, Vectors]]) -> None:
        """Write the index of vectors, shape ``(n, dimension)``, named by keys, ascending from the first of the
        ``rows`` to the last.
        """
        shards.build(VectorShard, folder / FOLDER, rows)

    @classmethod
    def update(cls, before: Path, folder: Path, gone: Keys, rows: Iterable[tuple[Keys, Vectors]]) -> None:
        """Write the index of another folder into this one, without ``gone``, with ``rows`` after all of it."""
        shards.update(VectorShard, before / FOLDER, folder / FOLDER, gone, rows)

    @classmethod
    def open(cls, folder: Path, before: VectorIndex | None = None) -> VectorIndex:
        """Open what :meth:`build` or :meth:`update` wrote; what was open ``before`` is not read again.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        known = before._shards if before else ()
        found = [shard.with_codes() for shard in shards.opened(VectorShard, folder / FOLDER, known)]
        return cls(found, found[0].index.d if found else 0)

    def exactly(self) -> VectorIndex:
        """The same index as if no shard had codes: what an approximate search is measured against."""
        return VectorIndex([replace(shard, codes=None) for shard in self._shards], self._dimension)

    def only(self, keys: Keys) -> VectorIndex:
        """The same index without the passages that are not among ``keys``."""
        kept = [shard.without(np.setdiff1d(shard.keys, keys)) for shard in self._shards]
        return VectorIndex(kept, self._dimension)

    @property
    def last(self) -> int:
        """The highest key that was ever held here, gone or not; 0 where there is none."""
        return _last(self._shards)

    @staticmethod
    def last_of(folder: Path) -> int:
        """That of an index that need not be searched.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        return _last(shards.opened(VectorShard, folder / FOLDER))

    @property
    def keys(self) -> Keys:
        """Of all passages held, ascending."""
        return shards.keys_of(self._shards)

    def search(self, query: NDArray[np.float32], limit: int, among: Keys | None = None) -> Scored:
        """The ``limit`` passages nearest to a vector of shape ``(dimension,)``, or the nearest ``among`` some."""
        found = [shard.search(query, limit, among) for shard in self._shards]
        keys, scores = ordered(*_joined(found))
        return keys[:limit], scores[:limit]

    def scores(self, query: NDArray[np.float32], keys: Keys) -> NDArray[np.float32]:
        """The cosine of given passages with a query vector, in the order of ``keys``.

        Raises:
            KeyError: one is not held.
        """
        scores = np.empty(len(keys), dtype=np.float32)
        for here, vectors in self._found(keys):
            scores[here] = vectors @ query
        return scores

    def vectors(self, keys: Keys) -> Vectors:
        """The vectors of given passages, shape ``(n, dimension)``, in the order of ``keys``.

        Raises:
            KeyError: one is not held.
        """
        rows = np.empty((len(keys), self._dimension), dtype=np.float32)
        for here, vectors in self._found(keys):
            rows[here] = vectors
        return rows

    def _found(self, keys: Keys) -> Iterator[tuple[NDArray[np.bool_], Vectors]]:
        """By shard, which of given passages it has, and their vectors.

        Raises:
            KeyError: none has one of them.
        """
        missing = np.ones(len(keys), dtype=np.bool_)
        for shard in self._shards:
            here, places = shard.find(keys)
            missing &= ~here
            if len(places):
                yield here, shard.at(places)
        if missing.any():
            raise KeyError(f"no vectors of passages {keys[missing][:5].tolist()}")


def _last(parts: Iterable[VectorShard]) -> int:
    return max((int(shard.keys[-1]) for shard in parts), default=0)


def ordered(keys: Keys, scores: NDArray[np.float32]) -> Scored:
    """Sorted by ``(-score, key)``."""
    order = np.lexsort((keys, -scores))
    return keys[order], scores[order]


def by_key(keys: Keys, scores: NDArray[np.float32]) -> Scored:
    """Sorted by key."""
    order = np.argsort(keys)
    return keys[order], scores[order]


def _joined(found: Iterable[Scored]) -> Scored:
    keys, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for some_keys, some_scores in found:
        keys.append(some_keys)
        scores.append(some_scores)
    return np.concatenate(keys), np.concatenate(scores)
