"""The dense half: exact inner-product search over passage vectors, by FAISS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors

FILE = "vectors.faiss"

faiss.omp_set_num_threads(1)  # one query at a time: waking other threads costs more than they bring

Scored = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Passage keys and their scores, shapes ``(n,)``, best first, equal scores by key."""


class VectorIndex:
    """``IndexIDMap2`` over a flat index: vectors of length 1, so that the inner product is the cosine."""

    def __init__(self, index: faiss.Index) -> None:
        """Use :meth:`build` or :meth:`open`."""
        self._index: Any = index  # an IndexIDMap2, whose methods FAISS adds at run time

    @classmethod
    def build(cls, folder: Path, keys: NDArray[np.int64], vectors: Vectors) -> None:
        """Write the index of ``vectors``, shape ``(n, dimension)``, named by ``keys``, into a folder."""
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        if len(keys):
            index.add_with_ids(np.ascontiguousarray(vectors), keys)
        faiss.write_index(index, str(folder / FILE))

    @classmethod
    def open(cls, folder: Path) -> VectorIndex:
        """Open what :meth:`build` wrote."""
        return cls(faiss.read_index(str(folder / FILE)))

    @property
    def keys(self) -> NDArray[np.int64]:
        """Of all passages held, in order."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def search(self, query: NDArray[np.float32], limit: int, among: NDArray[np.int64] | None = None) -> Scored:
        """The ``limit`` passages nearest to a vector of shape ``(dimension,)``, or the nearest ``among`` some."""
        parameters = None
        if among is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]
        scores, keys = self._index.search(
            query[np.newaxis], min(limit, self._index.ntotal) or 1, params=parameters
        )
        found = keys[0] >= 0  # FAISS pads with -1
        return ordered(keys[0][found], scores[0][found])

    def scores(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosine of given passages with a query vector, in the order of ``keys``."""
        return np.asarray(self.vectors(keys) @ query, dtype=np.float32)

    def vectors(self, keys: NDArray[np.int64]) -> Vectors:
        """The vectors of given passages, shape ``(n, dimension)``, in the order of ``keys``."""
        if not len(keys):
            return np.zeros((0, self._index.d), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(keys), dtype=np.float32)


def ordered(keys: NDArray[np.int64], scores: NDArray[np.float32]) -> Scored:
    """Sorted by ``(-score, key)``."""
    order = np.lexsort((keys, -scores))
    return keys[order], scores[order]
