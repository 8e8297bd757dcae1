"""One part of the vector index: vectors, and where there are many a code of each that is compared first.

A small shard is searched by the vectors themselves. A large one has a code of four bits for each two dimensions
(Jégou, Douze and Schmid, *Product Quantization for Nearest Neighbor Search*, IEEE TPAMI 33(1), 2011), of which a
processor compares thirty-two at once (André, Kermarrec and Le Scouarnec, *Quicker ADC*, IEEE TPAMI 43(5), 2021).
All are looked through; the best are compared again by the vectors themselves. All of it is mapped into memory, not
read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from indexer.embed import Vectors
from indexer.index.disk import mapped_array
from indexer.index.shards import Keys, Shard, inode_of

LARGE = 10_000
"""Vectors from which on a shard has codes: so many take about a millisecond to compare."""

_SAMPLE, _ROUNDS = 1_024, 6
"""Vectors that the sixteen values of each pair of dimensions are learnt from, and rounds of learning; four times
as many of each find no more of the nearest (docs/performance.md).
"""

_WIDER, _LEAST = 2, 400
"""Times as many as are wanted are compared again, and how many at least."""

_FEW = 20
"""One of so many vectors, or fewer, are compared one by one where only these may be found."""

faiss.omp_set_num_threads(1)  # waking other threads costs more than they bring, to search and to learn codes
threadpool_limits(1, user_api="blas")  # numpy's too, which would wake them for a few hundred rows

Scored = tuple[Keys, NDArray[np.float32]]
"""Passage keys and their scores, shapes ``(n,)``, best first, equal scores by key."""

_NONE: Scored = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class VectorShard(Shard[Vectors]):
    """Vectors of length 1, so that the inner product is the cosine; ``codes`` is None where it is small, or where
    they were not read: only a search needs them.
    """

    SUFFIX = ".faiss"

    index: Any
    codes: Any

    @classmethod
    def open(cls, path: Path) -> VectorShard:
        """As :class:`Shard` has it."""
        keys = mapped_array(path.with_suffix(".npy"))
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        if index.ntotal != len(keys):
            raise ValueError(f"{path}: {index.ntotal} vectors do not match {len(keys)} keys")
        return cls(path, inode_of(path), keys, np.zeros(0, np.int64), None, index, None)

    def with_codes(self) -> VectorShard:
        """The same, ready to be searched.

        Raises:
            OSError, RuntimeError, ValueError: the codes are missing or broken.
        """
        file = self.path.with_suffix(".codes")
        if self.codes or not file.exists():
            return self
        codes = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)
        if codes.ntotal != len(self.keys):
            raise ValueError(f"{file}: the codes of {codes.ntotal} vectors do not match {len(self.keys)} keys")
        return replace(self, codes=codes)

    @classmethod
    def save(cls, path: Path, rows: Vectors) -> None:
        """Shape ``(n, dimension)``, with codes where they are many."""
        index: Any = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows))
        faiss.write_index(index, str(path))
        if len(rows) >= LARGE:
            faiss.write_index(_coded(rows), str(path.with_suffix(".codes")))

    @staticmethod
    def stacked(parts: list[Vectors]) -> Vectors:
        """Some vectors after others."""
        return np.concatenate(parts)

    def at(self, places: Keys) -> Vectors:
        """The vectors at some places."""
        rows = faiss.rev_swig_ptr(self.index.get_xb(), self.index.ntotal * self.index.d)  # one by one is slow
        return np.asarray(rows.reshape(self.index.ntotal, -1)[places], dtype=np.float32)

    def search(self, query: NDArray[np.float32], limit: int, among: Keys | None) -> Scored:
        """The best of this shard, in any order."""
        if among is None:
            return self._nearest(query, limit, self.kept, self.alive)
        _, places = self.find(among)
        if len(places) * _FEW <= len(self.keys) or self.codes is None:
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
        if self.codes is None:
            parameters: Any = faiss.SearchParameters(**selector) if selector else None
            scores, found = self.index.search(query[np.newaxis], min(limit, size), params=parameters)
            return self.keys[found[0]], scores[0]
        parameters = faiss.SearchParametersIVF(nprobe=1, **selector)  # type: ignore[call-arg]
        _, found = self.codes.search(query[np.newaxis], min(max(limit * _WIDER, _LEAST), size), params=parameters)
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


def _coded(vectors: Vectors) -> Any:  # noqa: ANN401 - an index of FAISS
    """Learnt from vectors at even distances, so that the same make the same.

    An inverted file of a single list, as FAISS heeds a selector only there. More lists would save no time: most
    of them would have to be looked into.
    """
    size, dimension = vectors.shape
    values = dimension // 2 if dimension % 2 == 0 else dimension
    codes: Any = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(dimension), dimension, 1, values, 4, faiss.METRIC_INNER_PRODUCT
    )
    codes.by_residual = False
    codes.pq.cp.niter, codes.pq.cp.min_points_per_centroid = _ROUNDS, 1
    codes.train(np.ascontiguousarray(vectors[:: max(1, size // _SAMPLE)]))
    codes.add(np.ascontiguousarray(vectors))
    return codes
