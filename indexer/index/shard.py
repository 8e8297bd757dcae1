"""One part of the vector index, never changed once it is written: vectors, their keys, and where it is large a
second index that says where to look.

A small shard is searched whole. A large one has its vectors in lists by the nearest of some centroids, a byte a
dimension (``IVF,SQ8``; Jégou, Douze and Schmid, *Product Quantization for Nearest Neighbor Search*, IEEE TPAMI
33(1), 2011): a question looks into the nearest lists only, and what is found is compared again by the vectors
themselves.
All of it is mapped into memory, not read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors
from indexer.index.disk import link

LARGE = 20_000
"""Vectors from which on a shard has lists: so many take about two milliseconds to compare."""

_TO_A_LIST = 256
"""Vectors of a list, about."""

_PROBES = 2.0
"""Lists that a question looks into, times the square root of how many there are: recall@10 of exact search is then
above .98 (docs/performance.md).
"""

_SAMPLE, _ROUNDS = 32, 6
"""Vectors a list that its centroid is learnt from, and rounds of learning."""

_WIDER = 2
"""Times as many as are wanted are compared again."""

_FEW = 20
"""One of so many vectors, or fewer, are compared one by one where only these may be found."""

faiss.omp_set_num_threads(1)  # one query at a time: waking other threads costs more than they bring

Keys = NDArray[np.int64]
Scored = tuple[Keys, NDArray[np.float32]]
"""Passage keys and their scores, shapes ``(n,)``, best first, equal scores by key."""

_NONE: Scored = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Shard:
    """Vectors of length 1, so that the inner product is the cosine, and the key of each, ascending; ``gone`` are
    the places of those that are no more, ``lists`` is None where the shard is small.
    """

    path: Path
    index: Any
    lists: Any
    keys: Keys
    gone: Keys
    _kept: NDArray[np.uint8] | None = field(default=None)
    """One bit a vector, 1 where it is still there; None where all are."""

    @classmethod
    def open(cls, path: Path, gone: Keys) -> Shard:
        """Open one; ``gone`` are the keys of the whole index that are no more.

        Raises:
            OSError, RuntimeError, ValueError: a part is missing or broken.
        """
        keys = np.load(path.with_suffix(".npy"), mmap_mode="r")
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        if index.ntotal != len(keys):
            raise ValueError(f"{path}: {index.ntotal} vectors do not match {len(keys)} keys")
        return cls(path, index, _opened_lists(path, len(keys)), np.asarray(keys), np.zeros(0, np.int64)).without(
            gone
        )

    def without(self, gone: Keys) -> Shard:
        """The same, with other keys that are no more."""
        mine = gone[np.searchsorted(gone, self.keys[0]) : np.searchsorted(gone, self.keys[-1], side="right")]
        at = np.searchsorted(self.keys, mine)
        places = at[self.keys[at] == mine]
        kept = None
        if len(places):
            there = np.ones(len(self.keys), dtype=bool)
            there[places] = False
            kept = np.packbits(there, bitorder="little")
        return Shard(self.path, self.index, self.lists, self.keys, places, kept)

    @classmethod
    def write(cls, folder: Path, keys: Keys, vectors: Vectors) -> None:
        """A new one, named by its first key and its size: keys are never used again, so no other is named so."""
        path = folder / f"{keys[0]:015}-{len(keys)}.faiss"
        index: Any = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        faiss.write_index(index, str(path))
        np.save(path.with_suffix(".npy"), keys)
        if len(keys) >= LARGE:
            faiss.write_index(_made_lists(vectors), str(path.with_suffix(".ivf")))

    @property
    def files(self) -> list[Path]:
        """All that it is kept in."""
        return [self.path.with_suffix(end) for end in (".faiss", ".npy", *([".ivf"] if self.lists else []))]

    @property
    def alive(self) -> int:
        """How many of its vectors are still there."""
        return len(self.keys) - len(self.gone)

    @property
    def is_worn(self) -> bool:
        """Whether less than half is still there."""
        return 2 * self.alive < len(self.keys)

    def carry_over(self, folder: Path) -> None:
        """Into the folder of the next version: as it is, or what is left where that is little."""
        if not self.is_worn:
            for path in self.files:
                link(path, folder / path.name)
        elif self.alive:
            Shard.write(folder, *self.rows())

    def rows(self) -> tuple[Keys, Vectors]:
        """What is still there."""
        places = np.delete(np.arange(len(self.keys)), self.gone)
        return self.keys[places], self.at(places)

    def at(self, places: Keys) -> Vectors:
        """The vectors at some places."""
        rows = faiss.rev_swig_ptr(self.index.get_xb(), self.index.ntotal * self.index.d)  # one by one is slow
        return np.asarray(rows.reshape(self.index.ntotal, -1)[places], dtype=np.float32)

    def find(self, keys: Keys) -> tuple[NDArray[np.bool_], Keys]:
        """Which of given keys are here and not gone, and where these stand."""
        at: Keys = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        here = self.keys[at] == keys
        if self._kept is not None:
            here &= (self._kept[at >> 3] >> (at & 7) & 1).astype(bool)
        return here, at[here]

    def search(self, query: NDArray[np.float32], limit: int, among: Keys | None) -> Scored:
        """The best of this shard, in any order."""
        if among is None:
            return self._nearest(query, limit, self._kept, self.alive)
        _, places = self.find(among)
        if len(places) * _FEW <= len(self.keys) or self.lists is None:
            return self._compared(query, limit, places)
        bits = np.zeros(len(self.keys), dtype=bool)
        bits[places] = True
        return self._nearest(query, limit, np.packbits(bits, bitorder="little"), len(places))

    def _nearest(
        self, query: NDArray[np.float32], limit: int, bits: NDArray[np.uint8] | None, size: int
    ) -> Scored:
        """Of those with a bit, of which there are ``size``; of all where there are no bits."""
        if not size:
            return _NONE
        selector = {} if bits is None else {"sel": faiss.IDSelectorBitmap(bits)}  # type: ignore[call-arg, arg-type]
        if self.lists is None:
            parameters: Any = faiss.SearchParameters(**selector) if selector else None
            scores, found = self.index.search(query[np.newaxis], min(limit, size), params=parameters)
            return self.keys[found[0]], scores[0]
        share = len(self.keys) / size  # where fewer may be found, look farther
        probes = min(self.lists.nlist, round(_PROBES * self.lists.nlist**0.5 * share))
        parameters = faiss.SearchParametersIVF(nprobe=probes, **selector)  # type: ignore[call-arg]
        _, found = self.lists.search(query[np.newaxis], min(limit * _WIDER, size), params=parameters)
        return self._compared(query, limit, found[0][found[0] >= 0])

    def _compared(self, query: NDArray[np.float32], limit: int, places: Keys) -> Scored:
        """The best at some places, by the vectors themselves."""
        if not len(places):
            return _NONE
        scores = self.at(places) @ query
        if len(scores) > limit:
            best = np.argpartition(-scores, limit - 1)[:limit]
            best = np.flatnonzero(scores >= scores[best].min())  # equals too: the caller orders them by key
            places, scores = places[best], scores[best]
        return self.keys[places], np.asarray(scores, dtype=np.float32)


def _opened_lists(path: Path, size: int) -> Any:  # noqa: ANN401 - an index of FAISS
    file = path.with_suffix(".ivf")
    if not file.exists():
        return None
    lists = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)
    if lists.ntotal != size:
        raise ValueError(f"{path}: {lists.ntotal} vectors in lists do not match {size} keys")
    return lists


def _made_lists(vectors: Vectors) -> Any:  # noqa: ANN401
    """Learnt from vectors at even distances, so that the same make the same."""
    size, dimension = vectors.shape
    count = size // _TO_A_LIST
    lists: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, count, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    lists.cp.niter, lists.cp.max_points_per_centroid, lists.cp.min_points_per_centroid = _ROUNDS, _SAMPLE, 1
    with _all_cores():
        lists.train(np.ascontiguousarray(vectors[:: max(1, size // (count * _SAMPLE))]))
        lists.add(np.ascontiguousarray(vectors))
    return lists


@contextmanager
def _all_cores() -> Iterator[None]:
    """To build with."""
    faiss.omp_set_num_threads(len(os.sched_getaffinity(0)))
    try:
        yield
    finally:
        faiss.omp_set_num_threads(1)
