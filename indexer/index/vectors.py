"""The dense half: the passages nearest to a question's vector, by FAISS.

Vectors lie in shards that are never changed. An update adds a shard and names the vectors that are gone; shards
are merged so that each is more than twice as large as the next (the logarithmic method of Bentley and Saxe,
*Decomposable Searching Problems I*, 1980), up to a size: there are few of them, and each vector is written a few
times in all. Shards that stay are linked from one version's folder into the next, mapped into memory, not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors
from indexer.index.shard import Keys, Scored, Shard

FOLDER = "vectors"
_GONE = "gone.npy"

_MOST = 500_000
"""Vectors of a shard: what an update may have to write again, and build an index of, at once."""


class VectorIndex:
    """The shards in a folder, by ascending keys, opened for searching."""

    def __init__(self, shards: list[Shard], dimension: int) -> None:
        """Use :meth:`build`, :meth:`update` or :meth:`open`."""
        self._shards = shards
        self._dimension = dimension

    @classmethod
    def build(cls, folder: Path, rows: Iterable[tuple[Keys, Vectors]]) -> None:
        """Write the index of vectors, shape ``(n, dimension)``, named by keys, ascending from the first of the
        ``rows`` to the last.
        """
        (folder / FOLDER).mkdir()
        _write_gone(folder, np.zeros(0, dtype=np.int64))
        for keys, vectors in _portions(rows):
            Shard.write(folder / FOLDER, keys, vectors)

    @classmethod
    def update(cls, before: Path, folder: Path, gone: Keys, rows: Iterable[tuple[Keys, Vectors]]) -> None:
        """Write the index of another folder into this one, without ``gone``, with ``rows`` after all of it."""
        (folder / FOLDER).mkdir()
        all_gone = np.union1d(np.load(before / FOLDER / _GONE), gone)
        shards = [shard.without(all_gone) for shard in cls.open(before)._shards]
        for portion in _portions(rows):
            parts, size = [portion], len(portion[0])
            while shards and shards[-1].alive <= 2 * size and shards[-1].alive + size <= _MOST:
                parts.insert(0, shards.pop().rows())
                size += len(parts[0][0])
            Shard.write(folder / FOLDER, *_stacked(parts))
        for shard in shards:
            shard.carry_over(folder / FOLDER)
        still = [shard.keys[shard.gone] for shard in shards if not shard.is_worn]
        _write_gone(folder, np.concatenate([*still, np.zeros(0, dtype=np.int64)]))

    @classmethod
    def open(cls, folder: Path) -> VectorIndex:
        """Open what :meth:`build` or :meth:`update` wrote.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        gone = np.load(folder / FOLDER / _GONE)
        shards = [Shard.open(path, gone) for path in sorted((folder / FOLDER).glob("*.faiss"))]
        return cls(shards, shards[0].index.d if shards else 0)

    def exactly(self) -> VectorIndex:
        """The same index as if no shard had lists: what an approximate search is measured against."""
        return VectorIndex([replace(shard, lists=None) for shard in self._shards], self._dimension)

    def only(self, keys: Keys) -> VectorIndex:
        """The same index without the passages that are not among ``keys``."""
        kept = [shard.without(np.setdiff1d(shard.keys, keys)) for shard in self._shards]
        return VectorIndex(kept, self._dimension)

    @property
    def last(self) -> int:
        """The highest key that was ever held here, gone or not; 0 where there is none."""
        return max((int(shard.keys[-1]) for shard in self._shards), default=0)

    @property
    def keys(self) -> Keys:
        """Of all passages held, ascending."""
        return np.concatenate([np.zeros(0, np.int64), *(np.delete(one.keys, one.gone) for one in self._shards)])

    def search(self, query: NDArray[np.float32], limit: int, among: Keys | None = None) -> Scored:
        """The ``limit`` passages nearest to a vector of shape ``(dimension,)``, or the nearest ``among`` some."""
        found = [shard.search(query, limit, among) for shard in self._shards]
        keys, scores = ordered(*_joined(found))
        return keys[:limit], scores[:limit]

    def scores(self, query: NDArray[np.float32], keys: Keys) -> NDArray[np.float32]:
        """The cosine of given passages with a query vector, in the order of ``keys``."""
        return np.asarray(self.vectors(keys) @ query, dtype=np.float32)

    def vectors(self, keys: Keys) -> Vectors:
        """The vectors of given passages, shape ``(n, dimension)``, in the order of ``keys``.

        Raises:
            KeyError: one is not held.
        """
        found = np.empty((len(keys), self._dimension), dtype=np.float32)
        missing = np.ones(len(keys), dtype=bool)
        for shard in self._shards:
            here, places = shard.find(keys)
            found[here] = shard.at(places) if len(places) else found[here]
            missing &= ~here
        if missing.any():
            raise KeyError(f"no vectors of passages {keys[missing][:5].tolist()}")
        return found


def ordered(keys: Keys, scores: NDArray[np.float32]) -> Scored:
    """Sorted by ``(-score, key)``."""
    order = np.lexsort((keys, -scores))
    return keys[order], scores[order]


def _portions(rows: Iterable[tuple[Keys, Vectors]]) -> Iterator[tuple[Keys, Vectors]]:
    """The same rows, as many together as a shard may hold."""
    parts: list[tuple[Keys, Vectors]] = []
    for part in rows:
        if parts and sum(len(keys) for keys, _ in parts) + len(part[0]) > _MOST:
            yield _stacked(parts)
            parts = []
        if len(part[0]):
            parts.append(part)
    if parts:
        yield _stacked(parts)


def _stacked(parts: list[tuple[Keys, Vectors]]) -> tuple[Keys, Vectors]:
    return np.concatenate([keys for keys, _ in parts]), np.concatenate([vectors for _, vectors in parts])


def _joined(found: Iterable[Scored]) -> Scored:
    keys, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for some_keys, some_scores in found:
        keys.append(some_keys)
        scores.append(some_scores)
    return np.concatenate(keys), np.concatenate(scores)


def _write_gone(folder: Path, keys: Keys) -> None:
    np.save(folder / FOLDER / _GONE, np.sort(keys))
