"""The dense half: exact inner-product search over passage vectors, by FAISS.

Vectors lie in shards that are never changed. An update adds a shard and names the vectors that are gone; shards
are merged so that each is more than twice as large as the next (the logarithmic method of Bentley and Saxe,
*Decomposable Searching Problems I*, 1980): there are few of them, and each vector is written a few times in all.
Shards that stay are linked from one version's folder into the next, and mapped into memory, not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors
from indexer.index.disk import link

FOLDER = "vectors"
_GONE = "gone.npy"

faiss.omp_set_num_threads(1)  # one query at a time: waking other threads costs more than they bring

Keys = NDArray[np.int64]
Scored = tuple[Keys, NDArray[np.float32]]
"""Passage keys and their scores, shapes ``(n,)``, best first, equal scores by key."""


@dataclass(frozen=True, slots=True)
class _Shard:
    """A flat index of vectors of length 1, so that the inner product is the cosine, and the key of each,
    ascending; ``gone`` marks those that are no more.
    """

    path: Path
    index: Any
    keys: Keys
    gone: NDArray[np.bool_]

    @classmethod
    def open(cls, path: Path, gone: Keys) -> _Shard:
        keys = np.load(path.with_suffix(".npy"))
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        if index.ntotal != len(keys):
            raise ValueError(f"{path}: {index.ntotal} vectors do not match {len(keys)} keys")
        return cls(path, index, keys, np.isin(keys, gone))

    @classmethod
    def write(cls, folder: Path, keys: Keys, vectors: Vectors) -> _Shard:
        """A new one, named by its first key and its size: keys are never used again, so no other is named so."""
        path = folder / f"{keys[0]:015}-{len(keys)}.faiss"
        index: Any = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        faiss.write_index(index, str(path))
        np.save(path.with_suffix(".npy"), keys)
        return cls(path, index, keys, np.zeros(len(keys), dtype=bool))

    @property
    def alive(self) -> int:
        """How many of its vectors are still there."""
        return len(self.keys) - int(np.count_nonzero(self.gone))

    @property
    def is_worn(self) -> bool:
        """Whether less than half is still there."""
        return 2 * self.alive < len(self.keys)

    def carry_over(self, folder: Path) -> None:
        """Into the folder of the next version: as it is, or what is left where that is little."""
        if not self.is_worn:
            for path in (self.path, self.path.with_suffix(".npy")):
                link(path, folder / path.name)
        elif self.alive:
            _Shard.write(folder, *self.rows())

    def rows(self) -> tuple[Keys, Vectors]:
        """What is still there."""
        places = np.flatnonzero(~self.gone)
        return self.keys[places], self.at(places)

    def at(self, places: Keys) -> Vectors:
        return np.asarray(self.index.reconstruct_batch(places), dtype=np.float32)

    def places(self, keys: Keys) -> Keys:
        """Where given keys stand, those that are here and not gone."""
        at: Keys = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        here = (self.keys[at] == keys) & ~self.gone[at]
        found: Keys = at[here]
        return found

    def search(self, query: NDArray[np.float32], limit: int, among: Keys | None) -> Scored:
        """The best of this shard, in any order."""
        places = np.flatnonzero(~self.gone) if among is None else self.places(among)
        if not len(places):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        parameters = None
        if len(places) < len(self.keys):
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(places))  # type: ignore[call-arg]
        scores, found = self.index.search(query[np.newaxis], min(limit, len(places)), params=parameters)
        return self.keys[found[0]], scores[0]


class VectorIndex:
    """The shards in a folder, by ascending keys, opened for searching."""

    def __init__(self, shards: list[_Shard], dimension: int) -> None:
        """Use :meth:`build`, :meth:`update` or :meth:`open`."""
        self._shards = shards
        self._dimension = dimension

    @classmethod
    def build(cls, folder: Path, keys: Keys, vectors: Vectors) -> None:
        """Write the index of ``vectors``, shape ``(n, dimension)``, named by ``keys``, ascending."""
        (folder / FOLDER).mkdir()
        _write_gone(folder, np.zeros(0, dtype=np.int64))
        if len(keys):
            _Shard.write(folder / FOLDER, keys, vectors)

    @classmethod
    def update(cls, before: Path, folder: Path, gone: Keys, keys: Keys, vectors: Vectors) -> None:
        """Write the index of another folder into this one, without ``gone``, with ``keys`` after all of it."""
        (folder / FOLDER).mkdir()
        all_gone = np.union1d(np.load(before / FOLDER / _GONE), gone)
        kept = cls.open(before)._shards
        shards = [_Shard(one.path, one.index, one.keys, np.isin(one.keys, all_gone)) for one in kept]
        while shards and shards[-1].alive <= 2 * len(keys):
            old_keys, old_vectors = shards.pop().rows()
            keys, vectors = np.concatenate([old_keys, keys]), np.concatenate([old_vectors, vectors])
        for shard in shards:
            shard.carry_over(folder / FOLDER)
        if len(keys):
            _Shard.write(folder / FOLDER, keys, vectors)
        still = [shard.keys[shard.gone] for shard in shards if not shard.is_worn]
        _write_gone(folder, np.concatenate([*still, np.zeros(0, dtype=np.int64)]))

    @classmethod
    def open(cls, folder: Path) -> VectorIndex:
        """Open what :meth:`build` or :meth:`update` wrote.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        gone = np.load(folder / FOLDER / _GONE)
        shards = [_Shard.open(path, gone) for path in sorted((folder / FOLDER).glob("*.faiss"))]
        return cls(shards, shards[0].index.d if shards else 0)

    def only(self, keys: Keys) -> VectorIndex:
        """The same index without the passages that are not among ``keys``."""
        kept = (_Shard(one.path, one.index, one.keys, one.gone | ~np.isin(one.keys, keys)) for one in self._shards)
        return VectorIndex(list(kept), self._dimension)

    @property
    def last(self) -> int:
        """The highest key that was ever held here, gone or not; 0 where there is none."""
        return max((int(shard.keys[-1]) for shard in self._shards), default=0)

    @property
    def keys(self) -> Keys:
        """Of all passages held, ascending."""
        return np.concatenate([*(shard.keys[~shard.gone] for shard in self._shards), np.zeros(0, dtype=np.int64)])

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
            here = np.isin(keys, shard.keys[~shard.gone])
            found[here] = shard.at(shard.places(keys[here])) if here.any() else found[here]
            missing &= ~here
        if missing.any():
            raise KeyError(f"no vectors of passages {keys[missing][:5].tolist()}")
        return found


def ordered(keys: Keys, scores: NDArray[np.float32]) -> Scored:
    """Sorted by ``(-score, key)``."""
    order = np.lexsort((keys, -scores))
    return keys[order], scores[order]


def _joined(found: Iterable[Scored]) -> Scored:
    keys, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for some_keys, some_scores in found:
        keys.append(some_keys)
        scores.append(some_scores)
    return np.concatenate(keys), np.concatenate(scores)


def _write_gone(folder: Path, keys: Keys) -> None:
    np.save(folder / FOLDER / _GONE, np.sort(keys))
